"""The page's frame; everything inside its parts comes from the callbacks."""

import dash_ag_grid as dag
import dash_mantine_components as dmc
from dash import dcc, html

from dashboards.app.overview.grid import GRID_LOCALE, GRID_THEME
from dashboards.app.overview.pieces import icon
from dashboards.app.overview.ranking import rank_choice
from dashboards.app.overview.tables import CHOICES
from dashboards.app.theme import MANTINE

PRODUCT = "Kho dữ liệu quan hệ lao động"


def layout() -> dmc.MantineProvider:
    """Return the page for a browser that has just opened it."""
    return dmc.MantineProvider(
        [
            dcc.Location(id="url", refresh=False),
            dcc.Store(id="shown-release"),
            dcc.Store(id="release-check"),
            dcc.Store(id="trace-request"),
            dcc.Store(id="trend-figures"),
            dcc.Store(id="document-title"),
            html.A("Đến nội dung chính", href="#noi-dung", className="skip-link"),
            _header(),
            html.Main(
                [
                    html.Div(id="empty-state"),
                    html.Div(_page(), id="page", className="page", **{"data-view": ""}),
                ],
                id="noi-dung",
            ),
            _footer(),
            _drawer(),
        ],
        theme=MANTINE,
        defaultColorScheme="auto",
    )


def _header() -> html.Header:
    mark = html.Span(
        [html.Span(className=f"m{n}") for n in range(1, 10)],
        className="mark",
        **{"aria-hidden": "true"},
    )
    return html.Header(
        html.Div(
            [
                html.A(
                    [
                        mark,
                        html.Span([html.B(PRODUCT), html.Span("Tỉnh Lào Cai · 99 xã, phường")]),
                    ],
                    href="/",
                    className="brand",
                ),
                html.Div(
                    id="status-strip",
                    className="status-strip",
                    role="status",
                    **{"aria-live": "polite"},
                ),
                dmc.ColorSchemeToggle(
                    id="scheme",
                    lightIcon=icon("sun"),
                    darkIcon=icon("moon"),
                    variant="default",
                    size="lg",
                    className="scheme-toggle",
                    **{"aria-label": "Đổi nền sáng, tối"},
                ),
            ],
            className="header-row",
        ),
        className="top",
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
                        html.Div(
                            dcc.Graph(
                                id="trend",
                                config={
                                    "displayModeBar": False,
                                    "locale": "vi",
                                    "responsive": True,
                                },
                                style={"height": "300px"},
                            ),
                            id="trend-box",
                            role="img",
                        ),
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
        dag.AgGrid(
            id="table",
            columnDefs=[],
            rowData=[],
            defaultColDef={"sortable": True, "resizable": True, "wrapHeaderText": True},
            dashGridOptions={
                "theme": GRID_THEME,
                "localeText": GRID_LOCALE,
                "enableCellTextSelection": True,
                "suppressMenuHide": True,
            },
            className="",
            style={"height": "520px", "width": "100%"},
        ),
    ]


def _footer() -> html.Footer:
    return html.Footer(
        [
            html.P(
                "Mọi con số đều dẫn về ô bảng tính do xã, phường và các sở, ngành gửi: "
                "bấm vào số để xem. Tỷ lệ toàn tỉnh bằng tổng tử số chia tổng mẫu số."
            ),
            html.P(
                "“Chưa có báo cáo”, “0” và “không áp dụng” là ba điều khác nhau và không bao giờ "
                "được cộng lẫn."
            ),
        ],
        className="foot",
    )


def _drawer() -> dmc.Drawer:
    return dmc.Drawer(
        html.Div(id="source-body", className="source-body"),
        id="source-drawer",
        title="Nguồn số liệu",
        position="right",
        size="min(860px, 100vw)",
        opened=False,
        padding="lg",
        transitionProps={"duration": 120},
        closeButtonProps={"aria-label": "Đóng"},
        overlayProps={"backgroundOpacity": 0.35},
    )


def empty_page(home: str) -> html.Section:
    """The page before any release: what it is, and the two ways to make one.

    Args:
        home: folder that was looked in.
    """
    return html.Section(
        [
            html.Div(icon("database"), className="empty-mark"),
            html.H1("Chưa có bản phát hành nào"),
            html.P(
                "Trang này chỉ hiện số liệu đã qua kiểm tra và đã phát hành. "
                "Hãy tạo bản phát hành đầu tiên, rồi tải lại trang."
            ),
            html.Ol(
                [
                    html.Li(
                        [
                            html.B("Xem thử với số liệu giả lập: "),
                            html.Code("qhld demo"),
                            html.Span("tạo năm quý báo cáo mẫu và phát hành."),
                        ]
                    ),
                    html.Li(
                        [
                            html.B("Với báo cáo thật: "),
                            html.Code("qhld submit TỆP…"),
                            html.Span("nộp các bảng tính, rồi"),
                            html.Code("qhld refresh"),
                            html.Span("kiểm tra và phát hành."),
                        ]
                    ),
                ]
            ),
            html.P(["Nơi đang tìm: ", html.Code(home)], className="fine"),
        ],
        className="card empty-page",
    )
