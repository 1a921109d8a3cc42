"""The inbox: what waits, in which order, what its receipts say, and what leaves it."""

import unicodedata
from datetime import datetime

import pytest

from ingest.archives import archive
from ingest.home import inbox_dir
from ingest.ledgers import ledger
from ingest.submissions.inbox import take_in, waiting
from tests.unit.made_checks import INSPECTION, make_check, make_finding, make_table


class MadeUpPool:
    """Says of every file that it is a good summary; of one called "mật" that it is a secret."""

    def __init__(self, **said):
        self.said = said
        self.asked = []

    def check_all(self, requests):
        for path, form, period, _agency in requests:
            self.asked.append((path.name, form, period))
            if "mật" in path.name:
                secret = (make_finding("error", "state_secret"),)
                yield make_check(path, findings=secret, outcome="refused", agency=None)
            else:
                yield make_check(path, make_table("inspection_summary", INSPECTION), **self.said)


def put(name, content=None, receipts=()):
    path = inbox_dir() / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if content is not None else name.encode())
    if receipts:
        write_receipts(path.parent, *receipts)
    return path


def write_receipts(folder, *rows):
    lines = ["file,agency_code,period,received_at,plan", *rows]
    (folder / "receipts.csv").write_text("\n".join(lines), encoding="utf-8")


def test_order_is_by_receipt_then_path():
    put("b/x.xlsx", receipts=["x.xlsx,X02905,2026Q3,2026-09-15T08:00:00,on_time"])
    put("a/z.xlsx")
    put("a/y.xlsx")
    write_receipts(
        inbox_dir() / "a",
        "z.xlsx,X02905,2026Q3,2026-09-14T08:00:00,on_time",
        "y.xlsx,X02905,2026Q3,2026-09-15T08:00:00,on_time",
        ",X02923,2026Q3,,never",
    )
    assert [d.inbox_path for d in waiting()] == ["a/z.xlsx", "a/y.xlsx", "b/x.xlsx"]


def test_what_is_not_a_delivery_does_not_wait():
    for name in ("~$mở.xlsx", ".ẩn.xlsx", "chép.xlsx.part", "Thumbs.db", "truth/a.xlsx.json"):
        put(name)
    put("thật.xlsx")
    (inbox_dir() / "link.xlsx").symlink_to("/etc/hostname")
    write_receipts(inbox_dir())
    assert [d.path.name for d in waiting()] == ["thật.xlsx"]


def test_receipts_state_sender_quarter_and_time():
    composed = "Xã Bảo Thắng.xlsx"
    put(unicodedata.normalize("NFD", composed))
    row = f"{composed},X02905,2026Q3,2026-09-16T02:00:00+00:00,on_time"
    write_receipts(inbox_dir(), row)
    [delivery] = waiting()
    assert (delivery.agency, delivery.period) == ("X02905", "2026Q3")
    assert (delivery.received_at, delivery.is_time_stated) == (datetime(2026, 9, 16, 9, 0), True)


def test_without_receipt_the_time_of_arrival_counts():
    before = ledger.now()
    put("a.xlsx")
    [delivery] = waiting()
    assert before <= delivery.received_at <= ledger.now()
    assert not delivery.is_time_stated


@pytest.mark.parametrize(
    ("receipts", "code"),
    [
        (
            "file,agency_code,period,received_at\na.xlsx,X02905,quý 3,\n".encode(),
            "receipt_unusable",
        ),
        (b"file,agency_code,period,received_at\na.xlsx,X02905,,hom qua\n", "receipt_unusable"),
        (b"\xff\xfe\x00file", "receipts_unreadable"),
    ],
)
def test_a_wrong_receipt_is_told_and_does_not_stop_the_file(receipts, code):
    put("a.xlsx")
    (inbox_dir() / "receipts.csv").write_bytes(receipts)
    [result] = take_in(pool=MadeUpPool())
    assert result.outcome == "accepted_with_warnings"
    assert code in [finding["code"] for finding in result.findings]


def test_files_leave_once_they_are_kept_and_recorded():
    put("tốt.xlsx")
    put("mật.xlsx")
    progress = []
    results = take_in(lambda done, total, r: progress.append((done, total, r.file)), MadeUpPool())
    assert list(inbox_dir().iterdir()) == []
    assert [done for done, _, _ in progress] == [1, 2]
    assert {total for _, total, _ in progress} == {2}
    by_outcome = {result.outcome: result for result in results}
    assert archive.open_kept(by_outcome["accepted"].file_sha256) == "tốt.xlsx".encode()
    assert not archive.is_kept(by_outcome["refused"].file_sha256)


def test_the_reader_gets_the_stated_quarter():
    put("a.xlsx", receipts=["a.xlsx,X02905,2026Q3,2026-09-14T08:00:00,on_time"])
    pool = MadeUpPool()
    take_in(pool=pool)
    assert pool.asked == [("a.xlsx", None, "2026Q3")]


def test_a_file_that_changes_while_it_is_read_stays():
    path = put("a.xlsx")

    class Meanwhile(MadeUpPool):
        def check_all(self, requests):
            for check in super().check_all(requests):
                path.write_bytes(b"more has come")
                yield check

    [result] = take_in(pool=Meanwhile())
    assert not result.is_recorded
    assert path.exists()
    [result] = take_in(pool=MadeUpPool())
    assert result.outcome == "accepted"


def test_a_file_that_goes_away_stops_nothing():
    put("a.xlsx")
    path = put("b.xlsx", receipts=["a.xlsx,,2026Q3,2026-09-14T08:00:00,", "b.xlsx,,,,"])

    class Meanwhile(MadeUpPool):
        def check_all(self, requests):
            checks = list(super().check_all(requests))
            path.unlink()
            yield from checks

    assert [r.is_recorded for r in take_in(pool=Meanwhile())] == [True, False]


def test_the_same_file_put_there_again_is_a_repeat_and_leaves():
    put("a.xlsx", b"same")
    take_in(pool=MadeUpPool())
    put("a (1).xlsx", b"same")
    [again] = take_in(pool=MadeUpPool())
    assert again.is_repeat
    assert list(inbox_dir().iterdir()) == []


def test_a_receipt_is_not_good_for_a_second_file():
    row = "a.xlsx,X02905,2026Q3,2026-09-14T08:00:00,on_time"
    put("a.xlsx", b"first", [row])
    take_in(pool=MadeUpPool())
    put("a.xlsx", b"corrected")
    [result] = take_in(pool=MadeUpPool(replacement=True))
    assert "receipt_used" in [finding["code"] for finding in result.findings]
    with ledger.open_ledger() as book:
        rows = book.execute("select received_at, received_at_stated from loads order by load_seq")
        times = [tuple(row) for row in rows]
    assert times[0] == ("2026-09-14T08:00:00", 1)
    assert times[1][1] == 0
    assert times[1][0] > "2026-09-14T08:00:00"


def test_one_quarter_may_be_taken_in_alone():
    put("a.xlsx", receipts=["a.xlsx,X02905,2026Q2,,", "b.xlsx,X02905,2026Q3,,"])
    put("b.xlsx")
    put("c.xlsx")
    take_in(pool=MadeUpPool(), periods=["2026Q3"])
    assert [d.path.name for d in waiting()] == ["a.xlsx"]


def test_an_empty_inbox_needs_no_reader():
    assert take_in() == []
