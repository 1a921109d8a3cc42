"""A ledger written by the first version goes on under this one."""

import shutil

from ingest.ledgers import decide_loads, ledger
from ingest.ledgers.list_loads import describe_load, list_loads
from tests.unit.look_at_ledger import counting, export
from tests.unit.made_checks import BAO_THANG, DISPUTE, INSPECTION, make_table

SUBMISSION = {
    "reading_key": "r",
    "agency_code": "X02905",
    "agency_stated": None,
    "stated_period": None,
    "received_at_stated": 0,
    "file_name": "tệp cũ.xlsx",
    "contract_version": "first",
    "inbox_path": None,
    "is_archived": 1,
}
LOAD = {
    "agency_code": "X02905",
    "file_name": "tệp cũ.xlsx",
    "stated_period": None,
    "received_at_stated": 0,
    "contract_version": "first",
}


def write_first_ledger(tmp_path, monkeypatch):
    """Two refused attempts, then a load, then its replacement, as version 0001 wrote them."""
    first = tmp_path / "first"
    first.mkdir()
    shutil.copy(ledger.MIGRATIONS / "0001_first.sql", first)
    with monkeypatch.context() as patched:
        patched.setattr(ledger, "MIGRATIONS", first)
        with ledger.open_ledger() as book:
            for number in range(1, 5):
                load_id = f"{number}" * 64 if number > 2 else None
                moment = f"2026-09-1{number}T08:00:00"
                times = {"received_at": moment, "recorded_at": moment}
                sha = {"file_sha256": f"{number}" * 64}
                own = {"submission_id": f"s{number}", "delivery_key": f"d{number}"}
                own |= {"load_id": load_id, "outcome": "accepted" if load_id else "refused"}
                ledger.insert(book, "submissions", SUBMISSION | times | sha | own)
                if load_id:
                    own = {"load_id": load_id, "identity": load_id, "is_replacement": number == 4}
                    ledger.insert(book, "loads", LOAD | times | sha | own)
                    _tables(book, load_id, f"content{number}")
            assert book.execute("pragma user_version").fetchone()[0] == 1


def _tables(book, load_id, content):
    counts = dict.fromkeys(("rows_read", "rows_accepted", "records"), 1)
    counts |= dict.fromkeys(("rows_rejected", "rows_not_data"), 0)
    for number, form in enumerate(("inspection_summary", "dispute_log"), start=1):
        own = {"load_id": load_id, "table_no": number, "form": form}
        rest = {"sheet": "a", "cell_range": "A1:B2", "period": "2026Q3", "nil_return": 0}
        ledger.insert(book, "load_tables", own | rest | counts | {"status": "accepted"})
        said = {"commune_code": BAO_THANG, "period": "2026Q3", "content_sha256": content}
        ledger.insert(book, "load_coverage", own | said)


def test_loads_of_the_first_version_keep_their_order_and_get_states(tmp_path, monkeypatch):
    write_first_ledger(tmp_path, monkeypatch)
    with ledger.open_ledger() as book:
        listed = list_loads(book)
        shown = describe_load(book, "3" * 64)
    assert [one["load_id"] for one in listed] == [None, None, "3" * 64, "4" * 64]
    states = [[table["state"] for table in one["tables"]] for one in listed]
    # the log is superseded too: the later one calls itself a replacement
    assert states == [[], [], ["superseded", "superseded"], ["accepted", "accepted"]]
    assert listed[2]["replaced_by"] == ["4" * 64]
    assert shown["changes"] is None
    assert [e["event"] for e in shown["history"]][:2] == ["received", "accepted"]
    frame = export("loads")
    assert frame["receipt_seq"].to_list() == [3, 4]
    assert not any(frame["withdrawn"])


def test_the_intake_goes_on_with_a_ledger_of_the_first_version(tmp_path, monkeypatch, hand_in):
    write_first_ledger(tmp_path, monkeypatch)
    for number in (3, 4):
        (ledger.ledger_path().parent / "lake" / "loads" / (f"{number}" * 64)).mkdir(parents=True)
    log = hand_in(make_table("dispute_log", DISPUTE))
    assert log.outcome == "accepted"
    decide_loads.withdraw_load("4" * 64, by="Chuyên viên giả lập", reason="thử")
    summary = hand_in(make_table("inspection_summary", INSPECTION), replace=True)
    assert set(counting().values()) == {log.load_id, summary.load_id}
    with ledger.open_ledger() as book:
        states = {
            one["load_id"]: one["tables"][0]["state"] for one in list_loads(book) if one["load_id"]
        }
    assert states["3" * 64] == "superseded"
    assert states["4" * 64] == "withdrawn"
