"""The dictionary of indicators as a Markdown page."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

_HEADER = """\
# Từ điển chỉ tiêu

Tệp này do `python -m dagster_project.kpi_dictionary` viết từ `dbt/seeds/kpis.csv`, các biểu mẫu
(`ingest/forms`), mục tiêu, ngưỡng và các bảng kết quả; không sửa tay. Cùng nội dung ở dạng JSON:
[`tu-dien-chi-tieu.json`](tu-dien-chi-tieu.json). Cột của biểu xem
[từ điển biểu mẫu](tu-dien-bieu-mau.md).

Ba trường hợp không bao giờ lẫn: **trống** là chưa có báo cáo, **0** là đã báo cáo không phát sinh,
**–** là không có đối tượng để tính.
"""


def dictionary_page(entries: list[dict[str, Any]]) -> str:
    """The page for readers.

    Args:
        entries: what `kpi_dictionary.kpi_entries` gives.
    """
    index = ["| Mã | Chỉ tiêu | Đơn vị |", "|---|---|---|"]
    index += [
        f"| [{entry['kpi_id']}](#{_anchor(entry)}) | {entry['name']} | {entry['unit']} |"
        for entry in entries
    ]
    pages = ["\n".join(_entry(entry)) for entry in entries]
    return "\n\n".join([_HEADER + "\n" + "\n".join(index), *pages]) + "\n"


def _anchor(entry: dict[str, Any]) -> str:
    return entry["kpi_id"].lower()


def _entry(entry: dict[str, Any]) -> Iterator[str]:
    yield f'<a id="{_anchor(entry)}"></a>\n\n## {entry["kpi_id"]}. {entry["name"]}\n'
    yield f"{entry['definition']}\n"
    said = [
        ("Tên ngắn; tiếng Anh", f"{entry['short_name']}; {entry['name_en']}"),
        ("Công thức", entry["formula"]),
        ("Đơn vị", f"{entry['unit']} ({entry['decimals']} số lẻ); {entry['direction']}"),
        ("Cộng gộp", entry["additivity"]),
        ("Lịch", entry["calendar"]),
        ("Địa bàn", entry["lowest_area"]),
        ("Biểu nguồn", "; ".join(_form(form) for form in entry["source_forms"])),
        ("Ngưỡng", "; ".join(entry["thresholds"])),
        ("Mục tiêu", "; ".join(entry["targets"])),
        ("Ghi “–” khi", entry["no_population"]),
        ("Số nhỏ", entry["small_numbers"]),
        ("Không xếp hạng", entry["unranked"]),
        ("Cung cấp ra ngoài", entry["disclosure"]),
        ("So sánh", "; ".join(entry["comparability"])),
        ("Quốc tế (ILO, ICLS)", _international(entry)),
        ("Căn cứ pháp lý", entry["legal_source"]),
        ("Lưu ý", entry["caveat"]),
        ("Bảng kết quả", ", ".join(f"`{mart}`" for mart in entry["marts"])),
        ("Truy vấn", ", ".join(f"`{query}`" for query in entry["queries"])),
    ]
    for role, title in (("numerator", "Tử số"), ("denominator", "Mẫu số")):
        if side := entry[role]:
            yield from _side(side, title if entry["denominator"] else "Số đếm")
    if entry["without_columns"]:
        yield f"- {entry['without_columns']}"
    yield from (f"- **{title}:** {text}" for title, text in said if text)


def _international(entry: dict[str, Any]) -> str:
    parts = [entry["international"]]
    if entry["ilo_indicator"]:
        parts.append(f"mã ILOSTAT: {entry['ilo_indicator']}")
    return "; ".join(part for part in parts if part)


def _form(form: dict[str, str]) -> str:
    return f"[{form['number']} {form['title']}](tu-dien-bieu-mau.md#{form['form']})"


def _side(side: dict[str, Any], title: str) -> Iterator[str]:
    yield f"- **{title}:** {side['text']}. Theo thời gian: {side['time_rule']}."
    if side["missing"]:
        yield f"  - Trống khi: {side['missing']}."
    for _, columns in groupby(side["columns"], key=lambda column: column["form"]):
        listed = list(columns)
        yield f"  - {_form(listed[0])}: {'; '.join(_column(column) for column in listed)}."


def _column(column: dict[str, Any]) -> str:
    labels = " hoặc ".join(f"“{label}”" for label in column["labels"])
    when = f" ({column['used_when']})" if column["used_when"] else ""
    return f"cột {labels}{when}"
