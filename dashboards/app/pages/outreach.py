"""Page 6, "Tuyên truyền": plan against done, people reached, kinds of sessions."""

import dash
from dash import Input, Output, callback, html

from dashboards.app.outreach import tables
from dashboards.app.outreach.cards import body
from dashboards.app.outreach.facts import ADDRESS, ORDERS, read_facts
from dashboards.app.outreach.wording import page_title
from dashboards.app.parts.page_frame import page_frame, period_select, select
from dashboards.app.viewer import SIGNED_IN

NAME = "Tuyên truyền"
dash.register_page(
    __name__, path="/tuyen-truyen", name=NAME, order=6, icon="speakerphone", roles=SIGNED_IN
)
tables.register()


def layout(**query: str) -> html.Div:
    """Return the page's frame for an address.

    Args:
        **query: parameters of the address.
    """
    shown = ADDRESS.check(**query)
    orders = [{"value": key, "label": words} for key, words in ORDERS.items()]
    return page_frame(
        NAME,
        html.Span(id="outreach-title"),
        text=html.Span(id="outreach-dates"),
        controls=[
            period_select("outreach-period", shown["ky"]),
            select("outreach-order", "Xếp xã, phường", orders, shown["xep"], width=190),
        ],
        body=html.Div(id="outreach-body", className="page"),
    )


ADDRESS.follow(ky="outreach-period", xep="outreach-order")


@callback(
    Output("outreach-title", "children"),
    Output("outreach-dates", "children"),
    Output("outreach-body", "children"),
    Input("outreach-period", "value"),
    Input("outreach-order", "value"),
)
def draw(period: object, order: object) -> tuple:
    """Draw the page for a quarter, the communes in an order."""
    facts = read_facts(ky=period, xep=order)
    if facts is None:
        return NAME, "", html.P("Không có số liệu của quý này.", className="empty")
    return page_title(facts), facts.dates(), body(facts)
