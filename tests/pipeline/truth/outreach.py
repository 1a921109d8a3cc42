"""OE-01 to OE-03 and OE-05 to OE-07.

OE-01: sessions held in the quarter. Where a list decides, one held by several agencies together
(same commune, day, place and lead unit) counts once, and one embedded in another event does not
count; else as the summary states. OE-02: those who attended, as the agency that prevails tells it.
OE-03: OE-02 per 100 workers. OE-05: products of press and portal first published, republished ones
taken off, for the province alone.
"""

from collections import defaultdict
from collections.abc import Iterator

from tests.pipeline.truth.obligations import PROVINCE
from tests.pipeline.truth.running_logs import Entry, entries, folded
from tests.pipeline.truth.standing_tables import Standing, precedence
from tests.pipeline.truth.sums import Part, Rule
from tests.pipeline.truth.workers import worker_numbers

RULES = {
    "OE-01": Rule("flow"),
    "OE-02": Rule("flow"),
    "OE-03": Rule("flow", "mean", 100),
    "OE-05": Rule("flow", lowest="province"),
    "OE-06": Rule("flow"),
    "OE-07": Rule("year_to_date", "closing", 100),
}
PRODUCTS = ("news", "articles", "reports", "short_videos", "infographics", "podcasts")
MINUTES = {None: 1, "minute": 1, "hour": 60}


def parts(standing: Standing) -> Iterator[Part]:
    """What each commune and quarter contributes.

    Args:
        standing: the tables that stand.
    """
    yield from _sessions(standing)
    for kpi, column in (
        ("OE-01", "sessions"),
        ("OE-07", "sessions"),
        ("OE-02", "attendances"),
        ("OE-03", "attendances"),
    ):
        for commune, quarter, value in standing.figures(
            "outreach_summary", column, "outreach_sessions"
        ):
            yield Part(kpi, "numerator", commune, quarter, value)
    for (commune, quarter), workers in worker_numbers(standing).items():
        yield Part("OE-03", "denominator", commune, quarter, workers)
    yield from _products(standing)
    yield from _broadcasts(standing)
    yield from _plans(standing)


def _sessions(standing: Standing) -> Iterator[Part]:
    decides = standing.list_decides("outreach_sessions")
    told = set()
    for entry in _once(standing):
        where, row = (entry.commune, entry.event), entry.values
        if where not in decides:
            continue
        told.add(where)
        if row.get("session_form") == "embedded":
            # a reported nothing, if there is no other
            yield Part("OE-01", "numerator", *where, 0)
            yield Part("OE-07", "numerator", *where, 0)
            if row.get("attendances") is not None:
                yield Part("OE-02", "numerator", *where, 0)
                yield Part("OE-03", "numerator", *where, 0)
            continue
        yield Part("OE-01", "numerator", *where, 1)
        yield Part("OE-07", "numerator", *where, 1)
        yield Part("OE-02", "numerator", *where, row.get("attendances"))
        yield Part("OE-03", "numerator", *where, row.get("attendances"))
    for where in decides.keys() - told:
        for kpi in ("OE-01", "OE-02", "OE-03", "OE-07"):
            yield Part(kpi, "numerator", *where, 0)


def _once(standing: Standing) -> list[Entry]:
    """Each session once; two rows of one agency are never the same."""
    alike, found = defaultdict(lambda: defaultdict(list)), []
    for entry, _ in entries(standing, "outreach_sessions", named="place"):
        row = entry.values
        key = (row.get("held_on"), folded(row.get("place")), folded(row.get("lead_unit")))
        if all(key):
            alike[entry.commune, *key][entry.agency].append(entry)
        else:
            found.append(entry)
    for by_agency in alike.values():
        for own in by_agency.values():
            own.sort(key=lambda entry: entry.place)
        for place in range(max(len(own) for own in by_agency.values())):
            found.append(
                min(
                    (own[place] for own in by_agency.values() if len(own) > place),
                    key=lambda e: (precedence(e.table, e.commune, e.log), e.agency),
                )
            )
    return found


def _products(standing: Standing) -> Iterator[Part]:
    for (form, commune, quarter), tables in standing.winning.items():
        if form != "media_products" or commune != PROVINCE:
            continue
        for table in tables:
            if table.is_nil:
                yield Part("OE-05", "numerator", PROVINCE, quarter, 0)
            for row in table.rows:
                if table.quarter(row) != quarter:
                    continue
                for column in PRODUCTS:
                    yield Part("OE-05", "numerator", PROVINCE, quarter, row.get(column))
                again = row.get("republished")
                yield Part(
                    "OE-05", "numerator", PROVINCE, quarter, None if again is None else -again
                )


def _broadcasts(standing: Standing) -> Iterator[Part]:
    for (form, commune, quarter), tables in standing.winning.items():
        if form != "grassroots_media":
            continue
        for table in tables:
            if table.is_nil:
                yield Part("OE-06", "numerator", commune, quarter, 0)
            for row in table.rows:
                of_commune = (row.get("commune") or table.commune) == commune
                minutes = MINUTES.get(row.get("broadcast_unit"))
                time = row.get("broadcast_time")
                if of_commune and table.quarter(row) == quarter and minutes and time is not None:
                    yield Part("OE-06", "numerator", commune, quarter, minutes * time)


def _plans(standing: Standing) -> Iterator[Part]:
    versions, reported = defaultdict(list), set()
    for (form, commune, quarter), tables in standing.winning.items():
        if form not in ("outreach_summary", "outreach_sessions") or commune == PROVINCE:
            continue
        reported.add((commune, quarter))
        for table in tables if form == "outreach_summary" else ():
            for row in table.rows:
                planned = row.get("annual_plan_sessions")
                of_commune = row.get("commune") == commune and table.quarter(row) == quarter
                if of_commune and planned is not None:
                    place = precedence(table, commune, quarter)
                    versions[commune].append((place, quarter, planned))
    for commune, quarter in reported:
        known = [v for v in versions[commune] if quarter[:4] <= v[1] <= quarter]
        best = min((place for place, *_ in known), default=None)
        newest = max((said for place, said, _ in known if place == best), default=None)
        plan = sum(planned for place, said, planned in known if (place, said) == (best, newest))
        yield Part("OE-07", "denominator", commune, quarter, plan)
