"""The accepted records of a checked table, whichever way they are held.

A list may have a million cells, so the reader holds records by columns: values, states, and of the
addresses only the column's letters. Whoever needs the rows of a table of a check result asks here
and never looks into ``table["rows"]`` itself, which holds ``TableRows`` or, where a result was made
public, a plain list of rows.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from ingest.checks.coded_items import Coded
from ingest.contracts.contract import Form

if TYPE_CHECKING:
    import polars as pl

# so few items are taken out of a copy one by one
_FEW = 100


@dataclass(slots=True)
class TableColumn:
    """One form column of all records.

    Attributes:
        letters: sheet column of the cells, empty when no cell is told.
        moved: address by record where it is not the record's own row in that column; None for none.
        coded: the same values and states by the different ones, where that is known; then they
            themselves are spread out only when somebody asks for them.
    """

    _values: list[Any] | None
    _states: list[str | None] | None
    letters: str = ""
    moved: dict[int, str | None] = field(default_factory=dict)
    coded: Coded | None = field(default=None, repr=False, compare=False)

    @property
    def values(self) -> list[Any]:
        """Value of each record; None where there is none."""
        if self._values is None:
            assert self.coded
            self._values = self.coded.spread(self.coded.values)
        return self._values

    @property
    def states(self) -> list[str | None]:
        """How each cell was filled in; None where the record does not have the column."""
        if self._states is None:
            assert self.coded
            self._states = self.coded.spread(self.coded.states)
        return self._states

    def each(self, make: Callable[[Any], Any]) -> list[Any]:
        """What a function makes of each value; where few differ it is asked about those alone."""
        if self.coded:
            return self.coded.spread([*map(make, self.coded.values)])
        return [*map(make, self.values)]

    @property
    def types(self) -> set[type]:
        """The types of its values."""
        return set(map(type, self.coded.values if self.coded else self.values))

    @property
    def only_state(self) -> str | None:
        """The state of all records, where they have the same."""
        different = set(self.coded.states if self.coded else self.states)
        return different.pop() if len(different) == 1 else None

    def converted(self, make: Callable[[Any], Any]) -> "TableColumn":
        """The column with what a function makes of its values."""
        coded = self.coded and replace(self.coded, values=[*map(make, self.coded.values)])
        values = coded.spread(coded.values) if coded else self.each(make)
        return TableColumn(values, self.states, self.letters, self.moved, coded)

    def put(self, number: int, value: Any, state: str | None, cell: str | None) -> None:
        """Let a record have this value, state and address."""
        self.values[number], self.states[number] = value, state
        self.moved[number] = cell
        self.coded = None

    def restate(self, values: list[Any]) -> None:
        """Let the records have these values."""
        self._states, self._values, self.coded = self.states, values, None

    def cell(self, number: int, row: int) -> str | None:
        """Address of a record's cell.

        Args:
            number: the record, from 0.
            row: its sheet row, from 1.
        """
        if number in self.moved:
            return self.moved[number]
        return f"{self.letters}{row}" if self.letters else None

    def has(self, number: int) -> bool:
        """Whether a record states the column at all."""
        return self.states[number] is not None or self.values[number] is not None

    def take(self, numbers: Sequence[int], left_out: Sequence[int]) -> "TableColumn":
        """The column of some records only.

        Args:
            numbers: the records, rising.
            left_out: the other records, rising.
        """
        moved = {}
        if self.moved:
            moved = {n: self.moved[i] for n, i in enumerate(numbers) if i in self.moved}
        values, states = (_take(it, numbers, left_out) for it in (self.values, self.states))
        coded = self.coded.without(left_out) if self.coded and len(left_out) <= _FEW else None
        return TableColumn(values, states, self.letters, moved, coded)


@dataclass(slots=True)
class TableRows:
    """Records by column.

    Attributes:
        rows: sheet row of each record, from 1.
        columns: the form columns that some record has.
    """

    rows: list[int] = field(default_factory=list)
    columns: dict[str, TableColumn] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        """The records as the public result lists them, one by one."""
        return (self._dict(number, row) for number, row in enumerate(self.rows))

    def cell(self, name: str, number: int) -> str | None:
        """Address from which a record took a column; None when it has none."""
        column = self.columns.get(name)
        return column.cell(number, self.rows[number]) if column else None

    def take(self, numbers: Sequence[int]) -> "TableRows":
        """These records only; their numbers rise."""
        if len(numbers) == len(self.rows):
            return self
        left_out = sorted({*range(len(self.rows))}.difference(numbers))
        columns = {n: column.take(numbers, left_out) for n, column in self.columns.items()}
        return TableRows(_take(self.rows, numbers, left_out), columns)

    def readdressed(self, true: Callable[[str], str]) -> "TableRows":
        """The same records with other addresses for the cells that they name."""
        columns = {}
        for name, column in self.columns.items():
            cells = [column.cell(number, row) for number, row in enumerate(self.rows)]
            moved = {number: true(cell) if cell else None for number, cell in enumerate(cells)}
            columns[name] = TableColumn(column.values, column.states, "", moved)
        return TableRows(self.rows, columns)

    def dicts(self) -> list[dict[str, Any]]:
        """The records as the public result lists them."""
        return [*self]

    def _dict(self, number: int, row: int) -> dict[str, Any]:
        has = {name: c for name, c in self.columns.items() if c.has(number)}
        cells = {name: column.cell(number, row) for name, column in has.items()}
        states = {name: column.states[number] for name, column in has.items()}
        return {
            "row": row,
            "values": {name: column.values[number] for name, column in has.items()},
            "cells": {name: cell for name, cell in cells.items() if cell is not None},
            "states": {name: state for name, state in states.items() if state is not None},
        }

    def to_wire(self) -> dict[str, Any]:
        """As few and as plain JSON values as will do, for the way to the parent process."""
        return {"row": self.rows, "columns": {n: _packed(c) for n, c in self.columns.items()}}

    @classmethod
    def from_wire(cls, wire: dict[str, Any]) -> "TableRows":
        """What ``to_wire`` gave."""
        return cls(wire["row"], {n: _unpacked(*packed) for n, packed in wire["columns"].items()})

    @classmethod
    def of(cls, rows: "TableRows | Iterable[dict[str, Any]]") -> "TableRows":
        """Records by column, also of rows that are listed one by one."""
        if isinstance(rows, TableRows):
            return rows
        listed = list(rows)
        made = cls([row["row"] for row in listed])
        for name in dict.fromkeys(name for row in listed for name in row["values"]):
            made.columns[name] = TableColumn(
                [row["values"].get(name) for row in listed],
                [row.get("states", {}).get(name) for row in listed],
                moved={n: row["cells"].get(name) for n, row in enumerate(listed)},
            )
        return made


def _take(items: list[Any], numbers: Sequence[int], left_out: Sequence[int]) -> list[Any]:
    """The items at these numbers, which rise and leave out those."""
    if len(left_out) > _FEW:
        return [items[number] for number in numbers]
    taken = [*items]
    for number in reversed(left_out):
        del taken[number]
    return taken


def _packed(column: TableColumn) -> list[Any]:
    """Values and states of the signs, or of each record where there are none; the addresses."""
    coded = column.coded
    if coded is None or not coded.signs:
        coded = Coded(column.values, column.states, "")
    states = coded.states[:1] if len(set(coded.states)) == 1 else coded.states
    return [coded.values, states, coded.signs, column.letters, [*column.moved.items()]]


def _unpacked(
    values: list[Any], states: list[str | None], signs: str, letters: str, moved: list[Any]
) -> TableColumn:
    states = states * len(values) if len(states) == 1 else states
    if not signs:
        return TableColumn(values, states, letters, dict(moved))
    return TableColumn(None, None, letters, dict(moved), Coded(values, states, signs))


def table_rows(table: dict[str, Any]) -> TableRows:
    """The accepted records of a table of a check result, by column."""
    return TableRows.of(table["rows"])


def row_count(table: dict[str, Any]) -> int:
    """Number of accepted records of a table of a check result."""
    return len(table["rows"])


def row_numbers(table: dict[str, Any]) -> list[int]:
    """Sheet row of each record, from 1, in the order of the records."""
    return table_rows(table).rows


def column_values(table: dict[str, Any], name: str) -> list[Any]:
    """Value of one form column in each record, as the public result has it.

    Args:
        table: a table of a check result.
        name: the form's column; None stands for records that do not state it.
    """
    rows = table_rows(table)
    return rows.columns[name].values if name in rows.columns else [None] * len(rows)


def column_cells(table: dict[str, Any], name: str) -> list[str | None]:
    """Address of the cell from which each record took one form column; None where it has none."""
    rows = table_rows(table)
    return [rows.cell(name, number) for number in range(len(rows))]


def row_dicts(table: dict[str, Any]) -> list[dict[str, Any]]:
    """The records as the public result lists them: ``row``, ``values``, ``cells``, ``states``.

    For small use (reports, tests): a large table makes millions of small objects.
    """
    rows = table["rows"]
    return rows.dicts() if isinstance(rows, TableRows) else rows


def public_result(result: dict[str, Any]) -> dict[str, Any]:
    """A check result whose tables list their rows one by one."""
    tables = [
        {**table, "rows": row_dicts(table)} if "rows" in table else table
        for table in result["tables"]
    ]
    return {**result, "tables": tables}


def to_wire(result: dict[str, Any]) -> dict[str, Any]:
    """A check result whose tables are ready for JSON; see ``from_wire``."""
    tables = [{**table, "rows": table_rows(table).to_wire()} for table in result["tables"]]
    return {**result, "tables": tables}


def from_wire(result: dict[str, Any]) -> dict[str, Any]:
    """The check result that ``to_wire`` was given, its rows by column."""
    tables = [{**table, "rows": TableRows.from_wire(table["rows"])} for table in result["tables"]]
    return {**result, "tables": tables}


def lake_frame(
    table: dict[str, Any], form: Form, load_id: str = "", table_no: int = 1, first_record: int = 1
) -> "pl.DataFrame":
    """The records as the lake stores them; see ``ingest.lake.lake_frame``."""
    from ingest.lake.lake_frame import frame_of

    return frame_of(table, form, load_id, table_no, first_record)
