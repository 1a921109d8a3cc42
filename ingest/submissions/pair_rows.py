"""Rows of a list on two sides: which row of the one is which row of the other."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from ingest.contracts.contract import Form
from ingest.values.fold_text import fold

_KEY_PARTS_LEFT = 2  # fewer columns than these do not tell rows of a list apart


@dataclass(slots=True, eq=False)
class ComparedRow:
    """A row of either side, ready to be compared."""

    values: dict[str, Any]
    commune: str | None
    period: str | None
    table_no: int = 0
    cells: dict[str, str] = field(default_factory=dict)
    row: int = 0


def key_columns(form: Form) -> list[str]:
    """The stored columns that tell rows of a form apart, but for the quarter."""
    return [name for name in form.one_row_per if name != "period" and name in form.stored_columns]


def key_of(values: dict[str, Any], names: Iterable[str]) -> tuple:
    """What a row says in these columns, whatever the spelling of texts."""
    return tuple(_part(values.get(name)) for name in names)


def _part(value: Any) -> Any:
    return fold(value) if isinstance(value, str) else value


def pair_rows(
    old: list[ComparedRow], new: list[ComparedRow], names: list[str], form: Form, *, goes_on: bool
) -> Iterator[tuple[ComparedRow | None, ComparedRow]]:
    """Each new row with the old row that it takes the place of, if any.

    In a log that goes on, an old case that is not named has not gone: two rows with two numbers
    are two cases.
    """
    left = defaultdict(list)
    for row in old:
        left[(*key_of(row.values, names), _span(row, form))].append(row)
    rest = []
    for row in new:
        same = left.get((*key_of(row.values, names), _span(row, form)))
        if same:
            yield same.pop(0), row
        else:
            rest.append(row)
    remaining = [row for rows in left.values() for row in rows]
    for dropped in names if form.kind != "summary" else ():
        names_left = [name for name in names if name != dropped]
        before = _alone(remaining, names_left, form)
        after = _alone(rest, names_left, form)
        both = [
            key
            for key in before.keys() & after.keys()
            if not goes_on
            or None in (before[key].values.get(dropped), after[key].values.get(dropped))
        ]
        yield from ((before[key], after[key]) for key in both)
        done = {id(before[key]) for key in both} | {id(after[key]) for key in both}
        remaining = [row for row in remaining if id(row) not in done]
        rest = [row for row in rest if id(row) not in done]
    for row in rest:
        yield None, row


def _span(row: ComparedRow, form: Form) -> str | None:
    """The quarter tells rows apart, but for a case that goes on from quarter to quarter."""
    return None if form.kind == "log" else row.period


def _alone(rows: list[ComparedRow], names: list[str], form: Form) -> dict[tuple, ComparedRow]:
    """Rows that alone have their values in these columns."""
    by_key = defaultdict(list)
    for row in rows:
        key = key_of(row.values, names)
        if sum(part is not None for part in key) >= _KEY_PARTS_LEFT:
            by_key[(*key, _span(row, form))].append(row)
    return {key: found[0] for key, found in by_key.items() if len(found) == 1}
