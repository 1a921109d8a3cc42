"""Sentences of the page of disputes and stoppages: what the numbers say, never why."""

from dashboards.app.disputes.facts import Facts
from dashboards.app.format_vi import day, lower_first, number, value_in_words


def page_title(facts: Facts) -> str:
    """The finding of the quarter: how many disputes, how many stoppages."""
    label = facts.period["label"]
    disputes, stoppages = (facts.scorecard.get(kpi_id) for kpi_id in ("DS-01", "DS-06"))
    if not _known(disputes) and not _known(stoppages):
        return f"{label}: chưa có báo cáo về tranh chấp, ngừng việc"
    parts = [
        f"{number(disputes['value'])} vụ tranh chấp"
        if _known(disputes)
        else "tranh chấp chưa có báo cáo"
    ]
    if not _known(stoppages):
        parts.append("ngừng việc chưa có báo cáo")
    elif stoppages["value"]:
        parts.append(f"{number(stoppages['value'])} cuộc ngừng việc")
    else:
        parts.append("không có ngừng việc")
    return f"{label}: {', '.join(parts)}"


def quarters_title(facts: Facts) -> str:
    """Heading of the columns: the quarter beside the same quarter a year before."""
    row = facts.scorecard.get("DS-01")
    if not _known(row):
        return "Tranh chấp qua các quý: quý này chưa có báo cáo"
    step = row["year_abs"]
    if step is None:
        return "Tranh chấp lao động qua các quý"
    if step == 0:
        return "Tranh chấp bằng cùng kỳ năm trước"
    verb = "nhiều hơn" if step > 0 else "ít hơn"
    return f"Tranh chấp {verb} cùng kỳ năm trước {number(abs(step))} vụ"


def quarters_words(facts: Facts) -> str:
    """One sentence on the highest and lowest quarter, and on collective disputes."""
    known = [row for row in facts.series("DS-01") if row["value"] is not None]
    if not known:
        return "Chưa quý nào có báo cáo."
    high = max(known, key=lambda row: row["value"])
    low = min(known, key=lambda row: row["value"])
    kinds = facts.kinds[known[0]["period"]]
    together, total = kinds["all_collective"], kinds["all_received"]
    if not total:
        return f"Cả {len(known)} quý có báo cáo đều không phát sinh tranh chấp."
    return (
        f"Trong {len(known)} quý: nhiều nhất {lower_first(high['label'])} "
        f"({number(high['value'])} vụ), ít nhất {lower_first(low['label'])} "
        f"({number(low['value'])} vụ); tranh chấp tập thể {number(together)}/{number(total)} vụ."
    )


def outcome_title(facts: Facts) -> str:
    """Heading of the ends: how many of the cases received are still open."""
    total = facts.outcomes[0]["all_cases"] if facts.outcomes else 0
    if not total:
        return "Quý này không tiếp nhận vụ tranh chấp nào"
    still_open = next((r["cases"] for r in facts.outcomes if r["outcome"] == "pending"), 0)
    if not still_open:
        return f"Cả {number(total)} vụ tiếp nhận trong quý đã giải quyết xong"
    return f"{number(still_open)}/{number(total)} vụ tiếp nhận trong quý còn đang giải quyết"


def outcome_words(facts: Facts) -> str:
    """One sentence on mediation, with its numerator and denominator."""
    row = next((r for r in facts.series("DS-03") if r["period"] == facts.period["period"]), None)
    kpi = facts.kpis.get("DS-03")
    if row is None or kpi is None or row["value_state"] != "value":
        return "Trong quý chưa có vụ hoà giải nào kết thúc để tính tỷ lệ hoà giải thành."
    share = value_in_words(row, kpi["unit"], kpi["decimals"])
    small = " Số vụ ít, không nên kết luận từ tỷ lệ." if row["is_small_number"] else ""
    return (
        f"Hoà giải thành {number(row['numerator'])}/{number(row['denominator'])} vụ hoà giải kết "
        f"thúc trong quý ({share}).{small}"
    )


def timeline_title(facts: Facts) -> str:
    """Heading of the timeline: how many, over how long."""
    quarters = facts.series("DS-06")
    count = len(facts.stoppages)
    if not count:
        return f"Không có cuộc ngừng việc nào trong {len(quarters)} quý"
    return f"{number(count)} cuộc ngừng việc, đình công trong {len(quarters)} quý"


def timeline_words(facts: Facts) -> str:
    """One sentence on quarters with, without and with unknown stoppages; and the largest one."""
    quarters = facts.series("DS-06")
    none = sum(1 for row in quarters if row["value"] == 0)
    unknown = sum(1 for row in quarters if row["value"] is None)
    parts = [f"{none} quý không phát sinh"] if none else []
    if unknown:
        parts.append(f"{unknown} quý chưa có báo cáo")
    sized = [row for row in facts.stoppages if row["workers_involved"]]
    if sized:
        largest = max(sized, key=lambda row: row["workers_involved"])
        parts.append(
            f"cuộc đông nhất {number(largest['workers_involved'])} người "
            f"({largest['commune_name']}, {day(largest['started_on']) or 'không ghi ngày'})"
        )
    text = "; ".join(parts)
    return f"{text[:1].upper()}{text[1:]}." if text else ""


def causes_title(causes: list[dict]) -> str:
    """Heading of the causes: the most frequent one that is stated."""
    stated = [row for row in causes if row["category"] != "unknown"]
    unknown = sum(row["numerator"] for row in causes if row["category"] == "unknown")
    if not causes:
        return "Không có nguyên nhân tranh chấp nào được ghi"
    if unknown > sum(row["numerator"] for row in stated):
        return f"{number(unknown)} vụ không ghi nguyên nhân: chưa kết luận được"
    return f"Nguyên nhân nhiều nhất: {lower_first(stated[0]['category_name'])}"


def _known(row: dict | None) -> bool:
    return row is not None and row["value_state"] == "value"


def share(row: dict) -> str:
    """A value with its unit."""
    return value_in_words(row, row["unit"], row["decimals"])


def extremes(series: list[dict], kpi: dict) -> str:
    """One sentence on the highest and the lowest quarter of a rate, with cases behind them."""
    known = [row for row in series if row["value"] is not None]
    if len(known) < 2:
        return "Chưa đủ hai quý có số liệu để nhìn diễn biến."
    parts = []
    for word, pick in (("cao nhất", max), ("thấp nhất", min)):
        row = pick(known, key=lambda point: point["value"])
        of = f"{number(row['numerator'])}/{number(row['denominator'])}"
        value = value_in_words(row, kpi["unit"], kpi["decimals"])
        parts.append(f"{word} {value} ({lower_first(row['label'])}, {of})")
    return f"Trong {len(known)} quý: {', '.join(parts)}."
