"""The workbooks of the commune agencies: their five forms, drawn in the commune's own habits."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from ingest.sample.agency_style import Style
from ingest.sample.cases import CaseBook, Dispute
from ingest.sample.checks import requirement_totals
from ingest.sample.code_words import SHEET_NAMES
from ingest.sample.draw_cells import CellWriter
from ingest.sample.draw_frame import Paper, Sender
from ingest.sample.draw_table import draw_table
from ingest.sample.employers import Place, stream
from ingest.sample.faults import BLANK, FORM_OF_FAULT, plant, steady
from ingest.sample.figures import Quarter, World
from ingest.sample.layouts import LAYOUTS, OWED
from ingest.sample.more_rows import commune_rows, forms_sent_also, title_period
from ingest.sample.plan import LATE, ON_TIME, REPLACEMENT, Sending
from ingest.sample.sheet_draft import SheetDraft
from ingest.sample.spelling import ROMAN, without_accents
from ingest.sample.tables import Row, Table

FORMS = tuple(OWED)
_LOGS = ("dispute_log", "stoppage_log")
SHARE_LEFT_BLANK = 0.12
_SUFFIX = {"xls_tcvn3": "xls", "csv_utf8": "csv", "csv_1258": "csv"}


@dataclass
class Book:
    """A workbook to write: its drafts and its truth."""

    file_name: str
    kind: str
    sheets: list[SheetDraft] = field(default_factory=list)
    tables: list[dict] = field(default_factory=list)
    faults: list[dict] = field(default_factory=list)


def commune_books(
    world: World, cases: CaseBook, style: Style, quarter: Quarter, sending: Sending
) -> list[Book]:
    """Draw what one commune sends.

    Args:
        world: the figures.
        cases: disputes and stoppages.
        style: habits of the commune.
        quarter: the quarter reported.
        sending: the dispatch (fault, draft, replacement).

    Returns:
        One workbook, or two for communes that split their forms.
    """
    place = world.places[sending.agency_code.removeprefix("X")]
    also = forms_sent_also(style, quarter)
    tables = {form: _table(world, cases, style, quarter, place, form) for form in (*FORMS, *also)}
    if sending.is_draft:
        _as_first_version(tables)
    books = []
    for part, (kind, forms) in enumerate(_split(style, also)):
        name = _file_name(style, place, quarter, sending, part, kind)
        book = Book(name, kind)
        if kind.startswith("csv"):
            # a .csv has no sheets: readers call its only table by the file's name
            (form,) = forms
            tables[form].sheet_name = name.removesuffix(".csv")
        for form in forms:
            _draw(book, world, style, quarter, sending, place, tables[form])
        if style.hidden_sheet and part == 0 and kind != "csv":
            hidden = _old_sheet(world, cases, style, quarter, sending, place)
            book.sheets.append(hidden)
            book.faults.append(_fault(hidden.name, None, "hidden_sheet", "warning"))
        books.append(book)
    return books


def case_number(case: Dispute, habit: int) -> str:
    """A case number in one of four habits, e.g. 05/TCLĐ-2026."""
    spellings = (
        f"{case.ordinal:02d}/{case.year}",
        f"TC-{case.ordinal:03d}/{case.year}",
        f"{case.ordinal:02d}/TCLĐ-{case.year}",
        f"{case.year}/{case.ordinal:03d}",
    )
    return spellings[habit % len(spellings)]


def _split(style: Style, also: tuple[str, ...]) -> list[tuple[str, tuple[str, ...]]]:
    if style.file_kind.startswith("csv"):
        return [("xlsx", (*FORMS[:-1], *also)), (style.file_kind, FORMS[-1:])]
    if style.two_files:
        others = tuple(form for form in FORMS if form not in _LOGS)
        return [(style.file_kind, (*others, *also)), (style.file_kind, _LOGS)]
    return [(style.file_kind, (*FORMS, *also))]


def _table(
    world: World, cases: CaseBook, style: Style, quarter: Quarter, place: Place, form: str
) -> Table:
    code, period = place.code, quarter.period
    ytd: dict[str, int] = {}
    if form == "inspection_summary":
        rows = [Row(world.inspection(code, period) | requirement_totals(world, code, period))]
        ytd = _year_to_date(world, world.inspection, code, quarter)
    elif form == "outreach_summary":
        ytd = _year_to_date(world, world.outreach, code, quarter)
        # none for the quarter before the first, which only a hidden old sheet shows
        told = {f"{key}_ytd": ytd.get(key, 0) for key in ("sessions", "attendances")}
        rows = [Row(world.outreach(code, period) | told)]
        ytd["annual_plan_sessions"] = rows[0].values["annual_plan_sessions"]
    elif form == "dispute_log":
        rows = [
            Row(case.as_of(quarter.ends_on) | {"case_no": case_number(case, style.case_numbers)})
            for case in cases.dispute_log(code, period)
        ]
    elif form == "stoppage_log":
        events = cases.stoppage_log(period)
        rows = [
            Row(event.as_of(quarter.ends_on))
            for event in events
            if event.employer.commune_code == code
        ]
    elif form == "employer_register":
        rows = [Row(dict(row)) for row in world.register(code, period)]
    else:
        rows = [Row(values) for values in commune_rows(form, world, cases, place, quarter)]
    names = SHEET_NAMES[form]
    return Table(
        form,
        LAYOUTS[form][style.layout[form]],
        names[style.sheet_name % len(names)],
        quarter,
        [("", rows)],
        ytd=ytd,
    )


def _year_to_date(world: World, figures, code: str, quarter: Quarter) -> dict[str, int]:
    sums: dict[str, int] = {}
    for number in range(max(0, quarter.number - quarter.quarter + 1), quarter.number + 1):
        for key, value in figures(code, world.quarter_number(number).period).items():
            if isinstance(value, int):
                sums[key] = sums.get(key, 0) + value
    return sums


def _as_first_version(tables: dict[str, Table]) -> None:
    """Figures that the replacement will correct."""
    outreach = tables["outreach_summary"].rows[0].values
    for key, more in (("attendances", 12), ("sessions", 1)):
        outreach[key] += more
        outreach[f"{key}_ytd"] += more
    tables["employer_register"].rows[0].values["workers"] += 3


def _draw(book, world, style, quarter, sending, place, table) -> None:
    planted, own = None, style
    if FORM_OF_FAULT.get(sending.fault) == table.form:
        planted, own = plant(sending.fault, table), steady(style, sending.fault)
    elif leaves_blank(world.seed, style, sending, table):
        planted = plant(BLANK, table)
    draw = stream(world.seed, "cells", place.code, quarter.period, table.form)
    writer = CellWriter(table.form, own, world.places, draw)
    paper = replace(_paper(place, sending), title_period=title_period(table.form, quarter))
    drawn = draw_table(table, own, _sender(style, place), paper, writer)
    book.sheets.append(drawn.sheet)
    book.tables.append(drawn.truth)
    if planted:
        cell = planted.cell_in(drawn)
        book.faults.append(_fault(table.sheet_name, cell, planted.code, planted.severity))


def leaves_blank(seed: int, style: Style, sending: Sending, table: Table) -> bool:
    """Whether a mandatory figure is left out: now and then, where no sum or list says it again."""
    if table.form != "inspection_summary" or sending.plan not in (ON_TIME, LATE):
        return False
    if style.totals != "none" or style.subset_row or style.ytd_row:
        return False
    if "inspection_list" in style.sends_also:
        return False
    draw = stream(seed, "left blank", sending.agency_code, table.quarter.period)
    return draw.random() < SHARE_LEFT_BLANK


def _fault(sheet: str, cell: str | None, code: str, severity: str) -> dict:
    return {"sheet": sheet, "cell": cell, "code": code, "severity": severity}


def _old_sheet(world, cases, style, quarter, sending, place) -> SheetDraft:
    """A hidden copy of an earlier quarter's table: nobody asked for it, nobody may read it in."""
    earlier = world.quarter_number(quarter.number - 1)
    table = _table(world, cases, style, earlier, place, "outreach_summary")
    table.sheet_name = "Kỳ trước (cũ)" if style.words else "luu"
    draw = stream(world.seed, "hidden", place.code, quarter.period)
    writer = CellWriter(table.form, style, world.places, draw)
    drawn = draw_table(table, style, _sender(style, place), _paper(place, sending), writer)
    return replace(drawn.sheet, hidden=True)


def _sender(style: Style, place: Place) -> Sender:
    plain = f"UBND {place.unit_type} {place.short_name}"
    above, name = "", plain.upper()
    if style.period_spelling % 2:
        above, name = "ỦY BAN NHÂN DÂN", place.name.upper()
    return Sender(above, name, plain, place.short_name, True)


def _paper(place: Place, sending: Sending) -> Paper:
    day = sending.received_at.date()
    first_sent = sending.replaces_on or day
    number = 20 + int(place.code) % 60 + first_sent.month
    replaces = ""
    if sending.replaces_on:
        earlier = sending.replaces_on
        replaces = f"Báo cáo số {number}/BC-UBND ngày {earlier:%d/%m/%Y}"
        number += 7
    return Paper(number, day, replaces)


def _file_name(style, place, quarter, sending, part, kind) -> str:
    words = without_accents(place.short_name)
    joined = words.replace(" ", "_")
    unit = without_accents(place.unit_type)
    roman = ROMAN[quarter.quarter]
    stem = (
        f"BC_QHLD_Q{quarter.quarter}-{quarter.year}_{unit}_{joined}",
        f"{place.name} - Quý {roman}.{quarter.year}",
        f"bieu mau KTLD quy {quarter.quarter} {quarter.year} {unit} {words}",
        f"{quarter.year}Q{quarter.quarter}_{unit}_{joined}",
        f"Bao cao {unit} {words} quy {roman} nam {quarter.year}",
    )[style.file_name]
    if style.two_files:
        stem += (" (1)", " (2)")[part]
    if sending.plan == REPLACEMENT:
        stem += (" (thay the)", " - ban thay the", "_thaythe", "_lan 2", " - thay thế")[
            style.file_name
        ]
    return f"{stem}.{_SUFFIX.get(kind, kind)}"
