"""Rules of a form over whole columns: sums, tolerance, conditions, bounds from a table."""

from datetime import date, datetime

import pytest
from pydantic import ValidationError

from ingest.checks.check_rules import broken_rules
from ingest.contracts.contract import Form, load_forms
from ingest.contracts.form_rules import Rule, read_terms

NUMBER = {"type": "count", "unit": "vụ", "means": "Số vụ", "labels": ["số vụ"]}
TEXT = {"type": "text", "means": "Văn bản", "labels": ["văn bản"]}
DAY = {"type": "date", "means": "Ngày", "labels": ["ngày"]}


def form_with(*rules, columns="a b c d"):
    said = {"severity": "error", "message": "Sai", "source": "thử"}
    return Form.model_validate(
        {
            "form": "trial",
            "number": "1",
            "title": {"vi": "Thử", "en": "Trial"},
            "kind": "summary",
            "calendar": "BCDK",
            "source": "thử",
            "titles": ["thử"],
            "one_row_per": ["who"],
            "layouts": [{"since": "2023Q3", "required": ["who"]}],
            "columns": {"who": TEXT, "subject": TEXT, "day": DAY, "at": DAY}
            | dict.fromkeys(columns.split(), NUMBER),
            "rules": [said | rule for rule in rules],
        }
    )


def rows_of(form, **columns):
    return [broken.rows for broken in broken_rules(form, columns)]


def test_terms_of_a_sum():
    assert read_terms("a + 2*b - c - 1") == ((1, "a"), (2, "b"), (-1, "c"), (-1, "1"))
    for wrong in ("", "a b", "a +", "a * b", "A", "a ++ b", "a > b"):
        with pytest.raises(ValueError, match="sum"):
            read_terms(wrong)


def test_an_identity_of_sums_only_where_all_is_stated():
    form = form_with({"left": "a + b - c", "op": "==", "right": "d"})
    (broken,) = broken_rules(
        form, {"a": [1, 1, None, 5], "b": [2, 2, 2, 0], "c": [3, 0, 0, 1], "d": [0, 5, 9, 1200]}
    )
    assert broken.rows == [1, 3]
    assert [broken.found(nth) for nth in (0, 1)] == ["3 và 5", "4 và 1.200"]
    assert broken.allowed(str.upper) == "“A” + “B” − “C” == “D”"
    assert broken.columns == ["a", "b", "c", "d"]


def test_a_tolerance_lets_rounding_pass():
    form = form_with({"left": "a", "op": "<=", "right": "b", "tolerance": 5})
    assert rows_of(form, a=[10, 15, 16, 10**9], b=[10, 10, 10, 10]) == [[2, 3]]


def test_dates_and_numbers_are_compared():
    form = form_with(
        {"left": "at", "op": ">=", "right": "day"}, {"left": "a", "op": ">", "right": "0"}
    )
    days = {"at": [date(2026, 1, 1), date(2026, 3, 1)], "day": [date(2026, 2, 1)] * 2}
    broken = broken_rules(form, {**days, "a": [0, 1]})
    assert [item.rows for item in broken] == [[0], [0]]
    assert broken[0].found(0) == "01/01/2026 và 01/02/2026"


def test_moments_are_said_with_their_hour():
    form = form_with({"left": "at", "op": ">=", "right": "day"})
    moments = {"at": [datetime(2026, 1, 1, 7, 5)], "day": [datetime(2026, 1, 1, 8)]}
    assert broken_rules(form, moments)[0].found(0) == "07:05 01/01/2026 và 08:00 01/01/2026"


def test_a_rule_of_a_missing_column_is_not_judged():
    form = form_with({"left": "a + b", "op": "==", "right": "c"})
    assert rows_of(form, a=[1], c=[9]) == []
    assert rows_of(form) == []


def test_conditions_pick_the_rows():
    paid = form_with({"left": "a", "op": "==", "right": "b", "when": {"subject": ["done"]}})
    unless = form_with({"left": "a", "op": "==", "right": "b", "unless": {"subject": ["done"]}})
    absent = form_with({"left": "a", "op": "==", "right": "b", "when": {"c": ["absent"]}})
    columns = {"a": [1, 1, 1], "b": [2, 2, 2], "subject": ["done", "x;done", None]}
    assert rows_of(paid, **columns) == [[0, 1]]
    assert rows_of(unless, **columns) == [[2]]
    assert rows_of(absent, **columns, c=[1, None, 0]) == [[1]]
    assert rows_of(absent, **columns) == [[0, 1, 2]]


CEILING = {
    "left": "a",
    "op": "<=",
    "right": {
        "table": "penalty_ceilings",
        "value": "ceiling_vnd",
        "by": {"authority": "who", "subject": "subject"},
        "dated_by": "day",
        "times": "b",
    },
}


def test_a_bound_is_looked_up_by_columns_and_date():
    columns = {
        "who": ["commune_chair"] * 5 + ["nobody"],
        "subject": ["individual", "organisation", "organisation", "individual", "individual", "x"],
        "day": [*[date(2026, 9, 10)] * 3, date(2026, 9, 9), None, date(2026, 9, 10)],
        "a": [37_500_001, 75_000_000, 76_000_000, 99_000_000, 99_000_000, 99_000_000],
        "b": [1, None, 2, 1, 1, 1],
    }
    (broken,) = broken_rules(form_with(CEILING), columns)
    assert (broken.rows, broken.right) == ([0], [37_500_000])
    assert broken.allowed(str) == "“a” <= mức theo “who”, “subject” × “b”"
    del columns["who"]
    assert not broken_rules(form_with(CEILING), columns)


@pytest.mark.parametrize(
    "change",
    [
        {"left": "a +"},
        {"left": "nowhere"},
        {"op": "!="},
        {"when": {"nowhere": ["x"]}},
        {"tolerance": -1},
        {"source": ""},
        {"left": "a + b"},
        {"right": CEILING["right"] | {"by": {}}},
        {"right": CEILING["right"] | {"by": {"authority": "nowhere"}}},
    ],
)
def test_a_wrong_rule_is_refused(change):
    with pytest.raises(ValidationError):
        form_with(CEILING | change)


def test_a_rule_knows_its_columns():
    rule = Rule.model_validate(
        CEILING | {"severity": "error", "message": "Sai", "source": "thử", "unless": {"c": ["x"]}}
    )
    assert rule.columns == ["a", "who", "subject", "day", "b", "c"]


def test_round_numbers_are_found_and_nothing_is_none():
    form = form_with({"left": "a", "op": "not multiple of", "right": "1000"})
    (broken,) = broken_rules(form, {"a": [0, 999, 1000, 1001, None, 12000]})
    assert broken.rows == [2, 5]
    assert broken.allowed(str.upper) == "“A” không tròn 1000"


@pytest.mark.parametrize("form", ["outreach_summary", "outreach_sessions"])
def test_attendances_in_round_thousands_are_a_warning(form):
    sides = {"attendances": [2000, 1990, 0]}
    (broken,) = [
        one for one in broken_rules(load_forms()[form], sides) if "tròn" in one.rule.message
    ]
    assert (broken.rows, broken.rule.severity) == ([0], "warning")
