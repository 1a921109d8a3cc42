"""The daily tick: reminders, the provisional release at the deadline, the final one to be proposed.

Called by the schedules of `defs/daily_tick.py` and by `qhld tick` (for who runs cron instead of
Dagster). Each part looks up what is due and what was done already, so that it may run at any time
and any number of times a day. No dagster in here.

    schedule/2026Q3.provisional.json   a release was made after the deadline; by which, when
    schedule/2026Q3.final.json         the quarter is ready to be proposed as final; why, what to do

Nothing is proposed or approved in anybody's name: two persons sign (`qhld release propose` and
`approve`); the tick lays the case on the table.
"""

import json
from collections.abc import Iterable
from datetime import date, datetime

from dagster_project import release
from dagster_project.refresh_calendar import (
    cut_off_day,
    provisional_day,
    reminders_due,
    watched_periods,
)
from dagster_project.release_signoff import proposals
from dagster_project.reminder_letter import quarter_words
from dagster_project.reminders import is_written, write_stage
from dagster_project.warehouse_build import TIME_ZONE
from ingest.durable import write_whole
from ingest.home import schedule_dir
from ingest.ledgers.ledger import open_ledger
from ingest.submissions.open_reports import OpenReport, open_reports

PROVISIONAL, FINAL = "provisional", "final"


def local_today() -> date:
    """Today in Lào Cai."""
    return datetime.now(TIME_ZONE).date()


def remind(today: date) -> list[str]:
    """Write the reminders that are due and not written.

    Returns:
        What was written, in Vietnamese, one sentence a deadline.
    """
    said = []
    for period in watched_periods(today):
        due = [one for one in reminders_due(period, today) if not is_written(one)]
        if not due:
            continue
        reports = _open(period)
        for one in due:
            written = write_stage(one, reports, today)
            if written.units:
                said.append(
                    f"Đã soạn nhắc {written.units} đơn vị về báo cáo {quarter_words(period)} hạn "
                    f"{one.due_on:%d/%m/%Y}: {written.folder}"
                )
    return said


def provisional_due(today: date) -> list[str]:
    """Quarters whose deadline has passed and of which no release was made since."""
    return [
        period
        for period in watched_periods(today)
        if provisional_day(period) <= today and read_record(period, PROVISIONAL) is None
    ]


def note_publication(release_id: str, quarters: Iterable[str], today: date | None = None) -> None:
    """Note of which quarters a release made just now is the provisional one.

    Args:
        release_id: the release in force after a refresh.
        quarters: quarters that it holds.
        today: the day; None is today in Lào Cai.
    """
    for period in set(provisional_due(today or local_today())) & set(quarters):
        _write_record(period, PROVISIONAL, {"release_id": release_id})


def prepare_finals(today: date) -> list[str]:
    """Lay the quarters on the table that may be proposed as final, each once.

    Returns:
        What was prepared, in Vietnamese, with the command to run.
    """
    said = []
    manifest = release.current_manifest()
    for period in watched_periods(today):
        # before the deadline "all have reported" may still change by a replacement
        if manifest is None or period not in manifest["quarters"]:
            continue
        if today < provisional_day(period) or read_record(period, FINAL) or is_signed(period):
            continue
        reports = _open(period)
        if reports and today < cut_off_day(period):
            continue
        sentence = _final_sentence(period, reports)
        record = {
            "release_id": manifest["release_id"],
            "open_reports": len(reports),
            "open_units": sorted({one.owed.agency.name for one in reports}),
            "sentence": sentence,
        }
        _write_record(period, FINAL, record)
        said.append(sentence)
    return said


def _final_sentence(period: str, reports: list[OpenReport]) -> str:
    why = "mọi đơn vị đã báo cáo đủ"
    if reports:
        units = len({one.owed.agency.agency_code for one in reports})
        why = f"đã quá ngày khóa sổ, còn {units} đơn vị chưa nộp đủ ({len(reports)} biểu)"
    words = quarter_words(period)
    return (
        f"{words[0].upper()}{words[1:]}: {why}. Đề nghị xem xét trình bản chính thức: "
        f"qhld release propose {period} --by TÊN; người khác duyệt: qhld release approve {period}."
    )


def is_signed(period: str) -> bool:
    """Whether somebody has proposed the quarter as final already, or approved it."""
    with open_ledger() as book:
        return any(one.verdict in (None, "approved") for one in proposals(book, period))


def read_record(period: str, kind: str) -> dict | None:
    """What the tick has noted of a quarter.

    Args:
        period: quarter.
        kind: PROVISIONAL or FINAL.
    """
    path = schedule_dir() / f"{period}.{kind}.json"
    return json.loads(path.read_text("utf-8")) if path.exists() else None


def _write_record(period: str, kind: str, record: dict) -> None:
    noted = {"noted_at": datetime.now(TIME_ZONE).isoformat(timespec="seconds"), **record}
    text = json.dumps(noted, ensure_ascii=False, indent=1)
    write_whole(schedule_dir() / f"{period}.{kind}.json", text.encode())


def _open(period: str) -> list[OpenReport]:
    with open_ledger() as book:
        return open_reports(book, period)
