"""Nothing that we write is run as a formula."""

import pytest

from dashboards.app import csv_text
from ingest.answers.guard_formulas import csv_value, leaves_workbook


@pytest.mark.parametrize("text", ["=1+1", "+cmd|x", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "-", "=-1"])
def test_texts_that_would_be_run_get_an_apostrophe(text):
    assert csv_value(text) == csv_text.csv_value(text) == f"'{text}"


@pytest.mark.parametrize("value", ["-1,5", "+3 %", "-1.234,5", -1.5, 3, None, "Xã A", "", True])
def test_numbers_and_plain_texts_stay(value):
    assert csv_value(value) is value
    assert csv_text.csv_value(value) is value


@pytest.mark.parametrize(
    "formula",
    ["[1]Sheet1!A1", "'[tệp.xlsx]Sheet'!A1", "cmd|'/c calc'!A0", 'WEBSERVICE("x")',
     'hyperlink("x")', "'\\\\may\\[x.xlsx]A'!A1"],
)  # fmt: skip
def test_formulas_that_leave_the_workbook(formula):
    assert leaves_workbook(formula)


@pytest.mark.parametrize("formula", ["SUM(A1:B2)", "Bảng1[Số cuộc]", "'Trang 2'!A1", 'A1&"[1"'])
def test_formulas_that_stay_inside(formula):
    assert not leaves_workbook(formula)
