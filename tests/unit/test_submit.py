"""Handing files in: what is kept, repeats, senders, refused files."""

from datetime import datetime

import pytest

from ingest.archives import archive
from ingest.home import home, ledger_path, loads_dir
from ingest.ledgers import ledger
from ingest.ledgers.export_ledger import export_parquet
from ingest.submissions import judge_file
from ingest.submissions.submission import StatementError, find_agency
from tests.submit_file import submit_file
from tests.unit.look_at_ledger import codes, counting, export, statuses
from tests.unit.made_checks import (
    BAO_THANG,
    DISPUTE,
    INSPECTION,
    make_check,
    make_finding,
    make_table,
)


def test_an_accepted_file_is_kept_stored_and_recorded(hand_in):
    result = hand_in(make_table("inspection_summary", INSPECTION), content=b"abc")
    assert (result.outcome, result.exit_code, result.agency_code) == ("accepted", 0, "X02905")
    assert archive.open_kept(result.file_sha256) == b"abc"
    assert (loads_dir() / result.load_id / "inspection_summary.parquet").exists()
    [submission] = export("submissions").to_dicts()
    assert submission["load_id"] == result.load_id
    assert (submission["form"], submission["period"]) == ("inspection_summary", "2026Q3")
    assert counting() == {("inspection_summary", BAO_THANG, "2026Q3"): result.load_id}


def test_the_same_bytes_change_nothing(hand_in):
    first = hand_in(make_table("inspection_summary", INSPECTION), content=b"abc")
    before = {name: export(name) for name in ("loads", "submissions", "load_coverage", "findings")}
    for stated in ({}, {"agency": "UBND xã Bảo Thắng"}, {"period": "2026Q3"}):
        again = hand_in(make_table("inspection_summary", INSPECTION), content=b"abc", **stated)
        assert again.is_repeat
        assert "đã có, không thay đổi gì" in again.message
        assert again.load_id == first.load_id
    for name, frame in before.items():
        assert export(name).equals(frame)
    assert len(list(loads_dir().iterdir())) == 1


def test_a_file_sent_back_is_read_anew_and_may_be_accepted(hand_in):
    unknown = make_finding("error", "unknown_commune", "Biểu", "C10")
    bad = make_table("inspection_summary", rejected=1)
    first = hand_in(bad, content=b"abc", check={"findings": (unknown,), "outcome": "rejected"})
    assert (first.outcome, statuses(first), first.is_repeat) == ("rejected", ["returned"], False)
    again = hand_in(bad, content=b"abc", check={"findings": (unknown,), "outcome": "rejected"})
    assert again.is_repeat
    assert again.outcome == "rejected"
    assert export("submissions").height == 1
    # the alias has been added: the same bytes are now read otherwise
    good = hand_in(make_table("inspection_summary", INSPECTION), content=b"abc")
    assert (good.outcome, good.is_repeat) == ("accepted", False)
    assert export("submissions").height == 2
    assert set(counting().values()) == {good.load_id}


def test_a_new_contract_makes_a_new_load_of_the_same_bytes(hand_in, monkeypatch):
    first = hand_in(make_table("inspection_summary", INSPECTION), content=b"abc")
    monkeypatch.setattr(judge_file, "contract_version", lambda: "newer")
    again = hand_in(make_table("inspection_summary", INSPECTION), content=b"abc")
    assert not again.is_repeat
    assert again.load_id != first.load_id
    assert codes(again) == ["same_content_again"]


@pytest.mark.parametrize(
    ("stated", "in_file", "sender"),
    [
        ("X02923", None, "X02923"),
        ("UBND XÃ GIA PHÚ", None, "X02923"),
        ("LĐLĐ tỉnh", None, "LDLD"),
        (None, "X02905", "X02905"),
        ("X02923", "X02905", "X02923"),
    ],
)
def test_who_sent_it(hand_in, stated, in_file, sender):
    result = hand_in(make_table("dispute_log", nil=True), agency=stated, check={"agency": in_file})
    assert result.agency_code == sender
    assert ("agency_differs" in codes(result)) == bool(stated and in_file)


@pytest.mark.parametrize(("stated", "in_file"), [(None, None), ("Sở Lạ", "X02905")])
def test_an_unknown_sender_is_sent_back_and_kept(hand_in, stated, in_file):
    table = make_table("inspection_summary", INSPECTION)
    result = hand_in(table, agency=stated, check={"agency": in_file}, content=b"abc")
    assert (result.outcome, result.load_id) == ("rejected", None)
    assert codes(result) == ["unknown_agency"]
    assert archive.open_kept(result.file_sha256) == b"abc"
    [submission] = export("submissions").to_dicts()
    assert (submission["agency_code"], submission["outcome"]) == (None, "rejected")


def test_a_refused_file_is_recorded_and_kept(hand_in):
    refused = {"findings": (make_finding("error", "password"),), "outcome": "refused"}
    result = hand_in(agency="X02905", check=refused | {"agency": None}, content=b"sealed")
    assert (result.outcome, result.exit_code) == ("refused", 2)
    assert archive.is_kept(result.file_sha256)
    [submission] = export("submissions").to_dicts()
    assert (submission["form"], submission["error_count"]) == (None, 1)
    assert submission["agency_code"] == "X02905"


def test_nothing_of_a_secret_file_stays_but_hash_time_and_office(hand_in):
    words = "kế hoạch tuyệt mật số 7"
    secret = make_finding("error", "state_secret", words, "A1") | {"found": words}
    other = make_finding("warning", "date_late", "Biểu", "C3") | {"found": words}
    result = hand_in(
        make_table("dispute_log", DISPUTE | {"employer": words}),
        name=f"{words}.xlsx",
        content=b"secret bytes",
        check={"findings": (secret, other), "outcome": "refused"},
    )
    assert (result.outcome, result.load_id, result.agency_code) == ("refused", None, "X02905")
    assert not archive.is_kept(result.file_sha256)
    export_parquet(home() / "export")
    for path in home().rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert words.encode() not in content
            assert b"secret bytes" not in content
    [submission] = export("submissions").to_dicts()
    assert submission["file_sha256"] == result.file_sha256


def test_a_file_that_changes_while_it_is_read_waits(tmp_path):
    path = tmp_path / "tệp.xlsx"
    path.write_bytes(b"first half")
    check = make_check(path, make_table("inspection_summary", INSPECTION))
    path.write_bytes(b"first half, second half")
    result = submit_file(path, check_result=check)
    assert not result.is_recorded
    assert codes(result) == ["file_changed"]
    assert export("submissions").height == 0


def test_a_stated_time_is_logged_as_stated(hand_in):
    hand_in(make_table("dispute_log", nil=True), received_at=datetime(2026, 9, 16, 8, 30))
    hand_in(make_table("inspection_summary", INSPECTION))
    loads = export("loads")
    assert loads["received_at_stated"].to_list() == [True, False]
    assert loads["received_at"][0] == datetime(2026, 9, 16, 8, 30)


def test_a_stated_quarter_must_be_one(hand_in):
    with pytest.raises(StatementError, match="2026Q3"):
        hand_in(make_table("dispute_log", nil=True), period="quý 3")


def test_find_agency_knows_codes_names_and_aliases():
    assert find_agency("x02905").agency_code == "X02905"
    assert find_agency("Ủy ban nhân dân xã Bảo Thắng").agency_code == "X02905"
    assert find_agency("sở nội vụ").agency_code == "SNV"
    assert find_agency("Sở Giả Lập") is None


def test_the_ledger_holds_no_rows(hand_in):
    hand_in(make_table("dispute_log", DISPUTE | {"claimant": "Nguyễn Văn Giả Lập"}))
    with ledger.open_ledger() as book:
        book.execute("pragma wal_checkpoint(truncate)")
    content = ledger_path().read_bytes()
    assert "Nguyễn Văn Giả Lập".encode() not in content
    assert DISPUTE["employer"].encode() not in content


def test_the_commune_of_a_stated_sender_is_that_of_a_table_without_one(tmp_path):
    rows = [
        ["KẾT QUẢ TUYÊN TRUYỀN PHÁP LUẬT LAO ĐỘNG QUÝ III NĂM 2026"],
        ["STT", "Số cuộc", "Số lượt người"],
        [1, 2, 85],
    ]
    path = tmp_path / "tuyen_truyen.csv"
    path.write_text("\n".join(";".join(map(str, row)) for row in rows), encoding="utf-8")
    unknown = submit_file(path)
    assert unknown.outcome == "rejected"
    stated = submit_file(path, agency="UBND xã Bảo Thắng")
    assert (stated.outcome, stated.agency_code) == ("accepted", "X02905")
    (row,) = stated.check["tables"][0]["rows"]
    assert row["values"] == {"commune": "02905", "sessions": 2, "attendances": 85}
    assert "commune" not in row["cells"]
