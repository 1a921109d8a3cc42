"""From what each commune and quarter contributes to the values of every area and span.

- ADD and SEMI: the sum; a flow over the quarters of the span, a stock of its last quarter.
- RATIO: Σ numerators ÷ Σ denominators over the communes and quarters that have both; never a mean
  of ratios. A denominator of 0 is "na"; nothing reported is null; a reported nothing is 0.
- What counts once (an employer, a decision) counts once in an area and span, however many
  communes and quarters name it.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from tests.pipeline.truth.areas import Area, communes_in, is_zone
from tests.pipeline.truth.calendar_quarters import spans_of, taken
from tests.pipeline.truth.expected import expected
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
    """What one row adds to one side of an indicator.

    Attributes:
        kpi: the indicator.
        side: numerator or denominator.
        commune: about which the row is; a former district or the province where it names none.
        quarter: in which it counts.
        amount: what it adds; None for a blank.
        once: it counts once by this key in an area and span.
        zone: the industrial zone that the row names.
    """

    kpi: str
    side: str
    commune: str
    quarter: str
    amount: float | None
    once: str | None = None
    zone: str | None = None


@dataclass(frozen=True)
class Value:
    """An indicator of an area and span; who reported and who should have, in commune-quarters."""

    state: str
    value: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    reporting: int = 0
    expected: int = 0


def values_of(
    kpi: str,
    rule: Rule,
    parts: Iterable[Part],
    areas: Iterable[Area],
    quarters: list[str],
) -> dict[tuple[str, str, str], Value]:
    """Every value of an indicator.

    Args:
        kpi: the indicator.
        rule: how it adds up.
        parts: what the communes contribute; others' parts are left out.
        areas: the areas.
        quarters: the quarters for which values are stated.

    Returns:
        (area, quarter, span) -> value.
    """
    told = _by_member(kpi, rule, parts)
    due = expected(kpi, rule.lowest, quarters)
    members = {member for area in areas for member in area.members}
    found = {}
    for quarter in quarters:
        for span in spans_of(quarter):
            spanned = taken(quarter, span, rule.numerator)
            counted = {
                member: sides
                for member in members
                if (sides := _member(rule, told, member, quarter, span)) is not None
            }
            for area in areas:
                own = [counted[member] for member in area.members if member in counted]
                value = _value(rule, own)
                if rule.lowest == "province" and area.kind != "province":
                    value = Value("na")
                owed = sum(due.get((m, one), 0) for m in area.members for one in spanned)
                found[area.code, quarter, span] = replace(value, expected=owed)
    return found


@dataclass
class Told:
    """What a member's rows of a quarter say of one side of an indicator.

    Attributes:
        plain: sum of what plainly adds.
        once: what counts once, by its key; of several rows the largest.
        communes: the communes whose rows these are.
    """

    plain: float = 0.0
    once: dict[str, float] = field(default_factory=dict)
    communes: set[str] = field(default_factory=set)

    def add(self, part: Part, counts_once: bool) -> None:
        """Take a row in."""
        self.communes.add(part.commune)
        if part.once is None or not counts_once:
            self.plain += part.amount
        else:
            self.once[part.once] = max(part.amount, self.once.get(part.once, part.amount))


def _by_member(kpi: str, rule: Rule, parts: Iterable[Part]) -> dict:
    """(member, quarter) -> side -> what is told; a zone has the rows that name it."""
    told = defaultdict(lambda: defaultdict(Told))
    # a mean is of stocks, which add
    once = {
        "numerator": rule.numerator != "mean",
        "denominator": rule.denominator not in ("mean", "rolling_4_mean"),
    }
    zoned = []
    for part in parts:
        if part.kpi == kpi and part.amount is not None:
            place = PROVINCE if rule.lowest == "province" else part.commune
            told[place, part.quarter][part.side].add(part, once[part.side])
            if part.zone and rule.lowest == "commune":
                zoned.append(part)
    for part in zoned:
        if not rule.is_paired or len(told[part.commune, part.quarter]) == 2:
            told[part.zone, part.quarter][part.side].add(part, once[part.side])
    return dict(told)


def _counts(rule: Rule, told: dict, member: str, quarter: str, side: str) -> bool:
    """Whether a side of a member's quarter counts; where both are needed, it does with both."""
    sides = told.get((member, quarter), {})
    # of a zone only rows of communes that have both came this far
    is_paired = rule.is_paired and not is_zone(member)
    return side in sides and (not is_paired or len(sides) == 2)


def _member(rule: Rule, told: dict, member: str, quarter: str, span: str) -> dict | None:
    """What of a member counts in a span: side -> (plain, once, units); None for nothing."""
    sides = {}
    for side, time in (("numerator", rule.numerator), ("denominator", rule.denominator)):
        if time is None:
            continue
        used = [one for one in taken(quarter, span, time) if _counts(rule, told, member, one, side)]
        if not used:
            return None
        own = [told[member, one][side] for one in used]
        divisor = len(used) if time in ("mean", "rolling_4_mean") else 1
        units = sum(_units(rule, told, member, one) for one in used) if side == "numerator" else 0
        sides[side] = (sum(t.plain for t in own) / divisor, [t.once for t in own], units)
    if rule.numerator not in ("flow", "mean") and "numerator" not in told.get(
        (member, quarter), {}
    ):
        return None
    return sides


def _units(rule: Rule, told: dict, member: str, quarter: str) -> int:
    """For how many communes a member's rows speak; a whole district for those without own rows."""
    if communes := communes_in(member):
        return sum(not _counts(rule, told, one, quarter, "numerator") for one in communes)
    return len(told[member, quarter]["numerator"].communes)


def _value(rule: Rule, counted: list[dict]) -> Value:
    if not counted:
        return Value("null")
    numerator = _sum(counted, "numerator")
    reporting = sum(sides["numerator"][2] for sides in counted)
    if rule.denominator is None:
        return Value("value", rule.scale * numerator, numerator, None, reporting)
    denominator = _sum(counted, "denominator")
    if denominator == 0:
        return Value("na", None, numerator, denominator, reporting)
    value = rule.scale * numerator / denominator
    return Value("value", value, numerator, denominator, reporting)


def _sum(counted: list[dict], side: str) -> float:
    once: dict[str, float] = {}
    for sides in counted:
        for told in sides[side][1]:
            for key, amount in told.items():
                once[key] = max(amount, once.get(key, amount))
    return sum(sides[side][0] for sides in counted) + sum(once.values())
