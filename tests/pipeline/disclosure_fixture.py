"""Made-up values through the real models of `external`: what would an outsider get to see?"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import duckdb

from tests.pipeline.attacker import QUARTERS, quarters_of

MODELS = (
    "ext_families",
    "ext_measures",
    "ext_areas",
    "ext_withheld_areas",
    "ext_frozen_quarters",
    "ext_withheld_values",
    "ext_kpi_values",
)
JOURNAL = "staging.stg_ledger__published_external"
FAMILIES = "staging.disclosure_families"
CONTRIBUTIONS = "disclosure.ext_contributions"
SPANS = ("quarter", "year_to_date", "rolling_4_quarters")


def made_up_tree() -> tuple[dict[str, list[str]], list[tuple]]:
    """Area -> its communes (three of each of four districts), and the areas."""
    tree: dict[str, list[str]] = {}
    areas = {("province", "province", None, None)}
    for former in ("A", "B"):
        for district in (f"{former}1", f"{former}2"):
            areas |= {(former, "former_province", None, None)}
            areas |= {(district, "former_district", former, None)}
            for commune in (f"{district}{number}" for number in (1, 2, 3)):
                areas.add((commune, "commune", former, district))
                for area in ("province", former, district, commune):
                    tree.setdefault(area, []).append(commune)
    return tree, sorted(areas, key=str)


def spread(tree: dict, atoms: dict, upto: str = QUARTERS[-1], is_mean: bool = False) -> dict:
    """Every value that areas and spans make of the parts: (area, period, span) -> number.

    Args:
        tree: area -> its parts.
        atoms: (part, quarter) -> amount; what is not there adds nothing.
        upto: the last quarter.
        is_mean: a span has the mean of its quarters.
    """
    found = {}
    for area, parts in tree.items():
        for period in QUARTERS[: QUARTERS.index(upto) + 1]:
            for span in SPANS:
                quarters = quarters_of(period, span)
                total = sum(atoms.get((part, q), 0) for part in parts for q in quarters)
                found[area, period, span] = total / len(quarters) if is_mean else total
    return found


@dataclass
class Publisher:
    """A copy of the hand-made warehouse, whose values are replaced by made-up ones.

    Attributes:
        connection: to the copy.
        manifest: dbt's, for the compiled models.
        tree: area -> its communes.
    """

    connection: duckdb.DuckDBPyConnection
    manifest: dict
    tree: dict[str, list[str]]

    @classmethod
    def on(cls, connection: duckdb.DuckDBPyConnection, manifest: dict) -> "Publisher":
        """Take a copy of a finished warehouse and put the made-up areas into it."""
        run = connection.execute
        for name, table in {
            "empty_values": "marts.fct_kpi_values",
            "nothing": JOURNAL,
            "no_contributions": CONTRIBUTIONS,
        }.items():
            run(f"create table {name} as from {table} where false")
        run(f"create table all_families as from {FAMILIES}")
        run(f"drop view {JOURNAL}; delete from marts.dim_area; delete from marts.fct_kpi_cells")
        tree, areas = made_up_tree()
        publisher = cls(connection, manifest, tree)
        publisher._insert(
            "marts.dim_area",
            "$1 as area_code, $2 as area_kind, $1 as area_name, $1 as short_name, "
            "$3 as former_province_code, $4 as former_district_code, 1 as sort_order",
            areas,
        )
        return publisher

    def publish(
        self,
        values: dict[str, tuple[dict, dict | None]],
        journal: Path | None = None,
        contributions: Iterable[tuple] = (),
        linked: bool = True,
    ) -> dict[tuple, str | None]:
        """Run the models on the values.

        Args:
            values: indicator -> its numerators and denominators, each (area, period, span) ->
                number.
            journal: Parquet file of what outsiders were shown before.
            contributions: (kpi_id, role, area, period, span, contributors, largest, total).
            linked: False as if no indicator were computed from another.

        Returns:
            (kpi_id, area, period, span) -> the rule by which it is withheld, None where shown.
        """
        self._write_values(values)
        run = self.connection.execute
        run(f"create or replace table {JOURNAL} as from nothing")
        if journal:
            run(f"insert into {JOURNAL} by name from read_parquet('{journal}')")
        run(f"create or replace table {FAMILIES} as from all_families where {linked}")
        run(f"create or replace table {CONTRIBUTIONS} as from no_contributions")
        self._insert(
            CONTRIBUTIONS,
            "$1 as kpi_id, $2 as role, $3 as area_code, $4 as period, 'BCDK' as period_calendar, "
            "$5 as period_span, $6 as contributors, $7 as largest, $8 as total",
            list(contributions),
        )
        for name in MODELS:
            node = self.manifest["nodes"][f"model.qhld.{name}"]
            run(f"create or replace table {node['relation_name']} as {node['compiled_code']}")
        rows = run(
            "select kpi_id, area_code, period, period_span, withheld_by "
            "from disclosure.ext_withheld_values"
        ).fetchall()
        return {tuple(key): rule for *key, rule in rows}

    def _write_values(self, values: dict[str, tuple[dict, dict | None]]) -> None:
        run = self.connection.execute
        kinds = dict(run("select area_code, area_kind from marts.dim_area").fetchall())
        rows = [
            (kpi, key[0], kinds[key[0]], *key[1:], number, below[key] if below else None)
            for kpi, (above, below) in values.items()
            for key, number in above.items()
        ]
        run("create or replace table marts.fct_kpi_values as from empty_values")
        self._insert(
            "marts.fct_kpi_values",
            "$1 as kpi_id, $2 as area_code, $3 as area_kind, $4 as period, "
            "'BCDK' as period_calendar, $5 as period_span, $6::double / coalesce($7::double, 1) "
            "as value, $6::double as numerator, $7::double as denominator, "
            "'value' as value_state, false as is_partial, false as is_small_number, "
            "'được' as comparability, 1 as reporting_units, 1 as expected_units",
            rows,
        )

    def _insert(self, table: str, columns: str, rows: list[tuple]) -> None:
        """Insert rows at once: `columns` names them $1, $2, …"""
        if rows:
            lists = [list(column) for column in zip(*rows, strict=True)]
            fields = ", ".join(f"unnest(${n}) as c{n}" for n in range(1, len(lists) + 1))
            named = columns.replace("$", "c")
            self.connection.execute(
                f"insert into {table} by name select {named} from (select {fields})", lists
            )

    def shown(self, kpi: str, number: str) -> dict[tuple, float]:
        """What the external table shows: (area, period, span) -> numerator or denominator."""
        rows = self.connection.execute(
            f"select area_code, period, period_span, {number} from external.fct_kpi_values "
            f"where kpi_id = ? and {number} is not null",
            [kpi],
        ).fetchall()
        return {tuple(key): value for *key, value in rows}
