"""Tax codes: shape, check digit, a lost zero, several in one cell."""

import pytest

from ingest.contracts.contract import Column
from ingest.values.read_tax_code import read_tax_code, read_tax_codes
from ingest.values.read_values import Context, read_value

GOOD, BRANCH = "0100109106", "0100109106-001"


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        (GOOD, GOOD),
        (5300100018, "5300100018"),
        (5300100018.0, "5300100018"),
        ("MST: 0100 109 106", GOOD),
        ("0100109106001", BRANCH),
        ("0100109106 - 001", BRANCH),
        ("0100109106–001", BRANCH),
        ("'0100109106", GOOD),
        ("\uff10\uff11\uff10\uff10\uff11\uff10\uff19\uff11\uff10\uff16", GOOD),
    ],
)
def test_a_right_code(raw, value):
    reading = read_tax_code(raw)
    assert (reading.value, reading.state, reading.problem) == (value, "value", None)


def test_a_wrong_check_digit_is_kept_and_asked_about():
    reading = read_tax_code("0100109107")
    assert (reading.value, reading.problem) == ("0100109107", None)
    assert "chữ số kiểm tra" in reading.hint
    assert read_tax_code(GOOD).hint is None


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        (100109106, "short_tax_code"),
        (100109106001, "short_tax_code"),
        (100109106.0, "short_tax_code"),
        ("100109106", "bad_tax_code"),  # as text it may be an identity card
        ("010090000001", "bad_tax_code"),
        (12, "bad_tax_code"),
        (10.5, "bad_tax_code"),
        ("chờ cấp", "bad_tax_code"),
        (True, "bad_tax_code"),
    ],
)
def test_what_is_no_code_is_asked_about(raw, problem):
    reading = read_tax_code(raw)
    assert (reading.value, reading.state, reading.problem) == (None, "wrong", problem)


@pytest.mark.parametrize(
    ("raw", "state"), [("-", "dash"), ("…", "ellipsis"), ("chưa có", "zero_word")]
)
def test_no_code(raw, state):
    reading = read_tax_code(raw)
    assert (reading.value, reading.state, reading.problem) == (None, state, None)


def test_several_codes_in_one_cell():
    assert read_tax_codes(f"{GOOD}; 0100112437,\n{GOOD}").value == f"{GOOD};0100112437"
    assert read_tax_codes(GOOD).value == GOOD
    assert read_tax_codes(5300100018).value == "5300100018"
    assert read_tax_codes(f"{GOOD}; 12").problem == "bad_tax_code"
    assert "kiểm tra" in read_tax_codes(f"{GOOD}; 0100109107").hint


def test_the_column_type_reads_one_or_many():
    one = Column(type="tax_code", means="Mã số thuế", labels=["mst"])
    many = one.model_copy(update={"many": True})
    text = f"{GOOD};0100112437"
    assert read_value(text, one, Context()).problem == "bad_tax_code"
    assert read_value(text, many, Context()).value == text
