"""Who sends what and when: on time, late, never, replaced, faulty. One plan a quarter."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from ingest.sample.cases import CaseBook
from ingest.sample.employers import stream
from ingest.sample.faults import FAULT_ORDER, FORM_OF_FAULT
from ingest.sample.figures import HOT_SPOT, Quarter, World

ON_TIME, LATE, NEVER = "on_time", "late", "never"
REPLACED, REPLACEMENT, FAULTY = "replaced", "replacement", "faulty"
FAULTY_A_QUARTER = 5
# sends only after the second and the fourth quarter, both quarters in one workbook
HALF_YEARLY = ("TTT", "SCT")
# agencies with forms that came later, each with the calendar of its dispatch
FURTHER_SINCE = "2026Q1"
FURTHER = (("CTTDT", "BCDK"), ("TCVN", "BCDK"), ("LDLD", "THONGKE"), ("BHXH", "THONGKE"))


@dataclass(frozen=True)
class Sending:
    """One dispatch of an agency for a quarter.

    Attributes:
        plan: on_time, late, never, replaced, replacement or faulty.
        received_at: local time; None for a dispatch that never came.
        fault: code of the planted fault, or "".
        is_draft: the figures are a first version that a replacement corrects.
        replaces_on: day of the report that this one replaces, else None.
        calendar: in which the quarter is counted ("THONGKE" for insurance and union).
        note: for the manifest, in Vietnamese.
    """

    agency_code: str
    plan: str
    received_at: datetime | None
    fault: str = ""
    is_draft: bool = False
    replaces_on: date | None = None
    calendar: str = "BCDK"
    note: str = ""


def plan_communes(
    world: World, cases: CaseBook, quarter: Quarter, deadline: date, no_faults: set[str]
) -> list[Sending]:
    """Plan the dispatches of all communes for a quarter.

    Args:
        world: the figures.
        cases: disputes (some faults need a log with rows).
        quarter: the quarter reported.
        deadline: last day on time.
        no_faults: communes in whose files nothing is planted (their .csv has no sheet to name).

    Returns:
        One or two dispatches a commune (two when a replacement follows), by commune code.
    """
    draw = stream(world.seed, "plan", quarter.period)
    codes = sorted(world.places)
    draw.shuffle(codes)
    codes.remove(HOT_SPOT)
    never = _choose_never(world, draw, codes)
    rest = [code for code in codes if code not in never]
    faulty = _choose_faulty(world, cases, quarter, rest, no_faults)
    rest = [code for code in rest if code not in faulty]
    late, rest = rest[: draw.randint(6, 10)], rest[10:]
    replaced = rest[: draw.randint(2, 3)]
    sendings: list[Sending] = []
    for code in sorted(world.places):
        agency, own = f"X{code}", stream(world.seed, "receipt", code, quarter.period)
        if code in never:
            sendings.append(Sending(agency, NEVER, None, note="Không gửi báo cáo kỳ này"))
            continue
        sent = Sending(agency, ON_TIME, _moment(own, quarter.ends_on, deadline))
        if code in late:
            after = deadline + timedelta(days=own.randint(1, 9))
            sent = replace(sent, plan=LATE, received_at=_moment(own, after, after))
        elif code in replaced:
            sent = replace(sent, plan=REPLACED, is_draft=True, note="Sau đó có bản thay thế")
        elif code in faulty:
            fault = faulty[code]
            sent = replace(sent, plan=FAULTY, fault=fault, note=f"Lỗi cài sẵn: {fault}")
        sendings.append(sent)
        if code in replaced or (code in faulty and own.random() < 0.45):
            sendings.append(_replacement(own, sent, deadline))
    return sendings


def plan_departments(
    seed: int, agency_codes: list[str], quarter: Quarter, deadline: date
) -> list[Sending]:
    """Plan the dispatches of the departments; one of them is late.

    Args:
        seed: seed of the whole sample.
        agency_codes: departments that may send.
        quarter: the quarter reported.
        deadline: last day on time.
    """
    draw = stream(seed, "departments", quarter.period)
    late = draw.choice(agency_codes)
    sendings = []
    for agency in agency_codes:
        if agency in HALF_YEARLY and quarter.quarter % 2:
            continue
        if agency == late:
            day = deadline + timedelta(days=draw.randint(1, 6))
            sendings.append(Sending(agency, LATE, _moment(draw, day, day)))
        else:
            sendings.append(Sending(agency, ON_TIME, _moment(draw, quarter.ends_on, deadline)))
    return sendings


def plan_districts(
    seed: int, agency_codes: list[str], quarter: Quarter, deadline: date
) -> list[Sending]:
    """Plan the dispatches of the former district offices: one never comes, one is replaced.

    Args:
        seed: seed of the whole sample.
        agency_codes: the offices.
        quarter: a quarter before the merger.
        deadline: last day on time.
    """
    draw = stream(seed, "districts", quarter.period)
    never, late, corrected = draw.sample(sorted(agency_codes), 3)
    sendings = []
    for agency in sorted(agency_codes):
        if agency == never:
            sendings.append(Sending(agency, NEVER, None, note="Không gửi báo cáo kỳ này"))
            continue
        sent = Sending(agency, ON_TIME, _moment(draw, quarter.ends_on, deadline))
        if agency == late:
            day = deadline + timedelta(days=draw.randint(1, 9))
            sent = replace(sent, plan=LATE, received_at=_moment(draw, day, day))
        elif agency == corrected:
            sent = replace(sent, plan=REPLACED, is_draft=True, note="Sau đó có bản thay thế")
            sendings.append(_replacement(draw, sent, deadline))
        sendings.append(sent)
    return sendings


def plan_further_departments(seed: int, quarter: Quarter, due: dict[str, date]) -> list[Sending]:
    """Plan the press, the insurance and the union's own form; all of them are on time.

    Args:
        seed: seed of the whole sample.
        quarter: the quarter reported.
        due: calendar -> last day on time.
    """
    sendings = []
    for agency, calendar in FURTHER if quarter.period >= FURTHER_SINCE else ():
        draw = stream(seed, "further departments", agency, quarter.period)
        latest = due[calendar]
        earliest = quarter.ends_on if calendar == "BCDK" else latest - timedelta(days=15)
        received_at = _moment(draw, earliest, latest)
        sendings.append(Sending(agency, ON_TIME, received_at, calendar=calendar))
    return sendings


def _choose_never(world: World, draw: random.Random, codes: list[str]) -> set[str]:
    chronic = sorted(world.places)
    stream(world.seed, "chronic").shuffle(chronic)
    never = {code for code in chronic[:4] if code != HOT_SPOT and draw.random() < 0.5}
    wanted = draw.randint(3, 6)
    for code in codes:
        if len(never) >= wanted:
            break
        never.add(code)
    return never


def _choose_faulty(
    world: World, cases: CaseBook, quarter: Quarter, codes: list[str], no_faults: set[str]
) -> dict[str, str]:
    """Commune code -> fault; every fault comes up within any three quarters in a row."""
    chosen: dict[str, str] = {}
    for step in range(FAULTY_A_QUARTER):
        fault = FAULT_ORDER[(quarter.number * FAULTY_A_QUARTER + step) % len(FAULT_ORDER)]
        needs_cases = FORM_OF_FAULT[fault] == "dispute_log"
        for code in codes:
            if code in chosen or code in no_faults:
                continue
            if needs_cases and not cases.dispute_log(code, quarter.period):
                continue
            chosen[code] = fault
            break
    return chosen


def _replacement(draw: random.Random, sent: Sending, deadline: date) -> Sending:
    day = max(sent.received_at.date(), deadline) + timedelta(days=draw.randint(1, 8))
    return Sending(
        sent.agency_code,
        REPLACEMENT,
        _moment(draw, day, day),
        replaces_on=sent.received_at.date(),
        note="Bản thay thế",
    )


def _moment(draw: random.Random, earliest: date, latest: date) -> datetime:
    """A minute of office hours between two days (the first day itself only if it is the last)."""
    days = (latest - earliest).days
    day = earliest + timedelta(days=draw.randint(1, days) if days else 0)
    clock = time(draw.randint(7, 16), draw.randint(0, 59), draw.randint(0, 59))
    return datetime.combine(day, clock)
