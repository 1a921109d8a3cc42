"""What a submission reports on: quarters, communes, nil returns, tables taken in part."""

from datetime import datetime

import pytest

from ingest.contracts.contract import load_forms
from ingest.former_districts import communes_in
from ingest.ledgers import decide_loads, ledger
from ingest.reference import PROVINCE_CODE, agencies
from ingest.submissions.coverage import coverage_of
from tests.unit.look_at_ledger import codes, counting, export, statuses
from tests.unit.made_checks import (
    BAO_THANG,
    DISPUTE,
    EMPLOYER,
    GIA_PHU,
    INSPECTION,
    make_finding,
    make_table,
)


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


@pytest.mark.parametrize(("agency", "form"), [("SNV", "dispute_log"), ("BQLKKT", "stoppage_log")])
def test_a_nil_return_of_one_who_owes_nothing_is_no_zero_of_the_communes(hand_in, agency, form):
    result = hand_in(make_table(form, nil=True), check={"agency": agency})
    assert result.outcome == "accepted"
    assert counting() == {}


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
        decide_loads.accept_in_part(result.load_id, 1, by="Chuyên viên giả lập", reason=" ")
    decide_loads.accept_in_part(
        result.load_id, 1, by="Chuyên viên giả lập", reason="dòng lỗi là dòng ký"
    )
    assert set(counting().values()) == {result.load_id}
    assert export("submissions")["outcome"].to_list() == ["accepted_with_warnings"]
    with pytest.raises(ledger.LedgerError):
        decide_loads.accept_in_part(result.load_id, 1, by="Chuyên viên giả lập", reason="lần nữa")


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


def test_a_quarter_that_has_not_begun_is_asked_about(hand_in):
    table = make_table("inspection_summary", INSPECTION, period="2027Q3")
    result = hand_in(table, received_at=datetime(2026, 12, 16, 8))
    assert codes(result) == ["period_not_begun"]
    assert result.findings[0]["found"] == "2027Q3"


def test_a_row_that_needs_no_commune_is_about_the_sender_or_the_province():
    form = load_forms()["outreach_summary"]
    layouts = [layout.model_copy(update={"required": ["sessions"]}) for layout in form.layouts]
    form = form.model_copy(update={"layouts": layouts})
    table = make_table("outreach_summary", {"commune": None, "sessions": 3})
    said = {
        code: [c.commune_code for c in coverage_of(table, form, agencies()[code], None)]
        for code in ("BPTTH", f"X{BAO_THANG}")
    }
    assert said == {"BPTTH": [PROVINCE_CODE], f"X{BAO_THANG}": [BAO_THANG]}


OLD = "2024Q4"


def covered(form: str, agency: str, *rows: dict, nil: bool = False) -> set[str]:
    """Codes that a table of a former district's office is about."""
    table = make_table(form, *rows, period=OLD, nil=nil)
    return {c.commune_code for c in coverage_of(table, load_forms()[form], agencies()[agency], OLD)}


def test_an_office_of_a_district_answers_for_the_communes_in_which_its_units_lie():
    own = communes_in("086")
    assert covered("dispute_log", "H086", nil=True) == own
    assert covered("dispute_log", "H086", DISPUTE | {"commune": BAO_THANG}) == own
    # by district only: nothing is said of the communes
    assert covered("dispute_log", "H086", DISPUTE | {"commune": "086"}) == {"086"}
    assert covered("inspection_summary", "H086", INSPECTION | {"commune": "086"}) == {"086"}


def test_an_office_that_is_no_more_cannot_report_on_a_quarter_after_it(hand_in):
    before = make_table("inspection_summary", INSPECTION, period="2025Q2")
    assert hand_in(before, check={"agency": "H086"}).outcome == "accepted"
    after = hand_in(make_table("inspection_summary", INSPECTION), check={"agency": "H086"})
    assert "agency_ended" in codes(after)
    assert after.outcome == "rejected"


def test_a_district_is_not_said_once_by_communes_and_once_as_a_whole(hand_in):
    by_commune = make_table("inspection_summary", INSPECTION, period=OLD)
    whole = make_table("inspection_summary", INSPECTION | {"commune": "086"}, period=OLD)
    assert hand_in(by_commune, check={"agency": "H086"}).outcome == "accepted"
    assert "overlap_needs_replacement" in codes(hand_in(whole, check={"agency": "H086"}))
    replaced = hand_in(whole, check={"agency": "H086", "replacement": True})
    assert "replaces" in codes(replaced)
