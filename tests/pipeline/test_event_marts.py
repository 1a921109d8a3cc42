"""Lists of events agree with the indicators above them, and name nobody."""

import duckdb
import pytest

pytestmark = pytest.mark.pipeline

EVENTS = (
    "fct_disputes",
    "fct_stoppages",
    "fct_inspections",
    "fct_penalties",
    "fct_violations",
    "fct_outreach_sessions",
    "fct_findings",
)
# this lake holds no list of fines nor of sessions
EMPTY_HERE = ("fct_penalties", "fct_outreach_sessions")


@pytest.fixture(scope="module")
def warehouse(env):
    """The finished warehouse of six communes, read only."""
    with duckdb.connect(env["QHLD_WAREHOUSE_FILE"], read_only=True) as connection:
        yield connection


@pytest.mark.parametrize(
    ("kpi", "events", "counted"),
    [
        ("DS-01", "fct_disputes", "count(*)"),
        ("DS-06", "fct_stoppages", "count(*)"),
        ("DS-07", "fct_stoppages", "sum(workers_involved)"),
    ],
)
def test_events_of_a_commune_add_up_to_its_indicator(warehouse, kpi, events, counted):
    rows = warehouse.execute(
        f"""
        select v.area_code, v.period, v.value, coalesce(e.counted, 0)
        from marts.fct_kpi_values as v
        left join (
            select commune_code, period, {counted} as counted
            from marts.{events} group by commune_code, period
        ) as e on e.commune_code = v.area_code and e.period = v.period
        where v.kpi_id = ? and v.area_kind = 'commune' and v.period_span = 'quarter'
            and v.value_state = 'value'
        """,
        [kpi],
    ).fetchall()
    assert any(value > 0 for *_, value, _ in rows)
    assert [row for row in rows if row[2] != row[3]] == []


def test_inspected_employers_of_a_list_add_up_to_the_indicator(warehouse):
    # Tằng Loỏng by its list: 2 of 3 employers with a violation (see test_dbt_marts)
    assert warehouse.execute(
        "select count(*), count(*) filter (where violations > 0) from marts.fct_inspections "
        "where period = '2026Q1'"
    ).fetchall() == [(3, 2)]


def test_every_event_leads_to_a_row_of_an_accepted_table(warehouse):
    for mart in EVENTS:
        if mart in ("fct_violations", "fct_findings"):  # they lead there by their event, or agency
            continue
        is_empty = warehouse.execute(f"select count(*) = 0 from marts.{mart}").fetchone()[0]
        assert is_empty == (mart in EMPTY_HERE), mart
        lost = warehouse.execute(
            f"""
            select e.event_id from marts.{mart} as e
            left join intermediate.int_accepted_tables as t
                on t.load_id = e.load_id and t.form = e.form and t.sheet = e.sheet
            where t.load_id is null or e.row is null or e.cell is null
            """
        ).fetchall()
        assert lost == [], mart


def test_no_employer_is_named(warehouse):
    """What the logs hold as employer or tax code stands in no mart of events."""
    names = {
        str(value).strip()
        for model in ("dispute_cases", "stoppages", "inspection_visits", "penalty_decisions")
        for row in warehouse.execute(f"select employer from staging.stg_lake__{model}").fetchall()
        for value in row
        if value
    }
    assert names
    for mart in EVENTS:
        for row in warehouse.execute(f"select * from marts.{mart}").fetchall():
            texts = [value for value in row if isinstance(value, str)]
            assert not [text for text in texts for name in names if name in text], mart


def test_submissions_and_findings_are_those_of_the_ledger(warehouse):
    (sent,) = warehouse.execute("select count(*) from marts.fct_submissions").fetchone()
    (states,) = warehouse.execute(
        "select sum(submissions) from marts.fct_reporting_status"
    ).fetchone()
    assert sent == states > 0
    (found,) = warehouse.execute("select sum(findings) from marts.fct_findings").fetchone()
    (given,) = warehouse.execute("select count(*) from staging.stg_ledger__findings").fetchone()
    assert found == given > 0
