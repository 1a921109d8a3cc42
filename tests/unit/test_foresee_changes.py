"""What a file would change of what stands, value by value."""

import pytest

from ingest.submissions.describe_changes import change_sentence
from ingest.submissions.foresee_changes import foresee_changes
from tests.unit.made_checks import (
    BAO_THANG,
    DISPUTE,
    EMPLOYER,
    GIA_PHU,
    INSPECTION,
    make_check,
    make_table,
)


@pytest.fixture
def foresee(tmp_path):
    def _foresee(*tables, agency="X02905", name="mới.xlsx", stated=None, **check):
        path = tmp_path / name
        path.write_bytes(b"new")
        made = make_check(path, *tables, agency=agency, **check)
        return foresee_changes(path, made, agency=stated)

    return _foresee


def counts(found):
    return tuple(found[key] for key in ("figures", "texts", "rows_added", "rows_removed"))


def test_old_and_new_value_of_each_figure(hand_in, foresee):
    hand_in(make_table("inspection_summary", INSPECTION))
    found = foresee(make_table("inspection_summary", INSPECTION | {"inspections": 4}))
    assert counts(found) == (1, 0, 0, 0)
    [item] = found["items"]
    place = {"commune": BAO_THANG, "period": "2026Q3", "column": "inspections", "cell": "C10"}
    assert place.items() <= item.items()
    assert (item["old"], item["new"]) == (3, 4)
    assert found["needs_replacement"]
    [overlap] = found["overlaps"]
    assert "Đơn vị đã gửi số liệu khác cho cùng xã, phường và quý trong" in overlap
    assert "sẽ thay đổi 1 số liệu" in change_sentence(found, is_done=False)
    assert "“Bản thay thế”" in change_sentence(found, is_done=False)
    assert not foresee(
        make_table("inspection_summary", INSPECTION | {"inspections": 4}), replacement=True
    )["needs_replacement"]


def test_the_same_values_change_nothing(hand_in, foresee):
    hand_in(make_table("inspection_summary", INSPECTION), make_table("dispute_log", DISPUTE))
    found = foresee(
        make_table("inspection_summary", INSPECTION), make_table("dispute_log", DISPUTE)
    )
    assert counts(found) == (0, 0, 0, 0)
    assert not found["is_first"]
    assert change_sentence(found, is_done=False).endswith("không thay đổi số liệu nào đã nhận.")


def test_what_reports_on_something_new_changes_nothing_old(hand_in, foresee):
    hand_in(make_table("inspection_summary", INSPECTION))
    found = foresee(make_table("inspection_summary", INSPECTION, period="2026Q2"))
    assert (found["is_first"], counts(found)) == (True, (0, 0, 1, 0))
    elsewhere = make_table("inspection_summary", INSPECTION | {"commune": GIA_PHU})
    assert foresee(elsewhere, agency="SNV")["is_first"]


def test_a_log_goes_on_and_a_replacement_drops_cases(hand_in, foresee):
    hand_in(make_table("dispute_log", DISPUTE, DISPUTE | {"case_no": "13/TL"}))
    closed = DISPUTE | {"closed_on": "2026-08-01", "outcome": "mediated"}
    log = make_table("dispute_log", closed, DISPUTE | {"case_no": "14/TL"})
    found = foresee(log)
    assert counts(found) == (2, 0, 1, 0)
    assert {item["column"] for item in found["items"]} == {"closed_on", "outcome", None}
    other = DISPUTE | {"case_no": "14/TL", "received_on": "2026-07-20", "employer": "Công ty Khác"}
    found = foresee(make_table("dispute_log", closed, other), replacement=True)
    assert counts(found) == (2, 0, 1, 1)


def test_a_number_given_to_a_case_later_makes_no_second_case(hand_in, foresee):
    hand_in(make_table("dispute_log", DISPUTE | {"case_no": None}))
    assert counts(foresee(make_table("dispute_log", DISPUTE))) == (0, 1, 0, 0)


def test_a_row_is_known_though_one_of_its_key_columns_changed(hand_in, foresee):
    hand_in(make_table("employer_register", EMPLOYER | {"tax_code": "5300100001"}))
    renamed = EMPLOYER | {"tax_code": "5300100001", "employer": "CTY Giả Lập Ba", "workers": 130}
    found = foresee(make_table("employer_register", renamed))
    assert counts(found) == (1, 1, 0, 0)


def test_a_register_drops_who_is_no_longer_in_it(hand_in, foresee):
    hand_in(make_table("employer_register", EMPLOYER, EMPLOYER | {"employer": "Công ty Giả Lập"}))
    found = foresee(make_table("employer_register", EMPLOYER))
    assert counts(found) == (0, 0, 0, 1)


def test_it_says_why_it_cannot_tell(hand_in, foresee):
    table = make_table("inspection_summary", INSPECTION)
    assert "chưa có sổ" in foresee(table)["reason"]
    hand_in(table)
    assert "--agency" in foresee(table, agency=None)["reason"]
    assert foresee(table, agency=None, stated="X02905")["is_known"]
    assert "không đọc được" in foresee(outcome="refused")["reason"]


def test_a_returned_table_changes_nothing_yet(hand_in, foresee):
    hand_in(make_table("inspection_summary", INSPECTION))
    bad = make_table("inspection_summary", INSPECTION | {"inspections": 4}, rejected=1)
    found = foresee(bad)
    assert (found["is_held_up"], counts(found)) == (True, (1, 0, 0, 0))
    assert "lỗi nêu trên đã được sửa" in change_sentence(found, is_done=False)


def test_a_submission_says_what_it_changed(hand_in):
    first = hand_in(make_table("inspection_summary", INSPECTION))
    assert first.changes["is_first"]
    newer = make_table("inspection_summary", INSPECTION | {"inspections": 4, "violations": 9})
    second = hand_in(newer, replace=True)
    assert counts(second.changes) == (2, 0, 0, 0)
    assert "đã thay đổi 2 số liệu" in change_sentence(second.changes, is_done=True)
