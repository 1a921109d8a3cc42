"""A table of a page: the same columns and rows for the grid, the .csv and the .xlsx.

A page registers the maker of each table under a name; the grid of a chart's card and the files
``/tai-ve/<name>.csv`` and ``.xlsx`` call it with the address and the viewer's own release.
"""

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, time

import xlsxwriter

from dashboards.app.csv_text import csv_value
from dashboards.app.format_vi import NOT_APPLICABLE, day, exact, number


@dataclass(frozen=True)
class Column:
    """One column of a table.

    Attributes:
        field: key of the row.
        title: heading, with the unit where the numbers have one.
        kind: ``text``, ``number``, ``source`` (a number that opens its sources: the row's
            ``trace``) or ``date``. Numbers and dates are shown by the row's ``<field>_text``, made
            where it is missing.
        width: least width in pixels.
        pinned: stays in sight when the table is scrolled sideways.
        decimals: decimals of a number; None shows as many as it has.
    """

    field: str
    title: str
    kind: str = "text"
    width: int = 120
    pinned: bool = False
    decimals: int | None = None


@dataclass(frozen=True)
class Table:
    """A table of a page.

    Attributes:
        caption: what it shows: measure, unit, place, period.
        columns: in order.
        rows: one dict a row.
        file_name: name of its files, without ending.
        in_files: columns that stand in the files only (unit, status, release).
        notes: lines of the sheet "Ghi chú".
    """

    caption: str
    columns: list[Column]
    rows: list[dict]
    file_name: str = "bang-so-lieu"
    in_files: tuple[Column, ...] = ()
    notes: tuple[str, ...] = field(default=())


@dataclass(frozen=True)
class TableMaker:
    """How a table is made, and for whom."""

    make: Callable[[str], Table | None]
    roles: frozenset[str] | None = None


MAKERS: dict[str, TableMaker] = {}


def table(name: str, roles: set[str] | None = None) -> Callable:
    """Register the decorated function as the maker of a table.

    The function gets the query string of the address and returns a ``Table``, or None where there
    is nothing to show. It asks through ``ask``, so it gets the rows of its viewer only.

    Args:
        name: part of the files' address; begins with the page's name (``chi-tieu-xep-hang``).
        roles: who may have it; None is everybody who may sign in.
    """

    def register(make: Callable[[str], Table | None]) -> Callable[[str], Table | None]:
        MAKERS[name] = TableMaker(make, frozenset(roles) if roles else None)
        return make

    return register


def column_defs(made: Table, phone: bool = False) -> list[dict]:
    """Return AG Grid's column definitions: Vietnamese order for text, numbers right-aligned."""
    defs = []
    for column in made.columns:
        one: dict = {
            "field": column.field,
            "headerName": column.title,
            "minWidth": column.width,
            "flex": 1,
            "sortable": True,
            "comparator": {"function": "compareVi"},
            "getQuickFilterText": {"function": "foldVi(params.value)"},
        }
        if column.pinned and not phone:
            one["pinned"] = "left"
        if column.kind == "date":  # ordered by the ISO date, shown as day/month/year
            one["valueFormatter"] = {"function": f"params.data.{column.field}_text"}
        elif column.kind != "text":
            one |= {
                "type": "rightAligned",
                "comparator": {"function": "compareNumber"},
                "valueFormatter": {"function": f"params.data.{column.field}_text"},
            }
        if column.kind == "source":
            one["cellRenderer"] = "NumberLink"
        defs.append(one)
    return defs


def grid_rows(made: Table) -> list[dict]:
    """Return the rows with the text of every number beside it."""
    numbers = [column for column in made.columns if column.kind != "text"]
    return [
        row | {f"{c.field}_text": _shown(row, c) for c in numbers if f"{c.field}_text" not in row}
        for row in made.rows
    ]


def _shown(row: dict, column: Column) -> str:
    value = row.get(column.field)
    if value is None:
        return NOT_APPLICABLE
    if column.kind == "date":
        return day(value)
    return exact(value) if column.decimals is None else number(value, column.decimals)


def csv_bytes(made: Table) -> bytes:
    """Write a table for Vietnamese Excel: BOM, ``;`` between columns, ``,`` before decimals."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    columns = [*made.columns, *made.in_files]
    titles = [column.title for column in columns]
    writer.writerow(titles)
    for row in made.rows:
        writer.writerow([csv_value(_csv_cell(row, column)) for column in columns])
    return b"\xef\xbb\xbf" + buffer.getvalue().encode("utf-8")


def _csv_cell(row: dict, column: Column) -> str:
    value = row.get(column.field)
    if column.kind == "date":
        return day(value) if value else ""
    if column.kind == "text":
        return "" if value is None else str(value)
    return "" if value is None else repr(float(value)).removesuffix(".0").replace(".", ",")


def xlsx_bytes(made: Table) -> bytes:
    """Write a table as a workbook: real numbers, formats that follow the reader's own marks."""
    buffer = io.BytesIO()
    as_written = {"strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(buffer, {"in_memory": True} | as_written)
    sheet = book.add_worksheet("Số liệu")
    columns = [*made.columns, *made.in_files]
    base = {"font_name": "Arial", "font_size": 10, "valign": "top"}
    title = book.add_format(base | {"bold": True, "font_size": 12})
    head = base | {"bold": True, "bg_color": "#E8F1F8", "bottom": 1, "text_wrap": True}
    heading, text = book.add_format(head), book.add_format(base)
    dates = book.add_format(base | {"num_format": "dd/mm/yyyy"})
    sheet.write_string(0, 0, made.caption, title)
    for place, column in enumerate(columns):
        sheet.set_column(place, place, max(10, column.width / 8))
        sheet.write_string(2, place, column.title, heading)
        formats = _number_formats(book, base, column)
        for line, row in enumerate(made.rows, 3):
            value = row.get(column.field)
            if value is None:
                continue
            if column.kind == "date":
                sheet.write_datetime(line, place, datetime.combine(value, time()), dates)
            elif column.kind == "text":
                sheet.write_string(line, place, str(value), text)
            else:
                sheet.write_number(line, place, float(value), formats[float(value).is_integer()])
    sheet.freeze_panes(3, sum(1 for column in columns if column.pinned))
    if made.rows:
        sheet.autofilter(2, 0, 2 + len(made.rows), len(columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(2)
    if made.notes:
        notes = book.add_worksheet("Ghi chú")
        notes.set_column(0, 0, 110)
        for line, note in enumerate((made.caption, *made.notes)):
            notes.write_string(line, 0, note, text)
    book.close()
    return buffer.getvalue()


def _number_formats(book: xlsxwriter.Workbook, base: dict, column: Column) -> dict:
    """Formats of a number with and without a fraction."""
    decimals = column.decimals
    fraction = (
        "#,##0.0##" if decimals is None else "#,##0" + ("." + "0" * decimals) * (decimals > 0)
    )
    whole = "#,##0" if decimals is None else fraction
    return {
        True: book.add_format(base | {"num_format": whole}),
        False: book.add_format(base | {"num_format": fraction}),
    }
