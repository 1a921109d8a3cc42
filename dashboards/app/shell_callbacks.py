"""Drawing the page that an address asks for, the status strip, and the drawer of sources."""

import logging
from urllib.parse import parse_qs

from dash import ClientsideFunction, Dash, Input, Output, State, clientside_callback, no_update

from dashboards.app.address import Address, period
from dashboards.app.ask import ask, home, shown_release
from dashboards.app.navigation import find_page, may_open
from dashboards.app.parts.event_source import EVENT, event_body
from dashboards.app.parts.source_drawer import source_body, source_title
from dashboards.app.parts.source_grids import cell_grid
from dashboards.app.parts.status_strip import status_strip
from dashboards.app.shell import PRODUCT, no_such_page, nothing_published, notice
from dashboards.app.viewer import current_viewer
from dashboards.release_reader import find_home

_QUARTER = Address(period())


def register(app: Dash) -> None:
    """Register what every page shares on an app.

    Args:
        app: the Dash app.
    """

    @app.callback(
        Output("content", "children"),
        Output("content", "data-path"),
        Output("content", "data-own-address"),
        Output("arrival", "data"),
        Input("route", "data"),
        State("content", "data-path"),
        prevent_initial_call=True,
    )
    def draw_page(route: dict | None, before: str) -> tuple:
        path = str((route or {}).get("path") or "/")
        children, page = draw(path, str((route or {}).get("search") or ""))
        name = page["name"] if page else "Không có trang này"
        arrival = {
            "title": f"{name} · {PRODUCT}",
            "nav": page["path"] if page else None,
            "again": bool(before) and before != path,
            "release": release.release_id if (release := shown_release()) else None,
        }
        own = "yes" if page and page.get("own_address") else "no"
        return children, path, own, arrival

    @app.callback(
        Output("status-strip", "children"),
        Output("release-now", "data", allow_duplicate=True),
        Input("address", "data"),
        prevent_initial_call=True,
    )
    def show_status(address: dict | None) -> tuple:
        release = shown_release()
        if release is None:
            return [], None
        shown = _QUARTER.read((address or {}).get("search"))["ky"]
        row = next((row for row in ask("periods") if row["period"] == shown), None)
        return status_strip(row, release) if row else [], release.release_id

    @app.callback(
        Output("source-body", "children"),
        Output("source-drawer", "title"),
        Output("source-drawer", "opened"),
        Output("release-now", "data"),
        Input("trace-request", "data"),
        prevent_initial_call=True,
    )
    def show_source(asked: dict | None) -> tuple:
        release = shown_release()
        if not asked or release is None:
            return no_update, no_update, False, no_update
        which = _asked(asked)
        if which["kpi"] == EVENT and current_viewer().may("sources"):
            row, body = event_body(release, which["area"])
        else:
            row, body = source_body(release, **which)
        return body, source_title(row), True, release.release_id

    @app.callback(
        Output("source-cells-box", "children"),
        Input("source-tabs", "value"),
        State("trace-request", "data"),
        prevent_initial_call=True,
    )
    def show_cells(tab: str, asked: dict | None) -> object:
        release = shown_release()
        if tab != "cells" or not asked or release is None:
            return no_update
        return cell_grid(release, **_asked(asked))

    _register_browser_side()


def _asked(asked: dict) -> dict[str, str]:
    """Which number the drawer is asked about; texts only, whatever the browser sends."""
    names = ("kpi", "area", "period", "span")
    return {name: str(asked.get(name) or "") for name in names} | {
        "span": str(asked.get("span") or "quarter")
    }


def draw(path: str, search: str) -> tuple[object, dict | None]:
    """Return what stands at an address for the viewer, and the page (None where there is none).

    Args:
        path: what stands after the host's name.
        search: query string.
    """
    viewer = current_viewer()
    page, variables = find_page(path)
    if page is None or not may_open(page, viewer):
        return no_such_page(viewer), None
    if page.get("needs_release", True):
        release = shown_release()
        if release is None or not release.run("periods"):
            return nothing_published(str(find_home(home()) / "releases")), page
    query = {key: values[0] for key, values in parse_qs(search.lstrip("?")).items()}
    try:
        return page["layout"](**(query | variables)), page
    except Exception:
        logging.getLogger(__name__).exception("page %s", path)
        return (
            notice(
                "alert-triangle",
                "Trang này đang gặp lỗi",
                "Lỗi đã được ghi lại. Hãy thử tải lại trang; nếu vẫn vậy, báo cho người quản trị.",
            ),
            page,
        )


def _register_browser_side() -> None:
    """Callbacks that run in the browser (assets/45-address.js)."""

    def run(function: str, *arguments: Input | Output | State, first: bool = True) -> None:
        clientside_callback(
            ClientsideFunction("address", function), *arguments, prevent_initial_call=not first
        )

    run("start", Output("route", "data"), Output("address", "data"), Input("content", "id"))
    run("arrived", Input("arrival", "data"))
    run("released", Input("release-now", "data"), first=False)
    run("navbar", Output("shell", "navbar"), Input("burger", "opened"), first=False)
