"""DS-06 to DS-10, stoppages of work.

DS-06: strikes, collective stoppages and temporary closures that began in the quarter; one that only
a dispute log holds (no event of the commune and employer within 3 days) is added. DS-07: the
workers who took part. DS-08: days not worked in the quarter: the stated total, split by the working
days of a six-day week over the quarters in which they lie; without a total the workers times these
days. One that goes on counts to the end of the quarter of its log. The dispute log holds no days.
DS-09: these per 1 000 workers. DS-10: of stoppages outside the procedure for which both hours are
known, those at which the authorities were present within 12 hours.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import cache

from tests.pipeline.truth.areas import zone_code
from tests.pipeline.truth.calendar_quarters import back, bounds, quarter_of
from tests.pipeline.truth.disputes import STOPPAGES
from tests.pipeline.truth.obligations import reference
from tests.pipeline.truth.running_logs import Entry, entries
from tests.pipeline.truth.standing_tables import Standing, day
from tests.pipeline.truth.sums import Part, Rule
from tests.pipeline.truth.workers import worker_numbers

RULES = {
    "DS-06": Rule("flow"),
    "DS-07": Rule("flow"),
    "DS-08": Rule("flow"),
    "DS-09": Rule("flow", "mean", 1000),
    "DS-10": Rule("flow", "flow", 100),
}


def parts(standing: Standing) -> Iterator[Part]:
    """What each commune and quarter contributes.

    Args:
        standing: the tables that stand.
    """
    reported = {(c, quarter) for form, c, quarter in standing.winning if form == "stoppage_log"}
    found = list(_told(standing, reported))
    yield from found
    said = {(part.kpi, part.side, part.commune, part.quarter) for part in found}
    for where in reported:
        for kpi in RULES:
            if (kpi, "numerator", *where) not in said:
                yield Part(kpi, "numerator", *where, 0)
        if ("DS-10", "denominator", *where) not in said:
            yield Part("DS-10", "denominator", *where, 0)
    for (commune, quarter), workers in worker_numbers(standing).items():
        yield Part("DS-09", "denominator", commune, quarter, workers)


def _told(standing: Standing, reported: set[tuple[str, str]]) -> Iterator[Part]:
    logged, noted = _events(standing)
    for entry in logged + noted:
        where, row = (entry.commune, entry.event), entry.values
        began = row.get("started_on") or row.get("received_on")
        zone = zone_code(row.get("industrial_zone"))
        digits = "".join(sign for sign in row.get("tax_code") or "" if sign.isdigit())
        key = f"{digits or entry.employer} {began}" if began else None
        yield Part("DS-06", "numerator", *where, 1, key, zone)
        yield Part("DS-07", "numerator", *where, row.get("workers_involved"), None, zone)
        if entry in noted:
            yield Part("DS-08", "numerator", *where, None)
            yield Part("DS-09", "numerator", *where, None)
        kind = row.get("event_type") or row.get("dispute_type")
        lawful = row.get("lawful_procedure")
        if kind != "temporary_closure" and (
            lawful == "no" or (lawful is None and kind == "collective_stoppage")
        ):
            hours = _hours(row)
            in_time = int(hours is not None and hours <= 12)
            yield Part("DS-10", "numerator", *where, in_time, None, zone)
            yield Part("DS-10", "denominator", *where, int(hours is not None), None, zone)
    for entry in logged:
        zone = zone_code(entry.values.get("industrial_zone"))
        for quarter, days in _days(entry):
            if (entry.commune, quarter) in reported:
                yield Part("DS-08", "numerator", entry.commune, quarter, days, None, zone)
                yield Part("DS-09", "numerator", entry.commune, quarter, days, None, zone)


def _hours(row: dict) -> float | None:
    notified, present = row.get("notified_at"), row.get("authorities_present_at")
    if not notified or not present:
        return None
    waited = datetime.fromisoformat(present) - datetime.fromisoformat(notified)
    return waited.total_seconds() / 3600


@cache
def _factory_days() -> set[str]:
    return {row["day"] for row in reference("working_days") if row["is_factory_day"] == "true"}


def _days(entry: Entry) -> Iterator[tuple[str, float | None]]:
    """Quarter and days not worked in it, of one stoppage."""
    row = entry.values
    began, ended = day(row.get("started_on")), day(row.get("ended_on"))
    if began is None:
        return
    log_ends = bounds(entry.log, "BCDK")[1]
    goes_on = ended is None and row.get("outcome") == "pending" and log_ends >= began
    last = log_ends if goes_on else ended or began
    all_days = [began + timedelta(one) for one in range((last - began).days + 1)]
    worked = [one for one in all_days if one.isoformat() in _factory_days()] or all_days
    total, peak = row.get("days_not_worked"), row.get("workers_involved")
    for quarter in _quarters(began, last):
        begins, ends = bounds(quarter, "BCDK")
        here = sum(begins <= one <= ends for one in worked)
        if total is not None:
            yield quarter, total * here / len(worked)
        elif ended is not None or goes_on:
            yield quarter, None if peak is None else peak * here


def _quarters(began: date, last: date) -> Iterator[str]:
    quarter = quarter_of(began.isoformat())
    while bounds(quarter, "BCDK")[0] <= last:
        yield quarter
        quarter = back(quarter, -1)


def _events(standing: Standing) -> tuple[list[Entry], list[Entry]]:
    """The stoppages of the stoppage logs, and those that only a dispute log holds."""

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
    return logged, noted


def known_events(standing: Standing) -> list[Entry]:
    """Every stoppage once, whichever log tells of it."""
    logged, noted = _events(standing)
    return logged + noted


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
