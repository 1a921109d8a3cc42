"""A summary against the list that it sums up: where both arrived the list decides.

Pure: two sets of columns in, the differences out. Which columns count or sum what is data, in
``summary_of`` of the summary's form.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ingest.contracts.contract import Form
from ingest.contracts.form_rules import SummaryOf, Tally
from ingest.reference import quarter_of
from ingest.values.fold_text import fold

Columns = Mapping[str, Sequence[Any]]


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure of a summary that its list does not bear out.

    Attributes:
        key: the summary's key values (the commune), in the order of ``summary_of.match``.
        period: quarter.
        column: column of the summary.
        stated: what the summary says.
        counted: what the list gives; this is what counts.
        row: index of the summary's row.
    """

    key: tuple[Any, ...]
    period: str
    column: str
    stated: float
    counted: float
    row: int


def compare_with_list(
    summary: Form, stated: Columns, listed: Form, rows: Columns
) -> list[Difference]:
    """Compare a summary with a list of the same sender.

    Args:
        summary: the summary's form.
        stated: its columns, accepted rows only, with ``period``; None where nothing is stated.
        listed: the list's form, one of ``summary.summary_of``.
        rows: the list's columns, accepted rows only. A row without date belongs to ``period`` when
            the list has that column, else to no quarter.

    Returns:
        The differences, in the order of the summary's rows. A column is not compared where the
        list does not have it or leaves it empty throughout, nor where the summary states nothing.

    Raises:
        LookupError: the summary does not name the list.
    """
    relation = next((item for item in summary.summary_of if item.form == listed.id), None)
    if relation is None:
        raise LookupError(f"{summary.id} is no summary of {listed.id}")
    groups = _grouped(relation, summary, listed, rows)
    differences = []
    known = [
        (column, tally)
        for column, tally in relation.columns.items()
        if column in stated and all(_is_filled(rows, name) for name in tally.columns)
    ]
    for row, period in enumerate(stated["period"]):
        key = tuple(stated[name][row] for name in relation.match)
        found = groups.get((*key, period), [])
        for column, tally in known:
            value = stated[column][row]
            counted = _tally(tally, rows, found)
            if value is not None and value != counted:
                differences.append(Difference(key, period, column, value, counted, row))
    return differences


def _is_filled(rows: Columns, name: str) -> bool:
    return any(value is not None for value in rows.get(name, ()))


def _grouped(
    relation: SummaryOf, summary: Form, listed: Form, rows: Columns
) -> dict[tuple[Any, ...], list[int]]:
    """Row indices of the list by key and quarter of the summary's calendar."""
    groups: dict[tuple[Any, ...], list[int]] = defaultdict(list)
    length = max((len(values) for values in rows.values()), default=0)
    nothing = [None] * length
    days = rows.get(relation.placed_by or listed.event_date or "", nothing)
    periods = rows.get("period", nothing)
    keys = [rows.get(name, nothing) for name in relation.match]
    for index in range(length):
        day = days[index]
        if isinstance(day, str):
            day = date.fromisoformat(day[:10])
        period = quarter_of(day, summary.calendar) if day else periods[index]
        if period:
            groups[(*(values[index] for values in keys), period)].append(index)
    return groups


def _tally(tally: Tally, rows: Columns, found: list[int]) -> float:
    for name, codes in tally.where.items():
        found = [index for index in found if _is_meant(rows[name][index], codes)]
    if tally.count:
        return len(found)
    values = [rows[str(tally.distinct or tally.sum)][index] for index in found]
    values = [value for value in values if value is not None]
    if tally.distinct:
        return len({fold(value) if isinstance(value, str) else value for value in values})
    return sum(values)


def _is_meant(value: Any, codes: list[str]) -> bool:
    if "positive" in codes and isinstance(value, int | float) and value > 0:
        return True
    return value is not None and any(code in codes for code in str(value).split(";"))
