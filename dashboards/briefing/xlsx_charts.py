"""The sheet "Biểu đồ": native charts that can be changed, each beside its numbers."""

from xlsxwriter.chart import Chart as NativeChart
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from dashboards.briefing.blocks import Chart
from dashboards.briefing.content import Briefing
from dashboards.briefing.xlsx_looks import DARK, FONT, Looks
from dashboards.briefing.xlsx_record import Record

CHARTS_SHEET = "Biểu đồ"
BESIDE = 3  # column where the pictures begin
HIGH = 18  # rows a chart stands on
A_PAGE = 3  # charts on a printed page
_KINDS = {"columns": "column", "line": "line", "bars": "bar"}


def add_charts(book: Workbook, looks: Looks, record: Record, briefing: Briefing) -> None:
    """Write every chart but the map, whose numbers are in appendix 02."""
    sheet = book.add_worksheet(CHARTS_SHEET)
    looks.print_set_up(sheet, briefing, landscape=False)
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 14)
    sheet.set_column(2, 2, 18)
    sheet.set_print_scale(64)  # a sheet that is fitted to a page keeps no page breaks
    sheet.write_string(0, 0, f"Biểu đồ {briefing.period_label}", looks.title)
    row, drawn, breaks = 2, 0, []
    for chart in briefing.charts():
        if chart.kind not in _KINDS:
            continue
        if drawn and drawn % A_PAGE == 0:
            breaks.append(row)
        row = _one(book, sheet, looks, record, chart, row)
        drawn += 1
    sheet.set_h_pagebreaks(breaks)
    if not drawn:
        sheet.write_string(row, 0, "Quý này chưa có số liệu để vẽ biểu đồ.", looks.text)


def _one(
    book: Workbook, sheet: Worksheet, looks: Looks, record: Record, chart: Chart, top: int
) -> int:
    """Write a chart and its numbers; return the row where the next one begins."""
    sheet.write_string(top, 0, chart.title.text, looks.title)
    sheet.write_string(top + 1, 0, chart.subtitle, looks.subtitle)
    sheet.write_string(top + 2, 0, "Nơi" if chart.kind == "bars" else "Quý", looks.head)
    for place, series in enumerate(chart.series, 1):
        name = f"{series.name} ({chart.unit})" if chart.unit else series.name
        sheet.write_string(top + 2, place, name, looks.head)
    first = top + 3
    for row, category in enumerate(chart.categories, first):
        sheet.write_string(row, 0, category, looks.text)
        for place, series in enumerate(chart.series, 1):
            figure = series.figures[row - first]
            if figure.value is None:  # a text would be drawn as 0: its words stand beside
                sheet.write_blank(row, place, None, looks.text)
                sheet.write_string(row, BESIDE - 1, figure.text, looks.note)
                continue
            looks.write_cell(sheet, row, place, figure)
            record.add(CHARTS_SHEET, row, place, figure)
    last = first + len(chart.categories) - 1
    sheet.insert_chart(
        top + 2,
        BESIDE,
        _native(book, chart, top + 2, first, last),
        {"description": chart.alt, "object_position": 1},
    )
    after = max(last, top + 2 + HIGH) + 1
    sheet.write_string(after, 0, chart.words.text, looks.subtitle)
    return after + 3


def _native(book: Workbook, chart: Chart, head: int, first: int, last: int) -> NativeChart:
    native = book.add_chart({"type": _KINDS[chart.kind]})
    small = {"name": FONT, "size": 9}
    for place, series in enumerate(chart.series, 1):
        look = {"color": DARK if series.role == "actual" else "#8FA3B5"}
        form = "#,##0" + ("." + "0" * chart.decimals if chart.decimals else "")
        native.add_series(
            {
                "name": [CHARTS_SHEET, head, place],
                "categories": [CHARTS_SHEET, first, 0, last, 0],
                "values": [CHARTS_SHEET, first, place, last, place],
                "fill": look,
                "line": {**look, "width": 2} if chart.kind == "line" else {"none": True},
                "marker": {"type": "circle", "size": 5, "fill": look, "border": look},
                "data_labels": {"value": True, "num_format": form, "font": small},
                "gap": 45,
            }
        )
    native.set_title({"name": chart.title.text, "name_font": {"name": FONT, "size": 12}})
    native.set_legend({"none": len(chart.series) == 1, "position": "bottom", "font": small})
    upright = {"num_font": small, "major_gridlines": {"visible": False}}
    value_axis = {
        **{"num_font": small, "min": 0, "name": chart.unit, "name_font": small},
        "major_gridlines": {"visible": True, "line": {"color": "#D5DCE3"}},
    }
    if chart.kind == "bars":  # the largest on top
        native.set_y_axis({**upright, "reverse": True})
        native.set_x_axis(value_axis)
    else:
        native.set_x_axis(upright)
        native.set_y_axis(value_axis)
    native.set_size({"width": 640, "height": HIGH * 20 - 10})
    native.show_blanks_as("gap")
    return native
