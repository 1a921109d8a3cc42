"""Draws one form as a sheet: header with merges, body, totals; and the truth about every cell."""

from __future__ import annotations

from ingest.sample.agency_style import Style
from ingest.sample.draw_cells import CellWriter
from ingest.sample.draw_frame import Paper, Sender, draw_bottom, draw_top
from ingest.sample.layout import Column
from ingest.sample.sheet_draft import CellValue, Formula, SheetDraft, address
from ingest.sample.tables import SUMMED, Drawn, Row, Table


class TableDrawing:
    """Draws a `Table` from top to bottom; `draw_table` is the way in."""

    def __init__(self, table: Table, style: Style, writer: CellWriter):
        self.table, self.style, self.writer = table, style, writer
        self.sheet = SheetDraft(table.sheet_name)
        columns = [c for c in table.layout.columns if c.key != table.without]
        if table.extra:
            columns.append(Column("_unknown", (table.extra,)))
        self.columns = columns
        self.at: list[int] = _positions(columns, style)
        self.row = 0
        self.number = 0
        self.cells: dict[int, list[dict[str, str]]] = {}
        self.row_cells: list[dict[str, str]] = []
        self.header_cells: dict[str, str] = {}
        self.total_cells: dict[str, str] = {}
        self.records: list[dict] = []

    def header(self) -> None:
        """Header labels with their merges, then the numbering row."""
        depth = max(len(column.path) for column in self.columns)
        for index, column in enumerate(self.columns):
            for level in range(depth):
                last_label = level == len(column.path) - 1
                place = (self.row + level, self.at[index])
                if level < len(column.path):
                    label = self._label(column.path[level])
                    shared = not last_label and self._same_group(index - 1, index, level)
                    self.sheet.put(*place, None if shared else label, "header")
                else:
                    self.sheet.put(*place, None, "header")
                if last_label:
                    self.sheet.merge(*place, self.row + depth - 1, self.at[index])
                    self.header_cells[column.key] = address(*place)
                elif level < len(column.path) and not self._same_group(index - 1, index, level):
                    end = index
                    while self._same_group(end, end + 1, level):
                        end += 1
                    self.sheet.merge(*place, place[0], self.at[end])
        for level in range(depth):
            self.sheet.heights[self.row + level] = 34 if level == depth - 1 else 20
        self.row += depth
        self._numbering()

    def body(self) -> None:
        """Sections, rows, subsets and totals in the order of the agency's habit."""
        if self.style.totals == "first":
            self._total_row()
        several = len(self.table.sections) > 1
        for roman, (title, rows) in zip(("I", "II", "III"), self.table.sections, strict=False):
            if several:
                self._sum_row(title, rows, number=roman)
            for row in rows:
                self._body_row(row)
        if self.style.totals == "last":
            self._total_row()
        if self.style.ytd_row and self.table.ytd and not self.table.wide:
            self._plain_row("Luỹ kế từ đầu năm", self.table.ytd)

    def nil(self) -> None:
        """The statement that nothing happened, as a line of the table."""
        last = self.at[-1] if self.at else 0
        self.sheet.put(self.row, self.at[0], self.writer.words(self.style.nil_words), "text")
        self.sheet.merge(self.row, self.at[0], self.row, last)
        self.row += 1

    def _label(self, text: str) -> str:
        if self.style.upper_header:
            text = text.upper()
        if self.style.line_breaks:
            text = text.replace(" (", "\n(")
        return self.writer.words(text)

    def _same_group(self, left: int, right: int, level: int) -> bool:
        if left < 0 or right >= len(self.columns):
            return False
        a, b = self.columns[left].path, self.columns[right].path
        return min(len(a), len(b)) > level + 1 and a[: level + 1] == b[: level + 1]

    def _numbering(self) -> None:
        kind = self.style.numbering
        if kind == "none":
            return
        labels: list[str] = []
        for index, column in enumerate(self.columns):
            if kind == "letters":
                number = index - 1
                label = "AB"[index] if index < 2 else str(number)
                # the form's own arithmetic: everyone = men + women
                if column.key == "attendances" and self._next_is(index, "_subset_male"):
                    label = f"{number}={number + 1}+{number + 2}"
            else:
                label = str(index + 1)
            labels.append(f"({label})" if kind == "brackets" else label)
        for position, label in zip(self.at, labels, strict=True):
            self.sheet.put(self.row, position, label, "header")
        self.row += 1

    def _next_is(self, index: int, key: str) -> bool:
        return index + 1 < len(self.columns) and self.columns[index + 1].key == key

    def _body_row(self, row: Row) -> None:
        self.number += 1
        cells, values = {}, {}
        for index, column in enumerate(self.columns):
            place = (self.row, self.at[index])
            key = column.key
            if key == "_stt":
                self.sheet.put(*place, self._running_number(), "tick")
                continue
            if key.startswith("_"):
                self.sheet.put(*place, self._aside(key, row), "text")
                continue
            if row.copy_of_above:
                self.sheet.put(*place, *self.sheet.cells[self.row - 1, self.at[index]])
            else:
                (cell, look), truth = self.writer.write(column, row.values.get(key))
                if key in row.raw:
                    cell, truth = row.raw[key], row.true_values.get(key)
                self.sheet.put(*place, cell, look)
                if not self.writer.is_personal(key.partition("@")[0]):
                    values[key] = truth
            cells[key] = address(*place)
        self.row_cells.append(cells)
        if row.accepted and not row.copy_of_above and self.table.accepted:
            self._record(values, cells)
        self.row += 1
        if self.style.subset_row and self.table.form == "inspection_summary":
            part = {k: v // 2 for k, v in row.values.items() if k in SUMMED[self.table.form][:4]}
            self._plain_row("Trong đó: trong khu công nghiệp", part)

    def _running_number(self) -> CellValue:
        return {"text": str(self.number), "padded": f"{self.number:02d}"}.get(
            self.style.running_number, self.number
        )

    def _aside(self, key: str, row: Row) -> CellValue:
        """Cells of columns that no contract row carries."""
        if key == "_subset_male":
            return row.values["attendances"] - row.values["attendances_female"]
        if key.startswith("_ytd_"):
            return self.table.ytd.get(key.removeprefix("_ytd_"), 0)
        if key == "_claimant":
            return self.writer.words(
                "(đã ẩn)" if self.style.words else f"Người yêu cầu mẫu {self.number}"
            )
        if key == "_mediator":
            return self.writer.words("(đã ẩn)")
        if key == "_unknown":
            return ("A", "B", "Tốt")[self.number % 3]
        if key == "_content":
            return self.writer.words(row.values.get(key, ""))
        return "(*)" if key == "_note" and self.style.note and self.number == 1 else None

    def _record(self, values: dict, cells: dict) -> None:
        row = self.row + 1
        if not self.table.wide:
            own = {key: cells[key] for key in values}
            self.records.append({"row": row, "values": values, "cells": own})
            return
        for period in self.table.wide:
            record, own = {"period": period}, {}
            for key, value in values.items():
                name, _, of = key.partition("@")
                if of in ("", period):
                    record[name], own[name] = value, cells[key]
            self.records.append({"row": row, "values": record, "cells": own})

    def _total_row(self) -> None:
        style, table = self.style, self.table
        # SUM() leaves out numbers that are texts, and would count sections and subsets twice
        sums_by_formula = style.formula_totals and style.text_numbers == "never"
        simple = len(table.sections) == 1 and not style.subset_row and not table.total_off
        over = 0
        if sums_by_formula and simple and style.totals == "last":
            over = len(table.rows)
        self.total_cells = self._sum_row(
            style.total_word, table.rows, off=table.total_off, over=over
        )

    def _sum_row(self, title: str, rows: list[Row], number="", off=None, over=0) -> dict[str, str]:
        sums: dict[str, int] = {}
        for column in self.columns:
            key = column.key
            if key.partition("@")[0] in SUMMED[self.table.form]:
                figures = [row.values.get(key) or 0 for row in rows if not row.copy_of_above]
                sums[key] = sum(figures) + (off or {}).get(key, 0)
        return self._plain_row(title, sums, number, over)

    def _plain_row(self, title: str, figures: dict[str, int], number="", over=0) -> dict[str, str]:
        """A row that is no record: a section, a total, a subset, the year to date.

        `over` is the number of rows above it that its figures sum by formula (0: typed figures).
        """
        named = False
        cells = {}
        for index, column in enumerate(self.columns):
            place, key = (self.row, self.at[index]), column.key
            if key == "_stt":
                self.sheet.put(*place, number or None, "total")
            elif key in figures:
                figure = figures[key]
                shown = figure / 1_000_000 if column.unit == "triệu đồng" else figure
                if over:
                    first, last = (
                        address(self.row - over, place[1]),
                        address(self.row - 1, place[1]),
                    )
                    shown = Formula(f"=SUM({first}:{last})", shown)
                self.sheet.put(*place, shown, "money" if column.unit else "number")
                cells[key] = address(*place)
            elif not named:
                self.sheet.put(*place, self.writer.words(title), "total")
                named = True
            else:
                self.sheet.put(*place, None, "text")
        self.row += 1
        return cells


def draw_table(
    table: Table, style: Style, sender: Sender, paper: Paper, writer: CellWriter
) -> Drawn:
    """Draw a form as one sheet.

    Args:
        table: what to draw.
        style: habits of the agency.
        sender: the agency.
        paper: the report around the table.
        writer: spells the cells.

    Returns:
        The sheet, its truth and where things came to stand.
    """
    drawing = TableDrawing(table, style, writer)
    width = drawing.at[-1] - style.offset + 1
    where = draw_top(drawing.sheet, style, table.layout, sender, paper, table.quarter, width)
    drawing.row, period_cell = where
    nil = not table.rows
    if not nil or style.nil_with_header:
        drawing.header()
    if nil:
        drawing.nil()
    else:
        drawing.body()
    draw_bottom(drawing.sheet, style, sender, paper, drawing.row, width)
    _set_widths(drawing)
    truth = {
        "form": table.form,
        "sheet": table.sheet_name,
        "period": table.quarter.period if table.names_one_quarter else None,
        "rows": drawing.records,
        "nil_return": nil,
        "accepted": table.accepted and all(row.accepted for row in table.rows),
    }
    return Drawn(
        drawing.sheet,
        truth,
        drawing.row_cells,
        drawing.header_cells,
        drawing.total_cells,
        address(*period_cell),
    )


def _positions(columns: list[Column], style: Style) -> list[int]:
    gap = 0
    if style.spacer:
        gap = next(i for i in (2, 1) if columns[i - 1].path[0] != columns[i].path[0] or i == 1)
    return [style.offset + i + (1 if gap and i >= gap else 0) for i in range(len(columns))]


_WIDE_TEXT = {"employer": 42, "commune": 22, "cause": 34, "outcome": 24, "dispute_type": 30}


def _set_widths(drawing: TableDrawing) -> None:
    for column, position in zip(drawing.columns, drawing.at, strict=True):
        default = 6 if column.key == "_stt" else 14
        drawing.sheet.widths[position] = _WIDE_TEXT.get(column.key, default)
