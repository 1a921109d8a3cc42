"""CI-08: employers that repeat a violation, of the province in four quarters.

Of the employers inspected again at most 24 months after a violation (found by an inspection or
punished by a decision that stands), those with a violation of the same group. The dictionary of
groups is that of NĐ 283/2026; where one of the two violations has no group there, nobody knows
whether they are the same, and the employer is in neither number.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from tests.pipeline.truth.inspections import counted_decisions, counted_visits
from tests.pipeline.truth.obligations import reference
from tests.pipeline.truth.running_logs import employer_of
from tests.pipeline.truth.standing_tables import Standing, day
from tests.pipeline.truth.sums import Part, Rule

RULES = {"CI-08": Rule("rolling_4", "rolling_4", 100, lowest="province")}


def parts(standing: Standing) -> Iterator[Part]:
    """What each commune and quarter contributes.

    Args:
        standing: the tables that stand.
    """
    found = _violations(standing)
    told = set()
    for visit in counted_visits(standing):
        row, ended = visit.values, _ended(visit.values)
        if ended is None or row.get("violations") is None:
            continue
        decided = day(row.get("decided_on")) or ended
        earlier = [
            groups
            for when, form, groups in found[employer_of(row)]
            if _two_years_before(ended) <= when < (decided if form == "decision" else ended)
        ]
        if not earlier:
            continue
        where = (visit.commune, visit.event)
        told.add(where)
        own = _groups(row) if row["violations"] > 0 else set()
        if any(own & groups for groups in earlier):
            again = 1
        elif row["violations"] > 0 and (not own or not all(earlier)):
            continue
        else:
            again = 0
        yield Part("CI-08", "numerator", *where, again, employer_of(row))
        yield Part("CI-08", "denominator", *where, 1, employer_of(row))
    for where in standing.list_decides("inspection_list").keys() - told:
        yield Part("CI-08", "numerator", *where, 0)
        yield Part("CI-08", "denominator", *where, 0)


def _violations(standing: Standing) -> dict[str, list[tuple[date, str, set[str]]]]:
    """Employer -> (day, what found it, groups) of its violations."""
    found = defaultdict(list)
    for visit in counted_visits(standing):
        row = visit.values
        if (row.get("violations") or 0) > 0 and (ended := _ended(row)):
            found[employer_of(row)].append((ended, "inspection", _groups(row)))
    for decision, _, annulled in counted_decisions(standing):
        row = decision.values
        if annulled is None and (when := day(row.get("decided_on"))):
            found[employer_of(row)].append((when, "decision", _groups(row)))
    return found


def _ended(row: dict) -> date | None:
    return day(row.get("concluded_on")) or day(row.get("decided_on"))


def _groups(row: dict) -> set[str]:
    listed = {one["code"] for one in reference("violation_chapters") if one["articles"]}
    return listed & set((row.get("violation_chapters") or "").split(";"))


def _two_years_before(ended: date) -> date:
    is_leap_day = (ended.month, ended.day) == (2, 29)
    return ended.replace(year=ended.year - 2, day=28 if is_leap_day else ended.day)
