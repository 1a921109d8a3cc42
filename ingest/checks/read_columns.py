"""One sheet column of a table's records: each distinct cell value is read once.

Lists repeat themselves: a column of 50,000 cells holds a hundred communes or four codes. What a
cell means is decided by ``read_value`` alone, or by ``plain_values`` where all are different; here
their answers are only spread over the column.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from ingest.cells.read_cells import Value
from ingest.checks.cell_findings import cell_findings, rejects
from ingest.contracts.contract import Column
from ingest.findings import Finding
from ingest.tables.match_columns import HeaderColumn
from ingest.values.read_values import Context, Reading, plain_values, read_value

# of these, equal values are the same value; 1, 1.0 and True are not, nor an error and its text
_ALIKE = frozenset({str, float, date, datetime, type(None)})
# what cells of other types mean does not depend on year or section
_PLACED = ("commune", "period")


@dataclass(slots=True)
class ReadColumn:
    """A column as read.

    Attributes:
        values: typed values; None for what cannot be read.
        states: how each cell was filled in.
        said: the value, or the cell itself where it is wrong, to recognise exact copies.
        wrong: positions whose problem rejects the record.
        findings: (position, finding) in the order of the positions.
    """

    values: list[Any]
    states: list[str]
    said: list[Any]
    wrong: list[int]
    findings: list[tuple[int, Finding]]


def read_column(
    raws: Sequence[Value],
    contexts: Sequence[Context],
    column: HeaderColumn,
    contract: Column,
) -> ReadColumn:
    """Read the cells of one column.

    Args:
        raws: the cells.
        contexts: what each depends on; one context where all depend on the same.
        column: the sheet's column; findings name it as the sender does.
        contract: the form's column.

    Returns:
        The column; findings have no place yet.
    """
    if len(contexts) > 1 and contract.type not in _PLACED:
        contexts = contexts[:1]
    types = set(map(type, raws))
    keys: Sequence[Any] = raws
    plain: dict[Any, Any] = {}
    if len(contexts) > 1:
        number = {context: n for n, context in enumerate(dict.fromkeys(contexts))}
        places = [number[context] for context in contexts]
        keys = list(zip(places, map(type, raws), raws, strict=True))
        readings = {
            key: read_value(raw, contract, context)
            for key, raw, context in zip(keys, raws, contexts, strict=True)
        }
    elif types <= _ALIKE:
        plain = plain_values(set(raws), contract)
        readings = {
            raw: read_value(raw, contract, contexts[0])
            for raw in dict.fromkeys(raws)
            if raw not in plain
        }
    else:
        keys = list(zip(map(type, raws), raws, strict=True))
        readings = {key: read_value(key[1], contract, contexts[0]) for key in dict.fromkeys(keys)}
    return _spread(raws, keys, plain, readings, column, contract)


def _spread(
    raws: Sequence[Value],
    keys: Sequence[Any],
    plain: dict[Any, Any],
    readings: dict[Any, Reading],
    column: HeaderColumn,
    contract: Column,
) -> ReadColumn:
    values_by = plain | {key: reading.value for key, reading in readings.items()}
    wrong_by = {key for key, reading in readings.items() if reading.problem}
    if contract.is_personal:
        values_by |= dict.fromkeys(wrong_by)
    values = list(map(values_by.__getitem__, keys))
    states_by = dict.fromkeys(plain, "value")
    states_by |= {key: reading.state for key, reading in readings.items()}
    states = [*set(states_by.values())]
    said, wrong = values, []
    if wrong_by and not contract.is_personal:
        said = [
            raw if key in wrong_by else values_by[key] for raw, key in zip(raws, keys, strict=True)
        ]
        wrong = [
            n
            for n, key in enumerate(keys)
            if key in wrong_by and rejects(str(readings[key].problem), contract)
        ]
    return ReadColumn(
        values,
        states * len(values) if len(states) == 1 else list(map(states_by.__getitem__, keys)),
        said,
        wrong,
        _findings(raws, keys, readings, column, contract),
    )


def _findings(
    raws: Sequence[Value],
    keys: Sequence[Any],
    readings: dict[Any, Reading],
    column: HeaderColumn,
    contract: Column,
) -> list[tuple[int, Finding]]:
    """What is to be said; most columns have a handful of such values, or none."""
    asked = {key for key, reading in readings.items() if not _is_plain(reading, contract)}
    if not asked:
        return []
    said = {}
    for key, raw in zip(keys, raws, strict=True):
        if key in asked and key not in said:
            said[key] = [*cell_findings(readings[key], raw, ("", ""), column, contract)]
    asked = {key for key in asked if said[key]}
    return [(n, item) for n, key in enumerate(keys) if key in asked for item in said[key]]


def _is_plain(reading: Reading, contract: Column) -> bool:
    """Whether there is certainly nothing to be said about a cell."""
    if reading.is_remarkable:
        return False
    bounds, value = contract.plausible, reading.value
    return bounds is None or value is None or bounds.allows(value)
