"""Read a data pack back: the record of its numbers, and what stands in their cells today."""

import json
import math
import re
import zipfile
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import openpyxl

from dashboards.briefing.blocks import Address, Figure
from dashboards.briefing.xlsx_record import AUDIENCE_CELL, FIRST_ROW, RECORD_SHEET, RELEASE_CELL

_SUM = re.compile(r"=SUM\(([A-Z]+[0-9]+:[A-Z]+[0-9]+)\)")


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
        if not _is_number(self.found):
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
    kept = Kept(book, path)
    record = book[RECORD_SHEET]
    release_id = record.cell(RELEASE_CELL[0] + 1, RELEASE_CELL[1] + 1).value or ""
    audience = record.cell(AUDIENCE_CELL[0] + 1, AUDIENCE_CELL[1] + 1).value or ""
    try:
        figures = tuple(
            _placed(kept, row)
            for row in record.iter_rows(min_row=FIRST_ROW + 1, values_only=True)
            if row[0]
        )
    except (TypeError, ValueError, IndexError) as error:
        raise NotADataPack(f"{path.name}: trang “{RECORD_SHEET}” đã bị sửa hỏng.") from error
    return ReadXlsx(str(release_id), str(audience), figures)


class Kept:
    """What stands in the cells of a workbook, sums worked out where a program kept no result.

    Args:
        book: opened for values.
        path: its file.
    """

    def __init__(self, book: openpyxl.Workbook, path: Path) -> None:
        self._book, self._path = book, path

    @cached_property
    def _formulas(self) -> openpyxl.Workbook:
        return openpyxl.load_workbook(self._path)

    def value(self, sheet: str, cell: str) -> object:
        """Return what stands in a cell; None for one that is empty or gone.

        Args:
            sheet: its name.
            cell: such as C5.
        """
        if sheet not in self._book.sheetnames:
            return None
        found = self._book[sheet][cell].value
        if found is None and (said := _SUM.fullmatch(str(self._formulas[sheet][cell].value))):
            rows = self._book[sheet][said[1]]
            found = math.fsum(c.value for row in rows for c in row if _is_number(c.value))
        return found


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _placed(kept: Kept, row: tuple) -> PlacedFigure:
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
    return PlacedFigure(sheet, cell, figure, kept.value(sheet, cell))


def _pairs(text: str) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((str(name), str(value)) for name, value in json.loads(text).items()))
