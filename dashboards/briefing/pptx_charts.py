"""Native charts of the slides: data that people can edit in PowerPoint, not pictures."""

from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION
from pptx.enum.dml import MSO_LINE
from pptx.util import Pt

from dashboards.briefing.blocks import Chart, Series

INK, QUIET, LINE = (RGBColor.from_string(code) for code in ("1F2933", "52606D", "CBD2D9"))
# one meaning a colour, readable in print and for colour-blind readers
ROLE_COLOURS = {"actual": "1F4E79", "previous": "9DB7D5", "plan": "B0B7BF"}
PROVISIONAL = "6F9BC8"
PROVISIONAL_WORDS = "màu nhạt: số tạm tính"
BEFORE, AFTER = "Trước 01/7/2025 (địa bàn cũ)", "Từ 01/7/2025"
_KINDS = {
    "columns": XL_CHART_TYPE.COLUMN_CLUSTERED,
    "line": XL_CHART_TYPE.LINE_MARKERS,
    "bars": XL_CHART_TYPE.BAR_CLUSTERED,
}


def add_native_chart(slide, chart: Chart, place: tuple, font: str) -> None:
    """Put a chart on a slide.

    Args:
        slide: of python-pptx.
        chart: any kind but `map`.
        place: left, top, width, height.
        font: of all text in it.

    Raises:
        KeyError: a map; it is a picture.
    """
    frame = slide.shapes.add_chart(_KINDS[chart.kind], *place, _data(chart))
    frame._element.nvGraphicFramePr.cNvPr.set("descr", chart.alt)
    frame.name = chart.id
    drawn = frame.chart
    drawn.font.name, drawn.font.size, drawn.font.color.rgb = font, Pt(12), INK
    drawn.has_title = False
    drawn.has_legend = len(chart.series) > 1
    if drawn.has_legend:
        drawn.legend.position, drawn.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
    _axes(drawn, chart)
    for shown, series in zip(drawn.plots[0].series, chart.series, strict=True):
        _paint(shown, series, chart)


def _number_format(decimals: int) -> str:
    """1.234,5 where the program knows the language tag, else as the machine writes numbers."""
    return "[$-42A]#,##0" + ("." + "0" * decimals if decimals else "")


def _data(chart: Chart) -> CategoryChartData:
    """The numbers; where boundaries changed the quarters stand under two headings."""
    data = CategoryChartData(number_format=_number_format(chart.decimals))
    if chart.break_after is None:
        data.categories = chart.categories
    else:
        cut = chart.break_after + 1
        for heading, names in ((BEFORE, chart.categories[:cut]), (AFTER, chart.categories[cut:])):
            group = data.add_category(heading)
            for name in names:
                group.add_sub_category(name)
    for series in chart.series:
        data.add_series(series.name, series.values)
    return data


def _axes(drawn, chart: Chart) -> None:
    categories, values = drawn.category_axis, drawn.value_axis
    categories.format.line.color.rgb = LINE
    categories.has_major_gridlines = False
    categories.tick_labels.font.size = Pt(12)
    categories.reverse_order = chart.kind == "bars"  # the largest stands on top
    values.minimum_scale = 0 if _never_negative(chart) else None
    values.has_major_gridlines = chart.kind == "line"
    if values.has_major_gridlines:
        values.major_gridlines.format.line.color.rgb = LINE
    values.visible = chart.kind == "line"
    values.format.line.fill.background()
    values.tick_labels.font.color.rgb = QUIET
    values.tick_labels.number_format = _number_format(chart.decimals)
    values.tick_labels.number_format_is_linked = False
    if chart.kind != "line":
        drawn.plots[0].gap_width, drawn.plots[0].overlap = 45, -5


def _never_negative(chart: Chart) -> bool:
    return all(value is None or value >= 0 for series in chart.series for value in series.values)


def _paint(shown, series: Series, chart: Chart) -> None:
    colour = RGBColor.from_string(ROLE_COLOURS[series.role])
    if chart.kind == "line":
        shown.smooth = False
        shown.format.line.color.rgb, shown.format.line.width = colour, Pt(2.5)
        if series.role == "plan":
            shown.format.line.dash_style = MSO_LINE.DASH
        shown.marker.format.fill.solid()
        shown.marker.format.fill.fore_color.rgb = colour
    else:
        shown.format.fill.solid()
        shown.format.fill.fore_color.rgb = colour
        shown.invert_if_negative = False
    if series.role == "actual":
        _labels(shown, series, chart)
        _mark_provisional(shown, series, chart)


def _labels(shown, series: Series, chart: Chart) -> None:
    """Numbers on columns and bars; of a line only the last one, or they run into each other."""
    if chart.kind != "line":
        labels = shown.data_labels
        labels.show_value, labels.position = True, XL_LABEL_POSITION.OUTSIDE_END
        labels.number_format, labels.number_format_is_linked = _number_format(chart.decimals), False
        labels.font.size = Pt(11 if len(series.values) > 8 else 12)
        return
    known = [place for place, value in enumerate(series.values) if value is not None]
    if known:
        label = shown.points[known[-1]].data_label
        label.position = XL_LABEL_POSITION.ABOVE
        label.has_text_frame = True
        label.text_frame.text = series.figures[known[-1]].with_unit
        label.font.size, label.font.bold = Pt(13), True


def _mark_provisional(shown, series: Series, chart: Chart) -> None:
    if chart.provisional_from is None or chart.kind == "line":
        return
    for place in range(chart.provisional_from, len(series.values)):
        fill = shown.points[place].format.fill
        fill.solid()
        fill.fore_color.rgb = RGBColor.from_string(PROVISIONAL)
