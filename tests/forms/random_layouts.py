"""Lays made-up figures out as offices do: anywhere, with spacers, totals, repeated headers…"""

import random
from dataclasses import dataclass, field
from typing import Any

from ingest.reference import communes
from ingest.tables.read_units import is_unit
from tests.forms.random_figures import YEAR, Figures, draw_figures, forms_to_draw, shown
from tests.forms.read_cases import Case, DrawnSheet

ROMAN = ("I", "II", "III", "IV")
Grid = list[list[Any]]
Merges = list[tuple[int, int, int, int]]


@dataclass
class Layout:
    """A drawn file and the figures that must come out of it."""

    case: Case
    shape: str
    truth: list[Figures] = field(default_factory=list)


@dataclass
class Line:
    """One line of a body: of a row of figures, or of a total, a section, a luỹ kế…"""

    lead: str | None
    row: dict[str, Any] | None = None
    factor: int = 1
    is_number: bool = True


class LayoutWriter:
    """Draws one file from a seed."""

    def __init__(self, seed: int) -> None:
        self.pick = random.Random(seed)
        ending = self.pick.choice((".xlsx", ".xlsx", ".xlsx", ".ods", ".xls"))
        self.case = Case(
            f"seed{seed}", f"seed{seed}{ending}", self.pick.choice((None, None, "nfd"))
        )
        self.shape = self.pick.choice(SHAPES)
        self.layout = Layout(self.case, self.shape)

    def chance(self, share: float = 0.5) -> bool:
        return self.pick.random() < share

    def draw(self) -> Layout:
        """The file with its truth."""
        getattr(self, f"_{self.shape}")()
        return self.layout

    def _figures(
        self,
        kind: str | None = None,
        like: Figures | None = None,
        quarter: int = 0,
        flat: bool = False,
    ) -> Figures:
        form = like.form.id if like else self.pick.choice(forms_to_draw(kind))
        figures = draw_figures(self.pick, form, quarter or self.pick.randint(1, 4), like, flat)
        self.layout.truth.append(figures)
        return figures

    def _place(self, blocks: list[tuple[int, int, Grid, Merges]], name: str = "TH") -> None:
        """Put blocks on a sheet at (row, column)."""
        sheet = DrawnSheet(name)
        for top, left, grid, merges in blocks:
            for down, cells in enumerate(grid):
                while len(sheet.grid) <= top + down:
                    sheet.grid.append([])
                line = sheet.grid[top + down]
                line += [None] * (left + len(cells) - len(line))
                for across, value in enumerate(cells):
                    if value is not None:
                        line[left + across] = value
            sheet.merges += [(a + top, b + left, c + top, d + left) for a, b, c, d in merges]
        self.case.sheets.append(sheet)

    # --- shapes ---

    def _single(self) -> None:
        figures = self._figures()
        grid, merges = self._block(figures)
        grid += self._signature()
        if self.chance(0.3):
            copy, _ = self._block(figures)
            grid += [[], *copy]
        at = self.pick.choice(((0, 0), (3, 2), (39, 5)))
        self._place([(*at, grid, merges)])

    def _beside(self) -> None:
        first = self._figures("summary")
        second = (
            self._figures(like=first, quarter=first.quarter % 4 + 1)
            if self.chance()
            else self._figures("summary", quarter=first.quarter)
        )
        left, merges = self._block(first, fixed=True)
        right, more = self._block(second, fixed=True)
        gap = max(map(len, left)) + self.pick.choice((1, 2, 3))
        self._place([(0, 0, left, merges), (self.pick.choice((0, 0, 2)), gap, right, more)])

    def _stacked(self) -> None:
        grid: Grid = []
        merges: Merges = []
        first, second = self._figures(), self._figures()
        while (first.form.id, first.quarter) == (second.form.id, second.quarter):
            self.layout.truth.pop()  # the same form and quarter again is asked about
            second = self._figures()
        for figures in (first, second):
            block, own = self._block(figures)
            merges += [(a + len(grid), b, c + len(grid), d) for a, b, c, d in own]
            grid += [*block, *(self._signature() if self.chance() else []), [], []]
        self._place([(0, self.pick.choice((0, 2)), grid, merges)])

    def draw_scattered(self) -> Layout:
        """Three tables anywhere on one sheet, at different heights and columns."""
        blocks = []
        for _ in range(3):
            figures = self._figures()
            while (figures.form.id, figures.quarter) in {
                (f.form.id, f.quarter) for f in self.layout.truth[:-1]
            }:
                self.layout.truth.pop()
                figures = self._figures()
            blocks.append(self._block(figures, fixed=True))
        (one, _), (two, _), _ = blocks
        below = max(len(one), len(two) + 4) + 2
        places = [(0, 0), (self.pick.choice((0, 3)), max(map(len, one)) + 1)]
        places.append((below, self.pick.choice((0, 2, 5))))
        self._place([(*at, *block) for at, block in zip(places, blocks, strict=True)])
        return self.layout

    def _sheets(self) -> None:
        for number in range(self.pick.choice((2, 3))):
            grid, merges = self._block(self._figures())
            self._place([(0, 0, grid, merges)], f"Trang {number + 1}")

    def _turned(self) -> None:
        figures = self._figures("summary", flat=True)
        while len(figures.names) < 3:  # one indicator alone is no table
            self.layout.truth.clear()
            figures = self._figures("summary", flat=True)
        names = [n for n in figures.names if n != "commune"]
        own = [communes()[row["commune"]].name for row in figures.rows]
        has_units, has_total = self.chance(), self.chance()
        head = ["STT", "Chỉ tiêu", *["ĐVT"] * has_units, *["Tổng cộng"] * has_total, *own]
        grid: Grid = [[self._title(figures)], [], head]
        for number, name in enumerate(names, 1):
            unit = figures.unit if figures.column(name).type == "money" else "(x)"
            label = figures.labels[name][-1] + (f" ({figures.unit})" if unit != "(x)" else "")
            cells = [self._shown(figures, name, row[name]) for row in figures.rows]
            total = [sum(row[name] for row in figures.rows)]
            said = [self._shown(figures, name, total[0])] * has_total
            measure = self._unit(figures, name)
            grid.append([number, label, *[measure] * has_units, *said, *cells])
        self._place([(self.pick.choice((0, 4)), self.pick.choice((0, 3)), grid, [])])

    def _plan_and_done(self) -> None:
        figures = self._figures("summary", flat=True)
        key, *names = figures.names
        head = ["STT", self._label(figures, key), "Nội dung"]
        grid: Grid = [[self._title(figures)], [*head, *(self._label(figures, n) for n in names)]]
        merges = []
        for number, row in enumerate(figures.rows, 1):
            merges.append((len(grid), 1, len(grid) + 2, 1))
            lead = [number, communes()[row[key]].name]
            for said, factor in (("Kế hoạch quý", 3), ("Thực hiện", 1), ("Cùng kỳ năm trước", 2)):
                cells = [self._shown(figures, n, row[n] * factor) for n in names]
                grid.append([*lead, said, *cells])
                lead = [None, None]
        self._place([(2, 0, grid, merges if self.chance() else [])])

    # --- parts ---

    def _title(self, figures: Figures) -> str:
        quarter = ROMAN[figures.quarter - 1]
        return f"{figures.form.title.vi.upper()} QUÝ {quarter} NĂM {YEAR} ({figures.form.number})"

    def _label(self, figures: Figures, name: str) -> str:
        unit = f" ({figures.unit})" if figures.column(name).type == "money" else ""
        return figures.labels[name][-1] + unit

    def _shown(self, figures: Figures, name: str, value: Any) -> Any:
        return shown(self.pick, figures, name, value, self.chance(0.3))

    def _signature(self) -> Grid:
        return [[], ["NGƯỜI LẬP BIỂU", None, "KT. GIÁM ĐỐC"], ["(Ký, ghi rõ họ tên)"]]

    def _block(self, figures: Figures, fixed: bool = False) -> tuple[Grid, Merges]:
        """Title, header and body of one table, with whatever stands around its figures."""
        grid: Grid = [[self._title(figures)]]
        in_preamble = self.chance(0.2)
        if in_preamble:
            grid.append([f"Đơn vị tính: {figures.unit}"])
        grid += [[]] * self.pick.choice((0, 1))
        columns = self._columns(figures, fixed)
        header, merges = self._header(figures, columns, in_preamble)
        top = len(grid)
        grid += header
        for number, line in enumerate(self._lines(figures)):
            if number and self.chance(0.05):
                grid.append([])
            if number and self.chance(0.08):
                grid += header  # the next page
            grid.append([self._cell(figures, column, line, number) for column in columns])
        return grid, [(a + top, b, c + top, d) for a, b, c, d in merges]

    def _columns(self, figures: Figures, fixed: bool) -> list[tuple[str, tuple[str, ...]]]:
        """(what, header path) of each column; what is a form column or "stt", "gap", "note"…"""
        names = list(figures.names)
        key, rest = names[0], names[1:]
        self.pick.shuffle(rest)
        rest.sort(key=lambda n: figures.labels[n][0] if len(figures.labels[n]) > 1 else "")
        columns = [("stt", ("STT",)), *((n, figures.labels[n]) for n in [key, *rest])]
        if not fixed and self.chance(0.3):
            columns.insert(self.pick.randrange(2, len(columns) + 1), ("gap", ()))
        counts = [n for n in rest if figures.column(n).type == "count"]
        has_sums = any(
            "luỹ kế" in label for c in figures.form.columns.values() for label in c.labels
        )
        if figures.is_summary and counts and not has_sums and self.chance(0.3):
            leaf = figures.labels[counts[0]][-1]
            columns.append((f"year:{counts[0]}", ("Luỹ kế từ đầu năm", leaf)))
            columns.append((f"year:{counts[0]}", ("Cùng kỳ năm trước", leaf)))
        if self.chance(0.3):
            columns.append(("note", ("Ghi chú",)))
        return columns

    def _header(
        self, figures: Figures, columns: list[tuple[str, tuple[str, ...]]], in_preamble: bool
    ) -> tuple[Grid, Merges]:
        depth = max(len(path) for _, path in columns)
        units_below = not in_preamble and self.chance(0.3)
        rows: Grid = [[None] * len(columns) for _ in range(depth)]
        merges: Merges = []
        above = None
        for index, (what, path) in enumerate(columns):
            is_money = what in figures.names and figures.column(what).type == "money"
            for level, text in enumerate(path):
                is_group = level < len(path) - 1
                if is_group and above == (level, text):
                    continue
                unit = f" ({figures.unit})" if is_money and not (is_group or in_preamble) else ""
                rows[level][index] = text + ("" if units_below else unit)
            above = (0, path[0]) if len(path) > 1 else None
            if len(path) == 1 and depth > 1 and self.chance(0.9):
                merges.append((0, index, depth - 1, index))
        if units_below:
            rows.append([self._unit(figures, what) for what, _ in columns])
        if self.chance(0.3):
            rows.append(["A", "B", *(number + 1 for number in range(len(columns) - 2))])
        return rows, merges

    def _unit(self, figures: Figures, what: str) -> str | None:
        if what not in figures.names or what in ("commune", "employer"):
            return None
        column = figures.column(what)
        if column.type == "money":
            return f"({figures.unit})"
        is_plain = column.type in ("count", "quantity") and is_unit(column.unit or "")
        return f"({column.unit})" if is_plain else None

    def _lines(self, figures: Figures) -> list[Line]:
        details = [Line(None, row) for row in figures.rows]
        if not figures.is_summary:
            return details
        lines = list(details)
        total = {
            n: sum(row[n] for row in figures.rows)
            for n in figures.names
            if figures.column(n).type in ("count", "money", "quantity")
        }
        if self.chance(0.3):
            wards = [x for x in details if communes()[x.row["commune"]].unit_type == "phường"]
            others = [x for x in details if x not in wards]
            lines = [Line("Các phường", {}, is_number=False)] * bool(wards) + wards
            lines += [Line("Các xã", {}, is_number=False)] * bool(others) + others
        figures.rows = [line.row for line in lines if line.lead is None]
        place = self.pick.choice(("first", "last", "none"))
        if place == "first":
            lines.insert(0, Line("Toàn tỉnh", total, is_number=False))
        if place == "last":
            lines.append(Line("Tổng cộng", total, is_number=False))
            if self.chance(0.3):
                lines.append(Line("Trong đó: nữ", total, is_number=False))
        if self.chance(0.3):
            lines.append(Line("Luỹ kế từ đầu năm", total, 3, is_number=False))
        if self.chance(0.3):
            lines.append(Line("Cùng kỳ năm trước", total, 2, is_number=False))
        return lines

    def _cell(
        self, figures: Figures, column: tuple[str, tuple[str, ...]], line: Line, number: int
    ) -> Any:
        what = column[0]
        if what == "stt":
            return number + 1 if line.is_number else None
        if what == figures.names[0] and line.lead:
            return line.lead
        if what == "note":
            return "đã rà soát" if self.chance(0.2) else None
        values = line.row or {}
        if what.startswith("year:"):
            value = values.get(what.removeprefix("year:"))
            return None if value is None else value * 7 + 5
        if what not in values:
            return None
        value = values[what]
        numeric = isinstance(value, int) and not isinstance(value, bool)
        return self._shown(figures, what, value * line.factor if numeric else value)


SHAPES = ("single", "single", "beside", "stacked", "sheets", "turned", "plan_and_done")
