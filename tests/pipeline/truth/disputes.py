"""DS-01 to DS-03, DS-05 to DS-07.

DS-01: cases by the day of receipt. The same case in two agencies' logs is one: same commune,
employer and kind, received at most 30 days apart; stoppages noted in a dispute log are none. DS-02:
those of four quarters per 1 000 workers. DS-03: mediated over mediated and failed, by the day on
which mediation ended; withdrawn, pending and exempt cases are out. DS-05: received and not settled
by the end of the quarter. DS-06, DS-07: stoppages that began in the quarter and their workers; one
that only a dispute log holds (no event of the commune and employer within 3 days) is added.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta

from tests.pipeline.truth.calendar_quarters import quarter_of
from tests.pipeline.truth.running_logs import Entry, entries
from tests.pipeline.truth.standing_tables import Standing, day, precedence
from tests.pipeline.truth.sums import Part, Rule

RULES = {
    "DS-01": Rule("flow"),
    "DS-03": Rule("flow", "flow", 100),
    "DS-05": Rule("closing"),
    "DS-06": Rule("flow"),
    "DS-07": Rule("flow"),
}
STOPPAGES = ("strike", "collective_stoppage")
MEDIATED = ("mediated", "mediation_failed")


def parts(standing: Standing) -> Iterator[Part]:
    """What each commune and quarter contributes.

    Args:
        standing: the tables that stand.
    """
    yield from _from_logs(standing)
    yield from _stoppages(standing)
    for kpi, side, column in (
        ("DS-01", "numerator", "received_total"),
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
            told.add(("DS-01", commune, case.event))
        closed = _closing_quarter(case)
        ended = quarter_of(row.get("mediation_ended_on")) or quarter_of(row.get("closed_on"))
        result = row.get("mediation_outcome") or row.get("outcome")
        where = (commune, ended or case.log)
        if result in MEDIATED and not row.get("mediation_exempt") and where in decides:
            yield Part("DS-03", "numerator", *where, int(result == "mediated"))
            yield Part("DS-03", "denominator", *where, 1)
            told.add(("DS-03", *where))
        for there, quarter in decides:
            if there == commune and case.event <= quarter and (closed is None or closed > quarter):
                yield Part("DS-05", "numerator", commune, quarter, 1)
                told.add(("DS-05", commune, quarter))
    for where in decides:
        for kpi in ("DS-01", "DS-03", "DS-05"):
            if (kpi, *where) not in told:
                yield Part(kpi, "numerator", *where, 0)
                if kpi == "DS-03":
                    yield Part(kpi, "denominator", *where, 0)


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


def _stoppages(standing: Standing) -> Iterator[Part]:
    def wins(entry: Entry, form: str) -> bool:
        tables = standing.winning.get((form, entry.commune, entry.event), [])
        return entry.agency in {table.agency for table in tables}

    logged = [e for e, _ in entries(standing, "stoppage_log") if wins(e, "stoppage_log")]
    logged = [e for e in logged if not _gave_way(e, logged)]
    noted = [
        e
        for e, _ in entries(standing, "dispute_log", "case_no")
        if e.values.get("dispute_type") in STOPPAGES
        and wins(e, "dispute_log")
        and not any(_is_same(e, "received_on", other) for other in logged)
    ]
    told = set()
    for entry in logged + noted:
        where, row = (entry.commune, entry.event), entry.values
        began = row.get("started_on") or row.get("received_on")
        digits = "".join(sign for sign in row.get("tax_code") or "" if sign.isdigit())
        key = f"{digits or entry.employer} {began}" if began else None
        yield Part("DS-06", "numerator", *where, 1, key)
        yield Part("DS-07", "numerator", *where, row.get("workers_involved"))
        told.add(where)
    for form, commune, quarter in standing.winning:
        if form == "stoppage_log" and (commune, quarter) not in told:
            yield Part("DS-06", "numerator", commune, quarter, 0)
            yield Part("DS-07", "numerator", commune, quarter, 0)


def _gave_way(entry: Entry, logged: list[Entry]) -> bool:
    """Whether a first quick report has its final one."""
    return entry.values.get("report_version") == "preliminary" and any(
        other.values.get("report_version") == "final"
        and other.agency == entry.agency
        and _is_same(entry, "started_on", other)
        for other in logged
    )


def _is_same(entry: Entry, column: str, other: Entry) -> bool:
    if (entry.commune, entry.employer) != (other.commune, other.employer):
        return False
    one, two = day(entry.values.get(column)), day(other.values.get("started_on"))
    if one is None or two is None:
        return entry.event == other.event
    return abs((one - two).days) <= 3
