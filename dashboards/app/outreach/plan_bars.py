"""A commune's sessions against its plan: a bar, the plan as a tick, what is due now as a band."""

from dash import html

from dashboards.app.format_vi import number
from dashboards.app.outreach.facts import Facts
from dashboards.app.parts.pieces import source_button

SHOWN = 24
MOST = 140.0  # percent of the plan at the end of the scale; more is said by the number beside it


def plan_bars(facts: Facts) -> html.Div:
    """Return a bar a commune in the chosen order, all on one scale from 0 to 100 % and beyond.

    Args:
        facts: the facts of the page.
    """
    rows = facts.ordered
    if not rows:
        return html.Div(html.P("Chưa có kế hoạch nào để so.", className="empty"))
    scale = scale_of(rows)
    return html.Div(
        [
            html.Ol([_bar(facts, row, scale) for row in rows[:SHOWN]], className="plan-bars"),
            html.P(_more(facts), className="fine card-note"),
            _legend(),
        ]
    )


def scale_of(rows: list[dict]) -> float:
    """The end of the scale, in percent of the plan."""
    return max(105.0, min(MOST, max(row["fulfilment_pct"] for row in rows)))


def is_behind(facts: Facts, row: dict) -> bool:
    """True where less of the plan was held than is due."""
    return facts.due_share is not None and row["fulfilment_pct"] < facts.due_share


def _bar(facts: Facts, row: dict, scale: float) -> html.Li:
    done = row["fulfilment_pct"]
    held, planned = number(row["sessions_held"]), number(row["sessions_planned"])
    due, behind = facts.due_share, is_behind(facts, row)
    words = (
        f"{row['commune_name']}: {held}/{planned} cuộc, đạt {number(done, 1)} % kế hoạch năm"
        + (", chậm hơn tiến độ" if behind else "")
    )
    track = [
        html.Span(className="plan-pace", style={"width": f"{(due or 0) / scale * 100:.1f}%"}),
        html.Span(
            className="plan-done behind" if behind else "plan-done",
            style={"width": f"{min(done, scale) / scale * 100:.1f}%"},
        ),
        html.Span(className="plan-tick", style={"left": f"{100 / scale * 100:.1f}%"}),
    ]
    return html.Li(
        source_button(
            [
                html.Span(row["commune_name"], className="plan-name"),
                html.Span(track, className="plan-track"),
                html.Span(
                    [html.B(f"{held}/{planned}"), html.Span(f" {number(done)} %")],
                    className="plan-value",
                ),
            ],
            *("OE-07", row["commune_code"], facts.period["period"]),
            words,
            "plan-bar",
        )
    )


def _more(facts: Facts) -> str:
    parts = []
    left = len(facts.ordered) - SHOWN
    if left > 0:
        parts.append(f"Còn {left} xã, phường: xem trong bảng hoặc đổi cách xếp.")
    if facts.unknown:
        names = ", ".join(row["short_name"] for row in facts.unknown[:12])
        rest = f" và {len(facts.unknown) - 12} nơi khác" if len(facts.unknown) > 12 else ""
        parts.append(f"Không so được (chưa có kế hoạch hoặc chưa có báo cáo): {names}{rest}.")
    return " ".join(parts)


def _legend() -> html.Ul:
    entries = (
        ("plan-done", "đã thực hiện, kịp tiến độ"),
        ("plan-done behind", "đã thực hiện, chậm hơn tiến độ"),
        ("plan-pace", "tiến độ cần đạt đến hết quý"),
        ("plan-tick", "kế hoạch cả năm (100 %)"),
    )
    return html.Ul(
        [
            html.Li([html.Span(className=f"plan-key {look}"), html.Span(words)])
            for look, words in entries
        ],
        className="plan-legend",
    )
