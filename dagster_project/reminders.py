"""Reminders in the outbox: for each unit with open reports a draft letter and a short message.

    outbox/reminders/2026Q3/han-2026-09-17_truoc-5-ngay/X02905.docx     draft of a công văn
    outbox/reminders/2026Q3/han-2026-09-17_truoc-5-ngay/X02905.txt      short message
    outbox/reminders/2026Q3/han-2026-09-17_truoc-5-ngay/danh-sach.csv   who was reminded

The list comes last: a folder without it was cut off and is written again. Nothing is sent: an
officer looks at the drafts and sends them.
"""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path

from dagster_project.refresh_calendar import ReminderDue
from dagster_project.reminder_letter import MOST_ERRORS, letter, quarter_words, state_words
from ingest.answers.guard_formulas import csv_value
from ingest.durable import write_whole
from ingest.home import outbox_dir
from ingest.submissions.open_reports import OpenReport, form_title

LIST = "danh-sach.csv"
_PRIVATE = 0o600
_COLUMNS = (
    "don_vi",
    "ten_don_vi",
    "bieu",
    "han_nop",
    "tinh_trang",
    "so_loi",
    "cong_van",
    "tin_nhan",
)


@dataclass(frozen=True, slots=True)
class Reminded:
    """A folder of reminders that was written.

    Attributes:
        folder: where.
        units: how many units were reminded.
    """

    folder: Path
    units: int


def reminders_dir() -> Path:
    """Where reminders lie in the outbox."""
    return outbox_dir() / "reminders"


def folder_of(due: ReminderDue) -> Path:
    """The folder of one stage of one deadline."""
    return reminders_dir() / due.period / f"han-{due.due_on}_{due.stage}"


def is_written(due: ReminderDue) -> bool:
    """Whether a stage was dealt with, also when nobody had to be reminded."""
    return (folder_of(due) / LIST).exists()


def write_stage(due: ReminderDue, reports: Sequence[OpenReport], today: date) -> Reminded:
    """Write the reminders of one stage.

    Args:
        due: deadline and stage.
        reports: all open reports of the quarter; those of another deadline are left out.
        today: the day of the drafts.
    """
    concerned = [one for one in reports if one.owed.due_on == due.due_on]
    return Reminded(folder_of(due), write_reminders(folder_of(due), concerned, today))


def write_reminders(folder: Path, reports: Sequence[OpenReport], today: date) -> int:
    """Write letter and message of each unit, and the list of them.

    Args:
        folder: made when missing.
        reports: open reports of one quarter.
        today: the day of the drafts.

    Returns:
        How many units were reminded.
    """
    folder.mkdir(parents=True, exist_ok=True)
    rows = []
    ordered = sorted(reports, key=lambda one: (one.owed.agency.agency_code, one.owed.due_on))
    for code, group in groupby(ordered, key=lambda one: one.owed.agency.agency_code):
        own = list(group)
        write_whole(folder / f"{code}.docx", letter(own, today), _PRIVATE)
        write_whole(folder / f"{code}.txt", message(own, today).encode(), _PRIVATE)
        rows += [
            (code, one.owed.agency.name, one.owed.form, one.owed.due_on.isoformat(), one.state,
             len(one.errors), f"{code}.docx", f"{code}.txt")
            for one in own
        ]  # fmt: skip
    listed = io.StringIO()
    writer = csv.writer(listed, lineterminator="\n")
    writer.writerows(map(csv_value, row) for row in (_COLUMNS, *rows))
    write_whole(folder / LIST, b"\xef\xbb\xbf" + listed.getvalue().encode(), _PRIVATE)
    return len({row[0] for row in rows})


def message(reports: Sequence[OpenReport], today: date) -> str:
    """A short message for e-mail or chat: what is open, until when, what was wrong."""
    agency, period = reports[0].owed.agency, reports[0].owed.period
    lines = [
        f"Kính gửi {agency.name}: báo cáo quan hệ lao động {quarter_words(period)} còn "
        f"{len(reports)} biểu chưa được nhận."
    ]
    for one in reports:
        lines.append(
            f"- {form_title(one.owed.form)}: {state_words(one, today)}; "
            f"hạn {one.owed.due_on:%d/%m/%Y}."
        )
        lines += [f"    + {error}" for error in one.errors[:MOST_ERRORS]]
        if len(one.errors) > MOST_ERRORS:
            lines.append(f"    … và {len(one.errors) - MOST_ERRORS} điểm khác.")
    lines.append("Không có phát sinh thì gửi biểu ghi “không phát sinh”. Trân trọng.")
    return "\n".join(lines) + "\n"


def written_stages(period: str | None = None) -> list[Reminded]:
    """The reminders in the outbox, oldest first.

    Args:
        period: only of this quarter.
    """
    found = []
    for listed in sorted(reminders_dir().glob(f"{period or '*'}/*/{LIST}")):
        with listed.open(encoding="utf-8-sig", newline="") as stream:
            units = {row["don_vi"] for row in csv.DictReader(stream)}
        found.append(Reminded(listed.parent, len(units)))
    return found
