"""What stands around a table: agency, motto, title, period, unit above; notes, sign-off below."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ingest.sample.agency_style import Style
from ingest.sample.figures import Quarter
from ingest.sample.layout import Layout
from ingest.sample.sheet_draft import SheetDraft
from ingest.sample.spelling import period_words

MARK = "SỐ LIỆU GIẢ LẬP"


@dataclass(frozen=True)
class Sender:
    """Who sends the workbook.

    Attributes:
        above: office above it ("" for none), as printed in capitals.
        name: the agency in capitals.
        plain: the agency as it writes itself in a line of text.
        place: where the document is dated.
        is_commune: a People's Committee of a commune (signs for the committee).
    """

    above: str
    name: str
    plain: str
    place: str
    is_commune: bool


@dataclass(frozen=True)
class Paper:
    """The report that the tables belong to.

    Attributes:
        number: report number.
        signed_on: day of the report.
        replaces: "" or the report that this one replaces, as text.
        title_period: period words that stand in the title, or "" to spell the quarter.
    """

    number: int
    signed_on: date
    replaces: str = ""
    title_period: str = ""

    def symbol(self, sender: Sender) -> str:
        """Report symbol, e.g. 45/BC-UBND."""
        return f"{self.number}/BC-{'UBND' if sender.is_commune else 'QHLD'}"


def draw_top(
    sheet: SheetDraft,
    style: Style,
    layout: Layout,
    sender: Sender,
    paper: Paper,
    quarter: Quarter,
    width: int,
) -> tuple[int, tuple[int, int]]:
    """Draw everything above the header.

    Args:
        sheet: the sheet to draw on.
        style: habits of the agency.
        layout: the form's layout (mark, title, unit line).
        sender: the agency.
        paper: the report.
        quarter: the quarter reported.
        width: number of columns of the table.

    Returns:
        The first free row and the cell in which the period stands.
    """
    left, last = style.offset, style.offset + width - 1
    middle = left + max(2, width // 2)
    row = _draw_letterhead(sheet, style, sender, paper, left, middle, last)
    row = _line(sheet, row, left, last, MARK, "mark")
    row = _line(sheet, row, left, last, layout.mark, "bold")
    title, period = layout.title, paper.title_period or period_words(quarter, style.period_spelling)
    if not style.upper_title:
        title = title.capitalize()
    in_title = style.period_place == "title"
    period_row = row if in_title else row + 1
    if in_title:
        row = _line(sheet, row, left, last, f"{title} {period}", "title")
    else:
        row = _line(sheet, row, left, last, title, "title")
        row = _line(sheet, row, left, last, period, "centre")
    if paper.replaces:
        row = _line(sheet, row, left, last, f"(Bản thay thế {paper.replaces})", "italic")
    if style.report_line:
        day = paper.signed_on
        told = f"ngày {day:%d/%m/%Y} của {sender.plain}"
        told = f"(Kèm theo Báo cáo số {paper.symbol(sender)} {told})"
        row = _line(sheet, row, left, last, told, "italic")
    if style.bounds_line and not paper.title_period:
        begins, ends = quarter.starts_on, quarter.ends_on
        told = f"Kỳ báo cáo: từ ngày {begins:%d/%m/%Y} đến ngày {ends:%d/%m/%Y}"
        row = _line(sheet, row, left, last, told, "italic")
    if layout.unit_line:
        sheet.put(row, last - 1, layout.unit_line, "italic")
        row += 1
    return row + (0 if layout.unit_line else 1), (period_row, left)


def draw_bottom(
    sheet: SheetDraft, style: Style, sender: Sender, paper: Paper, row: int, width: int
) -> None:
    """Draw notes and the sign-off (offices only, never a name) from a row on."""
    left = style.offset
    right = left + max(2, width - 3)
    row += 1
    if style.note:
        sheet.put(row, left, "Ghi chú: (*) số liệu ước tính đến ngày lập biểu; biểu có 02 trang.")
        row += 2
    if style.preamble == "label":
        sheet.put(row, left, "Người lập biểu", "bold")
        return
    day = paper.signed_on
    sheet.put(
        row, right, f"{sender.place}, ngày {day:%d} tháng {day.month} năm {day.year}", "italic"
    )
    sheet.put(row + 1, left, "NGƯỜI LẬP BIỂU", "bold")
    if sender.is_commune:
        offices = ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")
    else:
        offices = ("THỦ TRƯỞNG ĐƠN VỊ",)
    for step, office in enumerate(offices):
        sheet.put(row + 1 + step, right, office, "bold")
    row += 1 + len(offices)
    sheet.put(row, left, "(Ký, ghi rõ họ tên)", "italic")
    sheet.put(row, right, "(Ký tên, đóng dấu)", "italic")


def _draw_letterhead(sheet, style, sender, paper, left, middle, last) -> int:
    if style.preamble == "label":
        sheet.put(0, left, f"Đơn vị báo cáo: {sender.plain}", "bold")
        return 1
    rows = [line for line in (sender.above, sender.name) if line]
    if style.office_line and sender.is_commune:
        rows.append("PHÒNG VĂN HÓA - XÃ HỘI")
    for row, line in enumerate(rows):
        sheet.put(row, left, line, "bold")
        sheet.merge(row, left, row, middle - 1)
    if style.preamble == "one_sided":
        return len(rows)
    motto = ("CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
    for row, line in enumerate(motto):
        sheet.put(row, middle, line, "centre")
        sheet.merge(row, middle, row, last)
    row = max(len(rows), len(motto))
    sheet.put(row, left, f"Số: {paper.symbol(sender)}", "plain")
    return row + 2


def _line(sheet: SheetDraft, row: int, left: int, last: int, text: str, style: str) -> int:
    sheet.put(row, left, text, style)
    sheet.merge(row, left, row, last)
    return row + 1
