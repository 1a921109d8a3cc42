"""One sheet column of a table's records: each distinct cell value is read once.

Lists repeat themselves: a column of 50,000 cells holds a hundred communes or four codes. What a
cell means is decided by ``read_value`` alone, or by ``plain_values`` where all are different; here
their answers are only spread over the column.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import repeat
from typing import Any

from ingest.cells.read_cells import Value
from ingest.checks.cell_findings import cell_findings, rejects
from ingest.checks.coded_items import Coded, signs_of
from ingest.contracts.contract import Column
from ingest.findings import Finding
from ingest.tables.match_columns import HeaderColumn
from ingest.values.read_values import Context, Reading, plain_values, read_value

# of these, equal values are the same value; 1, 1.0 and True are not, nor an error and its text
ALIKE = frozenset({str, float, date, datetime, type(None)})
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
        coded: values and states by the different ones, where few differ.
    """

    values: list[Any]
    states: list[Any]
    said: list[Any]
    wrong: list[int]
    findings: list[tuple[int, Finding]]
    coded: Coded | None


def read_column(
    raws: list[Value],
    contexts: Sequence[Context],
    column: HeaderColumn,
    contract: Column,
    *,
    are_alike: bool = False,
) -> ReadColumn:
    """Read the cells of one column.

    Args:
        raws: the cells.
        contexts: what each depends on; one context where all depend on the same.
        column: the sheet's column; findings name it as the sender does.
        contract: the form's column.
        are_alike: all cells are known to be of types in ``ALIKE``.

    Returns:
        The column; findings have no place yet.
    """
    if len(contexts) > 1 and contract.type not in _PLACED:
        contexts = contexts[:1]
    plain: dict[Any, Any] = {}
    if are_alike and len(contexts) == 1:
        keys: list[Any] = raws
        raw_of = {raw: raw for raw in dict.fromkeys(keys)}
        plain = plain_values(raw_of, contract)
        asked = raw_of if not plain else [raw for raw in raw_of if raw not in plain]
        readings = {raw: read_value(raw, contract, contexts[0]) for raw in asked}
    else:
        different = [*dict.fromkeys(contexts)]
        number = {context: n for n, context in enumerate(different)}
        at = map(number.__getitem__, contexts) if len(contexts) > 1 else repeat(0, len(raws))
        keys = list(zip(at, map(type, raws), raws, strict=True))
        raw_of = {key: key[2] for key in dict.fromkeys(keys)}
        readings = {
            key: read_value(raw, contract, different[key[0]]) for key, raw in raw_of.items()
        }
    return _spread(keys, raw_of, plain, readings, column, contract)


def _spread(
    keys: list[Any],
    raw_of: dict[Any, Value],
    plain: dict[Any, Any],
    readings: dict[Any, Reading],
    column: HeaderColumn,
    contract: Column,
) -> ReadColumn:
    """The readings of the different cells over all cells.

    Args:
        keys: what tells each cell from those that are read otherwise.
        raw_of: the cell of each of the different keys.
        plain: values of keys with which there is nothing the matter; changed.
        readings: readings of all other keys.
        column: the sheet's column.
        contract: the form's column.
    """
    wrong = {key for key, reading in readings.items() if reading.problem}
    values_by = plain
    values_by |= {key: reading.value for key, reading in readings.items()}
    if contract.is_personal:
        values_by |= dict.fromkeys(wrong)
    states_by = {key: reading.state for key, reading in readings.items()}
    coded = None
    if (signs := signs_of(keys, raw_of, len(keys))) is not None:
        different = [values_by[key] for key in raw_of]
        coded = Coded(different, [states_by.get(key, "value") for key in raw_of], signs)
        values, states = coded.spread(different), coded.spread(coded.states)
    else:
        values = list(map(values_by.__getitem__, keys))
        states = ["value"] * len(keys)
        if {*states_by.values()} - {"value"}:
            states = list(map(states_by.get, keys, states))
    told = {
        key: [*cell_findings(reading, raw_of[key], ("", ""), column, contract)]
        for key, reading in readings.items()
        if not _is_plain(reading, contract)
    }
    # the few cells about which something is to be said
    asked = {key for key, items in told.items() if items} | wrong
    if coded and asked:
        places = coded.places(n for n, key in enumerate(raw_of) if key in asked)
    else:
        places = [place for place, key in enumerate(keys) if key in asked] if asked else []
    wrong_places = [place for place in places if keys[place] in wrong]
    said = values
    if wrong_places and not contract.is_personal:
        said = [*values]
        for place in wrong_places:
            said[place] = raw_of[keys[place]]
    rejected = {key for key in wrong if rejects(str(readings[key].problem), contract)}
    return ReadColumn(
        values,
        states,
        said,
        [place for place in wrong_places if keys[place] in rejected],
        [(place, item) for place in places for item in told[keys[place]]],
        coded,
    )


def _is_plain(reading: Reading, contract: Column) -> bool:
    """Whether there is certainly nothing to be said about a cell."""
    if reading.is_remarkable:
        return False
    bounds, value = contract.plausible, reading.value
    return bounds is None or value is None or bounds.allows(value)
