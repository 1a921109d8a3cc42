"""The workbooks of the former district offices: old units, or the district as a whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ingest.former_districts import communes_in
from ingest.sample.cases import CaseBook, Dispute
from ingest.sample.code_words import SHEET_NAMES
from ingest.sample.commune_books import Book
from ingest.sample.district_style import FORMS, DistrictStyle
from ingest.sample.draw_cells import CellWriter
from ingest.sample.draw_frame import Paper, Sender
from ingest.sample.draw_table import draw_table
from ingest.sample.employers import stream
from ingest.sample.figures import FIRST_NUMBER, Quarter, World
from ingest.sample.former_units import (
    OldUnit,
    added_up,
    inspections_of,
    old_units,
    outreach_of,
    unit_of,
)
from ingest.sample.plan import REPLACEMENT, Sending
from ingest.sample.sheet_draft import Spelled
from ingest.sample.spelling import ROMAN, without_accents
from ingest.sample.tables import Row, Table

_SUMMARIES = {"inspection_summary": inspections_of, "outreach_summary": outreach_of}


@dataclass(frozen=True)
class DistrictDrawer:
    """What the tables of one dispatch share.

    Attributes:
        own: the office and its habits.
        communes: communes of today that may appear, in table order.
    """

    world: World
    cases: CaseBook
    own: DistrictStyle
    communes: tuple[str, ...]
    quarter: Quarter
    sending: Sending

    def units(self) -> list[OldUnit]:
        """The district's units in the communes that may appear."""
        inside = communes_in(self.own.district.district_code)
        return [
            unit
            for commune in self.communes
            if commune in inside
            for unit in old_units()[commune]
            if unit.district_code == self.own.district.district_code
        ]

    def book(self) -> Book:
        """Draw the workbook of the quarter."""
        kind, quarter = self.own.style.file_kind, self.quarter
        name = without_accents(self.own.district.short_name).replace(" ", "_")
        stem = f"{self.own.agency_code}_{name}_quy {ROMAN[quarter.quarter]}-{quarter.year}"
        if self.sending.plan == REPLACEMENT:
            stem += " (thay the)"
        book = Book(f"{stem}.{kind}", kind)
        for form in FORMS:
            self._draw(book, form)
        return book

    def _draw(self, book: Book, form: str) -> None:
        style, quarter = self.own.style, self.quarter
        names = SHEET_NAMES[form]
        rows = [Row(values) for values in self._rows(form)]
        if self.sending.is_draft and form == "outreach_summary" and rows:
            rows[0].values["attendances"] += 12
        sheet = names[style.sheet_name % len(names)]
        table = Table(form, self.own.layout(form), sheet, quarter, [("", rows)])
        draw = stream(self.world.seed, "cells", self.own.agency_code, quarter.period, form)
        writer = CellWriter(form, style, self.world.places, draw)
        drawn = draw_table(table, style, self._sender(), self._paper(), writer)
        book.sheets.append(drawn.sheet)
        book.tables.append(drawn.truth)

    def _rows(self, form: str) -> Iterator[dict]:
        if form in _SUMMARIES:
            yield from self._figures(form)
        elif form == "dispute_log":
            for case, number in self._disputes():
                unit = unit_of(self.world.seed, case.commune, case.employer)
                values = case.as_of(self.quarter.ends_on)
                yield values | {"commune": self._place(unit), "case_no": self._number(case, number)}
        elif form == "stoppage_log":
            for event in self.cases.stoppage_log(self.quarter.period):
                unit = unit_of(self.world.seed, event.employer.commune_code, event.employer.name)
                if self._is_own(unit):
                    yield event.as_of(self.quarter.ends_on) | {"commune": self._place(unit)}
        else:
            for commune in dict.fromkeys(unit.commune for unit in self.units()):
                for row in self.world.register(commune, self.quarter.period):
                    unit = unit_of(self.world.seed, commune, row["employer"])
                    if self._is_own(unit):
                        yield row | {"commune": self._place(unit)}

    def _figures(self, form: str) -> Iterator[dict]:
        """A row a former unit, or one for the district."""
        units = self.units()
        told: dict[str, dict] = {}
        for commune in dict.fromkeys(unit.commune for unit in units):
            told |= _SUMMARIES[form](self.world, commune, self.quarter.period)
        if self.own.by_district and units:
            sums = added_up(told[unit.place.code] for unit in units)
            yield {"commune": self._place(units[0])} | sums
            return
        for unit in units:
            yield {"commune": self._place(unit)} | told[unit.place.code]

    def _is_own(self, unit: OldUnit) -> bool:
        own = self.own.district.district_code
        return unit.district_code == own and unit.commune in self.communes

    def _place(self, unit: OldUnit) -> Spelled:
        """The cell that names a unit, or the district where units are not told apart."""
        if self.own.by_district:
            return Spelled(self.own.district.name, self.own.district.district_code)
        place, habit = unit.place, self.own.style.commune
        letters = {"phường": "P", "thị trấn": "TT"}.get(place.unit_type, "X")
        text = {
            "official": place.name,
            "lower": f"{place.unit_type} {place.short_name}",
            "dot": f"{letters}. {place.short_name}",
        }[habit]
        return Spelled(text, unit.commune)

    def _disputes(self) -> Iterator[tuple[Dispute, int]]:
        """Cases of the log with their numbers, which begin again each year."""
        number = self.quarter.number
        for earlier in range(max(FIRST_NUMBER, number - 3), number + 1):
            first = 1
            year = self.world.quarter_number(earlier).year
            for before in range(FIRST_NUMBER, earlier):
                if self.world.quarter_number(before).year == year:
                    first += len(self._received(before))
            for ordinal, case in enumerate(self._received(earlier), start=first):
                if earlier == number or case.closed_on >= self.quarter.starts_on:
                    yield case, ordinal

    def _received(self, number: int) -> list[Dispute]:
        """Cases of the district received in a quarter, oldest first."""
        cases = [
            case
            for commune in dict.fromkeys(unit.commune for unit in self.units())
            for case in self.cases.disputes(commune, number)
            if self._is_own(unit_of(self.world.seed, commune, case.employer))
        ]
        return sorted(cases, key=lambda case: (case.received_on, case.employer))

    def _number(self, case: Dispute, ordinal: int) -> str:
        return f"{ordinal:02d}/{case.year}"

    def _sender(self) -> Sender:
        district, office = self.own.district, self.own.office(self.quarter.period)
        named = f"{district.kind} {district.short_name}"
        return Sender(
            f"UBND {named.upper()}", office.upper(), f"{office} {named}", district.short_name, False
        )

    def _paper(self) -> Paper:
        day = self.sending.received_at.date()
        number = 20 + int(self.own.district.district_code) % 60 + day.month
        replaced = self.sending.replaces_on
        replaces = f"Báo cáo ngày {replaced:%d/%m/%Y}" if replaced else ""
        return Paper(number, day, replaces)
