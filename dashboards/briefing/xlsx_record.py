"""The sheet "Số liệu": every number of the workbook, its cell, its address in the release."""

import json
from dataclasses import dataclass, field

from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.workbook import Workbook

from dashboards.briefing.blocks import Figure
from dashboards.briefing.content import Briefing
from dashboards.briefing.xlsx_looks import Looks

RECORD_SHEET = "Số liệu"
HEADS = (
    *("Trang", "Ô", "Như in", "Giá trị", "Đơn vị", "Mã chỉ tiêu", "Địa bàn", "Kỳ", "Khoảng"),
    *("Số lẻ", "Chia cho", "Có dấu", "Độ lớn", "Câu hỏi", "Tham số", "Dòng", "Cột"),
)
FIRST_ROW = 3
RELEASE_CELL = (0, 1)  # row, column of the release id
AUDIENCE_CELL = (1, 1)


@dataclass
class Record:
    """Numbers as they are written, in the order of writing.

    Attributes:
        entries: sheet, cell and figure of each.
    """

    entries: list[tuple[str, str, Figure]] = field(default_factory=list)

    def add(self, sheet: str, row: int, column: int, figure: Figure) -> None:
        """Note where a figure was written; words in place of a number are not noted."""
        if figure.value is not None and figure.address is not None:
            self.entries.append((sheet, xl_rowcol_to_cell(row, column), figure))


def add_record(book: Workbook, looks: Looks, record: Record, briefing: Briefing) -> None:
    """Write the sheet that `qhld briefing verify` reads."""
    sheet = book.add_worksheet(RECORD_SHEET)
    looks.print_set_up(sheet, briefing, landscape=True)
    sheet.write_string(0, 0, "Bản công bố", looks.label)
    sheet.write_string(*RELEASE_CELL, briefing.release_id, looks.text)
    sheet.write_string(1, 0, "Người đọc", looks.label)
    sheet.write_string(*AUDIENCE_CELL, briefing.audience, looks.text)
    for column, head in enumerate(HEADS):
        sheet.write_string(FIRST_ROW - 1, column, head, looks.head)
        sheet.set_column(column, column, 24 if head in ("Câu hỏi", "Tham số", "Dòng") else 12)
    for row, (place, cell, figure) in enumerate(record.entries, FIRST_ROW):
        _write(sheet, looks, row, place, cell, figure)
    sheet.freeze_panes(FIRST_ROW, 2)
    sheet.repeat_rows(FIRST_ROW - 1)
    sheet.autofilter(FIRST_ROW - 1, 0, FIRST_ROW + len(record.entries) - 1, len(HEADS) - 1)


def _write(sheet, looks: Looks, row: int, place: str, cell: str, figure: Figure) -> None:
    address = figure.address
    texts = {
        0: place,
        1: cell,
        2: figure.text,
        4: figure.unit,
        5: figure.kpi_id or "",
        6: figure.area_code or "",
        7: figure.period or "",
        8: figure.span or "",
        13: address.query,
        14: json.dumps(dict(address.inputs), ensure_ascii=False, sort_keys=True),
        15: json.dumps(dict(address.where), ensure_ascii=False, sort_keys=True),
        16: address.column,
    }
    numbers = {
        3: figure.value,
        9: figure.decimals,
        10: figure.divisor,
        11: int(figure.signed),
        12: int(figure.magnitude),
    }
    for column, text in texts.items():
        sheet.write_string(row, column, text, looks.text)
    for column, value in numbers.items():
        sheet.write_number(row, column, value, looks.text)
