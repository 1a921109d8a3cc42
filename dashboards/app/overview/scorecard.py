"""The twelve indicators of the province in four groups, each with its changes and its past."""

from dash import html

from dashboards.app.format_vi import coverage, lower_first, number, value_in_words
from dashboards.app.overview.view import GROUPS, View
from dashboards.app.parts.pieces import change_chip, icon, source_button, value_parts
from dashboards.app.parts.sparkline import sparkline

SPARK_QUARTERS = 8


def scorecard(view: View) -> list:
    """Return one panel a group of indicators.

    Args:
        view: the facts of the page.
    """
    panels = []
    for prefix, title, symbol in GROUPS:
        rows = [row for row in view.scorecard if row["kpi_id"].startswith(prefix)]
        if rows:
            cells = [_indicator(row, view) for row in rows]
            extra = [_coverage(view)] if prefix == "DQ" else []
            panels.append(
                html.Section(
                    [html.H2([icon(symbol), title]), *cells, *extra],
                    className="panel",
                    **{"aria-label": title},
                )
            )
    return panels


def _indicator(row: dict, view: View) -> html.Div:
    selected = row["kpi_id"] == view.shown.kpi
    words = value_in_words(row, row["unit"], row["decimals"])
    name = html.A(
        row["short_name"],
        href=view.shown.search(kpi=row["kpi_id"]),
        className="kpi-name",
        **{"data-nav": "focus", "aria-current": "true" if selected else "false"},
    )
    button = source_button(
        value_parts(row, row["unit"], row["decimals"]),
        *(row["kpi_id"], "province", view.shown.period),
        f"{row['short_name']}: {words}",
        "kpi-value",
    )
    changes = [
        html.Div([html.Span(label, className="side"), change_chip(row, side)], className="change")
        for side, label in (("quarter", "Quý trước"), ("year", "Cùng kỳ"))
    ]
    told = [coverage(row), html.Span(" đã gửi báo cáo", className="sr-only")]
    return html.Div(
        [
            html.Div([name, html.Span(told, className="kpi-coverage")], className="kpi-top"),
            html.Div(
                [
                    button,
                    sparkline(
                        view.series_of(row["kpi_id"])[-SPARK_QUARTERS:],
                        row["unit"],
                        row["decimals"],
                        view.shown.period,
                    ),
                ],
                className="kpi-middle",
            ),
            html.Div(changes, className="kpi-changes"),
        ],
        className="kpi selected" if selected else "kpi",
        **{"data-kpi": row["kpi_id"]},
    )


def _coverage(view: View) -> html.Div:
    """How many communes reported, in the room that the two quality indicators leave."""
    period = view.period
    total = period["expected_units"] or 1
    parts = (
        ("on-time", period["on_time_units"], "đúng hạn"),
        ("late", period["late_units"], "chậm"),
        ("returned", period["returned_units"], "trả lại"),
        ("missing", period["missing_units"], "chưa nộp"),
    )
    bar = [
        html.Span(className=f"part {name}", style={"flexGrow": count})
        for name, count, _ in parts
        if count
    ]
    words = ", ".join(f"{number(count)} {word}" for _, count, word in parts)
    return html.Div(
        [
            html.Div(
                [
                    html.Span("Báo cáo của 99 xã, phường" if total == 99 else "Báo cáo đã nhận"),
                    html.A("Xem danh sách", href="#chua-gui", className="kpi-coverage"),
                ],
                className="kpi-top",
            ),
            html.Div(bar, className="stack", role="img", **{"aria-label": words}),
            html.Ul(
                [
                    html.Li([html.Span(className=f"dot {name}"), html.B(number(count)), " " + word])
                    for name, count, word in parts
                ],
                className="stack-legend",
            ),
            html.P(
                f"Hạn nộp của xã, phường {lower_first(period['label'])}: "
                f"{period['commune_deadline']:%d/%m/%Y}."
                if period["commune_deadline"]
                else "",
                className="fine",
            ),
        ],
        className="kpi coverage",
    )
