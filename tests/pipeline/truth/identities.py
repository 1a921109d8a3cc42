"""What figures must be to each other, whatever they are.

A ratio is the scaled quotient of its two sides, of every area; the sides of the province are the
sums of those of its communes; the year to date is the sum of its quarters for what adds up and the
last quarter for a stock; disputes open at the end of a quarter are those open before, plus
received, less settled. Of indicators in which an employer or a decision counts once the sums are
larger, and of quarters before the merger districts have parts of their own: these are left out.
"""

import math
from collections import Counter
from collections.abc import Iterator, Mapping

from tests.pipeline.truth.areas import all_areas
from tests.pipeline.truth.calendar_quarters import back
from tests.pipeline.truth.sums import Value

FIRST_MERGED = "2025Q3"
OVER_TIME = {"DS-01", "DS-07", "DS-08", "OE-01", "OE-02", "OE-05", "OE-06"}
STOCKS = {"DS-05", "EW-02"}
OVER_COMMUNES = {
    *("CI-05", "DS-01", "DS-02", "DS-03", "DS-04", "DS-05", "DS-07", "DS-08", "DS-09", "DS-10"),
    *("OE-01", "OE-02", "OE-03", "OE-06", "OE-07", "LR-03", "LR-05", "LR-06", "LR-07", "LR-08"),
    *("DQ-01", "DQ-02", "DQ-03", "DQ-04", "EW-02"),
}

Told = Mapping[tuple[str, str, str, str], Value]


def unlike_quotients(told: Told, scales: dict[str, int]) -> Iterator[str]:
    """Ratios that are not the scaled quotient of their sides.

    Args:
        told: (indicator, area, quarter, span) -> value.
        scales: of each ratio, 100 for per cent.
    """
    for (kpi, *place), value in told.items():
        if kpi in scales and value.state == "value":
            meant = scales[kpi] * value.numerator / value.denominator
            if not math.isclose(value.value, meant):
                yield f"{kpi} {place}: {value.value} is not {value.numerator}/{value.denominator}"


def unlike_sums(told: Told) -> Iterator[str]:
    """Sides of the province that are not the sums of those of the communes."""
    communes = [area.code for area in all_areas() if area.kind == "commune"]
    for (kpi, area, period, span), whole in told.items():
        is_plain = kpi in OVER_COMMUNES and period >= FIRST_MERGED
        if area != "province" or span != "quarter" or not is_plain:
            continue
        for side in ("numerator", "denominator"):
            parts = [getattr(told[kpi, commune, period, span], side) for commune in communes]
            stated, said = [part for part in parts if part is not None], getattr(whole, side)
            if (said is None) != (not stated) or not math.isclose(said or 0, sum(stated)):
                yield f"{kpi} {period}: {side} {said} of the province, {sum(stated)} of communes"


def unlike_years(told: Told) -> Iterator[str]:
    """Years to date that are not their quarters' sum, of a stock its last quarter."""
    for (kpi, area, period, span), value in told.items():
        if span != "year_to_date" or kpi not in OVER_TIME | STOCKS:
            continue
        numbers = range(1, int(period[5]) + 1) if kpi in OVER_TIME else [int(period[5])]
        quarters = [told.get((kpi, area, f"{period[:4]}Q{n}", "quarter")) for n in numbers]
        stated = [one.value for one in quarters if one and one.value is not None]
        if (value.value is None) != (not stated) or not math.isclose(
            value.value or 0, sum(stated), abs_tol=1e-9
        ):
            yield f"{kpi} {area} {period}: {value.value} in the year, quarters {stated}"


def unlike_stocks(told: Told, settled: Counter) -> Iterator[str]:
    """Disputes that got lost between two quarters of which a commune told both.

    Args:
        told: (indicator, area, quarter, span) -> value.
        settled: (commune, quarter) -> disputes that ended in it.
    """
    for (kpi, area, period, span), closing in told.items():
        opening = told.get((kpi, area, back(period, 1), span))
        is_stock = kpi == "DS-05" and span == "quarter" and len(area) == 5
        if not is_stock or opening is None or None in (opening.value, closing.value):
            continue
        if period == FIRST_MERGED:  # nothing is handed over with the communes
            continue
        received = told["DS-01", area, period, span].value
        meant = opening.value + received - settled[area, period]
        if closing.value != meant:
            yield f"DS-05 {area} {period}: {closing.value}, by its movements {meant}"
