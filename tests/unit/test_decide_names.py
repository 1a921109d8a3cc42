"""Names that hold files up, a person's decision, and the files read again after it."""

import json
from datetime import date

import openpyxl
import pytest

from dagster_project.cli.run import run
from ingest.communes.decided_names import decisions_file, use_decisions
from ingest.communes.match_communes import match_commune
from ingest.ledgers import ledger
from ingest.ledgers.decide_names import decide_name, publish_decisions, waiting_communes
from ingest.submissions.judge_file import contract_version
from tests.unit.look_at_ledger import counting, export

BY = {"by": "Chị Giả Lập", "reason": "hỏi đơn vị gửi"}
HEADERS = (
    *("STT", "Xã, phường", "Số cuộc thanh tra, kiểm tra", "Số doanh nghiệp được thanh tra"),
    *("Số doanh nghiệp vi phạm", "Số hành vi vi phạm", "Số quyết định xử phạt"),
    "Số tiền phạt (đồng)",
)


def match(name, agency=None, on=None):
    use_decisions(agency)
    return match_commune(name, on=on)


def write_book(path, name, inspections=3):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["A1"] = "SỞ NỘI VỤ TỈNH LÀO CAI"
    sheet["A3"] = "KẾT QUẢ THANH TRA, KIỂM TRA PHÁP LUẬT LAO ĐỘNG QUÝ III NĂM 2026"
    sheet.append([])
    sheet.append(HEADERS)
    sheet.append([1, "Xã Gia Phú", 2, 2, 0, 0, 0, 0])
    sheet.append([2, name, inspections, 4, 1, 1, 1, 5_000_000])
    book.save(path)
    return path


def test_a_decision_holds_for_its_sender_and_its_days():
    assert match("Xã Bịa Đặt").status == "unknown"
    decide_name("Xã Bịa Đặt", kind="commune", target="02905", agency="SNV", **BY)
    assert match("Xã Bịa Đặt").status == "unknown"
    assert match("XÃ BỊA ĐẶT ", "SNV").commune_code == "02905"
    days = {"valid_from": date(2026, 1, 1), "valid_to": date(2026, 6, 30)}
    decide_name("Xã Bịa Đặt", kind="commune", target="02923", **days, **BY)
    assert match("Xã Bịa Đặt", None, date(2026, 3, 1)).commune_code == "02923"
    assert match("Xã Bịa Đặt", None, date(2026, 7, 1)).status == "unknown"
    assert match("Xã Bịa Đặt", "SNV", date(2026, 3, 1)).commune_code == "02905"
    found = match("Xã Bịa Đặt", "SNV")
    assert (found.how, "quyết định số 1" in found.explanation[0]) == ("decided", True)


def test_the_newest_decision_holds_and_one_may_be_taken_back():
    decide_name("Xã Bịa Đặt", kind="commune", target="02905", **BY)
    decide_name("Xã Bịa Đặt", kind="commune", target="02923", **BY)
    assert match("Xã Bịa Đặt").commune_code == "02923"
    decide_name("Xã Bịa Đặt", kind="commune", target=None, **BY)
    assert match("Xã Bịa Đặt").status == "unknown"


def test_a_known_name_cannot_be_given_another_meaning():
    decide_name("Xã Bảo Thắng", kind="commune", target="02923", **BY)
    assert match("Xã Bảo Thắng").commune_code == "02905"


def test_decisions_are_part_of_a_loads_identity():
    before = contract_version()
    decide_name("Cty Giả Lập", kind="employer", target="5300100001", **BY)
    assert contract_version() == before  # says nothing about how files are read
    decide_name("Xã Bịa Đặt", kind="commune", target="02905", **BY)
    assert contract_version() != before


def test_what_a_kill_left_out_is_made_good_by_the_next_intake():
    decide_name("Xã Bịa Đặt", kind="commune", target="02905", **BY)
    decisions_file().unlink()
    assert match("Xã Bịa Đặt").status == "unknown"
    with ledger.open_ledger() as book:
        publish_decisions(book)
    assert match("Xã Bịa Đặt").commune_code == "02905"


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"target": "99999"}, "Không có xã, phường"),
        ({"agency": "LẠ"}, "Không có đơn vị"),
        ({"reason": " "}, "lý do"),
        ({"valid_from": date(2026, 2, 1), "valid_to": date(2026, 1, 1)}, "Ngày bắt đầu"),
    ],
)
def test_decisions_that_cannot_be(given, words):
    with pytest.raises(ledger.LedgerError, match=words):
        decide_name("Xã Bịa Đặt", **({"kind": "commune", "target": "02905"} | BY | given))
    assert not decisions_file().exists()


def test_a_decided_name_lets_the_files_go_that_it_held_up(tmp_path, capsys):
    first = write_book(tmp_path / "một.xlsx", "Xã Bịa Đặt")
    assert run(["submit", str(first)]) == 1
    with ledger.open_ledger() as book:
        [waiting] = waiting_communes(book)
    assert (waiting.name, waiting.cells, waiting.agencies) == ("Xã Bịa Đặt", 1, ["SNV"])
    capsys.readouterr()
    assert run(["names", "list"]) == 0
    text = capsys.readouterr().out
    assert "“Xã Bịa Đặt”" in text
    assert "“một.xlsx”" in text
    command = ["names", "decide", "xã bịa đặt", "--commune", "Xã Bảo Thắng", "--reason", "đã hỏi"]
    assert run(command) == 0
    text = capsys.readouterr().out
    assert "Đọc lại 1 tệp" in text
    assert "bị trả lại → được nhận" in text
    assert {key[1] for key in counting()} == {"02905", "02923"}
    assert export("submissions")["is_reread"].to_list() == [False, True]
    assert run(["names", "list", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == []
    assert run(["names", "show", "Xã Bịa Đặt"]) == 0
    assert "Xã Bảo Thắng (02905)" in capsys.readouterr().out
    # a file that comes later is read by the decision at once
    assert run(["submit", str(write_book(tmp_path / "thay thế.xlsx", "Xã Bịa Đặt", 9))]) == 0
    assert "đã thay đổi 1 số liệu" in capsys.readouterr().out


def test_what_is_said_of_a_name_nobody_knows(capsys):
    assert run(["names", "list"]) == 0
    assert "Không có tên" in capsys.readouterr().out
    assert run(["names", "show", "Xã Bịa Đặt"]) == 1
    assert run(["names", "decide", "Xã Bịa Đặt", "--reason", "x"]) == 64
    assert "--commune" in capsys.readouterr().err
    assert run(["names", "decide", "a", "--commune", "Xã Lạ", "--reason", "x"]) == 64
    assert run(["names", "decide", "a", "--employer", "12", "--reason", "x"]) == 64
    assert "10 hoặc 13 chữ số" in capsys.readouterr().err
