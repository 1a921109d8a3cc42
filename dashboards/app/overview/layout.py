"""The page's frame; everything inside its parts comes from the callbacks."""

import dash_mantine_components as dmc
from dash import dcc, html

from dashboards.app.briefing_files import export_menu
from dashboards.app.overview.tables import CHOICES
from dashboards.app.parts.grid import grid
from dashboards.app.parts.pieces import icon
from dashboards.app.parts.ranked_bars import rank_choice


def layout(**_query: str) -> html.Div:
    """Return the page's frame; the address is read by its callbacks."""
    return html.Div(
        [
            dcc.Store(id="shown-release"),
            dcc.Store(id="document-title"),
            html.Div(_page(), id="page", className="page", **{"data-view": ""}),
        ]
    )


def _page() -> list:
    return [
        html.Div(
            [
                html.Div(
                    [
                        html.P("Tổng quan", className="eyebrow"),
                        html.H1(id="page-title"),
                        html.P(id="period-dates", className="period-dates"),
                        html.P(
                            "Cột nhỏ: các quý đã qua, kẻ sọc là quý so sánh hạn chế. "
                            "Số bên phải: xã, phường có số liệu trên tổng số.",
                            className="fine",
                        ),
                    ],
                    className="grow",
                ),
                html.Div(
                    [
                        dmc.Select(
                            id="period",
                            label="Quý",
                            allowDeselect=False,
                            checkIconPosition="right",
                            w=170,
                            comboboxProps={"shadow": "md"},
                        ),
                        dmc.Select(
                            id="indicator",
                            label="Chỉ tiêu",
                            allowDeselect=False,
                            searchable=True,
                            checkIconPosition="right",
                            nothingFoundMessage="Không có chỉ tiêu nào khớp",
                            maxDropdownHeight=420,
                            className="indicator-select",
                            comboboxProps={"shadow": "md"},
                        ),
                        export_menu(),
                    ],
                    className="controls",
                    role="group",
                    **{"aria-label": "Chọn quý và chỉ tiêu"},
                ),
            ],
            className="intro",
        ),
        html.Div(id="scorecard", className="scorecard"),
        html.Section(id="focus", className="card focus", **{"aria-labelledby": "finding"}),
        html.Div(
            [
                html.Section(id="map", className="card map-card"),
                html.Section(
                    [
                        html.Div(id="ranking-head"),
                        html.Div(rank_choice(), className="rank-choice"),
                        html.Div(id="ranking"),
                    ],
                    className="card rank-card",
                ),
            ],
            className="pair",
        ),
        html.Div(
            [
                html.Section(
                    [
                        html.Div(id="trend-head"),
                        html.Div(id="trend-box"),
                        html.P(id="trend-note", className="fine"),
                    ],
                    className="card trend-card",
                ),
                html.Section(id="chua-gui", className="card"),
            ],
            className="pair",
        ),
        html.Section(_tables(), id="bang-so-lieu", className="card"),
    ]


def _tables() -> list:
    return [
        html.Div(
            [
                html.Div(
                    [html.H2("Bảng số liệu"), html.P(id="table-caption", className="card-text")],
                    className="grow",
                ),
                html.A(
                    [icon("download"), "Tải CSV"],
                    id="table-csv",
                    href="/tai-ve/xa-phuong.csv",
                    download="",
                    className="button-link",
                    **{"data-follow": "address"},
                ),
                html.A(
                    [icon("file-type-xls"), "Tải Excel"],
                    id="table-xlsx",
                    href="/tai-ve/xa-phuong.xlsx",
                    download="",
                    className="button-link",
                    **{"data-follow": "address"},
                ),
            ],
            className="card-head",
        ),
        html.Div(
            [
                dmc.SegmentedControl(
                    id="table-choice",
                    value=CHOICES[0][0],
                    data=[{"value": value, "label": label} for value, label in CHOICES],
                    size="sm",
                    **{"aria-label": "Chọn bảng"},
                ),
                dmc.TextInput(
                    id="table-search",
                    placeholder="Tìm, không cần gõ dấu",
                    leftSection=icon("search"),
                    size="sm",
                    className="table-search",
                    **{"aria-label": "Tìm trong bảng"},
                ),
            ],
            className="table-tools",
        ),
        grid("table", [], []),
    ]
