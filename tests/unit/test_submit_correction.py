"""Corrections of form ("đính chính"): texts may change, figures may not."""

import pytest

from tests.unit.look_at_ledger import codes, counting, statuses
from tests.unit.made_checks import DISPUTE, EMPLOYER, INSPECTION, make_table


@pytest.mark.parametrize(
    "given",
    [
        {"correct": True},
        {"check": {"correction": True}},
        {"name": "Bảo Thắng (đính chính BC 45).xlsx"},
        {"name": "bao_thang_DINH-CHINH.xlsx"},
    ],
)
def test_a_correction_that_changes_a_figure_is_sent_back_with_it(hand_in, given):
    first = hand_in(make_table("inspection_summary", INSPECTION))
    other = make_table("inspection_summary", INSPECTION | {"inspections": 4, "fines_vnd": 1500})
    result = hand_in(other, **given)
    assert statuses(result) == ["returned"]
    assert set(codes(result)) == {"correction_changes_figures"}
    cells = {f["cell"]: (f["found"], f["allowed"]) for f in result.findings}
    found, allowed = cells["C10"]
    assert found.startswith("4 (")
    assert "Xã Bảo Thắng 2026Q3" in found
    assert allowed == "3"
    assert cells["H10"][1] == "15.000.000"
    assert set(counting().values()) == {first.load_id}


def test_a_correction_may_change_texts(hand_in):
    hand_in(make_table("employer_register", EMPLOYER))
    renamed = make_table("employer_register", EMPLOYER | {"industry": "May mặc"})
    result = hand_in(renamed, correct=True)
    assert (result.outcome, codes(result)) == ("accepted", ["corrects"])
    assert set(counting().values()) == {result.load_id}
    assert (result.changes["figures"], result.changes["texts"]) == (0, 1)


def test_a_correction_of_a_log_may_drop_no_case(hand_in):
    hand_in(make_table("dispute_log", DISPUTE, DISPUTE | {"case_no": "13/TL"}))
    result = hand_in(make_table("dispute_log", DISPUTE), correct=True)
    assert statuses(result) == ["returned"]
    assert "không còn dòng" in result.findings[0]["found"]


def test_a_correction_of_nothing_is_a_first_submission(hand_in):
    result = hand_in(make_table("inspection_summary", INSPECTION), correct=True)
    assert (result.outcome, codes(result)) == ("accepted_with_warnings", ["nothing_to_correct"])


def test_a_replacement_that_also_says_correction_is_a_replacement(hand_in):
    hand_in(make_table("inspection_summary", INSPECTION))
    other = make_table("inspection_summary", INSPECTION | {"inspections": 4})
    result = hand_in(other, replace=True, check={"correction": True})
    assert codes(result) == ["replaces"]
