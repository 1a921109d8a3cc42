"""The lists of the sample add up to its summaries, whoever sends which."""

import pytest
from stdnum.vn import mst

from ingest.sample.checks import visits
from ingest.sample.dispute_totals import dispute_totals
from ingest.sample.fines import penalties
from ingest.sample.gatherings import sessions
from ingest.sample.insurance import insured_employers
from ingest.sample.mishaps import accidents, alerts
from ingest.sample.unions import union_rows
from ingest.sample.write_sample import Sample

LATE = ("social", "health", "unemployment")
QUARTERS = ("2025Q3", "2025Q4", "2026Q1", "2026Q2", "2026Q3")


@pytest.fixture(scope="module")
def sample():
    return Sample.build(11, None)


@pytest.mark.parametrize("period", ["2023Q3", "2024Q1", *QUARTERS])
def test_visits_add_up_to_the_inspection_summary(sample, period):
    world, quarter = sample.world, sample.world.quarter_of(period)
    for code in world.places:
        told, seen = world.inspection(code, period), visits(world, code, period)
        assert len({visit.number for visit in seen}) == told["inspections"]
        assert len({visit.employer.tax_code for visit in seen}) == told["employers_inspected"]
        assert sum(visit.violations > 0 for visit in seen) == told["employers_violating"]
        assert sum(visit.violations for visit in seen) == told["violations"]
        fined = penalties(world, code, period)
        assert len(fined) == told["penalty_decisions"]
        assert sum(penalty.visit.fine for penalty in fined) == told["fines_vnd"]
        for visit in seen:
            assert quarter.starts_on <= visit.ended_on <= quarter.ends_on
            assert visit.decided_on < visit.ended_on
            assert visit.remedies_open >= 0
            assert visit.violations or not visit.fine


@pytest.mark.parametrize("period", QUARTERS)
def test_sessions_add_up_to_the_outreach_summary(sample, period):
    world = sample.world
    for code in world.places:
        told, held = world.outreach(code, period), sessions(world, code, period)
        assert len(held) == told["sessions"]
        assert sum(row["attendances"] for row in held) == told["attendances"]


def test_disputes_are_carried_from_quarter_to_quarter(sample):
    for code in sample.world.places:
        before = None
        for period in QUARTERS:
            told = dispute_totals(sample.cases, code, period)
            assert (
                told["opening"] + told["received_total"] - told["settled_total"] == told["closing"]
            )
            for part in ("received_individual received_collective_", "cause_"):
                starts = tuple(part.split())
                said = sum(told[key] for key in told if key.startswith(starts))
                assert said == told["received_total"]
            assert before in (None, told["opening"])
            before = told["closing"]


def test_tax_codes_have_a_right_check_digit_and_belong_to_no_province(sample):
    codes = [e.tax_code for group in sample.world.employers.values() for e in group]
    assert len(set(codes)) == len(codes)
    for code in codes:
        assert mst.validate(code) == code
        assert code[:2] in ("97", "98", "99")


def test_insurance_knows_the_employers_of_the_register(sample):
    world, quarter = sample.world, sample.world.quarter_of("2026Q3")
    owing = 0
    for code in world.places:
        insured = {r["tax_code"]: r["workers_insured"] for r in world.register(code, "2026Q3")}
        for row in insured_employers(world, code, quarter):
            assert row["insured"] == insured[row["tax_code"]]
            assert (
                row["collected_vnd"] + sum(row[f"late_{k}_vnd"] for k in LATE)
                == row["due_to_date_vnd"]
            )
            assert (row["months_late"] == 0) == (row["collected_vnd"] == row["due_to_date_vnd"])
            owing += row["months_late"] > 0
    assert owing > 50


def test_the_union_counts_in_its_own_areas(sample):
    world, quarter = sample.world, sample.world.quarter_of("2025Q4")
    rows = union_rows(world, quarter)
    assert sum("khu vực mẫu" in row["unit"] for row in rows) == 11
    assert all("mẫu" in row["unit"] for row in rows)
    for row in rows:
        assert row["members_female"] <= row["members_total"] <= row["workers_total"]
        assert row["unions_public"] + row["unions_private"] == row["unions_total"]
    # the union itself stated 42.266 members in December 2025
    assert 38_000 <= sum(row["members_total"] for row in rows) <= 47_000


def test_accidents_and_warnings_hold_together(sample):
    world, quarter = sample.world, sample.world.quarter_of("2026Q2")
    cases = 0
    for code in world.places:
        row = accidents(world, code, quarter)
        assert row["victims_dead"] + row["victims_serious"] + row["victims_light"] == row["victims"]
        assert row["victims"] == row["accidents"] + row["accidents_multiple"]
        assert (
            sum(row[f"cause_{who}"] for who in ("employer", "worker", "other")) == row["accidents"]
        )
        assert (row["accidents"] == 0) == (row["damage_vnd"] == 0)
        cases += row["accidents"]
        for alert in alerts(world, code, quarter):
            assert quarter.starts_on <= alert["reported_on"] <= quarter.ends_on
    assert 20 <= cases <= 200
