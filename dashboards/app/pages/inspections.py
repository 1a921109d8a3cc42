"""Page 4, "Thanh tra, kiểm tra": what was inspected, found, punished, paid and put right."""

import dash
from dash import Input, Output, callback, html

from dashboards.app.inspections import tables
from dashboards.app.inspections.cards import body
from dashboards.app.inspections.facts import ADDRESS, read_facts
from dashboards.app.inspections.wording import page_title
from dashboards.app.parts.area_choice import area_select
from dashboards.app.parts.page_frame import page_frame, period_select
from dashboards.app.viewer import SIGNED_IN

NAME = "Thanh tra, kiểm tra"
dash.register_page(
    __name__, path="/thanh-tra", name=NAME, order=4, icon="clipboard-check", roles=SIGNED_IN
)
tables.register()


def layout(**query: str) -> html.Div:
    """Return the page's frame for an address.

    Args:
        **query: parameters of the address.
    """
    shown = ADDRESS.check(**query)
    return page_frame(
        NAME,
        html.Span(id="inspections-title"),
        text=html.Span(id="inspections-dates"),
        controls=[
            period_select("inspections-period", shown["ky"]),
            area_select("inspections-area", shown["dia_ban"]),
        ],
        body=html.Div(id="inspections-body", className="page"),
    )


ADDRESS.follow(ky="inspections-period", dia_ban="inspections-area")


@callback(
    Output("inspections-title", "children"),
    Output("inspections-dates", "children"),
    Output("inspections-body", "children"),
    Input("inspections-period", "value"),
    Input("inspections-area", "value"),
)
def draw(period: object, area: object) -> tuple:
    """Draw the page for a quarter and an area."""
    facts = read_facts(ky=period, dia_ban=area)
    if facts is None:
        return NAME, "", html.P("Không có số liệu của quý và địa bàn này.", className="empty")
    return page_title(facts), facts.dates(), body(facts)
