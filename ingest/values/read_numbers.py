"""Numbers as Vietnamese offices write them: "1.234", "37,5 tr", "không", "-", "khoảng 200".

vi-VN writes a dot between thousands and a comma before decimals. What reads both ways is asked, not
guessed, unless the rest of the file settles it (a vote, which is then said).
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from string import ascii_letters
from typing import Literal

from ingest.contracts.contract import Column
from ingest.tables.read_units import is_other_unit, is_unit_of, money_unit
from ingest.values.fold_text import fold, strip_marks
from ingest.values.number_words import number_in_words
from ingest.values.vocabulary import vocabulary

Style = Literal["vi", "en"]
# said of a number that reads both ways and that the rest of the file settles
BY_VOTE: dict[Style, str] = {
    "vi": "dấu chấm ngăn hàng nghìn, dấu phẩy thập phân",
    "en": "dấu phẩy ngăn hàng nghìn, dấu chấm thập phân",
}
# đồng; a fraction of less is no rounding: 37,5 in a column of đồng wants another unit
_SMALLEST_ROUNDED = 1000

# a group of thousands never starts with 0: 0.123 is a fraction
_GROUPED_DOT = re.compile(r"^-?[1-9]\d{0,2}(\.\d{3})+$")
_GROUPED_COMMA = re.compile(r"^-?[1-9]\d{0,2}(,\d{3})+$")
_GROUPED_SPACE = re.compile(r"^-?[1-9]\d{0,2}( \d{3})+$")
_VI = re.compile(r"^-?[1-9]\d{0,2}(\.\d{3})+,\d+$")
_EN = re.compile(r"^-?[1-9]\d{0,2}(,\d{3})+\.\d+$")
_COMMA = re.compile(r"^-?\d+,\d+$")
_DOT = re.compile(r"^-?\d+\.\d+$")
_LONG_DOT = re.compile(r"^-?\d{3,}\.\d+$")
_PLAIN = re.compile(r"^-?\d+$")
_LETTER = re.compile("[A-Za-z]")
_ESTIMATE = re.compile(
    r"^(?:(?:khoảng|khoang|ước tính|uoc tinh|ước|uoc|xấp xỉ|xap xi|tầm|gần|gan|trên|tren|hơn|hon|"
    r"dưới|duoi|ít nhất|it nhat|tối thiểu|tối đa)\b|[~≈>≥≤<]=?)\s*"
)
_ESTIMATE_AFTER = re.compile(r"\s*\(?(?:ước|ước tính|uoc tinh|số ước|khoảng|trở lên|tro len)\)?$")
_RANGE = re.compile(r"^(?:từ |tu )?(\d[\d.]*)\s*(?:[-–—]|đến|den)\s*(\d[\d.]*)$")
_FOOTNOTE = re.compile(r"^(-?\d[\d.,]*)\s*(?:\*+|\(\*+\)|\(\d\))$")
_WITH_UNIT = re.compile(
    r"^(-?\d[\d.,]*(?: \d[\d.,]*)*(?:\s*[-–—]\s*\d[\d.]*)?)\s*([^\d\s.,\-–—].*)$"
)
_HALF = re.compile(r"^(?:nửa|nua|một nửa|rưỡi) ")
_AND_WORDS = re.compile(r"^(.*\d[^()]*)\(([^()\d]{3,})\)$")
# "2 tỷ 300 triệu", "2 tỷ 3", "1tr5": amounts with their units, the last unit may be left out
_AMOUNT = re.compile(r"(\d[\d.,]*)\s*([^\W\d_]+(?:\s*(?:đồng|đ)\b)?)")
_AMOUNTS = re.compile(rf"^(?:{_AMOUNT.pattern}\s*)+(?P<rest>\d{{1,3}}|rưỡi|rưởi|ruoi)?$")
# short units that only a cell uses; in a header they would be too little to be sure
_SHORT_UNITS = {"nghìn": 1000, "ngàn": 1000, "nghin": 1000, "ngan": 1000, "k": 1000}
# a mark beside a number; a compatibility normalisation would make it a digit of the number
_MARKS = re.compile("[⁰¹²³⁴-⁹₀-₉①-⑳⑴-⒇]+")
FOOTNOTE = "có dấu chú thích"


@dataclass(frozen=True, slots=True)
class NumberReading:
    """What a cell says as a number.

    Attributes:
        value: the number in the column's stored unit; None when nothing is stated or it cannot be
            read. Beside a problem it is only good for judging magnitudes.
        state: how it was written: ``value``, ``zero_word``, ``dash``, ``blank``, ``ellipsis``,
            ``estimate``, ``not_applicable``, ``wrong``.
        problem: finding code when it cannot be read.
        hint: what a warning should say about a value that was read all the same.
    """

    value: int | float | None
    state: str
    problem: str | None = None
    hint: str | None = None


def vote(texts: Iterable[str]) -> Style | None:
    """How a file writes its numbers, from those texts that can be read in one way only.

    Args:
        texts: the file's texts; how often one stands there does not matter.
    """
    vi = en = 0
    for text in texts:
        if text[:1] in ascii_letters or text.isdecimal() or _LETTER.search(text):
            continue  # a number without marks, or none
        cleaned = _clean(text)
        if _VI.match(cleaned) or (_COMMA.match(cleaned) and not _GROUPED_COMMA.match(cleaned)):
            vi += 1
        elif _EN.match(cleaned) or (_LONG_DOT.match(cleaned) and not _GROUPED_DOT.match(cleaned)):
            en += 1  # "1.2" may number a section; it does not vote
        elif _GROUPED_DOT.match(cleaned):
            vi += cleaned.count(".") > 1
        elif _GROUPED_COMMA.match(cleaned):
            en += cleaned.count(",") > 1
    if vi and not en:
        return "vi"
    return "en" if en and not vi else None


def read_number(raw: object, column: Column, factor: int, style: Style | None) -> NumberReading:
    """Read one cell of a number column.

    Args:
        raw: the cell as read; not None, not an error cell.
        column: its contract (type ``count``, ``money``, ``quantity`` or ``share``).
        factor: đồng in the header's unit for money, else 1.
        style: outcome of the file's vote, None when undecided.
    """
    if isinstance(raw, bool):
        return NumberReading(None, "wrong", "not_a_number")
    if isinstance(raw, int | float):
        if raw >= 0 and raw < 1e15 and raw == int(raw):  # what nearly all cells hold
            whole = int(raw) if column.type in ("count", "money") else float(raw)
            return NumberReading(whole * (factor if column.type == "money" else 1), "value")
        return _finish(Decimal(repr(raw)), column, factor, "value", typed=True)
    if not isinstance(raw, str):
        return NumberReading(None, "wrong", "date_in_number")
    text = _clean(raw)
    if not text:
        return NumberReading(None, "blank")
    words = vocabulary()
    if raw.strip() in words.blank_signs or text in words.blank_signs:
        return NumberReading(None, "ellipsis")
    if text in words.dashes:
        return NumberReading(0 if column.dash == "zero" else None, "dash")
    meaning = _meanings(column).get(fold(text))
    if meaning:
        return NumberReading(0 if meaning == "zero" else None, "zero_word")
    if text.casefold() in words.inapplicable_signs:
        return NumberReading(None, "not_applicable", "not_applicable")
    reading = _read_text(text, column, factor, style)
    if style and reading.problem is None and reading.hint is None:
        undecided = _read_text(text, column, factor, None)
        if (undecided.value, undecided.problem) != (reading.value, reading.problem):
            return replace(reading, hint=BY_VOTE[style])
    return reading


def _meanings(column: Column) -> dict[str, str]:
    """Words of a column and what they stand for, with accents and typed without."""
    words = column.words.items()
    bare = {strip_marks(word): sense for word, sense in words}
    return bare | {fold(word): sense for word, sense in words}


def _read_text(text: str, column: Column, factor: int, style: Style | None) -> NumberReading:
    state, hint = "value", None
    if (spelt := _read_words(text, column, factor, style)) is not None:
        return spelt
    lower = text.lower()
    if estimate := _ESTIMATE.match(lower):
        text, state, hint = text[estimate.end() :].strip(), "estimate", "số ước tính"
    elif after := _ESTIMATE_AFTER.search(lower):
        text, state, hint = text[: after.start()], "estimate", "số ước tính"
    if footnote := _FOOTNOTE.match(text):
        text, hint = footnote[1], hint or FOOTNOTE
    if with_unit := _WITH_UNIT.match(text):
        if column.type == "money":
            # the cell's own unit replaces the header's, never multiplies it
            if (amount := _amount(text, style)) is not None:
                hint = hint or "đơn vị ghi ngay trong ô"
                return _finish(amount, column, 1, state, hint=hint)
        elif with_unit[2] == "%" and column.type == "share":
            text = with_unit[1].strip()
        elif is_unit_of(with_unit[2], column.unit):
            text, hint = with_unit[1].strip(), hint or "có đơn vị ghi trong ô"
        elif is_other_unit(with_unit[2]):
            return NumberReading(None, "wrong", "other_unit")
    elif _HALF.match(lower):
        return NumberReading(None, "wrong", "other_unit")
    if spread := _RANGE.match(text):
        low, high = (_digits(part, style) for part in spread.groups())
        if isinstance(low, Decimal) and isinstance(high, Decimal) and low <= high:
            return _finish(
                (low + high) / 2, column, factor, "estimate", hint="khoảng giá trị, lấy điểm giữa"
            )
    number = _digits(text, style)
    if isinstance(number, str):
        return NumberReading(None, "wrong", number)
    is_whole = column.type == "count" or (column.type == "money" and factor == 1)
    if is_whole and abs(number) < 1000 and _is_grouped(text):
        # the file's style says fraction, the column says whole: ask
        return NumberReading(None, "wrong", "ambiguous_number")
    return _finish(number, column, factor, state, hint=hint)


def _read_words(
    text: str, column: Column, factor: int, style: Style | None
) -> NumberReading | None:
    """A number in words, alone or in parentheses behind its digits; None when there are none."""
    if both := _AND_WORDS.match(text):
        spelt = number_in_words(both[2])
        if spelt is None:
            return None
        reading = _read_text(both[1].strip(), column, factor, style)
        if reading.problem or reading.value != spelt:
            return NumberReading(None, "wrong", reading.problem or "words_differ")
        return reading
    if any(character.isdecimal() for character in text):
        return None
    words, unit = text, ""
    if column.type != "money" and number_in_words(text) is None:
        words, _, unit = text.partition(" ")
        while unit and not is_unit_of(unit, column.unit):
            more, _, unit = unit.partition(" ")
            words = f"{words} {more}"
    spelt = number_in_words(words)
    # "không" is for the form to say; "ba mươi" in a column of triệu đồng may be either
    if not spelt or (column.type == "money" and spelt < _SMALLEST_ROUNDED):
        return None
    # what is spelt out is said in đồng, whatever the header's unit
    return _finish(spelt, column, 1, "value", hint="số viết bằng chữ")


def _amount(text: str, style: Style | None) -> Decimal | None:
    """Đồng in a text that names its units: "37,5 tr", "2 tỷ 300 triệu", "2 tỷ 3", "500k"."""
    whole = _AMOUNTS.match(text)
    if not whole:
        return None
    total, last = Decimal(0), 0
    for found in _AMOUNT.finditer(text):
        number, unit = _digits(found[1], style), fold(found[2])
        factor = money_unit(unit) or _SHORT_UNITS.get(unit)
        if unit in ("rưỡi", "rưởi", "ruoi"):
            break
        # units must fall: "3 triệu 2 tỷ" is no amount
        if isinstance(number, str) or not factor or (last and factor >= last):
            return None
        if factor == 1 and number < 1000 and _is_grouped(found[1]):
            return None  # "1.000 đồng" is no single đồng, whatever the file's way of writing
        total, last = total + number * factor, factor
    if rest := whole["rest"]:
        if last < 1_000_000:
            return None
        if not rest.isdecimal():
            return total + Decimal(last) / 2
        total += Decimal(f"0.{rest}") * last  # "2 tỷ 3" is 2,3 tỷ; "2 tỷ 300" the same
    return total


def _is_grouped(text: str) -> bool:
    """Whether a text is written in groups of three: 1.000, 1,000,000."""
    return bool(_GROUPED_DOT.match(text) or _GROUPED_COMMA.match(text))


def _digits(text: str, style: Style | None) -> Decimal | str:
    """The number, or the code of what is wrong with it."""
    text = text.strip().removeprefix("+")
    if _PLAIN.match(text):
        return Decimal(text)
    if _GROUPED_SPACE.match(text):
        return Decimal(text.replace(" ", ""))
    if _VI.match(text) or (_GROUPED_DOT.match(text) and style != "en"):
        return Decimal(text.replace(".", "").replace(",", "."))
    if _EN.match(text):
        return Decimal(text.replace(",", ""))
    if _GROUPED_COMMA.match(text):
        if text.count(",") > 1 or style == "en":
            return Decimal(text.replace(",", ""))
        return Decimal(text.replace(",", ".")) if style == "vi" else "ambiguous_number"
    if _GROUPED_DOT.match(text):
        return Decimal(text) if text.count(".") == 1 else Decimal(text.replace(".", ""))
    if _COMMA.match(text):
        return Decimal(text.replace(",", "."))
    if _DOT.match(text):
        return Decimal(text)
    try:
        return Decimal(text) if re.fullmatch(r"-?\d+(\.\d+)?[eE]\+?\d+", text) else "not_a_number"
    except InvalidOperation:
        return "not_a_number"


def _finish(
    number: Decimal,
    column: Column,
    factor: int,
    state: str,
    *,
    typed: bool = False,
    hint: str | None = None,
) -> NumberReading:
    if not number.is_finite() or abs(number) >= Decimal(10) ** 15:
        return NumberReading(None, "wrong", "not_a_number")
    if number < 0:
        return NumberReading(None, "wrong", "negative_number")
    if column.type == "money":
        return _finish_money(number, column, factor, state, typed=typed, hint=hint)
    if column.type == "count":
        if number != number.to_integral_value():
            three = -number.as_tuple().exponent == 3 if typed else False
            return NumberReading(None, "wrong", "lost_thousands" if three else "not_whole_number")
        return NumberReading(int(number), state, hint=hint)
    return NumberReading(float(number), state, hint=hint)


def _finish_money(
    number: Decimal, column: Column, factor: int, state: str, *, typed: bool, hint: str | None
) -> NumberReading:
    amount = number * factor
    whole = int(amount.to_integral_value(ROUND_HALF_UP))
    if amount == whole:
        return NumberReading(whole, state, hint=hint)
    if whole < _SMALLEST_ROUNDED:
        lost = typed and -number.as_tuple().exponent == 3
        return NumberReading(whole, "wrong", "lost_thousands" if lost else "not_whole_number")
    # an average or a share that the spreadsheet computed: less than a đồng is not lost silently
    return NumberReading(whole, state, hint=hint or "làm tròn đến đồng")


def _clean(text: str) -> str:
    """Compatibility digits and spaces to plain ones; the text is already decoded."""
    text = _MARKS.sub("(1)", text)
    text = re.sub(r"[\u200b\u200c\u200d\ufeff\xad]", "", unicodedata.normalize("NFKC", text))
    return " ".join(text.split()).replace("−", "-").strip("'’`")
