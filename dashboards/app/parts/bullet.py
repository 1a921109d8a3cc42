"""A number against what it is measured by, in one line: a bullet graph of spans, without a script.

The bar is the number; the grey ground below it reaches from zero over the lowest to the highest of
the quarters before; a ring is the same quarter a year before, a tick the target where one is set.
"""

from math import isclose

from dash import html

from dashboards.app.format_vi import value_in_words
from dashboards.app.parts.pieces import trace

ROOM = 1.04  # the scale ends a little beyond the largest mark, so that a tick at its end is seen
SAME = 1e-9


def bullet(
    row: dict, before: list[dict], target: dict | None, area: str, period: str
) -> html.Div | None:
    """Return the bullet graph of a headline; None where there is nothing to measure it by.

    Args:
        row: its scorecard row (queries/scorecard.sql).
        before: its value in the quarters before (queries/area_series.sql).
        target: its target (queries/targets.sql), where one is set.
        area: area code.
        period: the shown quarter.
    """
    value = row["value"] if row["value_state"] == "value" else None
    past = [point["value"] for point in before if point["value"] is not None]
    last = row["year_base_value"] if row["year_kind"] not in (None, "not_comparable") else None
    if not _speaks_of(target, row):
        target = None
    aim = target["target"] if target else None
    marks = [mark for mark in (value, last, aim, *past) if mark is not None]
    if value is None or len(marks) < 2 or min(marks) < 0 or max(marks) == 0:
        return None
    end = max(marks) * ROOM
    parts = [
        html.Span(className=f"bullet-ground {name}", style={"width": _place(limit, end)})
        for name, limit in (("highest", max(past, default=0)), ("lowest", min(past, default=0)))
    ]
    parts.append(html.Span(className="bullet-bar", style={"width": _place(value, end)}))
    for name, mark in (("bullet-ring", last), ("bullet-tick", aim)):
        if mark is not None:
            parts.append(html.Span(className=name, style={"left": _place(mark, end)}))
    words = _words(row, past, last, target)
    return html.Div(
        parts,
        className="bullet",
        role="img",
        **{
            "aria-label": f"{row['short_name']}: {'; '.join(words)}",
            "data-tip": "\n".join(words),
            "data-trace": trace(row["kpi_id"], area, period),
        },
    )


def _place(mark: float, end: float) -> str:
    return f"{mark / end * 100:.1f}%"


def _words(row: dict, past: list[float], last: float | None, target: dict | None) -> list[str]:
    def said(value: float) -> str:
        known = {"value": value, "value_state": "value"}
        return value_in_words(known, row["unit"], row["decimals"])

    words = [f"Quý này {said(row['value'])}"]
    if past:
        words.append(
            f"{len(past)} quý trước có số liệu: thấp nhất {said(min(past))}, "
            f"cao nhất {said(max(past))}"
        )
    if last is not None:
        words.append(f"Cùng kỳ năm trước {said(last)}")
    if target is not None:
        kind = {"at_least": "từ ", "at_most": "không quá "}.get(target["target_kind"], "")
        words.append(f"Mục tiêu {kind}{said(target['target'])}, {target['target_state']}")
    return words


def aim_of(row: dict, targets: list[dict]) -> dict | None:
    """Return the target of an indicator: one of the shown number before one of another span of it.

    Args:
        row: a scorecard row.
        targets: the area's targets (queries/targets.sql).
    """
    own = [one for one in targets if one["kpi_id"] == row["kpi_id"] and one["target"] is not None]
    return next((one for one in own if _speaks_of(one, row)), own[0] if own else None)


def _speaks_of(target: dict | None, row: dict) -> bool:
    """True for a target of the shown number itself, and not of the sum of the year, say."""
    if target is None or target["value"] is None or row["value"] is None:
        return False
    return isclose(target["value"], row["value"], rel_tol=SAME, abs_tol=SAME)


def legend() -> html.Ul:
    """What the marks of the bullet graphs mean, said once below them."""
    entries = (
        ("bullet-bar", "quý này"),
        ("bullet-ground lowest", "quý thấp nhất trước đây"),
        ("bullet-ground highest", "quý cao nhất trước đây"),
        ("bullet-ring", "cùng kỳ năm trước"),
        ("bullet-tick", "mục tiêu (nếu đã giao)"),
    )
    return html.Ul(
        [html.Li([html.Span(className=f"bullet-key {look}"), words]) for look, words in entries],
        className="bullet-legend",
        **{"aria-label": "Cách đọc các thanh so sánh"},
    )
