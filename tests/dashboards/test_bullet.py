"""The bullet graphs of the headlines: what they are measured by, in marks and in words."""

import pytest

from dashboards.app.parts.bullet import aim_of, bullet

SHARE = {
    "kpi_id": "DQ-01",
    "short_name": "Nộp đúng hạn",
    "unit": "%",
    "decimals": 1,
    "value": 80.0,
    "value_state": "value",
    "year_kind": "points",
    "year_base_value": 60.0,
}
TARGET = {
    "kpi_id": "DQ-01",
    "value": 80.0,
    "target": 100.0,
    "target_kind": "at_least",
    "target_state": "chưa đạt",
}
BEFORE = [{"value": 50.0}, {"value": None}, {"value": 90.0}]


def _drawn(row: dict, before: list[dict], target: dict | None):
    return bullet(row, before, target, "province", "2026Q3")


def _marks(made) -> dict[str, str]:
    return {part.className: next(iter(part.style.values())) for part in made.children}


def test_a_number_stands_against_target_past_and_last_year() -> None:
    made = _drawn(SHARE, BEFORE, TARGET)
    assert _marks(made) == {
        "bullet-ground highest": "86.5%",
        "bullet-ground lowest": "48.1%",
        "bullet-bar": "76.9%",
        "bullet-ring": "57.7%",
        "bullet-tick": "96.2%",
    }
    told = made.to_plotly_json()["props"]
    assert told["aria-label"] == (
        "Nộp đúng hạn: Quý này 80,0 %; 2 quý trước có số liệu: thấp nhất 50,0 %, cao nhất 90,0 %; "
        "Cùng kỳ năm trước 60,0 %; Mục tiêu từ 100,0 %, chưa đạt"
    )
    assert told["data-trace"] == "DQ-01|province|2026Q3|quarter"


def test_marks_stand_only_for_what_is_known() -> None:
    alone = SHARE | {"year_kind": "not_comparable"}
    assert _drawn(alone, [], None) is None
    assert "bullet-ring" not in _marks(_drawn(alone, BEFORE, None))
    assert "bullet-tick" not in _marks(_drawn(SHARE, BEFORE, None))
    assert _drawn(SHARE | {"value": 0.0, "year_base_value": 0.0}, [], None) is None


@pytest.mark.parametrize("state", ["null", "na"])
def test_without_a_number_there_is_no_bar(state) -> None:
    assert _drawn(SHARE | {"value": None, "value_state": state}, BEFORE, TARGET) is None


def test_a_target_of_the_year_is_no_mark_for_a_quarter() -> None:
    of_year = TARGET | {"value": 75.0}
    assert aim_of(SHARE, [of_year, TARGET]) is TARGET
    assert aim_of(SHARE, [of_year]) is of_year  # said in words all the same
    assert "bullet-tick" not in _marks(_drawn(SHARE, BEFORE, of_year))
    assert aim_of(SHARE, []) is None
