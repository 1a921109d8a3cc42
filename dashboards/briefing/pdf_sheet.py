"""The one-page sheet ("tờ tin") as the plain data that `sheet.typ` sets."""

from typing import Any

from dashboards.app.format_vi import lower_first
from dashboards.briefing.blocks import Column, Row, Series, Table, cell_text
from dashboards.briefing.charts import draw_svg
from dashboards.briefing.content import Briefing, Headline
from dashboards.briefing.pdf_data import ASSESSMENT_WORDS, chart_data, clean, frame

HEADING = "Quan hệ lao động tỉnh Lào Cai"
CARDS = 6
CHART_SIZE = (62.0, 35.0)  # mm
NAMES = 12  # communes of the red list that are named; the rest stand in the restricted appendix
SCALES = (1.0, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7)  # of the letters, tried until all is on one page


def sheet_data(briefing: Briefing, pictures: dict[str, str]) -> dict[str, Any]:
    """Return what `sheet.typ` sets.

    Args:
        briefing: the content; `sheet_charts` names three charts and then the map.
        pictures: SVG text of these charts by id.

    Raises:
        KeyError: a chart has no picture.
    """
    shown = [briefing.chart(name) for name in briefing.sheet_charts]
    charts = [chart for chart in shown if chart.kind != "map"][:3]
    drawn = {chart.id: draw_svg(chart, *CHART_SIZE) for chart in charts}
    found = next((chart for chart in shown if chart.kind == "map"), None)
    return clean(
        {
            **frame(briefing, "sheet"),
            "heading": HEADING,
            "period_label": briefing.period_label,
            "status": briefing.status,
            "status_words": briefing.status_words,
            "coverage": [
                text
                for text in (briefing.cut_off.text, briefing.received_alone, briefing.caution)
                if text
            ],
            "cards": [_card(line) for line in briefing.headlines[:CARDS]],
            "charts": [chart_data(chart, drawn) for chart in charts],
            "map": found and chart_data(found, pictures),
            "meanings": _meanings(briefing),
            "red_list": briefing.red_list and _red_list(briefing.red_list),
        }
    )


def _card(line: Headline) -> dict[str, Any]:
    has_number = line.figure.value is not None
    return {
        "label": line.label,
        "number": line.figure.text,
        "unit": line.figure.unit if has_number else "",
        "has_number": has_number,
        "comparisons": [sentence.text for sentence in line.comparisons],
        "assessment": line.assessment,
        "assessment_words": ASSESSMENT_WORDS.get(line.assessment, ""),
        "trend": _trend(line.trend) if line.trend else [],
    }


def _meanings(briefing: Briefing) -> list[dict[str, str]]:
    """What the numbers mean, in the order of the cards."""
    known = {one.kpi_id: one for one in briefing.definitions}
    shown = [line for line in briefing.headlines[:CARDS] if line.kpi_id in known]
    return [{"name": line.label, "words": known[line.kpi_id].definition} for line in shown]


def _trend(series: Series) -> list[float | None]:
    """Heights between 0 and 1; a gap where nobody reported. One known number is no trend."""
    values = series.values
    known = [value for value in values if value is not None]
    if len(known) < 2:
        return []
    low, high = min(known), max(known)
    spread = (high - low) or 1.0
    return [None if value is None else round((value - low) / spread, 4) for value in values]


def _red_list(table: Table) -> dict[str, Any]:
    rows = [row for row in table.rows if row.kind == "body"]
    place = next(i for i, column in enumerate(table.columns) if column.kind == "text")
    more = len(rows) - NAMES
    return {
        "title": table.title,
        "empty": table.empty,
        "more": f"Và {more} nơi khác, xem Phụ lục 06 của báo cáo." if more > 0 else "",
        "rows": [_red_line(row, table.columns, place) for row in rows[:NAMES]],
    }


def _red_line(row: Row, columns: tuple[Column, ...], place: int) -> dict[str, str]:
    """The name of a commune, and its other cells as a few words: `điểm 81,5; 2 cuộc ngừng việc`."""
    about = []
    for i, (cell, column) in enumerate(zip(row.cells, columns, strict=True)):
        text = cell_text(cell)
        if i == place or column.kind == "order" or not text:
            continue
        is_number = column.kind == "number"
        about.append(f"{column.title.lower()} {text}" if is_number else lower_first(text))
    return {"name": cell_text(row.cells[place]), "about": "; ".join(about)}
