"""What the page says: its title, its measure, when not to conclude."""

from dashboards.app.address import SPANS
from dashboards.app.format_vi import day, lower_first, number, rounded_with_unit, value_in_words
from dashboards.app.indicators.facts import Facts
from dashboards.app.parts.sentences import movement
from dashboards.app.parts.trend import MERGER


def page_title(facts: Facts) -> str:
    """The finding about the shown area, as a heading of about twelve words."""
    row, name = facts.headline, facts.kpi["short_name"]
    place = "" if facts.area_code == "province" else f" tại {facts.area_names[facts.area_code]}"
    if row is None:
        return f"{name}{place}: không có số liệu cho lựa chọn này"
    if row["value_state"] != "value":
        return f"{name}{place}: {lower_first(row['value_reason'] or 'chưa có báo cáo')}"
    value = value_in_words(row, facts.kpi["unit"], facts.kpi["decimals"])
    for side, base in (("quarter", "quý trước"), ("year", "cùng kỳ năm trước")):
        said = movement(row, side)
        if said == "mới phát sinh":
            return f"{name}{place} mới phát sinh, {base} không có"
        if said:
            return f"{name}{place} {said} so với {base}"
    return f"{name}{place}: {value}"


def measure_line(facts: Facts) -> str:
    """Line 2 of the title: measure, unit, place, period."""
    kpi, row = facts.kpi, facts.headline
    days = f" (từ {day(row['starts_on'])} đến {day(row['ends_on'])})" if row else ""
    when = f"{lower_first(facts.period['label'])}{days}"
    return " · ".join(
        (kpi["name"], kpi["unit"], facts.area_names[facts.area_code], _span(facts, when))
    )


def _span(facts: Facts, when: str) -> str:
    return when if facts.span == "quarter" else f"{lower_first(SPANS[facts.span])}, đến {when}"


def short_measure(facts: Facts, place: str, label: str | None = None) -> str:
    """Line 2 of a card: measure, unit, place, period.

    Args:
        facts: the shown view.
        place: what the card is about.
        label: of another quarter than the shown one.
    """
    when = _span(facts, lower_first(label or facts.period["label"]))
    return f"{facts.kpi['short_name']} · {facts.kpi['unit']} · {place} · {when}"


def fraction(row: dict, scale: float | None) -> str | None:
    """Write a ratio as what it is made of ("29 ÷ 35 × 100"); None for a plain count.

    Args:
        row: has ``numerator`` and ``denominator``.
        scale: what the quotient is multiplied by.
    """
    if row["numerator"] is None or row["denominator"] in (None, 1):
        return None
    parts = [_short(row["numerator"]), _short(row["denominator"])]
    by = f" × {_short(scale)}" if scale not in (None, 1) else ""
    return f"{parts[0]} ÷ {parts[1]}{by}"


def _short(value: float) -> str:
    return number(value, 0 if float(value).is_integer() or abs(value) >= 1000 else 1)


def interval(row: dict, unit: str, decimals: int) -> str | None:
    """The 95 % interval of a share in words, or None where there is none."""
    if row.get("wilson_low") is None:
        return None
    low, high = (number(row[f"wilson_{side}"], decimals) for side in ("low", "high"))
    return f"{low} – {high} {unit}"


def target_words(facts: Facts) -> str | None:
    """The target, whether it was reached, and whose it is."""
    row = facts.target
    if row is None or row["period_span"] != facts.span or row["target"] is None:
        return None
    kind = {"at_least": "từ", "at_most": "không quá"}.get(row["target_kind"], "")
    aim, unit = rounded_with_unit(row["target"], row["unit"], row["decimals"])
    gap = abs(row["gap"] or 0)
    points = "điểm phần trăm" if row["unit"] == "%" else row["unit"]
    state = row["target_state"] or "chưa đánh giá"
    short = f", còn cách {number(gap, 1)} {points}" if state == "chưa đạt" and gap else ""
    return f"{kind} {aim} {unit}: {state}{short} ({row['target_source']})".strip()


def cautions(facts: Facts) -> list[str]:
    """Why not to conclude too much from the number; empty where nothing speaks against it."""
    row, notes = facts.headline, []
    if row is None:
        return notes
    reporting, expected = row["reporting_units"] or 0, row["expected_units"] or 0
    if reporting < expected and facts.area_code != "province":
        notes.append(f"Chưa đủ số liệu: {reporting}/{expected} báo cáo.")
    elif reporting < expected:
        unit = "xã, phường" if facts.span == "quarter" else "lượt báo cáo của xã, phường"
        notes.append(f"Chưa đủ số liệu: {reporting}/{expected} {unit}; số liệu sẽ còn thay đổi.")
    if row["is_small_number"]:
        notes.append(
            "Mẫu số nhỏ: vài trường hợp cũng làm tỷ lệ đổi nhiều; hãy đọc số trường hợp và khoảng "
            "tin cậy, đừng xếp hạng."
        )
    if row["comparability"] != "được":
        why = row["comparability_reason"] or "xem phần Lưu ý của chỉ tiêu"
        notes.append(f"So sánh {row['comparability']}: {lower_first(why)}.")
    else:
        limited = [side for side in ("quarter", "year") if _limited(row, side)]
        if limited:
            base = facts.period_labels.get(row[f"{limited[0]}_base_period"], "kỳ gốc")
            notes.append(f"So với {lower_first(base)} là hạn chế: quý đó có phần trước 1/7/2025.")
    if row["starts_on"] < MERGER and not any("sáp nhập" in note for note in notes):
        notes.append(
            "Kỳ này bắt đầu trước ngày sáp nhập 1/7/2025; số liệu được quy về 99 xã, phường."
        )
    return notes


def _limited(row: dict, side: str) -> bool:
    return bool(movement(row, side)) and row[f"{side}_comparability"] == "hạn chế"


def unranked_reason(communes: list[dict]) -> str | None:
    """Why no commune is ranked at all, where that is so (events too rare, all numbers small)."""
    reasons = [row["unranked_reason"] for row in communes if row["value_state"] == "value"]
    if not reasons or any(row["province_rank"] for row in communes) or not all(reasons):
        return None
    return max(set(reasons), key=reasons.count)


def is_rare(communes: list[dict]) -> bool:
    """True for events so rare in a commune that they are listed and never ranked."""
    return "không xếp hạng" in (unranked_reason(communes) or "")
