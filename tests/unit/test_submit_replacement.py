"""Handing in what was handed in before: replacement, overlap, withdrawal, copies."""

import polars as pl
import pytest

from ingest.home import loads_dir
from ingest.ledgers import decide_loads
from tests.unit.look_at_ledger import codes, counting, export, statuses
from tests.unit.made_checks import (
    BAO_THANG,
    DISPUTE,
    EMPLOYER,
    GIA_PHU,
    INSPECTION,
    TANG_LOONG,
    make_table,
)


def test_a_withdrawn_load_may_be_sent_again(hand_in):
    first = hand_in(make_table("inspection_summary", INSPECTION), content=b"abc")
    decide_loads.withdraw_load(first.load_id, by="Chuyên viên giả lập", reason="nhầm quý")
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
    decide_loads.withdraw_load(first.load_id, by="Chuyên viên giả lập", reason="nhầm quý")
    again = hand_in(other, content=b"other")
    assert (again.outcome, again.is_repeat) == ("accepted", False)


def test_withdrawing_the_replacement_brings_the_first_back(hand_in):
    first = hand_in(make_table("inspection_summary", INSPECTION))
    newer = make_table("inspection_summary", INSPECTION | {"inspections": 4})
    second = hand_in(newer, replace=True)
    decide_loads.withdraw_load(second.load_id, by="Chuyên viên giả lập", reason="nhầm tệp")
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
