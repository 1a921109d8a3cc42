"""The sheet "Nguồn số liệu": the files, sheets and cells behind the numbers of the province."""

from xlsxwriter.workbook import Workbook

from dashboards.briefing.content import Briefing
from dashboards.briefing.xlsx_looks import Looks

SOURCES_SHEET = "Nguồn số liệu"
HEADS = (
    *("Mã chỉ tiêu", "Chỉ tiêu", "Cơ quan gửi", "Biểu", "Tệp", "Trang tính", "Số ô", "Ô đầu"),
    *("Ô cuối", "Lần nạp", "SHA-256 của tệp"),
)
WIDTHS = (11, 34, 28, 30, 40, 18, 8, 9, 9, 20, 30)


def add_sources(book: Workbook, looks: Looks, briefing: Briefing) -> None:
    """Write one row an indicator and sheet; `qhld trace` names each single cell."""
    sheet = book.add_worksheet(SOURCES_SHEET)
    looks.print_set_up(sheet, briefing, landscape=True)
    sheet.write_string(0, 0, f"Nguồn số liệu của tỉnh, {briefing.period_label}", looks.title)
    words = (
        f"Bản công bố {briefing.release_id}. Từng ô một: lệnh qhld trace <mã> --period "
        f"{briefing.period} --commune province, hoặc nhấn vào con số trên bảng điều khiển."
    )
    sheet.write_string(1, 0, words, looks.subtitle)
    rows = [
        (
            *(source.kpi_id, source.name, one.agency, one.form_name, one.file_name, one.sheet),
            *(one.cells, one.first_cell, one.last_cell, one.load_id, one.file_sha256),
        )
        for source in briefing.sources
        for one in source.files
    ]
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    if not rows:
        sheet.write_string(3, 0, "Bản công bố này không giữ ô nguồn của các số.", looks.text)
        return
    sheet.add_table(
        3,
        0,
        3 + len(rows),
        len(HEADS) - 1,
        {
            "name": "NguonSoLieu",
            "style": None,
            "columns": [{"header": head, "header_format": looks.head} for head in HEADS],
        },
    )
    for row, values in enumerate(rows, 4):
        for column, value in enumerate(values):
            if isinstance(value, int):
                sheet.write_number(row, column, value, looks.order)
            else:
                sheet.write_string(row, column, value or "", looks.text)
    sheet.freeze_panes(4, 1)
    sheet.repeat_rows(3)
