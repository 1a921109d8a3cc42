"""The sample's quarters before the merger: old units or whole districts, equal to their truth."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from ingest.check import check_file
from ingest.former_districts import communes_in, district_codes, former_districts
from ingest.reference import communes, deadline
from ingest.sample import write_sample
from ingest.sample.district_style import ONLY_BY_DISTRICT
from ingest.sample.former_units import added_up, inspections_of, old_units, outreach_of
from ingest.sample.write_sample import Sample

PERIOD = "2024Q4"
SEED = 20260914


@pytest.fixture(scope="module")
def sample() -> Sample:
    return Sample.build(SEED, None)


@pytest.fixture(scope="module")
def pairs(tmp_path_factory) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """(check result, truth) of every workbook of a quarter."""
    out = tmp_path_factory.mktemp("history")
    write_sample(out, [PERIOD], SEED)
    truths = sorted((out / PERIOD / "truth").iterdir())
    return [
        (check_file(out / PERIOD / path.stem), json.loads(path.read_text("utf-8")))
        for path in truths
    ]


def test_figures_of_old_units_add_up_to_those_of_their_commune(sample):
    for commune in communes():
        whole = sample.world.inspection(commune, PERIOD)
        parts = inspections_of(sample.world, commune, PERIOD)
        assert {"commune": commune} | added_up(parts.values()) == whole
        assert len(parts) == len(old_units()[commune])
        told = added_up(outreach_of(sample.world, commune, PERIOD).values())
        expected = sample.world.outreach(commune, PERIOD)
        for key in ("sessions", "attendances", "media_items", "annual_plan_sessions"):
            assert told[key] == expected[key]


def test_every_workbook_is_read_as_its_truth(pairs):
    assert len(pairs) == 18  # one of 18 never comes, one comes twice
    for result, truth in pairs:
        assert result["agency"]["code"] == truth["agency_code"]
        assert [f for f in result["findings"] if f["severity"] != "note"] == [], result["file"]
        got = {(t["form"], t["sheet"]): t for t in result["tables"]}
        assert len(got) == len(truth["tables"]) == 5
        for want in truth["tables"]:
            table = got[want["form"], want["sheet"]]
            assert (table["period"], table["nil_return"]) == (PERIOD, want["nil_return"])
            read = {row["row"]: row["values"] for row in table["rows"]}
            assert read == {row["row"]: row["values"] for row in want["rows"]}


def test_some_offices_tell_no_communes_apart(pairs):
    only, apart = set(), set()
    for _, truth in pairs:
        district = truth["agency_code"].removeprefix("H")
        named = {
            row["values"]["commune"]
            for table in truth["tables"]
            if table["form"] == "inspection_summary"
            for row in table["rows"]
        }
        if named == {district}:
            only.add(district)
        else:
            assert named == communes_in(district)
            apart.add(district)
    assert ONLY_BY_DISTRICT - 1 <= len(only) <= ONLY_BY_DISTRICT
    provinces = {former_districts()[code].former_province for code in apart}
    assert provinces == {"Lào Cai", "Yên Bái"}


def test_an_old_unit_of_a_name_of_today_is_its_own_commune(pairs):
    """Phường Nam Cường of 2024 lies in the city of Lào Cai; today's lies in Yên Bái."""
    city = district_codes()["Thành phố Lào Cai"]
    [result] = [r for r, t in pairs if t["agency_code"] == f"H{city}" and not r["replacement"]]
    [table] = [t for t in result["tables"] if t["form"] == "inspection_summary"]
    named = {row["values"]["commune"] for row in table["rows"]}
    assert "02671" in named
    assert "04273" not in named


def test_plan_of_a_quarter_before_the_merger(sample):
    for period in ("2023Q3", PERIOD, "2025Q2"):
        plan = sample.plan(period)
        kinds = Counter(sent.plan for sent in plan)
        assert kinds["never"] == kinds["late"] == kinds["replaced"] == kinds["replacement"] == 1
        assert {sent.agency_code for sent in plan} == {f"H{code}" for code in former_districts()}
        on_time = [sent for sent in plan if sent.plan == "on_time"]
        assert all(sent.received_at.date() <= deadline(period, "commune") for sent in on_time)


def test_case_numbers_of_a_district_are_unique_in_a_year(tmp_path):
    write_sample(tmp_path, ["2024Q2", "2024Q3"], SEED, ["02647", "02671", "02908", "02905"])
    numbers: dict[tuple[str, str], set[str]] = {}
    for path in sorted(tmp_path.glob("*/truth/*.json")):
        truth = json.loads(Path(path).read_text("utf-8"))
        for table in truth["tables"]:
            for row in table["rows"] if table["form"] == "dispute_log" else ():
                values = row["values"]
                if number := values.get("case_no"):
                    key = truth["agency_code"], number
                    numbers.setdefault(key, set()).add(
                        f"{values['employer']} {values['received_on']}"
                    )
    assert len(numbers) > 3
    assert all(len(cases) == 1 for cases in numbers.values())
