"""What a file changes of what its sender's standing loads say, value by value.

A summary is compared by commune and quarter. Rows of a list are the same row when they agree in
all columns of ``one_row_per``, or, where only one such row is left on both sides, in all but one
of them (a case number added later, a name spelled otherwise). A figure is any value that is not
free text: a correction of form ("đính chính") may change texts, never figures.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from ingest import reference
from ingest.checks.table_rows import row_dicts
from ingest.contracts.contract import Form
from ingest.lake.lake_rows import read_lake_rows
from ingest.ledgers.ledger import standing_coverage
from ingest.submissions.coverage import counted_for
from ingest.submissions.pair_rows import ComparedRow, key_columns, key_of, pair_rows

if TYPE_CHECKING:
    from ingest.submissions.judge_tables import Judgement

CONTENT = "content_sha256"


@dataclass(frozen=True, slots=True)
class Change:
    """One value, or one whole row, that is other than before.

    Attributes:
        kind: ``figure``, ``text``, ``row_added`` or ``row_removed``.
        table_no: table of the new file.
        row_name: what tells the row of a list apart; None for a summary.
        column: changed column; None for a whole row.
        cell: where the new value stands; None for a removed row.
    """

    kind: str
    table_no: int
    form: str
    commune_code: str | None
    period: str | None
    row_name: str | None
    column: str | None
    cell: str | None
    old: Any
    new: Any


@dataclass(slots=True)
class Changes:
    """All changes of a file; `is_first` when nothing stood yet for what it reports on."""

    items: list[Change] = field(default_factory=list)
    is_first: bool = True

    def count(self, *kinds: str) -> int:
        """How many changes are of these kinds."""
        return sum(item.kind in kinds for item in self.items)


def changes_of(
    judgements: "Iterable[Judgement]",
    agency: reference.Agency,
    book: sqlite3.Connection,
    *,
    is_whole: bool,
    receipt: int | None = None,
) -> Changes:
    """What tables change of what stands.

    Args:
        judgements: tables of one file with their coverage; copies are passed over.
        agency: the sender.
        book: open ledger; only read.
        is_whole: what it does not say is gone: true of a replacement and a correction. A log that
            is neither goes on, so cases that it does not name stay.
        receipt: place in the order of receipt when it is not the newest; what came later stands.
    """
    by_form: dict[str, list[Judgement]] = defaultdict(list)
    for one in judgements:
        if one.status != "copy" and one.coverage:
            by_form[one.form.id].append(one)
    changes = Changes()
    for tables in by_form.values():
        _compare_form(tables, agency, book, is_whole, receipt, changes)
    return changes


def _compare_form(
    tables: "list[Judgement]",
    agency: reference.Agency,
    book: sqlite3.Connection,
    is_whole: bool,
    receipt: int | None,
    changes: Changes,
) -> None:
    form = tables[0].form
    keys = {(c.commune_code, c.period): c.content_sha256 for one in tables for c in one.coverage}
    standing = {}
    for period in sorted({period for _, period in keys}):
        found = standing_coverage(book, agency.agency_code, form.id, period)
        standing |= {(c, period): row for c, row in found.items() if (c, period) in keys}
    if receipt is not None:
        later = {key for key, row in standing.items() if row["receipt_seq"] > receipt}
        keys = {key: content for key, content in keys.items() if key not in later}
        standing = {key: row for key, row in standing.items() if key not in later}
    if standing:
        changes.is_first = False
    open_keys = {k for k, c in keys.items() if k not in standing or standing[k][CONTENT] != c}
    if not open_keys:
        return
    new = [row for one in tables for row in _new_rows(one, agency, open_keys)]
    if form.kind == "log":
        old = _old_log_rows(book, agency, form, receipt)
        gone = [row for row in old if (row.commune, row.period) in open_keys] if is_whole else []
    else:
        old = gone = _old_rows(book, standing, form, agency, open_keys)
    goes_on = form.kind == "log" and not is_whole
    for change in compare_rows(old, new, form, gone=gone, goes_on=goes_on):
        if change.kind == "row_removed":
            change = replace(change, table_no=tables[0].table_no)
        changes.items.append(change)


def compare_rows(
    old: list[ComparedRow],
    new: list[ComparedRow],
    form: Form,
    *,
    gone: list[ComparedRow],
    goes_on: bool = False,
) -> Iterator[Change]:
    """The changes from some rows of a form to others.

    Args:
        old: rows before.
        new: rows after.
        form: the form's contract.
        gone: those of the old rows that are gone unless a new row takes their place.
        goes_on: the rows are of a log that says only what is new.
    """
    names = key_columns(form)
    pairs = list(pair_rows(old, new, names, form, goes_on=goes_on))
    matched = {id(before) for before, _ in pairs if before is not None}
    for before, after in pairs:
        yield from _row_changes(before, after, form, names)
    for before in gone:
        if id(before) not in matched:
            yield _whole_row("row_removed", before, form, names)


def _new_rows(one: "Judgement", agency: reference.Agency, keys: set) -> Iterator[ComparedRow]:
    period = one.periods[0] if len(one.periods) == 1 else None
    for row in row_dicts(one.table):
        values = row["values"]
        own_period = values.get("period") or one.table["period"] or period
        commune = counted_for(values, one.form, agency)
        is_open = (commune, own_period) in keys
        if is_open or (one.form.kind != "summary" and own_period is None):
            yield ComparedRow(values, commune, own_period, one.table_no, row["cells"], row["row"])


def _old_rows(
    book: sqlite3.Connection, standing: dict, form: Form, agency: reference.Agency, keys: set
) -> list[ComparedRow]:
    """Rows that stand for the keys, of a summary or a register."""
    spans = defaultdict(list)  # the open quarters of each load and commune
    for (commune, period), row in standing.items():
        if (commune, period) in keys:
            spans[row["load_id"], commune].append(period)
    found = []
    for load_id in sorted({load_id for load_id, _ in spans}):
        for table_no, values in _counting_rows(book, load_id, form):
            commune, period = counted_for(values, form, agency), values.get("period")
            for span in spans.get((load_id, commune), ()):
                if period is None or period == span:
                    found.append(ComparedRow(values, commune, span, table_no))
    return found


def _counting_rows(
    book: sqlite3.Connection, load_id: str, form: Form
) -> Iterator[tuple[int, dict[str, Any]]]:
    query = "select table_no from counting_tables where load_id = ? and form = ?"
    tables = {row[0] for row in book.execute(query, (load_id, form.id))}
    return (row for row in read_lake_rows(load_id, form) if row[0] in tables)


def _old_log_rows(
    book: sqlite3.Connection, agency: reference.Agency, form: Form, receipt: int | None
) -> list[ComparedRow]:
    """The cases of an agency's standing logs, each as the newest of them tells it."""
    loads = book.execute(
        """
        select distinct load_id, receipt_seq, load_seq from counting_tables
        where agency_code = ? and form = ? and (? is null or receipt_seq <= ?)
        order by receipt_seq desc, load_seq desc
        """,
        (agency.agency_code, form.id, receipt, receipt),
    ).fetchall()
    names, seen, found = key_columns(form), set(), []
    for load in loads:
        numbers: dict[tuple, int] = {}
        for table_no, values in _counting_rows(book, load["load_id"], form):
            key = key_of(values, names)
            numbers[key] = numbers.get(key, 0) + 1
            if (key, numbers[key]) not in seen:
                seen.add((key, numbers[key]))
                commune = counted_for(values, form, agency)
                found.append(ComparedRow(values, commune, values.get("period"), table_no))
    return found


def _row_changes(
    before: ComparedRow | None, after: ComparedRow, form: Form, names: list[str]
) -> Iterator[Change]:
    if before is None:
        yield _whole_row("row_added", after, form, names)
        return
    for name, column in form.stored_columns.items():
        if name == "period":
            continue
        old, new = before.values.get(name), after.values.get(name)
        if old == new or (column.type == "flag" and not old and not new):
            continue
        yield Change(
            "text" if column.type == "text" else "figure",
            after.table_no,
            form.id,
            after.commune,
            after.period,
            _row_name(after, form, names),
            name,
            after.cells.get(name),
            old,
            new,
        )


def _whole_row(kind: str, row: ComparedRow, form: Form, names: list[str]) -> Change:
    cell = row.cells.get(names[0]) if row.cells else None
    if cell is None and row.row:
        cell = f"{row.row}:{row.row}"
    return Change(
        kind,
        row.table_no,
        form.id,
        row.commune,
        row.period,
        _row_name(row, form, names),
        None,
        cell,
        None,
        None,
    )


def _row_name(row: ComparedRow, form: Form, names: list[str]) -> str | None:
    if form.kind == "summary":
        return None
    shown = (row.values.get(name) for name in names if name != "commune")
    return ", ".join(_shown(value) for value in shown if value is not None) or None


def _shown(value: Any) -> str:
    if isinstance(value, str) and len(value) == 10 and value[4] == value[7] == "-":
        return f"{date.fromisoformat(value):%d/%m/%Y}"
    return str(value)
