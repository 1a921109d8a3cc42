"""One table cell as an agency of a given style writes it, beside the value a reader must get."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable

from ingest.contracts.contract import load_forms
from ingest.sample import tcvn3
from ingest.sample.agency_style import Style
from ingest.sample.code_words import CODE_WORDS, FLAG_WORDS
from ingest.sample.employers import Place
from ingest.sample.layout import Column
from ingest.sample.more_layouts import MORE_LAYOUTS
from ingest.sample.sheet_draft import CellValue, Spelled
from ingest.sample.spelling import (
    spell_commune,
    spell_count,
    spell_date,
    spell_money,
    tone_on_first_vowel,
)

# A date that is still open: only here an agency writes a word for it
OPEN_DATES = {"closed_on", "ended_on"}
# Nothing may be a word or a blank only here; elsewhere it is the figure 0, or "-" where the
# contract of the form says that a dash is one
ZERO_WORDS_IN = {
    "inspections",
    "employers_inspected",
    "employers_violating",
    "violations",
    "penalty_decisions",
    "sessions",
    "attendances",
    "media_items",
    "materials_distributed",
    "workers_female",
    "workers_insured",
    "workers_indirect",
}
BLANK_IN = {
    "penalty_decisions",
    "media_items",
    "materials_distributed",
    "workers_female",
    "workers_insured",
    "workers_indirect",
}

Styled = tuple[CellValue, str]


class CellWriter:
    """Spells values in one agency's habits.

    Args:
        form: form id.
        style: habits of the agency.
        places: commune code -> place.
        draw: source of chance for mixed habits.
    """

    def __init__(self, form: str, style: Style, places: dict[str, Place], draw: random.Random):
        self.form = form
        self.contract = load_forms()[form]
        self.style = style
        self.places = places
        self.draw = draw
        self.words: Callable[[str], str] = self._rewritten

    def write(self, column: Column, value: object) -> tuple[Styled, object]:
        """The drawn cell and its true value.

        Args:
            column: the layout column (its key may carry "@period" in a wide table).
            value: the model value: number, đồng, date, code, flag, commune code or text.

        Returns:
            ((cell value, style name), true value as a check result gives it).
        """
        key, style, draw = column.key.partition("@")[0], self.style, self.draw
        contract = self.contract.columns.get(key)
        kind = contract.type if contract else "text"
        if isinstance(value, Spelled):
            return (self._rewritten(value.cell), "text"), value.truth
        if kind == "commune" and value is not None:
            text = spell_commune(self.places[value], draw, style.commune)
            return (self._rewritten(text), "text"), value
        if kind == "date":
            open_word = style.open_word if key in OPEN_DATES else ""
            cell, truth = spell_date(value, draw, style.dates, open_word)
            return (self._rewritten(cell), "date"), truth
        if kind == "flag":
            words = FLAG_WORDS[style.flags]
            return (words[0] if value else words[1] or None, "tick"), bool(value)
        if kind == "money" and value is not None:
            zero = style.zero if key == "fines_vnd" else self._zero(key)
            cell, truth = spell_money(value, column.unit, draw, style.text_numbers, zero)
            return (self._rewritten(cell), "money"), truth
        if kind == "code" and value is not None:
            return self._code(key, value)
        if isinstance(value, str):
            text = self._rewritten(value)
            return (text, "text"), self.text_as_read(text)
        if value is None:
            return (None, "text"), None
        return self._count(key, value)

    def is_personal(self, key: str) -> bool:
        """Whether a column is drawn but never comes out of a reader."""
        contract = self.contract.columns.get(key)
        return contract is not None and contract.is_personal

    def _count(self, key: str, value: int) -> tuple[Styled, object]:
        cell, truth = spell_count(value, self.draw, self.style.text_numbers, self._zero(key))
        return (self._rewritten(cell), "number"), truth

    def _zero(self, key: str) -> str:
        """How this agency writes 0 in a column."""
        zero = self.style.zero
        if key not in ZERO_WORDS_IN:
            contract = self.contract.columns.get(key)
            dash = self.form in MORE_LAYOUTS and contract is not None and contract.dash == "zero"
            return "-" if zero == "-" and dash else "0"
        return "0" if zero == "" and key not in BLANK_IN else zero

    def _code(self, key: str, value: str) -> tuple[Styled, object]:
        spellings = CODE_WORDS[self.form, key][value]
        text = self._rewritten(spellings[self.style.words % len(spellings)])
        return (text, "text"), value

    def _rewritten(self, cell):
        if not isinstance(cell, str):
            return cell
        if self.style.first_vowel_tone:
            cell = tone_on_first_vowel(cell)
        return unicodedata.normalize("NFD", cell) if self.style.nfd else cell

    def text_as_read(self, text: str | None) -> str | None:
        """A text value after reading: NFC, trimmed, and without what TCVN3 cannot hold."""
        if text is None:
            return None
        text = unicodedata.normalize("NFC", text).strip()
        # what stands in the capital font is read in capitals
        lossy = self.style.file_kind == "xls_tcvn3" and not tcvn3.needs_capital_font(text)
        return tcvn3.as_read(text) if lossy else text
