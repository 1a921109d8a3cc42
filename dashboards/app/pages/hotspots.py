"""Page 7, "Điểm nóng": warning scores, what they are made of, how far they may be trusted."""

import dash
import dash_mantine_components as dmc
from dash import Input, Output, callback, html

from dashboards.app.ask import ask
from dashboards.app.hotspots import tables
from dashboards.app.hotspots.cards import body
from dashboards.app.hotspots.facts import ADDRESS, LEVEL_NAMES, LEVELS, read_facts
from dashboards.app.hotspots.wording import page_title
from dashboards.app.parts.page_frame import page_frame, period_select, select
from dashboards.app.shell import no_such_page
from dashboards.app.viewer import current_viewer, roles_with

NAME = "Điểm nóng"
dash.register_page(
    __name__,
    path="/diem-nong",
    name=NAME,
    order=7,
    icon="flame",
    roles=roles_with("hotspots"),
)
tables.register()


def layout(**query: str) -> html.Div | html.Section:
    """Return the page's frame for an address, for those who may see scores.

    Args:
        **query: parameters of the address.
    """
    if not current_viewer().may("hotspots"):
        return no_such_page(current_viewer())
    shown = ADDRESS.check(**query)
    return page_frame(
        NAME,
        html.Span(id="hotspots-title"),
        text=html.Span(id="hotspots-dates"),
        controls=[
            period_select("hotspots-period", shown["ky"]),
            _level_select(shown["muc"]),
            _commune_select(shown["xa"]),
        ],
        body=html.Div(id="hotspots-body", className="page"),
    )


def _level_select(value: str | None) -> dmc.Select:
    choices = [{"value": "tat-ca", "label": "Tất cả các mức"}]
    choices += [{"value": key, "label": LEVEL_NAMES[level]} for key, level in LEVELS.items()]
    return select("hotspots-level", "Mức", choices, value)


def _commune_select(value: str | None) -> dmc.Select:
    communes = [
        {"value": row["area_code"], "label": row["area_name"]}
        for row in ask("areas", kind="commune")
    ]
    made = select("hotspots-commune", "Xã, phường", communes, value, clearable=True)
    made.placeholder = "Chọn để xem điểm"
    return made


ADDRESS.follow(ky="hotspots-period", muc="hotspots-level", xa="hotspots-commune")


@callback(
    Output("hotspots-title", "children"),
    Output("hotspots-dates", "children"),
    Output("hotspots-body", "children"),
    Input("hotspots-period", "value"),
    Input("hotspots-level", "value"),
    Input("hotspots-commune", "value"),
)
def draw(period: object, level: object, commune: object) -> tuple:
    """Draw the page; without the right to see scores there is nothing to draw."""
    facts = read_facts(ky=period, muc=level, xa=commune)
    if facts is None:
        return NAME, "", html.P("Không có số liệu của quý này.", className="empty")
    return page_title(facts), facts.dates(), body(facts)
