"""How agencies spell numbers, money, dates, communes and quarters; each with its true value."""

from __future__ import annotations

import random
import re
import unicodedata
from datetime import date

from ingest.sample.employers import Place
from ingest.sample.figures import Quarter
from ingest.sample.sheet_draft import CellValue

ROMAN = ("", "I", "II", "III", "IV")
NBSP = "\u00a0"

PERIOD_SPELLINGS = (
    "Quý {roman} năm {year}",
    "Quý {roman}/{year}",
    "QUÝ {roman}-{year}",
    "Q{number}/{year}",
    "quý {number} năm {year}",
    "QUÝ {roman} NĂM {year}",
    "Quí {roman} năm {year}",
    "QUÝ {roman}/{year}",
)

_LONG_TONE = re.compile(r"o([àáảãạèéẻẽẹ])(?!\w)|u([ỷ])(?!\w)")
_PLAIN_OF = dict(zip("àáảãạèéẻẽẹỷ", "aaaaaeeeeey", strict=True))
_TONED_O = dict(zip("àáảãạèéẻẽẹ", "òóỏõọòóỏõọ", strict=True))


def period_words(quarter: Quarter, spelling: int) -> str:
    """A quarter in one of `PERIOD_SPELLINGS`."""
    template = PERIOD_SPELLINGS[spelling % len(PERIOD_SPELLINGS)]
    return template.format(roman=ROMAN[quarter.quarter], number=quarter.quarter, year=quarter.year)


def tone_on_first_vowel(text: str) -> str:
    """Hoà -> Hòa, uỷ -> ủy: the other accepted place of the tone mark."""

    def moved(match: re.Match) -> str:
        if match[2]:
            return "ủy"
        return _TONED_O[match[1]] + _PLAIN_OF[match[1]]

    return _LONG_TONE.sub(moved, unicodedata.normalize("NFC", text))


def grouped(number: int) -> str:
    """1234567 -> 1.234.567."""
    return f"{number:,}".replace(",", ".")


def spell_count(
    number: int, draw: random.Random, text_numbers: str, zero: str
) -> tuple[CellValue, int | None]:
    """A whole number as a cell.

    Args:
        number: the true count.
        draw: source of chance for mixed habits.
        text_numbers: "never", "large" (1.234 as text) or "mixed".
        zero: what stands for nothing: "0", "-", "không", or "" (a blank, read as not stated).

    Returns:
        The cell value and what it truly says (None for a blank).
    """
    if number == 0:
        if zero == "0":
            return 0, 0
        return (None, None) if zero == "" else (zero, 0)
    as_text = text_numbers == "large" and abs(number) >= 1000
    as_text = as_text or (text_numbers == "mixed" and draw.random() < 0.4)
    if as_text:
        return grouped(number) + (NBSP if draw.random() < 0.15 else ""), number
    return number, number


def spell_money(
    dong: int, unit: str, draw: random.Random, text_numbers: str, zero: str
) -> tuple[CellValue, int | None]:
    """An amount in the unit of its column; the true value is always in đồng."""
    if dong == 0:
        return spell_count(0, draw, text_numbers, zero)
    as_text = text_numbers != "never" and draw.random() < 0.5
    if unit == "triệu đồng":
        millions = dong / 1_000_000
        if as_text:
            text = f"{millions:,.1f}".replace(",", " ").replace(".", ",").replace(" ", ".")
            return text.removesuffix(",0"), dong
        return (int(millions) if millions.is_integer() else millions), dong
    return (grouped(dong), dong) if as_text else (dong, dong)


def spell_date(day: date | None, draw: random.Random, habit: str, open_word: str):
    """A date as a cell; returns (cell value, ISO text or None).

    Args:
        day: the date, or None for a case that is still open.
        draw: source of chance for the mixed habit.
        habit: "serial", "slashes", "iso", "words" or "mixed".
        open_word: what stands where there is no date yet.
    """
    if day is None:
        return (open_word or None), None
    if habit == "mixed":
        habit = draw.choice(("serial", "slashes", "iso", "words"))
    if habit == "slashes":
        cell: CellValue = day.strftime("%d/%m/%Y")
    elif habit == "iso":
        cell = day.isoformat()
    elif habit == "words":
        cell = f"ngày {day.day} tháng {day.month} năm {day.year}"
    else:
        cell = day
    return cell, day.isoformat()


def spell_commune(place: Place, draw: random.Random, habit: str) -> str:
    """A commune's name in a table cell.

    Args:
        place: the commune.
        draw: source of chance for the mixed habit.
        habit: "official", "lower", "short", "dot", "bracket", "upper" or "mixed".
    """
    if habit == "mixed":
        habit = draw.choice(("official", "lower", "short", "dot", "bracket", "nbsp", "close_dot"))
    letter = "P" if place.unit_type == "phường" else "X"
    # bare "Lào Cai" and "Yên Bái" are also the names of provinces: nobody writes them bare here
    if habit == "short" and place.short_name in ("Lào Cai", "Yên Bái"):
        habit = "official"
    return {
        "official": place.name,
        "lower": f"{place.unit_type} {place.short_name}",
        "short": place.short_name,
        "dot": f"{letter}. {place.short_name}",
        "close_dot": f"{letter}.{place.short_name}",
        "bracket": f"{place.short_name} ({letter})",
        "upper": place.name.upper(),
        "nbsp": place.name.replace(" ", NBSP, 1) + (" " if draw.random() < 0.5 else ""),
    }[habit]


def without_accents(text: str) -> str:
    """ASCII letters for file names: Bảo Thắng -> Bao Thang."""
    plain = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))
