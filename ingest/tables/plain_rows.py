"""Rows of a long list that are details beyond doubt, told without looking at every cell.

A row with an ordinary name, figures and nothing else before the name cannot be anything but a
detail row; ``RowClassifier.kind`` says so too, and alone says what all other rows are.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from types import NoneType
from typing import TYPE_CHECKING

from ingest.cells.sheet import Shape, Value
from ingest.communes.match_communes import match_commune
from ingest.values.fold_text import fold, fold_all
from ingest.values.vocabulary import vocabulary

if TYPE_CHECKING:
    from ingest.tables.classify_rows import RowClassifier

# kinds that the texts before and in the key column tell; their expressions all begin with ^
TOLD_BY_TEXT = ("total", "subtotal", "subset", "year_to_date", "last_year", "note")
_SHORTEST_NAME = 6  # characters; shorter texts may number a row or a section
_FIRST_WORD = re.compile(r"(?<![ \w])[^\W\d_]+")
_FEW_FIGURES = 2  # one figure beside a text may stand in a row that reports nothing


@cache
def _telling() -> re.Pattern[str]:
    rows = vocabulary().rows
    return re.compile("|".join(f"(?:{rows[kind].pattern})" for kind in TOLD_BY_TEXT))


@cache
def first_words() -> frozenset[str]:
    """Words of the expressions before which no space is: a text that tells begins with one."""
    return frozenset(_FIRST_WORD.findall(_telling().pattern))


def plain_details(of: "RowClassifier") -> set[int]:
    """Body rows (from 0) of a list that are details beyond doubt; the others are not judged."""
    sheet, key = of.sheet, of.key
    if key is None:
        return set()
    grid, shapes, columns = sheet.grid, sheet.shapes, _Columns.of(of, key.index)
    # columns of the texts that tell a row's kind, by the shapes that a detail may have
    telling = {shape: columns.telling(shape) for shape in set(shapes) if columns.may_be(shape)}
    rows = [row for row in of.table.body_rows if shapes[row] in telling]
    lone = {shape for shape, places in telling.items() if len(places) == 1}
    names = [grid[row][key.index] for row in rows]
    told = set(names)
    told |= {grid[row][c] for row in rows if shapes[row] not in lone for c in telling[shapes[row]]}
    ordinary = _ordinary(told, of)
    found = {
        row
        for row, name in zip(rows, names, strict=True)
        if name in ordinary
        and (shapes[row] in lone or all(grid[row][c] in ordinary for c in telling[shapes[row]]))
    }
    return found - sheet.hidden_rows


def is_entry(of: "RowClassifier", cells: Sequence[Value], label: str) -> bool:
    """Whether a row of a list is an entry though its name begins like a label: "Nguồn Việt".

    It names a commune, and the day of its event; without such days only a remark is meant.

    Args:
        of: the classifier of the row's table.
        cells: the row.
        label: kind that the name tells.
    """
    commune, event = of.columns.get("commune"), of.columns.get(of.table.form.event_date or "")
    if of.is_summary or commune is None or commune.index >= len(cells):
        return False
    named = cells[commune.index]
    if type(named) is not str or match_commune(named).status != "matched":
        return False
    if event is None:
        return label == "note"
    return event.index < len(cells) and cells[event.index] is not None


@dataclass(frozen=True, slots=True)
class _Columns:
    """Sheet columns (from 0) by what a row's cell there tells of its kind.

    Attributes:
        key: the name.
        leading: columns before the name.
        no_text: a running number or a quarter; as text it may make a row something else.
        values: figures and the like.
    """

    key: int
    leading: list[int]
    no_text: list[int]
    values: list[int]

    @classmethod
    def of(cls, rows: "RowClassifier", key: int) -> "_Columns":
        period = rows.columns.get("period")
        numbers = [rows.number_column, period.index if period else None]
        return cls(
            key,
            [c for c in range(max(key + 1, 2)) if c != key],
            [c for c in numbers if c is not None],
            [c.index for n, c in rows.columns.items() if n not in ("employer", "case_no")],
        )

    def may_be(self, shape: Shape) -> bool:
        """Whether a row with cells of these types may be a plain detail row."""
        types, filled = shape.types, shape.filled
        # a repeated header is texts, nearly all of them
        if shape.numbers < _FEW_FIGURES or (filled - shape.texts + 1) * 5 <= filled:
            return False
        if len(types) <= max([self.key, *self.leading, *self.no_text, *self.values]):
            return False
        return (
            types[self.key] is str
            and not any(types[c] is str for c in self.no_text)
            and any(types[c] is not NoneType for c in self.values)
        )

    def telling(self, shape: Shape) -> list[int]:
        """The columns of the texts up to the name, the name's first."""
        return [self.key, *(c for c in self.leading if shape.types[c] is str)]


def _ordinary(texts: Iterable[Value], of: "RowClassifier") -> set[Value]:
    """The texts that name something and tell nothing of the kind of their row."""
    named = [
        text
        for text in texts
        if type(text) is str
        and len(text) >= _SHORTEST_NAME
        and text[0].isalnum()
        and "=" not in text
    ]
    firsts = [text.split(None, 1)[0] for text in named]
    # nearly all names begin with a word with which nothing begins that tells
    begins = first_words() | {header.partition(" ")[0] for header in of.header_texts}
    doubtful = {first for first in set(firsts) if fold(first).partition(" ")[0] in begins}
    asked = [text for text, first in zip(named, firsts, strict=True) if first in doubtful]
    tells, headers = _telling().match, of.header_texts
    folds = fold_all(asked).items()
    return set(named) - {text for text, folded in folds if folded in headers or tells(folded)}
