"""Day and month changed over by a spreadsheet program: asked where it may be so, and only there."""

from datetime import datetime

import openpyxl
import pytest

from ingest.check import check_file
from ingest.values.read_dates import may_be_swapped

DISPUTES = (
    "SỔ THEO DÕI TRANH CHẤP LAO ĐỘNG QUÝ III NĂM 2026",
    ["STT", "Ngày tiếp nhận", "Doanh nghiệp", "Xã, phường", "Loại tranh chấp"],
    ["Công ty A", "Xã Bảo Thắng", "Cá nhân"],
)
SESSIONS = (
    "NHẬT KÝ CÁC CUỘC TUYÊN TRUYỀN, PHỔ BIẾN PHÁP LUẬT QUÝ III NĂM 2026",
    ["STT", "Ngày tổ chức", "Xã, phường", "Số người tham dự"],
    ["Xã Bảo Thắng", 40],
)


def asked(tmp_path, form, day):
    """Codes of what is asked about a date in a file of the third quarter (15/6 to 14/9/2026)."""
    title, heads, rest = form
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (["SỞ NỘI VỤ"], [title], [], heads, [1, day, *rest]):
        sheet.append(row)
    path = tmp_path / "a.xlsx"
    book.save(path)
    result = check_file(path)
    assert result["tables"][0]["rows_accepted"] == 1, result["findings"]
    return [f["code"] for f in result["findings"] if f["cell"] == "B5"]


@pytest.mark.parametrize(
    "day", [datetime(2026, 5, 8), "8/5/2026", "2026-05-08", datetime(2026, 3, 7)]
)
def test_a_case_carried_over_is_not_asked_about(tmp_path, day):
    assert asked(tmp_path, DISPUTES, day) == []


@pytest.mark.parametrize("day", [datetime(2026, 10, 7), "7/10/2026"])
def test_a_case_after_the_quarter_is_asked_about(tmp_path, day):
    assert asked(tmp_path, DISPUTES, day) == ["swapped_date"]


@pytest.mark.parametrize("day", ["2026-10-07", "ngày 7 tháng 10 năm 2026"])
def test_a_date_of_certain_order_after_the_quarter_is_that(tmp_path, day):
    assert asked(tmp_path, DISPUTES, day) == ["date_after_period"]


@pytest.mark.parametrize("day", [datetime(2026, 5, 8), "8/5/2026"])
def test_an_event_outside_its_quarter_is_asked_about(tmp_path, day):
    assert asked(tmp_path, SESSIONS, day) == ["swapped_date"]


@pytest.mark.parametrize("day", ["2026-05-08", "20/5/2026", datetime(2026, 8, 5)])
def test_an_event_that_cannot_be_changed_over_is_not(tmp_path, day):
    assert asked(tmp_path, SESSIONS, day) == []


@pytest.mark.parametrize(
    ("raw", "doubtful"),
    [
        (datetime(2026, 5, 8), True),
        (46150.0, True),
        ("46150", True),
        ("8/5/2026", True),
        ("ngày 8.5.26", True),
        ("2026/05/08", False),
        ("08-May-26", False),
        ("ngày 8 tháng 5 năm 2026", False),
    ],
)
def test_where_the_order_is_in_doubt(raw, doubtful):
    assert may_be_swapped(raw) is doubtful
