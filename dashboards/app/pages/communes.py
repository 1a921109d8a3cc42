"""Page 3, "Xã, phường": one commune, what it sent, what its figures say, what is to be done."""

import dash
from dash import Input, Output, State, callback, clientside_callback, dcc, html

from dashboards.app.ask import ask
from dashboards.app.communes import pictures, tables
from dashboards.app.communes.cards import body, index, index_title, measure_line
from dashboards.app.communes.facts import ADDRESS, Facts, commune_in, own_commune
from dashboards.app.communes.todo import page_title
from dashboards.app.parts.page_frame import page_frame, period_select, select
from dashboards.app.viewer import SIGNED_IN

NAME = "Xã, phường"
dash.register_page(
    __name__,
    path="/xa-phuong",
    path_template="/xa-phuong/<ma>",
    name=NAME,
    order=3,
    icon="building-community",
    roles=SIGNED_IN,
)
tables.register()
pictures.register()


def layout(ma: str | None = None, **query: str) -> html.Div:
    """Return one commune's page, or the list of communes; an officer's own commune at once.

    Args:
        ma: code of the commune, from the path.
        **query: parameters of the address.
    """
    shown = ADDRESS.check(**query)
    code = commune_in(ma) or (own_commune() if ma is None else None)
    communes = ask("areas", kind="commune")
    choices = [{"value": row["area_code"], "label": row["area_name"]} for row in communes]
    choice = select("communes-choice", "Xã, phường", choices, code, width=230)
    choice.searchable, choice.placeholder = True, "Gõ tên để tìm"
    return page_frame(
        NAME,
        html.Span(id="communes-title"),
        text=html.Span(id="communes-measure"),
        controls=[
            choice,
            period_select("communes-period", shown["ky"]),
            # the files of the page learn from the address whose they are
            dcc.Input(id="communes-code", value=code or "", type="hidden"),
        ],
        body=html.Div(id="communes-body", className="page"),
    )


ADDRESS.follow(ky="communes-period", xa="communes-code")
clientside_callback(
    """function(chosen, period, shown) {
        if (chosen && chosen !== shown) {
            const search = "?ky=" + encodeURIComponent(period || "") + "&xa=" + chosen;
            window.qhldAddress.go("/xa-phuong/" + chosen + search);
        }
    }""",
    Input("communes-choice", "value"),
    State("communes-period", "value"),
    State("communes-code", "value"),
    prevent_initial_call=True,
)


@callback(
    Output("communes-title", "children"),
    Output("communes-measure", "children"),
    Output("communes-body", "children"),
    Input("communes-period", "value"),
    State("communes-code", "value"),
)
def draw(period: object, code: object) -> tuple:
    """Draw the page of a commune that the viewer may see, else the list of communes."""
    known = commune_in(code)
    if known is None:
        shown = ADDRESS.check(ky=period)["ky"]
        row = next(row for row in ask("periods") if row["period"] == shown)
        text = "Chọn một xã, phường để xem việc cần làm, chỉ tiêu, sự việc và các lần nộp."
        if own_commune():  # the address names another one
            text = "Bạn chỉ xem được xã, phường của mình. Bấm tên xã, phường dưới đây để mở."
        return index_title(row), text, html.Div(index(shown), className="commune-index")
    facts = Facts(known, ky=period)
    return page_title(facts), measure_line(facts), body(facts)
