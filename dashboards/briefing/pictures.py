"""Every picture of a briefing as SVG text, drawn once and used by all its documents."""

from dataclasses import replace
from pathlib import Path

from dashboards import boundaries
from dashboards.briefing.blocks import Chart
from dashboards.briefing.charts import draw_svg
from dashboards.briefing.content import Briefing
from dashboards.briefing.print_map import print_map
from dashboards.pictures.look import PAPER, Look
from dashboards.release_reader import Release

SHEET_LETTERS = 1.4


def briefing_pictures(release: Release, briefing: Briefing, home: Path) -> dict[str, str]:
    """Return the SVG text of every chart by its id, 160 mm wide.

    Args:
        release: the release that the briefing was made from, opened for the same audience.
        briefing: the content.
        home: root of all state; the province's boundaries are there, where they are installed.
    """
    return {
        chart.id: _map(release, briefing, chart, home) if chart.kind == "map" else draw_svg(chart)
        for chart in briefing.charts()
    }


def sheet_map(release: Release, briefing: Briefing, home: Path) -> dict[str, str]:
    """Return the map of the one-page sheet by its id, in larger letters: it is printed small.

    Args:
        release: see `briefing_pictures`.
        briefing: the content.
        home: root of all state.
    """
    look = replace(PAPER, letters=SHEET_LETTERS)
    shown = [briefing.chart(name) for name in briefing.sheet_charts]
    return {
        chart.id: _map(release, briefing, chart, home, look)
        for chart in shown
        if chart.kind == "map"
    }


def _map(release: Release, briefing: Briefing, chart: Chart, home: Path, look: Look = PAPER) -> str:
    series = chart.series[0]
    kpi_id = series.figures[0].kpi_id
    values = release.run("commune_values", kpi=kpi_id, period=briefing.period)
    rows = release.run("class_limits", kpi=kpi_id)
    limits = sorted({row["upper_limit"] for row in rows if row["upper_limit"]})  # each once
    kpi = {"short_name": series.name, "unit": chart.unit, "decimals": chart.decimals}
    if series.figures[0].divisor != 1:
        kpi["unit"] = "đồng"  # the map writes đồng in triệu đồng itself
    return print_map(values, kpi, boundaries.read(home), limits=limits, look=look)
