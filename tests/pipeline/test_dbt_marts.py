"""The warehouse built from a lake whose answers are worked out by hand in the comments here."""

import duckdb
import pytest

from tests.pipeline.lake_scenario import (
    BAO_THANG,
    LAO_CAI,
    SA_PA,
    TANG_LOONG,
    YEN_BAI,
    YEN_BINH,
)
from tests.pipeline.run_dbt import run_dbt

pytestmark = pytest.mark.pipeline

MARTS = (
    "dim_area",
    "dim_commune",
    "dim_period",
    "bridge_area_members",
    "bridge_kpi_members",
    "bridge_span_periods",
    "dim_kpi",
    "fct_kpi_values",
    "fct_kpi_changes",
    "fct_kpi_cells",
    "fct_reporting_status",
    "fct_period_status",
)
# indicator -> quarter -> numerator, denominator, communes that count
PROVINCE = {
    # 10+2+0+1+5; 14 after the replacement +0+3+1+5+1; 15+1+2 of the list (not 3) +0+4
    "CI-01": {"2025Q3": (18, None, 5), "2025Q4": (24, None, 6), "2026Q1": (22, None, 5)},
    # a share is the sum of numerators over the sum of denominators: 11/36, 14/48, then
    # Tằng Loỏng by its list 2 of 3, not 2 of 8: 16/43
    "CI-04": {"2025Q3": (11, 36, 5), "2025Q4": (14, 48, 6), "2026Q1": (16, 43, 5)},
    "CI-06": {
        "2025Q3": (73_000_000, None, 5),
        "2025Q4": (100_000_000, None, 6),
        "2026Q1": (135_000_000, None, 5),
    },
    # three cases stand after the replacement; 3 of Lào Cai and the department's two, of which
    # no commune knows: a case that reached one agency only is a case all the same
    "DS-01": {"2025Q3": (0, None, 6), "2025Q4": (3, None, 6), "2026Q1": (5, None, 5)},
    # by closing date: in 2026Q1 one case received the quarter before, and one of its own
    "DS-03": {"2025Q3": (0, 0, 6), "2025Q4": (1, 2, 6), "2026Q1": (1, 2, 5)},
    # no log says when the mediator received a case: without mediations none was due, and where
    # Lào Cai had some, nobody can tell
    "DS-04": {"2025Q3": (0, 0, 6), "2025Q4": (0, 0, 5), "2026Q1": (0, 0, 4)},
    # closed only in January; two of Công ty G and the department's two
    "DS-05": {"2025Q3": (0, None, 6), "2025Q4": (1, None, 6), "2026Q1": (4, None, 5)},
    # the stoppage in both logs once, the strike only in the dispute log once
    "DS-06": {"2025Q3": (0, None, 6), "2025Q4": (0, None, 6), "2026Q1": (2, None, 5)},
    "DS-07": {"2025Q3": (0, None, 6), "2025Q4": (0, None, 6), "2026Q1": (160, None, 5)},
    # neither stoppage of Tằng Loỏng has days or an end: its number is missing, not 0
    "DS-08": {"2025Q3": (0, None, 6), "2025Q4": (0, None, 6), "2026Q1": (0, None, 4)},
    # one stoppage without hours, and a strike: nothing to measure
    "DS-10": {"2025Q3": (0, 0, 6), "2025Q4": (0, 0, 6), "2026Q1": (0, 0, 5)},
    # the empty log of sessions of Tằng Loỏng decides over the 4 sessions of its summary
    "OE-01": {"2025Q3": (23, None, 6), "2025Q4": (23, None, 6), "2026Q1": (18, None, 5)},
    # 2025Q4 without Bảo Thắng, whose cell is blank
    "OE-02": {"2025Q3": (1900, None, 6), "2025Q4": (1820, None, 5), "2026Q1": (1480, None, 5)},
    # closing stock alone: 500+30+800+0+320+20; then means: Lào Cai (500+550)/2,
    # Tằng Loỏng (800+1000)/2
    "OE-03": {"2025Q3": (1900, 1670, 6), "2025Q4": (1820, 1640, 5), "2026Q1": (1480, 1775, 5)},
    # Yên Bình lacks a form; Yên Bái late; then Bảo Thắng lacks one, Yên Bái late, Yên Bình none
    "DQ-01": {"2025Q3": (5, 6, 6), "2025Q4": (5, 6, 6), "2026Q1": (3, 6, 6)},
    # one first attempt of 30 sent back; then four of 30, two lists among them
    "DQ-03": {"2025Q3": (29, 29, 6), "2025Q4": (29, 30, 6), "2026Q1": (26, 30, 6)},
}


@pytest.fixture(scope="module")
def warehouse(env: dict[str, str]):
    """The built warehouse, read-only."""
    with duckdb.connect(env["QHLD_WAREHOUSE_FILE"], read_only=True) as connection:
        yield connection


def _facts(warehouse, kpi: str, area: str, period: str, span: str = "quarter") -> dict:
    found = warehouse.execute(
        "select * from marts.fct_kpi_values where kpi_id = ? and area_code = ? and period = ? "
        "and period_span = ?",
        [kpi, area, period, span],
    )
    names = [column[0] for column in found.description]
    (row,) = found.fetchall()
    return dict(zip(names, row, strict=True))


@pytest.mark.parametrize("kpi", PROVINCE)
def test_province_matches_the_hand_calculation(warehouse, kpi):
    for period, (numerator, denominator, units) in PROVINCE[kpi].items():
        fact = _facts(warehouse, kpi, "province", period)
        assert (fact["numerator"], fact["denominator"], fact["reporting_units"]) == (
            numerator,
            denominator,
            units,
        ), period
        assert fact["expected_units"] == 6
        if denominator == 0:
            assert (fact["value"], fact["value_state"]) == (None, "na")
        elif denominator is None:
            assert fact["value"] == numerator
        else:
            assert fact["value"] == pytest.approx(100 * numerator / denominator)


@pytest.mark.parametrize(
    ("kpi", "area", "period", "state", "value", "reason"),
    [
        ("CI-01", YEN_BINH, "2025Q3", "null", None, "chưa có báo cáo"),
        ("CI-01", TANG_LOONG, "2025Q3", "value", 0, None),
        ("CI-04", TANG_LOONG, "2025Q3", "na", None, "không có đơn vị nào được kiểm tra trong kỳ"),
        ("CI-04", SA_PA, "2025Q4", "value", 0, None),
        ("OE-02", BAO_THANG, "2025Q4", "null", None, "báo cáo để trống số liệu này"),
        ("DS-01", YEN_BINH, "2026Q1", "null", None, "chưa có báo cáo (bản đã gửi bị trả lại)"),
        ("DS-01", YEN_BAI, "2026Q1", "value", 0, None),
        ("DS-01", BAO_THANG, "2026Q1", "value", 1, None),
        ("DS-01", LAO_CAI, "2026Q1", "value", 4, None),
        ("DS-04", LAO_CAI, "2026Q1", "null", None, "báo cáo để trống số liệu này"),
        ("DS-06", TANG_LOONG, "2026Q1", "value", 2, None),
        ("OE-03", SA_PA, "2025Q4", "na", None, None),
        ("DQ-01", YEN_BINH, "2026Q1", "value", 0, None),
    ],
)
def test_null_zero_and_na_are_three_things(warehouse, kpi, area, period, state, value, reason):
    fact = _facts(warehouse, kpi, area, period)
    assert (fact["value_state"], fact["value"]) == (state, value)
    if reason:
        assert fact["value_reason"] == reason
    assert (fact["value_reason"] is None) == (state == "value")


@pytest.mark.parametrize(
    ("kpi", "area", "period", "span", "numerator", "denominator", "reported", "expected"),
    [
        # the quarters of PROVINCE: 18 + 24, then 18 + 24 + 22; 2025 has its last two quarters only
        ("CI-01", "province", "2025Q4", "year_to_date", 42, None, 11, 12),
        ("CI-01", "province", "2025Q4", "year", 42, None, 11, 12),
        ("CI-01", "province", "2026Q1", "year_to_date", 22, None, 5, 6),
        ("CI-01", "province", "2026Q1", "rolling_4_quarters", 64, None, 16, 18),
        # Lào Cai 14, Bảo Thắng 0, Tằng Loỏng 3, Sa Pa 1; Yên Bái 5, Yên Bình 1
        ("CI-01", "cu10", "2025Q4", "quarter", 18, None, 4, 4),
        ("CI-01", "cu15", "2025Q4", "quarter", 6, None, 2, 2),
        ("CI-01", "086", "2025Q4", "quarter", 3, None, 2, 2),
        ("CI-04", "cu10", "2025Q4", "quarter", 10, 37, 4, 4),
        ("CI-01", YEN_BINH, "2026Q1", "rolling_4_quarters", 1, None, 1, 3),
        # attendances 400 a quarter, none in 2026Q1; workers 800, 800, then (800 + 1000) / 2
        ("OE-03", TANG_LOONG, "2026Q1", "rolling_4_quarters", 800, 2500 / 3, 3, 3),
    ],
)
def test_areas_and_spans_match_the_hand_calculation(
    warehouse, kpi, area, period, span, numerator, denominator, reported, expected
):
    fact = _facts(warehouse, kpi, area, period, span)
    assert fact["numerator"] == numerator
    assert fact["denominator"] == pytest.approx(denominator)
    assert (fact["reporting_units"], fact["expected_units"]) == (reported, expected)
    whole = span == "quarter" or (span == "year_to_date" and period.endswith("Q1"))
    assert fact["is_partial"] == (not whole or reported < expected)


def test_a_year_ends_with_its_fourth_quarter(warehouse):
    periods = warehouse.execute(
        "select distinct period from marts.fct_kpi_values where period_span = 'year'"
    ).fetchall()
    assert periods == [("2025Q4",)]


@pytest.mark.parametrize(
    ("kpi", "area", "period", "state", "numerator", "denominator"),
    [
        # three employers of the list over the one of the register: above 100 and not cut
        ("CI-02", TANG_LOONG, "2026Q1", "value", 3, 1),
        ("CI-02", LAO_CAI, "2026Q1", "null", None, None),
        # a list without requirements; no register of decisions
        ("CI-05", TANG_LOONG, "2026Q1", "na", 0, 0),
        ("CI-07", TANG_LOONG, "2026Q1", "null", None, None),
        # stated for the province alone; officers are known for 2026 only
        ("CI-08", "province", "2026Q1", "na", 0, 0),
        ("CI-09", "province", "2026Q1", "value", 4.5, 1775),
        ("CI-09", "province", "2025Q4", "null", None, None),
    ],
)
def test_indicators_of_inspections(warehouse, kpi, area, period, state, numerator, denominator):
    fact = _facts(warehouse, kpi, area, period)
    told = (fact["value_state"], fact["numerator"], fact["denominator"])
    assert told == (state, numerator, denominator)


def test_comparability_follows_the_merger_and_the_first_register(warehouse):
    assert _facts(warehouse, "CI-01", "province", "2025Q3")["comparability"] == "hạn chế"
    assert _facts(warehouse, "CI-01", LAO_CAI, "2025Q3")["comparability"] == "hạn chế"
    assert _facts(warehouse, "OE-03", LAO_CAI, "2025Q4")["comparability"] == "được"


def test_small_numbers_are_marked(warehouse):
    assert _facts(warehouse, "CI-04", YEN_BAI, "2026Q1")["is_small_number"]  # 4 of 8
    assert not _facts(warehouse, "CI-04", LAO_CAI, "2026Q1")["is_small_number"]  # 9 of 30
    assert not _facts(warehouse, "CI-01", BAO_THANG, "2026Q1")["is_small_number"]  # a count


@pytest.mark.parametrize(
    ("kpi", "label", "assessment"),
    [
        ("CI-01", "▼ 8,3 %", "neutral"),
        ("CI-04", "+8,0 điểm phần trăm", "neutral"),
        ("CI-06", "▲ 35,0 %", "neutral"),
        ("DS-01", "+2 vụ (từ 3 lên 5 vụ)", "neutral"),
        ("DS-06", "phát sinh mới", "bad"),
        ("OE-01", "▼ 21,7 %", "bad"),
        ("DQ-01", "−33,3 điểm phần trăm (từ 5/6 thành 3/6)", "bad"),
    ],
)
def test_changes_against_the_quarter_before(warehouse, kpi, label, assessment):
    change = warehouse.execute(
        "select change_label, assessment from marts.fct_kpi_changes where kpi_id = ? "
        "and area_code = 'province' and period = '2026Q1' and comparison = 'previous_quarter'",
        [kpi],
    ).fetchone()
    if kpi == "DS-01":
        assert change[0] == label  # more disputes reported may mean better recording
    else:
        assert change == (label, assessment)


def test_a_year_before_the_merger_is_no_base_for_communes(warehouse):
    change = warehouse.execute(
        "select change_label, comparability from marts.fct_kpi_changes where kpi_id = 'CI-01' "
        "and area_code = ? and period = '2026Q1' and comparison = 'same_quarter_last_year'",
        [LAO_CAI],
    ).fetchone()
    assert change == (
        "không so sánh được: không có số liệu so sánh do sắp xếp đơn vị hành chính",
        "không",
    )


def test_lineage_leads_to_the_cells_of_the_replacement(warehouse):
    rows = warehouse.execute(
        'select load_id, sheet, cell, "row", column_name, value from marts.fct_kpi_cells '
        "where kpi_id = 'CI-01' and commune_code = ? and period = '2025Q4'",
        [LAO_CAI],
    ).fetchall()
    # the 13th load; commune is column B, inspections column C; the first data row is 8
    assert rows == [("load0013", "Bieu 1", "C8", 8, "inspections", 14.0)]


def test_opening_stock_is_traced_to_the_load_of_the_quarter_before(warehouse):
    rows = warehouse.execute(
        "select load_id, value, weight from marts.fct_kpi_cells where kpi_id = 'OE-03' "
        "and commune_code = ? and period = '2026Q1' and role = 'denominator' order by all",
        [TANG_LOONG],
    ).fetchall()
    assert rows == [("load0009", 800.0, 0.5), ("load0017", 1000.0, 0.5)]


def test_status_of_each_quarter(warehouse):
    rows = warehouse.execute(
        "select period, expected_units, reported_units, on_time_units, late_units, "
        "returned_units, missing_units from marts.fct_period_status order by period"
    ).fetchall()
    assert rows == [
        ("2025Q3", 6, 5, 5, 0, 0, 1),
        ("2025Q4", 6, 6, 5, 1, 0, 0),
        ("2026Q1", 6, 4, 3, 1, 1, 1),
    ]


def test_status_of_each_form(warehouse):
    rows = dict(
        warehouse.execute(
            "select agency_code || ' ' || form, status from marts.fct_reporting_status "
            "where period = '2026Q1'"
        ).fetchall()
    )
    assert rows[f"X{LAO_CAI} dispute_log"] == "đúng hạn"
    assert rows[f"X{YEN_BAI} dispute_log"] == "chậm"
    assert rows[f"X{YEN_BINH} dispute_log"] == "trả lại"
    assert rows[f"X{YEN_BINH} outreach_summary"] == "chưa nộp"
    assert rows[f"X{BAO_THANG} dispute_log"] == "chưa nộp"
    assert rows["SNV dispute_log"] == "đúng hạn"  # sent without owing it
    assert "LDLD stoppage_log" not in rows  # neither owed nor sent


def test_a_withdrawn_load_feeds_nothing(warehouse):
    (used,) = warehouse.execute(
        "select count(*) from marts.fct_kpi_cells where load_id = 'load0014'"
    ).fetchone()
    assert used == 0


@pytest.mark.slow
def test_building_again_gives_the_same_marts(env, warehouse, tmp_path):
    again = env | {"QHLD_WAREHOUSE_FILE": str(tmp_path / "warehouse.duckdb")}
    run_dbt(again, tmp_path, "build", "--exclude-resource-type", "test", "unit_test")
    with duckdb.connect(again["QHLD_WAREHOUSE_FILE"], read_only=True) as second:
        for mart in MARTS:
            query = f"select * from marts.{mart} order by all"
            assert second.execute(query).fetchall() == warehouse.execute(query).fetchall(), mart
