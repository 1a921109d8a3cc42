"""What a placeholder of a sentence template says about one indicator: figures and the words around.

A phrase states what the release holds. None of them says why, who is to blame or what will come.
"""

from collections.abc import Callable

from dashboards.app.format_vi import lower_first
from dashboards.briefing.blocks import NBSP, Figure
from dashboards.briefing.facts import Facts

Phrase = tuple[str | Figure, ...]
NAMED_AT_MOST = 8  # missing communes are named up to here, as in a letter; more are in appendix 02
POINTS = f"điểm{NBSP}phần{NBSP}trăm"
SIDES = {"quarter": "quý trước", "year": "cùng kỳ năm trước", "ytd": "cùng kỳ năm trước"}


def value(facts: Facts, kpi_id: str) -> Phrase | None:
    """The number and its unit."""
    return _with_unit(facts.of_kpi(kpi_id))


def bare(facts: Facts, kpi_id: str) -> Phrase | None:
    """The number without its unit."""
    figure = facts.of_kpi(kpi_id)
    return None if figure.value is None else (figure,)


def numerator(facts: Facts, kpi_id: str) -> Phrase | None:
    """The numerator of a ratio, a whole number."""
    return _part(facts, kpi_id, "numerator")


def denominator(facts: Facts, kpi_id: str) -> Phrase | None:
    """The denominator of a ratio, a whole number."""
    return _part(facts, kpi_id, "denominator")


def reason(facts: Facts, kpi_id: str) -> Phrase:
    """Why there is no number, in the release's own words."""
    figure = facts.of_kpi(kpi_id)
    return (lower_first(figure.text) if figure.value is None else "",)


def name(facts: Facts, kpi_id: str) -> Phrase:
    """The indicator's name inside a sentence."""
    return (lower_first(facts.kpis.get(kpi_id, {}).get("name") or kpi_id),)


def short_name(facts: Facts, kpi_id: str) -> Phrase:
    """The indicator's short name at the beginning of a sentence."""
    return (facts.kpis.get(kpi_id, {}).get("short_name") or kpi_id,)


def against_quarter(facts: Facts, kpi_id: str) -> Phrase | None:
    """The change from the quarter before; None where the two cannot be compared."""
    return against(facts, kpi_id, "quarter")


def against_year(facts: Facts, kpi_id: str) -> Phrase | None:
    """The change from the same quarter a year before; None where they cannot be compared."""
    return against(facts, kpi_id, "year")


def step_of_quarter(facts: Facts, kpi_id: str) -> Phrase | None:
    """The change from the quarter before without the number compared with, for headings."""
    phrase = against_quarter(facts, kpi_id)
    if phrase is None:
        return None
    short: list[str | Figure] = []
    for part in phrase:
        if isinstance(part, str) and "(" in part:
            return (*short, part[: part.index("(")].rstrip())
        short.append(part)
    return tuple(short)


def base_of_quarter(facts: Facts, kpi_id: str) -> Phrase | None:
    """The number of the quarter before, where it may be compared and is not zero."""
    return _base(facts, kpi_id, "quarter")


def base_of_year(facts: Facts, kpi_id: str) -> Phrase | None:
    """The number of the same quarter a year before, where it may be compared and is not zero."""
    return _base(facts, kpi_id, "year")


def year_to_date(facts: Facts, kpi_id: str) -> Phrase | None:
    """The number from the beginning of the year, beside the year before to the same quarter.

    None in a first quarter, which is the year to date itself, and where the year's first quarter is
    not in the release.
    """
    if facts.period.endswith("Q1") or f"{facts.period[:4]}Q1" not in facts.periods:
        return None
    total = _with_unit(facts.of_kpi(kpi_id, "ytd_value"))
    if total is None:
        return None
    change = against(facts, kpi_id, "ytd")
    return ("luỹ kế từ đầu năm ", *total, *((", ", *change) if change else ()))


def missing(facts: Facts, kpi_id: str) -> Phrase:
    """Who is not in the number, in brackets, with a space before; empty where nobody is missing."""
    row = facts.kpis.get(kpi_id, {})
    if not row.get("missing_units") or row.get("lowest_area") == "province":
        return ()
    if row["is_by_quarters"]:
        there = facts.of_kpi(kpi_id, "reporting_units", unit="", decimals=0, divisor=1)
        owed = facts.of_kpi(kpi_id, "expected_units", unit="", decimals=0, divisor=1)
        return (" (mới có số liệu của ", there, "/", owed, " lượt xã, phường tính theo quý)")
    count = facts.of_kpi(kpi_id, "missing_units", unit="", decimals=0, divisor=1)
    said = (" (chưa bao gồm ", count, f"{NBSP}xã, phường chưa có số liệu")
    names = row["missing_names"]
    if names and row["missing_units"] <= NAMED_AT_MOST:
        listed = ", ".join(lower_first(one) for one in names.split(", "))
        return (*said, f": {listed})")
    return (*said, ", xem Phụ lục 02)")


def target(facts: Facts, kpi_id: str) -> Phrase | None:
    """The number beside its target; None where there is no target."""
    row = facts.kpis.get(kpi_id, {})
    if row.get("target") is None or row.get("value") is None:
        return None
    whole = {"decimals": 0} if row["target"] == int(row["target"]) else {}
    goal = facts.of_kpi(kpi_id, "target", **whole)
    least = "ít nhất" if row["target_kind"] == "at_least" else "không quá"
    source = row["target_source"] or ""
    kind = "mục tiêu đề xuất" if source.startswith("đề xuất") else "mục tiêu"
    return (f"{row['target_state']} {kind} {least} ", *_with_unit(goal))


def against(facts: Facts, kpi_id: str, side: str) -> Phrase | None:
    """A change in words, with the number compared with in brackets.

    Args:
        facts: the quarter.
        kpi_id: the indicator.
        side: `quarter`, `year` or `ytd`.
    """
    row = facts.kpis.get(kpi_id, {})
    kind, step = row.get(f"{side}_kind"), row.get(f"{side}_abs")
    if kind in (None, "not_comparable") or step is None:
        return None
    than = SIDES[side]
    limited = row.get(f"{side}_comparability") == "hạn chế" and side == "quarter"
    tail = "; so sánh hạn chế)" if limited else ")"
    alone = " (so sánh hạn chế)" if limited else ""
    base = facts.of_kpi(kpi_id, f"{side}_base_value")
    if kind == "none" or step == 0:
        return (f"không đổi so với {than}{alone}",)
    if kind == "new":
        return (f"phát sinh mới, {than} không có{alone}",)
    now = facts.of_kpi(kpi_id, "ytd_value" if side == "ytd" else "value")
    verb = "tăng" if step > 0 else "giảm"
    if kind == "percent" and now.value:
        change = facts.of_kpi(
            kpi_id, f"{side}_pct", unit="%", decimals=1, divisor=1, magnitude=True
        )
        if _is_tiny(change):
            return (f"gần như không đổi so với {than} (", *_with_unit(base), tail)
        return (f"{verb} ", *_with_unit(change), f" so với {than} (", *_with_unit(base), tail)
    unit = POINTS if kind == "points" else row["unit"]
    change = facts.of_kpi(kpi_id, f"{side}_abs", unit=unit, divisor=1, magnitude=True)
    if unit == "đồng":
        change = facts.of_kpi(kpi_id, f"{side}_abs", magnitude=True)
    if _is_tiny(change):
        return (f"gần như không đổi so với {than} (", *_with_unit(base), tail)
    if kind == "points":
        return (f"{verb} ", *_with_unit(change), f" so với {than} (", *_with_unit(base), tail)
    way = "lên" if step > 0 else "xuống"
    apart = base.unit != now.unit and base.unit != ""
    before = _with_unit(base) if apart else (base,)
    between = (" (từ ", *before, f" {way} ", *_with_unit(now), tail)
    return (f"{verb} ", *_with_unit(change), f" so với {than}", *between)


def parts_of(facts: Facts, kpi_id: str, dimension: str) -> Phrase | None:
    """The parts of a number by one dimension; None for a single one or an incomplete whole."""
    inputs = {"kpi": kpi_id, "period": facts.period}
    rows = [r for r in facts.run("breakdown_shares", **inputs) if r["dimension"] == dimension]
    if len(rows) < 2 or not all(row["is_whole"] for row in rows):
        return None
    said: list[str | Figure] = []
    for row in rows:
        where = {"dimension": dimension, "category": row["category"]}
        form = {"unit": "", "decimals": 0, "divisor": 1, "kpi_id": kpi_id, "span": "quarter"}
        figure = facts.figure("breakdown_shares", inputs, where, "cases", row, **form)
        said += ["; " if said else "", f"{lower_first(row['category_name'])}{NBSP}", figure]
    return tuple(said)


def _base(facts: Facts, kpi_id: str, side: str) -> Phrase | None:
    row = facts.kpis.get(kpi_id, {})
    if row.get(f"{side}_kind") in (None, "not_comparable") or not row.get(f"{side}_base_value"):
        return None
    return _with_unit(facts.of_kpi(kpi_id, f"{side}_base_value"))


def _with_unit(figure: Figure) -> Phrase | None:
    if figure.value is None:
        return None
    return (figure, f"{NBSP}{figure.unit}") if figure.unit else (figure,)


def _part(facts: Facts, kpi_id: str, column: str) -> Phrase | None:
    row = facts.kpis.get(kpi_id, {})
    if row.get("value") is None:
        return None
    unit = "đồng" if kpi_id in MONEY_PARTS else ""
    figure = facts.of_kpi(kpi_id, column, unit=unit, decimals=0)
    return _with_unit(figure)


def _is_tiny(figure: Figure) -> bool:
    return not figure.text.strip("0,.")


# ratios of sums of money: their parts are amounts, not counts
MONEY_PARTS = frozenset({"CI-07", "LR-06"})

PHRASES: dict[str, Callable[[Facts, str], Phrase | None]] = {
    "": value,
    "so": bare,
    "tu": numerator,
    "mau": denominator,
    "ly_do": reason,
    "ten": name,
    "ten_ngan": short_name,
    "quy_truoc": against_quarter,
    "cung_ky": against_year,
    "buoc_quy": step_of_quarter,
    "goc_quy": base_of_quarter,
    "goc_nam": base_of_year,
    "luy_ke": year_to_date,
    "thieu": missing,
    "muc_tieu": target,
}
