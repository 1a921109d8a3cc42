"""What a test reads from the ledger and from the result of a submission."""

import polars as pl

from ingest.home import home
from ingest.ledgers.export_ledger import export_parquet


def export(name):
    export_parquet(home() / "export")
    return pl.read_parquet(home() / "export" / f"{name}.parquet")


def codes(result):
    return [finding["code"] for finding in result.findings]


def statuses(result):
    return [table.status for table in result.tables]


def counting():
    """What counts: (form, commune, quarter) -> the newest load that covers it."""
    frame = (
        export("load_coverage")
        .join(export("load_tables").filter(pl.col("accepted")), on=["load_id", "table_no", "form"])
        .join(export("loads").filter(~pl.col("withdrawn")), on="load_id")
        .sort("load_seq")
    )
    keys = ("form", "commune_code", "period", "load_id")
    return {tuple(row[k] for k in keys[:3]): row["load_id"] for row in frame.to_dicts()}
