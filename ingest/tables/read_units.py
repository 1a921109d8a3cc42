"""Units of measure in headers and above tables, as đồng in one unit."""

import re

from ingest.values.fold_text import fold, strip_marks
from ingest.values.vocabulary import expand, vocabulary

PARENTHESES = re.compile(r"[(\[{]([^()\[\]{}]*)[)\]}]")
_LABELS = ("đơn vị tính tiền", "đơn vị tính", "don vi tinh", "đvt", "dvt", "đơn vị", "don vi")


def money_unit(text: str) -> int | None:
    """Đồng in a money unit such as ``triệu đồng`` (folded text), None when it is not one."""
    return vocabulary().money_units.get(text)


def is_unit(text: str) -> bool:
    """Whether a whole header text is nothing but a unit, in parentheses or not."""
    words = _without_label(fold(text))
    return money_unit(words) is not None or words in vocabulary().other_units or text.strip() == "%"


def is_unit_of(text: str, unit: str | None) -> bool:
    """Whether a text in a cell is the unit of its column, or another word for the same.

    Args:
        text: what stands behind the number: "NLĐ", "(cuộc)", "buổi".
        unit: the column's unit, one word or several with commas.
    """
    said = expand(text)
    own = {expand(part) for part in re.split("[,/]", unit or "")} | {expand(unit or "")}
    if said in own or strip_marks(said) in map(strip_marks, own):
        return bool(said)
    return any(said in family and own & family for family in vocabulary().unit_families)


def is_other_unit(text: str) -> bool:
    """Whether a text in a cell is a unit of something else than its column's."""
    folded = fold(text)
    return folded in vocabulary().work_units or (bool(folded) and is_unit(text))


def _without_label(folded: str) -> str:
    for label in _LABELS:
        if folded.startswith(f"{label} "):
            return folded.removeprefix(f"{label} ")
    return folded


def take_units(parts: list[str]) -> tuple[int | None, list[str]]:
    """Take money units out of the header texts of one column.

    Args:
        parts: header texts from the top down.

    Returns:
        Đồng per unit (None without a money unit), and the texts that are left.
    """
    factor, kept = None, []
    for part in parts:
        inside = [fold(text) for text in PARENTHESES.findall(part)]
        ends = [piece for mark in ",-:" for piece in [fold(part.rpartition(mark)[2])] if piece]
        for text in (fold(part), *inside, *map(_without_label, inside), *ends):
            factor = money_unit(text) or factor
        if len(parts) == 1 or fold(part) not in vocabulary().money_units:
            kept.append(part)
    return factor, kept


def unit_in_preamble(text: str) -> int | None:
    """Đồng per unit in a line such as "Đơn vị tính: triệu đồng", None when it names none."""
    folded = fold(text)
    for label in _LABELS:
        position = folded.find(f"{label} ")
        if position >= 0:
            words = folded[position + len(label) :].split()
            for start in range(min(len(words), 10)):
                # further on only a unit of two words: "xã Tả Củ Tỷ" is not "tỷ"
                for count in (3, 2, 1) if start == 0 else (3, 2):
                    if factor := money_unit(" ".join(words[start : start + count])):
                        return factor
    return None
