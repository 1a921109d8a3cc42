"""Read a data pack back: the record of its numbers, and what stands in their cells today."""

import json
import zipfile
from dataclasses import dataclass
from pathlib import Path

import openpyxl

from dashboards.briefing.blocks import Address, Figure
from dashboards.briefing.xlsx_record import AUDIENCE_CELL, FIRST_ROW, RECORD_SHEET, RELEASE_CELL


class NotADataPack(ValueError):
    """The file is no workbook that this product wrote; the message says so in Vietnamese."""


@dataclass(frozen=True)
class PlacedFigure:
    """A number of the workbook.

    Attributes:
        sheet, cell: where it was written.
        figure: as it was written.
        found: what stands in the cell today; None for a cell that is empty or gone.
    """

    sheet: str
    cell: str
    figure: Figure
    found: object

    @property
    def is_edited(self) -> bool:
        """Whether the cell holds another number, or none."""
        written = self.figure.shown_value
        written = abs(written) if self.figure.magnitude else written
        if isinstance(self.found, bool) or not isinstance(self.found, int | float):
            return True
        return abs(self.found - written) > 1e-9 * max(1.0, abs(written))


@dataclass(frozen=True)
class ReadXlsx:
    """A workbook that was read back: its release, its audience and its numbers."""

    release_id: str
    audience: str
    figures: tuple[PlacedFigure, ...]


def read_xlsx(path: Path) -> ReadXlsx:
    """Read the record of a data pack.

    Args:
        path: the file; saved again by a spreadsheet program or not.

    Raises:
        NotADataPack: no workbook, or one without the sheet of the record.
    """
    try:
        book = openpyxl.load_workbook(path, data_only=True)
    except (zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
        raise NotADataPack(f"{path.name} không phải tệp Excel đọc được.") from error
    if RECORD_SHEET not in book.sheetnames:
        raise NotADataPack(f"{path.name} không có trang “{RECORD_SHEET}” của gói số liệu qhld.")
    record = book[RECORD_SHEET]
    release_id = record.cell(RELEASE_CELL[0] + 1, RELEASE_CELL[1] + 1).value or ""
    audience = record.cell(AUDIENCE_CELL[0] + 1, AUDIENCE_CELL[1] + 1).value or ""
    try:
        figures = tuple(
            _placed(book, row)
            for row in record.iter_rows(min_row=FIRST_ROW + 1, values_only=True)
            if row[0]
        )
    except (TypeError, ValueError, IndexError) as error:
        raise NotADataPack(f"{path.name}: trang “{RECORD_SHEET}” đã bị sửa hỏng.") from error
    return ReadXlsx(str(release_id), str(audience), figures)


def _placed(book: openpyxl.Workbook, row: tuple) -> PlacedFigure:
    sheet, cell, text, value, unit, kpi_id, area_code, period, span = row[:9]
    decimals, divisor, signed, magnitude, query, inputs, where, column = row[9:17]
    address = Address(query, _pairs(inputs), _pairs(where), column)
    figure = Figure(
        text=str(text),
        value=float(value),
        unit=unit or "",
        decimals=int(decimals),
        divisor=float(divisor),
        signed=bool(signed),
        magnitude=bool(magnitude),
        address=address,
        kpi_id=kpi_id or None,
        area_code=area_code or None,
        period=period or None,
        span=span or None,
    )
    found = book[sheet][cell].value if sheet in book.sheetnames else None
    return PlacedFigure(sheet, cell, figure, found)


def _pairs(text: str) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((str(name), str(value)) for name, value in json.loads(text).items()))
