"""One load as a person reads it: facts, tables, findings, what it changed, its history."""

from collections.abc import Iterator
from itertools import groupby

from dagster_project.cli.check_report import SEVERITIES
from dagster_project.cli.load_words import (
    EVENTS,
    OUTCOME_WORDS,
    SHORT,
    form_title,
    moment,
    sender,
    state_words,
)

_MOST_CHANGES = 40


def load_report_lines(load: dict) -> Iterator[str]:
    """Yield the lines of the report.

    Args:
        load: what `ingest.ledgers.list_loads.describe_load` answers.
    """
    yield f"Lần nạp {load['load_id']}"
    yield f"  Tệp: “{load['file_name']}”" + (
        f", nằm ở {load['inbox_path']} trong hộp thư đến" if load["inbox_path"] else ""
    )
    yield f"  Đơn vị gửi: {sender(load)} ({load['agency_code']})"
    stated = ", giờ do người nhập khai" if load["received_at_stated"] else ""
    yield f"  Nhận lúc {moment(load['received_at'])}{stated}; ghi sổ {moment(load['recorded_at'])}"
    if load["recorded_by"] or load["reason"]:
        reason = f", lý do: {load['reason']}" if load["reason"] else ""
        yield f"  Người nộp vào hệ thống: {load['recorded_by'] or 'không rõ'}{reason}"
    returned = sum(table["status"] == "returned" for table in load["tables"])
    parts = f" {returned}/{len(load['tables'])} bảng" if returned < len(load["tables"]) else ""
    outcome = OUTCOME_WORDS[load["outcome"]] + (parts if returned else "")
    yield f"  Kết quả khi nhận: {outcome}"
    for key, words in (
        ("is_replacement", "Đơn vị ghi đây là bản thay thế."),
        ("is_correction", "Đơn vị ghi đây là bản đính chính."),
        ("is_reread", "Tệp trong kho lưu trữ được đọc lại; đơn vị không gửi thêm gì."),
    ):
        if load[key]:
            yield f"  {words}"
    for key, words in (("replaces", "Thay thế"), ("replaced_by", "Bị thay thế bởi")):
        if load[key]:
            yield f"  {words}: {', '.join(one[:SHORT] for one in load[key])}"
    kept = "có trong kho lưu trữ" if load["archive"]["is_kept"] else "không được lưu"
    yield f"  Tệp gốc: SHA-256 {load['archive']['sha256']}, {kept}"
    yield f"  Trong kho số liệu: {load['lake']}"
    yield "Các bảng:"
    for table in load["tables"]:
        yield from _table_lines(table)
    yield from _change_lines(load["changes"])
    if load["findings"]:
        yield f"Nhận xét khi kiểm tra ({len(load['findings'])}):"
    for finding in load["findings"]:
        place = "!".join(part for part in (finding["sheet"], finding["cell"]) if part)
        yield f"  {SEVERITIES[finding['severity']]} {place}: {finding['message']}".replace(
            " :", ":"
        )
    yield "Diễn biến:"
    for _, together in groupby(load["history"], _what_happened):
        yield _event_line(list(together))


def _table_lines(table: dict) -> Iterator[str]:
    quarters = ", ".join(table["periods"]) or "không rõ quý"
    place = f"trang “{table['sheet']}” {table['cell_range'] or ''}".rstrip()
    yield f"  {table['table_no']}. {form_title(table['form'])} {quarters}, {place}"
    said = (
        "báo cáo không phát sinh"
        if table["nil_return"]
        else (f"{table['rows_accepted']} dòng đúng, {table['rows_rejected']} dòng lỗi")
    )
    yield f"     {said}; trạng thái: {state_words(table)}"


def _change_lines(changes: dict | None) -> Iterator[str]:
    if changes is None:
        return
    from ingest.communes.name_places import commune_name
    from ingest.contracts.contract import load_forms
    from ingest.values.show_values import show_number, show_value

    yield (
        f"Khi được nhận đã thay đổi {show_number(changes['figures'])} số liệu, thêm "
        f"{show_number(changes['rows_added'])} dòng, bỏ {show_number(changes['rows_removed'])} dòng"
    )
    for item in changes["items"][:_MOST_CHANGES]:
        form = load_forms().get(item["form"])
        column = form.columns.get(item["column_name"]) if form else None
        if column is None:
            label, old, new = item["column_name"], str(item["old"]), str(item["new"])
        else:
            label = column.labels[0]
            old, new = show_value(item["old"], column), show_value(item["new"], column)
        name = commune_name(item["commune_code"]) if item["commune_code"] else None
        where = ", ".join(part for part in (name, item["period"], item["row_name"]) if part)
        cell = f" [{item['cell']}]" if item["cell"] else ""
        yield f"  - {where}, {label}: {old} → {new}{cell}"


def _what_happened(event: dict) -> tuple:
    """An event without its table: what befell several tables at once is one line."""
    return (
        event["event"],
        event["other_load"],
        event["by_whom"],
        event["reason"],
        moment(event["happened_at"]),
    )


def _event_line(together: list[dict]) -> str:
    event = together[0]
    words = EVENTS[event["event"]].format(other=(event["other_load"] or "")[:SHORT])
    numbers = [str(one["table_no"]) for one in together if one["table_no"]]
    table = f" bảng số {', '.join(numbers)}" if numbers else ""
    who = f", {event['by_whom']}" if event["by_whom"] else ""
    reason = f": {event['reason']}" if event["reason"] else ""
    return f"  {moment(event['happened_at'])}  {words}{table}{who}{reason}"
