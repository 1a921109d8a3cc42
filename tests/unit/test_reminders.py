"""Reminders, the provisional release and the final one: what the calendar asks for on a day."""

import csv
import io
import json
from datetime import date, datetime

import docx
import pytest

from dagster_project import daily_tick, release, reminders
from dagster_project.cli.run import run
from dagster_project.refresh_calendar import (
    ReminderDue,
    cut_off_day,
    provisional_day,
    reminders_due,
    watched_periods,
)
from dagster_project.reminder_letter import letter
from dagster_project.reminders import folder_of, written_stages
from ingest.ledgers import decide_loads, ledger
from ingest.submissions.open_reports import open_reports, owed_reports
from tests.unit.build_fixture import Cell, write_build
from tests.unit.made_checks import (
    BAO_THANG,
    EMPLOYER,
    INSPECTION,
    make_finding,
    make_table,
)

PERIOD = "2026Q3"
SENDER = "X02905"
ON_TIME = datetime(2026, 9, 1, 8)
DEADLINE = date(2026, 9, 17)  # of communes; a Thursday


@pytest.fixture(autouse=True)
def _other_letters_are_empty(monkeypatch):
    """A letter takes a twentieth of a second; of a hundred units the sender's is looked at."""
    monkeypatch.setattr(
        reminders,
        "letter",
        lambda own, today: letter(own, today) if own[0].owed.agency.agency_code == SENDER else b"",
    )


def still_open(agency: str = SENDER) -> dict[str, str]:
    with ledger.open_ledger() as book:
        return {
            one.owed.form: one.state
            for one in open_reports(book, PERIOD)
            if one.owed.agency.agency_code == agency
        }


def test_owed_is_what_the_duties_expect_on_the_day_of_the_deadlines():
    owed = {one.form: one for one in owed_reports(PERIOD) if one.agency.agency_code == SENDER}
    assert owed["inspection_summary"].due_on == DEADLINE
    assert owed["dispute_log"].due_on == DEADLINE
    assert "penalty_decisions" not in owed, "may be sent, need not"
    assert "accident_summary" not in owed, "half-yearly: Q2 and Q4 only"
    assert "accident_summary" in {one.form for one in owed_reports("2026Q2")}


def test_a_report_is_open_until_it_is_accepted_and_again_when_withdrawn(hand_in):
    before = still_open()
    assert before["inspection_summary"] == "chưa nộp"
    bad = make_finding("error", "not_a_number", "Biểu", "C10")
    hand_in(
        make_table("inspection_summary", INSPECTION, rejected=1),
        check={"findings": [bad]},
        received_at=ON_TIME,
    )
    assert still_open()["inspection_summary"] == "trả lại"
    result = hand_in(make_table("inspection_summary", INSPECTION), received_at=ON_TIME)
    assert "inspection_summary" not in still_open()
    assert still_open().keys() == before.keys() - {"inspection_summary"}
    decide_loads.withdraw_load(result.load_id, by="người thử", reason="nhầm")
    assert "inspection_summary" in still_open()


@pytest.mark.parametrize(
    ("today", "stage"),
    [
        ("2026-09-09", None),
        ("2026-09-10", "truoc-5-ngay"),  # five working days before Thursday the 17th
        ("2026-09-13", "truoc-5-ngay"),  # Sunday: the machine was off since
        ("2026-09-15", "truoc-2-ngay"),
        ("2026-09-17", "truoc-2-ngay"),
        ("2026-09-18", "qua-han-1-ngay"),
    ],
)
def test_the_stage_of_a_reminder_counts_working_days(today, stage):
    due = {one.due_on: one.stage for one in reminders_due(PERIOD, date.fromisoformat(today))}
    assert due.get(DEADLINE) == stage


def test_nobody_is_reminded_after_the_cut_off_nor_of_years_gone_by():
    assert reminders_due(PERIOD, cut_off_day(PERIOD)) != []
    assert reminders_due(PERIOD, date(2027, 1, 15)) == []
    assert watched_periods(date(2026, 9, 18)) == ["2026Q1", "2026Q2", "2026Q3", "2026Q4"]


def test_each_late_unit_gets_a_letter_and_a_message_with_its_errors(hand_in):
    bad = make_finding("error", "not_a_number", "Biểu", "C10")
    hand_in(
        make_table("employer_register", EMPLOYER, rejected=1),
        check={"findings": [bad]},
        received_at=ON_TIME,
    )
    hand_in(make_table("inspection_summary", INSPECTION), received_at=ON_TIME)
    today = date(2026, 9, 15)
    said = daily_tick.remind(today)
    assert any("17/09/2026" in line for line in said)
    folder = folder_of(ReminderDue(PERIOD, DEADLINE, "truoc-2-ngay"))
    text = (folder / f"{SENDER}.txt").read_text("utf-8")
    assert "quý III/2026" in text
    assert "17/09/2026" in text
    assert "Biểu!C10" in text
    assert "01/KTLĐ" not in text, "what was accepted is not asked for"
    letter = docx.Document(io.BytesIO((folder / f"{SENDER}.docx").read_bytes()))
    paragraphs = "\n".join(paragraph.text for paragraph in letter.paragraphs)
    assert "DỰ THẢO" in paragraphs
    assert "UBND xã Bảo Thắng" in paragraphs
    assert "Biểu!C10" in paragraphs
    cells = [cell.text for row in letter.tables[1].rows for cell in row.cells]
    assert "17/09/2026" in cells
    assert {"chưa nộp", "trả lại"} <= set(cells)
    listed = list(csv.DictReader((folder / "danh-sach.csv").open(encoding="utf-8-sig")))
    assert {row["tinh_trang"] for row in listed if row["don_vi"] == SENDER} == {
        "chưa nộp",
        "trả lại",
    }

    assert daily_tick.remind(today) == [], "the same stage is not written twice"
    (folder / "danh-sach.csv").unlink()
    assert daily_tick.remind(today) != [], "one that was cut off is"


def test_reminders_are_listed_and_written_anew_where_asked(capsys, tmp_path, hand_in):
    assert run(["reminders", "--period", PERIOD, "--out", str(tmp_path / "out")]) == 0
    said = capsys.readouterr().out
    assert "UBND xã Bảo Thắng: " in said
    assert "chưa nộp" in said
    assert (tmp_path / "out" / PERIOD / f"{SENDER}.docx").stat().st_size > 10_000
    assert written_stages() == [], "nothing went into the outbox"
    assert run(["reminders", "--period", "2040Q1"]) == 64


def published(month_day: str) -> dict:
    """A release made up for a day; its manifest."""
    cells = [Cell(BAO_THANG, PERIOD, 4, f"load-{month_day}")]
    release.publish(write_build(f"b{month_day}", cells), "rules-1")
    return release.current_manifest()


def test_a_release_after_the_deadline_is_the_provisional_one(hand_in):
    day = provisional_day(PERIOD)
    assert day == date(2026, 9, 22), "departments are due on Monday the 21st"
    assert PERIOD not in daily_tick.provisional_due(date(2026, 9, 21))
    assert PERIOD in daily_tick.provisional_due(day)
    before = published("0901")
    daily_tick.note_publication(before["release_id"], before["quarters"], date(2026, 9, 21))
    assert PERIOD in daily_tick.provisional_due(day)
    daily_tick.note_publication(before["release_id"], before["quarters"], day)
    assert PERIOD not in daily_tick.provisional_due(day)
    assert daily_tick.read_record(PERIOD, "provisional")["release_id"] == before["release_id"]


def test_the_final_release_is_laid_on_the_table_at_the_cut_off_and_never_approved(hand_in):
    hand_in(make_table("inspection_summary", INSPECTION), received_at=ON_TIME)
    assert daily_tick.prepare_finals(cut_off_day(PERIOD)) == [], "nothing is published"
    published("0922")
    before = release.current_id(), sorted(path.name for path in release.releases_dir().iterdir())
    assert daily_tick.prepare_finals(provisional_day(PERIOD)) == [], "reports are missing"
    [sentence] = daily_tick.prepare_finals(cut_off_day(PERIOD))
    assert f"qhld release propose {PERIOD}" in sentence
    assert sentence.startswith("Quý III/2026: đã quá ngày khóa sổ")
    assert daily_tick.prepare_finals(cut_off_day(PERIOD)) == []
    record = daily_tick.read_record(PERIOD, "final")
    assert record["open_reports"] > 99
    after = release.current_id(), sorted(path.name for path in release.releases_dir().iterdir())
    assert after == before


def test_the_final_release_comes_earlier_when_all_have_reported(hand_in, monkeypatch):
    published("0922")
    monkeypatch.setattr(daily_tick, "open_reports", lambda book, period: [])
    day = provisional_day(PERIOD)
    assert daily_tick.prepare_finals(date(2026, 9, 21)) == [], "not before the deadline"
    [sentence] = daily_tick.prepare_finals(day)
    assert "mọi đơn vị đã báo cáo đủ" in sentence


def test_a_tick_on_a_day_without_anything_due_says_so(capsys, hand_in):
    for path in ("provisional", "final"):  # as if earlier quarters were done with
        for period in watched_periods(date(2026, 8, 3)):
            daily_tick._write_record(period, path, {})
    assert run(["tick", "--on", "03/08/2026"]) == 0
    said = capsys.readouterr().out
    assert json.dumps(said, ensure_ascii=False) == '"Ngày 03/08/2026: không có việc gì đến hạn.\\n"'
