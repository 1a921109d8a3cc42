"""Stoppages on a line of time, and each one in words.

They are few: the page lists and dates them and never ranks communes by them.
"""

from datetime import date, timedelta

from dash import html

from dashboards.app.disputes.facts import Facts
from dashboards.app.format_vi import NO_REPORT, day, number
from dashboards.app.parts.event_source import EVENT, event_trace
from dashboards.app.parts.figure import Figure
from dashboards.app.parts.pieces import icon, source_button
from dashboards.app.parts.trend import MERGER, quarter_tick
from dashboards.app.theme import GRID, GROUND, INK, LINE, SECOND, SOFT_INK, WARN

LISTED = 4  # as many are in sight, the others a press away
ROOM = (0.2, 0.09)  # share of the width and height that a name needs for itself


def timeline_figure(facts: Facts) -> Figure:
    """Draw each stoppage at its day, as high as people took part.

    Args:
        facts: the facts of the page.
    """
    figure = Figure(320)
    quarters = facts.series("DS-06")
    events = [event for event in facts.stoppages if _when(event, quarters)]
    days = [_when(event, quarters) for event in events]
    people = [event["workers_involved"] or 0 for event in events]
    shown = [event["period"] == facts.period["period"] for event in events]
    for moment, height in zip(days, people, strict=True):
        figure.add_scatter(
            x=[moment, moment],
            y=[0, height],
            mode="lines",
            hoverinfo="skip",
            line={"color": SECOND, "width": 2},
        )
    named = _with_room(days, people)
    figure.add_scatter(
        x=days,
        y=people,
        mode="markers+text",
        text=[_label(event) if place in named else "" for place, event in enumerate(events)],
        textposition="middle right",
        textfont={"size": 12, "color": INK},
        cliponaxis=False,
        marker={
            "size": [14 if now else 11 for now in shown],
            "opacity": 1,
            "color": [
                GROUND if event["is_preliminary"] else LINE if now else SECOND
                for event, now in zip(events, shown, strict=True)
            ],
            "line": {"width": 2, "color": LINE},
        },
        customdata=[
            [
                event["commune_name"],
                day(event["started_on"]) or "không ghi ngày",
                _amounts(event),
                event_trace(event),
            ]
            for event in events
        ],
        hovertemplate="%{customdata[0]}, %{customdata[1]}<br>%{customdata[2]}<extra></extra>",
    )
    _mark_quarters(figure, quarters)
    top = max(people, default=0) or 10
    figure.update_layout(margin={"r": 40})
    figure.update_yaxes(
        range=[0, top * 1.25],
        nticks=5,
        tickformat=",.0f",
        title={"text": "người tham gia", "font": {"size": 12, "color": SOFT_INK}},
    )
    return figure


def event_items(facts: Facts) -> html.Div | html.P:
    """Return the stoppages in words, newest first, each leading to its cells.

    Args:
        facts: the facts of the page.
    """
    if not facts.stoppages:
        quarters = [row["label"] for row in facts.series("DS-06") if row["value"] is None]
        missing = f" Chưa có báo cáo: {', '.join(quarters)}." if quarters else ""
        return html.P(f"Không có cuộc nào được báo cáo.{missing}", className="empty")
    items = [_item(event, facts.period["period"]) for event in facts.stoppages]
    older = items[LISTED:]
    return html.Div(
        [
            html.Ol(items[:LISTED], className="events"),
            html.Details(
                [
                    html.Summary(f"Xem {len(older)} cuộc trước đó"),
                    html.Ol(older, className="events"),
                ]
            )
            if older
            else None,
        ]
    )


def _item(event: dict, shown_period: str) -> html.Li:
    details = [event["procedure_name"], event["led_by_name"]]
    if event["hours_until_authorities"] is not None:
        hours = number(event["hours_until_authorities"])
        details.append(f"Cơ quan chức năng có mặt sau {hours} giờ")
    place = [event["commune_name"]] + ([event["zone_name"]] if event["zone_name"] else [])
    return html.Li(
        [
            html.Div(
                [
                    html.B(_dates(event)),
                    html.Span(" · ".join(place), className="event-place"),
                    html.Span("số ban đầu", className="chip none")
                    if event["is_preliminary"]
                    else None,
                ],
                className="event-head",
            ),
            source_button(
                [html.Span(event["event_type_name"]), ": ", html.B(_amounts(event))],
                *(EVENT, event["event_id"], event["period"]),
                f"{event['commune_name']}: {_amounts(event)}",
                "event-figures",
            ),
            html.P(". ".join(text for text in details if text) + ".", className="fine"),
            html.P([icon("arrow-right"), event["outcome_name"]], className="event-outcome"),
        ],
        className="event now" if event["period"] == shown_period else "event",
    )


def _when(event: dict, quarters: list[dict]) -> date | None:
    """The event's day; in the middle of its quarter where no day is stated."""
    if event["started_on"] or event["ended_on"]:
        return event["started_on"] or event["ended_on"]
    begun = next((row["starts_on"] for row in quarters if row["period"] == event["period"]), None)
    return begun + timedelta(days=45) if begun else None


def _dates(event: dict) -> str:
    start, end = day(event["started_on"]), day(event["ended_on"])
    if not start:
        return f"Không ghi ngày ({event['period'][:4]}, quý {event['period'][-1]})"
    return start if end in ("", start) else f"{start} – {end}"


def _amounts(event: dict) -> str:
    about = {True: "khoảng "}
    people, days = event["workers_involved"], event["days_lost"]
    parts = [
        f"{about.get(event['is_workers_estimate'], '')}{number(people)} người"
        if people is not None
        else "không ghi số người"
    ]
    if days is not None:
        parts.append(f"{about.get(event['is_days_estimate'], '')}{number(days)} ngày công")
    return ", ".join(parts)


def _label(event: dict) -> str:
    name = event["commune_name"].removeprefix("Xã ").removeprefix("Phường ")
    return f" {name} {number(event['workers_involved'] or 0)} "


def _with_room(days: list[date], people: list[float]) -> set[int]:
    """Places whose names do not run into one that was placed before; the largest come first."""
    span = ((max(days) - min(days)).days if days else 0) or 1
    top = max(people, default=0) or 1
    kept: list[int] = []
    for place in sorted(range(len(days)), key=lambda place: -people[place]):
        if all(
            abs((days[place] - days[other]).days) / span > ROOM[0]
            or abs(people[place] - people[other]) / top > ROOM[1]
            for other in kept
        ):
            kept.append(place)
    return set(kept)


def _mark_quarters(figure: Figure, quarters: list[dict]) -> None:
    """Years on the axis, quarters without a report in words, the break as a rule."""
    if not quarters:
        return
    first, last = quarters[0]["starts_on"], quarters[-1]["starts_on"] + timedelta(days=92)
    figure.update_xaxes(
        range=[first - timedelta(days=20), last + (last - first) * 0.28],
        tickvals=[row["starts_on"] for row in quarters],
        ticktext=[quarter_tick(row["label"], not place) for place, row in enumerate(quarters)],
        tickangle=0,
        ticklabelposition="outside right",
        showgrid=True,
        gridcolor=GRID,
    )
    for row in quarters:
        if row["value"] is None:
            figure.add_vrect(
                x0=row["starts_on"],
                x1=row["starts_on"] + timedelta(days=92),
                fillcolor=GRID,
                opacity=0.6,
                line={"width": 0},
                layer="below",
            )
            figure.add_annotation(
                x=row["starts_on"] + timedelta(days=46),
                y=0.5,
                yref="paper",
                text=NO_REPORT,
                textangle=-90,
                showarrow=False,
                font={"size": 11, "color": SOFT_INK},
            )
    if first < MERGER < last:
        figure.add_vline(x=MERGER, line={"color": WARN, "width": 1.5, "dash": "dash"})
        figure.add_annotation(
            x=MERGER,
            y=1,
            yref="paper",
            yanchor="bottom",
            xanchor="center",
            text="sáp nhập 1/7/2025",
            showarrow=False,
            font={"size": 12, "color": WARN},
        )
