"""Where a summary and the list that it sums up both stand for a commune and quarter: do they agree?

The list decides and nothing is added up; a difference is a warning to the sender, at the cell of
the summary, or at the list where the summary came before. Which columns sum up what is data
(``summary_of`` of the summary's form).
"""

import sqlite3
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from ingest import reference
from ingest.checks.table_rows import column_cells, row_dicts
from ingest.communes.name_places import commune_name
from ingest.contracts.contract import Form, load_forms
from ingest.contracts.form_rules import SummaryOf
from ingest.lake.lake_rows import read_lake_rows
from ingest.ledgers.ledger import standing_coverage
from ingest.messages import finding
from ingest.submissions.compare_lists import Difference, compare_with_list
from ingest.values.show_values import show_number

if TYPE_CHECKING:
    from ingest.submissions.judge_tables import Judgement

SHOWN_CELLS = 20  # of one table; beyond these the two were not made from each other


def compare_with_lists(
    judged: "list[Judgement]",
    agency: reference.Agency,
    ledger: sqlite3.Connection,
    receipt: int | None,
) -> None:
    """Add a warning where summary and list of the same sender differ.

    Args:
        judged: tables of one file.
        agency: the sender.
        ledger: open ledger; only read.
        receipt: place in the order of receipt of a file that came before; None for a new one.
    """
    accepted = [one for one in judged if one.status == "accepted" and row_dicts(one.table)]
    own_forms = {one.form.id for one in accepted}
    for one in accepted:
        for relation in one.form.summary_of:
            lists = [other for other in accepted if other.form.id == relation.form]
            _check_summary(one, relation, lists, agency, ledger, receipt)
        for summary in load_forms().values():
            for relation in summary.summary_of:
                if relation.form == one.form.id and summary.id not in own_forms:
                    _check_list(one, summary, relation, agency, ledger, receipt)


def _check_summary(
    one: "Judgement",
    relation: SummaryOf,
    lists: "list[Judgement]",
    agency: reference.Agency,
    ledger: sqlite3.Connection,
    receipt: int | None,
) -> None:
    """A new summary against the list in its file, else against the one that stands."""
    listed = load_forms()[relation.form]
    rows = [row for other in lists for row in _table_rows(other)]
    covered = {(c.commune_code, c.period) for other in lists for c in other.coverage}
    if not lists:
        rows, covered = _standing(listed, one.periods, agency, ledger, receipt)
    if not rows:
        return
    stated = _table_rows(one)
    names = [*relation.match, *relation.columns, "period"]
    differences = compare_with_list(
        one.form, _columns(stated, names), listed, _columns(rows, _names_of(relation, listed))
    )
    found = [item for item in differences if _key(item, relation, agency) in covered]
    for item in found[:SHOWN_CELLS]:
        cell = column_cells(one.table, item.column)[item.row]
        said = finding(
            "summary_differs_from_list",
            sheet=one.table["sheet"],
            cell=cell,
            found=show_number(item.stated),
            counted=show_number(item.counted),
            column=one.form.columns[item.column].labels[0],
            form=listed.title.vi,
        )
        one.findings.append(said.to_dict())


def _check_list(
    one: "Judgement",
    summary: Form,
    relation: SummaryOf,
    agency: reference.Agency,
    ledger: sqlite3.Connection,
    receipt: int | None,
) -> None:
    """A new list against the summary that stands."""
    stated, _ = _standing(summary, one.periods, agency, ledger, receipt)
    if not stated:
        return
    names = [*relation.match, *relation.columns, "period"]
    rows = _columns(_table_rows(one), _names_of(relation, one.form))
    covered = {(item.commune_code, item.period) for item in one.coverage}
    differences = compare_with_list(summary, _columns(stated, names), one.form, rows)
    found = [item for item in differences if _key(item, relation, agency) in covered]
    for item in found[:SHOWN_CELLS]:
        label = summary.columns[item.column].labels[0]
        place = f"{commune_name(_key(item, relation, agency)[0])} {item.period}"
        one.add(
            "summary_differs_from_list",
            variant="in_list",
            found=f"{show_number(item.counted)} ({label}, {place})",
            stated=show_number(item.stated),
            column=label,
            form=summary.title.vi,
        )


def _key(item: Difference, relation: SummaryOf, agency: reference.Agency) -> tuple[str, str]:
    """The commune for which a difference counts, and the quarter."""
    at = relation.match.index("commune") if "commune" in relation.match else None
    commune = item.key[at] if at is not None else None
    return commune or agency.commune_code or reference.PROVINCE_CODE, item.period


def _names_of(relation: SummaryOf, listed: Form) -> list[str]:
    """The columns of a list that a comparison looks at."""
    names = {*relation.match, "period", relation.placed_by, listed.event_date}
    for tally in relation.columns.values():
        names |= {*tally.columns, *tally.where}
    return sorted(name for name in names if name)


def _table_rows(one: "Judgement") -> list[dict[str, Any]]:
    """Values of a new table's records, each with its quarter."""
    period = one.table["period"] or (one.periods[0] if len(one.periods) == 1 else None)
    return [
        row["values"] | {"period": row["values"].get("period") or period}
        for row in row_dicts(one.table)
    ]


def _standing(
    form: Form,
    periods: Iterable[str],
    agency: reference.Agency,
    ledger: sqlite3.Connection,
    receipt: int | None,
) -> tuple[list[dict[str, Any]], set[tuple[str, str]]]:
    """What stands of a form: its records, and the communes and quarters they are about."""
    loads: dict[str, set[int]] = {}
    covered = set()
    for period in periods:
        found = standing_coverage(ledger, agency.agency_code, form.id, period, receipt)
        for commune, row in found.items():
            covered.add((commune, period))
            loads.setdefault(row["load_id"], set())
    for load_id, tables in loads.items():
        query = "select table_no from counting_tables where load_id = ? and form = ?"
        tables.update(row[0] for row in ledger.execute(query, (load_id, form.id)))
    rows = [
        values
        for load_id, tables in loads.items()
        for table_no, values in read_lake_rows(load_id, form)
        if table_no in tables
    ]
    return rows, covered


def _columns(rows: list[dict[str, Any]], names: Iterable[str]) -> dict[str, list[Any]]:
    return {name: [row.get(name) for row in rows] for name in names}
