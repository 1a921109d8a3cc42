"""LR-01 to LR-08.

LR-01: union members over the workers that the union itself counts; the province alone. From the
register of active employers at the end of the quarter: LR-02 those of 25 and more workers with a
union, LR-03 workers under an agreement in force, LR-04 those of 10 and more with a periodic
dialogue in the last 12 months, LR-05 insured workers over liable ones, of employers that state
both. From the social insurance: LR-06 arrears without interest over what was due in the year, LR-07
insured workers of employers three months late and more over the insured of employers that state
months. LR-08: victims of accidents in four quarters per 100 000 workers.
"""

from collections.abc import Iterator
from datetime import date

from tests.pipeline.truth.areas import zone_code
from tests.pipeline.truth.calendar_quarters import bounds
from tests.pipeline.truth.obligations import PROVINCE
from tests.pipeline.truth.running_logs import employer_of
from tests.pipeline.truth.standing_tables import Standing, day
from tests.pipeline.truth.sums import Part, Rule
from tests.pipeline.truth.workers import worker_numbers

RULES = {
    "LR-01": Rule("closing", "closing", 100, "THONGKE", "province"),
    "LR-02": Rule("closing", "closing", 100),
    "LR-03": Rule("closing", "closing", 100),
    "LR-04": Rule("closing", "closing", 100),
    "LR-05": Rule("closing", "closing", 100),
    "LR-06": Rule("closing", "closing", 100, "THONGKE"),
    "LR-07": Rule("closing", "closing", 100, "THONGKE"),
    "LR-08": Rule("rolling_4", "rolling_4_mean", 100000),
}
ARREARS = ("late_social_vnd", "late_health_vnd", "late_unemployment_vnd")


def parts(standing: Standing) -> Iterator[Part]:
    """What each commune and quarter contributes.

    Args:
        standing: the tables that stand.
    """
    yield from _union(standing)
    yield from _register(standing)
    yield from _insurance(standing)
    for commune, quarter, victims in standing.figures("accident_summary", "victims"):
        yield Part("LR-08", "numerator", commune, quarter, victims)
    for (commune, quarter), workers in worker_numbers(standing).items():
        yield Part("LR-08", "denominator", commune, quarter, workers)


def _both(kpi, commune, quarter, numerator, denominator, once=None, zone=None) -> Iterator[Part]:
    if numerator is not None and denominator is not None:
        yield Part(kpi, "numerator", commune, quarter, numerator, once, zone)
        yield Part(kpi, "denominator", commune, quarter, denominator, once, zone)


def _union(standing: Standing) -> Iterator[Part]:
    for (form, commune, quarter), tables in standing.winning.items():
        if form == "union_summary" and commune == PROVINCE:
            for table in tables:
                for row in table.rows:
                    members, workers = row.get("members_total"), row.get("workers_total")
                    yield from _both("LR-01", PROVINCE, quarter, members, workers)


def _register(standing: Standing) -> Iterator[Part]:
    told = set()
    for commune, quarter, row, table in standing.register_rows("employer_register"):
        if (row.get("status") or "active") != "active":
            continue
        ends, workers, employer = bounds(quarter, "BCDK")[1], row.get("workers"), employer_of(row)
        columns = {name for cells in table.cells for name in cells}
        where, big, zone = (commune, quarter), workers or 0, zone_code(row.get("industrial_zone"))
        if big >= 25:
            told.add(("LR-02", *where))
            has = int(bool(row.get("has_union"))) if "has_union" in columns else None
            yield from _both("LR-02", *where, has, 1, employer, zone)
        if workers is not None:
            told.add(("LR-03", *where))
            expires = day(row.get("agreement_expires_on"))
            in_force = row.get("has_agreement") and (expires is None or expires >= ends)
            covered = None if "has_agreement" not in columns else workers if in_force else 0
            yield from _both("LR-03", *where, covered, workers, None, zone)
        if big >= 10:
            told.add(("LR-04", *where))
            spoke = day(row.get("last_dialogue_on"))
            since = date(ends.year - 1, ends.month, ends.day)
            has = None
            if "last_dialogue_on" in columns:
                has = int(spoke is not None and since < spoke <= ends)
            yield from _both("LR-04", *where, has, 1, employer, zone)
        liable = row.get("workers_liable")
        if liable is None:
            kinds = (row.get("contracts_indefinite"), row.get("contracts_definite"))
            liable = None if None in kinds else sum(kinds)
        told.add(("LR-05", *where))
        yield from _both("LR-05", *where, row.get("workers_insured"), liable, None, zone)
    for form, commune, quarter in standing.winning:
        if form == "employer_register":
            for kpi in ("LR-02", "LR-03", "LR-04", "LR-05"):
                if (kpi, commune, quarter) not in told:
                    yield from _both(kpi, commune, quarter, 0, 0)


def _insurance(standing: Standing) -> Iterator[Part]:
    for commune, quarter, row, _ in standing.register_rows("social_insurance"):
        arrears = [row[name] for name in ARREARS if row.get(name) is not None]
        late = sum(arrears) if arrears else None
        if late is None and row.get("late_total_vnd") is not None:
            late = row["late_total_vnd"] - (row.get("late_interest_vnd") or 0)
        if late is not None:
            late += row.get("evaded_vnd") or 0
        yield from _both("LR-06", commune, quarter, late, row.get("due_to_date_vnd"))
        months, insured = row.get("months_late"), row.get("insured")
        if months is not None:
            affected = None if insured is None else insured if months >= 3 else 0
            yield from _both("LR-07", commune, quarter, affected, insured)
