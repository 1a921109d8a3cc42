"""One cell of a known column to a typed value, with the state in which it was found."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

from ingest.cells.read_cells import ErrorCell, UncalculatedCell, Value
from ingest.communes.match_communes import CommuneMatch, match_commune
from ingest.contracts.contract import Column
from ingest.persons.clean_text import clean_free_text
from ingest.reference import MERGER_DAY
from ingest.values.fold_text import fold, nfc, nfc_all, strip_marks
from ingest.values.read_code_lists import read_code_list
from ingest.values.read_dates import read_date
from ingest.values.read_datetimes import read_datetime
from ingest.values.read_numbers import FOOTNOTE, Style, read_number
from ingest.values.read_periods import period_of_cell
from ingest.values.read_tax_code import plain_codes, read_tax_code, read_tax_codes
from ingest.values.vocabulary import expand, is_bare, vocabulary

_MARK_AND_MORE = re.compile(r"^\(?[xXvV✓✔]\)?\s*[,;:(–-]\s*\S")


@dataclass(frozen=True, slots=True)
class Context:
    """What a cell's meaning depends on beside its column.

    Attributes:
        factor: đồng in the column's unit.
        style: how the file writes numbers.
        on: the day on which commune names must hold.
        year: year named by the title, for cells with a bare quarter.
        hint: text near the cell which tells between communes of one name ("Các phường").
        has_footnotes: whether the sheet explains marks such as "(1)"; None when not looked for.
    """

    factor: int = 1
    style: Style | None = None
    on: date | None = None
    year: int | None = None
    hint: str | None = None
    has_footnotes: bool | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """A typed value, or what is wrong with the cell.

    Attributes:
        value: int, float, bool, date, str or None.
        state: ``value``, ``blank``, ``dash``, ``ellipsis``, ``zero_word``, ``estimate``,
            ``not_applicable``, ``error``, ``wrong``.
        problem: finding code when the cell is wrong.
        hint: what a warning should say about a value that was read all the same.
        commune: reasoning of the commune match; None for a former unit named while it existed.
        removed: kinds of personal data that were covered in the text.
    """

    value: Any
    state: str
    problem: str | None = None
    hint: str | None = None
    commune: CommuneMatch | None = None
    removed: tuple[str, ...] = ()

    @property
    def is_remarkable(self) -> bool:
        """Whether there may be something to say about the cell beside its value."""
        return bool(self.problem or self.hint or self.commune or self.removed)


def read_value(raw: Value, column: Column, context: Context) -> Reading:
    """Read one cell.

    Args:
        raw: the cell, None when it is empty.
        column: the column's contract.
        context: unit, number style, dates.
    """
    if isinstance(raw, ErrorCell):
        return Reading(None, "error", "error_cell")
    if isinstance(raw, UncalculatedCell):
        return Reading(None, "error", "uncalculated_formula")
    if raw is None or (isinstance(raw, str) and not nfc(raw)):
        return Reading(False if column.type == "flag" else None, "blank")
    match column.type:
        case "count" | "money" | "quantity" | "share":
            number = read_number(raw, column, context.factor, context.style)
            if number.hint == FOOTNOTE and context.has_footnotes is False:
                return Reading(None, "wrong", "footnote_missing")
            if (
                column.type == "money"
                and column.plausible
                and column.plausible.is_far(number.value)
            ):
                return Reading(None, "wrong", "wrong_unit")
            return Reading(number.value, number.state, number.problem, number.hint)
        case "date":
            day = read_date(raw, column)
            return Reading(day.value, day.state, day.problem, day.hint)
        case "datetime":
            moment = read_datetime(raw, column)
            return Reading(moment.value, moment.state, moment.problem, moment.hint)
        case "tax_code":
            number = read_tax_codes(raw) if column.many else read_tax_code(raw)
            return Reading(number.value, number.state, number.problem, number.hint)
        case "codes":
            listed = read_code_list(raw, column)
            return Reading(listed.value, listed.state, listed.problem, listed.hint)
        case "commune":
            return _read_commune(raw, context)
        case "period":
            period = period_of_cell(raw, context.year)
            return Reading(period, "value", None if period else "unknown_period")
        case "code":
            return _read_code(raw, column)
        case "flag":
            return _read_flag(raw)
        case _:
            return _without_persons(_read_text(raw)) if column.is_cleaned else _read_text(raw)


def plain_values(raws: Iterable[Value], column: Column) -> dict[Value, Any]:
    """What `read_value` makes of different cells with which there is nothing the matter.

    Names and tax codes differ from row to row; read all at once they take a moment.

    Args:
        raws: cells of one column; equal ones are of one type.
        column: the column's contract.

    Returns:
        The value of each cell that states one, with state ``value`` and nothing to say. The others
        are left to `read_value`, as are cells of all other types of columns.
    """
    if column.plausible or column.many:
        return {}
    texts = [raw for raw in raws if type(raw) is str]
    if column.type == "tax_code":
        return {code: code for code in plain_codes(texts)}
    if column.type not in ("text", "unit") or column.is_cleaned:
        return {}
    words = vocabulary()
    said = nfc_all(texts)
    unsaid = {"", *words.dashes, *words.blank_signs}
    longest = max(map(len, unsaid))
    for text in [t for t, plain in said.items() if len(plain) <= longest and plain in unsaid]:
        del said[text]
    return said


def _without_persons(reading: Reading) -> Reading:
    """A text without the persons that it names."""
    if reading.value is None:
        return reading
    cleaned, kinds = clean_free_text(reading.value)
    return replace(reading, value=cleaned, removed=kinds) if kinds else reading


def _read_commune(raw: Value, context: Context) -> Reading:
    found = match_commune(nfc(str(raw)), on=context.on, context=context.hint)
    if found.status == "matched":
        is_of_its_time = context.on and context.on < MERGER_DAY and found.how != "district"
        remark = None if is_of_its_time else found
        return Reading(found.commune_code, "value", commune=remark)
    problem = "ambiguous_commune" if found.status == "ambiguous" else "unknown_commune"
    return Reading(None, "wrong", problem, commune=found)


def _read_code(raw: Value, column: Column) -> Reading:
    text = nfc(str(raw))
    if text in vocabulary().dashes:
        return Reading(None, "dash")
    if text in vocabulary().blank_signs:
        return Reading(None, "ellipsis")
    folded, bare = fold(text), strip_marks(text)
    for code, labels in column.codes.items():
        if folded == code or any(folded == fold(label) for label in labels):
            return Reading(code, "value")
    if folded == bare:  # typed without marks: accepted while it can mean one code only
        codes = {c for c, labels in column.codes.items() if bare in map(strip_marks, labels)}
        if len(codes) == 1:
            return Reading(codes.pop(), "value")
    core, spelling = _code_core(text), strip_marks if is_bare(text) else str
    codes = {
        code
        for code, labels in column.codes.items()
        if core in [spelling(_code_core(label)) for label in labels]
    }
    if core and len(codes) == 1:
        return Reading(codes.pop(), "value")
    if column.codes_within and (code := _code_within(folded, column)):
        return Reading(code, "value")
    return Reading(None, "wrong", "unknown_code")


def _code_within(folded: str, column: Column) -> str | None:
    """The code whose words a longer text holds; the longest words count, if they name one code."""
    held = {
        (len(label), code)
        for code, labels in column.codes.items()
        for label in map(fold, labels)
        if f" {label} " in f" {folded} "
    }
    codes = {code for length, code in held if length == max(held)[0]}
    return codes.pop() if len(codes) == 1 else None


@lru_cache(maxsize=8192)
def _code_core(text: str) -> str:
    """The words of a code that tell it apart: "NLĐ đã trở lại làm việc" → "trở lại làm việc"."""
    return " ".join(vocabulary().code_fillers.sub(" ", expand(text)).split())


def _read_flag(raw: Value) -> Reading:
    if isinstance(raw, bool):
        return Reading(raw, "value")
    text = str(int(raw)) if isinstance(raw, float) and raw.is_integer() else nfc(str(raw))
    words = vocabulary()
    # "x, 31/12/2027": the mark, and what it is marked with
    if text.casefold() in words.true_signs or _MARK_AND_MORE.match(text):
        return Reading(True, "value")
    if text in words.dashes:
        return Reading(False, "dash")
    if fold(text) in words.false_signs:
        return Reading(False, "value")
    return Reading(None, "wrong", "unknown_flag")


def _read_text(raw: Value) -> Reading:
    if isinstance(raw, float) and raw.is_integer():
        return Reading(str(int(raw)), "value")
    if isinstance(raw, date):
        # spreadsheets turn numbers such as 05/3 into a date
        hint = "ô là ngày tháng, có thể do Excel tự đổi"
        return Reading(f"{raw:%d/%m/%Y}", "value", hint=hint)
    text = nfc(str(raw))
    if text in vocabulary().dashes:
        return Reading(None, "dash")
    if text in vocabulary().blank_signs:
        return Reading(None, "ellipsis")
    return Reading(text, "value")
