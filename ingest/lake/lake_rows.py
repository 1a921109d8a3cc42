"""The rows of a load, read back from the lake as the check result had them."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from ingest.contracts.contract import Form
from ingest.home import loads_dir


def read_lake_rows(load_id: str, form: Form) -> Iterator[tuple[int, dict[str, Any]]]:
    """Rows of one form of a load.

    Args:
        load_id: the load.
        form: the form's present contract; columns that the load was stored without are absent.

    Yields:
        Number of the table in its file, and the values by column (dates in ISO spelling, the
        quarter of record or table as ``period``).
    """
    import polars as pl  # late: only where something stands already is there anything to read

    path = loads_dir() / load_id / f"{form.id}.parquet"
    if not path.exists():
        return
    frame = pl.read_parquet(path)
    columns = [name for name in form.stored_columns if name in frame.columns]
    wanted = list(dict.fromkeys(["table_no", "period", *columns]))
    for row in frame.select(wanted).iter_rows(named=True):
        table_no = row.pop("table_no")
        yield (
            table_no,
            {
                name: value.isoformat() if isinstance(value, date) else value
                for name, value in row.items()
            },
        )
