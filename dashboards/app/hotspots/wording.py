"""Sentences of the page of warning scores: what was found, and how far it may be trusted."""

from dashboards.app.format_vi import lower_first, number
from dashboards.app.hotspots.facts import Facts


def page_title(facts: Facts) -> str:
    """The finding: how many communes are red, how many cannot be judged."""
    label, counts = facts.period["label"], facts.counts
    if not facts.scores:
        return f"{label}: chưa tính điểm nóng"
    grey = f", {counts['xám']} nơi chưa đủ dữ liệu" if counts["xám"] else ""
    return f"{label}: {counts['đỏ']} xã, phường mức đỏ{grey}"


def list_title(facts: Facts) -> str:
    """Heading of the list: how many of the red ones are red by a fact and not by the score."""
    red = [row for row in facts.scores if row["level"] == "đỏ"]
    at_once = sum(1 for row in red if row["triggers_fired"])
    if not red:
        return "Không xã, phường nào ở mức đỏ"
    return f"{at_once}/{len(red)} nơi mức đỏ vì có sự việc kích hoạt ngay"


def commune_title(facts: Facts) -> str:
    """Heading of the chosen commune: its level, and its score where it counts."""
    row = facts.chosen
    if row["level"] == "xám":
        return f"{row['commune_name']}: chưa đủ dữ liệu để xếp mức"
    return f"{row['commune_name']}: {number(row['score'], 1)} điểm, mức {row['level']}"


def commune_words(facts: Facts) -> str:
    """One sentence on what decided, and how firm it is."""
    row = facts.chosen
    share = f"Có số liệu của {number(row['weight_share'])} % trọng số"
    if row["override_level"]:
        return f"{share}. Mức do người có thẩm quyền ấn định: {row['override_reason']}."
    if row["level"] == "xám":
        return f"Chưa xếp mức: {row['grey_reason'] or 'không có báo cáo'}."
    if row["triggers_fired"] and row["level"] != row["level_by_score"]:
        trigger = lower_first(row["trigger_name"])
        return f"{share}. Theo điểm là {row['level_by_score']}; lên đỏ ngay vì {trigger}."
    if not row["changing_scenarios"]:
        return f"{share}. Mức không đổi trong cả {row['scenarios']} phương án thử trọng số."
    return (
        f"{share}. Mức đổi trong {row['changing_scenarios']}/{row['scenarios']} phương án thử "
        "trọng số: chưa chắc chắn."
    )


def missing_words(components: list[dict]) -> str:
    """Name the components without figures, with the reason."""
    missing = [
        f"{lower_first(row['component_name'])} ({row['reason'] or 'chưa có báo cáo'})"
        for row in components
        if not row["has_data"]
    ]
    return f"Chưa có số liệu: {'; '.join(missing)}." if missing else ""


def sensitivity_title(facts: Facts) -> str:
    """Heading of the sensitivity: the largest change there is."""
    if not facts.sensitivity:
        return "Chưa thử độ nhạy của trọng số"
    most = max(facts.sensitivity, key=lambda row: row["communes_changed"])
    if not most["communes_changed"]:
        return "Đổi trọng số ±25 % không làm nơi nào đổi mức"
    return (
        f"Đổi một trọng số ±25 %: nhiều nhất {most['communes_changed']}/{most['communes']} "
        "nơi đổi mức"
    )


def sensitivity_words(facts: Facts) -> str:
    """One sentence on the weight that matters most."""
    if not facts.sensitivity:
        return ""
    most = max(facts.sensitivity, key=lambda row: row["communes_changed"])
    way = "giảm" if most["weight_factor"] < 1 else "tăng"
    return (
        f"Nhạy nhất: {lower_first(most['component_name'])}, {way} 25 % thì "
        f"{most['communes_changed']} xã, phường đổi mức."
    )


def history_title(facts: Facts) -> str:
    """Heading of the province's history: red communes against the quarter before."""
    past = facts.levels_over_time
    places = [place for place, row in enumerate(past) if row["period"] == facts.period["period"]]
    if not places or not places[0]:
        return "Số xã, phường theo mức qua các quý"
    now, before = (past[places[0] - back]["counts"]["đỏ"] for back in (0, 1))
    if now == before:
        return f"Số nơi mức đỏ không đổi so với quý trước ({now})"
    verb = "tăng" if now > before else "giảm"
    return f"Số nơi mức đỏ {verb} từ {before} xuống {now}".replace(
        "xuống", "lên" if now > before else "xuống"
    )
