"""Hypothesis over the value readers: what is written comes back or is asked, junk never raises."""

import unicodedata
from datetime import date, datetime

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from ingest.communes.commune_names import name_index
from ingest.communes.match_communes import match_commune
from ingest.communes.parse_commune_text import parse_commune_text
from ingest.contracts.contract import Column
from ingest.reference import communes
from ingest.values.fold_text import strip_marks
from ingest.values.number_words import number_in_words
from ingest.values.read_numbers import vote
from ingest.values.read_periods import mentions, period_of_cell
from ingest.values.read_values import Context, read_value

WORDS = {"không": "zero", "không có": "zero"}
COUNT = Column(type="count", means="số", unit="người", labels=["số"], dash="zero", words=WORDS)
MONEY = Column(type="money", means="tiền", unit="đồng", labels=["tiền"], dash="zero")
QUANTITY = Column(type="quantity", means="ngày", unit="ngày công", labels=["ngày công"])
SHARE = Column(type="share", means="tỷ lệ", unit="%", labels=["tỷ lệ"])
DAY = Column(type="date", means="ngày", labels=["ngày"])
PERIOD = Column(type="period", means="quý", labels=["quý"])
COMMUNE = Column(type="commune", means="xã", labels=["xã"])
FLAG = Column(type="flag", means="có", labels=["có"])
COLUMNS = (COUNT, MONEY, QUANTITY, SHARE, DAY, PERIOD, COMMUNE, FLAG)
STYLES = (None, "vi", "en")

# texts near what offices write: digits, signs and words of the domain, mixed without sense
_PIECES = (
    "0 1 2 12 150 1.234 1,234 37,5 . , - – / ( ) * % ~ > x … không khoảng tr tỷ nghìn đồng quý "
    "Q I IV tháng năm ngày giờ h 2026 26 xã P. TT phường huyện Sa Pa Bảo Thắng Minh Tân cũ mới "
    "nửa ca ¹ ½ ①"
)
PIECES = st.sampled_from(_PIECES.split())
NOISE = st.lists(PIECES, max_size=8).flatmap(
    lambda parts: st.sampled_from([" ", "", "  ", "\u00a0"]).map(lambda gap: gap.join(parts))
)
TEXTS = st.one_of(st.text(max_size=40), NOISE)
QUICK = settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)


def _vi(number: int) -> str:
    return f"{number:,}".replace(",", ".")


INTEGER_WRITINGS = (
    str,
    _vi,
    lambda n: f"{n:,}",
    lambda n: f"{n:,}".replace(",", " "),
    lambda n: f"{n:,}".replace(",", "\u00a0"),
    lambda n: f"'{n}",
    lambda n: f" {n} ",
    lambda n: f"0{n}",
    lambda n: f"+{n}",
    lambda n: f"{_vi(n)},0",
    lambda n: f"{_vi(n)} người",
    lambda n: f"khoảng {_vi(n)}",
    lambda n: "".join(chr(ord(c) + 0xFEE0) if c.isdigit() else c for c in str(n)),
)


@QUICK
@given(st.integers(0, 10**14), st.sampled_from(INTEGER_WRITINGS), st.sampled_from(STYLES))
def test_a_count_comes_back_or_is_asked(number, write, style):
    reading = read_value(write(number), COUNT, Context(style=style))
    assert reading.value == number or reading.problem, (write(number), reading)


@QUICK
@given(st.integers(0, 10**9), st.sampled_from((1, 1000, 1_000_000)), st.sampled_from(STYLES))
def test_money_in_any_writing_comes_back_or_is_asked(thousands, factor, style):
    amount = thousands * 1000
    in_unit = amount / factor
    plain = _vi(amount // factor) if amount % factor == 0 else f"{in_unit}".replace(".", ",")
    for text in (plain, f"{_vi(amount)} đồng", f"{_vi(thousands)} nghìn đồng"):
        if style == "en":  # the file's vote is that of its own writing
            text = text.translate(str.maketrans(".,", ",."))
        reading = read_value(text, MONEY, Context(factor, style))
        assert reading.value == amount or reading.problem, (text, factor, style, reading)


@QUICK
@given(st.integers(1, 999), st.sampled_from((COUNT, MONEY)))
def test_thousands_written_against_the_vote_are_asked(thousands, column):
    for text, style in ((f"{thousands}.000", "en"), (f"{thousands},000", "vi")):
        assert read_value(text, column, Context(style=style)).problem == "ambiguous_number"


@QUICK
@given(st.decimals(0, 10**6, places=3, allow_nan=False), st.sampled_from(STYLES))
def test_a_fraction_comes_back_or_is_asked(number, style):
    text = f"{number:f}".replace(".", ",")
    reading = read_value(text, QUANTITY, Context(style=style))
    if style != "en":  # "1,234" in a file that writes thousands with commas is 1234
        assert reading.problem or reading.value == float(number), (text, reading)


@QUICK
@given(st.lists(TEXTS, max_size=6))
def test_the_vote_of_junk_never_raises(texts):
    assert vote(texts) in STYLES


@settings(QUICK, max_examples=600)
@given(TEXTS, st.sampled_from(COLUMNS), st.sampled_from(STYLES), st.sampled_from((1, 1_000_000)))
def test_junk_never_raises_and_says_what_it_is(text, column, style, factor):
    reading = read_value(text, column, Context(factor, style, year=2026))
    assert (reading.value is None) or reading.problem is None or column.type == "money"
    if column.type in ("count", "money") and reading.problem is None:
        assert reading.value is None or (type(reading.value) is int and reading.value >= 0)
    if column.type == "date" and reading.value is not None:
        assert date(1990, 1, 1) <= reading.value


@QUICK
@given(
    st.one_of(
        st.integers(),
        st.floats(),
        st.booleans(),
        st.dates(),
        st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1)),
    ),
    st.sampled_from(COLUMNS),
)
def test_cells_of_any_type_never_raise(value, column):
    read_value(value, column, Context(year=2026))


DATE_WRITINGS = (
    "{d}/{m}/{y}",
    "{d:02}/{m:02}/{y}",
    "{d:02}-{m:02}-{y}",
    "{d}.{m}.{y}",
    "{d:02}/{m:02}/{s:02}",
    "{y}-{m:02}-{d:02}",
    "ngày {d} tháng {m} năm {y}",
    "{d:02}-{name}-{s:02}",
    "7h30' ngày {d}/{m}/{y}",
    "07:30 {d:02}/{m:02}/{y}",
    "{d} / {m} / {y}",
    "QĐ số 12/QĐ-XPHC ngày {d:02}/{m:02}/{y}",
)
NAMES = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


@QUICK
@given(st.dates(date(2000, 1, 1), date(2089, 12, 31)), st.sampled_from(DATE_WRITINGS))
def test_a_date_comes_back(day, writing):
    text = writing.format(
        d=day.day, m=day.month, y=day.year, s=day.year % 100, name=NAMES[day.month - 1]
    )
    reading = read_value(text, DAY, Context())
    assert (reading.value, reading.problem) == (day, None), text


@QUICK
@given(st.integers(2023, 2032), st.integers(1, 4))
def test_a_quarter_comes_back_in_every_writing(year, quarter):
    roman = ("I", "II", "III", "IV")[quarter - 1]
    short = year % 100
    for text in (
        f"Quý {roman}/{year}",
        f"QUÝ {roman} NĂM {year}",
        f"Q{quarter}.{year}",
        f"Q{quarter}-{short}",
        f"quí {quarter} năm {year}",
        f"{year}Q{quarter}",
        f"Quý 0{quarter} - {year}",
    ):
        assert period_of_cell(text, None) == f"{year}Q{quarter}", text


@settings(QUICK, max_examples=300)
@given(TEXTS)
def test_periods_of_junk_never_raise(text):
    for mention in mentions(text):
        assert mention.quarter in (None, 1, 2, 3, 4)
        assert mention.year is None or 2000 <= mention.year <= 2099


COMMUNE_WRITINGS = ("{k} {n}", "{a}. {n}", "{a}.{n}", "UBND {k} {n}", "{n} ({k})")
LETTERS = "abcdeghiklmnopqrstuvxyàáảãạâăêôơưđ"
_NUMBER_WORDS = "không một hai ba năm mười mươi trăm linh nghìn triệu tỷ rưỡi đồng"
NUMBER_WORDS = st.sampled_from(_NUMBER_WORDS.split())
COMMUNES = st.sampled_from(list(communes().values()))


@QUICK
@given(COMMUNES, st.sampled_from(COMMUNE_WRITINGS), st.data())
def test_a_commune_comes_back_in_every_writing(commune, writing, data):
    kind = commune.unit_type
    text = writing.format(k=kind, a=kind[0], n=commune.short_name)
    form = data.draw(st.sampled_from(("NFC", "NFD")))
    text = data.draw(st.sampled_from((str, str.upper, str.title)))(text)
    found = match_commune(unicodedata.normalize(form, text))
    assert found.commune_code == commune.commune_code, text


@settings(QUICK, max_examples=300)
@given(
    COMMUNES,
    st.integers(0, 20),
    st.sampled_from(LETTERS),
    st.booleans(),
)
def test_a_typo_is_never_taken_for_the_name(commune, place, letter, insert):
    name = commune.short_name
    at = place % len(name)
    wrong = name[:at] + letter + name[at + (not insert) :]
    found = match_commune(f"{commune.unit_type} {wrong}")
    if found.status == "matched":  # the slip made another name, and it is that name's unit
        assert _is_a_name(wrong), (wrong, found)
    else:
        assert len(found.candidates) == 3


@settings(QUICK, max_examples=400)
@given(TEXTS)
def test_communes_of_junk_never_raise_and_only_names_match(text):
    found = match_commune(text)
    if found.status == "matched":
        parsed = parse_commune_text(text)
        assert _is_a_name(parse_commune_text(parsed.now_is or text).name)
    else:
        assert found.explanation


def _is_a_name(text: str) -> bool:
    """Whether a text without its kind is a name of some unit, accents apart."""
    index = name_index()
    bare = strip_marks(parse_commune_text(text).name)
    spelt = {strip_marks(name) for name in index.spellings}
    return bare in index.current_bare or bare in index.former_bare or bare in spelt


@settings(QUICK, max_examples=300)
@given(st.lists(NUMBER_WORDS, max_size=12))
def test_words_of_numbers_never_raise(words):
    found = number_in_words(" ".join(words))
    assert found is None or found >= 0


@pytest.mark.slow
@settings(max_examples=20_000, deadline=None, derandomize=True)
@given(TEXTS, st.sampled_from(COLUMNS), st.sampled_from(STYLES))
def test_much_more_junk_never_raises(text, column, style):
    assume(text)
    read_value(text, column, Context(1_000_000, style, year=2026))
    match_commune(text)
    mentions(text)
