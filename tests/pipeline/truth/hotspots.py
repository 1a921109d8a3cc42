"""EW-01 and EW-02: the hot-spot score of each commune, and the communes at red.

The score is Σ weight x band over the components with data, 100 when all of them are at their worst;
a band is none, half or full, by limits that are published (`hotspot_components.csv`). Rates of
communes are drawn towards the province's: (events + α) / (exposure + β), where β is the exposure of
a median commune and α / β the rate of the province. A half-yearly figure also stands for the
quarter after it. Some facts turn a commune red at once. A commune is grey, which is neither red nor
not red, where less than 60 % of the weight has data or nothing was accepted from it for two
quarters in a row; then it has no score. Reported since the merger only.
"""

import csv
from collections import defaultdict
from collections.abc import Iterator
from statistics import median

from tests.pipeline.truth.areas import Area
from tests.pipeline.truth.calendar_quarters import back, spans_of
from tests.pipeline.truth.obligations import REFERENCE
from tests.pipeline.truth.reporting import owed_forms
from tests.pipeline.truth.running_logs import entries
from tests.pipeline.truth.standing_tables import Standing
from tests.pipeline.truth.stoppages import known_events
from tests.pipeline.truth.sums import Value

# Weights in per cent: arrears 20, disputes 20, violations and their repetition 15, requirements 10,
# complaints 15, accidents 10, no union or dialogue 5, outreach 5.
WEIGHTS = {
    "LR-06": 10,
    "LR-07": 10,
    "DS-02": 20,
    "CI-04": 12,
    "CI-08": 3,
    "CI-05": 10,
    "complaints": 15,
    "LR-08": 10,
    "LR-02": 2.5,
    "LR-04": 2.5,
    "OE-04": 5,
}
SCALES = {"DS-02": 1000, "complaints": 1000, "LR-08": 100000}
FIRST = "2025Q3"
RED_FROM, SMALLEST_SHARE = 60, 60
HALF_YEARLY = "LR-08"

Values = dict[tuple[str, str, str], Value]


def score_values(
    standing: Standing, values: dict[str, Values], areas: list[Area], quarters: list[str]
) -> dict[str, Values]:
    """EW-01 and EW-02 of every area, quarter and span; a stock, the same in each span.

    Args:
        standing: the tables that stand.
        values: of every other indicator, by its name.
        areas: the areas.
        quarters: the quarters that are shown, the oldest first.
    """
    communes = [area.code for area in areas if area.kind == "commune"]
    scores, reds = {}, {}
    triggered, silent = _triggered(standing), _silent(standing, communes, quarters)
    for quarter in (one for one in quarters if one >= FIRST):
        known = {
            component: _bands(component, _inputs(component, standing, values, communes, quarter))
            for component in WEIGHTS
        }
        for commune in communes:
            bands = {c: known[c][commune] for c in WEIGHTS if commune in known[c]}
            share = sum(WEIGHTS[component] for component in bands)
            is_grey = share < SMALLEST_SHARE or (commune, quarter) in silent
            points = sum(WEIGHTS[component] * band for component, band in bands.items())
            if not is_grey:
                scores[commune, quarter] = 100 * points / share
            if (commune, quarter) in triggered:
                reds[commune, quarter] = 1
            elif not is_grey:
                reds[commune, quarter] = int(round(100 * points / share, 6) >= RED_FROM)
    found: dict[str, Values] = {"EW-01": {}, "EW-02": {}}
    for area in areas:
        for quarter in quarters:
            due = len([m for m in area.members if m in communes]) if quarter >= FIRST else 0
            score = scores.get((area.code, quarter))
            red = [reds[member, quarter] for member in area.members if (member, quarter) in reds]
            if area.kind != "commune":
                index = Value("na", expected=due)
            elif score is None:
                index = Value("null", expected=due)
            else:
                index = Value("value", score, score, None, 1, due)
            stock = Value("null", expected=due)
            if red:
                stock = Value("value", sum(red), sum(red), None, len(red), due)
            for span in spans_of(quarter):
                found["EW-01"][area.code, quarter, span] = index
                found["EW-02"][area.code, quarter, span] = stock
    return found


def _published() -> dict[str, dict[str, str]]:
    """The published limits, by indicator or `complaints`."""
    path = REFERENCE.parents[1] / "dbt" / "seeds" / "hotspot_components.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        return {row["kpi_id"] or row["component"]: row for row in csv.DictReader(stream)}


def _bands(component: str, inputs: dict[str, tuple[float, float]]) -> dict[str, float]:
    """Commune -> 0, a half or 1, of those that have data."""
    limits = _published()[component]
    half, full = float(limits["half_from"]), float(limits["full_from"])
    scale = SCALES.get(component, 100)
    if limits["is_shrunk"] == "true" and inputs:
        events, exposures = zip(*inputs.values(), strict=True)
        rate, typical = sum(events) / sum(exposures), median(exposures)
        rates = {
            commune: (numerator + rate * typical) / (denominator + typical)
            for commune, (numerator, denominator) in inputs.items()
        }
    else:
        rates = {commune: one / other for commune, (one, other) in inputs.items()}
    sign = 1 if limits["worse_when"] == "high" else -1
    found = {}
    for commune, rate in rates.items():
        # worse from the limit on where high is bad, below it where low is bad
        reaches = [
            scale * rate >= limit if sign == 1 else scale * rate < limit for limit in (half, full)
        ]
        found[commune] = 1 if reaches[1] else 0.5 if reaches[0] else 0
    return found


def _inputs(
    component: str, standing: Standing, values: dict[str, Values], communes: list[str], quarter: str
) -> dict[str, tuple[float, float]]:
    """Commune -> numerator and denominator, of those that have both."""
    if component == "complaints":
        told = _complaints(standing, quarter)
        workers = {c: values["OE-03"][c, quarter, "quarter"].denominator for c in told}
        return {c: (told[c], workers[c]) for c in told if workers[c]}
    found = {}
    for commune in communes:
        value = values[component].get((commune, quarter, "quarter"))
        if component == HALF_YEARLY and (value is None or value.state != "value"):
            value = values[component].get((commune, back(quarter, 1), "quarter"))
        if value is not None and value.state == "value" and value.denominator:
            found[commune] = (value.numerator, value.denominator)
    return found


def _warnings(standing: Standing) -> Iterator:
    for entry, _ in entries(standing, "alert_log"):
        if entry.values.get("status") != "unfounded":
            yield entry


def _complaints(standing: Standing, quarter: str) -> dict[str, int]:
    """Commune -> warnings of a quarter, each once whoever noted it; 0 where a log says nothing."""
    noted = {
        (entry.commune, entry.employer or id(entry), entry.values.get("kind"))
        for entry in _warnings(standing)
        if entry.event == quarter
    }
    reported = {
        commune
        for form, commune, period in standing.winning
        if (form, period) == ("alert_log", quarter)
    }
    reported |= {
        table.commune
        for table in standing.tables
        if table.form == "alert_log"
        and table.is_nil
        and table.commune
        and (table.period or table.stated) == quarter
    }
    return {commune: sum(one == commune for one, *_ in noted) for commune in reported}


def _triggered(standing: Standing) -> set[tuple[str, str]]:
    """Where a fact turns a commune red at once: (commune, quarter)."""
    found = {
        (entry.commune, entry.event)
        for entry in known_events(standing)
        if (entry.values.get("workers_involved") or 0) >= 10
    }
    for column, number in (("victims_dead", 1), ("victims_serious", 2)):
        found |= {
            (commune, quarter)
            for commune, quarter, victims in standing.figures("accident_summary", column)
            if (victims or 0) >= number
        }
    for entry in _warnings(standing):
        row, workers = entry.values, entry.values.get("workers") or 0
        everyone = row.get("total_workers")
        if {
            "unpaid_wages": workers >= 50 or (row.get("months_unpaid") or 0) >= 1,
            "collective_petition": workers >= 20,
            "employer_absconded": True,
            "layoff_plan": workers >= 50 or bool(everyone and 100 * workers / everyone >= 10),
        }.get(row.get("kind"), False):
            found.add((entry.commune, entry.event))
    return found


def _silent(standing: Standing, communes: list[str], quarters: list[str]) -> set[tuple[str, str]]:
    """Communes from which nothing that they owe was accepted for two quarters in a row."""
    stands = defaultdict(set)
    for table in standing.tables:
        if table.commune:
            stands[table.commune, table.period or table.stated].add(table.form)
    owed = owed_forms(set(quarters))
    missing = {
        where
        for where, forms in owed.items()
        if where[0] in communes and not forms & stands.get(where, set())
    }
    return {where for where in missing if (where[0], back(where[1], 1)) in missing}
