"""The parts of the page "Xã, phường" as pure functions: order, words, places, what to do."""

from datetime import date

import pytest
from flask import Flask

from dashboards.app.communes import todo as todo_part
from dashboards.app.communes.cards import alphabetical, body, index, index_title
from dashboards.app.communes.facts import Facts, commune_in, own_commune
from dashboards.app.communes.profile import place, shown_value
from dashboards.app.communes.tables import facts_of, indicators, submissions
from dashboards.app.viewer import AN_ANALYST, COMMUNE, Viewer
from tests.browser.events_fixture import add_events
from tests.browser.release_fixture import write_release


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """A server over a made-up release with events."""
    home = tmp_path_factory.mktemp("home")
    add_events(write_release(home))
    made = Flask(__name__)
    made.config["QHLD_HOME_PATH"] = home
    return made


@pytest.fixture
def as_analyst(server):
    """A request of an analyst."""
    server.config["QHLD_VIEWER"] = AN_ANALYST
    with server.test_request_context("/"):
        yield


@pytest.fixture
def as_officer(server):
    """A request of an officer of one commune."""
    server.config["QHLD_VIEWER"] = Viewer("Lan", COMMUNE, frozenset({"02647"}))
    with server.test_request_context("/"):
        yield


def _with_status(status: str) -> Facts:
    from dashboards.app.ask import ask

    rows = ask("late_or_missing", period="2026Q3")
    code = next(row["commune_code"] for row in rows if row["status"] == status)
    return Facts(code, ky="2026Q3")


def test_names_stand_in_the_order_of_the_vietnamese_alphabet() -> None:
    names = ["Đông Cuông", "Dền Sáng", "Ẳng", "A Mú Sung", "Âu Lâu", "Yên Bái", "Ý Tý"]
    assert sorted(names, key=alphabetical) == [
        "A Mú Sung",
        "Ẳng",
        "Âu Lâu",
        "Dền Sáng",
        "Đông Cuông",
        "Yên Bái",
        "Ý Tý",
    ]


def test_a_missing_figure_is_not_a_missing_report() -> None:
    row = {"value": None, "value_state": "null", "value_reason": "chưa có báo cáo"}
    assert shown_value(row) == "chưa có báo cáo"
    assert shown_value(row | {"value_reason": "thiếu danh sách"}) == "chưa có số liệu"
    assert shown_value(row | {"value_state": "na"}) == "–"


def test_a_place_or_why_there_is_none() -> None:
    row = {"band_rank": 3, "band_size": 14, "unranked_reason": None, "province_rank": None}
    assert place(row, "band") == "3/14"
    assert place(row, "province") == "–"
    assert "số quá nhỏ" in str(place(row | {"unranked_reason": "số quá nhỏ"}, "province"))


def test_all_small_columns_cover_the_same_quarters(as_analyst) -> None:
    facts = Facts("02647", ky="2026Q3")
    known = facts.window("DS-01")
    facts.series["XX-01"] = known[-1:]  # an indicator that is counted since this quarter only
    young = facts.window("XX-01")
    assert [row["period"] for row in young] == [row["period"] for row in known]
    assert young[-1] == known[-1]
    assert {row["value_reason"] for row in young[:-1]} == {"chưa tính chỉ tiêu này"}
    assert {row["value"] for row in young[:-1]} == {None}


def test_what_is_missing_comes_first_with_the_days_since(as_analyst, monkeypatch) -> None:
    monkeypatch.setattr(todo_part, "today_in_vietnam", lambda: date(2026, 9, 27))
    facts = _with_status("chưa nộp")
    assert todo_part.page_title(facts) == f"{facts.area['area_name']}: còn 5 biểu chưa nộp"
    said = str(todo_part.todo(facts))
    assert "Nộp 5 biểu còn thiếu" in said
    assert "hạn 17/9/2026, đã quá 10 ngày" in said


def test_what_was_returned_is_to_be_mended(as_analyst) -> None:
    facts = _with_status("trả lại")
    assert "bị trả lại" in todo_part.page_title(facts)
    assert "Sửa và nộp lại: Sổ theo dõi tranh chấp lao động" in str(todo_part.todo(facts))


def test_the_next_deadline_is_the_first_that_has_not_passed(as_analyst, monkeypatch) -> None:
    from dashboards.app.communes import facts as facts_part

    for module in (facts_part, todo_part):
        monkeypatch.setattr(module, "today_in_vietnam", lambda: date(2026, 9, 10))
    facts = Facts("02647", ky="2026Q3")
    assert facts.next_deadline["period"] == "2026Q3"
    assert "còn 7 ngày" in str(todo_part.todo(facts))


def test_an_officer_sees_the_own_commune_and_no_other(as_officer) -> None:
    assert own_commune() == "02647"
    assert commune_in("02647") == "02647"
    assert commune_in("02671") is None
    assert facts_of("?xa=02671&ky=2026Q3") is None
    facts = Facts("02647", ky="2026Q3")
    assert {row["commune_code"] for row in facts.events} <= {"02647"}
    assert "chỉ được xem số liệu của xã, phường mình" in str(body(facts)[-1])


def test_all_cards_and_tables_of_a_commune_can_be_made(as_analyst) -> None:
    facts = Facts("02647", ky="2026Q3")
    assert len(body(facts)) == 5
    assert len(facts.events) > 1
    table = indicators(facts)
    assert len(table.rows) == len(facts.profile) == 12
    assert all("02647|2026Q3" in row["trace"] for row in table.rows)
    assert {row["outcome"] for row in submissions(_with_status("chưa nộp")).rows} == {"chưa nộp"}


def test_the_list_names_every_commune_and_what_it_owes(as_analyst) -> None:
    drawn = str(index("2026Q3"))
    assert drawn.count("/xa-phuong/") == 99
    assert drawn.count("còn 5 biểu") == 8
    row = {"label": "Quý III/2026", "reported_units": 91, "expected_units": 99}
    assert index_title(row) == "8 xã, phường chưa gửi báo cáo quý III/2026"
