"""Rolling back: what it holds back, and what lifts the hold."""

import pytest

from dagster_project import release, release_history
from dagster_project.release import PublishingHeldError
from tests.releases.first_release import FIRST, publish
from tests.unit.build_fixture import (
    Cell,
    let_time_pass,
    with_value,
)


@pytest.fixture(autouse=True)
def _days_apart(monkeypatch):
    let_time_pass(monkeypatch)


def test_rolled_back_content_does_not_come_back_by_itself():
    first = publish("b1", FIRST)
    bad = with_value(FIRST, 2, 700, "load-bad")
    undone = publish("b2", bad)
    release.rollback(first.release_id)
    assert release.current_id() == first.release_id
    with pytest.raises(PublishingHeldError, match=undone.release_id):
        publish("b3", bad)
    # A file that has nothing to do with it must not carry it in.
    with pytest.raises(PublishingHeldError):
        publish("b4", [*bad, Cell("02905", "2026Q3", 1, "load-late")])
    assert release.current_id() == first.release_id


@pytest.mark.slow
def test_replacing_what_was_wrong_lifts_the_hold():
    first = publish("b1", FIRST)
    publish("b2", with_value(FIRST, 2, 700, "load-bad"))
    release.rollback(first.release_id)
    repaired = publish("b3", with_value(FIRST, 2, 70, "load-good"))
    assert repaired.is_new
    assert release.current_id() == repaired.release_id
    assert release_history.current_hold() is None


@pytest.mark.slow
def test_changed_rules_lift_the_hold():
    first = publish("b1", FIRST)
    bad = with_value(FIRST, 2, 700, "load-bad")
    publish("b2", bad)
    release.rollback(first.release_id)
    other = [*bad, Cell("02905", "2026Q3", 1, "load-late")]
    assert publish("b3", other, rules="rules-2").is_new


@pytest.mark.slow
def test_the_same_content_stays_held_even_by_other_rules():
    first = publish("b1", FIRST)
    bad = with_value(FIRST, 2, 700, "load-bad")
    publish("b2", bad)
    release.rollback(first.release_id)
    with pytest.raises(PublishingHeldError):
        publish("b3", bad, rules="rules-2")


@pytest.mark.slow
def test_a_held_release_is_published_again_by_name():
    first = publish("b1", FIRST)
    right = with_value(FIRST, 2, 700, "load-right-after-all")
    second = publish("b2", right)
    release.rollback(first.release_id)
    release.rollback(second.release_id)
    assert release.current_id() == second.release_id
    assert release_history.current_hold() is None
    assert not publish("b3", right).is_new
    assert [move["action"] for move in release_history.history()] == [
        "published",
        "published",
        "rolled_back",
        "released",
    ]


@pytest.mark.slow
def test_naming_one_held_release_keeps_the_later_ones_held():
    first = publish("b1", FIRST)
    second = publish("b2", with_value(FIRST, 2, 8, "load-d"))
    worst = with_value(FIRST, 2, 900, "load-e")
    third = publish("b3", worst)
    release.rollback(first.release_id)
    release.rollback(second.release_id)
    with pytest.raises(PublishingHeldError, match=third.release_id):
        publish("b4", worst)


@pytest.mark.slow
def test_a_rolled_back_rule_or_decision_is_not_carried_in_by_an_unrelated_file():
    first = publish("b1", FIRST)
    by_rule = with_value(FIRST, 2, 700, "load-c")  # the same load, another number
    undone = publish("b2", by_rule, rules="rules-2")
    release.rollback(first.release_id)
    late = Cell("02905", "2026Q3", 1, "load-late")
    with pytest.raises(PublishingHeldError, match=undone.release_id):
        publish("b3", [*by_rule, late], rules="rules-2")
    # the rule is taken back, and files that came since are published
    assert publish("b4", [*FIRST, late], rules="rules-1").is_new
    assert release_history.current_hold() is None


@pytest.mark.slow
def test_a_decision_taken_back_lifts_the_hold():
    first = publish("b1", FIRST)
    publish("b2", with_value(FIRST, 2, 700, "load-c"))
    release.rollback(first.release_id)
    late = Cell("02905", "2026Q2", 1, "load-late")
    assert publish("b3", [*FIRST[1:], late]).is_new


def test_a_rollback_names_who_and_why():
    first = publish("b1", FIRST)
    publish("b2", with_value(FIRST, 2, 700, "load-bad"))
    release.rollback(first.release_id, "hùng", "số Sa Pa gõ nhầm")
    move = release_history.history()[-1]
    assert (move["by"], move["reason"]) == ("hùng", "Thu hồi: số Sa Pa gõ nhầm")
    assert release_history.current_hold()["by"] == "hùng"


def test_rollback_to_nowhere_says_so():
    first = publish("b1", FIRST)
    with pytest.raises(release.UserError, match="Không có bản công bố “nothing”"):
        release.rollback("nothing")
    with pytest.raises(release.UserError, match="đang là bản công bố hiện hành"):
        release.rollback(first.release_id)
