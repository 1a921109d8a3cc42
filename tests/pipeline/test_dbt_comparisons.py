"""Comparisons of the hand-made lake, worked out by hand: year to date, targets, ranks."""

import duckdb
import pytest

from tests.pipeline.lake_scenario import LAO_CAI

pytestmark = pytest.mark.pipeline


@pytest.fixture(scope="module")
def warehouse(env):
    """The built warehouse, read-only."""
    with duckdb.connect(env["QHLD_WAREHOUSE_FILE"], read_only=True) as connection:
        yield connection


def test_year_to_date_is_compared_with_the_year_before(warehouse):
    label, comparability = warehouse.execute(
        "select change_label, comparability from marts.fct_kpi_changes "
        "where kpi_id = 'CI-01' and area_code = 'province' and period = '2026Q1' "
        "and comparison = 'year_to_date_last_year'"
    ).fetchone()
    assert label == "không so sánh được: chưa có số liệu luỹ kế đến quý I/2025"
    assert comparability in ("được", "hạn chế")


def test_on_time_share_beside_its_target(warehouse):
    # 3 of 6 communes in 2026Q1; the proposed target is all of them
    row = warehouse.execute(
        "select value, target, gap, target_state, target_id from marts.fct_kpi_targets "
        "where kpi_id = 'DQ-01' and area_code = 'province' and period = '2026Q1'"
    ).fetchone()
    assert row == (50, 100, -50, "chưa đạt", "DQ-01-dx")


def test_every_target_is_of_a_known_indicator_and_area(warehouse):
    assert warehouse.execute(
        "select count(*) from staging.stg_reference__targets as t "
        "left join marts.dim_kpi as k on t.kpi_id = k.kpi_id where k.kpi_id is null "
        "and t.kpi_id not like 'CI-%'"
    ).fetchone() == (0,)


def test_communes_are_ranked_by_sessions_among_their_like(warehouse):
    rows = warehouse.execute(
        "select commune_code, value, province_rank, province_size, band_rank, band_size "
        "from marts.fct_kpi_ranks where kpi_id = 'OE-01' and period = '2025Q3' "
        "and period_span = 'quarter' order by value desc"
    ).fetchall()
    ranks = [row[2] for row in rows]
    values = [row[1] for row in rows]
    assert len(rows) == 6
    assert ranks == [1 + sum(other > value for other in values) for value in values]
    assert {row[3] for row in rows} == {6}
    assert all(row[4] <= row[5] < 6 for row in rows if row[4])


def test_rare_events_are_never_ranked(warehouse):
    assert (
        warehouse.execute(
            "select count(*), count(province_rank) from marts.fct_kpi_ranks "
            "where kpi_id = 'DS-06' and commune_code = ?",
            [LAO_CAI],
        ).fetchone()[1]
        == 0
    )
