"""What the page of outreach says: plan against done, who is behind, who cannot be compared."""

from dashboards.app.outreach import facts as outreach_facts
from dashboards.app.outreach.facts import Facts
from dashboards.app.outreach.plan_bars import plan_bars
from dashboards.app.outreach.wording import (
    kinds_title,
    listed_words,
    page_title,
    plan_title,
    plan_words,
    reached_title,
)

PERIOD = {"period": "2026Q3", "label": "Quý III/2026"}
AREA = {"area_code": "province", "area_kind": "province", "area_name": "Tỉnh Lào Cai"}


def _commune(code: str, planned: int | None, held: int | None) -> dict:
    known = planned is not None and held is not None
    return {
        "commune_code": code,
        "commune_name": f"Xã {code}",
        "short_name": code,
        "sessions_planned": planned,
        "sessions_held": held,
        "fulfilment_pct": held / planned * 100 if known else None,
        "plan_state": "value" if known else "null",
        "plan_reason": None if known else "chưa có báo cáo",
    }


PLAN = [_commune("A", 8, 4), _commune("B", 4, 5), _commune("C", 4, 3), _commune("D", None, None)]


def _facts(order: str = "thap", **known: object) -> Facts:
    facts = Facts(PERIOD, AREA, order)
    facts.__dict__.update(
        {"plan": PLAN, "due_share": 75.0} | known
    )  # what would be asked of a release
    return facts


def test_three_quarters_of_the_plan_are_due_after_the_third_quarter() -> None:
    facts = _facts()
    assert [row["commune_code"] for row in facts.behind] == ["A"]
    assert plan_title(facts) == "1/3 xã, phường chậm hơn tiến độ năm"
    assert "cần đạt 75 % kế hoạch; 1 nơi đã đạt cả năm; 1 nơi chưa có" in plan_words(facts)


def test_where_nobody_said_what_is_due_nobody_is_behind() -> None:
    facts = _facts(due_share=None)
    assert facts.behind == []
    assert plan_title(facts) == "3 xã, phường có kế hoạch, chưa có mục tiêu tiến độ"
    assert "chậm hơn tiến độ," not in str(plan_bars(facts).children[0])


def test_what_is_due_is_the_target_of_the_quarter(monkeypatch) -> None:
    rows = [{"kpi_id": "DQ-01", "target": 100.0}, {"kpi_id": "OE-07", "target": 50.0}]
    asked = []
    monkeypatch.setattr(outreach_facts, "ask", lambda *a, **k: asked.append((a, k)) or rows)
    assert Facts(PERIOD, AREA).due_share == 50
    assert asked == [(("targets",), {"area": "province", "period": "2026Q3"})]


def test_order_and_those_without_a_plan() -> None:
    assert [row["commune_code"] for row in _facts("thap").ordered] == ["A", "C", "B"]
    assert [row["commune_code"] for row in _facts("cao").ordered] == ["B", "C", "A"]
    assert [row["commune_code"] for row in _facts("ten").ordered] == ["A", "B", "C"]
    assert "Không so được (chưa có kế hoạch hoặc chưa có báo cáo): D." in str(plan_bars(_facts()))


def test_title_tells_unknown_from_zero() -> None:
    row = {"value": 70.9, "value_state": "value", "unit": "%", "decimals": 1}
    said = "Quý III/2026: đạt 70,9 % kế hoạch tuyên truyền của năm"
    assert page_title(_facts(scorecard={"OE-07": row})) == said
    silent = row | {"value": None, "value_state": "null"}
    assert "chưa có số liệu" in page_title(_facts(scorecard={"OE-07": silent}))


def test_people_reached_are_compared_with_last_year() -> None:
    row = {"value": 17598, "value_state": "value", "year_abs": 2102}
    said = "17.598 lượt người được tuyên truyền, tăng 2.102 so với cùng kỳ"
    assert reached_title(_facts(scorecard={"OE-02": row})) == said


def test_lists_say_how_much_they_cover() -> None:
    row = {"value": 224, "value_state": "value"}
    facts = _facts(sessions=[{}] * 36, scorecard={"OE-01": row})
    said = "Chi tiết chỉ có ở 36 cuộc có trong danh sách trong khi tổng số cuộc là 224."
    assert listed_words(facts) == said
    kinds = [{"category": "unknown", "category_name": "Không ghi", "numerator": 9}]
    assert kinds_title(kinds, "hình thức") == "Chưa có danh sách cuộc ghi hình thức"
