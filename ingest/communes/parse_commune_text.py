"""Takes the text of a commune cell apart: name, kind of unit, district, province, "cũ".

Only words are recognised here, no name is looked up except those of the 18 former
districts and the two former provinces, which tell a qualifier from a remark. What is not
understood is kept in `left_over`, so that the caller can refuse to guess.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from ingest.reference import aliases, commune_history
from ingest.values.fold_text import fold, nfc, strip_marks

COMMUNE_KINDS = ("xã", "phường", "thị trấn")

_KIND_WORDS: tuple[tuple[str, str], ...] = (
    # longest first; the second is the kind
    ("thị trấn", "thị trấn"),
    ("thi tran", "thị trấn"),
    ("phường", "phường"),
    ("phuong", "phường"),
    ("t t", "thị trấn"),
    ("tt", "thị trấn"),
    ("xã", "xã"),
    ("xa", "xã"),
    ("p", "phường"),
    ("x", "xã"),
)
_FARM_TOWN = ("ttnt", "tt nt", "tt nông trường")
_FARMS = ("nt ", "n t ")
_DISTRICT_WORDS = ("thành phố", "thanh pho", "thị xã", "thi xa", "huyện", "huyen", "tp", "tx")
_PROVINCE_WORDS = ("tỉnh", "tinh")
_OFFICES = (
    "ủy ban nhân dân",
    "uy ban nhan dan",
    "trên địa bàn",
    "địa bàn",
    "hđnd ubnd",
    "hđnd và ubnd",
    "ubnd",
    "hđnd",
    "đảng ủy",
    "tại",
)
_TOTALS = frozenset(("toàn tỉnh", "cả tỉnh", "toàn huyện", "tổng cộng", "tổng số", "tổng", "cộng"))
_TOTALS_BARE = frozenset(map(strip_marks, _TOTALS))
# Part of an address smaller than a commune: says nothing about which commune it is.
_FINER_PLACE = re.compile(
    r"(?:(?:thôn|tổ dân phố|tdp|đường|ngõ|khu phố|kcn|ccn|khu công nghiệp|cụm công nghiệp)\b"
    r"|(?:số|số nhà|tổ|km) \d)"
)
_BEFORE_MERGER = re.compile(r"trước( đây| khi)?( sáp nhập| sắp xếp)?( ngày)?( 0?1 0?7( (20)?25)?)?")
_AFTER_MERGER = re.compile(r"(từ|sau)( khi)?( sáp nhập| sắp xếp)?( ngày)?( 0?1 0?7( (20)?25)?)?")
_FOOTNOTE = re.compile(r"\s*(?:\(\s*\*+\s*\)|\*+|\(\d{1,2}\)|\[\d{1,2}\]|[\u2070-\u2079¹²³]+)\s*$")
_LIST_MARK = re.compile(r"^\s*(?:\d{1,3}\s*[.)]|[-+•–*])\s*")
_PARENTHESES = re.compile(r"\(([^()]*)\)")
_SEPARATOR = re.compile(r"[,;/]|\s[-–—]\s")
# A district or province written after the name without a comma: "xã Phố Lu huyện Bảo Thắng".
_AREA_WORD = re.compile(
    r"(?<=\w)\s+(?=(?:huyện|tỉnh|thị xã|thành phố|huyen|tinh|thi xa|thanh pho|tp\.?|tx\.?|h\.|t\.)"
    r"\s*\w)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class CommuneText:
    """What a cell says; every text is folded.

    Attributes:
        area: "commune", "district", "province", "total" or "empty": what the cell names.
        name: name without its kind, "" when there is none.
        kind: one of COMMUNE_KINDS or None.
        district: short name of a former district, or None.
        province: "lào cai", "yên bái" or None.
        is_former: the text says "cũ".
        is_current: the text says "mới".
        now_is: the part after "nay là", as written, or None.
        left_over: parts that were not understood, as written.
    """

    area: str
    name: str
    kind: str | None = None
    district: str | None = None
    province: str | None = None
    is_former: bool = False
    is_current: bool = False
    now_is: str | None = None
    left_over: tuple[str, ...] = ()


def short_district(name: str) -> str:
    """Returns the folded name of a district without its title: "Thị xã Sa Pa" -> "sa pa"."""
    return _without_title(fold(name))


@lru_cache(maxsize=1)
def former_districts() -> dict[str, str]:
    """Returns folded short name, with and without marks, -> name of the former district."""
    found = {short_district(unit.old_district): unit.old_district for unit in commune_history()}
    for spelling, short in (("mù cang chải", "mù căng chải"), ("sapa", "sa pa")):
        found[spelling] = found[short]
    for short, name in list(found.items()):
        found.setdefault(strip_marks(short), name)
    return found


def parse_commune_text(text: str) -> CommuneText:
    """Takes a cell text apart.

    Args:
        text: decoded text as it stands in the cell; line breaks and footnote marks allowed.

    Returns:
        The parts; `area` is "empty" for a text without any letter.
    """
    written = _strip_footnotes(_LIST_MARK.sub("", nfc(text)))
    qualifiers = [part for part in _PARENTHESES.findall(written) if part.strip()]
    segments = [
        piece
        for segment in _SEPARATOR.split(_PARENTHESES.sub(" ", written))
        for piece in _AREA_WORD.split(segment)
        if fold(piece)
    ]
    if not segments:
        return CommuneText(area="empty", name="")
    head = _head(segments)
    parsed = _parse_head(segments.pop(head))
    for part in segments + [q for q in qualifiers if fold(q)]:
        parsed = _add_qualifier(parsed, part)
    return parsed


def _strip_footnotes(text: str) -> str:
    while (shorter := _FOOTNOTE.sub("", text)) != text:
        text = shorter
    return text


def _head(segments: list[str]) -> int:
    """Index of the segment that names the commune: not always the first one."""
    for index, segment in enumerate(segments):
        words = _without_office(fold(segment))
        if not _area_word(words) and _split_kind(words)[0]:
            return index
    named = (i for i, segment in enumerate(segments) if not _FINER_PLACE.match(fold(segment)))
    return next(named, 0)


def _without_office(words: str) -> str:
    for office in _OFFICES:
        words = words.removeprefix(office + " ")
    return words


def _area_word(words: str) -> str | None:
    """ "district" or "province" when the words begin with such a title."""
    if any(words.startswith(w + " ") for w in (*_DISTRICT_WORDS, "h")):
        return "district"
    if any(words.startswith(w + " ") for w in (*_PROVINCE_WORDS, "t")) and words[:4] != "t t ":
        return "province"
    return None


def _split_kind(words: str) -> tuple[str | None, str]:
    for farm in _FARM_TOWN:
        if words.startswith(farm + " "):
            return "thị trấn", "nông trường " + words[len(farm) + 1 :]
    for word, kind in _KIND_WORDS:
        if words.startswith(word + " "):
            name = words[len(word) + 1 :]
            # "thị trấn N.T Phong Hải"
            farm = next((f for f in _FARMS if kind == "thị trấn" and name.startswith(f)), None)
            return kind, "nông trường " + name.removeprefix(farm) if farm else name
    return None, words


def _parse_head(segment: str) -> CommuneText:
    words = _without_office(fold(segment))
    if words in _TOTALS or words in _TOTALS_BARE:
        return CommuneText(area="total", name=words)
    area = _area_word(words)
    kind, name = (None, _without_title(words)) if area else _split_kind(words)
    remark = "" if name in _names_like_remarks() else name.rpartition(" ")[2]
    if remark in ("cũ", "mới"):
        name = name.removesuffix(remark).rstrip()
    return CommuneText(
        area=area or "commune",
        name=name,
        kind=kind,
        is_former=remark == "cũ",
        is_current=remark == "mới",
    )


@lru_cache(maxsize=1)
def _names_like_remarks() -> frozenset[str]:
    """Names whose last word is "cũ" or "mới" by itself, such as Phố Mới."""
    names = [unit.old_name for unit in commune_history()] + [alias.alias for alias in aliases()]
    return frozenset(
        _split_kind(fold(name))[1] for name in names if fold(name).endswith((" cũ", " mới"))
    )


def _without_title(words: str) -> str:
    for word in (*_DISTRICT_WORDS, *_PROVINCE_WORDS, "h", "t"):
        if words.startswith(word + " "):
            return words[len(word) + 1 :]
    return words


def _add_qualifier(parsed: CommuneText, part: str) -> CommuneText:
    """Reads one part beside the name: a kind, "cũ", a district, a province or a remark."""
    words = fold(part)
    kind = dict(_KIND_WORDS).get(words)
    if kind and parsed.kind in (None, kind):
        return replace(parsed, kind=kind)
    if words in ("cũ", "cu", "tên cũ", "đơn vị cũ") or _BEFORE_MERGER.fullmatch(words):
        return replace(parsed, is_former=True)
    if words in ("mới", "moi", "tên mới") or _AFTER_MERGER.fullmatch(words):
        return replace(parsed, is_current=True)
    for now in ("nay là ", "nay thuộc "):
        if words.startswith(now):
            return replace(parsed, now_is=nfc(part)[len(now) :])
    if words in ("việt nam", "vn") or words.isdigit() or _FINER_PLACE.match(words):
        return parsed
    words = words.removesuffix(" cũ")
    area, name = _area_word(words), _without_title(words)
    district = former_districts().get(name)
    if strip_marks(name) in ("lao cai", "yen bai") and area != "district":
        return replace(parsed, province="lào cai" if "cai" in name else "yên bái")
    if district and area != "province":
        return replace(parsed, district=short_district(district))
    return replace(parsed, left_over=(*parsed.left_over, nfc(part)))
