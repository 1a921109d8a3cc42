"""What a file changes, as the public result has it and as a person reads it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ingest.communes.name_places import commune_name
from ingest.contracts.contract import load_forms
from ingest.submissions.compare_standing import Change, Changes
from ingest.values.show_values import show_number, show_value

if TYPE_CHECKING:
    from ingest.submissions.judge_file import Judged

MOST_ITEMS = 200  # of the changes in the result; the counts are of all
SHOWN_LINES = 20


def describe(changes: Changes, judged: "Judged") -> dict[str, Any]:
    """The changes of a file in the shape of ``changes`` in the check result.

    Args:
        changes: what the file changes.
        judged: the file; says where its tables stand, and what is in its way.
    """
    sheets = {one.table_no: one.table["sheet"] for one in judged.judgements}
    codes = {
        finding["code"]
        for one in judged.judgements
        for finding in one.findings
        if finding["severity"] == "error"
    }
    overlaps = [
        finding["message"].removesuffix(finding.get("advice") or "").strip()
        for one in judged.judgements
        for finding in one.findings
        if finding["code"] in ("overlap_needs_replacement", "replaces")
    ]
    returned = [one for one in judged.judgements if one.status == "returned"]
    return {
        "is_known": True,
        "reason": None,
        "is_first": changes.is_first,
        "figures": changes.count("figure"),
        "texts": changes.count("text"),
        "rows_added": changes.count("row_added"),
        "rows_removed": changes.count("row_removed"),
        "needs_replacement": "overlap_needs_replacement" in codes,
        "is_held_up": bool(returned) and codes != {"overlap_needs_replacement"},
        "overlaps": list(dict.fromkeys(overlaps)),
        "items": [_item(change, sheets) for change in changes.items[:MOST_ITEMS]],
    }


def _item(change: Change, sheets: dict[int, str]) -> dict[str, Any]:
    column = load_forms()[change.form].columns.get(change.column or "")
    return {
        "kind": change.kind,
        "form": change.form,
        "sheet": None if change.kind == "row_removed" else sheets.get(change.table_no),
        "cell": change.cell,
        "commune": change.commune_code,
        "period": change.period,
        "row": change.row_name,
        "column": change.column,
        "label": column.labels[0] if column else None,
        "old": change.old,
        "new": change.new,
    }


def change_lines(described: dict[str, Any], *, is_done: bool) -> Iterator[str]:
    """What a file changes, for a person.

    Args:
        described: what `describe` or `foresee_changes` answered.
        is_done: the file has been taken in; else it is only checked.
    """
    yield change_sentence(described, is_done=is_done)
    for item in described["items"][:SHOWN_LINES]:
        yield f"  - {_line(item)}"
    total = sum(described[key] for key in ("figures", "texts", "rows_added", "rows_removed"))
    if total > SHOWN_LINES:
        yield f"  … và {show_number(total - SHOWN_LINES)} thay đổi khác"


def change_sentence(described: dict[str, Any], *, is_done: bool) -> str:
    """What a file changes in one sentence."""
    if not described["is_known"]:
        return f"Chưa nói được tệp này thay đổi số liệu nào: {described['reason']}."
    parts = [
        words.format(show_number(described[key]))
        for key, words in (
            ("figures", "thay đổi {} số liệu"),
            ("texts", "sửa {} chỗ ghi chữ"),
            ("rows_added", "thêm {} dòng"),
            ("rows_removed", "bỏ {} dòng"),
        )
        if described[key] or key == "figures"
    ]
    does = "đã" if is_done else "sẽ"
    unchanged = f"{'' if is_done else 'sẽ '}không thay đổi số liệu nào đã nhận"
    if described["is_first"]:
        words = f"Tệp này {unchanged}"
        added = show_number(described["rows_added"])
        said = f"{words}; {added} dòng là số liệu mới." if described["rows_added"] else f"{words}."
    elif len(parts) == 1 and not described["figures"]:
        said = f"Tệp này {unchanged}."
    else:
        said = f"Tệp này {does} {', '.join(parts)} so với số liệu đang có."
    if is_done:
        return said
    if described["needs_replacement"]:
        said += " Để được nhận, tệp phải ghi “Bản thay thế” ở tiêu đề hoặc tên tệp."
    if described["is_held_up"]:
        said += " Chỉ thay đổi khi các lỗi nêu trên đã được sửa."
    return said


def change_line(change: Change) -> str:
    """One change in words: "Xã Bảo Thắng, 2026Q3, số cuộc: 3 → 4"."""
    return _line(_item(change, {}))


def _line(item: dict[str, Any]) -> str:
    where = ", ".join(
        part
        for part in (
            commune_name(item["commune"]) if item["commune"] else None,
            item["period"],
            item["row"],
        )
        if part
    )
    cell = f" [{item['sheet']}!{item['cell']}]" if item["cell"] and item["sheet"] else ""
    if item["kind"] == "row_added":
        return f"{where}: dòng mới{cell}"
    if item["kind"] == "row_removed":
        return f"{where}: không còn dòng này"
    column = load_forms()[item["form"]].columns[item["column"]]
    old, new = show_value(item["old"], column), show_value(item["new"], column)
    return f"{where}, {item['label']}: {old} → {new}{cell}"
