"""Every indicator of every commune and quarter equals what the sample's truth gives by itself.

`tests/pipeline/truth` works the indicators out from the truth files, without intake and without
dbt; here its values, numerators, denominators and empties are compared with the warehouse.
"""

import csv
import json
import math
import shutil
from collections import defaultdict
from pathlib import Path

import duckdb
import pytest

from ingest.sample import write_sample
from tests.pipeline.conftest import CHECKOUT, QUARTERS, Home
from tests.pipeline.truth import (
    disputes,
    hotspots,
    identities,
    inspections,
    outreach,
    reach,
    relations,
    repeats,
    reporting,
    stoppages,
)
from tests.pipeline.truth.areas import all_areas
from tests.pipeline.truth.calendar_quarters import name_of, spans_of
from tests.pipeline.truth.standing_tables import Standing, read_tables
from tests.pipeline.truth.sums import Value, values_of

FAMILIES = (inspections, repeats, disputes, stoppages, outreach, reach, relations, reporting)
RULES = {kpi: rule for family in FAMILIES for kpi, rule in family.RULES.items()}
WHOLE_SAMPLE = [name_of(2023 + n // 4, n % 4 + 1) for n in range(2, 15)]  # 2023Q3 to 2026Q3


def differences(home: Path, sample: Path, quarters: list[str]) -> list[str]:
    """Where the warehouse says something else than the truth, a line each."""
    told = told_values(home, quarters)
    zones = {area.code for area in all_areas() if area.kind == "industrial_zone"}
    found = []
    for kpi, meant in _meant(sample, quarters).items():
        assert len(meant) == len(all_areas()) * sum(len(spans_of(q)) for q in quarters)
        areas = {area for shown, area, *_ in told if shown == kpi}
        periods = {period for shown, _, period, _ in told if shown == kpi}
        # quarters from before anybody owed or sent a form of its calendar are not shown at all, nor
        # are zones that no row ever named
        found += [
            f"{kpi} {place}: meant {value}, told {told.get((kpi, *place))}"
            for place, value in meant.items()
            if not _is_same(value, told.get((kpi, *place)))
            and (value.state == "value" or place[1] in periods)
            and (value.state == "value" or place[0] in areas or place[0] not in zones)
        ]
    return found


def _meant(sample: Path, quarters: list[str]) -> dict[str, hotspots.Values]:
    standing = Standing(read_tables(sample, quarters))
    by_kpi = defaultdict(list)
    for part in (part for family in FAMILIES for part in family.parts(standing)):
        by_kpi[part.kpi].append(part)
    areas = list(all_areas())
    meant = {kpi: values_of(kpi, rule, by_kpi[kpi], areas, quarters) for kpi, rule in RULES.items()}
    return meant | hotspots.score_values(standing, meant, areas, quarters)


def told_values(home: Path, quarters: list[str]) -> dict[tuple[str, str, str, str], Value]:
    """(indicator, area, quarter, span) -> what the current release of a home says."""
    warehouse = home / "releases" / "current" / "internal.duckdb"
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        rows = connection.execute(
            "select kpi_id, area_code, period, period_span, value_state, value, numerator,"
            " denominator, reporting_units, expected_units from marts.fct_kpi_values"
            " where list_contains(?, period)",
            [quarters],
        ).fetchall()
    return {row[:4]: Value(*row[4:]) for row in rows}


def _is_same(meant: Value, told: Value | None) -> bool:
    if told is None or meant.state != told.state:
        return False
    if (meant.reporting, meant.expected) != (told.reporting, told.expected):
        return False
    pairs = [(meant.value, told.value)]
    if meant.state == "value" or meant.numerator is not None:
        pairs += [(meant.numerator, told.numerator), (meant.denominator, told.denominator)]
    return all(
        (one is None) == (two is None)
        and (one is None or math.isclose(one, two, rel_tol=1e-9, abs_tol=1e-9))
        for one, two in pairs
    )


def test_every_indicator_is_recomputed() -> None:
    with (CHECKOUT / "dbt" / "seeds" / "kpis.csv").open(encoding="utf-8", newline="") as stream:
        kpis = {row["kpi_id"] for row in csv.DictReader(stream)}
    assert len(kpis) == 40
    assert RULES.keys() | {"EW-01", "EW-02"} == kpis


def test_the_warehouse_says_what_the_truth_gives(refreshed: Home, sample: Path) -> None:
    found = differences(refreshed.path, sample, QUARTERS)
    assert not found, "\n".join(found[:40])


def test_the_figures_hold_together(refreshed: Home, sample: Path) -> None:
    _assert_identities(refreshed.path, sample, QUARTERS)


def _assert_identities(home: Path, sample: Path, quarters: list[str]) -> None:
    told = told_values(home, quarters)
    scales = {kpi: rule.scale for kpi, rule in RULES.items() if rule.denominator}
    ended = disputes.settled(Standing(read_tables(sample, quarters)))
    found = [
        *identities.unlike_quotients(told, scales),
        *identities.unlike_sums(told),
        *identities.unlike_years(told),
        *identities.unlike_stocks(told, ended),
    ]
    assert not found, "\n".join(found[:40])


@pytest.mark.slow
def test_the_whole_sample_says_what_its_truth_gives(tmp_path: Path) -> None:
    sample, home = tmp_path / "sample", Home(tmp_path / "home")
    write_sample(sample, WHOLE_SAMPLE, 11)
    home.path.mkdir()
    home.fill_inbox(sample, *WHOLE_SAMPLE)
    process = home.start("-m", "tests.run_qhld", "refresh")
    out, err = process.communicate(timeout=3600)
    assert process.returncode == 0, (out + err)[-4000:]
    found = differences(home.path, sample, WHOLE_SAMPLE)
    assert not found, f"{len(found)} differences\n" + "\n".join(found[:40])
    _assert_identities(home.path, sample, WHOLE_SAMPLE)


def test_a_changed_figure_would_be_noticed(refreshed: Home, sample: Path, tmp_path: Path) -> None:
    changed = tmp_path / "sample"
    shutil.copytree(sample, changed)
    path = next((changed / QUARTERS[1] / "truth").glob("*Cam Duong*.json"))
    truth = json.loads(path.read_text(encoding="utf-8"))
    summary = next(t for t in truth["tables"] if t["form"] == "outreach_summary")
    summary["rows"][0]["values"]["attendances"] += 1
    path.write_text(json.dumps(truth, ensure_ascii=False), encoding="utf-8")
    found = differences(refreshed.path, changed, QUARTERS)
    assert {line[:5] for line in found} == {"OE-02", "OE-03"}
    # the commune, its former district and province, and the province, each in three spans
    assert len(found) == 2 * 4 * 3
