"""Which forms the titles above a table name, and which of them first."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from ingest.cells.read_cells import Sheet
from ingest.contracts.contract import Form
from ingest.values.fold_text import fold
from ingest.values.vocabulary import both_spellings, vocabulary

_ROWS_ABOVE = 14
_LONGEST_TITLE = 300


@dataclass(frozen=True, slots=True)
class Titles:
    """What the titles above a table say.

    Attributes:
        named: ids of the forms that are named.
        first: the form named by the nearest title, at its beginning.
        is_foreign: whether the title is of another subject than labour.
    """

    named: frozenset[str]
    first: str | None
    is_foreign: bool


def read_titles(sheet: Sheet, top: int, forms: Iterable[Form]) -> Titles:
    """Read the texts above a header row.

    Args:
        sheet: the sheet.
        top: the header's first row.
        forms: forms to look for.
    """
    forms = list(forms)
    named: dict[str, tuple[int, int]] = {}
    is_foreign = is_own = False
    for row in range(top - 1, max(-1, top - 1 - _ROWS_ABOVE), -1):
        for value in sheet.grid[row]:
            if type(value) is not str or len(value) >= _LONGEST_TITLE:
                continue
            text = f" {fold(value)} "
            own = any(word in text for word in vocabulary().own_subjects)
            is_own = is_own or own
            if not own and any(word in text for word in vocabulary().other_subjects):
                # a title is set in capitals; a remark that cites another subject is not one
                is_foreign = is_foreign or value.upper() == value
                continue
            for form in forms:
                places = [text.find(title) for title in _titles(form) if title in text]
                if places:
                    named.setdefault(form.id, (top - row, min(places)))
    first = min(named, key=named.__getitem__) if named else None
    return Titles(frozenset(named), first, is_foreign and not is_own)


def _titles(form: Form) -> tuple[str, ...]:
    return _folded((*form.titles, form.number))


@cache
def _folded(titles: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(both_spellings(titles))
