"""The workbooks of the departments: many communes in one table, sections, quarters side by side."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from ingest.sample.agency_style import DEPARTMENT_STYLES, Style, commune_styles
from ingest.sample.cases import CaseBook
from ingest.sample.checks import requirement_totals
from ingest.sample.code_words import SHEET_NAMES
from ingest.sample.commune_books import Book
from ingest.sample.draw_cells import CellWriter
from ingest.sample.draw_frame import Paper, Sender
from ingest.sample.draw_table import draw_table
from ingest.sample.employers import Place, stream
from ingest.sample.figures import Quarter, World, poisson
from ingest.sample.layouts import LAYOUTS
from ingest.sample.more_rows import department_forms, department_rows
from ingest.sample.plan import Sending
from ingest.sample.spelling import ROMAN
from ingest.sample.tables import Row, Table, widened

# office printed above the department's name
_ABOVE = {
    "LDLD": "TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM",
    "BPTTH": "TỈNH ỦY LÀO CAI",
    "CAT": "BỘ CÔNG AN",
    "BHXH": "BẢO HIỂM XÃ HỘI VIỆT NAM",
}
# agency -> how many of the 99 communes its summary names
_REACH = {"SNV": 42, "TTT": 14, "LDLD": 30, "SVHTTDL": 36, "BPTTH": 60}
_REACH |= {"STP": 45, "SCT": 12, "SXD": 10, "CAT": 24}
_SUFFIX = {"csv_utf8": "csv", "csv_1258": "csv"}


@dataclass(frozen=True)
class Drawer:
    """What the tables of one dispatch share.

    Attributes:
        codes: communes that may appear, in table order.
        agency_name: the department's name.
    """

    world: World
    cases: CaseBook
    codes: tuple[str, ...]
    agency_name: str
    quarter: Quarter
    sending: Sending

    @property
    def agency(self) -> str:
        """Agency code."""
        return self.sending.agency_code

    @property
    def style(self) -> Style:
        """Habits of the department."""
        return DEPARTMENT_STYLES[self.agency]

    def reached(self) -> list[str]:
        """The communes that the department's summaries name (the same every quarter)."""
        everyone = sorted(self.world.places)
        stream(self.world.seed, "reach", self.agency).shuffle(everyone)
        wards = {c for c in everyone if self.world.places[c].unit_type == "phường"}
        chosen = set(everyone[: _REACH.get(self.agency, 0)])
        chosen |= wards if self.agency in ("SNV", "BPTTH") else set()
        return [code for code in self.codes if code in chosen]

    def codes_of(self, form: str) -> tuple[str, ...]:
        """The communes that the department names in one of its later forms."""
        if form == "social_insurance":
            return self.codes
        reached = self.reached()
        if form != "outreach_sessions":
            return tuple(reached)
        # those that list their own sessions with the unit in the lead, so that one session can be
        # told in two lists; and none of which the union's own summary speaks
        styles = commune_styles(self.world.seed, list(self.world.places.values()))
        return tuple(
            code
            for code in self.codes
            if form in styles[code].sends_also
            and styles[code].layout[form] == 0
            and code not in reached
        )


def department_book(drawer: Drawer) -> Book:
    """Draw the workbook of a department for a quarter.

    Args:
        drawer: the department, its quarter and the communes to show.
    """
    style, quarter = drawer.style, drawer.quarter
    suffix = _SUFFIX.get(style.file_kind, style.file_kind)
    stem = "so lieu thong ke" if drawer.sending.calendar == "THONGKE" else "bao cao"
    name = f"{drawer.agency}_{stem} quy {ROMAN[quarter.quarter]}-{quarter.year}.{suffix}"
    book = Book(name, style.file_kind)
    agency = drawer.agency
    more = department_forms(agency, quarter, drawer.sending.calendar)
    if agency in ("BHXH", "CTTDT", "TCVN") or drawer.sending.calendar == "THONGKE":
        pass  # nothing but the forms below
    elif agency == "SNV":
        _add(book, drawer, _inspections(drawer, quarter))
        _add(book, drawer, _all_disputes(drawer))
    elif agency == "LDLD":
        _add(book, drawer, _outreach(drawer, quarter))
        _add(book, drawer, _stoppages(drawer, zones_only=False))
    elif agency == "BQLKKT":
        _add(book, drawer, _stoppages(drawer, zones_only=True))
        _add(book, drawer, _zone_register(drawer))
    elif agency == "TTT":
        for part in _half_year(drawer):
            table = replace(_inspections(drawer, part), sheet_name=f"Quý {ROMAN[part.quarter]}")
            _add(book, drawer, table)
    elif agency == "SCT":
        half = "6 tháng đầu năm" if quarter.quarter < 3 else "6 tháng cuối năm"
        table = _side_by_side(drawer, _half_year(drawer))
        _add(book, drawer, table, f"{half} {quarter.year}")
    elif agency == "SVHTTDL":
        table = _side_by_side(drawer, _year_so_far(drawer))
        _add(book, drawer, table, f"năm {quarter.year}")
    else:
        table = _outreach(drawer, quarter)
        if suffix == "csv":
            # a .csv has no sheets: readers call its only table by the file's name
            table.sheet_name = name.removesuffix(".csv")
        _add(book, drawer, table)
    for form in more:
        codes = drawer.codes_of(form)
        rows = department_rows(form, agency, drawer.world, codes, quarter)
        _add(book, drawer, _table(drawer, form, quarter, [("", [Row(v) for v in rows])]))
    return book


def _add(book: Book, drawer: Drawer, table: Table, title_period: str = "") -> None:
    style, agency = drawer.style, drawer.agency
    name = drawer.agency_name
    sender = Sender(_ABOVE.get(agency, "UBND TỈNH LÀO CAI"), name.upper(), name, "Lào Cai", False)
    day = drawer.sending.received_at.date()
    number = stream(drawer.world.seed, "report number", agency, day).randint(80, 400)
    paper = Paper(number, day, title_period=title_period)
    draw = stream(drawer.world.seed, "cells", agency, table.quarter.period, table.form)
    writer = CellWriter(table.form, style, drawer.world.places, draw)
    drawn = draw_table(table, style, sender, paper, writer)
    book.sheets.append(drawn.sheet)
    book.tables.append(drawn.truth)


def _table(drawer: Drawer, form: str, quarter: Quarter, sections) -> Table:
    style = drawer.style
    names = SHEET_NAMES[form]
    sheet = names[style.sheet_name % len(names)]
    layout = LAYOUTS[form][style.layout.get(form, 0)]
    return Table(form, layout, sheet, quarter, sections)


def _in_sections(drawer: Drawer, rows: Iterable[Row]) -> list[tuple[str, list[Row]]]:
    """Wards and communes apart, as departments do; one of the two may be missing."""
    wards, communes = [], []
    for row in rows:
        place: Place = drawer.world.places[row.values["commune"]]
        (wards if place.unit_type == "phường" else communes).append(row)
    return [(t, r) for t, r in (("Các phường", wards), ("Các xã", communes)) if r]


def _inspections(drawer: Drawer, quarter: Quarter) -> Table:
    rows = []
    for code in drawer.reached():
        figures = drawer.world.inspection(code, quarter.period)
        figures = figures | requirement_totals(drawer.world, code, quarter.period)
        rows.append(Row(figures))
    sections = _in_sections(drawer, rows)
    return _table(drawer, "inspection_summary", quarter, sections)


def _department_outreach(drawer: Drawer, code: str, quarter: Quarter) -> dict:
    """What the department itself did in a commune."""
    agency = drawer.agency
    draw = stream(drawer.world.seed, "department outreach", agency, code, quarter.period)
    press = agency == "BPTTH"
    sessions = 0 if press else poisson(draw, 0.7)
    people = sum(draw.randint(30, 140) for _ in range(sessions))
    return {
        "commune": code,
        "sessions": sessions,
        "attendances": people,
        "attendances_female": people // 2,
        "media_items": poisson(draw, 4.0 if press else 0.6),
        "materials_distributed": people * draw.choice((1, 1, 2)) if people else 0,
        "annual_plan_sessions": 0 if press else draw.randint(1, 4),
    }


def _outreach(drawer: Drawer, quarter: Quarter) -> Table:
    rows = []
    for code in drawer.reached():
        so_far = [_department_outreach(drawer, code, q) for q in _year_so_far(drawer)]
        ytd = {f"{k}_ytd": sum(told[k] for told in so_far) for k in ("sessions", "attendances")}
        rows.append(Row(so_far[-1] | ytd))
    return _table(drawer, "outreach_summary", quarter, [("", rows)] if rows else [])


def _side_by_side(drawer: Drawer, quarters: list[Quarter]) -> Table:
    rows = []
    for code in drawer.reached():
        values: dict[str, object] = {"commune": code}
        for quarter in quarters:
            for key, figure in _department_outreach(drawer, code, quarter).items():
                if key != "commune":
                    values[f"{key}@{quarter.period}"] = figure
        rows.append(Row(values))
    table = _table(drawer, "outreach_summary", drawer.quarter, [("", rows)])
    labels = [(q.period, f"Quý {ROMAN[q.quarter]}/{q.year}") for q in quarters]
    layout = widened(table.layout, table.form, labels)
    return replace(table, layout=layout, wide=tuple(q.period for q in quarters))


def _half_year(drawer: Drawer) -> list[Quarter]:
    return [drawer.world.quarter_number(drawer.quarter.number - 1), drawer.quarter]


def _year_so_far(drawer: Drawer) -> list[Quarter]:
    quarter = drawer.quarter
    first = max(0, quarter.number - quarter.quarter + 1)
    return [drawer.world.quarter_number(n) for n in range(first, quarter.number + 1)]


def _all_disputes(drawer: Drawer) -> Table:
    quarter = drawer.quarter
    cases = [
        case for code in drawer.codes for case in drawer.cases.dispute_log(code, quarter.period)
    ]
    cases.sort(key=lambda case: (case.received_on, case.employer))
    rows = [Row(case.as_of(quarter.ends_on)) for case in cases]
    return _table(drawer, "dispute_log", quarter, [("", rows)])


def _stoppages(drawer: Drawer, zones_only: bool) -> Table:
    quarter = drawer.quarter
    events = [
        event
        for event in drawer.cases.stoppage_log(quarter.period)
        if event.employer.commune_code in drawer.codes and (event.employer.zone or not zones_only)
    ]
    rows = []
    for event in events:
        values = event.as_of(quarter.ends_on)
        if not zones_only:
            # the union counts the same event from its own side and comes to another headcount
            values["workers_involved"] = max(10, round(values["workers_involved"] * 0.93))
        rows.append(Row(values))
    return _table(drawer, "stoppage_log", quarter, [("", rows)])


def _zone_register(drawer: Drawer) -> Table:
    rows = [
        Row(dict(row))
        for code in drawer.codes
        for row in drawer.world.register(code, drawer.quarter.period)
        if row["industrial_zone"]
    ]
    return _table(drawer, "employer_register", drawer.quarter, [("", rows)])
