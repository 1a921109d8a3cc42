"""Every query of the dashboards on a warehouse that dbt built, with usual and with odd inputs.

On the file for outsiders those run unmodified that make sense there; the others find no table.
"""

import re
from pathlib import Path

import duckdb
import pytest

from dagster_project.release_content import copy_external, mart_tables
from dashboards.release_reader import load_query
from tests.dashboards.odd_inputs import QUERIES, ask, assert_bears_odd_inputs
from tests.pipeline.lake_scenario import LAO_CAI

pytestmark = pytest.mark.pipeline

PROVINCE = {
    "kpi": "CI-01",
    "area": "province",
    "period": "2026Q1",
    "span": "quarter",
    "kind": "commune",
    "comparison": "previous_quarter",
    "load": "",
    "base": "2025Q4",
}
COMMUNE = PROVINCE | {"area": LAO_CAI}
# Nothing was published before this build, nobody accepted a warning, no trigger fired, nobody was
# punished, no list names a session, no inspection required anything, no form states a luỹ kế that
# is not the sum of its quarters.
NOTHING_THERE = {
    "period_footnotes",
    "revisions",
    "revision_summary",
    "revision_files",
    "revision_loads",
    "hotspot_triggers",
    "latest_revisions",
    "penalty_list",
    "outreach_list",
    "requirements_by_state",
    "stated_year_to_date",
}
# What makes sense outside: the indicators, their changes, targets, ranks and parts, and areas.
OUTSIDE = {
    "area_members", "area_series", "areas", "assessment_counts", "breakdown_dimensions",
    "class_limits", "commune_codes", "commune_profile", "commune_ranks", "commune_values",
    "kpi_breakdowns", "kpi_changes", "kpi_dictionary", "kpi_distribution", "kpi_histogram",
    "kpi_list", "kpi_spans", "kpi_value", "kpis", "outreach_plan", "periods", "ranks", "scorecard",
    "targets", "top_changes", "top_movers", "year_to_date",
}  # fmt: skip
EXTERNAL_TABLES = {
    "bridge_area_members", "dim_area", "dim_commune", "dim_kpi", "dim_period",
    "fct_kpi_breakdowns", "fct_kpi_changes", "fct_kpi_ranks", "fct_kpi_targets", "fct_kpi_values",
    "fct_period_status",
}  # fmt: skip
# Who reported, the cells behind a number, events, hot spots, revisions, signed reasons stay inside.
INTERNAL = {
    query
    for query in QUERIES
    if set(re.findall(r"\bmarts\.(\w+)", load_query(query)[0])) - EXTERNAL_TABLES
}
# What says why a value is withheld, where it comes from, or who sent it.
NEVER_OUTSIDE = {"withheld_by", "withheld_measures", "load_id", "cell", "agency_code", "file_name"}


@pytest.fixture(scope="module")
def warehouse(env):
    """The finished warehouse of six communes, read only."""
    with duckdb.connect(env["QHLD_WAREHOUSE_FILE"], read_only=True) as connection:
        yield connection


@pytest.fixture(scope="module")
def event(warehouse) -> dict[str, str]:
    """An event that the warehouse has; its name holds the hash of a load."""
    named = warehouse.execute("select min(event_id) from marts.fct_disputes").fetchone()[0]
    return {"event": named}


@pytest.mark.parametrize("query", QUERIES)
def test_query_answers_on_the_warehouse(query, warehouse, event) -> None:
    of_province = assert_bears_odd_inputs(warehouse, query, PROVINCE | event)
    of_commune = assert_bears_odd_inputs(warehouse, query, COMMUNE | event)
    assert (query in NOTHING_THERE) != bool(of_province or of_commune)


def test_two_quarters_of_free_choice_are_compared_as_the_mart_compares_them(warehouse) -> None:
    names = ("kind", "label", "assessment", "comparability", "abs", "pct")
    stated = warehouse.execute(
        "select kpi_id, period, base_period, period_span, area_code, change_kind, change_label, "
        "assessment, comparability, change_abs, change_pct from marts.fct_kpi_changes where "
        "base_value is not null and comparison <> 'previous_quarter' or change_abs is not null"
    ).fetchall()
    assert {row[5] for row in stated} >= {"absolute", "none", "points"}
    answers: dict[tuple, dict[str, dict]] = {}
    for row in stated:
        asked, area = row[:4], row[4]
        if asked not in answers:
            inputs = dict(zip(("kpi", "period", "base", "span"), asked, strict=True))
            columns, rows = ask(warehouse, "two_quarters", inputs)
            found = [dict(zip((c for c, _ in columns), r, strict=True)) for r in rows]
            answers[asked] = {one["area_code"]: one for one in found}
        pair = answers[asked][area]
        assert [pair[f"pair_{name}"] for name in names] == list(row[5:]), row


@pytest.fixture(scope="module")
def outside(env, tmp_path_factory):
    """The file for outsiders that a release of this warehouse would have, read only."""
    folder = tmp_path_factory.mktemp("outside")
    path = folder / "external.duckdb"
    copy_external(Path(env["QHLD_WAREHOUSE_FILE"]), path, folder / "withheld.parquet")
    with duckdb.connect(str(path), read_only=True) as connection:
        yield connection


def test_each_query_is_for_outsiders_or_reads_what_they_do_not_get() -> None:
    assert set(QUERIES) - INTERNAL >= OUTSIDE


@pytest.mark.parametrize("query", QUERIES)
def test_query_on_the_external_file(query, warehouse, outside, event) -> None:
    if query in INTERNAL:
        with pytest.raises(duckdb.CatalogException, match="does not exist"):
            ask(outside, query, PROVINCE | event)
    else:
        assert ask(outside, query, PROVINCE)[0] == ask(warehouse, query, PROVINCE)[0]
        assert ask(outside, query, PROVINCE)[1] or ask(outside, query, COMMUNE)[1]


def test_outsiders_get_no_restricted_indicator_no_reason_and_no_lineage(outside) -> None:
    database = outside.execute("select current_database()").fetchone()[0]
    assert set(mart_tables(outside, database)) == EXTERNAL_TABLES
    columns = outside.execute("select distinct column_name from information_schema.columns")
    assert not {name for (name,) in columns.fetchall()} & NEVER_OUTSIDE
    for table in sorted(EXTERNAL_TABLES - {"dim_area", "dim_commune", "dim_period"}):
        if "kpi" in table:
            restricted = f"select count(*) from marts.{table} where kpi_id like 'EW-%'"
            assert outside.execute(restricted).fetchone() == (0,), table
    # one sentence for all, whatever withholds a value
    reasons = outside.execute(
        "select distinct value_reason from marts.fct_kpi_values "
        "where value_reason like 'không công bố%'"
    ).fetchall()
    assert len(reasons) == 1
    commune_parts = "select count(*) from marts.fct_kpi_breakdowns where commune_code <> '15'"
    assert outside.execute(commune_parts).fetchone() == (0,)
