"""The made-up world behind the sample: plausible, consistent, and alive over the quarters."""

from itertools import pairwise

import pytest

from ingest.reference import communes, deadline
from ingest.sample.faults import FAULT_ORDER
from ingest.sample.figures import HOT_SPOT
from ingest.sample.write_sample import Sample

QUARTERS = ("2025Q3", "2025Q4", "2026Q1", "2026Q2", "2026Q3")


@pytest.fixture(scope="module", params=[7, 2026])
def sample(request):
    return Sample.build(request.param, None)


def total(rows, key):
    return sum(row[key] for row in rows)


@pytest.mark.parametrize("period", QUARTERS)
def test_province_is_plausible(sample, period):
    world = sample.world
    register = [row for code in world.places for row in world.register(code, period)]
    assert 60_000 <= total(register, "workers_insured") <= 80_000
    assert 1500 <= len(register) <= 2500
    assert max(len(world.register(code, period)) for code in world.places) <= 80
    assert min(len(world.register(code, period)) for code in world.places) >= 1
    number = world.quarter_of(period).number
    assert len(sample.cases.stoppages(number)) <= 3
    received = sum(len(sample.cases.disputes(code, number)) for code in world.places)
    assert 18 <= received <= 75


@pytest.mark.parametrize("period", QUARTERS)
def test_figures_hold_together(sample, period):
    world = sample.world
    for code in world.places:
        for row in world.register(code, period):
            assert max(row["workers_female"], row["workers_insured"]) <= row["workers"]
            assert (row["status"] == "active") == (row["workers"] > 0)
            assert row["has_union"] or not row["has_agreement"]
            assert "(mẫu)" in row["employer"]
        seen = world.inspection(code, period)
        assert seen["penalty_decisions"] <= seen["employers_violating"]
        assert seen["employers_violating"] <= seen["employers_inspected"]
        assert seen["employers_violating"] <= seen["violations"]
        assert (seen["inspections"] == 0) == (seen["employers_inspected"] == 0)
        decisions = seen["penalty_decisions"]
        assert decisions * 5_000_000 <= seen["fines_vnd"] <= decisions * 75_000_000
        told = world.outreach(code, period)
        assert told["attendances"] <= told["sessions"] * 200


def test_cases_stay_open_and_close_under_the_same_number(sample):
    carried = 0
    for before, after in pairwise(QUARTERS):
        ends = sample.world.quarter_of(before).ends_on
        for code in sample.world.places:
            later = sample.cases.dispute_log(code, after)
            for case in sample.cases.dispute_log(code, before):
                if case.as_of(ends)["outcome"] == "pending":
                    assert case.closed_on > ends
                    assert case in later
                    carried += 1
    assert carried >= 10


def test_case_numbers_are_unique_in_a_year(sample):
    for code in sample.world.places:
        cases = [case for number in range(5) for case in sample.cases.disputes(code, number)]
        numbers = [(case.year, case.ordinal) for case in cases]
        assert len(set(numbers)) == len(numbers)


def test_dates_lie_in_the_quarter(sample):
    for period in QUARTERS:
        quarter = sample.world.quarter_of(period)
        cases = [c for code in communes() for c in sample.cases.disputes(code, quarter.number)]
        days = [case.received_on for case in cases]
        days += [event.started_on for event in sample.cases.stoppages(quarter.number)]
        assert days
        assert all(quarter.starts_on <= day <= quarter.ends_on for day in days)


def test_hot_spot_grows(sample):
    counts = [len(sample.cases.disputes(HOT_SPOT, number)) for number in range(5)]
    assert sum(counts[3:]) > sum(counts[:2])
    assert counts[4] >= 4


@pytest.mark.parametrize("period", QUARTERS)
def test_plan_of_a_quarter(sample, period):
    plan = [sent for sent in sample.plan(period) if sent.agency_code.startswith("X")]
    due = deadline(period, "commune")
    count = {kind: sum(sent.plan == kind for sent in plan) for kind in ("never", "late", "faulty")}
    assert 3 <= count["never"] <= 6
    assert 5 <= count["late"] <= 12
    assert count["faulty"] == 5
    assert {sent.agency_code for sent in plan} == {f"X{code}" for code in communes()}
    for sent in plan:
        if sent.plan == "never":
            assert sent.received_at is None
        elif sent.plan in ("late", "replacement"):
            assert sent.received_at.date() > due
        else:
            assert sample.world.quarter_of(period).ends_on < sent.received_at.date() <= due
    replaced = {sent.agency_code for sent in plan if sent.plan == "replaced"}
    assert replaced
    assert replaced <= {sent.agency_code for sent in plan if sent.plan == "replacement"}


def test_every_fault_comes_up_in_three_quarters(sample):
    planted = {sent.fault for period in QUARTERS[:3] for sent in sample.plan(period) if sent.fault}
    assert planted == set(FAULT_ORDER)


def test_a_stoppage_in_a_zone_runs_over_the_end_of_quarter_two(sample):
    quarter, after = sample.world.quarter_of("2026Q2"), sample.world.quarter_of("2026Q3")
    (event,) = [
        event
        for event in sample.cases.stoppages(quarter.number)
        if event.ended_on > quarter.ends_on
    ]
    assert event.employer.zone
    assert event in sample.cases.stoppage_log("2026Q3")
    so_far, in_the_end = event.as_of(quarter.ends_on), event.as_of(after.ends_on)
    assert (so_far["ended_on"], so_far["outcome"]) == (None, "pending")
    assert in_the_end["ended_on"] == event.ended_on
    assert 0 < so_far["days_not_worked"] < in_the_end["days_not_worked"]
