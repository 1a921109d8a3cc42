"""Page 5, "Tranh chấp, ngừng việc": what happened, how it ended, what is still open."""

import dash
from dash import Input, Output, callback, html

from dashboards.app.disputes import tables
from dashboards.app.disputes import wording as say
from dashboards.app.disputes.cards import body
from dashboards.app.disputes.facts import ADDRESS, read_facts
from dashboards.app.parts.area_choice import area_select
from dashboards.app.parts.page_frame import page_frame, period_select
from dashboards.app.viewer import SIGNED_IN

NAME = "Tranh chấp, ngừng việc"
dash.register_page(__name__, path="/tranh-chap", name=NAME, order=5, icon="scale", roles=SIGNED_IN)
tables.register()


def layout(**query: str) -> html.Div:
    """Return the page's frame for an address.

    Args:
        **query: parameters of the address.
    """
    shown = ADDRESS.check(**query)
    return page_frame(
        NAME,
        html.Span(id="disputes-title"),
        text=html.Span(id="disputes-dates"),
        controls=[
            period_select("disputes-period", shown["ky"]),
            area_select("disputes-area", shown["dia_ban"]),
        ],
        body=html.Div(id="disputes-body", className="page"),
    )


ADDRESS.follow(ky="disputes-period", dia_ban="disputes-area")


@callback(
    Output("disputes-title", "children"),
    Output("disputes-dates", "children"),
    Output("disputes-body", "children"),
    Input("disputes-period", "value"),
    Input("disputes-area", "value"),
)
def draw(period: object, area: object) -> tuple:
    """Draw the page for a quarter and an area."""
    facts = read_facts(ky=period, dia_ban=area)
    if facts is None:
        return NAME, "", html.P("Không có số liệu của quý và địa bàn này.", className="empty")
    return say.page_title(facts), facts.dates(), body(facts)
