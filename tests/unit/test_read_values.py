"""Flags, codes, texts, communes, periods and error cells through ``read_value``."""

from datetime import date, datetime

import pytest

from ingest.cells.read_cells import ErrorCell, UncalculatedCell
from ingest.contracts.contract import Column, load_forms
from ingest.values.read_values import Context, read_value

FLAG = Column(type="flag", means="có", labels=["có"])
TEXT = Column(type="text", means="tên", labels=["tên"])
COMMUNE = Column(type="commune", means="xã", labels=["xã"])
PERIOD = Column(type="period", means="kỳ", labels=["kỳ"])
DISPUTE = load_forms()["dispute_log"].columns


def read(raw, column, **context):
    return read_value(raw, column, Context(**context))


@pytest.mark.parametrize("raw", ["x", "X", "v", "V", "✓", "✔", "(x)", "có", "Có", "1", 1, True])
def test_marked(raw):
    reading = read(raw, FLAG)
    assert (reading.value, reading.problem) == (True, None)


@pytest.mark.parametrize(
    ("raw", "state"),
    [
        (None, "blank"),
        ("", "blank"),
        ("-", "dash"),
        ("không", "value"),
        ("Không có", "value"),
        ("ko", "value"),
        (0, "value"),
        (False, "value"),
    ],
)
def test_not_marked(raw, state):
    reading = read(raw, FLAG)
    assert (reading.value, reading.state, reading.problem) == (False, state, None)


@pytest.mark.parametrize("raw", ["?", "12", "đã nộp", 2, 0.5])
def test_no_mark_is_asked(raw):
    reading = read(raw, FLAG)
    assert (reading.value, reading.problem) == (None, "unknown_flag")


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("cá nhân", "individual"),
        ("Cá nhân", "individual"),
        ("TCLĐ cá nhân", "individual"),
        ("ca nhan", "individual"),
        ("Tập thể về quyền", "collective_rights"),
        ("tập thể về lợi ích", "collective_interests"),
        ("Ngừng việc tập thể", "collective_stoppage"),
        ("đình công", "strike"),
        ("ĐÌNH CÔNG ", "strike"),
        ("đi\u0300nh co\u0302ng", "strike"),
        ("strike", "strike"),
    ],
)
def test_codes(raw, code):
    reading = read(raw, DISPUTE["dispute_type"])
    assert (reading.value, reading.problem) == (code, None)


@pytest.mark.parametrize("raw", ["hoà giải thành", "Hòa giải thành", "HÒA GIẢI THÀNH"])
def test_codes_whatever_the_place_of_the_tone(raw):
    assert read(raw, DISPUTE["outcome"]).value == "mediated"


@pytest.mark.parametrize("raw", ["tập thể", "cá nhận", "đình", 3, "cá nhân; tập thể về quyền"])
def test_a_text_outside_the_codes_is_asked(raw):
    reading = read(raw, DISPUTE["dispute_type"])
    assert (reading.value, reading.problem) == (None, "unknown_code")


@pytest.mark.parametrize(("raw", "state"), [("-", "dash"), ("…", "ellipsis"), (None, "blank")])
def test_no_code(raw, state):
    reading = read(raw, DISPUTE["outcome"])
    assert (reading.value, reading.state, reading.problem) == (None, state, None)


def test_every_text_of_every_code_means_that_code():
    for form in load_forms().values():
        for name, column in form.columns.items():
            for code, texts in column.codes.items():
                for text in texts:
                    assert read(text, column).value == code, (form.id, name, text)
                    assert read(text.upper(), column).value == code, (form.id, name, text)


@pytest.mark.parametrize(
    ("raw", "value", "state"),
    [
        ("Công ty TNHH A\u00a0", "Công ty TNHH A", "value"),
        ("Co\u0302ng ty", "Công ty", "value"),
        (5300123456.0, "5300123456", "value"),
        (5300123456, "5300123456", "value"),
        ("0012", "0012", "value"),
        ("-", None, "dash"),
        ("…", None, "ellipsis"),
        (None, None, "blank"),
    ],
)
def test_texts(raw, value, state):
    reading = read(raw, TEXT)
    assert (reading.value, reading.state, reading.problem) == (value, state, None)


@pytest.mark.parametrize("raw", [date(2026, 3, 5), datetime(2026, 3, 5)])
def test_a_text_that_became_a_date_is_said(raw):
    reading = read(raw, TEXT)
    assert reading.value == "05/03/2026"
    assert "Excel" in reading.hint


@pytest.mark.parametrize(
    ("raw", "problem"),
    [("Xã Bảo Thắng", None), ("x.Bảo Thắng", None), ("Xã Không Có Thật", "unknown_commune")],
)
def test_communes(raw, problem):
    reading = read(raw, COMMUNE, on=date(2026, 9, 14))
    assert reading.problem == problem
    assert (reading.value is None) == bool(problem)
    assert reading.commune is not None


@pytest.mark.parametrize(
    ("raw", "year", "period"),
    [
        ("Quý I/2026", None, "2026Q1"),
        ("QI.2026", None, "2026Q1"),
        ("Q1-26", None, "2026Q1"),
        ("Quí 1", 2026, "2026Q1"),
        ("III", 2026, "2026Q3"),
        (3, 2026, "2026Q3"),
    ],
)
def test_periods(raw, year, period):
    assert read(raw, PERIOD, year=year).value == period


@pytest.mark.parametrize("raw", ["Quý", "6 tháng", "năm 2026", "Quý I/2026 và Quý II/2026"])
def test_what_is_no_quarter_is_asked(raw):
    reading = read(raw, PERIOD)
    assert (reading.value, reading.problem) == (None, "unknown_period")


@pytest.mark.parametrize("kind", ["count", "money", "date", "text", "flag", "commune"])
def test_error_cells_are_errors_in_every_column(kind):
    unit = "đồng" if kind in ("count", "money") else None
    column = Column(type=kind, means="ô", unit=unit, labels=["ô"])
    broken, waiting = ErrorCell("#REF!"), UncalculatedCell("công thức chưa tính")
    assert read(broken, column).problem == "error_cell"
    assert read(waiting, column).problem == "uncalculated_formula"
    assert read(broken, column).value is None
