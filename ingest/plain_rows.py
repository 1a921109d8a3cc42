"""Rows of a long list that are details beyond doubt, told without looking at every cell.

A row with an ordinary name, figures and nothing else before the name cannot be anything but a
detail row; ``RowClassifier.kind`` says so too, and alone says what all other rows are.
"""

import re
from functools import cache
from typing import TYPE_CHECKING

from ingest.fold_text import fold
from ingest.vocabulary import vocabulary

if TYPE_CHECKING:
    from ingest.classify_rows import RowClassifier

# kinds that the texts before and in the key column tell
_TOLD_BY_TEXT = ("total", "subtotal", "subset", "year_to_date", "last_year", "note")
_SHORTEST_NAME = 6  # characters; shorter texts may number a row or a section
_FEW_FIGURES = 2  # one figure beside a text may stand in a row that reports nothing


@cache
def _telling() -> re.Pattern[str]:
    rows = vocabulary().rows
    return re.compile("|".join(f"(?:{rows[kind].pattern})" for kind in _TOLD_BY_TEXT))


def plain_details(of: "RowClassifier") -> set[int]:
    """Body rows (from 0) of a list that are details beyond doubt; the others are not judged."""
    sheet, key = of.sheet, of.key
    if key is None:
        return set()
    leading = [c for c in range(max(key.index + 1, 2)) if c != key.index]
    period = of.columns.get("period")
    # a running number or a quarter that is written as text may make a row something else
    no_text = [c for c in (of.number_column, period.index if period else None) if c is not None]
    values = [c.index for n, c in of.columns.items() if n not in ("employer", "case_no")]
    last = max([key.index, *leading, *no_text, *values])
    ordinary: dict[str, bool] = {}
    found = set()
    for row in of.table.body_rows:
        cells = sheet.grid[row]
        filled, figures, texts = sheet.counts[row]
        # a repeated header is texts, nearly all of them
        if figures < _FEW_FIGURES or (filled - texts + 1) * 5 <= filled or len(cells) <= last:
            continue
        name = cells[key.index]
        if type(name) is not str or any(type(cells[c]) is str for c in no_text):
            continue
        said = [name, *(text for c in leading if type(text := cells[c]) is str)]
        for text in said:
            if text not in ordinary:
                ordinary[text] = _is_ordinary(text, of)
        if all(ordinary[text] for text in said) and any(cells[c] is not None for c in values):
            found.add(row)
    return found - sheet.hidden_rows


def _is_ordinary(text: str, of: "RowClassifier") -> bool:
    """Whether a text names something and tells nothing of the kind of its row."""
    if len(text) < _SHORTEST_NAME or not text[0].isalnum() or "=" in text:
        return False
    folded = fold(text)
    return folded not in of.header_texts and not _telling().search(folded)
