"""From what each commune and quarter contributes to the values of communes and of the province.

- ADD and SEMI: the sum; a flow over the quarters of the span, a stock of its last quarter.
- RATIO: Σ numerators ÷ Σ denominators over the communes and quarters that have both; never a mean
  of ratios. A denominator of 0 is "na"; nothing reported is null; a reported nothing is 0.
- What counts once (an employer, a decision) counts once in an area and span, however many
  communes and quarters name it.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from tests.pipeline.truth.calendar_quarters import spans_of, taken
from tests.pipeline.truth.obligations import PROVINCE


@dataclass(frozen=True)
class Rule:
    """How an indicator adds up.

    Attributes:
        numerator: flow, closing, mean, rolling_4 or year_to_date.
        denominator: the same of a ratio's other side; None for a count.
        scale: 100 for per cent, and so on.
        calendar: BCDK or THONGKE.
        lowest: the smallest area for which it is stated.
    """

    numerator: str
    denominator: str | None = None
    scale: int = 1
    calendar: str = "BCDK"
    lowest: str = "commune"

    @property
    def is_paired(self) -> bool:
        """Whether a commune's quarter counts only with both sides."""
        return self.denominator in ("flow", "mean") and self.numerator in ("flow", "mean")


@dataclass(frozen=True)
class Part:
    """What one row adds to one side of an indicator; `once`: it counts once by this key."""

    kpi: str
    side: str  # numerator or denominator
    commune: str
    quarter: str
    amount: float | None
    once: str | None = None


@dataclass(frozen=True)
class Value:
    """An indicator of an area and span."""

    state: str
    value: float | None = None
    numerator: float | None = None
    denominator: float | None = None


def values_of(
    kpi: str, rule: Rule, parts: Iterable[Part], communes: list[str], quarters: list[str]
) -> dict[tuple[str, str, str], Value]:
    """Every value of an indicator.

    Args:
        kpi: the indicator.
        rule: how it adds up.
        parts: what the communes contribute; others' parts are left out.
        communes: all communes.
        quarters: the quarters for which values are stated.

    Returns:
        (area, quarter, span) -> value.
    """
    told = defaultdict(lambda: defaultdict(list))
    for part in parts:
        if part.kpi == kpi and part.amount is not None:
            place = PROVINCE if rule.lowest == "province" else part.commune
            told[place, part.quarter][part.side].append(part)
    found = {}
    for quarter in quarters:
        for span in spans_of(quarter):
            counted = {
                member: sides
                for member in [*communes, PROVINCE]
                if (sides := _member(rule, told, member, quarter, span)) is not None
            }
            for commune in communes:
                own = {commune: counted[commune]} if commune in counted else {}
                value = Value("na") if rule.lowest == "province" else _value(rule, own)
                found[commune, quarter, span] = value
            found[PROVINCE, quarter, span] = _value(rule, counted)
    return found


def _member(rule: Rule, told, member: str, quarter: str, span: str):
    """The parts of a commune that count in a span, with the divisor of a mean; None without."""
    sides = {}
    for side, time in (("numerator", rule.numerator), ("denominator", rule.denominator)):
        if time is None:
            continue
        used = [
            told[member, one][side]
            for one in taken(quarter, span, time)
            if (member, one) in told
            and told[member, one].get(side)
            and (
                not rule.is_paired
                or (told[member, one].get("numerator") and told[member, one].get("denominator"))
            )
        ]
        if not used:
            return None
        divisor = len(used) if time in ("mean", "rolling_4_mean") else 1
        sides[side] = ([part for parts in used for part in parts], divisor)
    if rule.numerator not in ("flow", "mean") and not told.get((member, quarter), {}).get(
        "numerator"
    ):
        return None
    return sides


def _value(rule: Rule, counted: dict) -> Value:
    if not counted:
        return Value("null")
    numerator = _sum(counted, "numerator")
    if rule.denominator is None:
        return Value("value", rule.scale * numerator, numerator)
    denominator = _sum(counted, "denominator")
    if denominator == 0:
        return Value("na", None, numerator, denominator)
    return Value("value", rule.scale * numerator / denominator, numerator, denominator)


def _sum(counted: dict, side: str) -> float:
    total, once = 0.0, {}
    for sides in counted.values():
        parts, divisor = sides[side]
        for part in parts:
            if part.once is None or divisor > 1:
                total += part.amount / divisor
            else:
                once[part.once] = max(part.amount, once.get(part.once, part.amount))
    return total + sum(once.values())
