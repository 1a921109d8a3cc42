"""The accepted records of a checked table, whichever way they are held.

Whoever needs the rows of a table of a check result asks here and never looks into
``table["rows"]`` itself: how the records are held is this module's business.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ingest.contract import Form

if TYPE_CHECKING:
    import polars as pl


def row_count(table: dict[str, Any]) -> int:
    """Number of accepted records of a table of a check result."""
    return len(table["rows"])


def row_numbers(table: dict[str, Any]) -> list[int]:
    """Sheet row of each record, from 1, in the order of the records."""
    return [row["row"] for row in table["rows"]]


def column_values(table: dict[str, Any], name: str) -> list[Any]:
    """Value of one form column in each record, as the public result has it.

    Args:
        table: a table of a check result.
        name: the form's column; None stands for records that do not state it.
    """
    return [row["values"].get(name) for row in table["rows"]]


def column_cells(table: dict[str, Any], name: str) -> list[str | None]:
    """Address of the cell from which each record took one form column; None where it has none."""
    return [row["cells"].get(name) for row in table["rows"]]


def row_dicts(table: dict[str, Any]) -> list[dict[str, Any]]:
    """The records as the public result lists them: ``row``, ``values``, ``cells``, ``states``.

    For small use (reports, tests): a large table makes millions of small objects.
    """
    return table["rows"]


def lake_frame(
    table: dict[str, Any], form: Form, load_id: str = "", table_no: int = 1, first_record: int = 1
) -> "pl.DataFrame":
    """The records as the lake stores them.

    Args:
        table: a table of a check result.
        form: its form's contract.
        load_id: load to name in every row.
        table_no: the table's number in its file, from 1.
        first_record: number of its first record in its file.

    Returns:
        One row a record, columns and types of ``write_lake.schema_of``.

    Raises:
        ingest.write_lake.LakeError: a value is not of its column's type.
    """
    import polars as pl

    from ingest.write_lake import schema_of, stored_values

    rows: Sequence[dict[str, Any]] = table["rows"]
    records = [
        [load_id, table_no, number, table["sheet"], row["row"], *stored_values(form, table, row)]
        for number, row in enumerate(rows, start=first_record)
    ]
    return pl.DataFrame(records, schema=schema_of(form), orient="row")
