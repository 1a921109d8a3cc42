"""Archived files read again after a change of form or of names."""

import hashlib

import pytest

from ingest.archives import archive
from ingest.archives.access import AccessError, Actor
from ingest.home import reread_dir
from ingest.ledgers import decide_loads, ledger
from ingest.ledgers.list_loads import list_loads
from ingest.submissions import judge_file, reread_files
from tests.unit.look_at_ledger import counting, export
from tests.unit.made_checks import (
    BAO_THANG,
    DISPUTE,
    GIA_PHU,
    INSPECTION,
    make_check,
    make_finding,
    make_table,
)

ANALYST = Actor("lan", "chuyen_vien", "qhld")
UNKNOWN = make_finding("error", "unknown_commune", "Biểu", "C10")


class NewReading:
    """A pool whose readers say what is put here, by the content of the file."""

    size = 2

    def __init__(self, says):
        self.says, self.asked = says, []

    def check_all(self, requests):
        for path, form, period, agency in requests:
            self.asked.append((path.name, form, period, agency))
            tables, rest = self.says[path.read_bytes()]
            yield make_check(path, *tables, **rest)


@pytest.fixture(autouse=True)
def version(monkeypatch):
    """The version of forms and names: "older" until a test changes it."""
    now = ["older"]
    monkeypatch.setattr(judge_file, "contract_version", lambda: now[0])
    monkeypatch.setattr(reread_files, "contract_version", lambda: now[0])
    return now


@pytest.fixture
def reread(version):
    def _reread(says, *, apply=True, even_if_less=False, actor=ANALYST, **chosen):
        version[0] = "newer"
        with ledger.open_ledger() as book:
            selected = reread_files.select_files(book, **chosen)
            given = {"apply": apply, "by": "Chị Giả Lập", "reason": "thêm tên xã"}
            given |= {"even_if_less": even_if_less, "actor": actor}
            pool = NewReading(says)
            found = list(reread_files.reread_files(book, selected, pool, **given))
        assert list(reread_dir().iterdir()) == []
        return found

    return _reread


def test_a_file_held_up_by_a_name_is_taken_in_with_its_own_time(hand_in, reread):
    held = hand_in(
        make_table("inspection_summary", rejected=1),
        content=b"a",
        check={"findings": (UNKNOWN,), "outcome": "rejected"},
        period="2026Q3",
    )
    says = {b"a": ([make_table("inspection_summary", INSPECTION)], {})}
    [looked] = reread(says, apply=False, loads=[held.load_id])
    assert looked.states == [("inspection_summary", "returned", "accepted")]
    assert [f["code"] for f in looked.gone] == ["unknown_commune"]
    assert counting() == {}
    [done] = reread(says, loads=[held.load_id])
    assert set(counting().values()) == {done.result.load_id}
    first, again = export("submissions").to_dicts()
    assert again["received_at"] == first["received_at"]
    assert (first["is_reread"], again["is_reread"]) == (False, True)
    with ledger.open_ledger() as book:
        states = [one["tables"][0]["state"] for one in list_loads(book)]
        assert states == ["superseded", "accepted"]
        assert reread_files.select_files(book) == []


def test_what_is_read_alike_is_left_alone(hand_in, reread):
    hand_in(make_table("inspection_summary", INSPECTION), content=b"a")
    [one] = reread({b"a": ([make_table("inspection_summary", INSPECTION)], {})})
    assert (one.is_same, one.result) == (True, None)
    assert export("loads").height == 1


def test_what_was_read_alike_is_not_old_until_the_next_change(hand_in, reread, version):
    hand_in(make_table("inspection_summary", INSPECTION), content=b"a")
    hand_in(make_table("dispute_log", DISPUTE), content=b"b")
    more = [make_table("dispute_log", DISPUTE, DISPUTE | {"case_no": "13/TL"})]
    says = {b"a": ([make_table("inspection_summary", INSPECTION)], {}), b"b": (more, {})}
    assert [one.is_same for one in reread(says, apply=False)] == [True, False]
    with ledger.open_ledger() as book:  # what is other stays old until it is stored
        assert [row["file_sha256"] for row in reread_files.select_files(book)] == [
            hashlib.sha256(b"b").hexdigest()
        ]
        version[0] = "newest"
        assert len(reread_files.select_files(book)) == 2


def test_every_file_read_again_is_opened_by_the_door(hand_in, reread):
    load = hand_in(make_table("inspection_summary", INSPECTION), content=b"a")
    says = {b"a": ([make_table("inspection_summary", INSPECTION)], {})}
    with pytest.raises(AccessError, match="người xem"):
        reread(says, actor=Actor("mai", "nguoi_xem", "qhld"))
    reread(says, apply=False, loads=[load.load_id])
    with ledger.open_ledger() as book:
        rows = book.execute("select * from archive_openings order by rowid").fetchall()
    assert [(row["asked_by"], row["outcome"]) for row in rows] == [
        ("mai", "denied"),
        ("lan", "opened"),
    ]
    assert rows[1]["purpose"].startswith("đọc lại để so sánh, theo quyết định của Chị Giả Lập: ")


def test_a_replaced_summary_read_again_does_not_come_back(hand_in, reread):
    hand_in(make_table("inspection_summary", INSPECTION), content=b"a")
    second = hand_in(
        make_table("inspection_summary", INSPECTION | {"inspections": 4}), replace=True
    )
    now = make_table("inspection_summary", INSPECTION | {"violations": 8})
    [one] = reread({b"a": ([now], {})}, submissions=[export("submissions")["submission_id"][0]])
    assert one.result.outcome == "accepted"
    assert one.result.changes["figures"] == 0  # what came later stands
    with ledger.open_ledger() as book:
        standing = ledger.standing_coverage(book, "X02905", "inspection_summary", "2026Q3")
        assert standing[BAO_THANG]["load_id"] == second.load_id


def test_an_older_log_read_again_stands_before_the_newer_one(hand_in, reread):
    hand_in(make_table("dispute_log", DISPUTE), content=b"a")
    closed = DISPUTE | {"closed_on": "2026-08-01", "outcome": "mediated"}
    hand_in(make_table("dispute_log", closed), content=b"b")
    both = [make_table("dispute_log", DISPUTE, DISPUTE | {"case_no": "13/TL"})]
    says = {b"a": (both, {}), b"b": ([make_table("dispute_log", closed)], {})}
    first, second = reread(says)
    assert (first.result.outcome, second.is_same) == ("accepted", True)
    loads = export("loads").sort("receipt_seq", "load_seq")
    assert loads["receipt_seq"].to_list() == [1, 1, 2]
    assert loads["withdrawn"].to_list() == [True, False, False]
    assert loads["load_seq"].to_list() == [1, 3, 2]


def test_what_a_wrong_reading_covered_counts_no_more(hand_in, reread):
    hand_in(make_table("inspection_summary", INSPECTION), content=b"a", agency="SNV")
    moved = [make_table("inspection_summary", INSPECTION | {"commune": GIA_PHU})]
    [kept] = reread({b"a": (moved, {"agency": "SNV"})})
    assert "--load" in kept.problem
    assert {key[1] for key in counting()} == {BAO_THANG}
    [one] = reread({b"a": (moved, {"agency": "SNV"})}, even_if_less=True)
    assert {key[1] for key in counting()} == {GIA_PHU}
    decide_loads.withdraw_load(one.result.load_id, by="Chị Giả Lập", reason="thử")
    assert {key[1] for key in counting()} == {BAO_THANG}


def test_what_was_accepted_in_part_stays_so(hand_in, reread):
    table = make_table("dispute_log", DISPUTE, rejected=2)
    load = hand_in(table, content=b"a", check={"findings": (UNKNOWN,), "outcome": "rejected"})
    decide_loads.accept_in_part(load.load_id, 1, by="Chị Giả Lập", reason="hai dòng ký")
    better = make_table("dispute_log", DISPUTE, DISPUTE | {"case_no": "13/TL"}, rejected=1)
    [one] = reread({b"a": ([better], {"findings": (UNKNOWN,), "outcome": "rejected"})})
    assert set(counting().values()) == {one.result.load_id}


def test_a_withdrawn_file_and_a_lost_one_are_not_read_again(hand_in, reread):
    gone = hand_in(make_table("inspection_summary", INSPECTION), content=b"a")
    decide_loads.withdraw_load(gone.load_id, by="Chị Giả Lập", reason="thử")
    lost = hand_in(make_table("dispute_log", DISPUTE), content=b"b")
    archive.kept_path(lost.file_sha256).unlink()
    [one] = reread({})
    assert one.submission["load_id"] == lost.load_id
    assert "không còn trong kho" in one.problem


def test_the_same_bytes_sent_again_under_a_newer_contract_keep_their_place(hand_in, version):
    hand_in(make_table("dispute_log", DISPUTE), content=b"a")
    closed = DISPUTE | {"closed_on": "2026-08-01", "outcome": "mediated"}
    hand_in(make_table("dispute_log", closed), content=b"b")
    version[0] = "newer"
    more = make_table("dispute_log", DISPUTE, DISPUTE | {"case_no": "13/TL"})
    again = hand_in(more, content=b"a")
    assert (again.outcome, again.is_repeat) == ("accepted", False)
    loads = export("loads").sort("load_seq")
    assert loads["receipt_seq"].to_list() == [1, 2, 1]
    assert loads["withdrawn"].to_list() == [True, False, False]
