"""Handing files in: sender, repeats, replacement, overlap, nil returns, partial acceptance."""

import os
from datetime import datetime

import polars as pl
import pytest

from ingest import archive, judge_file, ledger
from ingest.home import home, ledger_path, loads_dir
from ingest.submission import StatementError, find_agency
from ingest.submit import submit_file
from tests.unit.made_checks import (
    BAO_THANG,
    DISPUTE,
    EMPLOYER,
    GIA_PHU,
    INSPECTION,
    TANG_LOONG,
    make_check,
    make_finding,
    make_table,
)


@pytest.fixture(autouse=True)
def _own_home(tmp_path, monkeypatch):
    monkeypatch.setenv("QHLD_HOME", str(tmp_path / "home"))


@pytest.fixture
def hand_in(tmp_path):
    """Hand in a file with these tables; every call is another file unless `content` is given."""

    def _hand_in(*tables, content=None, name="tệp.xlsx", check=None, **stated):
        path = tmp_path / name
        path.write_bytes(content if content is not None else os.urandom(16))
        return submit_file(path, check_result=make_check(path, *tables, **(check or {})), **stated)

    return _hand_in


def export(name):
    ledger.export_parquet(home() / "export")
    return pl.read_parquet(home() / "export" / f"{name}.parquet")


def codes(result):
    return [finding["code"] for finding in result.findings]


def statuses(result):
    return [table.status for table in result.tables]


def counting():
    """What counts: (form, commune, quarter) -> the newest load that covers it."""
    frame = (
        export("load_coverage")
        .join(export("load_tables").filter(pl.col("accepted")), on=["load_id", "table_no", "form"])
        .join(export("loads").filter(~pl.col("withdrawn")), on="load_id")
        .sort("load_seq")
    )
    keys = ("form", "commune_code", "period", "load_id")
    return {tuple(row[k] for k in keys[:3]): row["load_id"] for row in frame.to_dicts()}


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


def test_a_withdrawn_load_may_be_sent_again(hand_in):
    first = hand_in(make_table("inspection_summary", INSPECTION), content=b"abc")
    ledger.withdraw_load(first.load_id, by="Chuyên viên giả lập", reason="nhầm quý")
    assert counting() == {}
    again = hand_in(make_table("inspection_summary", INSPECTION), content=b"abc")
    assert (again.outcome, again.is_repeat) == ("accepted", False)
    assert again.load_id != first.load_id
    assert set(counting().values()) == {again.load_id}
    assert (loads_dir() / first.load_id).exists()


def test_other_values_need_an_explicit_replacement(hand_in):
    first = hand_in(make_table("inspection_summary", INSPECTION))
    other = make_table("inspection_summary", INSPECTION | {"inspections": 4})
    refused = hand_in(other, content=b"other")
    assert codes(refused) == ["overlap_needs_replacement"]
    assert refused.findings[0]["found"] == "Xã Bảo Thắng 2026Q3"
    assert set(counting().values()) == {first.load_id}
    accepted = hand_in(other, content=b"other", replace=True)
    assert (accepted.outcome, codes(accepted)) == ("accepted", ["replaces"])
    assert set(counting().values()) == {accepted.load_id}
    [newest] = export("loads").filter(pl.col("load_id") == accepted.load_id).to_dicts()
    assert newest["is_replacement"]


@pytest.mark.parametrize(
    "given",
    [
        {"replace": True},
        {"check": {"replacement": True}},
        {"name": "Bảo Thắng (thay thế BC số 45).xlsx"},
        {"name": "bao_thang_THAY-THE.xlsx"},
    ],
)
def test_what_counts_as_a_replacement(hand_in, given):
    hand_in(make_table("inspection_summary", INSPECTION))
    result = hand_in(make_table("inspection_summary", INSPECTION | {"inspections": 4}), **given)
    assert result.outcome == "accepted"


def test_the_first_version_sent_again_after_a_replacement_changes_nothing(hand_in):
    hand_in(make_table("inspection_summary", INSPECTION), content=b"first")
    newer = make_table("inspection_summary", INSPECTION | {"inspections": 4})
    second = hand_in(newer, replace=True)
    again = hand_in(make_table("inspection_summary", INSPECTION), content=b"first")
    assert again.is_repeat
    assert "thay thế" in again.message
    assert set(counting().values()) == {second.load_id}


def test_a_file_taken_in_part_and_then_replaced_changes_nothing_when_sent_again(hand_in):
    tables = make_table("inspection_summary", INSPECTION), make_table("dispute_log", rejected=1)
    first = hand_in(*tables, content=b"first")
    assert statuses(first) == ["accepted", "returned"]
    hand_in(make_table("inspection_summary", INSPECTION | {"inspections": 4}), replace=True)
    before = export("submissions")
    assert hand_in(*tables, content=b"first").is_repeat
    assert export("submissions").equals(before)


def test_what_stood_in_the_way_may_be_withdrawn(hand_in):
    first = hand_in(make_table("inspection_summary", INSPECTION))
    other = make_table("inspection_summary", INSPECTION | {"inspections": 4})
    assert hand_in(other, content=b"other").outcome == "rejected"
    ledger.withdraw_load(first.load_id, by="Chuyên viên giả lập", reason="nhầm quý")
    again = hand_in(other, content=b"other")
    assert (again.outcome, again.is_repeat) == ("accepted", False)


def test_withdrawing_the_replacement_brings_the_first_back(hand_in):
    first = hand_in(make_table("inspection_summary", INSPECTION))
    newer = make_table("inspection_summary", INSPECTION | {"inspections": 4})
    second = hand_in(newer, replace=True)
    ledger.withdraw_load(second.load_id, by="Chuyên viên giả lập", reason="nhầm tệp")
    assert set(counting().values()) == {first.load_id}


def test_disjoint_communes_complement_each_other(hand_in):
    sender = {"check": {"agency": "SNV"}}
    first = hand_in(make_table("inspection_summary", INSPECTION), **sender)
    rest = make_table("inspection_summary", INSPECTION | {"commune": GIA_PHU})
    second = hand_in(rest, **sender)
    assert second.outcome == "accepted"
    assert counting() == {
        ("inspection_summary", BAO_THANG, "2026Q3"): first.load_id,
        ("inspection_summary", GIA_PHU, "2026Q3"): second.load_id,
    }


def test_the_same_values_in_other_bytes_are_noted(hand_in):
    hand_in(make_table("inspection_summary", INSPECTION))
    again = hand_in(make_table("inspection_summary", INSPECTION))
    assert (again.outcome, codes(again)) == ("accepted", ["same_content_again"])


def test_another_senders_figures_do_not_clash(hand_in):
    hand_in(make_table("inspection_summary", INSPECTION))
    other = make_table("inspection_summary", INSPECTION | {"inspections": 9})
    assert hand_in(other, check={"agency": "SNV"}).outcome == "accepted"


def test_a_log_goes_on_without_being_a_replacement(hand_in):
    hand_in(make_table("dispute_log", DISPUTE))
    closed = DISPUTE | {"closed_on": "2026-08-01", "outcome": "mediated"}
    later = hand_in(make_table("dispute_log", closed, DISPUTE | {"case_no": "13/TL"}))
    assert (later.outcome, codes(later)) == ("accepted", [])
    assert set(counting().values()) == {later.load_id}


def test_a_register_is_replaced_as_a_whole(hand_in):
    hand_in(make_table("employer_register", EMPLOYER))
    more = make_table("employer_register", EMPLOYER, EMPLOYER | {"employer": "Công ty Giả Lập"})
    assert codes(hand_in(more)) == ["overlap_needs_replacement"]
    assert hand_in(more, replace=True).outcome == "accepted"


@pytest.mark.parametrize("form", ["inspection_summary", "dispute_log", "employer_register"])
def test_a_nil_return_is_coverage_without_rows(hand_in, form):
    result = hand_in(make_table(form, nil=True))
    assert result.outcome == "accepted"
    assert counting() == {(form, BAO_THANG, "2026Q3"): result.load_id}
    [table] = export("load_tables").to_dicts()
    assert (table["nil_return"], table["accepted"], table["records"]) == (True, True, 0)


def test_a_department_covers_the_communes_its_rows_name(hand_in):
    log = make_table("dispute_log", DISPUTE, DISPUTE | {"commune": GIA_PHU, "case_no": "2"})
    hand_in(log, check={"agency": "SNV"})
    assert {key[1] for key in counting()} == {BAO_THANG, GIA_PHU}


def test_a_departments_nil_return_covers_all_that_it_watches(hand_in):
    hand_in(make_table("dispute_log", nil=True), check={"agency": "SNV"})
    assert len(counting()) == 99


def test_an_empty_log_is_a_reported_zero_but_an_empty_summary_is_not(hand_in):
    assert hand_in(make_table("dispute_log")).outcome == "accepted"
    assert codes(hand_in(make_table("inspection_summary"))) == ["empty_table"]


@pytest.mark.parametrize(
    ("stated", "days", "quarters"),
    [
        ({"period": "2026Q2"}, ["2026-07-02"], ["2026Q2"]),
        ({}, ["2026-07-02", "2026-06-14"], ["2026Q2", "2026Q3"]),
    ],
)
def test_the_quarters_of_a_log_without_one(hand_in, stated, days, quarters):
    cases = [DISPUTE | {"received_on": day, "case_no": day} for day in days]
    hand_in(make_table("dispute_log", *cases, period=None), **stated)
    assert [key[2] for key in counting()] == quarters


def test_without_any_quarter_a_table_is_sent_back(hand_in):
    result = hand_in(make_table("dispute_log", nil=True, period=None))
    assert (result.outcome, codes(result)) == ("rejected", ["period_missing"])
    assert "--period" in result.findings[0]["message"]


def test_rows_with_their_own_quarters_cover_each(hand_in):
    rows = [INSPECTION | {"period": f"2026Q{q}"} for q in (1, 2, 3)]
    hand_in(make_table("inspection_summary", *rows, period=None))
    assert [key[2] for key in counting()] == ["2026Q1", "2026Q2", "2026Q3"]
    assert export("submissions")["period"].to_list() == ["2026Q1", "2026Q2", "2026Q3"]


def test_one_bad_table_does_not_hold_up_the_others(hand_in):
    bad = make_finding("error", "not_a_number", "Xấu", "D11")
    result = hand_in(
        make_table("inspection_summary", INSPECTION),
        make_table("dispute_log", DISPUTE, rejected=1, sheet="Xấu"),
        check={"findings": (bad,), "outcome": "rejected"},
    )
    assert statuses(result) == ["accepted", "returned"]
    assert (result.outcome, result.exit_code) == ("rejected", 1)
    assert counting() == {("inspection_summary", BAO_THANG, "2026Q3"): result.load_id}
    by_form = {row["form"]: row for row in export("submissions").to_dicts()}
    assert by_form["inspection_summary"]["outcome"] == "accepted"
    assert by_form["dispute_log"]["outcome"] == "rejected"
    assert by_form["dispute_log"]["error_count"] == 1
    assert by_form["inspection_summary"]["error_count"] == 0


def test_an_analyst_may_accept_a_returned_table_in_part(hand_in):
    result = hand_in(make_table("dispute_log", DISPUTE, rejected=1))
    assert counting() == {}
    assert export("submissions")["outcome"].to_list() == ["rejected"]
    with pytest.raises(ledger.LedgerError, match="lý do"):
        ledger.accept_in_part(result.load_id, 1, by="Chuyên viên giả lập", reason=" ")
    ledger.accept_in_part(result.load_id, 1, by="Chuyên viên giả lập", reason="dòng lỗi là dòng ký")
    assert set(counting().values()) == {result.load_id}
    assert export("submissions")["outcome"].to_list() == ["accepted_with_warnings"]
    with pytest.raises(ledger.LedgerError):
        ledger.accept_in_part(result.load_id, 1, by="Chuyên viên giả lập", reason="lần nữa")


def test_findings_go_to_the_table_around_or_below_them(hand_in):
    above_second = make_finding("error", "period_conflict", "Biểu", "A22")
    result = hand_in(
        make_table("inspection_summary", INSPECTION, at="A8:H20"),
        make_table("dispute_log", DISPUTE, at="A25:H30"),
        check={"findings": (above_second,), "outcome": "rejected"},
    )
    assert statuses(result) == ["accepted", "returned"]


def test_an_error_of_the_whole_file_sends_every_table_back(hand_in):
    findings = (make_finding("error", "anything"),)
    tables = make_table("inspection_summary", INSPECTION), make_table("dispute_log", DISPUTE)
    result = hand_in(*tables, check={"findings": findings, "outcome": "rejected"})
    assert statuses(result) == ["returned", "returned"]
    assert (result.outcome, counting()) == ("rejected", {})


def test_a_sheet_without_a_table_holds_nothing_up(hand_in):
    findings = (make_finding("error", "form_unknown", "Trang khác"),)
    table = make_table("inspection_summary", INSPECTION)
    result = hand_in(table, check={"findings": findings, "outcome": "rejected"})
    assert (statuses(result), result.outcome) == (["accepted"], "rejected")


def test_tables_of_one_file_may_not_contradict_each_other(hand_in):
    result = hand_in(
        make_table("inspection_summary", INSPECTION, sheet="Quý III"),
        make_table("inspection_summary", INSPECTION | {"inspections": 9}, sheet="Quý III (2)"),
    )
    assert statuses(result) == ["returned", "returned"]
    assert codes(result) == ["overlap_in_file", "overlap_in_file"]
    assert "Quý III (2)" in result.findings[0]["message"]


def test_a_copy_within_the_file_counts_once(hand_in):
    both = [INSPECTION, INSPECTION | {"commune": GIA_PHU}]
    result = hand_in(
        make_table("inspection_summary", *both, sheet="a"),
        make_table("inspection_summary", INSPECTION, sheet="b"),
        make_table("inspection_summary", both[1], INSPECTION | {"commune": TANG_LOONG}, sheet="c"),
        check={"agency": "SNV"},
    )
    assert statuses(result) == ["accepted", "copy", "accepted"]
    coverage = export("load_coverage").select("table_no", "commune_code").rows()
    assert coverage == [(1, BAO_THANG), (1, GIA_PHU), (3, TANG_LOONG)]
    [submission] = export("submissions").to_dicts()
    assert submission["outcome"] == "accepted_with_warnings"


def test_two_sheets_of_a_list_add_up(hand_in):
    result = hand_in(
        make_table("employer_register", EMPLOYER, sheet="KCN"),
        make_table("employer_register", EMPLOYER | {"employer": "Giả Lập Năm"}, sheet="ngoài KCN"),
    )
    assert statuses(result) == ["accepted", "accepted"]


def test_figures_about_somebody_elses_commune_are_questioned(hand_in):
    result = hand_in(make_table("inspection_summary", INSPECTION | {"commune": GIA_PHU}))
    assert (result.outcome, codes(result)) == ("accepted_with_warnings", ["outside_obligation"])
    assert "B10" in result.findings[0]["found"]
    assert "Xã Gia Phú" in result.findings[0]["found"]


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
    ledger.export_parquet(home() / "export")
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
