"""What happens on the page "Tổng quan" when a reader does something.

The address is the only state: choosing a quarter or an indicator changes the address, and the
address decides, in one callback and from one release, everything that is shown. Back, forward and
a copied link therefore need no code of their own.
"""

from functools import partial

from dash import ClientsideFunction, Input, Output, State, callback, clientside_callback
from dash.exceptions import PreventUpdate

from dashboards.app.ask import shown_release
from dashboards.app.overview import pictures
from dashboards.app.overview.focus import focus
from dashboards.app.overview.ranking import ranking, ranking_head
from dashboards.app.overview.reporting import reporting
from dashboards.app.overview.scorecard import scorecard
from dashboards.app.overview.tables import CHOICES, make_table
from dashboards.app.overview.view import GROUPS, View, read_view
from dashboards.app.overview.wording import (
    map_title,
    page_title,
    period_dates,
    trend_sentence,
    where_sentence,
)
from dashboards.app.parts.chart_card import figure_parts, file_links
from dashboards.app.parts.pieces import card_head
from dashboards.app.parts.table import Table, column_defs, table
from dashboards.app.parts.tile_map import tile_map
from dashboards.app.parts.trend import axis_note, trend_figure
from dashboards.app.shell import PRODUCT

PAGE_OUTPUTS = {
    "page_view": Output("page", "data-view"),
    "title": Output("page-title", "children"),
    "dates": Output("period-dates", "children"),
    "document_title": Output("document-title", "data"),
    "periods": Output("period", "data"),
    "period": Output("period", "value"),
    "indicators": Output("indicator", "data"),
    "indicator": Output("indicator", "value"),
    "scorecard": Output("scorecard", "children"),
    "focus": Output("focus", "children"),
    "map": Output("map", "children"),
    "ranking_head": Output("ranking-head", "children"),
    "ranking": Output("ranking", "children"),
    "trend_head": Output("trend-head", "children"),
    "trend": Output("trend-box", "children"),
    "trend_note": Output("trend-note", "children"),
    "reporting": Output("chua-gui", "children"),
    "release": Output("shown-release", "data"),
}


def register() -> None:
    """Register the page's callbacks and tables; called by the page's module."""

    @callback(output=PAGE_OUTPUTS, inputs={"address": Input("address", "data")})
    def show_page(address: dict | None) -> dict:
        return page_content(_view_of(address))

    @callback(
        Output("table", "columnDefs"),
        Output("table", "rowData"),
        Output("table-caption", "children"),
        Output("table-csv", "href"),
        Output("table-xlsx", "href"),
        Input("address", "data"),
        Input("table-choice", "value"),
        Input("shown-release", "data"),
    )
    def show_table(address: dict | None, choice: str, _release_id: str | None) -> tuple:
        choice = choice if choice in dict(CHOICES) else CHOICES[0][0]
        made = make_table(_view_of(address), choice)
        files = (f"/tai-ve/{choice}.csv", f"/tai-ve/{choice}.xlsx")
        return column_defs(made), made.rows, f"{made.caption} · {len(made.rows)} dòng", *files

    for choice, _ in CHOICES:
        table(choice)(partial(_table_of, choice))
    pictures.register()
    _register_browser_side()


def _view_of(address: dict | None) -> View:
    """The facts that an address shows, for a callback of this page only."""
    address = address or {}
    release = shown_release()
    view = read_view(release, str(address.get("search") or "")) if release else None
    if view is None or address.get("path") not in (None, "/"):
        raise PreventUpdate  # nothing published, or the reader has gone on to another page
    return view


def _table_of(choice: str, search: str) -> Table | None:
    release = shown_release()
    view = read_view(release, search) if release else None
    return make_table(view, choice) if view else None


def page_content(view: View) -> dict:
    """Return the value of every output of the page.

    Args:
        view: the facts of the page.
    """
    series = view.series_of(view.shown.kpi)
    sentence = trend_sentence(view)
    trend_title = "Diễn biến qua các quý"
    trend_files = file_links("theo-quy", trend_title, pictures=True)
    map_files = file_links("xa-phuong", "Bản đồ", pictures=True, picture="tong-quan-ban-do")
    return {
        "page_view": f"{view.shown.period}|{view.shown.kpi}",
        "title": page_title(view),
        "dates": period_dates(view),
        "document_title": " · ".join((view.kpi["short_name"], view.period["label"], PRODUCT)),
        "periods": [{"value": row["period"], "label": row["label"]} for row in view.periods],
        "period": view.shown.period,
        "indicators": _indicator_choices(view),
        "indicator": view.shown.kpi,
        "scorecard": scorecard(view),
        "focus": focus(view),
        "map": [
            card_head(map_title(view), where_sentence(view), table="xa-phuong", files=map_files),
            tile_map(
                view.communes, view.kpi, view.period, view.class_limits, chosen=view.shown.commune
            ),
        ],
        "ranking_head": ranking_head(view),
        "ranking": ranking(view),
        "trend_head": card_head(trend_title, sentence, table="theo-quy", files=trend_files),
        "trend": figure_parts(
            "trend",
            trend_figure(series, view.kpi, view.shown.period),
            f"{view.kpi['short_name']} qua các quý. {sentence}",
        ),
        "trend_note": axis_note(series),
        "reporting": reporting(view),
        "release": view.release.release_id,
    }


def _indicator_choices(view: View) -> list[dict]:
    """The indicators in their groups, as the box shows them."""
    choices = []
    for prefix, title, _ in GROUPS:
        items = [
            {"value": kpi["kpi_id"], "label": f"{kpi['short_name']} ({kpi['kpi_id']})"}
            for kpi in view.kpis
            if kpi["kpi_id"].startswith(prefix)
        ]
        if items:
            choices.append({"group": title, "items": items})
    return choices


def _register_browser_side() -> None:
    """Callbacks that run in the browser (assets/50-interaction.js)."""

    def run(function: str, *arguments: Input | Output | State) -> None:
        clientside_callback(ClientsideFunction("overview", function), *arguments)

    run("go", Input("period", "value"), Input("indicator", "value"))
    run("title", Input("document-title", "data"), State("page", "data-view"))
    clientside_callback(
        ClientsideFunction("tables", "search"),
        Input("table-search", "value"),
        Input("table", "rowData"),
        State("table", "id"),
    )
    run(
        "rankView",
        Output("rank-lists", "className"),
        Input("rank-choice", "value"),
        Input("ranking", "children"),
    )
