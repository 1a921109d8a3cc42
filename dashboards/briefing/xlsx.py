"""The data pack: the briefing's tables as a workbook to compute with, each number with its source.

Numbers are numbers in the printed unit, with the decimals of the report; what is not a number is
text and never a formula. A total that is the sum of the rows above is a formula that carries its
result, so no cell waits for a recalculation; any other stands as a value, for a number of the
province is not always the sum of its communes (a case across two communes counts once). The sheet
"Số liệu" records every number with its cell and its address in the release; `xlsx_read.py` reads it
back.
"""

import io

import xlsxwriter
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from dashboards.briefing.content import Briefing
from dashboards.briefing.formats import Materials
from dashboards.briefing.identity import keywords, moment_of
from dashboards.briefing.xlsx_charts import add_charts
from dashboards.briefing.xlsx_looks import HEADLINES_SHEET, INTRO_SHEET, Looks, lines_high
from dashboards.briefing.xlsx_record import Record, add_record
from dashboards.briefing.xlsx_sources import add_sources
from dashboards.briefing.xlsx_tables import add_table


def write_xlsx(briefing: Briefing, materials: Materials) -> bytes:
    """Return the data pack as .xlsx; the same briefing gives the same bytes.

    Args:
        briefing: the content.
        materials: not needed; every format takes them.
    """
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(
        buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties(
        {
            "title": briefing.head.subject,
            "author": briefing.head.agency,
            "company": briefing.head.agency,
            "comments": briefing.foot_line,
            "keywords": " ".join(keywords(briefing, "pack")),
            "created": moment_of(briefing.release_id).replace(tzinfo=None),
        }
    )
    looks, record = Looks(book), Record()
    intro = book.add_worksheet(INTRO_SHEET)
    _headlines(book, looks, record, briefing)
    sheets = []
    for table in briefing.appendices:
        sheets.append((f"PL{table.number}", f"Phụ lục {table.number}. {table.title}"))
        add_table(book, looks, record, table, briefing)
    add_charts(book, looks, record, briefing)
    sheets.append(("Biểu đồ", "Biểu đồ và số liệu vẽ biểu đồ"))
    if briefing.sources:
        add_sources(book, looks, briefing)
        sheets.append(("Nguồn số liệu", "Tệp, bảng tính, ô đứng sau số của tỉnh"))
    add_record(book, looks, record, briefing)
    sheets.append(("Số liệu", "Từng con số và địa chỉ trong bản công bố (để đối chiếu)"))
    _introduction(intro, looks, briefing, sheets)
    intro.activate()
    book.close()
    return buffer.getvalue()


def _introduction(
    sheet: Worksheet, looks: Looks, briefing: Briefing, sheets: list[tuple[str, str]]
) -> None:
    """What the workbook is: period, status, coverage, what each sheet holds, whom to ask."""
    looks.print_set_up(sheet, briefing, landscape=False)
    sheet.set_column(0, 0, 22)
    sheet.set_column(1, 1, 78)
    sheet.write_string(0, 0, f"{briefing.head.agency}: GÓI SỐ LIỆU", looks.title)
    sheet.write_string(1, 0, briefing.head.subject, looks.subtitle)
    row = 3
    for mark in briefing.marks:
        sheet.write_string(row, 0, mark, looks.warning)
        row += 1
    facts = (
        ("Kỳ báo cáo", briefing.period_label),
        ("Tình trạng", briefing.status_words),
        ("Kỳ số liệu", briefing.cut_off.text),
        ("Đã nhận", briefing.received.text),
        ("Bản công bố", briefing.release_id),
        ("Liên hệ", briefing.head.contact),
        (
            "Ký hiệu",
            "“…” chưa có báo cáo; “–” không có đối tượng để tính hoặc không so sánh được; "
            "“x” không công bố để bảo vệ số nhỏ; 0 là có báo cáo và không phát sinh.",
        ),
        (
            "Số của toàn tỉnh",
            "Nơi đúng là tổng các xã, phường thì là công thức; nơi khác ghi bằng giá trị: một vụ "
            "việc ở nhiều nơi chỉ tính một lần, tỷ lệ là tổng tử số chia tổng mẫu số.",
        ),
    )
    for name, text in facts:
        row += 1
        sheet.write_string(row, 0, name, looks.label)
        sheet.write_string(row, 1, text, looks.wrapped)
        sheet.set_row(row, lines_high([(text, 78)]))
    for sentence in briefing.footnotes:
        row += 1
        sheet.write_string(row, 0, "Chú thích", looks.label)
        sheet.write_string(row, 1, sentence.text, looks.wrapped)
        sheet.set_row(row, lines_high([(sentence.text, 78)]))
    row += 2
    sheet.write_string(row, 0, "Trang", looks.head)
    sheet.write_string(row, 1, "Nội dung", looks.head)
    for name, text in [(HEADLINES_SHEET, "Các số chính của quý"), *sheets]:
        row += 1
        sheet.write_url(row, 0, f"internal:'{name}'!A1", looks.link, string=name)
        sheet.write_string(row, 1, text, looks.wrapped)


def _headlines(book: Workbook, looks: Looks, record: Record, briefing: Briefing) -> None:
    """The numbers of page one with what they are compared with."""
    sheet = book.add_worksheet(HEADLINES_SHEET)
    looks.print_set_up(sheet, briefing, landscape=True)
    widths = (8, 26, 12, 12, 32, 32, 32)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    sheet.write_string(0, 0, f"Số chính {briefing.period_label}", looks.title)
    heads = ("Mã", "Chỉ tiêu", "Giá trị", "Đơn vị", "So sánh 1", "So sánh 2", "So sánh 3")
    for column, head in enumerate(heads):
        sheet.write_string(2, column, head, looks.head)
    for row, headline in enumerate(briefing.headlines, 3):
        sheet.write_string(row, 0, headline.kpi_id, looks.text)
        sheet.write_string(row, 1, headline.label, looks.wrapped)
        looks.write_cell(sheet, row, 2, headline.figure)
        record.add(HEADLINES_SHEET, row, 2, headline.figure)
        sheet.write_string(row, 3, headline.figure.unit, looks.text)
        said = [(one.text, widths[4]) for one in headline.comparisons]
        sheet.set_row(row, lines_high([(headline.label, widths[1]), *said]))
        for place in range(3):
            said = headline.comparisons[place].text if place < len(headline.comparisons) else ""
            sheet.write_string(row, 4 + place, said, looks.wrapped)
    sheet.freeze_panes(3, 2)
