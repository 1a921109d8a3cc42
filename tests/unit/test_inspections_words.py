"""What the page of inspections says of lists, kinds of violations, follow-up and money."""

from dashboards.app.inspections.facts import Facts
from dashboards.app.inspections.wording import (
    follow_up_title,
    form_title,
    kinds_title,
    money_title,
    page_title,
)

PERIOD = {"period": "2026Q3", "label": "Quý III/2026"}
AREA = {"area_code": "province", "area_kind": "province", "area_name": "Tỉnh Lào Cai"}


def _facts(**known: object) -> Facts:
    facts = Facts(PERIOD, AREA)
    facts.__dict__.update(known)  # what would be asked of a release
    return facts


def test_title_tells_unknown_from_known() -> None:
    row = {"value": 116, "value_state": "value", "decimals": 1}
    share = {"value": 31.25, "value_state": "value", "decimals": 1}
    facts = _facts(scorecard={"CI-01": row, "CI-04": share})
    said = "Quý III/2026: 116 cuộc thanh tra, kiểm tra, 31,3 % đơn vị vi phạm"
    assert page_title(facts) == said
    silent = _facts(scorecard={"CI-01": {"value": None, "value_state": "null"}})
    assert page_title(silent) == "Quý III/2026: chưa có báo cáo thanh tra, kiểm tra"


def test_forms_that_are_not_stated_are_counted_apart() -> None:
    forms = (("planned", 3), ("unannounced", 1), ("unknown", 1))
    rows = [{"inspection_form": key, "visits": n, "all_visits": 5} for key, n in forms]
    assert form_title(_facts(by_form=rows)) == "3/5 đơn vị được kiểm tra theo kế hoạch"
    assert form_title(_facts(by_form=rows[1:])).startswith("0/5")
    assert form_title(_facts(by_form=[])) == "Chưa có danh sách ghi hình thức kiểm tra"


def test_the_heading_names_the_kind_found_most_and_not_the_unsorted() -> None:
    rows = [
        {"is_rest": False, "violation_name": "Tiền lương", "found": 4, "punished": 2},
        {"is_rest": True, "violation_name": "Khác", "found": 9, "punished": 0},
    ]
    assert kinds_title(_facts(by_kind=rows)) == "Vi phạm gặp nhiều nhất: tiền lương"
    assert kinds_title(_facts(by_kind=rows[1:])).startswith("Không có hành vi")


def test_requirements_without_a_state_are_not_lost() -> None:
    found = {"requirements": 4, "done": 2, "in_progress": 0, "overdue": 1, "not_stated": 1}
    facts = _facts(requirements=found)
    assert [count for _, count, _ in facts.requirement_states()] == [2, 0, 1, 1]
    assert follow_up_title(facts) == "2/4 kiến nghị trong quý đã khắc phục"
    assert _facts(requirements=None).requirement_states() == []


def test_money_that_is_not_reported_is_not_zero() -> None:
    point = {"kpi_id": "CI-07", "period": "2026Q3", "value": 49.2, "value_state": "value"}
    assert money_title(_facts(all_series=[point])) == "Đã nộp 49,2 % số tiền phạt phải thu"
    silent = point | {"value": None, "value_state": "null"}
    said = "Chưa có số liệu thu nộp tiền phạt của quý này"
    assert money_title(_facts(all_series=[silent])) == said
