"""A summary and the list that it sums up, from the same sender, are compared."""

from tests.unit.look_at_ledger import codes, statuses
from tests.unit.made_checks import BAO_THANG, GIA_PHU, INSPECTION, make_table

VISIT = {
    "employer": "Công ty TNHH Giả Lập Một",
    "commune": BAO_THANG,
    "decision_no": "01/QĐ-TT",
    "concluded_on": "2026-07-20",
    "violations": 2,
}
SUMMARY = {"commune": BAO_THANG, "inspections": 2, "employers_inspected": 2, "violations": 5}


def visits():
    return make_table(
        "inspection_list",
        VISIT,
        VISIT | {"employer": "Công ty TNHH Giả Lập Hai", "decision_no": "02/QĐ-TT"},
        sheet="Danh sách",
    )


def test_both_in_one_file(hand_in):
    result = hand_in(make_table("inspection_summary", SUMMARY), visits())
    assert statuses(result) == ["accepted", "accepted"]
    assert codes(result) == ["summary_differs_from_list"]
    [finding] = result.findings
    assert (finding["severity"], finding["cell"]) == ("warning", "E10")
    assert (finding["found"], finding["allowed"]) == ("5", "4 (theo danh sách)")


def test_figures_that_agree_are_not_remarked_on(hand_in):
    result = hand_in(make_table("inspection_summary", SUMMARY | {"violations": 4}), visits())
    assert codes(result) == []


def test_a_summary_after_its_list(hand_in):
    hand_in(visits())
    result = hand_in(make_table("inspection_summary", SUMMARY))
    assert codes(result) == ["summary_differs_from_list"]


def test_a_list_after_its_summary(hand_in):
    hand_in(make_table("inspection_summary", SUMMARY))
    result = hand_in(visits())
    assert codes(result) == ["summary_differs_from_list"]
    [finding] = result.findings
    assert finding["found"].startswith("4 (")
    assert "Xã Bảo Thắng 2026Q3" in finding["found"]
    assert finding["allowed"] == "5 (theo biểu tổng hợp)"


def test_another_sender_and_another_commune_are_not_compared(hand_in):
    hand_in(visits())
    other = make_table("inspection_summary", SUMMARY | {"commune": GIA_PHU}, INSPECTION)
    assert "summary_differs_from_list" not in codes(hand_in(other, check={"agency": "SNV"}))
