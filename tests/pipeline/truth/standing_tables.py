"""Which tables of the sample stand, for which communes and quarters, and whose word counts.

The rules, in the words of the catalogue and of the reporting order:

- a table with a planted error is sent back, and so is one about another quarter than the sender
  named when sending the file; a second table of figures for the same commune and quarter that says
  something else is sent back too, unless its file is a replacement;
- a summary speaks of the communes of its rows, a list or register of a commune of this commune, one
  of a department of the communes that it names; "không phát sinh" is a zero of those for whom the
  sender owes the form, and of nobody else;
- before the merger the offices of the districts report, by the communes of today in which their
  units lie (the crosswalk has turned them) or for the district as a whole: a list that tells
  communes apart speaks of all communes with a unit of the district, one that does not of the
  district, and of the two kinds the one that came last counts;
- of several agencies the one that prevails by its obligation counts (a commune before a
  department), of one agency the last that came; nothing is added up over agencies but the
  parts that two former districts have in a commune of today;
- of a list and its summary the list decides, by the agency that prevails with either (of a former
  district its own).
"""

import csv
import json
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from tests.pipeline.truth.calendar_quarters import quarter_of
from tests.pipeline.truth.obligations import (
    PROVINCE,
    communes_of,
    duty,
    place_of,
    reference,
)

LOGS = {
    "inspection_list": "concluded_on",
    "penalty_decisions": "decided_on",
    "dispute_log": "received_on",
    "stoppage_log": "started_on",
    "outreach_sessions": "held_on",
    "alert_log": "reported_on",
}
REGISTERS = ("employer_register", "social_insurance")
WITHOUT_COMMUNE = ("media_products", "union_summary")
SUMMARY_OF = {
    "inspection_list": "inspection_summary",
    "penalty_decisions": "inspection_summary",
    "dispute_log": "dispute_summary",
    "outreach_sessions": "outreach_summary",
}


@dataclass(eq=False)
class Table:
    """One table of one file as it was meant."""

    order: int
    agency: str
    commune: str | None  # of the sender; None for a department
    district: str | None  # of the sender, if it is the office of a former district
    form: str
    stated: str  # quarter of the file
    period: str | None
    rows: list[dict[str, Any]]
    cells: list[dict[str, str]]
    numbers: list[int]
    is_nil: bool
    is_replacement: bool
    is_accepted: bool
    received_at: str
    sheet: str
    covered: set[tuple[str, str]] = field(default_factory=set)

    def quarter(self, row: dict[str, Any]) -> str:
        """The quarter that a row is about."""
        return row.get("period") or self.period or self.stated


def precedence(table: Table, commune: str, period: str) -> int:
    """Place of a table's sender among those who report on a commune."""
    return place_of(table.agency, table.form, commune, period)


def read_tables(sample: Path, quarters: list[str]) -> list[Table]:
    """All tables of the sample in the order in which their files came.

    Args:
        sample: folder of the sample.
        quarters: quarters to read.
    """
    agencies = {row["agency_code"]: row for row in reference("agencies")}
    received = []
    for quarter in quarters:
        with (sample / quarter / "receipts.csv").open(encoding="utf-8-sig", newline="") as stream:
            received += [(row["received_at"], quarter, row) for row in csv.DictReader(stream)]
    tables = []
    for order, (moment, quarter, row) in enumerate(
        sorted((one for one in received if one[2]["file"]), key=lambda one: one[0])
    ):
        path = sample / quarter / "truth" / f"{row['file']}.json"
        truth = json.loads(path.read_text(encoding="utf-8"))
        for table in truth["tables"]:
            agency = truth["agency_code"]
            tables.append(
                Table(
                    order,
                    agency,
                    agencies[agency]["commune_code"] or None,
                    agencies[agency]["district_code"] or None,
                    table["form"],
                    truth["period"],
                    table.get("period"),
                    [one["values"] for one in table["rows"]],
                    [one["cells"] for one in table["rows"]],
                    [one["row"] for one in table["rows"]],
                    table.get("nil_return", False),
                    row["plan"] == "replacement",
                    table.get("accepted", True),
                    moment,
                    table["sheet"],
                )
            )
    return tables


def _covered(table: Table) -> set[tuple[str, str]]:
    own = table.commune or PROVINCE
    if table.form not in LOGS and table.form not in REGISTERS and table.rows:
        default = own if table.form in WITHOUT_COMMUNE else None
        said = {(row.get("commune") or default, table.quarter(row)) for row in table.rows}
        return {(commune, period) for commune, period in said if commune}
    periods = {row["period"] for row in table.rows if row.get("period")} or {
        table.period or table.stated
    }
    if table.rows:
        named = {table.commune} if table.commune else {row.get("commune") for row in table.rows}
        if None in named:  # penalties alone may come without a commune
            named = (named - {None}) | ({PROVINCE} if table.form == "penalty_decisions" else set())
        if table.district and named - {table.district}:
            named |= communes_of(table.district)
        return {(commune, period) for commune in named for period in periods}
    covered = set()
    for period in periods:
        held = duty(table.agency, table.form, period)
        if held is None or held["expected"] != "true":
            continue
        if held["covers"] == "all":
            covered |= {(row["commune_code"], period) for row in reference("communes")}
        elif table.district:
            covered |= {(commune, period) for commune in communes_of(table.district)}
        else:
            covered.add((own, period))
    return covered


def _said_of(table: Table, commune: str, period: str) -> list[str]:
    rows = [
        {name: value for name, value in row.items() if value is not None and name != "period"}
        for row in table.rows
        if (table.commune and table.form in REGISTERS)
        or (
            ((row.get("commune") or table.commune or PROVINCE) == commune)
            and table.quarter(row) == period
        )
    ]
    return sorted(json.dumps(row, sort_keys=True) for row in rows)


class Standing:
    """The tables that stand, and who decides where.

    Args:
        tables: all tables in the order of receipt.
    """

    def __init__(self, tables: list[Table]) -> None:
        self.all_tables = tables
        self.tables: list[Table] = []
        before: dict[tuple[str, str, str, str], Table] = {}
        for table in tables:
            table.covered = _covered(table)
            if (
                not table.is_accepted
                or table.period not in (None, table.stated)
                or self._contradicts(table, before)
            ):
                continue
            for commune, period in table.covered:
                before[table.agency, table.form, commune, period] = table
            self.tables.append(table)
        self.winning = self._winning()
        self.deciding = self._deciding()

    @staticmethod
    def _contradicts(table: Table, before: dict[tuple[str, str, str, str], Table]) -> bool:
        if table.form in LOGS or table.is_replacement:
            return False
        for commune, period in table.covered:
            older = before.get((table.agency, table.form, commune, period))
            if older is None or older.order == table.order:
                continue
            if _said_of(older, commune, period) != _said_of(table, commune, period):
                return True
        return False

    def _winning(self) -> dict[tuple[str, str, str], list[Table]]:
        """(form, commune, quarter) -> the tables of the file that counts."""
        claims = defaultdict(list)
        for table in self.tables:
            for commune, period in table.covered:
                claims[table.form, commune, period].append(table)
        newest = {}  # (district, form, quarter) -> length of the codes its last table speaks of
        for table in self.tables:
            for commune, period in table.covered if table.district else ():
                newest[table.district, table.form, period] = len(commune)
        winning = {}
        for (form, commune, period), found in claims.items():
            by_sender = defaultdict(list)
            for table in found:
                by_sender[table.agency if commune == PROVINCE else table.district].append(table)
            best = [_best(rivals, commune, period) for rivals in by_sender.values()]
            first = min(precedence(tables[0], commune, period) for tables in best)
            winning[form, commune, period] = [
                table
                for table in (table for tables in best for table in tables)
                if commune == PROVINCE or precedence(table, commune, period) == first
                if newest.get((table.district, form, period), len(commune)) == len(commune)
            ]
        return {where: tables for where, tables in winning.items() if tables}

    def _deciding(self) -> dict[tuple[str, str, str], dict[str | None, tuple[str, str]]]:
        """(list, commune, quarter) -> {district: (the form that decides, its agency)}.

        Who is no office of a former district stands under None.
        """
        deciding = {}
        for commune, period in {(c, p) for _, c, p in self.winning if c != PROVINCE}:
            for listed, summary in SUMMARY_OF.items():
                claims = []
                for place, form in enumerate((listed, summary)):
                    for table in self.winning.get((form, commune, period), []):
                        rank = precedence(table, commune, period)
                        claims.append((table.agency, place, rank, form, table.district))
                if not claims:
                    continue
                ranks = {
                    agency: min(claim[2] for claim in claims if claim[0] == agency)
                    for agency, *_ in claims
                }
                chosen = {}
                for agency, _, _, form, district in sorted(claims, key=lambda c: c[:2]):
                    if ranks[agency] == min(ranks.values()):
                        chosen.setdefault(district, (form, agency))
                deciding[listed, commune, period] = chosen
        return deciding

    def list_decides(self, form: str) -> dict[tuple[str, str], set[str]]:
        """(commune, quarter) -> agencies, where their list and not its summary decides."""
        found = defaultdict(set)
        for (listed, commune, period), chosen in self.deciding.items():
            for decides, agency in chosen.values() if listed == form else ():
                if decides == form:
                    found[commune, period].add(agency)
        return dict(found)

    def figures(self, form: str, column: str, listed: str | None = None) -> list[tuple]:
        """What summaries state: (commune, quarter, figure or None), 0 for "không phát sinh".

        Args:
            form: the summary.
            column: the figure.
            listed: the list that states the same, before which a summary has no say.
        """
        found = []
        for (told, commune, period), tables in self.winning.items():
            if told != form:
                continue
            for table in tables:
                chosen = self.deciding[listed, commune, period] if listed else {}
                if listed and chosen.get(table.district, (None,))[0] != form:
                    continue
                if table.is_nil:
                    found.append((commune, period, 0))
                found += [
                    (commune, period, row.get(column))
                    for row in table.rows
                    if row.get("commune") == commune and table.quarter(row) == period
                ]
        return found

    def register_rows(self, form: str) -> list[tuple[str, str, dict[str, Any], Table]]:
        """Rows of the registers that count: (commune, quarter, values, table)."""
        return [
            (commune, period, row, table)
            for (told, commune, period), tables in self.winning.items()
            if told == form
            for table in tables
            for row in table.rows
            if (row.get("commune") or table.commune) == commune and table.quarter(row) == period
        ]


def _best(rivals: list[Table], commune: str, period: str) -> list[Table]:
    best = min((precedence(t, commune, period), -t.order) for t in rivals)
    return [t for t in rivals if (precedence(t, commune, period), -t.order) == best]


def day(text: str | None) -> date | None:
    """A day of the truth as a date."""
    return date.fromisoformat(text[:10]) if text else None


def event_quarter(table: Table, row: dict[str, Any], column: str) -> str:
    """The quarter of an event by its day, without a day the one the table is about."""
    return quarter_of(row.get(column)) or table.quarter(row)
