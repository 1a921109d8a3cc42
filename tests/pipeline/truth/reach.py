"""OE-04: employers of 10 and more workers that legal education reached in four quarters.

The list of sessions names them by tax code; a list that names none tells nothing. An employer
stands with the commune of its register: the session's own where it works there, else that of its
newest register until then, whose number of workers counts. Sessions embedded in other events do not
count.
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from tests.pipeline.truth.running_logs import Entry, employer_of, entries
from tests.pipeline.truth.standing_tables import Standing
from tests.pipeline.truth.sums import Part, Rule

RULES = {"OE-04": Rule("rolling_4", "closing", 100)}


def parts(standing: Standing) -> Iterator[Part]:
    """What each commune and quarter contributes.

    Args:
        standing: the tables that stand.
    """
    for form, commune, quarter in standing.winning:
        if form == "employer_register":
            yield Part("OE-04", "denominator", commune, quarter, 0)
    registered = defaultdict(list)
    for commune, quarter, row, _ in standing.register_rows("employer_register"):
        employer, counts = employer_of(row), _counts(row)
        registered[employer].append((quarter, commune, row.get("workers") or -1, counts))
        if counts:
            yield Part("OE-04", "denominator", commune, quarter, 1, employer)
    yield from _reached(standing, registered)


def _counts(row: dict) -> bool:
    return (row.get("status") or "active") == "active" and (row.get("workers") or 0) >= 10


def _reached(standing: Standing, registered: dict[str, list[tuple]]) -> Iterator[Part]:
    lists = {(c, quarter) for form, c, quarter in standing.winning if form == "outreach_sessions"}
    told = set()
    for session, _ in entries(standing, "outreach_sessions", named="place"):
        if session.values.get("session_form") == "embedded":
            continue
        codes = re.findall(r"\d+", session.values.get("tax_code") or "")
        where = (session.commune, session.event)
        if where in lists:
            told.add(where)
            yield Part("OE-04", "numerator", *where, 0 if codes else None)
        for code in codes:
            place = _place(session, registered.get(code, []))
            if place is not None and (place[0], session.event) in lists:
                told.add((place[0], session.event))
                reached = int(place[1])
                yield Part("OE-04", "numerator", place[0], session.event, reached, code)
    for where in standing.list_decides("outreach_sessions").keys() - told:
        yield Part("OE-04", "numerator", *where, 0)


def _place(session: Entry, known: list[tuple]) -> tuple[str, bool] | None:
    """Commune of the register that tells of an employer, and whether it counts there."""
    until = [one for one in known if one[0] <= session.event]
    if not until:
        return None
    _, commune, _, counts = max(until, key=lambda one: (one[1] == session.commune, one[0], one[2]))
    return commune, counts
