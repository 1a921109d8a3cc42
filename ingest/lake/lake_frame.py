"""Records of a checked table as a frame in the lake's schema, a column at a time."""

from functools import partial
from typing import TYPE_CHECKING, Any

from ingest.checks.table_rows import TableColumn, TableRows, table_rows
from ingest.contracts.contract import Form
from ingest.lake.write_lake import LakeError, schema_of, stored_value

if TYPE_CHECKING:
    import polars as pl

# values that the lake holds as the check result does, by the column's type; of the others, texts
_TEXT: frozenset[type] = frozenset({str})
_STORED_AS_THEY_ARE: dict[str, frozenset[type]] = {
    **dict.fromkeys(("count", "money"), frozenset({int})),
    **dict.fromkeys(("quantity", "share"), frozenset({float})),
    **dict.fromkeys(("date", "datetime"), frozenset()),
    "flag": frozenset({bool}),
}


def frame_of(
    table: dict[str, Any], form: Form, load_id: str, table_no: int, first_record: int
) -> "pl.DataFrame":
    """One row a record, columns and types of ``write_lake.schema_of``.

    Args:
        table: a table of a check result.
        form: its form's contract.
        load_id: load to name in every row.
        table_no: the table's number in its file, from 1.
        first_record: number of its first record in its file.

    Raises:
        LakeError: a value is not of its column's type.
    """
    import polars as pl

    rows, schema = table_rows(table), schema_of(form)
    count = len(rows)
    numbers = pl.Series("row", rows.rows, dtype=schema["row"])
    digits = numbers.cast(pl.String)
    columns: dict[str, Any] = {
        "load_id": pl.repeat(load_id, count, dtype=schema["load_id"], eager=True),
        "table_no": pl.repeat(table_no, count, dtype=schema["table_no"], eager=True),
        "record_no": pl.int_range(
            first_record, first_record + count, dtype=schema["record_no"], eager=True
        ),
        "sheet": pl.repeat(table["sheet"], count, dtype=schema["sheet"], eager=True),
        "row": numbers,
        "period": _periods(rows, table["period"]),
    }
    nothing = TableColumn([None] * count, [None] * count)
    for name, column in form.stored_columns.items():
        found = rows.columns.get(name, nothing)
        if name != "period":
            columns[name] = _stored(found, column.type, rows, f"{table['sheet']}!", name)
        columns[f"{name}_cell"] = _cells(found, rows, digits)
        columns[f"{name}_state"] = _states(found)
    series = [pl.Series(name, columns[name], dtype=kind) for name, kind in schema.items()]
    return pl.DataFrame(series)


def _periods(rows: TableRows, of_table: str | None) -> list[str | None]:
    """The record's own quarter, or its table's."""
    own = rows.columns.get("period")
    if own is None:
        return [of_table] * len(rows)
    return [period or of_table for period in own.values]


def _stored(column: TableColumn, kind: str, rows: TableRows, sheet: str, name: str) -> list[Any]:
    """The values as the lake's type, each distinct one looked at once."""
    values = column.values
    if column.types - {type(None)} <= _STORED_AS_THEY_ARE.get(kind, _TEXT):
        return values
    try:
        return column.each(partial(stored_value, kind))
    except (TypeError, ValueError):
        for number, value in enumerate(values):  # the first that is wrong is named
            try:
                stored_value(kind, value)
            except (TypeError, ValueError) as error:
                raise LakeError(f"{sheet}{rows.cell(name, number)}: {name}: {error}") from error
        raise


def _states(column: TableColumn) -> "pl.Series | list[str | None]":
    import polars as pl

    state = column.only_state
    if state is None:
        return column.states
    return pl.repeat(state, len(column.states), dtype=pl.String, eager=True)


def _cells(column: TableColumn, rows: TableRows, digits: "pl.Series") -> "pl.Series":
    """Addresses of the cells.

    Args:
        column: the column.
        rows: all records.
        digits: their sheet rows as texts.
    """
    import polars as pl

    if column.moved:
        cells = [column.cell(number, row) for number, row in enumerate(rows.rows)]
        return pl.Series(cells, dtype=pl.String)
    if not column.letters:
        return pl.repeat(None, len(rows), dtype=pl.String, eager=True)
    return column.letters + digits
