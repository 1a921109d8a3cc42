"""What a viewer may see of a release: decided here once, before any question is asked.

A release is opened for a scope. A scope that holds less than everything sees the marts through
views: rows of other communes are not there for any query, chart, table, download or drawer,
whatever the browser sends. A mart that is new and that no rule here knows is closed.
"""

import re
from dataclasses import dataclass
from pathlib import Path

import duckdb

# Sums over communes that every officer may read; an industrial zone often lies in one commune,
# so its figures are those of that commune
AGGREGATE_KINDS = ("province", "former_province", "former_district")
RESTRICTED_MARTS = "fct_hotspot_"
# Marts without a commune or area whose rows are about the province, the calendar or the catalogue
OPEN_MARTS = frozenset(
    {"dim_kpi", "dim_period", "bridge_span_periods", "fct_period_status", "fct_period_footnotes"}
)
# Rows about a department and no commune: which of its forms came, for everybody who sends some
WITH_DEPARTMENTS = frozenset({"fct_reporting_status"})
_CODE = re.compile(r"[0-9A-Za-z_]{1,20}")


@dataclass(frozen=True)
class Scope:
    """The part of a release that somebody may see.

    Attributes:
        communes: codes of the communes whose rows are seen beside the sums; None is all.
        hotspots: whether the warning scores (KPIs of class ``restricted``) are seen.
        audience: ``internal``, or ``external`` for the disclosure-safe file.
    """

    communes: frozenset[str] | None = None
    hotspots: bool = True
    audience: str = "internal"

    @property
    def is_whole(self) -> bool:
        """True where nothing is left out."""
        return self.communes is None and self.hotspots


EVERYTHING = Scope()


def make_views(connection: duckdb.DuckDBPyConnection, scope: Scope) -> None:
    """Make a schema ``marts`` of filtered views over the attached database ``release``.

    Args:
        connection: an in-memory database with the release attached.
        scope: what may be seen.

    Raises:
        ValueError: a commune code that is none.
    """
    if scope.communes is not None and not all(_CODE.fullmatch(c) for c in scope.communes):
        raise ValueError(f"not commune codes: {sorted(scope.communes)}")
    columns: dict[str, set[str]] = {}
    for mart, column in connection.execute(
        "select table_name, column_name from information_schema.columns "
        "where table_catalog = 'release' and table_schema = 'marts'"
    ).fetchall():
        columns.setdefault(mart, set()).add(column)
    connection.execute("create schema marts")
    for mart, names in sorted(columns.items()):
        condition = " and ".join(_conditions(mart, names, scope)) or "true"
        connection.execute(
            f'create view marts."{mart}" as select * from release.marts."{mart}" where {condition}'
        )


def add_empty_marts(connection: duckdb.DuckDBPyConnection, internal: Path) -> None:
    """Let the marts that outsiders do not get stand there, without a row: questions name them.

    Only the names and types of columns are read from the internal file, which is closed again.

    Args:
        connection: an in-memory database with the external file attached as ``release`` and the
            views of ``make_views``.
        internal: the release's internal file.
    """
    path = str(internal).replace("'", "''")
    connection.execute(f"attach '{path}' as whole (read_only)")
    absent: dict[str, list[str]] = {}
    for mart, column, kind in connection.execute(
        "select table_name, column_name, data_type from information_schema.columns "
        "where table_catalog = 'whole' and table_schema = 'marts' and table_name not in ("
        "select t.table_name from information_schema.tables as t "
        "where t.table_catalog = 'release' and t.table_schema = 'marts') "
        "order by ordinal_position"
    ).fetchall():
        absent.setdefault(mart, []).append(f'"{column}" {kind}')
    connection.execute("detach whole")
    for mart, columns in sorted(absent.items()):
        connection.execute(f'create table marts."{mart}" ({", ".join(columns)})')


def _conditions(mart: str, names: set[str], scope: Scope) -> list[str]:
    """SQL conditions that a mart's rows must meet to be seen."""
    conditions = []
    if not scope.hotspots:
        if mart.startswith(RESTRICTED_MARTS):
            return ["false"]
        if "kpi_id" in names:
            conditions.append(
                "kpi_id not in (select k.kpi_id from release.marts.dim_kpi as k "
                "where k.disclosure_class = 'restricted')"
            )
    if scope.communes is None or mart in OPEN_MARTS:
        return conditions
    own = ", ".join(f"'{code}'" for code in sorted(scope.communes)) or "null"
    kinds = ", ".join(f"'{kind}'" for kind in AGGREGATE_KINDS)
    by_place = [f"{name} in ({own})" for name in ("commune_code", "member_code") if name in names]
    if mart in WITH_DEPARTMENTS:
        by_place = [f"({by_place[0]} or commune_code is null)"]
    if "area_kind" in names:
        by_place.append(f"(area_kind in ({kinds}) or area_code in ({own}))")
    elif "area_code" in names:
        by_place.append(
            f"(area_code in ({own}) or area_code in (select a.area_code "
            f"from release.marts.dim_area as a where a.area_kind in ({kinds})))"
        )
    return conditions + (by_place or ["false"])
