"""What several pages draw for their pictures: maps of values, ranked lists, small columns."""

from dashboards.app.format_vi import value_in_words
from dashboards.app.parts.picture import boundaries_of
from dashboards.app.parts.ranked_bars import EMPHASISED, SHOWN_ROWS
from dashboards.briefing.print_map import values_map
from dashboards.pictures.bars import BarRow, bar_list
from dashboards.pictures.look import SCREEN
from dashboards.pictures.sparks import Point


def map_drawn(rows: list[dict], kpi: dict, limits: list[float], search: str) -> tuple[str, float]:
    """Draw the map that the address shows: with boundaries, or tiles.

    Args:
        rows: queries/commune_values.sql or with the same columns.
        kpi: ``short_name``, ``unit``, ``decimals``.
        limits: upper limits of the classes.
        search: query string of the page.
    """
    return values_map(rows, kpi, boundaries_of(search), limits, SCREEN)


def ranking_drawn(rows: list[dict], kpi: dict, limit: int = SHOWN_ROWS) -> tuple[str, float]:
    """Draw a ranked list as ``ranked_bars`` shows it.

    Args:
        rows: communes with a value, in order.
        kpi: ``unit``, ``decimals``.
        limit: how many bars to draw.
    """
    top = max((row["value"] for row in rows), default=0) or 1
    bars = [
        BarRow(
            row["commune_name"],
            value_in_words(row, kpi["unit"], kpi["decimals"])
            + (" *" if row["is_small_number"] else ""),
            row["value"] / top,
            "small"
            if row["is_small_number"]
            else "strong"
            if place < EMPHASISED and row["value"]
            else "plain",
        )
        for place, row in enumerate(rows[:limit])
    ]
    return bar_list(bars, SCREEN)


def points(series: list[dict], period: str) -> list[Point]:
    """Quarters of a series as small columns.

    Args:
        series: oldest first, with ``period``, ``value``, ``comparability``.
        period: the shown quarter.
    """
    return [
        Point(row["value"], row["period"] == period, row["comparability"] != "được")
        for row in series
    ]
