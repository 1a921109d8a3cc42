"""Every query of the dashboards on a warehouse that dbt built, with usual and with odd inputs."""

import duckdb
import pytest

from tests.pipeline.lake_scenario import LAO_CAI
from tests.unit.odd_inputs import QUERIES, assert_bears_odd_inputs

pytestmark = pytest.mark.pipeline

PROVINCE = {
    "kpi": "CI-01",
    "area": "province",
    "period": "2026Q1",
    "span": "quarter",
    "kind": "commune",
    "comparison": "previous_quarter",
}
COMMUNE = PROVINCE | {"area": LAO_CAI}
# Nothing was published before this build, nobody accepted a warning, no trigger fired, nobody was
# punished, no list names a session.
NOTHING_THERE = {
    "period_footnotes",
    "revisions",
    "revision_summary",
    "revision_loads",
    "hotspot_triggers",
    "penalty_list",
    "outreach_list",
}


@pytest.fixture(scope="module")
def warehouse(env):
    """The finished warehouse of six communes, read only."""
    with duckdb.connect(env["QHLD_WAREHOUSE_FILE"], read_only=True) as connection:
        yield connection


@pytest.mark.parametrize("query", QUERIES)
def test_query_answers_on_the_warehouse(query, warehouse) -> None:
    of_province = assert_bears_odd_inputs(warehouse, query, PROVINCE)
    of_commune = assert_bears_odd_inputs(warehouse, query, COMMUNE)
    assert (query in NOTHING_THERE) != bool(of_province or of_commune)
