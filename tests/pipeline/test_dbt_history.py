"""Two quarters on both sides of the merger of 1 July 2025, the answers worked out by hand.

Before it two districts of Lào Cai report by former units, two of which lie in phường Lào Cai beside
one of another district; the city of Yên Bái reports one figure for the whole city.
"""

from datetime import datetime

import duckdb
import pytest

from tests.pipeline.lake_fixture import LakeBuilder, Table
from tests.pipeline.lake_scenario import BAO_THANG, LAO_CAI, TANG_LOONG, YEN_BAI
from tests.pipeline.reference_fixture import due
from tests.pipeline.run_dbt import run_dbt

pytestmark = pytest.mark.pipeline

BEFORE, AFTER = "2025Q2", "2025Q3"
CITY = "132"  # thành phố Yên Bái
VALUES = """
    select area_code, value, value_state, value_reason, comparability, comparability_reason
    from marts.fct_kpi_values
    where kpi_id = 'CI-01' and period = ? and period_span = 'quarter'
"""


def _visits(period: str, *rows: tuple[str, int]) -> Table:
    found = [
        {
            "commune": commune,
            "inspections": number,
            "employers_inspected": number,
            "employers_violating": 0,
            "violations": 0,
        }
        for commune, number in rows
    ]
    return Table("inspection_summary", period, found)


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory):
    root = tmp_path_factory.mktemp("history")
    builder = LakeBuilder(root)
    on_time: datetime = due(BEFORE, -1)
    # phường Duyên Hải and phường Kim Tân of the city, xã Bản Phiệt of huyện Bảo Thắng
    builder.load("H080", [_visits(BEFORE, (LAO_CAI, 3), (LAO_CAI, 2))], on_time)
    others = _visits(BEFORE, (LAO_CAI, 4), (BAO_THANG, 1), (TANG_LOONG, 5))
    builder.load("H086", [others], on_time)
    # first by unit, then anew as one figure: said twice, counted once
    builder.load("H132", [_visits(BEFORE, (YEN_BAI, 6))], on_time)
    builder.load("H132", [_visits(BEFORE, (CITY, 7))], due(BEFORE), replacement=True)
    for commune, number in ((LAO_CAI, 11), (YEN_BAI, 2)):
        builder.load(f"X{commune}", [_visits(AFTER, (commune, number))], due(AFTER))
    env = builder.write()
    marts = ["+fct_kpi_changes", "+fct_period_status", "+fct_kpi_cells"]
    left_out = ["--exclude-resource-type", "test", "--exclude-resource-type", "unit_test"]
    run_dbt(env, root, "build", "--select", *marts, *left_out)
    with duckdb.connect(env["QHLD_WAREHOUSE_FILE"], read_only=True) as connection:
        yield connection


@pytest.fixture(scope="module")
def before(warehouse):
    return {row[0]: row[1:] for row in warehouse.execute(VALUES, [BEFORE]).fetchall()}


def test_parts_of_two_districts_add_up_in_a_commune(before):
    value, _, _, comparability, reason = before[LAO_CAI]
    assert (value, comparability) == (3 + 2 + 4, "hạn chế")
    assert reason == "trước 01/7/2025: cộng từ 3 đơn vị cũ thuộc Thành phố Lào Cai, Huyện Bảo Thắng"
    assert before[BAO_THANG][0] == 1


def test_a_district_that_told_no_communes_apart_counts_for_itself_and_the_province(before):
    value, state, why, comparability, reason = before[YEN_BAI]
    said = "trước 01/7/2025: Thành phố Yên Bái chỉ báo cáo số chung, không chia theo xã, phường"
    assert (value, state, comparability) == (None, "null", "không")
    assert why == reason == said
    assert before[CITY][0] == 7
    assert before["province"][0] == 3 + 2 + 4 + 1 + 5 + 7


def test_each_cell_is_there_once(warehouse):
    cells = warehouse.execute(
        "select commune_code, sum(value) from marts.fct_kpi_cells"
        " where kpi_id = 'CI-01' and period = ? group by commune_code",
        [BEFORE],
    ).fetchall()
    assert dict(cells) == {LAO_CAI: 9, BAO_THANG: 1, TANG_LOONG: 5, CITY: 7}


def test_a_comparison_across_the_merger_carries_the_flag_and_the_reason(warehouse):
    changes = warehouse.execute(
        "select area_code, base_period, comparability, change_label from marts.fct_kpi_changes"
        " where kpi_id = 'CI-01' and period = ? and comparison = 'previous_quarter'"
        " and area_code in (?, ?)",
        [AFTER, LAO_CAI, YEN_BAI],
    ).fetchall()
    said = {row[0]: row[1:] for row in changes}
    assert said[LAO_CAI] == (BEFORE, "hạn chế", "+2 cuộc (từ 9 lên 11 cuộc)")
    assert said[YEN_BAI][:2] == (BEFORE, "không")
    assert "sắp xếp đơn vị hành chính" in said[YEN_BAI][2]
    assert "Thành phố Yên Bái chỉ báo cáo số chung" in said[YEN_BAI][2]


def test_districts_are_the_units_that_report_before_the_merger(warehouse):
    units = warehouse.execute(
        "select period, expected_units from marts.fct_period_status where period in (?, ?)",
        [BEFORE, AFTER],
    ).fetchall()
    assert dict(units) == {BEFORE: 3, AFTER: 6}
