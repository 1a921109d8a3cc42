"""Finds the commune that a text names, by name, kind, district and date; never by likeness.

Names that look alike are only offered as candidates. Accents count: "Bản Cái" is not "Bản Cải". A
text without any accent is accepted when one of today's 99 names alone fits it.
From 2025-07-01 a name in force wins over a former unit of the same name; before that day
the former unit wins.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from ingest.communes.commune_names import (
    Candidate,
    NamedUnit,
    describe,
    name_index,
    nearest_communes,
)
from ingest.communes.decided_names import decided_commune
from ingest.communes.match_districts import named_district, no_commune, of_whole_district
from ingest.communes.parse_commune_text import (
    CommuneText,
    former_districts,
    parse_commune_text,
    short_district,
)
from ingest.reference import MERGER_DAY, communes
from ingest.values.fold_text import fold, nfc, strip_marks

_LAST_OLD_DAY = MERGER_DAY - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class CommuneMatch:
    """The answer for one text.

    Attributes:
        status: "matched", "ambiguous" or "unknown".
        commune_code: code among the 99, or of a former district before the merger (how
            "district"); None unless matched.
        matched_name: the unit that was recognised ("Thị trấn Phố Lu"), None unless matched.
        how: "official", "alias", "former", "without_marks", "district", "decided" (by a person,
            see `ingest.ledgers.decide_names`); None unless matched.
        candidates: up to three communes nearest to the text; empty when matched.
        explanation: Vietnamese sentences that give the reason and what to do.
    """

    status: str
    commune_code: str | None
    matched_name: str | None
    how: str | None
    candidates: tuple[Candidate, ...] = ()
    explanation: tuple[str, ...] = ()


def match_commune(text: str, on: date | None = None, context: str | None = None) -> CommuneMatch:
    """Finds the commune that a text names.

    Args:
        text: the cell as written ("X. Bảo Thắng", "TT Phố Lu (cũ)"), already decoded.
        on: day the row is about; None means the present division.
        context: text near the cell, such as a section row or the column label; it decides
            only between units of exactly this name.

    Returns:
        The match with its reasons; equal arguments give the same object.
    """
    before = on if on is not None and on < MERGER_DAY else None
    found = _match(text, before, context)
    if found.status != "matched" and (decided := decided_commune(text, on)):
        commune = communes()[decided.commune_code]
        reason = f"{decided.reason} “{nfc(text)}” là {commune.name}."
        return CommuneMatch("matched", commune.commune_code, commune.name, "decided", (), (reason,))
    return found


@lru_cache(maxsize=16384)
def _match(text: str, before: date | None, context: str | None) -> CommuneMatch:
    parsed = parse_commune_text(text)
    district = named_district(parsed) if before else None
    if district:
        said = (of_whole_district(text, district),)
        return CommuneMatch("matched", district.district_code, district.name, "district", (), said)
    refused = _refuse(text, parsed)
    if refused:
        return refused
    if parsed.now_is:
        return _match(parsed.now_is, None, context)
    result = _decide(text, parsed, before)
    if result.status == "ambiguous" and context:
        hinted = _with_context(parsed, context)
        if hinted != parsed:
            second = _decide(text, hinted, before)
            if second.status == "matched":
                reason = f"Xác định theo ngữ cảnh “{nfc(context)}”."
                return replace(second, explanation=(*second.explanation, reason))
    return result


def _refuse(text: str, parsed: CommuneText) -> CommuneMatch | None:
    """Answers for texts that name no commune at all, or say more than is understood."""
    shown = nfc(text)
    if parsed.area == "empty":
        return _unknown(parsed, ("Ô không có tên xã, phường; ghi tên xã, phường vào ô này.",))
    if parsed.area == "total":
        return _unknown(parsed, (f"“{shown}” là dòng cộng hoặc toàn tỉnh, không phải xã, phường.",))
    if parsed.area == "province":
        return _unknown(parsed, (f"“{shown}” là tên tỉnh, không phải xã, phường.",))
    if parsed.area == "district":
        return _unknown(parsed, (no_commune(text, parsed),))
    if parsed.left_over:
        parts = ", ".join(f"“{part}”" for part in parsed.left_over)
        return _unknown(
            parsed,
            (
                f"Không hiểu phần {parts} trong “{shown}”.",
                "Chỉ ghi tên xã, phường trong ô này, ghi chú để ở cột khác.",
            ),
        )
    return None


def _with_context(parsed: CommuneText, context: str) -> CommuneText:
    """Adds a district or a kind that the neighbourhood states, where the text has none."""
    words = f" {fold(context)} "
    if parsed.district is None:
        named = {
            short_district(full)
            for short, full in former_districts().items()
            for title in ("huyện", "thị xã", "tx", "thành phố", "tp", "h")
            if f" {title} {short} " in words
        }
        if len(named) == 1:
            parsed = replace(parsed, district=named.pop())
    if parsed.kind is None:
        words = words.replace(" thị xã ", " ")
        kinds = [kind for kind in ("xã", "phường", "thị trấn") if f" {kind} " in words]
        if len(kinds) == 1:
            parsed = replace(parsed, kind=kinds[0])
    return parsed


def fits(unit: NamedUnit, parsed: CommuneText, by_old_province: bool) -> bool:
    """Whether kind, district and province that a text states are those of a unit."""
    if parsed.kind is not None and unit.kind != parsed.kind:
        return False
    if parsed.district is not None and parsed.district not in unit.districts:
        return False
    # "tỉnh Lào Cai" is both today's province and half of it before the merger.
    tells = parsed.province == "yên bái" or (parsed.province and by_old_province)
    return not tells or unit.province == parsed.province


def _pools(parsed: CommuneText, before: date | None, bare: bool) -> list[list[NamedUnit]]:
    """Groups of units of this name, in the order in which they are believed."""
    index = name_index()
    name = strip_marks(parsed.name) if bare else parsed.name
    by_old_province = before is not None or parsed.is_former
    current_table = index.current_bare if bare else index.current
    former_table = index.former_bare if bare else index.former
    current = [u for u in current_table.get(name, ()) if fits(u, parsed, by_old_province)]
    former = [u for u in former_table.get(name, ()) if fits(u, parsed, by_old_province)]
    if parsed.is_current:
        return [current]
    if parsed.is_former:
        return [former]
    if before is not None:
        alive = [u for u in former if u.ended_on is None or u.ended_on >= before]
        return [alive, former, current]
    last_day = [u for u in former if u.ended_on == _LAST_OLD_DAY]
    if parsed.district is not None:
        # An address with a district is written in the old way: old and new are equals.
        return [current + last_day, former]
    return [current, last_day, former]


def _decide(text: str, parsed: CommuneText, before: date | None) -> CommuneMatch:
    index = name_index()
    how = "official"
    if parsed.name in index.spellings:
        parsed = replace(parsed, name=index.spellings[parsed.name])
        how = "alias"
    has_marks = strip_marks(parsed.name) != parsed.name
    exact = parsed.name in index.current or parsed.name in index.former
    bare = not exact and not has_marks
    if bare:
        how = "without_marks"
    pools = _pools(parsed, before, bare)
    if bare:
        # Without accents today's names are unique; a former name must be so among all.
        pools = [pools[0] if parsed.is_current else _bare_pool(pools, parsed, before)]
    pool = next((p for p in pools if p), None)
    if pool is None:
        return _not_found(text, parsed, bare)
    doubt = _same_as_area(parsed, before)
    codes = {unit.code for unit in pool}
    if doubt or len(codes) > 1 or not all(unit.is_sure for unit in pool):
        return _ambiguous(text, pool, doubt, before)
    return _matched(text, pool[0], how, before, parsed)


def _bare_pool(
    pools: list[list[NamedUnit]], parsed: CommuneText, before: date | None
) -> list[NamedUnit]:
    """Today's unit of this name, else every former one: without accents all of them count."""
    everyone = [unit for pool in pools for unit in pool]
    if before is not None or parsed.is_former:
        return everyone
    return [unit for unit in everyone if unit.ended_on is None] or everyone


def _same_as_area(parsed: CommuneText, before: date | None) -> str | None:
    """Why a bare name may mean a province or a district, or None."""
    if parsed.kind is not None or parsed.district is not None or parsed.is_former:
        return None
    bare = strip_marks(parsed.name)
    if bare == "lao cai":
        return "“Lào Cai” vừa là tên tỉnh, tên thành phố cũ, vừa là tên phường"
    if bare == "yen bai":
        return "“Yên Bái” vừa là tên tỉnh và thành phố cũ, vừa là tên phường"
    if before is not None and parsed.name in former_districts():
        district = former_districts()[parsed.name]
        return f"trước 01/7/2025 tên này cũng là tên {district[0].lower() + district[1:]}"
    return None


def _matched(
    text: str, unit: NamedUnit, how: str, before: date | None, parsed: CommuneText
) -> CommuneMatch:
    commune = communes()[unit.code]
    shown = nfc(text)
    if unit.ended_on is None:
        reasons = [f"“{shown}” là {commune.name} (mã {commune.commune_code})."]
        if how == "without_marks":
            reasons.append("Ô viết không dấu; chỉ một xã, phường hiện nay có tên như vậy.")
        others = {
            f"{describe(u)} nay thuộc {communes()[u.code].name}"
            for u in name_index().former.get(unit.short, ())
            if u.code != unit.code and parsed.kind in (None, u.kind)
        }
        if others and before is None:
            reasons.append(
                "Đơn vị cũ trùng tên không được chọn: "
                + "; ".join(sorted(others))
                + ". Nếu nói đơn vị cũ, ghi thêm “(cũ)” và tên huyện."
            )
    else:
        bare = how == "without_marks"
        if how in ("official", "without_marks"):
            how = "former"
        since = f"{unit.ended_on:%d/%m/%Y}"
        reasons = [
            f"“{shown}” là {describe(unit)}, tồn tại đến {since}, "
            f"nay thuộc {commune.name} (mã {commune.commune_code})."
        ]
        if bare:
            reasons.append("Ô viết không dấu; mọi đơn vị có tên như vậy nay đều thuộc đơn vị này.")
    return CommuneMatch("matched", unit.code, unit.label, how, (), tuple(reasons))


def _ambiguous(
    text: str, pool: list[NamedUnit], doubt: str | None, before: date | None
) -> CommuneMatch:
    offered: dict[str, Candidate] = {}
    for unit in pool:
        commune = communes()[unit.code]
        why = (
            "tên hiện nay"
            if unit.ended_on is None
            else f"{describe(unit)} nay thuộc đơn vị này"
            + ("" if unit.is_sure else ", nguồn chưa chắc chắn")
        )
        offered.setdefault(unit.code, Candidate(unit.code, commune.name, why))
    offered_only = tuple(offered.values())[:3]
    candidates = _filled_up(offered_only, pool[0].short)
    if doubt:
        reason = f"“{nfc(text)}” chưa rõ: {doubt}."
    elif len(offered) > 1:
        reason = f"“{nfc(text)}” có thể là nhiều đơn vị khác nhau."
    else:
        reason = f"“{nfc(text)}” là tên cũ mà nguồn tra cứu chưa chắc chắn."
    names = "; ".join(f"{c.name} (mã {c.code}: {c.why})" for c in offered_only)
    action = f"Ghi đủ loại và tên đơn vị hiện nay: {names}."
    if before:
        action += " Hoặc ghi thêm tên huyện sau tên cũ; số của cả huyện thì ghi đủ tên huyện."
    return CommuneMatch("ambiguous", None, None, None, candidates, (reason, action))


def _filled_up(candidates: tuple[Candidate, ...], name: str) -> tuple[Candidate, ...]:
    """Always three to choose from: what the name may mean, then the nearest others."""
    known = {candidate.code for candidate in candidates}
    others = [c for c in nearest_communes(name, 6) if c.code not in known]
    return (*candidates, *others)[:3]


def _not_found(text: str, parsed: CommuneText, bare: bool) -> CommuneMatch:
    shown = nfc(text)
    reasons = [f"Không có đơn vị nào khớp đúng với “{shown}” trong danh mục xã, phường."]
    same = _pools(replace(parsed, kind=None, district=None, province=None), None, bare)
    names = sorted({describe(unit) for pool in same for unit in pool})
    if names:
        reasons.append(
            "Cùng tên nhưng khác loại đơn vị, khác huyện hoặc khác tỉnh: "
            + "; ".join(names[:3])
            + "."
        )
    return _unknown(parsed, tuple(reasons))


def _unknown(parsed: CommuneText, reasons: tuple[str, ...]) -> CommuneMatch:
    candidates = (
        () if parsed.area in ("empty", "total", "province") else nearest_communes(parsed.name)
    )
    if candidates and parsed.area == "commune":
        names = "; ".join(f"{c.name} (mã {c.code})" for c in candidates)
        reasons = (*reasons, f"Gần giống nhất: {names}. Sửa lại tên cho đúng rồi nộp lại.")
    return CommuneMatch("unknown", None, None, None, candidates, reasons)
