"""The first rows that a failed dbt test found, so that a message can say where."""

from pathlib import Path

import duckdb

from dagster_project.warehouse_build import WAREHOUSE
from ingest.connect_duckdb import connect

MOST = 3
# What names a place and is no text that somebody wrote: a message may leave the machine
_TOLD = {
    "correction_id": "hiệu chỉnh",
    "load_id": "lần nạp",
    "table_no": "bảng số",
    "form": "biểu",
    "agency_code": "đơn vị",
    "cell": "ô",
    "column_name": "cột",
    "kpi_id": "chỉ tiêu",
    "area_code": "địa bàn",
    "commune_code": "xã, phường",
    "period": "quý",
    "period_span": "kỳ",
}


def failing_rows(build: Path, result: dict) -> list[str]:
    """Say which rows a failed test found, by the columns that tell a place.

    Args:
        build: folder of the build, its warehouse closed by its writer.
        result: of the test, in dbt's ``run_results.json``.

    Returns:
        At most ``MOST`` rows and how many more there are; none where the test named no place or the
        warehouse cannot be asked any more.
    """
    sql, count = result.get("compiled_code"), result.get("failures") or 0
    if not sql or not (build / WAREHOUSE).is_file():
        return []
    try:
        with connect(build / WAREHOUSE, read_only=True) as connection:
            found = connection.execute(f"select * from ({sql}) as found limit {MOST}")
            columns = [column[0] for column in found.description]
            rows = [dict(zip(columns, row, strict=True)) for row in found.fetchall()]
    except duckdb.Error:
        return []
    said = [_row(row) for row in rows]
    more = count - len(said)
    return [*filter(None, said), *([f"và {more} dòng khác"] if more > 0 and any(said) else [])]


def _row(row: dict) -> str:
    told = [f"{words} {row[name]}" for name, words in _TOLD.items() if row.get(name) is not None]
    return ", ".join(told) + (f": {row['why']}" if row.get("why") else "")
