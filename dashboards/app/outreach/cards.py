"""The cards of the page of outreach."""

from dash import html

from dashboards.app.outreach import tables
from dashboards.app.outreach import wording as say
from dashboards.app.outreach.facts import DEFINED, HEADLINES, Facts
from dashboards.app.outreach.plan_bars import plan_bars
from dashboards.app.parts.category_bars import Bar, bars_card
from dashboards.app.parts.chart_card import chart_card
from dashboards.app.parts.headlines import definitions, subject_headlines
from dashboards.app.parts.list_card import list_card
from dashboards.app.parts.pieces import trace
from dashboards.app.parts.quarter_columns import Layer, columns_note, quarter_columns


def body(facts: Facts) -> list:
    """Return the cards of the page.

    Args:
        facts: the facts of the page.
    """
    return [
        subject_headlines(facts, HEADLINES),
        html.Div(
            [
                plan_card(facts),
                html.Div([_reached(facts), _forms(facts), _topics(facts)], className="column"),
            ],
            className="pair even",
        ),
        _sessions(facts),
        definitions(DEFINED),
    ]


def plan_card(facts: Facts) -> html.Section:
    """The plan against what was held."""
    return chart_card(
        "tuyen-truyen-ke-hoach",
        title=say.plan_title(facts),
        subtitle=facts.measure("Số cuộc từ đầu năm so với kế hoạch năm (cuộc; %)"),
        body=plan_bars(facts),
        words=say.plan_words(facts),
        pictures=bool(facts.ordered),
    )


def _reached(facts: Facts) -> html.Section:
    series = facts.series("OE-02")
    layers = [Layer("Lượt người", [row["value"] for row in series])]
    return chart_card(
        "tuyen-truyen-luot-nguoi",
        title=say.reached_title(facts),
        subtitle=facts.measure("Lượt người lao động được tuyên truyền (lượt)", quarters=True),
        figure=quarter_columns(
            *(series, layers, "OE-02", facts.area["area_code"], facts.period["period"]),
            unit="lượt người",
        ),
        words=say.reached_words(facts),
        note=columns_note(series),
    )


def _kinds(facts: Facts, name: str, dimension: str, what: str) -> html.Section:
    place = trace("OE-01", facts.area["area_code"], facts.period["period"])
    kinds = facts.parts(dimension)
    bars = [
        Bar(
            *(row["category_name"], row["numerator"], None, place),
            is_rest=row["category"] == "unknown",
        )
        for row in kinds
    ]
    return bars_card(
        name,
        bars,
        title=say.kinds_title(kinds, what),
        subtitle=facts.measure(f"Cuộc tuyên truyền theo {what} (cuộc)"),
        words=say.listed_words(facts),
        empty="Quý này chưa nơi nào gửi danh sách cuộc tuyên truyền.",
    )


def _forms(facts: Facts) -> html.Section:
    return _kinds(facts, "tuyen-truyen-hinh-thuc", "session_form", "hình thức")


def _topics(facts: Facts) -> html.Section:
    return _kinds(facts, "tuyen-truyen-noi-dung", "topic", "nội dung")


def _sessions(facts: Facts) -> html.Section:
    made = tables.sessions(facts)
    return list_card(
        "tuyen-truyen-danh-sach",
        made,
        title=f"{len(made.rows)} cuộc có trong danh sách",
        subtitle=facts.measure("Mỗi dòng một cuộc, mới nhất trước"),
        empty="Quý này chưa nơi nào gửi danh sách cuộc tuyên truyền.",
    )
