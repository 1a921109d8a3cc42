"""What a leader asks first: six numbers of the province, what changed most, who has reported."""

from dash import html

from dashboards.app.format_vi import lower_first, number
from dashboards.app.overview.view import HEADLINES, View
from dashboards.app.parts.headlines import headlines
from dashboards.app.parts.pieces import change_chip, icon

MOST_MOVERS = 5


def scorecard(view: View) -> list:
    """Return the six numbers, each against target, previous quarter and last year, and the rest.

    Args:
        view: the facts of the page.
    """
    known = {row["kpi_id"]: row for row in view.scorecard}
    rows = [known[kpi_id] for kpi_id in HEADLINES if kpi_id in known]
    return [
        headlines(
            rows,
            view.series,
            "province",
            view.shown.period,
            targets=view.targets,
            name=lambda row: _focus_link(row, view),
            selected=view.shown.kpi,
        ),
        html.Section(
            [html.H2([icon("chart-line"), "Thay đổi nhiều nhất so với quý trước"]), _movers(view)],
            className="panel movers",
        ),
        html.Section(
            [html.H2([icon("clipboard-check"), "Ai đã gửi báo cáo"]), _coverage(view)],
            className="panel",
        ),
    ]


def _focus_link(row: dict, view: View) -> html.A:
    """The name of an indicator; pressed it shows the indicator below."""
    return html.A(
        row["short_name"],
        href=view.shown.search(kpi=row["kpi_id"]),
        className="kpi-name",
        **{
            "data-nav": "focus",
            "aria-current": "true" if row["kpi_id"] == view.shown.kpi else "false",
        },
    )


def _movers(view: View) -> html.Ul | html.P:
    if not view.movers:
        return html.P("Chưa có quý trước để so sánh.", className="fine nothing-moved")
    return html.Ul(
        [
            html.Li([_focus_link(row, view), change_chip(_as_quarter(row), "quarter")])
            for row in view.movers[:MOST_MOVERS]
        ]
    )


def _as_quarter(row: dict) -> dict:
    """A change as the scorecard names its parts."""
    told = {
        "quarter_kind": row["change_kind"],
        "quarter_abs": row["change_abs"],
        "quarter_label": row["change_label"],
        "quarter_assessment": row["assessment"],
    }
    return {**row, **told}


def _coverage(view: View) -> html.Div:
    """How many communes reported."""
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
