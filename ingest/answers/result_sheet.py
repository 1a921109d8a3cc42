"""The first sheet of a returned workbook, "Kết quả kiểm tra": verdict, what was read, findings.

Drawn as the XML of a worksheet, so that it can be put into any package. All texts are inline
strings: nothing that a sender wrote can become a formula here.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from ingest.answers.draw_sheet import INK, SheetDrawing
from ingest.answers.mark_styles import FILLS, StyleBook
from ingest.answers.place_marks import anchor_of, what_is_wrong
from ingest.cells.read_cells import address
from ingest.contracts.contract import load_forms
from ingest.tables.read_markers import RESULT_TITLE
from ingest.verdict import SEVERITIES, count_findings, quarter_words, verdict

MOST_FINDINGS = 2000
_WIDTHS = (6, 11, 21, 26, 42, 32, 42)
_LAST = len(_WIDTHS) - 1
_LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")
_GREY = "FF5F6B7A"
# outcome -> (background, text) of the band with the verdict
_BANDS = {
    "accepted": ("FFDDEFE0", "FF1D5E2F"),
    "accepted_with_warnings": ("FFFFF0CC", "FF6B4A00"),
    "rejected": ("FFF9DAD7", "FF8A1C12"),
    "refused": ("FFF9DAD7", "FF8A1C12"),
}
_LEGEND = (
    "Ô tô đỏ: lỗi phải sửa.  Ô tô vàng: cần xem lại.  Ô tô xanh: ghi chú.  Đưa chuột lên ô được tô "
    "để đọc cách sửa; bấm vào vị trí ở bảng dưới để tới ô. Hãy sửa ngay trong tệp này rồi gửi lại: "
    "trang này, màu tô và ghi chú không được tính là số liệu, không cần xoá."
)


def result_sheet(
    result: Mapping[str, Any],
    styles: StyleBook,
    *,
    remarks: Sequence[str] = (),
    link_name: Callable[[str], str | None] = lambda name: name,
    at: datetime | None = None,
) -> str:
    """The worksheet's XML.

    Args:
        result: a check result.
        styles: of the workbook; gets what the sheet needs.
        remarks: what else the sender should know about this copy of the workbook.
        link_name: gives the name under which a sheet stands in this workbook; None for one that
            cannot be gone to (hidden, not there).
        at: time of the check, local; None is now.
    """
    draw = SheetDrawing(styles, _WIDTHS)
    moment = at or datetime.now(_LOCAL)
    background, ink = _BANDS[result["outcome"]]
    draw.wide_row(RESULT_TITLE, draw.style(size=16, bold=True, ink=INK, vertical="center"), 30)
    about = f"Tệp: {result['file']}    Kiểm tra lúc {moment:%H:%M ngày %d/%m/%Y}"
    draw.wide_row(about, draw.style(ink=_GREY, vertical="center"), 18)
    band = draw.style(size=13, bold=True, ink=ink, fill=background, vertical="center", indent=1)
    draw.wide_row(verdict(result), band, 34)
    _counts(draw, result)
    draw.wide_row(_LEGEND, draw.style(ink=_GREY, wrap=True, vertical="center"))
    draw.gap()
    if result["tables"] or result["agency"]:
        _understood(draw, result)
        draw.gap()
    _findings(draw, result["findings"], link_name)
    if remarks:
        draw.gap()
        draw.wide_row("Về bản trả lại này", draw.style(size=12, bold=True, ink=INK), 20)
        for remark in remarks:
            draw.wide_row(f"•  {remark}", draw.style(ink=INK, wrap=True))
    return draw.xml()


def _counts(draw: SheetDrawing, result: Mapping[str, Any]) -> None:
    cells: dict[int, tuple[Any, int]] = {}
    places = {"error": (0, 1), "warning": (2, 2), "note": (3, 3)}
    for severity, count in count_findings(result).items():
        first, last = places[severity]
        fill = FILLS[severity] if count else "FFF1F3F5"
        look = draw.style(
            size=11, bold=bool(count), ink=INK if count else _GREY, fill=fill, horizontal="center",
            vertical="center",
        )  # fmt: skip
        cells[first] = (f"{count} {SEVERITIES[severity].lower()}", look)
        if last > first:
            cells[last] = (None, look)
    row = draw.row(cells, 24)
    draw.merge(row, 0, 1)


def _understood(draw: SheetDrawing, result: Mapping[str, Any]) -> None:
    draw.wide_row("Tệp được hiểu như sau", draw.style(size=12, bold=True, ink=INK), 22)
    agency = result["agency"]
    cell = draw.boxed()
    sender = agency["name"] if agency else "không thấy ghi trong tệp"
    row = draw.row(
        {0: ("Đơn vị gửi", draw.boxed(bold=True)), 2: (sender, cell)}, None, span=(2, _LAST)
    )
    draw.merge(row, 0, 1)
    draw.merge(row, 2, _LAST)
    head = draw.header()
    titles = {0: "Trang", 2: "Vùng", 3: "Biểu", 5: "Kỳ báo cáo", 6: "Số dòng"}
    row = draw.row({column: (title, head) for column, title in titles.items()}, 20)
    draw.merge(row, 0, 1)
    draw.merge(row, 3, 4)
    forms = load_forms()
    for table in result["tables"]:
        form = forms.get(table["form"])
        name = f"{form.title.vi} ({form.number})" if form else table["form"]
        if table["nil_return"]:
            rows = "báo cáo không phát sinh"
        else:
            rows = (
                f"đọc {table['rows_read']}, nhận {table['rows_accepted']}, trả lại "
                f"{table['rows_rejected']}, không phải số liệu {table['rows_not_data']}"
            )
        period = quarter_words(table["period"])
        values = {0: table["sheet"], 2: table["range"], 3: name, 5: period, 6: rows}
        row = draw.row({c: (v, cell) for c, v in values.items()}, None, span=(3, 4))
        draw.merge(row, 0, 1)
        draw.merge(row, 3, 4)


def _findings(
    draw: SheetDrawing,
    findings: Sequence[Mapping[str, Any]],
    link_name: Callable[[str], str | None],
) -> None:
    draw.wide_row("Các điểm cần xem", draw.style(size=12, bold=True, ink=INK), 22)
    if not findings:
        draw.wide_row("Không có điểm nào.", draw.style(ink=INK))
        return
    titles = ("STT", "Mức độ", "Vị trí", "Tìm thấy", "Chưa đúng ở đâu", "Cho phép", "Cách sửa")
    draw.row({column: (title, draw.header()) for column, title in enumerate(titles)}, 22)
    cell, link = draw.boxed(), draw.boxed(link=True)
    number = draw.boxed(horizontal="center")
    looks = {s: draw.boxed(bold=True, fill=FILLS[s], horizontal="center") for s in SEVERITIES}
    for count, item in enumerate(findings[:MOST_FINDINGS], start=1):
        sheet = link_name(item["sheet"]) if item["sheet"] is not None else None
        target = anchor_of(item["cell"]) if sheet is not None else None
        values = {
            0: (count, number),
            1: (SEVERITIES[item["severity"]], looks[item["severity"]]),
            2: (_place(item), link if target else cell),
            3: (item["found"], cell),
            4: (what_is_wrong(item), cell),
            5: (item["allowed"], cell),
            6: (item.get("advice"), cell),
        }
        row = draw.row(values)
        if target:
            quoted = str(sheet).replace("'", "''")
            draw.links.append((address(row, 2), f"'{quoted}'!{target}"))
    rest = len(findings) - MOST_FINDINGS
    if rest > 0:
        draw.wide_row(
            f"… và {rest} điểm khác: các ô đó cũng được tô màu. Hãy sửa những điểm trên trước rồi "
            "gửi lại để kiểm tra tiếp.",
            draw.style(ink=INK, bold=True, wrap=True),
        )


def _place(item: Mapping[str, Any]) -> str:
    if item["sheet"] is None:
        return "Cả tệp"
    return f"{item['sheet']}, ô {item['cell']}" if item["cell"] else f"Trang {item['sheet']}"
