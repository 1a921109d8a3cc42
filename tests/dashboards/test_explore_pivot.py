"""The pivot of the page "Khám phá": areas down, quarters across, words where there is no number."""

from dashboards.app.exploring import pivot

KPI = {"kpi_id": "DS-01", "name": "Tranh chấp", "unit": "vụ", "decimals": 0}


def _row(area: str, period: str, value: float | None, state: str = "value") -> dict:
    return {
        "area_code": area,
        "area_name": f"Xã {area}",
        "period": period,
        "label": period,
        "value": value,
        "numerator": value,
        "denominator": 1.0,
        "value_state": state,
        "value_reason": None,
    }


ROWS = [
    _row("A", "2026Q2", 1234.0),
    _row("A", "2026Q3", 2.0),
    _row("B", "2026Q2", None, "null"),
    _row("B", "2026Q3", 0.0),
]


def test_a_line_an_area_and_a_column_a_quarter() -> None:
    made = pivot.pivot_table(ROWS, KPI, "value", "quarter")
    assert [column.title for column in made.columns] == ["Địa bàn", "2026Q3", "2026Q2"]
    assert made.rows[0]["2026Q2_text"] == "1.234"
    assert made.rows[0]["2026Q3_trace"] == "DS-01|A|2026Q3|quarter"
    assert (made.rows[1]["2026Q2"], made.rows[1]["2026Q2_text"]) == (None, "chưa có báo cáo")
    assert (made.rows[1]["2026Q3"], made.rows[1]["2026Q3_text"]) == (0.0, "0")


def test_the_sentence_is_about_the_newest_quarter() -> None:
    said = pivot.sentence(ROWS, KPI, "value")
    assert said == "2026Q3: 2/2 địa bàn có số liệu; cao nhất Xã A (2)."
    assert pivot.sentence([], KPI, "value").startswith("Không có số liệu")


def test_few_areas_are_lines_and_many_are_bars() -> None:
    lines = pivot.pivot_figure(ROWS, "value")
    assert [trace["type"] for trace in lines.data] == ["scatter", "scatter"]
    assert list(lines.data[1]["y"]) == [None, 0.0]
    many = [_row(f"{n:02}", "2026Q3", float(n)) for n in range(30)]
    bars = pivot.pivot_figure(many, "value")
    assert bars.data[0]["type"] == "bar"
    assert len(bars.data[0]["x"]) == pivot.MOST_BARS
    assert bars.data[0]["x"][-1] == 29.0
