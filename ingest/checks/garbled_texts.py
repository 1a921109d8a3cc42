"""Texts with characters that nobody types: a file damaged on its way, or copied from elsewhere.

A damaged file may still be read, with the bytes of one cell in the text of another. A control
character, a code that stands for no character or one of nobody's agreement tells so.
"""

import unicodedata
from collections.abc import Iterable

from ingest.cells.sheet import Sheet, address
from ingest.findings import Finding
from ingest.messages import finding

# control characters, halves of characters, codes of no character, private ones
_BROKEN = frozenset(("Cc", "Cs", "Cn", "Co"))
_SYMBOLS = range(0xF000, 0xF100)  # what fonts of symbols (Wingdings) show: a tick, a bullet
_LOST = "\ufffd"  # what a reader puts for bytes that are no character
_SHOWN = 60  # characters of the text


def garbled_texts(sheets: Iterable[Sheet]) -> list[Finding]:
    """A warning for each sheet with garbled texts, at the first of them.

    Args:
        sheets: the sheets.
    """
    found = []
    for sheet in sheets:
        # what can be printed is not garbled; a list has 100,000 texts, which are asked at once
        if _is_printed(" ".join(sheet.texts)):
            continue
        garbled = {text for text in sheet.texts if is_garbled(text)}
        places = [
            (row, column)
            for row, values in enumerate(sheet.grid if garbled else ())
            for column, value in enumerate(values)
            if type(value) is str and value in garbled
        ]
        if places:
            text = str(sheet.at(*places[0]))
            item = finding(
                "garbled_text",
                sheet=sheet.name,
                cell=address(*places[0]),
                found="".join("�" if _is_broken(c) else c for c in text[:_SHOWN]),
                count=len(places),
            )
            found.append(item)
    return found


def is_garbled(text: str) -> bool:
    """Whether a text has a character that nobody types."""
    return not _is_printed(text) and any(map(_is_broken, text))


def _is_printed(text: str) -> bool:
    return text.isprintable() and _LOST not in text


def _is_broken(character: str) -> bool:
    return character == _LOST or (
        unicodedata.category(character) in _BROKEN
        and not character.isspace()
        and ord(character) not in _SYMBOLS
    )
