"""Ranked list of communes: bars from zero, highest or lowest first."""

import dash_mantine_components as dmc
from dash import html

from dashboards.app.format_vi import value_in_words
from dashboards.app.parts.pieces import source_button

SHOWN_ROWS = 15
EMPHASISED = 3


def ranked(communes: list[dict], *, lowest: bool) -> list[dict]:
    """Return communes with a value in rank order.

    Args:
        communes: rows of queries/commune_values.sql.
        lowest: from the lowest value up instead of from the highest down.

    Returns:
        Those with a small base come last, unless they are most of all: then order alone, without
        a claim to rank, is what the list can show.
    """
    known = [row for row in communes if row["value_state"] == "value"]
    sign, apart = (1 if lowest else -1), not mostly_small(known)
    return sorted(
        known,
        key=lambda row: (
            apart and bool(row["is_small_number"]),
            sign * row["value"],
            row["sort_order"],
        ),
    )


def mostly_small(known: list[dict]) -> bool:
    """True where more than half of the values rest on a small base: order alone then."""
    return sum(1 for row in known if row["is_small_number"]) > len(known) / 2


def rank_choice() -> dmc.SegmentedControl:
    """The control that turns the list around; it keeps its state while the list changes."""
    return dmc.SegmentedControl(
        id="rank-choice",
        value="high",
        data=[{"value": "high", "label": "Cao nhất"}, {"value": "low", "label": "Thấp nhất"}],
        size="xs",
        **{"aria-label": "Xếp từ cao hay từ thấp"},
    )


def ranked_bars(
    rows: list[dict],
    kpi: dict,
    period: str,
    *,
    chosen: str | None = None,
    span: str = "quarter",
    limit: int = SHOWN_ROWS,
) -> html.Ol | html.P:
    """Return one list of bars in the order given; each bar opens its sources.

    Args:
        rows: communes with a value (see ``ranked``): ``commune_code``, ``commune_name``,
            ``value``, ``value_state``, ``is_small_number``.
        kpi: ``kpi_id``, ``unit``, ``decimals``.
        period: the quarter.
        chosen: commune that stands out.
        span: what the values cover.
        limit: how many bars to show.
    """
    if not rows:
        return html.P("Chưa xã, phường nào có số liệu.", className="empty")
    top = max(row["value"] for row in rows) or 1
    return html.Ol(
        [
            html.Li(_bar(row, place, top, kpi, period, row["commune_code"] == chosen, span))
            for place, row in enumerate(rows[:limit])
        ],
        className="bars",
    )


def _bar(
    row: dict, place: int, top: float, kpi: dict, period: str, chosen: bool, span: str
) -> html.Button:
    words = value_in_words(row, kpi["unit"], kpi["decimals"])
    small = row["is_small_number"]
    look = (
        "strong" if place < EMPHASISED and row["value"] and not small else "small" if small else ""
    )
    short = words if kpi["unit"] == "đồng" else words.split(" ")[0]
    return source_button(
        [
            html.Span(row["commune_name"], className="bar-name"),
            html.Span(
                html.Span(
                    className="bar-fill", style={"width": f"{row['value'] / top * 100:.1f}%"}
                ),
                className="bar-track",
            ),
            html.Span([short, " *" if small else ""], className="bar-value"),
        ],
        *(kpi["kpi_id"], row["commune_code"], period),
        f"{row['commune_name']}: {words}" + (", mẫu số nhỏ" if small else ""),
        f"bar {look}{' chosen' if chosen else ''}",
        span,
    )
