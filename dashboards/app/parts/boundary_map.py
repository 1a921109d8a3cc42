"""The map with the province's own boundaries, over the tile map: where they are installed.

The tiles are always drawn by the server, with what a press, the pointer and a screen reader need;
the browser (assets/56-boundaries.js) draws the boundaries with the same looks, sources and words
and shows them in place of the tiles. So both are one map: the switch "Bản đồ / Ô" is in the
address, costs no request, and an officer's map holds values of the own communes only.

Why not ``go.Choropleth``: it cannot hatch what is missing, its areas are not reached by the
keyboard, and it fetches a world map unless it is deceived.
"""

from zlib import crc32

from dash import html
from flask import has_app_context

from dashboards.app.ask import home
from dashboards.boundaries import Boundaries, installed

ADDRESS = "/ban-do/ranh-gioi.geojson"
VIEW, TILES = "kieu", "o"  # in the address of a page


def boundaries_now() -> Boundaries | None:
    """The installed boundaries, None where maps are tiles."""
    return installed(home()) if has_app_context() else None


def map_body(tiles: html.Div, label: str) -> html.Div:
    """Return the body of a map's card: its tiles and, where installed, room for the boundaries.

    Args:
        tiles: the tiles with legend and notes (class ``tiles``); each tile has ``data-code``.
        label: the map in words, for screen readers.
    """
    found = boundaries_now()
    if found is None:
        return html.Div(tiles, className="map-body")
    return html.Div(
        [
            html.Div(
                [
                    html.Button(
                        words, type="button", className="map-view", **{"data-map-view": view}
                    )
                    for view, words in (("ban-do", "Bản đồ"), (TILES, "Ô"))
                ],
                className="map-switch",
                role="group",
                **{"aria-label": "Xem theo ranh giới hay theo ô bằng nhau"},
            ),
            html.Div(
                className="areas",
                **{
                    "data-boundaries": f"{ADDRESS}?v={found.version}",
                    "data-label": label,
                    # the browser draws again when anything that is shown is another
                    "data-shown": f"{crc32(repr(tiles).encode()):08x}",
                },
            ),
            tiles,
        ],
        className="map-body has-areas",
    )
