"""What happens when a reader does something.

The address is the only state: choosing a quarter or an indicator changes the address, and the
address decides, in one callback and from one release, everything that is shown. Back, forward and
a copied link therefore need no code of their own.
"""

from pathlib import Path
from urllib.parse import quote

from dash import (
    ClientsideFunction,
    Dash,
    Input,
    Output,
    State,
    clientside_callback,
    no_update,
)
from flask import Response, abort, request

from dashboards.app.overview.focus import focus
from dashboards.app.overview.layout import PRODUCT, empty_page
from dashboards.app.overview.pieces import card_head
from dashboards.app.overview.ranking import ranking, ranking_head
from dashboards.app.overview.reporting import reporting
from dashboards.app.overview.scorecard import scorecard
from dashboards.app.overview.source_drawer import source_body, source_title
from dashboards.app.overview.source_grids import cell_grid
from dashboards.app.overview.status_strip import status_strip
from dashboards.app.overview.tables import CHOICES, column_defs, make_table, write_csv
from dashboards.app.overview.tile_map import tile_map
from dashboards.app.overview.trend import axis_note, trend_figure
from dashboards.app.overview.view import GROUPS, View, read_view
from dashboards.app.overview.wording import page_title, period_dates, trend_sentence
from dashboards.release_reader import current_release, find_home

PAGE_OUTPUTS = {
    "empty": Output("empty-state", "children"),
    "page_style": Output("page", "style"),
    "page_view": Output("page", "data-view"),
    "strip": Output("status-strip", "children"),
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
    "trend_figures": Output("trend-figures", "data"),
    "trend_label": Output("trend-box", "aria-label"),
    "trend_note": Output("trend-note", "children"),
    "reporting": Output("chua-gui", "children"),
    "release": Output("shown-release", "data"),
}


def register(app: Dash, home: Path | None) -> None:
    """Register the page's callbacks and its CSV downloads on an app.

    Args:
        app: the Dash app.
        home: root of all state (default: ``QHLD_HOME``).
    """

    @app.callback(
        output=PAGE_OUTPUTS,
        inputs={"search": Input("url", "search"), "_changed": Input("release-check", "data")},
    )
    def show_page(search: str | None, _changed: str | None) -> dict:
        release = current_release(home)
        view = read_view(release, search) if release else None
        if view is None:
            shown = dict.fromkeys(PAGE_OUTPUTS, no_update)
            folder = str(find_home(home) / "releases")
            return shown | {
                "empty": empty_page(folder),
                "page_style": {"display": "none"},
                "document_title": f"Chưa có bản phát hành · {PRODUCT}",
            }
        return page_content(view)

    @app.callback(
        Output("table", "columnDefs"),
        Output("table", "rowData"),
        Output("table-caption", "children"),
        Output("table-csv", "href"),
        Input("url", "search"),
        Input("table-choice", "value"),
        Input("shown-release", "data"),
    )
    def show_table(search: str | None, choice: str, _release_id: str | None) -> tuple:
        release = current_release(home)
        view = read_view(release, search) if release else None
        if view is None:
            return [], [], "", no_update
        table = make_table(view, choice)
        href = f"/tai-ve/{choice}.csv{view.shown.search(commune=None)}"
        return column_defs(table), table.rows, f"{table.caption} · {len(table.rows)} dòng", href

    @app.callback(
        Output("source-body", "children"),
        Output("source-drawer", "title"),
        Output("source-drawer", "opened"),
        Output("release-check", "data"),
        Input("trace-request", "data"),
        State("shown-release", "data"),
        prevent_initial_call=True,
    )
    def show_source(asked: dict | None, shown_release: str | None) -> tuple:
        release = current_release(home)
        if not asked or release is None:
            return no_update, no_update, False, no_update
        row, body = source_body(release, asked["kpi"], asked["area"], asked["period"])
        changed = release.release_id if release.release_id != shown_release else no_update
        return body, source_title(row), True, changed

    @app.callback(
        Output("source-cells-box", "children"),
        Input("source-tabs", "value"),
        State("trace-request", "data"),
        prevent_initial_call=True,
    )
    def show_cells(tab: str, asked: dict | None) -> object:
        release = current_release(home)
        if tab != "cells" or not asked or release is None:
            return no_update
        return cell_grid(release, asked["kpi"], asked["area"], asked["period"])

    _register_browser_side()

    @app.server.get("/tai-ve/<choice>.csv")
    def download(choice: str) -> Response:
        release = current_release(home)
        view = read_view(release, request.query_string.decode()) if release else None
        if view is None or choice not in dict(CHOICES):
            abort(404)
        name = f"{choice}-{view.shown.kpi}-{view.shown.period}-{release.release_id}.csv"
        return Response(
            write_csv(view, choice),
            mimetype="text/csv",
            headers={"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}"},
        )


def page_content(view: View) -> dict:
    """Return the value of every output of the page.

    Args:
        view: the facts of the page.
    """
    series = view.series_of(view.shown.kpi)
    sentence = trend_sentence(view)
    csv = "/tai-ve/theo-quy.csv" + view.shown.search(commune=None)
    return {
        "empty": None,
        "page_style": {},
        "page_view": f"{view.shown.period}|{view.shown.kpi}",
        "strip": status_strip(view),
        "title": page_title(view),
        "dates": period_dates(view),
        "document_title": " · ".join((view.kpi["short_name"], view.period["label"], PRODUCT)),
        "periods": [{"value": row["period"], "label": row["label"]} for row in view.periods],
        "period": view.shown.period,
        "indicators": _indicator_choices(view),
        "indicator": view.shown.kpi,
        "scorecard": scorecard(view),
        "focus": focus(view),
        "map": tile_map(view),
        "ranking_head": ranking_head(view),
        "ranking": ranking(view),
        "trend_head": card_head("Diễn biến qua các quý", sentence, table="theo-quy", csv=csv),
        "trend_figures": {
            scheme: trend_figure(series, view.kpi, view.shown.period, scheme).to_plotly_json()
            for scheme in ("light", "dark")
        },
        "trend_label": f"{view.kpi['short_name']} qua các quý. {sentence}",
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
    run(
        "pickFigure",
        Output("trend", "figure"),
        Input("trend-figures", "data"),
        Input("scheme", "computedColorScheme"),
    )
    run("title", Input("document-title", "data"), State("page", "data-view"))
    run("search", Input("table-search", "value"), Input("table", "rowData"))
    run(
        "rankView",
        Output("rank-lists", "className"),
        Input("rank-choice", "value"),
        Input("ranking", "children"),
    )
