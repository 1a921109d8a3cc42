"""Several codes in one cell: "Đ21, Đ23 NĐ 12", "tiền lương; BHXH", "Điều 43 NĐ 283/2026".

A code list is a column's own ``codes`` or a dated dictionary of ``data/reference``, whose rows may
be named by words or by articles of a decree. What a cell says and the list does not have is asked.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from ingest.contracts.contract import Column
from ingest.contracts.dated_tables import dated_table
from ingest.values.fold_text import fold, nfc, strip_marks
from ingest.values.vocabulary import both_spellings, expand, vocabulary

_ITEMS = re.compile(r"[;+\n]")
_COMMAS = re.compile(r",(?!\d)")
_DECREE = re.compile(r"(?:nđ|nd|nghị định|nghi dinh)\s*(?:số|so)?\s*(\d{1,3})(?:\s*/\s*\d{4})?")
_ARTICLES = re.compile(
    r"(?:điều|dieu|(?<![a-zà-ỹđ])đ\.?|(?<![a-zà-ỹđ])d\.?)\s*"
    r"(\d{1,3}(?!\d)(?:\s*(?:,|;|và|va|-|–)\s*\d{1,3}(?![\d/]))*)"
)
_RANGE = re.compile(r"(\d{1,3})\s*[-–]\s*(\d{1,3})")


@dataclass(frozen=True, slots=True)
class CodeListReading:
    """What a cell says as codes, joined by ``;``; see ``NumberReading`` for the attributes."""

    value: str | None
    state: str
    problem: str | None = None
    hint: str | None = None


@dataclass(frozen=True, slots=True)
class _Dictionary:
    """Codes by their words, and by article of a decree."""

    words: dict[str, str]
    articles: dict[tuple[str, int], str]
    # code of a decree whose articles are not listed, "" where they are
    whole_decrees: dict[str, str]


def read_code_list(raw: object, column: Column) -> CodeListReading:
    """Read one cell of a column of type ``codes``.

    Args:
        raw: the cell as read; not None, not an error cell.
        column: its contract.

    Returns:
        The codes in the order of the cell, each once. Of an article without its decree the meaning
        is not guessed: two decrees are in use side by side.
    """
    text = nfc(str(int(raw) if isinstance(raw, float) and raw.is_integer() else raw))
    if text in vocabulary().dashes:
        return CodeListReading(None, "dash")
    if text in vocabulary().blank_signs:
        return CodeListReading(None, "ellipsis")
    if fold(text) in both_spellings(column.words):
        return CodeListReading(None, "zero_word")
    known = _dictionary(column.dictionary) if column.dictionary else _own(column)
    codes = _codes(str(raw), known)
    if column.codes_within and (not codes or None in codes):
        codes = _held(f" {expand(text)} ", known)
    if not codes or None in codes:
        return CodeListReading(None, "wrong", "unknown_code")
    return CodeListReading(";".join(dict.fromkeys(filter(None, codes))), "value")


def _codes(text: str, known: _Dictionary) -> list[str | None]:
    """Codes of a cell, item by item; an article belongs to the decree after it, else before it."""
    items = [" ".join(nfc(item).casefold().split()) for item in _ITEMS.split(text) if fold(item)]
    decrees = [_DECREE.findall(item) if known.whole_decrees else [] for item in items]
    codes: list[str | None] = []
    for at, item in enumerate(items):
        spaced = _DECREE.sub(lambda found: " " * len(found[0]), item)
        articles = list(_ARTICLES.finditer(spaced)) if known.whole_decrees else []
        if not articles and not decrees[at]:
            codes += _by_item(item, known)
            continue
        if not articles:
            codes += [known.whole_decrees.get(decree) or None for decree in decrees[at]]
        around = [d for named in decrees[at + 1 :] for d in named][:1]
        around += [d for named in decrees[:at] for d in named][-1:]
        for found in articles:
            own = [(m.start(), m[1]) for m in _DECREE.finditer(item)]
            after = [decree for place, decree in own if place > found.start()]
            before = [decree for place, decree in own if place < found.start()]
            decree = (after[:1] + before[-1:] + around + [""])[0]
            whole = known.whole_decrees.get(decree) or None
            codes += [known.articles.get((decree, n)) or whole for n in _numbers(found[1])]
    return codes


def _numbers(text: str) -> Iterator[int]:
    """``21, 23-25`` → 21, 23, 24, 25."""
    for first, last in _RANGE.findall(text):
        yield from range(int(first), int(last) + 1)
    yield from map(int, re.findall(r"\d+", _RANGE.sub(" ", text)))


def _by_item(item: str, known: _Dictionary) -> list[str | None]:
    """Codes of one item; commas part it only where the whole is no name ("tiền lương, thưởng")."""
    if not fold(item):
        return []
    whole = _by_words(item, known)
    if whole:
        return [whole]
    return [_by_words(part, known) for part in _COMMAS.split(item) if fold(part)]


def _by_words(text: str, known: _Dictionary) -> str | None:
    folded = fold(text)
    return known.words.get(folded) or known.words.get(expand(text))


def _held(text: str, known: _Dictionary) -> list[str]:
    """Codes whose words a longer text holds, in its order; longer words count before shorter."""
    found = []
    for words in sorted(known.words, key=lambda words: (-len(words), words)):
        at = text.find(f" {words} ")
        if at >= 0:
            found.append((at, known.words[words]))
            text = text.replace(f" {words} ", f" {' ' * len(words)} ")
    return [code for _, code in sorted(found)]


def _own(column: Column) -> _Dictionary:
    return _words_of(tuple((code, *labels) for code, labels in column.codes.items()))


@cache
def _words_of(codes: tuple[tuple[str, ...], ...]) -> _Dictionary:
    return _Dictionary(_spelled((code, (code, *labels)) for code, *labels in codes), {}, {})


@cache
def _dictionary(name: str) -> _Dictionary:
    """A dictionary of data/reference: code, names, decree, articles, valid_from, valid_to.

    An empty ``articles`` stands for every article of the decree.
    """
    articles: dict[tuple[str, int], str] = {}
    whole: dict[str, str] = {}
    names: list[tuple[str, tuple[str, ...]]] = []
    for row in dated_table(name):
        code, decree = row.fields["code"], row.fields["decree"].split("/")[0]
        names.append((code, (code, row.fields["name"], *row.fields["names"].split("|"))))
        if row.fields["articles"]:
            articles |= {(decree, n): code for n in _numbers(row.fields["articles"])}
        else:
            whole[decree] = code
        whole.setdefault(decree, "")
    return _Dictionary(_spelled(names), articles, whole)


def _spelled(codes: Iterable[tuple[str, tuple[str, ...]]]) -> dict[str, str]:
    """Words → code, also without accents while that means one code only."""
    words: dict[str, str] = {}
    bare: dict[str, set[str]] = {}
    for code, labels in codes:
        for label in filter(None, labels):
            words |= {fold(label): code, expand(label): code}
            bare.setdefault(strip_marks(label), set()).add(code)
    return {b: found.pop() for b, found in bare.items() if len(found) == 1} | words
