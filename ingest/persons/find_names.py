"""Where names of persons stand in a Vietnamese text: after "ông", "bà", … or with "Văn", "Thị".

A name is a run of capitalised words, or of initials, behind a title (an office may stand between);
without accents or in lower case it is believed only where it begins with a family name. "Nguyễn
Văn A" is a person without any title.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from ingest.persons.personal_words import alternatives, personal_words

MOST_WORDS = 5  # of one name
# a word, or initials: "Hoa", "N.V.A", "N.V. A."
_WORD = re.compile(r"[^\W\d_](?:\.[^\W\d_](?![^\W\d_]))+\.?|[^\W\d_]+")
_TOKEN = re.compile(r"\w+")
_GAP = re.compile(r"[\s.]{1,3}")
_LAST_WORD = re.compile(r"([^\W\d_]+)\s+$")
_AFTER_TITLE = re.compile(r"[\s:.()/\-–]*")
_NEXT_NAME = re.compile(r"\s*(?:,|;|và|va|&|hoặc)\s*")


def name_spans(text: str) -> list[tuple[int, int]]:
    """Where names stand: (start, end) in order, none overlapping."""
    spans: list[tuple[int, int]] = []
    lower = text.casefold()
    words, phrases = _signs()
    # most texts name nobody: told before anything costly
    if words.isdisjoint(_TOKEN.findall(lower)) and not any(p in lower for p in phrases):
        return spans
    for start in _starts(text):
        if spans and start < spans[-1][1]:
            continue
        end = _name_end(text, start)
        while end is not None:
            spans.append((start, end))
            following = _NEXT_NAME.match(text, end)
            if following is None or not _is_family(text, following.end()):
                break
            start = following.end()
            end = _name_end(text, start, least=2)
    return spans


def _starts(text: str) -> Iterator[int]:
    """Where a name may begin: after titles, and at a family name followed by "Văn" or "Thị"."""
    found = []
    for begin, end in _titles(text):
        start = _behind(text, begin, end)
        if start is not None:
            found.append(start)
    found += _full_names(text)
    yield from sorted(set(found))


def _full_names(text: str) -> Iterator[int]:
    """Where a family name stands before "Văn" or "Thị", with or without accents."""
    for middle in _middle_names().finditer(text):
        before = _LAST_WORD.search(text, 0, middle.start())
        following = _WORD.match(text, _AFTER_TITLE.match(text, middle.end()).end())
        if before is None or following is None or not _is_family(text, before.start(1)):
            continue
        is_lower = before[1][0].islower()
        if following[0][0].isupper() == is_lower or _names_a_place(text, before.start(1)):
            continue  # "Thị trấn", "Văn phòng": a name has one case throughout
        yield before.start(1)


def _titles(text: str) -> Iterator[tuple[int, int]]:
    """Where titles stand: (start, end), the longest of those that begin at a word."""
    lower = text.lower()
    if len(lower) != len(text):  # a letter that grows in lower case; Vietnamese has none
        return
    index = _titles_by_first_word()
    for word in _TOKEN.finditer(lower):
        for title in index.get(word[0], ()):
            end = word.start() + len(title)
            if lower.startswith(title, word.start()) and not lower[end : end + 1].isalnum():
                yield word.start(), end
                break


def _behind(text: str, begin: int, end: int) -> int | None:
    """Where the name behind a title begins; None when the word is no title here."""
    words = personal_words()
    title = text[begin:end].lower()
    at = _AFTER_TITLE.match(text, end).end()
    if at == end:
        return None
    at = _behind_offices(text, at)
    first = _WORD.match(text, at)
    if first is None:
        return None
    family = _is_family(text, at)
    is_full_name = family and _name_end(text, at, least=2) is not None
    is_place = f"{title} {first[0].lower()}" in words.not_names
    if not is_full_name and (is_place or _names_a_place(text, begin)):
        return None
    if title in words.titles:
        return at
    # "ba" is three, "chi" a branch, a worker may be anybody's: only a family name is believed.
    return at if is_full_name else None


def _behind_offices(text: str, at: int) -> int:
    """Skip offices: "Phó Giám đốc ", "Chủ tịch UBND xã …" leaves at what is no name."""
    while found := _offices().match(text, at):
        after = _AFTER_TITLE.match(text, found.end()).end()
        if after == found.end():
            break
        at = after
    return at


def _names_a_place(text: str, start: int) -> bool:
    """Whether the words before belong to an enterprise, a street or a country."""
    before = text[max(0, start - 24) : start].casefold().split()
    known = personal_words().not_after
    if not before:
        return False
    return before[-1].strip("“”\"'(") in known or " ".join(before[-2:]) in known


def _is_family(text: str, at: int) -> bool:
    word = _WORD.match(text, at)
    if word is None:
        return False
    words, lower = personal_words(), word[0].casefold()
    if word[0][0].isupper():
        return lower in words.family_names or lower in words.bare_family_names
    return lower in words.sure_family_names


def _name_end(text: str, start: int, least: int = 1) -> int | None:
    """End of the name that begins here; None when no name does."""
    first = _WORD.match(text, start)
    if first is None:
        return None
    lower = first[0][0].islower()
    if lower and not _is_family(text, start):
        return None
    if _ends_name(text, first) or (
        first[0].casefold() in personal_words().stop and not _is_family(text, start)
    ):
        return None
    shouted = len(first[0]) > 1 and first[0].isupper() and "." not in first[0]
    end, count = first.end(), 1
    while count < MOST_WORDS and (gap := _GAP.match(text, end)):
        word = _WORD.match(text, gap.end())
        if word is None or _ends_name(text, word):
            break
        if not _continues(word[0], gap[0], lower=lower, shouted=shouted):
            break
        end, count = word.end(), count + 1
        if lower and count == 4:
            break
    return end if count >= max(least, 2 if lower else 1) else None


def _continues(word: str, gap: str, *, lower: bool, shouted: bool) -> bool:
    """Whether a word goes on with the name before it."""
    if "." in gap and len(word.rstrip(".")) > 1 and gap != ".":
        return False  # a new sentence; "N.Hoa" and "N. A" go on
    if lower or shouted:
        is_stop = word.casefold() in personal_words().stop
        return not is_stop and (lower or word.isupper())
    is_acronym = len(word) > 1 and word.isupper() and "." not in word  # "… An CCCD …"
    return word[0].isupper() and not is_acronym


def _ends_name(text: str, word: re.Match[str]) -> bool:
    """Whether something else begins with a word: "… An Công ty …"."""
    following = _WORD.match(text, word.end() + 1)
    phrase = f"{word[0]} {following[0]}".casefold() if following else ""
    return phrase in personal_words().stop_phrases


@lru_cache(maxsize=1)
def _titles_by_first_word() -> dict[str, list[str]]:
    """Titles by their first word, longest first."""
    words = personal_words()
    index: dict[str, list[str]] = {}
    for title in sorted(words.titles | words.bare_titles, key=len, reverse=True):
        index.setdefault(_TOKEN.findall(title)[0], []).append(title)
    return index


@lru_cache(maxsize=1)
def _offices() -> re.Pattern[str]:
    return alternatives(personal_words().offices)


@lru_cache(maxsize=1)
def _middle_names() -> re.Pattern[str]:
    return alternatives(personal_words().middle_names)


@lru_cache(maxsize=1)
def _signs() -> tuple[frozenset[str], tuple[str, ...]]:
    """Words, and phrases of several, without any of which no name is found."""
    known = personal_words()
    titles = known.titles | known.bare_titles
    single = {title for title in titles if _TOKEN.fullmatch(title)}
    return known.middle_names | single, tuple(sorted(titles - single))
