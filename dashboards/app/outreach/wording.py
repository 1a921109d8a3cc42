"""Sentences of the page of outreach: what the numbers say, never why."""

from dashboards.app.format_vi import lower_first, number, value_in_words
from dashboards.app.outreach.facts import Facts


def page_title(facts: Facts) -> str:
    """The finding: how much of the year's plan is done."""
    label, row = facts.period["label"], facts.known("OE-07")
    if row is None:
        return f"{label}: chưa có số liệu để so với kế hoạch tuyên truyền"
    done = value_in_words(row, row["unit"], row["decimals"])
    return f"{label}: đạt {done} kế hoạch tuyên truyền của năm"


def plan_title(facts: Facts) -> str:
    """Heading of the bars: how many communes are behind the year."""
    total = len(facts.planned)
    if not total:
        return "Chưa xã, phường nào có cả kế hoạch và báo cáo"
    if facts.due_share is None:
        return f"{total} xã, phường có kế hoạch, chưa có mục tiêu tiến độ"
    return f"{len(facts.behind)}/{total} xã, phường chậm hơn tiến độ năm"


def plan_words(facts: Facts) -> str:
    """One sentence on what "behind" means, who has finished, who is unknown."""
    parts = []
    if facts.due_share is not None:
        parts.append(
            f"Mục tiêu tiến độ: hết {lower_first(facts.period['label'])} cần đạt "
            f"{number(facts.due_share)} % kế hoạch"
        )
    done = sum(1 for row in facts.planned if row["fulfilment_pct"] >= 100)
    if done:
        parts.append(f"{done} nơi đã đạt cả năm")
    if facts.unknown:
        parts.append(f"{len(facts.unknown)} nơi chưa có kế hoạch hoặc chưa có báo cáo")
    return "; ".join(parts) + "." if parts else "Chưa giao mục tiêu tiến độ của quý này."


def reached_title(facts: Facts) -> str:
    """Heading of the people reached: against the year before."""
    row = facts.known("OE-02")
    if row is None:
        return "Lượt người được tuyên truyền qua các quý"
    step = row["year_abs"]
    value = f"{number(row['value'])} lượt người được tuyên truyền"
    if not step:
        return value if step is None else f"{value}, bằng cùng kỳ"
    return f"{value}, {'tăng' if step > 0 else 'giảm'} {number(abs(step))} so với cùng kỳ"


def reached_words(facts: Facts) -> str:
    """One sentence on the busiest and the quietest quarter."""
    known = [row for row in facts.series("OE-02") if row["value"] is not None]
    if len(known) < 2:
        return "Chưa đủ hai quý có số liệu để nhìn diễn biến."
    high = max(known, key=lambda row: row["value"])
    low = min(known, key=lambda row: row["value"])
    return (
        f"Trong {len(known)} quý: nhiều nhất {lower_first(high['label'])} "
        f"({number(high['value'])} lượt), ít nhất {lower_first(low['label'])} "
        f"({number(low['value'])} lượt). Là lượt người, một người dự hai cuộc tính hai lượt."
    )


def kinds_title(kinds: list[dict], what: str) -> str:
    """Heading of kinds of sessions or subjects: the most frequent stated one."""
    stated = [row for row in kinds if row["category"] != "unknown"]
    if not stated:
        return f"Chưa có danh sách cuộc ghi {what}"
    top = max(stated, key=lambda row: row["numerator"])
    return f"Nhiều nhất: {lower_first(top['category_name'])} ({number(top['numerator'])} cuộc)"


def listed_words(facts: Facts) -> str:
    """How many of the sessions the lists tell more about."""
    listed, row = len(facts.sessions), facts.known("OE-01")
    if not listed:
        return "Quý này chưa nơi nào gửi danh sách cuộc tuyên truyền."
    total = f" trong khi tổng số cuộc là {number(row['value'])}" if row else ""
    return f"Chi tiết chỉ có ở {number(listed)} cuộc có trong danh sách{total}."
