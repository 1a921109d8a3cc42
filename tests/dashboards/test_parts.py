"""The parts of the page as pure functions: numbers, words, classes, ranks, figures, files."""

import csv
import io
import re
from datetime import date, datetime

import pytest
import yaml

from dashboards.app.format_vi import (
    coverage,
    exact,
    moment,
    number,
    rounded_with_unit,
    value_in_words,
)
from dashboards.app.overview.reporting import DEPARTMENTS, group_by_agency
from dashboards.app.overview.shown import Shown, read_address
from dashboards.app.overview.tables import CHOICES, make_table
from dashboards.app.overview.view import read_view
from dashboards.app.overview.wording import cautions, finding, page_title
from dashboards.app.parts.map_classes import (
    class_of,
    legend_entries,
    missing_words,
    tile_text,
)
from dashboards.app.parts.ranked_bars import ranked
from dashboards.app.parts.sentences import movement
from dashboards.app.parts.source_drawer import sum_line
from dashboards.app.parts.table import csv_bytes
from dashboards.app.parts.tile_map import abbreviation
from dashboards.app.parts.trend import axis_note, trend_figure
from dashboards.app.terms import COLUMNS, column_words
from dashboards.app.theme import chart_look
from dashboards.release_reader import DEFAULT_HOME, current_release
from tests.browser.release_fixture import write_release


@pytest.fixture(scope="module")
def release(tmp_path_factory):
    """A made-up release."""
    home = tmp_path_factory.mktemp("home")
    write_release(home)
    return current_release(home)


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (1234.5, 1, "1.234,5"),
        (1234567, 0, "1.234.567"),
        (0, 0, "0"),
        (-0.04, 1, "0,0"),
        (-12.25, 1, "−12,3"),
        (2.675, 2, "2,68"),
        (99.95, 1, "100,0"),
    ],
)
def test_numbers_are_written_as_in_vietnam(value, decimals, text) -> None:
    assert number(value, decimals) == text


def test_large_sums_are_rounded_for_reading_and_exact_elsewhere() -> None:
    assert rounded_with_unit(2_567_500_000, "đồng", 0) == ("2,57", "tỷ đồng")
    assert rounded_with_unit(758_500_000, "đồng", 0) == ("758,5", "triệu đồng")
    assert rounded_with_unit(500_000, "đồng", 0) == ("500.000", "đồng")
    assert exact(2_567_500_000) == "2.567.500.000"
    assert exact(6287.5) == "6.287,5"
    assert exact(None) == ""


def test_no_report_zero_and_not_applicable_are_three_things() -> None:
    words = {
        state: value_in_words({"value": value, "value_state": state}, "vụ", 0)
        for state, value in (("value", 0.0), ("null", None), ("na", None))
    }
    assert words["value"] == "0 vụ"
    assert words["null"] == "chưa có báo cáo"
    assert len(set(words.values())) == 3
    looks = {
        class_of({"value": value, "value_state": state}, [1, 3])
        for state, value in (("value", 0.0), ("null", None), ("na", None), ("value", 2.0))
    }
    assert len(looks) == 4


def test_times_are_in_vietnam() -> None:
    assert moment("2026-09-20T07:05:00+00:00") == "20/9/2026 14:05"
    assert moment(datetime(2026, 9, 20, 14, 5)) == "20/9/2026 14:05"
    assert moment(None) == ""


def test_address_is_checked_value_by_value() -> None:
    known = (["2026Q3", "2026Q2"], ["CI-01", "DS-01"], {"02647"})
    assert read_address("?ky=2026Q2&chi_tieu=DS-01&xa=02647", *known) == Shown(
        "2026Q2", "DS-01", "02647"
    )
    assert read_address("?ky=1999Q1&chi_tieu=DS-01", *known) == Shown("2026Q3", "DS-01")
    assert read_address(None, *known) == Shown("2026Q3", "CI-01")
    view = Shown("2026Q2", "DS-01", "02647")
    assert read_address(view.search(), *known) == view
    assert view.search(kpi="CI-01") == "?ky=2026Q2&chi_tieu=CI-01&xa=02647"


def test_map_classes_use_the_whole_ramp_and_say_their_limits() -> None:
    limits = [1.0, 2.0, 10.0]
    looks = [class_of({"value": v, "value_state": "value"}, limits) for v in (1, 2, 3, 10)]
    assert looks == ["class-1", "class-3", "class-5", "class-5"]
    assert [text for _, text in legend_entries(limits, "vụ", 0)] == ["1 vụ", "2 vụ", "3 – 10 vụ"]
    assert legend_entries([33.3, 100.0], "%", 1)[1][1] == "trên 33,3 – 100,0 %"
    assert class_of({"value": 1, "value_state": "value"}, [1.0]) == "class-5"


def test_tiles_have_room_for_what_they_say() -> None:
    assert abbreviation("Phong Dụ Thượng") == "PDT"
    assert tile_text(100.0, "%", 1) == "100"
    assert tile_text(4.25, "%", 1) == "4,3"
    assert tile_text(152_000_000, "đồng", 0) == "152"
    assert tile_text(500_000, "đồng", 0) == "0,5"


def _commune(name: str, value: float | None, small: bool = False) -> dict:
    state = "null" if value is None else "value"
    return {
        "commune_name": name,
        "value": value,
        "value_state": state,
        "is_small_number": small,
        "sort_order": ord(name),
    }


def test_small_bases_rank_last_and_missing_not_at_all() -> None:
    rows = [_commune("a", 5), _commune("b", 100, small=True), _commune("c", 7), _commune("d", None)]
    rows.append(_commune("e", 7))
    assert [row["commune_name"] for row in ranked(rows, lowest=False)] == ["c", "e", "a", "b"]
    assert [row["commune_name"] for row in ranked(rows, lowest=True)] == ["a", "c", "e", "b"]
    mostly = [_commune("a", 5), _commune("b", 100, small=True), _commune("c", 50, small=True)]
    assert [row["commune_name"] for row in ranked(mostly, lowest=False)] == ["b", "c", "a"]


def _point(period: str, value: float | None, comparability="được", reporting=99) -> dict:
    return {
        "period": period,
        "label": f"Quý {period}",
        "starts_on": date(int(period[:4]), int(period[-1]) * 3 - 3 or 1, 15),
        "value": value,
        "reporting_units": reporting,
        "expected_units": 99,
        "comparability": comparability,
    }


def test_trend_breaks_at_gaps_and_marks_the_merger() -> None:
    series = [
        _point("2025Q3", 5.0, "hạn chế"),
        _point("2025Q4", 7.0),
        _point("2026Q1", None),
        _point("2026Q2", 4.0),
        _point("2026Q3", 6.0, reporting=90),
    ]
    kpi = {"unit": "vụ", "decimals": 0}
    figure = trend_figure(series, kpi, "2026Q3")
    lines = [trace for trace in figure.data if trace["mode"] == "lines"]
    assert [(line["x"][0], line["line"]["dash"]) for line in lines] == [(0, "dot"), (3, "solid")]
    points = figure.data[-1]
    assert list(points["y"]) == [5.0, 7.0, 4.0, 6.0]
    assert points["text"][-1] == "<b>6</b>"
    assert points["marker"]["color"][-1] != points["marker"]["color"][0]
    assert figure.layout["shapes"][0]["x0"] == 0.5
    assert figure.layout["yaxis"]["range"][0] == 0
    assert "sáp nhập" in figure.layout["annotations"][0]["text"]
    assert "Không có số liệu: 1 quý" in axis_note(series)
    look = chart_look()  # one figure for both schemes: every colour that it names is in both
    for name in re.findall(r"var\(--chart-([a-z-]+)\)", str(figure.to_plotly_json())):
        assert look["light"][name] != look["dark"][name]


def test_the_number_of_a_low_point_stands_below_it_where_lines_leave_no_room() -> None:
    values = (5.0, 4.0, 7.0, 0.5, 6.0, None, 4.0)
    quarters = ("2025Q1", "2025Q2", "2025Q3", "2025Q4", "2026Q1", "2026Q2", "2026Q3")
    series = [_point(quarter, value) for quarter, value in zip(quarters, values, strict=True)]
    points = trend_figure(series, {"unit": "vụ", "decimals": 0}, "2026Q3").data[-1]
    sides = dict(zip(points["x"], points["textposition"], strict=True))
    assert {place for place, side in sides.items() if side == "bottom center"} == {1}


def test_trend_of_nothing_still_draws() -> None:
    figure = trend_figure([_point("2026Q3", None)], {"unit": "vụ", "decimals": 0}, "")
    assert list(figure.data[-1]["y"] or []) == []


def _change(kind: str | None, step: float | None, percent: float | None = None) -> dict:
    return {
        "unit": "vụ",
        "decimals": 0,
        "quarter_kind": kind,
        "quarter_abs": step,
        "quarter_pct": percent,
    }


def test_changes_are_put_into_words() -> None:
    assert movement(_change("percent", -5, -12.345), "quarter") == "giảm 12,3 %"
    assert movement(_change("points", 3.25), "quarter") == "tăng 3,3 điểm phần trăm"
    assert movement(_change("points", 0.01), "quarter") == "tăng dưới 0,1 điểm phần trăm"
    assert movement(_change("absolute", 2), "quarter") == "tăng 2 vụ"
    assert movement(_change("new", 2), "quarter") == "mới phát sinh"
    assert movement(_change("none", 0), "quarter") == "không đổi"
    assert movement(_change("not_comparable", None), "quarter") is None
    assert movement(_change(None, None), "quarter") is None


def test_sentences_agree_with_the_facts(release) -> None:
    view = read_view(release, "?ky=2026Q3&chi_tieu=DS-01")
    row = view.headline
    assert movement(row, "quarter") in finding(view)
    counts = view.assessments
    assert f"{counts['good']} chỉ tiêu tốt lên, {counts['bad']} chỉ tiêu xấu đi" in page_title(view)
    notes = cautions(view)
    assert any("91/99" in note for note in notes)
    assert any("cùng kỳ năm trước là hạn chế: quý III/2025 bắt đầu trước" in n for n in notes)


def test_limits_that_are_not_the_merger_are_not_called_so(release) -> None:
    view = read_view(release, "?ky=2026Q3&chi_tieu=CI-06")
    view.headline.update(quarter_comparability="hạn chế", year_comparability="được")
    assert cautions(view)[1:] == ["So sánh với quý trước là hạn chế: xem phần Lưu ý của chỉ tiêu."]


def test_first_quarter_says_that_it_cannot_be_compared(release) -> None:
    view = read_view(release, "?ky=2025Q3&chi_tieu=DS-01")
    assert "chưa so được với quý trước" in finding(view)
    assert any("hạn chế" in note for note in cautions(view))


def test_agencies_stand_under_their_gravest_status_departments_apart() -> None:
    def row(agency: str, status: str, commune: str | None = "02647", form: str = "f") -> dict:
        return {
            "agency_code": agency,
            "agency_name": agency,
            "commune_code": commune,
            "status": status,
            "form_name": form,
            "due_on": None,
            "first_received_at": None,
        }

    groups = group_by_agency(
        [
            row("X1", "chậm", form="a"),
            row("X1", "trả lại", form="b"),
            row("X2", "chưa nộp"),
            row("SXD", "chậm", None),
        ]
    )
    assert [entry["agency_name"] for entry in groups["trả lại"]] == ["X1"]
    assert groups["trả lại"][0]["forms"] == ["b"]
    assert [entry["agency_name"] for entry in groups["chưa nộp"]] == ["X2"]
    assert groups["chậm"] == []
    assert [entry["agency_name"] for entry in groups[DEPARTMENTS]] == ["SXD"]


@pytest.mark.parametrize("choice", [key for key, _ in CHOICES])
def test_csv_holds_what_the_table_shows(release, choice) -> None:
    view = read_view(release, "?ky=2026Q3&chi_tieu=DS-03")
    content = csv_bytes(make_table(view, choice))
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    table = make_table(view, choice)
    assert len(rows) == 1 + len(table.rows)
    assert rows[0][: len(table.columns)] == [column.title for column in table.columns]
    assert {len(row) for row in rows} == {len(rows[0])}
    assert {row[-1] for row in rows[1:]} == {release.release_id}
    assert not [cell for row in rows for cell in row if cell[:1] in ("=", "+", "@")]
    for column_no, column in enumerate(table.columns):
        for shown, row in zip(rows[1:], table.rows, strict=True):
            if column.kind != "text" and row[column.field] is not None:
                assert float(shown[column_no].replace(",", ".")) == row[column.field]


def test_column_words_name_columns_that_forms_have() -> None:
    forms = DEFAULT_HOME.parent / "ingest" / "forms"
    columns = set()
    for path in forms.glob("*.yml"):
        columns |= set(yaml.safe_load(path.read_text(encoding="utf-8"))["columns"])
    assert set(COLUMNS) <= columns
    assert column_words("la_lam") == "la_lam"
    assert column_words(None) == "–"


def test_a_report_with_a_blank_is_not_a_missing_report() -> None:
    silent = {"value_state": "null", "value_reason": "chưa có báo cáo (bản đã gửi bị trả lại)"}
    blank = {"value_state": "null", "value_reason": "báo cáo để trống số liệu này"}
    assert missing_words([silent]) == "chưa có báo cáo"
    assert missing_words([silent, blank]) == "chưa có số liệu"


def test_what_nobody_owes_has_no_share():
    assert coverage({"reporting_units": 93, "expected_units": 99}) == "93/99"
    assert coverage({"reporting_units": None, "expected_units": 1188}) == "0/1.188"
    assert coverage({"reporting_units": 99, "expected_units": 0}) == "99 nơi"


@pytest.mark.parametrize(
    ("stated", "is_good"),
    [(1213198338000.3333, True), (1213198340000.0, False), (None, False)],
)
def test_the_cells_agree_but_for_the_last_digits_of_a_sum(stated, is_good):
    total = {"cells": 3, "ledger_entries": 0, "nil_returns": 0, "files": 1}
    line = sum_line("denominator", stated, total | {"cells_sum": 1213198338000.3335})
    assert line.className == ("check good" if is_good else "check bad")


def test_a_small_difference_of_small_numbers_is_one():
    total = {"cells": 1, "ledger_entries": 0, "nil_returns": 0, "files": 1, "cells_sum": 3}
    assert sum_line("numerator", 3.001, total).className == "check bad"
