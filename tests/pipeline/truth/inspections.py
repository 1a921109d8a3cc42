"""CI-01 to CI-07 and CI-09.

CI-01 counts inspections that ended in the quarter, by number and day of the decision where a list
decides (self-checks are none), else as the summary states. CI-04: employers with at least one
violation over employers inspected, each once. CI-06: fines of decisions of the quarter; one
annulled later stays, and is taken back in the quarter whose register says so. CI-07: paid to date
over payable after appeal, of the decisions of the quarter that stand. CI-02, CI-03: employers
inspected in four quarters, and their workers when inspected, over active employers with a
contracted worker and over all workers. CI-05: requirements due in the quarter and carried out by
their day; where no list tells the days, the summary's done over done and overdue. CI-09: officers
per 10 000 workers of the province.
"""

from collections.abc import Iterator

from tests.pipeline.truth.calendar_quarters import quarter_of
from tests.pipeline.truth.obligations import PROVINCE, reference
from tests.pipeline.truth.running_logs import Entry, employer_of, entries, folded
from tests.pipeline.truth.standing_tables import Standing
from tests.pipeline.truth.sums import Part, Rule
from tests.pipeline.truth.workers import worker_numbers

RULES = {
    "CI-01": Rule("flow"),
    "CI-02": Rule("rolling_4", "closing", 100),
    "CI-03": Rule("rolling_4", "closing", 100),
    "CI-04": Rule("flow", "flow", 100),
    "CI-05": Rule("flow", "flow", 100),
    "CI-06": Rule("flow"),
    "CI-07": Rule("flow", "flow", 100),
    "CI-09": Rule("closing", "closing", 10000, lowest="province"),
}


def parts(standing: Standing) -> Iterator[Part]:
    """What each commune and quarter contributes.

    Args:
        standing: the tables that stand.
    """
    yield from _inspections(standing)
    yield from _fines(standing)
    yield from _requirements(standing)
    yield from _employers(standing)
    for (commune, quarter), workers in worker_numbers(standing).items():
        yield Part("CI-03", "denominator", commune, quarter, workers)
        yield Part("CI-09", "denominator", commune, quarter, workers)
    for row in reference("staffing"):
        for quarter in "1234":
            officers = float(row["officers_fte"])
            yield Part("CI-09", "numerator", PROVINCE, f"{row['year']}Q{quarter}", officers)
    for kpi, side, column, listed in (
        ("CI-01", "numerator", "inspections", "inspection_list"),
        ("CI-04", "numerator", "employers_violating", "inspection_list"),
        ("CI-04", "denominator", "employers_inspected", "inspection_list"),
        ("CI-06", "numerator", "fines_vnd", "penalty_decisions"),
    ):
        for commune, quarter, value in standing.figures("inspection_summary", column, listed):
            yield Part(kpi, side, commune, quarter, value)


def counted_visits(standing: Standing) -> Iterator[Entry]:
    """Inspected employers of the lists that decide; a self-check is no inspection."""
    decides = standing.list_decides("inspection_list")
    for entry, _ in entries(standing, "inspection_list", "decision_no"):
        is_check = entry.values.get("inspection_type") == "self_check"
        if not is_check and entry.agency in decides.get((entry.commune, entry.event), ()):
            yield entry


def _inspections(standing: Standing) -> Iterator[Part]:
    told = set()
    for entry in counted_visits(standing):
        where, row = (entry.commune, entry.event), entry.values
        told.add(where)
        number = folded(row.get("decision_no"))
        year = f"năm {entry.event[:4]}"
        decision = f"{number} {row.get('decided_on') or year}" if number else str(id(entry))
        employer = employer_of(row)
        yield Part("CI-01", "numerator", *where, 1, decision)
        violations = row.get("violations")
        found = None if violations is None else int(violations > 0)
        yield Part("CI-04", "numerator", *where, found, employer)
        yield Part("CI-04", "denominator", *where, 1, employer)
        yield Part("CI-02", "numerator", *where, 1, employer)
        yield Part("CI-03", "numerator", *where, row.get("workers"), employer)
    for where in standing.list_decides("inspection_list").keys() - told:
        for kpi in ("CI-01", "CI-02", "CI-03", "CI-04"):
            yield Part(kpi, "numerator", *where, 0)
        yield Part("CI-04", "denominator", *where, 0)


def _requirements(standing: Standing) -> Iterator[Part]:
    decides = standing.list_decides("inspection_list")
    due, without_day = set(), set()
    for entry, _ in entries(standing, "inspection_list", "decision_no"):
        row = entry.values
        if row.get("inspection_type") == "self_check":
            continue
        stated = [row.get(f"requirements{which}") for which in ("", "_done", "_overdue")]
        some = next((number for number in stated if number is not None), 0) > 0
        counts = entry.agency in decides.get((entry.commune, entry.event), ())
        if counts and some and not row.get("remedy_due_on"):
            without_day.add((entry.commune, entry.event))
        where = (entry.commune, quarter_of(row.get("remedy_due_on")))
        if entry.agency not in decides.get(where, ()):
            continue
        due.add(where)
        number = 1 if row.get("requirements") is None else row["requirements"]
        done = row.get("remedied_on")
        in_time = done is not None and done <= row["remedy_due_on"]
        yield Part("CI-05", "denominator", *where, number)
        yield Part("CI-05", "numerator", *where, number if in_time else 0)
    done = standing.figures("inspection_summary", "requirements_done")
    overdue = standing.figures("inspection_summary", "requirements_overdue")
    for (commune, quarter, carried_out), (*_, late) in zip(done, overdue, strict=True):
        where = (commune, quarter)
        if where in decides and (where in due or where not in without_day):
            continue
        yield Part("CI-05", "numerator", *where, carried_out)
        both = None if None in (carried_out, late) else carried_out + late
        yield Part("CI-05", "denominator", *where, both)
    for where in decides.keys() - due - without_day:
        yield Part("CI-05", "numerator", *where, 0)
        yield Part("CI-05", "denominator", *where, 0)


def _employers(standing: Standing) -> Iterator[Part]:
    for form, commune, quarter in standing.winning:
        if form == "employer_register":
            yield Part("CI-02", "denominator", commune, quarter, 0)
    for commune, quarter, row, _ in standing.register_rows("employer_register"):
        kinds = [row.get(f"contracts_{kind}") for kind in ("indefinite", "definite", "other")]
        stated = [number for number in kinds if number is not None]
        everyone = row.get("workers_insured") if row.get("workers") is None else row["workers"]
        contracted = sum(stated) if stated else everyone
        if (row.get("status") or "active") == "active" and (contracted or 0) >= 1:
            yield Part("CI-02", "denominator", commune, quarter, 1, employer_of(row))


def counted_decisions(standing: Standing) -> Iterator[tuple[Entry, str, str | None]]:
    """Penalty decisions of the registers that decide.

    Yields:
        The decision, the commune for which it counts (the province where none is named and
        known), and the quarter whose register first said that it was annulled, else None.
    """
    decides = standing.list_decides("penalty_decisions")
    alone = {
        (table.agency, period)
        for (form, commune, period), tables in standing.winning.items()
        if form == "penalty_decisions" and commune == PROVINCE
        for table in tables
    }
    places = _registered_places(standing)
    for entry, versions in entries(standing, "penalty_decisions", "decision_no"):
        known = places.get(employer_of(entry.values), set())
        commune = entry.commune or (next(iter(known)) if len(known) == 1 else None)
        if entry.agency not in decides.get((commune, entry.event), ()):
            if entry.commune is not None or (entry.agency, entry.event) not in alone:
                continue
            commune = PROVINCE
        annulled = None
        if entry.values.get("status") == "annulled":
            said = min(v.log for v in versions if v.values.get("status") == "annulled")
            annulled = max(said, entry.event)
        yield entry, commune, annulled


def _fines(standing: Standing) -> Iterator[Part]:
    told = set()
    for entry, commune, annulled in counted_decisions(standing):
        row, number = entry.values, folded(entry.values.get("decision_no"))
        when = row.get("decided_on") or f"năm {entry.event[:4]}"
        key = f"{number} {when} {employer_of(row)} {entry.ordinal}" if number else str(id(entry))
        where, fine = (commune, entry.event), row.get("fine_vnd")
        yield Part("CI-06", "numerator", *where, fine, key)
        told.add(("CI-06", *where))
        if annulled:
            yield Part("CI-06", "numerator", commune, annulled, None if fine is None else -fine)
            told.add(("CI-06", commune, annulled))
            continue
        payable = row.get("amount_after_appeal_vnd")
        yield Part("CI-07", "numerator", *where, row.get("paid_vnd"), key)
        yield Part("CI-07", "denominator", *where, fine if payable is None else payable, key)
        told.add(("CI-07", *where))
    for where in standing.list_decides("penalty_decisions"):
        for kpi, side in (
            ("CI-06", "numerator"),
            ("CI-07", "numerator"),
            ("CI-07", "denominator"),
        ):
            if (kpi, *where) not in told:
                yield Part(kpi, side, *where, 0)


def _registered_places(standing: Standing) -> dict[str, set[str]]:
    """Employer -> communes whose registers name it."""
    places: dict[str, set[str]] = {}
    for commune, _, row, _ in standing.register_rows("employer_register"):
        places.setdefault(employer_of(row), set()).add(commune)
    return places
