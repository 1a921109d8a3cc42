"""Sentences of the page of inspections: what the numbers say, never why."""

from dashboards.app.format_vi import lower_first, number, rounded_with_unit, value_in_words
from dashboards.app.inspections.facts import Facts


def page_title(facts: Facts) -> str:
    """The finding of the quarter: how many inspections, how many employers with violations."""
    label = facts.period["label"]
    row, violating = facts.known("CI-01"), facts.known("CI-04")
    if row is None:
        return f"{label}: chưa có báo cáo thanh tra, kiểm tra"
    text = f"{label}: {number(row['value'])} cuộc thanh tra, kiểm tra"
    if violating:
        text += f", {value_in_words(violating, '%', violating['decimals'])} đơn vị vi phạm"
    return text


def coverage_words(facts: Facts) -> str:
    """How much of the summed figures the lists tell more about."""
    if not facts.visits:
        return "Quý này chưa có danh sách đơn vị được kiểm tra: chỉ có số tổng hợp ở hàng số chính."
    inspections = len({row["inspection_key"] for row in facts.visits})
    row = facts.known("CI-01")
    total = f"/{number(row['value'])}" if row else ""
    return (
        f"Chi tiết theo ngành, hành vi chỉ có ở nơi gửi danh sách: {inspections}{total} cuộc, "
        f"{len(facts.visits)} lượt đơn vị. Không nên suy ra cho mọi đơn vị."
    )


def quarters_title(facts: Facts) -> str:
    """Heading of the columns: the quarter beside the same quarter a year before."""
    row = facts.known("CI-01")
    step = row["year_abs"] if row else None
    if step is None:
        return "Số cuộc thanh tra, kiểm tra qua các quý"
    if step == 0:
        return "Số cuộc thanh tra, kiểm tra bằng cùng kỳ năm trước"
    verb = "nhiều hơn" if step > 0 else "ít hơn"
    return f"Thanh tra, kiểm tra {verb} cùng kỳ năm trước {number(abs(step))} cuộc"


def quarters_words(facts: Facts) -> str:
    """One sentence on the highest and the lowest quarter."""
    known = [row for row in facts.series("CI-01") if row["value"] is not None]
    if not known:
        return "Chưa quý nào có báo cáo."
    high = max(known, key=lambda row: row["value"])
    low = min(known, key=lambda row: row["value"])
    return (
        f"Trong {len(known)} quý: nhiều nhất {lower_first(high['label'])} "
        f"({number(high['value'])} cuộc), ít nhất {lower_first(low['label'])} "
        f"({number(low['value'])} cuộc)."
    )


def form_title(facts: Facts) -> str:
    """Heading of planned against unplanned."""
    forms = {row["inspection_form"]: row["visits"] for row in facts.by_form}
    if not forms:
        return "Chưa có danh sách ghi hình thức kiểm tra"
    total = number(facts.by_form[0]["all_visits"])
    return f"{number(forms.get('planned', 0))}/{total} đơn vị được kiểm tra theo kế hoạch"


def kinds_title(facts: Facts) -> str:
    """Heading of the violations: the kind found most often."""
    stated = [kind for kind in facts.by_kind if not kind["is_rest"] and kind["found"]]
    if not stated:
        return "Không có hành vi vi phạm nào được ghi theo nhóm"
    return f"Vi phạm gặp nhiều nhất: {lower_first(stated[0]['violation_name'])}"


def industry_title(facts: Facts) -> str:
    """Heading of the industries: where most employers with violations are."""
    named = [row for row in facts.industries if row["with_violations"]]
    if not named:
        return "Không ngành nào có đơn vị vi phạm trong danh sách"
    top = max(named, key=lambda row: row["with_violations"])
    return (
        f"{top['industry']}: {number(top['with_violations'])}/{number(top['visits'])} "
        "đơn vị được kiểm tra có vi phạm"
    )


def follow_up_title(facts: Facts) -> str:
    """Heading of the follow-up: how many requirements are overdue."""
    found = facts.requirements
    if found is None:
        return "Quý này không có kiến nghị nào được ghi trong danh sách"
    return (
        f"{number(found['done'])}/{number(found['requirements'])} kiến nghị trong quý đã khắc phục"
    )


def follow_up_words(facts: Facts) -> str:
    """One sentence on requirements that fell due, with numerator and denominator."""
    point = _point(facts, "CI-05")
    if point is None:
        return "Không có kiến nghị nào đến hạn trong quý để tính tỷ lệ khắc phục đúng hạn."
    return (
        f"Khắc phục đúng hạn {number(point['numerator'])}/{number(point['denominator'])} kiến nghị "
        f"đến hạn ({value_in_words(point, '%', 1)})."
    )


def money_title(facts: Facts) -> str:
    """Heading of the penalties: how much of what was decided is paid."""
    point = _point(facts, "CI-07")
    if point is None:
        return "Chưa có số liệu thu nộp tiền phạt của quý này"
    return f"Đã nộp {value_in_words(point, '%', 1)} số tiền phạt phải thu"


def money_words(facts: Facts) -> str:
    """One sentence with both sums."""
    point, decided = _point(facts, "CI-07"), facts.known("CI-06")
    parts = []
    if point is not None:
        paid, owed = (_money(point[key]) for key in ("numerator", "denominator"))
        where = ""
        if (point["expected_units"] or 0) > 1:
            counted = f"{number(point['reporting_units'] or 0)}/{number(point['expected_units'])}"
            where = f" (theo sổ của {counted} xã, phường)"
        parts.append(f"Đã nộp {paid} trên {owed} phải thu{where}")
    if decided:
        parts.append(f"tổng tiền xử phạt quyết định trong quý {_money(decided['value'])}")
    text = "; ".join(parts)
    return f"{text[:1].upper()}{text[1:]}." if text else "Chưa có số liệu tiền phạt."


def _money(value: float) -> str:
    return " ".join(rounded_with_unit(value, "đồng", 0))


def _point(facts: Facts, kpi_id: str) -> dict | None:
    for row in facts.series(kpi_id):
        if row["period"] == facts.period["period"] and row["value_state"] == "value":
            return row
    return None
