"""The parts of the page "Chỉ tiêu" as pure functions: words, stacks, order, panels, tables."""

from datetime import date

import pytest
from flask import Flask

from dashboards.app.indicators.areas import areas_figure, areas_title, in_order
from dashboards.app.indicators.facts import Facts
from dashboards.app.indicators.multiples import multiples, scale_words
from dashboards.app.indicators.spread import axis_of_values, spread_figure, spread_words, stacked
from dashboards.app.indicators.tables import by_commune, by_two_quarters
from dashboards.app.indicators.two_quarters import (
    bar_rows,
    by_change,
    counts_in_words,
    limits_in_words,
    moved_most,
    season_in_words,
    step_in_words,
)
from dashboards.app.indicators.wording import (
    cautions,
    fraction,
    interval,
    is_rare,
    page_title,
    unranked_reason,
)
from dashboards.app.parts.sentences import trend_title, where_title
from dashboards.app.viewer import AN_ANALYST
from tests.browser.release_fixture import write_release

SHARE = {
    "kpi_id": "DS-03",
    "short_name": "Hoà giải thành",
    "unit": "%",
    "decimals": 1,
    "scale": 100,
}


def _commune(name: str, value: float | None, **more: object) -> dict:
    row = {
        "commune_code": name,
        "commune_name": f"Xã {name}",
        "short_name": name,
        "value": value,
        "value_state": "null" if value is None else "value",
        "is_small_number": False,
        "province_median": None,
        "province_rank": None,
        "unranked_reason": None,
    }
    return row | more


@pytest.fixture(scope="module")
def asked_in_a_request(tmp_path_factory):
    """A request of somebody who sees the made-up release."""
    home = tmp_path_factory.mktemp("home")
    write_release(home)
    server = Flask(__name__)
    server.config |= {"QHLD_HOME_PATH": home, "QHLD_VIEWER": AN_ANALYST}
    with server.test_request_context("/"):
        yield


def test_equal_values_are_stacked_beside_each_other() -> None:
    assert stacked([0.0, 10.0, 10.0], bins=10) == [(0.0, 1), (10.0, 1), (10.0, 2)]
    assert stacked([]) == []
    assert stacked([0.0, 0.0]) == [(0.0, 1), (0.0, 2)]


def test_the_spread_tells_small_bases_and_the_middle() -> None:
    rows = [
        _commune("A", 20.0, province_median=40.0),
        _commune("B", 60.0, province_median=40.0),
        _commune("C", 100.0, is_small_number=True),
        _commune("D", None),
    ]
    assert spread_words(rows, SHARE) == (
        "3 xã, phường trải từ 20,0 % đến 100,0 %; một nửa số được xếp hạng ở mức 40,0 % trở xuống; "
        "1 nơi mẫu số nhỏ (chấm rỗng)."
    )
    figure = spread_figure(rows, SHARE, "2026Q3", "year", province=50.0, compared=["B"])
    dots = figure.data[0]
    assert len(dots["y"]) == 3
    assert dots["customdata"][-1][-1] == "DS-03|C|2026Q3|year"
    assert len(set(dots["marker"]["color"])) == 2
    assert [text["text"] for text in figure.layout["annotations"]] == [
        "B",
        "┄┄ trung vị 40,0 %",
        "── toàn tỉnh 50,0 %",
    ]
    levels = figure.layout["annotations"][1:]
    # above the chart, one above the other: no dot can lie below a name
    assert [text["yref"] for text in levels] == ["paper", "paper"]
    assert levels[0]["yshift"] < levels[1]["yshift"] < figure.layout["margin"]["t"]


def test_counts_have_whole_ticks() -> None:
    assert axis_of_values(2, {"unit": "vụ", "decimals": 0}) == {"dtick": 1}
    assert axis_of_values(8e6, {"unit": "đồng", "decimals": 0})["ticktext"][-1] == "8,0 tr"


def test_a_fraction_and_its_interval_in_words() -> None:
    row = {"numerator": 29.0, "denominator": 35.0, "wilson_low": 67.317, "wilson_high": 91.897}
    assert fraction(row, 100) == "29 ÷ 35 × 100"
    assert interval(row, "%", 1) == "67,3 – 91,9 %"
    assert fraction({"numerator": 5, "denominator": None}, 1) is None
    assert interval({"wilson_low": None}, "%", 1) is None


def test_rare_events_are_listed_and_not_ranked() -> None:
    why = "sự kiện rất hiếm ở cấp xã: chỉ liệt kê, không xếp hạng"
    rare = [_commune("A", 1.0, unranked_reason=why), _commune("B", None, unranked_reason="x")]
    assert unranked_reason(rare) == why
    assert is_rare(rare)
    assert unranked_reason([_commune("A", 1.0, province_rank=1)]) is None


def test_titles_state_the_finding() -> None:
    rows = [_commune("A", 3.0), _commune("B", 3.0), _commune("C", 1.0)]
    assert where_title(rows, "vụ", 0) == "Xã A và Xã B cao nhất: 3 vụ"
    assert where_title([_commune("A", 0.0)], "vụ", 0) == "1 xã, phường đều bằng 0"
    assert where_title([_commune("A", None)], "vụ", 0) == "Chưa xã, phường nào có số liệu"
    series = [{"label": "Quý I/2026", "value": 1.0}, {"label": "Quý II/2026", "value": 4.0}]
    assert trend_title(series, "Tranh chấp") == "Tranh chấp qua 2 quý: cao nhất quý II/2026"


def _area(name: str, kind: str, value: float | None, **more: object) -> dict:
    row = {"area_code": name, "area_kind": kind, "area_name": name, "value": value}
    row |= {"value_state": "value", "numerator": 1.0, "denominator": 2.0}
    return row | {"wilson_low": None, "wilson_high": None} | more


def test_sums_are_not_set_beside_their_parts() -> None:
    areas = [
        _area("tỉnh", "province", 9.0),
        _area("a", "former_district", 2.0),
        _area("b", "former_district", 7.0),
    ]
    assert [row["area_name"] for row in in_order(areas, False)] == ["b", "a"]
    assert [row["area_name"] for row in in_order(areas, True)] == ["tỉnh", "b", "a"]
    assert areas_title(in_order(areas, False)) == "b: cao nhất trong các huyện cũ"
    bars = areas_figure(in_order(areas, False), SHARE, "2026Q3", "quarter", [])
    assert bars.data[0]["type"] == "bar"
    rated = [row | {"wilson_low": 1.0, "wilson_high": 10.0} for row in areas]
    points = areas_figure(in_order(rated, True), SHARE, "2026Q3", "quarter", ["a"])
    assert points.data[0]["error_x"]["array"] == [8.0, 3.0, 1.0]


def _quarter(period: str, starts: date, value: float | None) -> dict:
    row = {"period": period, "label": f"Quý {period}", "starts_on": starts, "value": value}
    state = "null" if value is None else "value"
    return row | {"value_state": state, "value_reason": None, "comparability": "được"}


def test_panels_share_one_scale_and_show_the_break() -> None:
    panels = {
        "a": [_quarter("1", date(2025, 3, 15), 5.0), _quarter("2", date(2025, 9, 15), 10.0)],
        "b": [_quarter("1", date(2025, 3, 15), None), _quarter("2", date(2025, 9, 15), 2.5)],
    }
    drawn = str(multiples(panels, {"a": "A", "b": "B"}, SHARE, "2", "quarter"))
    assert drawn.count("break-rule") == 2
    assert "'height': '25.0%'" in drawn
    assert drawn.count("spark-bar none") == 1
    assert "từ 0 đến 10,0 %" in scale_words(panels, SHARE)
    assert "chưa có báo cáo" in drawn


def test_a_view_of_the_made_up_release(asked_in_a_request) -> None:
    facts = Facts(chi_tieu="DS-03", ky="2026Q3", dia_ban="province")
    assert "so với quý trước" in page_title(facts)
    assert any("91/99 xã, phường" in note for note in cautions(facts))
    assert len(facts.communes) == 99
    assert facts.class_limits == sorted(set(facts.class_limits))


def test_odd_choices_fall_back_and_a_span_without_numbers_says_so(asked_in_a_request) -> None:
    facts = Facts(chi_tieu="<b>", ky=["x"], dia_ban=None, so="02647,nope", khoang="year")
    assert (facts.kpi_id, facts.period_id, facts.area_code) == ("CI-01", "2026Q3", "province")
    assert facts.compared == ["02647"]
    assert "không có số liệu" in page_title(facts)


def test_the_table_of_communes_has_all_of_them_and_their_sources(asked_in_a_request) -> None:
    made = by_commune("?chi_tieu=DS-03&ky=2026Q3")
    assert len(made.rows) == 99
    assert {row["state"] for row in made.rows} <= {"có số liệu", "chưa có báo cáo", "không áp dụng"}
    assert all(row["trace"].startswith("DS-03|") for row in made.rows)
    assert "denominator" in {column.field for column in made.columns}


def _pair(name: str, base: float | None, value: float | None, **more: object) -> dict:
    known = base is not None and value is not None
    row = {
        "area_code": name,
        "area_kind": "commune",
        "area_name": f"Xã {name}",
        "value": value,
        "base_value": base,
        "value_state": "null" if value is None else "value",
        "base_state": "null" if base is None else "value",
        "is_small_number": False,
        "unit": "vụ",
        "decimals": 0,
        "pair_abs": value - base if known else None,
        "pair_pct": None,
        "pair_kind": "absolute" if known else "not_comparable",
        "pair_label": "",
        "pair_comparability": "được",
    }
    return row | more


PAIRS = [
    _pair("A", 1, 4),
    _pair("B", 0, 9, is_small_number=True),
    _pair("C", 5, 3),
    _pair("D", None, 3),
    _pair("E", 2, 2, pair_kind="none"),
    _pair("Tỉnh", 8, 18, area_kind="province"),
]


def test_what_rose_and_fell_between_two_quarters() -> None:
    names = [row["area_code"] for row in moved_most(PAIRS[:5], down=False)]
    assert names == ["A", "B"]  # a small base comes after all others, however far it moved
    assert [row["area_code"] for row in moved_most(PAIRS[:5], down=True)] == ["C"]
    order = [row["area_code"] for row in by_change(PAIRS, down=False)]
    assert order == ["Tỉnh", "B", "A", "E", "C", "D"]


def test_two_quarters_in_words() -> None:
    began = _pair("F", 0, 6, pair_kind="new", pair_label="phát sinh mới")
    assert step_in_words(began) == "từ 0 lên 6 vụ"
    moved = _pair("A", 1, 4, pair_label="+3 vụ (từ 1 lên 4 vụ)")
    assert step_in_words(moved) == "3 vụ"
    assert counts_in_words(PAIRS[:5], "Quý IV/2025") == (
        "So với quý IV/2025: 2 nơi tăng, 1 nơi giảm, 1 nơi không đổi; "
        "1 nơi không so sánh được (lý do: xem “Bảng”)."
    )
    assert counts_in_words([PAIRS[3]], "Quý I/2024") == (
        "Không nơi nào so sánh được với quý I/2024."
    )
    assert limits_in_words(PAIRS) == ""
    limited = [row | {"pair_comparability": "hạn chế"} for row in PAIRS[:2]]
    assert limits_in_words(limited).startswith("So sánh hạn chế: có phần trước 1/7/2025")
    assert limits_in_words([*limited, *PAIRS[2:]]).startswith("† 2 nơi so sánh hạn chế")


def test_the_second_quarter_is_checked_and_never_the_shown_one(asked_in_a_request) -> None:
    assert Facts(ky="2026Q3", so_quy="2026Q3").base_id is None
    assert Facts(ky="2026Q3", so_quy="2019Q1").base_id is None
    assert Facts(ky="2026Q3", so_quy=["2026Q2"]).base_id is None
    facts = Facts(chi_tieu="DS-03", ky="2026Q3", so_quy="2025Q3")
    assert len(facts.commune_pairs) == 99
    assert {row["pair_comparability"] for row in facts.commune_pairs} == {"hạn chế"}
    assert season_in_words(facts) == ""
    assert season_in_words(Facts(ky="2026Q3", so_quy="2026Q2")).startswith("Hai quý khác nhau")
    made = by_two_quarters("?chi_tieu=DS-03&ky=2026Q3&so_quy=2025Q3")
    assert len(made.rows) == 99
    assert {"base", "value", "change", "change_abs"} <= {column.field for column in made.columns}
    assert by_two_quarters("?chi_tieu=DS-03&ky=2026Q3") is None


def test_lengths_of_both_bars_share_one_scale(asked_in_a_request) -> None:
    facts = Facts(chi_tieu="DS-01", ky="2026Q3", so_quy="2026Q2")
    rows = {row["area_code"]: row for row in bar_rows(facts, PAIRS)}
    assert (rows["B"]["now_share"], rows["A"]["base_share"]) == (1.0, 1 / 9)
    assert rows["Tỉnh"]["now_share"] is None  # a sum is far longer than its parts
    assert (rows["D"]["base_words"], rows["D"]["base_share"]) == ("chưa có", None)
