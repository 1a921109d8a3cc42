"""How rows lie in the file of a release: a question about one quarter reads its rows alone."""

import json
from datetime import datetime

import duckdb
import pytest

from dagster_project.release_content import copy_marts

QUARTERS, AREAS, KPIS = 12, 100, 20
GROUP = 4096
WHOLE = QUARTERS * AREAS * KPIS * 2


@pytest.fixture
def made(tmp_path):
    """A release's file made of a build whose rows lie in no order."""
    build = tmp_path / "warehouse.duckdb"
    with duckdb.connect(str(build)) as connection:
        connection.execute("create schema marts")
        connection.execute(
            "create table marts.fct_kpi_values as select 'K' || (k.range + 10) as kpi_id, "
            "'A' || a.range as area_code, 'P' || (q.range + 10) as period, "
            f"s.span as period_span, 1.5 as value from range({KPIS}) as k, range({AREAS}) as a, "
            f"range({QUARTERS}) as q, (values ('quarter'), ('year_to_date')) as s(span) "
            "order by hash(k.range * 1000 + a.range + q.range)"
        )
    copy_marts(build, tmp_path / "internal.duckdb", "r1", datetime(2026, 10, 1))
    with duckdb.connect(str(tmp_path / "internal.duckdb"), read_only=True) as connection:
        yield connection


def test_all_rows_are_there(made) -> None:
    assert made.execute("select count(*) from marts.fct_kpi_values").fetchone() == (WHOLE,)


def test_rows_stand_in_groups_of_which_least_and_largest_are_known(made) -> None:
    largest, groups = made.execute(
        "select max(count), count(distinct row_group_id) "
        "from pragma_storage_info('marts.fct_kpi_values') where segment_type = 'VARCHAR'"
    ).fetchone()
    assert largest <= GROUP
    assert groups >= WHOLE // GROUP


def test_a_question_about_a_quarter_skips_the_other_groups(made) -> None:
    plan = made.execute(
        "explain (analyze, format json) select sum(value) from marts.fct_kpi_values "
        "where period = 'P15' and period_span = 'quarter'"
    ).fetchall()[0][1]
    scanned = _scanned(json.loads(plan))
    assert AREAS * KPIS <= scanned <= 2 * GROUP


def _scanned(step: dict) -> int:
    """Most rows that a step of a plan, or one below it, read."""
    below = [_scanned(one) for one in step.get("children", [])]
    return max([step.get("operator_rows_scanned", 0), *below])
