"""Pictures of what is not drawn by Plotly: maps, lists of bars, small columns, as SVG files.

A page registers the maker of each picture under the name of its card; ``/tai-ve/<name>.svg`` calls
it with the address of the page and the viewer's own release, and the browser makes the PNG of it.
Words come from the card itself (``chart_card.told``), so page and picture say the same.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from urllib.parse import parse_qs

from dash import html

from dashboards.app.ask import shown_release
from dashboards.app.format_vi import moment
from dashboards.app.parts.boundary_map import TILES, VIEW, boundaries_now
from dashboards.app.parts.chart_card import told
from dashboards.pictures.framed import Picture, framed


@dataclass(frozen=True)
class PictureMaker:
    """How a picture is made, and for whom."""

    make: Callable[[str], Picture | None]
    roles: frozenset[str] | None = None


PICTURES: dict[str, PictureMaker] = {}


def picture(name: str, roles: frozenset[str] | None = None) -> Callable:
    """Register the decorated function as the maker of a picture.

    The function gets the query string of the address and returns a ``Picture``, or None where
    there is nothing to draw. It asks through ``ask``, so it draws what its viewer may see.

    Args:
        name: of the card (``chart_card``), and part of the file's address.
        roles: who may have it; None is everybody who may see pages.
    """

    def register(make: Callable[[str], Picture | None]) -> Callable[[str], Picture | None]:
        PICTURES[name] = PictureMaker(make, roles)
        return make

    return register


def of_card(
    card: html.Section, drawn: tuple[str, float], file_name: str, notes: tuple[str, ...] = ()
) -> Picture:
    """Return a drawing with the words of its card.

    Args:
        card: from ``chart_card``.
        drawn: SVG and height.
        file_name: without ending.
        notes: further small print.
    """
    title, measure, sentence, _ = told(card)
    return Picture(title, measure, *drawn, sentence, notes, file_name)


def boundaries_of(search: str) -> dict | None:
    """The boundaries where the address shows the map with them, None for tiles."""
    found = boundaries_now()
    tiles = parse_qs(search.lstrip("?")).get(VIEW, [""])[0] == TILES
    return found.geojson if found and not tiles else None


def svg_of(made: Picture) -> bytes:
    """Return the file: the drawing with source and release below it."""
    release = shown_release()
    parts = ["Nguồn: báo cáo của các xã, phường, sở, ngành; Kho dữ liệu quan hệ lao động Lào Cai"]
    if release:
        parts.append(f"bản phát hành {release.release_id}")
        parts.append(f"cập nhật {moment(release.manifest.get('created_at'))}")
        if release.manifest.get("made_up"):
            parts.append("số liệu giả lập")
    return framed(made, " · ".join(parts)).encode()


def with_status(made: Picture, period: dict) -> Picture:
    """Say in the measure that the figures are provisional or revised."""
    status = period.get("release_status")
    if not status or status == "chính thức":
        return made
    return replace(made, measure=f"{made.measure} · số {status}")
