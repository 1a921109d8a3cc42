"""Page 2, "Chỉ tiêu": any indicator in every place, over every span, through all quarters."""

import dash
import dash_mantine_components as dmc
from dash import Input, Output, callback, html

from dashboards.app.address import SPANS
from dashboards.app.indicators import pictures, tables
from dashboards.app.indicators.cards import places, spreads, times
from dashboards.app.indicators.facts import (
    ADDRESS,
    MOST_COMPARED,
    Facts,
    area_choices,
    kpi_choices,
)
from dashboards.app.indicators.focus import focus
from dashboards.app.indicators.wording import measure_line, page_title
from dashboards.app.parts.page_frame import page_frame, period_select, select

dash.register_page(
    __name__, path="/chi-tieu", name="Chỉ tiêu", order=2, icon="chart-bar", roles=None
)
CONTROLS = {
    "chi_tieu": "indicators-kpi",
    "ky": "indicators-period",
    "khoang": "indicators-span",
    "dia_ban": "indicators-area",
    "so": "indicators-compare",
    "xep": "indicators-order",
    "so_quy": "indicators-second-period",
}


def layout(**query: str) -> html.Div:
    """Return the page with the controls as the address has them."""
    shown = ADDRESS.check(**query)
    spans = [{"value": span, "label": label} for span, label in SPANS.items()]
    areas = area_choices()
    controls = [
        select("indicators-kpi", "Chỉ tiêu", kpi_choices(), shown["chi_tieu"], width=300),
        period_select("indicators-period", shown["ky"]),
        _second_quarter(shown["so_quy"]),
        select("indicators-span", "Khoảng thời gian", spans, shown["khoang"], width=190),
        _searchable("indicators-area", "Địa bàn", areas, shown["dia_ban"]),
        dmc.MultiSelect(
            id="indicators-compare",
            label="So sánh địa bàn",
            data=areas,
            value=shown["so"][:MOST_COMPARED],
            maxValues=MOST_COMPARED,
            placeholder="" if shown["so"] else f"tối đa {MOST_COMPARED} nơi",
            searchable=True,
            clearable=True,
            nothingFoundMessage="Không có địa bàn nào khớp",
            maxDropdownHeight=420,
            hidePickedOptions=True,
            className="compare-select",
            comboboxProps={"shadow": "md"},
        ),
        _order(shown["xep"]),
    ]
    body = [
        html.Section(id="indicators-focus", className="card focus"),
        html.Div(id="indicators-places", className="stacked"),
        html.Div(id="indicators-spreads", className="stacked"),
        html.Div(id="indicators-times", className="stacked"),
    ]
    return page_frame(
        "Chỉ tiêu",
        html.Span(id="indicators-title"),
        controls=controls,
        body=body,
        text=html.Span(id="indicators-measure"),
    )


def _second_quarter(value: str | None) -> dmc.Select:
    made = period_select("indicators-second-period", value)
    made.label, made.placeholder, made.clearable = "So với quý", "chọn quý bất kỳ", True
    made.clearButtonProps = {"aria-label": "Bỏ so với quý"}
    return made


def _searchable(control: str, label: str, choices: list, value: str | None) -> dmc.Select:
    made = select(control, label, choices, value, width=220)
    made.searchable = True
    return made


def _order(value: str) -> html.Div:
    return html.Div(
        [
            html.Span("Danh sách xếp từ", className="control-label"),
            dmc.SegmentedControl(
                id="indicators-order",
                value=value,
                data=[
                    {"value": "cao", "label": "Cao nhất"},
                    {"value": "thap", "label": "Thấp nhất"},
                ],
                size="sm",
                **{"aria-label": "Danh sách xếp từ cao hay từ thấp"},
            ),
        ],
        className="order-choice",
    )


ADDRESS.follow(**CONTROLS)
tables.register()
pictures.register()
ASKED = {key: Input(control, "value") for key, control in CONTROLS.items()}


@callback(
    output=[
        Output("indicators-title", "children"),
        Output("indicators-measure", "children"),
        Output("indicators-focus", "children"),
    ],
    inputs=ASKED,
)
def draw_number(**asked: object) -> tuple:
    """Title, measure and the number in full."""
    facts = Facts(**asked)
    return page_title(facts), measure_line(facts), focus(facts)


@callback(output=Output("indicators-places", "children"), inputs=ASKED)
def draw_places(**asked: object) -> list:
    """Map and order, or two quarters side by side."""
    return places(Facts(**asked))


@callback(output=Output("indicators-spreads", "children"), inputs=ASKED)
def draw_spreads(**asked: object) -> list:
    """Roll-ups and spread."""
    return spreads(Facts(**asked))


@callback(output=Output("indicators-times", "children"), inputs=ASKED)
def draw_times(**asked: object) -> list:
    """Trend and small multiples."""
    return times(Facts(**asked))
