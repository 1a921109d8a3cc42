"""Appendices as real Excel tables, one a sheet."""

import math
from collections.abc import Mapping
from itertools import groupby
from types import MappingProxyType

from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from dashboards.briefing.blocks import Column, Figure, Row, Table
from dashboards.briefing.content import Briefing
from dashboards.briefing.xlsx_looks import Looks, lines_high
from dashboards.briefing.xlsx_record import Record

TOP = 2  # row of the group headings; the headings of the table stand below
GROUP_TITLE = "Nhóm"
ABOUT_TOTALS = (
    "Dòng Toàn tỉnh: ô có công thức là tổng các dòng trên; ô ghi bằng giá trị không phải tổng "
    "(tỷ lệ, vụ việc ở nhiều nơi chỉ tính một lần, số chỉ có ở cấp tỉnh)."
)


def add_table(
    book: Workbook, looks: Looks, record: Record, table: Table, briefing: Briefing
) -> None:
    """Write one appendix as a sheet with a table that can be filtered and sorted.

    Rows that head a group become a column of their own, so that each row can stand alone; a row of
    totals stands below the table.
    """
    name = f"PL{table.number}"
    sheet = book.add_worksheet(name)
    looks.print_set_up(sheet, briefing, landscape=table.landscape)
    sheet.write_string(0, 0, f"Phụ lục {table.number}. {table.title}", looks.title)
    mark = "HẠN CHẾ – chỉ dành cho người được phân công. " if table.restricted else ""
    sheet.write_string(
        1, 0, f"{mark}{briefing.period_label}; {briefing.status_words}", looks.subtitle
    )
    columns, body, totals = _flat(table)
    if not body:
        sheet.write_string(TOP + 1, 0, table.empty, looks.text)
        return
    titles = unique_titles(columns)
    for place, column in enumerate(columns):
        sheet.set_column(place, place, _width(column))
    _groups(sheet, looks, columns)
    first = TOP + 2
    last = first + len(body) - 1
    sheet.add_table(
        TOP + 1,
        0,
        last,
        len(columns) - 1,
        {
            "name": f"PhuLuc{table.number}",
            "style": None,
            "columns": [{"header": title, "header_format": looks.head} for title in titles],
        },
    )
    headings = [(title, _width(one)) for title, one in zip(titles, columns, strict=True)]
    sheet.set_row(TOP, 32)
    sheet.set_row(TOP + 1, max(48, lines_high(headings)))
    for row, cells in enumerate(body, first):
        _write_row(sheet, looks, record, name, row, cells, columns, bold=False)
    for row, cells in enumerate(totals, last + 1):
        sums = sums_of(columns, body, cells, first, last)
        _write_row(sheet, looks, record, name, row, cells, columns, bold=True, formulas=sums)
    below = last + 1 + len(totals)
    said = [sentence.text for sentence in (*table.intro, *table.notes)]
    said += [ABOUT_TOTALS] if totals else []
    for place, text in enumerate(said, below + 1):
        sheet.merge_range(place, 0, place, len(columns) - 1, "", looks.note)
        sheet.write_string(place, 0, text, looks.note)
        sheet.set_row(place, 32)
    sheet.freeze_panes(first, 2)
    sheet.repeat_rows(TOP, TOP + 1)
    sheet.print_area(0, 0, below + len(said), len(columns) - 1)


def sums_of(
    columns: list[Column], body: list[tuple], totals: tuple, first: int, last: int
) -> dict[int, str]:
    """Formulas of the totals that are the sums of what stands above them, by column.

    Args:
        columns: of the table.
        body: its rows; a figure without number is no report, or withheld.
        totals: the row of totals.
        first, last: rows of the sheet with the first and the last row of the body, from 0.
    """
    formulas = {}
    for place, (column, total) in enumerate(zip(columns, totals, strict=True)):
        if not column.adds_up or not isinstance(total, Figure) or total.value is None:
            continue
        above = [row[place] for row in body]
        if any(not isinstance(one, Figure) or one.state == "withheld" for one in above):
            continue
        added = sum(one.value for one in above if one.value is not None)
        if math.isclose(added, total.value, rel_tol=1e-12, abs_tol=1e-9):
            top, bottom = (xl_rowcol_to_cell(row, place) for row in (first, last))
            formulas[place] = f"=SUM({top}:{bottom})"
    return formulas


def _width(column: Column) -> float:
    """Width of a column in characters."""
    return max(6.0, 11 * column.weight)


def _flat(table: Table) -> tuple[list[Column], list[tuple], list[tuple]]:
    """Columns, body and totals, with group headings as a column."""
    grouped = any(row.kind == "section" for row in table.rows)
    columns = list(table.columns)
    if grouped:
        columns.insert(1, Column(GROUP_TITLE, weight=2))
    body, totals, group = [], [], ""
    for row in table.rows:
        if row.kind == "section":
            group = row.cells[0]
            continue
        cells = (row.cells[0], group, *row.cells[1:]) if grouped else row.cells
        (totals if row.kind == "total" else body).append(cells)
    return columns, body, totals


def unique_titles(columns: list[Column]) -> list[str]:
    """Headings of the table: with unit, and with the group where a heading comes twice."""
    titles = [f"{one.title} ({one.unit})" if one.unit else one.title for one in columns]
    twice = {title for title in titles if titles.count(title) > 1}
    return [
        f"{title} – {column.group}" if title in twice and column.group else title
        for title, column in zip(titles, columns, strict=True)
    ]


def _groups(sheet: Worksheet, looks: Looks, columns: list[Column]) -> None:
    place = 0
    for group, members in groupby(columns, key=lambda column: column.group):
        width = len(list(members))
        if group and width > 1:
            sheet.merge_range(TOP, place, TOP, place + width - 1, "", looks.group)
        if group:
            sheet.write_string(TOP, place, group, looks.group)
        place += width


def _write_row(
    sheet: Worksheet,
    looks: Looks,
    record: Record,
    name: str,
    row: int,
    cells: Row,
    columns: list[Column],
    *,
    bold: bool,
    formulas: Mapping[int, str] = MappingProxyType({}),
) -> None:
    wrapped = [
        (cell, _width(column))
        for cell, column in zip(cells, columns, strict=True)
        if isinstance(cell, str)
    ]
    sheet.set_row(row, lines_high(wrapped))
    for place, (cell, column) in enumerate(zip(cells, columns, strict=True)):
        if column.kind == "order" and isinstance(cell, str) and cell.isdigit():
            sheet.write_number(row, place, int(cell), looks.order)
            continue
        formula = formulas.get(place, "")
        looks.write_cell(sheet, row, place, cell, bold=bold, formula=formula)
        if isinstance(cell, Figure):
            record.add(name, row, place, cell)
