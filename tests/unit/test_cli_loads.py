"""`qhld loads list | show | withdraw | accept`: what an analyst sees and decides."""

import json

import pytest

from dagster_project.cli.run import run
from tests.unit.look_at_ledger import counting
from tests.unit.made_checks import DISPUTE, INSPECTION, make_finding, make_table


@pytest.fixture
def loads(hand_in):
    """A summary, its replacement, and a log of which one row is wrong."""
    bad = make_finding("error", "bad_date", "Sổ", "C11")
    return [
        hand_in(make_table("inspection_summary", INSPECTION), by="Chị Giả Lập"),
        hand_in(
            make_table("inspection_summary", INSPECTION | {"inspections": 4}),
            replace=True,
            reason="sửa số cuộc",
        ),
        hand_in(
            make_table("dispute_log", DISPUTE, rejected=1, sheet="Sổ"),
            check={"findings": (bad,), "outcome": "rejected"},
        ),
    ]


def test_the_list_has_every_load_with_its_state(loads, hand_in, capsys):
    hand_in(make_table("inspection_summary", INSPECTION), agency="Sở Lạ", name="lạ.xlsx")
    capsys.readouterr()
    assert run(["loads", "list"]) == 0
    text = capsys.readouterr().out
    ids = [load.load_id[:12] for load in loads]
    assert all(one in text for one in ids)
    assert f"bị thay thế bởi {ids[1]}" in text
    assert "trả lại" in text
    assert "(không lưu)" in text
    assert "Sở Lạ" in text
    assert "4 lần" in text


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["--state", "tra-lai"], [2]),
        (["--state", "chấp nhận"], [1]),
        (["--state", "thay-the"], [0]),
        (["--form", "dispute_log"], [2]),
        (["--period", "2026Q3"], [0, 1, 2]),
        (["--period", "2026Q2"], []),
        (["--agency", "UBND xã Bảo Thắng"], [0, 1, 2]),
        (["--agency", "SNV"], []),
    ],
)
def test_the_list_is_narrowed(loads, capsys, options, expected):
    capsys.readouterr()
    assert run(["loads", "list", "--json", *options]) == 0
    found = [one["load_id"] for one in json.loads(capsys.readouterr().out)]
    assert found == [loads[number].load_id for number in expected]


def test_show_tells_all_of_one_load(loads, capsys):
    capsys.readouterr()
    assert run(["loads", "show", loads[1].load_id[:8]]) == 0
    text = capsys.readouterr().out
    assert f"Thay thế: {loads[0].load_id[:12]}" in text
    assert "sửa số cuộc" in text
    assert "đã thay đổi 1 số liệu" in text
    assert ": 3 → 4 [C10]" in text
    assert "bản thay thế" in text
    assert run(["loads", "show", loads[0].load_id]) == 0
    first = capsys.readouterr().out
    assert "Chị Giả Lập" in first
    assert f"bị thay thế bởi {loads[1].load_id[:12]}" in first
    assert run(["loads", "show", loads[2].load_id[:8], "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert [event["event"] for event in shown["history"]] == ["received", "returned"]
    assert [f["code"] for f in shown["findings"]] == ["bad_date"]
    assert shown["archive"]["is_kept"]


def test_withdrawing_says_what_counts_again(loads, capsys):
    assert run(["loads", "withdraw", loads[1].load_id[:8], "--reason", "nhầm tệp"]) == 0
    assert loads[0].load_id[:12] in capsys.readouterr().out
    assert loads[0].load_id in counting().values()
    assert run(["loads", "withdraw", loads[1].load_id[:8], "--reason", "lần nữa"]) != 0
    assert "đã được thu hồi" in capsys.readouterr().err


def test_good_rows_of_a_returned_table_are_accepted(loads, capsys):
    command = ["loads", "accept", loads[2].load_id[:8], "--by", "Anh Giả Lập", "--reason", "gấp"]
    assert run(command) == 0
    assert "1 dòng được tính" in capsys.readouterr().out
    assert loads[2].load_id in counting().values()
    run(["loads", "show", loads[2].load_id[:8]])
    text = capsys.readouterr().out
    assert "chấp nhận (một phần)" in text
    assert "tiếp nhận một phần bảng số 1, Anh Giả Lập: gấp" in text
    assert run(command) == 1
    assert run(["loads", "accept", loads[0].load_id[:8], "--reason", "x"]) == 1
    assert "không có bảng nào" in capsys.readouterr().err


def test_a_table_without_a_good_row_cannot_be_accepted(hand_in, capsys):
    load = hand_in(make_table("inspection_summary", rejected=2))
    assert run(["loads", "accept", load.load_id, "--reason", "thử"]) == 1
    assert "không có dòng nào đọc được" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["show", "abcd1234"], "Không có lần nạp"),
        (["show", "ab"], "quá ngắn"),
        (["list", "--state", "xong"], "Không có trạng thái"),
        (["list", "--agency", "Sở Lạ"], "Không có đơn vị"),
        (["list", "--form", "nosuch"], "Không có biểu mẫu"),
        (["withdraw", "abcd1234", "--reason", " "], "Không có lần nạp"),
        (["withdraw", "abcd1234"], "Thiếu tham số"),
    ],
)
def test_what_cannot_be_is_said(capsys, arguments, words):
    assert run(["loads", *arguments]) != 0
    assert words in capsys.readouterr().err
