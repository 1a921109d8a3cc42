"""A home whose one release holds more quarters than the release it is made from.

For benchmarks of the dashboards, where building so many quarters from workbooks would take longer
than measuring them: rows of the oldest quarters are copied, in SQL, into the quarters before them.
The copies are as many and as wide as real rows; what they say is of no interest.
"""

import json
import shutil
import sys
from datetime import datetime
from pathlib import Path

import duckdb

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from dagster_project.release_content import copy_marts

_DAYS = 91
_COPIED = ("ledger.sqlite", "reference", "published", "sample")
_NTH = "create macro nth_quarter(n) as cast(n // 4 as varchar) || 'Q' || cast(n % 4 + 1 as varchar)"
_SHIFT = """
create macro shifted(quarter, steps) as
    case when regexp_full_match(quarter, '[0-9]{4}Q[1-4]') then nth_quarter(
        cast(quarter[1:4] as int) * 4 + cast(quarter[6] as int) - 1 + steps
    ) else quarter end
"""


def home_with(source: Path, target: Path, quarters: int | None = None) -> int:
    """Make a home with a copy of the release in force, and of what else the pages read.

    Args:
        source: a home with a release.
        target: folder of the new home.
        quarters: quarters with figures that the copy holds; None leaves them as they are.

    Returns:
        How many quarters with figures the copy holds.
    """
    release = (source / "releases" / "current").resolve()
    folder = target / "releases" / release.name
    shutil.copytree(release, folder)
    (target / "releases" / "current").symlink_to(folder.name)
    for name in _COPIED:
        if (source / name).is_dir():
            shutil.copytree(source / name, target / name)
        elif (source / name).exists():
            shutil.copy(source / name, target / name)
    known = [_grow(path, quarters) for path in sorted(folder.glob("*.duckdb"))]
    for path in sorted(folder.glob("*.duckdb")):
        _lay_out(path)
    return max(known)


def _lay_out(warehouse: Path) -> None:
    """Put the rows into the order and groups in which this checkout publishes a release."""
    made = warehouse.with_suffix(".made")
    copy_marts(warehouse, made, "", datetime.now())
    made.replace(warehouse)


def _grow(warehouse: Path, quarters: int | None) -> int:
    with duckdb.connect(str(warehouse)) as connection:
        rows = connection.execute("select distinct period from marts.fct_kpi_values order by 1")
        known = [period for (period,) in rows.fetchall()]
        wanted = (quarters or len(known)) - len(known)
        if wanted <= 0:
            return len(known)
        connection.execute(_NTH)
        connection.execute(_SHIFT)
        for done in range(0, wanted, len(known)):
            copied = known[: min(wanted - done, len(known))]
            back = -(done + len(copied))
            for mart in _marts(connection):
                _copy(connection, mart, copied, back)
        return len(known) + wanted


def _marts(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Tables that hold rows of quarters."""
    rows = connection.execute(
        "select table_name from information_schema.columns where table_schema = 'marts' "
        "and column_name = 'period' order by table_name"
    )
    return [name for (name,) in rows.fetchall()]


def _copy(connection: duckdb.DuckDBPyConnection, mart: str, copied: list[str], back: int) -> None:
    columns = connection.execute(
        "select column_name, data_type from information_schema.columns "
        "where table_schema = 'marts' and table_name = ? order by ordinal_position",
        [mart],
    ).fetchall()
    picked = []
    for name, kind in columns:
        made = f'"{name}"'
        if kind == "VARCHAR" and "period" in name:
            made = f"shifted({made}, {back})"
        elif kind == "DATE":
            made = f"{made} + {back * _DAYS}"
        elif name == "year":
            made = f"cast(shifted(period, {back})[1:4] as {kind})"
        elif name == "quarter":
            made = f"cast(shifted(period, {back})[6] as {kind})"
        picked.append(f'{made} as "{name}"')
    marks = ", ".join("?" * len(copied))
    text = f'select {", ".join(picked)} from marts."{mart}" where period in ({marks})'
    connection.execute(f'insert into marts."{mart}" {text}', copied)


def release_id(home: Path) -> str:
    """Name of a home's release, as its manifest gives it."""
    manifest = home / "releases" / "current" / "manifest.json"
    return json.loads(manifest.read_text("utf-8"))["release_id"]
