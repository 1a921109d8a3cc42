"""Records of a checked table as a frame in the lake's schema, a column at a time."""

from functools import partial
from typing import TYPE_CHECKING, Any

from ingest.checks.column_expressions import states_of, values_of
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
    columns: dict[str, pl.Expr] = {
        "load_id": pl.lit(load_id),
        "table_no": pl.lit(table_no),
        "record_no": pl.int_range(first_record, first_record + count),
        "sheet": pl.lit(table["sheet"]),
        "row": pl.col("row"),
        "period": pl.lit(pl.Series(_periods(rows, table["period"]), dtype=pl.String)),
    }
    for name, column in form.stored_columns.items():
        found = rows.columns.get(name)
        if name != "period":
            place = (rows, f"{table['sheet']}!", name)
            columns[name] = _stored(found, column.type, schema[name], place)
        columns[f"{name}_cell"] = _cells(found, rows)
        columns[f"{name}_state"] = states_of(found) if found else pl.lit(None)
    numbers = pl.DataFrame({"row": rows.rows}, schema={"row": schema["row"]})
    return numbers.select(columns[name].cast(kind).alias(name) for name, kind in schema.items())


def _periods(rows: TableRows, of_table: str | None) -> list[str | None]:
    """The record's own quarter, or its table's."""
    own = rows.columns.get("period")
    if own is None:
        return [of_table] * len(rows)
    return [period or of_table for period in own.values]


def _stored(
    column: TableColumn | None, kind: str, dtype: "pl.DataType", place: tuple[TableRows, str, str]
) -> "pl.Expr":
    """The values as the lake's type, each distinct one looked at once.

    Args:
        column: the column; None where no record has it.
        kind: the column's type in the form.
        dtype: its type in the lake.
        place: all records, the sheet and the column's name, to say what is wrong where.
    """
    import polars as pl

    rows, sheet, name = place
    if column is None:
        return pl.lit(None)
    if column.types - {type(None)} <= _STORED_AS_THEY_ARE.get(kind, _TEXT):
        return values_of(column, dtype)
    try:
        return values_of(column, dtype, partial(stored_value, kind))
    except (TypeError, ValueError):
        for number, value in enumerate(column.values):  # the first that is wrong is named
            try:
                stored_value(kind, value)
            except (TypeError, ValueError) as error:
                raise LakeError(f"{sheet}{rows.cell(name, number)}: {name}: {error}") from error
        raise


def _cells(column: TableColumn | None, rows: TableRows) -> "pl.Expr":
    """Addresses of the cells.

    Args:
        column: the column; None where no record has it.
        rows: all records.
    """
    import polars as pl

    if column is None:
        return pl.lit(None)
    if column.moved:
        cells = [column.cell(number, row) for number, row in enumerate(rows.rows)]
        return pl.lit(pl.Series(cells, dtype=pl.String))
    if not column.letters:
        return pl.lit(None)
    return pl.format(f"{column.letters}{{}}", pl.col("row"))
