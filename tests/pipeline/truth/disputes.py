"""DS-01 to DS-05.

DS-01: cases by the day of receipt. The same case in two agencies' logs is one: same commune,
employer and kind, received at most 30 days apart; stoppages noted in a dispute log are none. DS-02:
those of four quarters per 1 000 workers. DS-03: mediated over mediated and failed, by the day on
which mediation ended; withdrawn, pending and exempt cases are out. DS-04: ended within five working
days, the day of receipt not counted, over mediations whose five days ran out in the quarter; one
withdrawn before is out, one still open afterwards is late. DS-05: received and not settled
by the end of the quarter; what the office of a former district had open and no log after the merger
took over is not carried on.
"""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import timedelta
from functools import cache

from tests.pipeline.truth.calendar_quarters import quarter_of
from tests.pipeline.truth.obligations import reference
from tests.pipeline.truth.running_logs import Entry, entries
from tests.pipeline.truth.standing_tables import Standing, day, precedence
from tests.pipeline.truth.sums import Part, Rule
from tests.pipeline.truth.workers import worker_numbers

RULES = {
    "DS-01": Rule("flow"),
    "DS-02": Rule("rolling_4", "rolling_4_mean", 1000),
    "DS-03": Rule("flow", "flow", 100),
    "DS-04": Rule("flow", "flow", 100),
    "DS-05": Rule("closing"),
}
STOPPAGES = ("strike", "collective_stoppage")
FIRST_MERGED = "2025Q3"  # the first quarter that ended after the merger of 1 July 2025
MEDIATED = ("mediated", "mediation_failed")


def parts(standing: Standing) -> Iterator[Part]:
    """What each commune and quarter contributes.

    Args:
        standing: the tables that stand.
    """
    yield from _from_logs(standing)
    for (commune, quarter), workers in worker_numbers(standing).items():
        yield Part("DS-02", "denominator", commune, quarter, workers)
    for kpi, side, column in (
        ("DS-01", "numerator", "received_total"),
        ("DS-02", "numerator", "received_total"),
        ("DS-03", "numerator", "mediated"),
        ("DS-03", "denominator", "mediated"),
        ("DS-03", "denominator", "mediation_failed"),
        ("DS-05", "numerator", "closing"),
    ):
        for commune, quarter, value in standing.figures("dispute_summary", column, "dispute_log"):
            yield Part(kpi, side, commune, quarter, value)


def _from_logs(standing: Standing) -> Iterator[Part]:
    decides = standing.list_decides("dispute_log")
    told = set()
    for case in _cases(standing):
        row, commune = case.values, case.commune
        if (commune, case.event) in decides:
            yield Part("DS-01", "numerator", commune, case.event, 1)
            yield Part("DS-02", "numerator", commune, case.event, 1)
            told |= {("DS-01", commune, case.event), ("DS-02", commune, case.event)}
        closed = _closing_quarter(case)
        ended = quarter_of(row.get("mediation_ended_on")) or quarter_of(row.get("closed_on"))
        result = row.get("mediation_outcome") or row.get("outcome")
        where = (commune, ended or case.log)
        if result in MEDIATED and not row.get("mediation_exempt") and where in decides:
            yield Part("DS-03", "numerator", *where, int(result == "mediated"))
            yield Part("DS-03", "denominator", *where, 1)
            told.add(("DS-03", *where))
        if (term := _term(case)) is not None and (commune, term[0]) in decides:
            in_time = term[1]
            told.add(("DS-04", commune, term[0]))
            if in_time is not None:
                yield Part("DS-04", "numerator", commune, term[0], int(in_time))
                yield Part("DS-04", "denominator", commune, term[0], 1)
        for there, quarter in decides:
            is_left_behind = case.log < FIRST_MERGED <= quarter
            if there != commune or is_left_behind:
                continue
            if case.event <= quarter and (closed is None or closed > quarter):
                yield Part("DS-05", "numerator", commune, quarter, 1)
                told.add(("DS-05", commune, quarter))
    for where in decides:
        for kpi in ("DS-01", "DS-02", "DS-03", "DS-04", "DS-05"):
            if (kpi, *where) not in told:
                yield Part(kpi, "numerator", *where, 0)
                if kpi in ("DS-03", "DS-04"):
                    yield Part(kpi, "denominator", *where, 0)


@cache
def _office_days() -> list[str]:
    return [row["day"] for row in reference("working_days") if row["is_office_day"] == "true"]


def _term(case: Entry) -> tuple[str, bool | None] | None:
    """Quarter in which the mediator's five working days ran out, and whether they were kept.

    None for a case that is not measured; unknown (None) whether kept without the day of receipt.
    """
    row = case.values
    result = row.get("mediation_outcome") or row.get("outcome")
    received = row.get("mediator_received_on")
    if row.get("mediation_exempt") or not (received or result in MEDIATED):
        return None
    ended = row.get("mediation_ended_on") or (row.get("closed_on") if result in MEDIATED else None)
    if not received:
        said = quarter_of(row.get("mediation_ended_on")) or quarter_of(row.get("closed_on"))
        return said or case.log, None
    days = _office_days()
    last = days[bisect_right(days, received) + 4]
    given_up = row.get("mediation_ended_on") or row.get("closed_on") or last
    if result == "withdrawn" and given_up <= last:
        return None
    # days off after the last of the five do not count either
    in_time = bool(ended) and bisect_right(days, ended) - bisect_right(days, received) <= 5
    return quarter_of(last), in_time


def settled(standing: Standing) -> Counter:
    """(commune, quarter) -> disputes that ended in it, of those received until then.

    Args:
        standing: the tables that stand.
    """
    return Counter(
        (case.commune, closed)
        for case in _cases(standing)
        if (closed := _closing_quarter(case)) is not None
    )


def _closing_quarter(case: Entry) -> str | None:
    row = case.values
    if not row.get("closed_on") and (row.get("outcome") or "pending") == "pending":
        return None
    return quarter_of(row.get("closed_on")) or case.log


def _cases(standing: Standing) -> list[Entry]:
    """Each dispute once, as the agency that prevails on the commune tells it."""
    alike, found = defaultdict(list), []
    for entry, _ in entries(standing, "dispute_log", "case_no"):
        kind = entry.values.get("dispute_type")
        if kind in STOPPAGES:
            continue
        if entry.employer and entry.values.get("received_on") and kind:
            alike[entry.commune, entry.employer, kind].append(entry)
        else:
            found.append(entry)
    for several in alike.values():
        several.sort(key=_by_day)
        run: list[Entry] = []
        for entry in several:
            if run and _day(entry) - _day(run[-1]) > timedelta(days=30):
                found += _once(run)
                run = []
            run.append(entry)
        found += _once(run)
    return found


def _day(entry: Entry):
    return day(entry.values["received_on"])


def _by_day(entry: Entry):
    return (_day(entry), entry.agency, entry.place)


def _once(run: list[Entry]) -> list[Entry]:
    """Of a run of like cases: the first of one agency is the first of another, and so on."""
    by_agency = defaultdict(list)
    for entry in run:
        by_agency[entry.agency].append(entry)
    longest = max(len(own) for own in by_agency.values())
    return [
        min(
            (own[place] for own in by_agency.values() if len(own) > place),
            key=lambda e: (precedence(e.table, e.commune, e.log), e.agency),
        )
        for place in range(longest)
    ]
