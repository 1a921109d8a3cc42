"""What the page of disputes says for quarters with, without and with unknown events."""

from datetime import date

import pytest

from dashboards.app.disputes.facts import Facts
from dashboards.app.disputes.timeline import timeline_figure
from dashboards.app.disputes.wording import (
    causes_title,
    outcome_title,
    page_title,
    quarters_title,
    timeline_title,
    timeline_words,
)

PERIOD = {"period": "2026Q3", "label": "Quý III/2026", "same_period_last_year": "2025Q3"}
AREA = {"area_code": "province", "area_kind": "province", "area_name": "Tỉnh Lào Cai"}


def _facts(**known: object) -> Facts:
    facts = Facts(PERIOD, AREA)
    facts.__dict__.update(known)  # what would be asked of a release
    return facts


def _row(value: float | None, year_abs: float | None = None) -> dict:
    return {
        "value": value,
        "value_state": "null" if value is None else "value",
        "year_abs": year_abs,
    }


@pytest.mark.parametrize(
    ("disputes", "stoppages", "said"),
    [
        (42, 2, "Quý III/2026: 42 vụ tranh chấp, 2 cuộc ngừng việc"),
        (0, 0, "Quý III/2026: 0 vụ tranh chấp, không có ngừng việc"),
        (3, None, "Quý III/2026: 3 vụ tranh chấp, ngừng việc chưa có báo cáo"),
        (None, None, "Quý III/2026: chưa có báo cáo về tranh chấp, ngừng việc"),
    ],
)
def test_title_tells_zero_from_unknown(disputes, stoppages, said) -> None:
    facts = _facts(scorecard={"DS-01": _row(disputes), "DS-06": _row(stoppages)})
    assert page_title(facts) == said


@pytest.mark.parametrize(
    ("step", "said"),
    [
        (8, "Tranh chấp nhiều hơn cùng kỳ năm trước 8 vụ"),
        (-1, "Tranh chấp ít hơn cùng kỳ năm trước 1 vụ"),
        (0, "Tranh chấp bằng cùng kỳ năm trước"),
        (None, "Tranh chấp lao động qua các quý"),
    ],
)
def test_heading_compares_with_last_year(step, said) -> None:
    assert quarters_title(_facts(scorecard={"DS-01": _row(42, step)})) == said


def test_open_cases_are_counted_among_those_received() -> None:
    outcomes = [
        {"outcome": key, "cases": cases, "all_cases": 6}
        for key, cases in (("mediated", 5), ("pending", 1))
    ]
    assert (
        outcome_title(_facts(outcomes=outcomes)) == "1/6 vụ tiếp nhận trong quý còn đang giải quyết"
    )
    assert outcome_title(_facts(outcomes=[])) == "Quý này không tiếp nhận vụ tranh chấp nào"


def test_causes_that_are_mostly_unknown_conclude_nothing() -> None:
    wages = {"category": "wages", "category_name": "Tiền lương, thưởng", "numerator": 3}
    unknown = {"category": "unknown", "category_name": "Không ghi", "numerator": 35}
    assert causes_title([wages, unknown]) == "35 vụ không ghi nguyên nhân: chưa kết luận được"
    assert causes_title([wages]) == "Nguyên nhân nhiều nhất: tiền lương, thưởng"
    assert causes_title([]) == "Không có nguyên nhân tranh chấp nào được ghi"


def test_timeline_keeps_an_event_without_a_day_and_names_silent_quarters() -> None:
    quarters = [
        {"kpi_id": "DS-06", "period": period, "label": label, "starts_on": start, "value": value}
        for period, label, start, value in (
            ("2026Q1", "Quý I/2026", date(2025, 12, 15), None),
            ("2026Q2", "Quý II/2026", date(2026, 3, 15), 0),
            ("2026Q3", "Quý III/2026", date(2026, 6, 15), 1),
        )
    ]
    event = {
        "event_id": "e1",
        "period": "2026Q3",
        "commune_code": "02647",
        "commune_name": "Phường Lào Cai",
        "started_on": None,
        "ended_on": None,
        "workers_involved": 40,
        "is_workers_estimate": True,
        "days_lost": None,
        "is_days_estimate": False,
        "is_preliminary": False,
    }
    facts = _facts(all_series=quarters, stoppages=[event])
    figure = timeline_figure(facts)
    points = figure.data[-1]
    assert points["x"] == [date(2026, 7, 30)]
    assert list(points["customdata"][0][1:3]) == ["không ghi ngày", "khoảng 40 người"]
    assert points["customdata"][0][-1] == "su-kien|e1|2026Q3|quarter"
    assert any(note["text"] == "chưa có báo cáo" for note in figure.layout["annotations"])
    assert timeline_title(facts) == "1 cuộc ngừng việc, đình công trong 3 quý"
    assert "1 quý không phát sinh; 1 quý chưa có báo cáo" in timeline_words(facts)
