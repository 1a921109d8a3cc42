"""The table of value quirks of Vietnamese offices, one test a raw text: what it means, or is asked.

Cells of numbers, dates and periods; communes are in ``test_match_communes``, legacy encodings in
``test_decode_text``.
"""

from datetime import date
from typing import Any

import pytest

from ingest.contracts.contract import Column
from ingest.values.read_periods import PeriodMention, mentions, period_of_cell
from ingest.values.read_values import Context, read_value

WORDS = {"không": "zero", "không có": "zero", "ko": "zero", "k": "zero"}
COUNT = Column(type="count", means="số", unit="người", labels=["số"], dash="zero", words=WORDS)
UNSURE = Column(type="count", means="số", unit="cuộc", labels=["số"], dash="null")
MONEY = Column(type="money", means="tiền", unit="đồng", labels=["tiền"], dash="zero", words=WORDS)
DAYS = Column(type="quantity", means="ngày công", unit="ngày công", labels=["ngày công"])
SHARE = Column(type="share", means="tỷ lệ", unit="%", labels=["tỷ lệ"])
FLAG = Column(type="flag", means="có", labels=["có"])
DAY = Column(type="date", means="ngày", labels=["ngày"])
TRIEU = Context(factor=1_000_000)
ASKED = "asked"

# raw, column, context, value or ASKED, state or the finding's code
TABLE: list[tuple[Any, Column, Context, Any, str]] = [
    ("1.234", COUNT, Context(), 1234, "value"),
    (1.234, COUNT, Context(), ASKED, "lost_thousands"),
    ("12,5", DAYS, Context(), 12.5, "value"),
    ("12.5", SHARE, Context(), 12.5, "value"),
    ("12,5%", SHARE, Context(), 12.5, "value"),
    ("1,234", COUNT, Context(), ASKED, "ambiguous_number"),
    ("1,234", COUNT, Context(style="en"), 1234, "value"),
    ("1,234", DAYS, Context(style="vi"), 1.234, "value"),
    ("1.234.567,8", DAYS, Context(), 1234567.8, "value"),
    ("37,5 tr", MONEY, TRIEU, 37_500_000, "value"),
    ("37.5trđ", MONEY, TRIEU, 37_500_000, "value"),
    ("2 tỷ 3", MONEY, TRIEU, 2_300_000_000, "value"),
    ("37.500.000", MONEY, Context(), 37_500_000, "value"),
    ("37500000 đ", MONEY, TRIEU, 37_500_000, "value"),
    ("Ba mươi bảy triệu năm trăm nghìn đồng", MONEY, TRIEU, 37_500_000, "value"),
    ("37,5", MONEY, TRIEU, 37_500_000, "value"),
    ("-", COUNT, Context(), 0, "dash"),
    ("–", UNSURE, Context(), None, "dash"),
    ("—", UNSURE, Context(), None, "dash"),
    ("…", COUNT, Context(), None, "ellipsis"),
    ("...", COUNT, Context(), None, "ellipsis"),
    ("..", COUNT, Context(), None, "ellipsis"),
    ("không", COUNT, Context(), 0, "zero_word"),
    ("Không có", COUNT, Context(), 0, "zero_word"),
    ("ko", COUNT, Context(), 0, "zero_word"),
    ("K", COUNT, Context(), 0, "zero_word"),
    ("không", DAYS, Context(), ASKED, "not_a_number"),
    ("x", FLAG, Context(), True, "value"),
    ("X", FLAG, Context(), True, "value"),
    ("v", FLAG, Context(), True, "value"),
    ("✓", FLAG, Context(), True, "value"),
    ("(x)", FLAG, Context(), True, "value"),
    ("x", COUNT, Context(), ASKED, "not_applicable"),
    ("khoảng 200", COUNT, Context(), 200, "estimate"),
    ("~200", COUNT, Context(), 200, "estimate"),
    (">100", COUNT, Context(), 100, "estimate"),
    ("150-200", COUNT, Context(), 175, "estimate"),
    ("khoảng 150–200 CN", COUNT, Context(), 175, "estimate"),
    ("nửa ngày", DAYS, Context(), ASKED, "other_unit"),
    ("2 ca", DAYS, Context(), ASKED, "other_unit"),
    ("3 ngày công", DAYS, Context(), 3, "value"),
    ("'0123", COUNT, Context(), 123, "value"),
    ("12\u00a0", COUNT, Context(), 12, "value"),
    ("１２", COUNT, Context(), 12, "value"),
    ("12(1)", COUNT, Context(has_footnotes=True), 12, "value"),
    ("15*", COUNT, Context(has_footnotes=True), 15, "value"),
    ("12(1)", COUNT, Context(has_footnotes=False), ASKED, "footnote_missing"),
    ("15*", COUNT, Context(has_footnotes=False), ASKED, "footnote_missing"),
    ("5/3/2026", DAY, Context(), date(2026, 3, 5), "value"),
    ("05-3-26", DAY, Context(), date(2026, 3, 5), "value"),
    ("ngày 05 tháng 3 năm 2026", DAY, Context(), date(2026, 3, 5), "value"),
    ("05-Mar-26", DAY, Context(), date(2026, 3, 5), "value"),
    (46145, DAY, Context(), date(2026, 5, 3), "value"),
    (46086, DAY, Context(), date(2026, 3, 5), "value"),
    ("31/2/2026", DAY, Context(), ASKED, "bad_date"),
    ("05/3", DAY, Context(), ASKED, "partial_date"),
    ("7h30' ngày 05/3", DAY, Context(), ASKED, "partial_date"),
    ("3/2026", DAY, Context(), ASKED, "partial_date"),
    ("quý I", DAY, Context(), ASKED, "partial_date"),
]


@pytest.mark.parametrize(
    ("raw", "column", "context", "value", "how"),
    TABLE,
    ids=[f"{column.type}: {raw}" for raw, column, *_ in TABLE],
)
def test_cell(raw: Any, column: Column, context: Context, value: Any, how: str) -> None:
    reading = read_value(raw, column, context)
    if value is ASKED:
        assert (reading.value, reading.problem) == (None, how)
    else:
        assert (reading.value, reading.state, reading.problem) == (value, how, None)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Quý I/2026", "2026Q1"),
        ("QI.2026", "2026Q1"),
        ("Q1-26", "2026Q1"),
        ("Quí 1 năm 2026", "2026Q1"),
        ("quý 01/2026", "2026Q1"),
        ("2026-Q3", "2026Q3"),
        ("QUÝ III NĂM 2026", "2026Q3"),
        ("03 tháng đầu năm 2026", "2026Q1"),
        ("3 tháng đầu năm 2026", "2026Q1"),
        ("từ tháng 4 đến tháng 6 năm 2026", "2026Q2"),
        ("từ ngày 15/12/2025 đến ngày 14/3/2026", "2026Q1"),
        ("Quý II và 6 tháng đầu năm 2026", "2026Q2"),
        ("6T/2026", None),
        ("9 tháng năm 2026", None),
        ("6 tháng đầu năm 2026", None),
        ("tháng 3 năm 2026", None),
        ("năm 2026", None),
    ],
)
def test_period(text: str, said: str | None) -> None:
    quarters = [mention.id for mention in mentions(text) if mention.quarter]
    assert quarters == ([said] if said else [])
    assert period_of_cell(text, None) == said


def test_six_months_beside_a_quarter_are_no_second_quarter() -> None:
    assert mentions("QUÝ II VÀ 6 THÁNG NĂM 2026") == (PeriodMention(2026, 2),)


def test_months_of_a_year_are_no_year_of_the_text_and_no_quarter() -> None:
    assert mentions("6T/2026") == (PeriodMention(2026),)
    assert mentions("9T 2026") == (PeriodMention(2026),)
