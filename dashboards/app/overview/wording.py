"""Sentences composed from facts: what moved, where it is highest, when not to conclude.

They state what the numbers say and never why.
"""

from dashboards.app.format_vi import day, lower_first, value_in_words
from dashboards.app.overview.view import View
from dashboards.app.parts import sentences
from dashboards.app.parts.sentences import movement
from dashboards.app.parts.trend import MERGER


def page_title(view: View) -> str:
    """The page's heading: how the quarter compares with the one before."""
    counts, label = view.assessments, view.period["label"]
    if not counts["good"] and not counts["bad"]:
        return f"{label}: số liệu quan hệ lao động tỉnh Lào Cai"
    return (
        f"{label}: {counts['good']} chỉ tiêu tốt lên, {counts['bad']} chỉ tiêu xấu đi "
        "so với quý trước"
    )


def finding(view: View) -> str:
    """The finding for the shown indicator, as a heading of about twelve words."""
    row = view.headline
    if row["value_state"] != "value":
        reason = row["value_reason"] or "chưa có báo cáo"
        return f"{row['short_name']}: {lower_first(reason)}"
    said = movement(row, "quarter")
    if said is None:
        value = value_in_words(row, row["unit"], row["decimals"])
        return f"{row['short_name']}: {value}, chưa so được với quý trước"
    if said == "mới phát sinh":
        return f"{row['short_name']} mới phát sinh, quý trước không có"
    return f"{row['short_name']} {said} so với quý trước"


def period_dates(view: View) -> str:
    """The days that the quarter covers: management reports do not follow the calendar quarter."""
    period = view.period
    return (
        f"Kỳ báo cáo từ {day(period['starts_on'])} đến {day(period['ends_on'])}, "
        f"hạn nộp của xã, phường {day(period['commune_deadline'])}"
    )


def measure_line(view: View) -> str:
    """Second line of a title: measure, unit, place, period."""
    return (
        f"{view.kpi['name']} · {view.kpi['unit']} · toàn tỉnh Lào Cai · "
        f"{lower_first(view.period['label'])}"
    )


def map_title(view: View) -> str:
    """Title of the map: of the province, or of what an officer answers for."""
    if view.release.scope.communes is not None:
        return "Xã, phường của bạn"
    return f"Bản đồ {len(view.communes)} xã, phường"


def where_sentence(view: View) -> str:
    """One sentence on where the indicator is highest and where nothing is known."""
    return sentences.where_sentence(view.communes, view.kpi["unit"], view.kpi["decimals"])


def trend_sentence(view: View) -> str:
    """One sentence on the highest and the lowest quarter."""
    series = view.series_of(view.shown.kpi)
    return sentences.trend_sentence(series, view.kpi["unit"], view.kpi["decimals"])


def cautions(view: View) -> list[str]:
    """Why not to conclude too much from the shown number; empty where nothing speaks against it."""
    row, notes = view.headline, []
    reporting, expected = row["reporting_units"] or 0, row["expected_units"] or 0
    if reporting < expected:
        notes.append(
            f"Chưa đủ số liệu: {reporting}/{expected} xã, phường; số liệu sẽ còn thay đổi."
        )
    if row["is_small_number"]:
        notes.append("Số rất nhỏ: tăng giảm vài trường hợp cũng làm tỷ lệ đổi nhiều.")
    for side, title in (("quarter", "quý trước"), ("year", "cùng kỳ năm trước")):
        if movement(row, side) and row[f"{side}_comparability"] == "hạn chế":
            why = _why_limited(view, row[f"{side}_base_period"])
            notes.append(f"So sánh với {title} là hạn chế: {why}.")
    if row["comparability"] == "hạn chế" and not any("hạn chế" in note for note in notes):
        notes.append(f"So sánh là hạn chế: {_why_limited(view, None)}.")
    return notes


def _why_limited(view: View, base_period: str | None) -> str:
    """Name the merger where one of the two quarters began before it, else refer to the caveat."""
    for row in view.periods:
        if row["period"] in (base_period, view.shown.period) and row["starts_on"] < MERGER:
            return f"{lower_first(row['label'])} bắt đầu trước ngày sáp nhập 1/7/2025"
    return "xem phần Lưu ý của chỉ tiêu"
