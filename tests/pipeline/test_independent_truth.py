"""Every indicator of every commune and quarter equals what the sample's truth gives by itself.

`tests/pipeline/truth` works the indicators out from the truth files, without intake and without
dbt; here its values, numerators, denominators and empties are compared with the warehouse.
"""

import csv
import json
import math
import shutil
from pathlib import Path

import duckdb
import pytest

from ingest.sample import write_sample
from tests.pipeline.conftest import CHECKOUT, QUARTERS, Home
from tests.pipeline.truth import (
    disputes,
    inspections,
    outreach,
    reach,
    relations,
    repeats,
    reporting,
    stoppages,
)
from tests.pipeline.truth.calendar_quarters import spans_of
from tests.pipeline.truth.obligations import reference
from tests.pipeline.truth.standing_tables import Standing, read_tables
from tests.pipeline.truth.sums import Value, values_of

FAMILIES = (inspections, repeats, disputes, stoppages, outreach, reach, relations, reporting)
# These are not worked out here yet; their rules have unit tests of dbt and hand-worked examples.
NOT_RECOMPUTED = {"EW-01", "EW-02"}
RULES = {kpi: rule for family in FAMILIES for kpi, rule in family.RULES.items()}
WHOLE_SAMPLE = ["2025Q3", "2025Q4", "2026Q1", "2026Q2", "2026Q3"]


def differences(home: Path, sample: Path, quarters: list[str]) -> list[str]:
    """Where the warehouse says something else than the truth, a line each."""
    communes = [row["commune_code"] for row in reference("communes")]
    standing = Standing(read_tables(sample, quarters))
    parts = [part for family in FAMILIES for part in family.parts(standing)]
    told = _told(home, quarters)
    shown = {(kpi, period) for kpi, _, period, _ in told}
    found = []
    for kpi, rule in RULES.items():
        meant = values_of(kpi, rule, parts, communes, quarters)
        assert len(meant) == (len(communes) + 1) * sum(len(spans_of(q)) for q in quarters)
        for place, value in meant.items():
            # quarters from before anybody owed or sent a form of its calendar are not shown at all
            if (kpi, place[1]) not in shown and value.state != "value":
                continue
            if not _is_same(value, told.get((kpi, *place))):
                found.append(f"{kpi} {place}: meant {value}, told {told.get((kpi, *place))}")
    return found


def _told(home: Path, quarters: list[str]) -> dict[tuple[str, str, str, str], Value]:
    warehouse = home / "releases" / "current" / "internal.duckdb"
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        rows = connection.execute(
            "select kpi_id, case area_kind when 'province' then '15' else area_code end, period,"
            " period_span, value_state, value, numerator,"
            " denominator from marts.fct_kpi_values"
            " where area_kind in ('commune', 'province')"
            " and list_contains(?, period)",
            [quarters],
        ).fetchall()
    return {row[:4]: Value(*row[4:]) for row in rows}


def _is_same(meant: Value, told: Value | None) -> bool:
    if told is None or meant.state != told.state:
        return False
    pairs = [(meant.value, told.value)]
    if meant.state == "value" or meant.numerator is not None:
        pairs += [(meant.numerator, told.numerator), (meant.denominator, told.denominator)]
    return all(
        (one is None) == (two is None)
        and (one is None or math.isclose(one, two, rel_tol=1e-9, abs_tol=1e-9))
        for one, two in pairs
    )


def test_every_indicator_is_either_recomputed_or_named() -> None:
    with (CHECKOUT / "dbt" / "seeds" / "kpis.csv").open(encoding="utf-8", newline="") as stream:
        kpis = {row["kpi_id"] for row in csv.DictReader(stream)}
    assert not RULES.keys() & NOT_RECOMPUTED
    assert RULES.keys() | NOT_RECOMPUTED == kpis


def test_the_warehouse_says_what_the_truth_gives(undisturbed: Home, sample: Path) -> None:
    found = differences(undisturbed.path, sample, QUARTERS)
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


def test_a_changed_figure_would_be_noticed(undisturbed: Home, sample: Path, tmp_path: Path) -> None:
    changed = tmp_path / "sample"
    shutil.copytree(sample, changed)
    path = next((changed / QUARTERS[1] / "truth").glob("*Cam Duong*.json"))
    truth = json.loads(path.read_text(encoding="utf-8"))
    summary = next(t for t in truth["tables"] if t["form"] == "outreach_summary")
    summary["rows"][0]["values"]["attendances"] += 1
    path.write_text(json.dumps(truth, ensure_ascii=False), encoding="utf-8")
    found = differences(undisturbed.path, changed, QUARTERS)
    assert {line[:5] for line in found} == {"OE-02", "OE-03"}
    assert len(found) == 2 * 2 * 3  # commune and province, each in three spans
