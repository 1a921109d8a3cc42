"""A chart's card: a title that states the finding, what is measured, the chart or its table, files.

The card's name is the name of its table (``parts.table.table``): the switch "Biểu đồ / Bảng", the
.csv and the .xlsx show exactly the rows of that table for the address of the page.
"""

import dash_mantine_components as dmc
from dash import (
    ALL,
    MATCH,
    ClientsideFunction,
    Dash,
    Input,
    Output,
    State,
    clientside_callback,
    dcc,
    html,
    no_update,
)

from dashboards.app.parts.figure import Figure
from dashboards.app.parts.grid import grid
from dashboards.app.parts.menu import menu, menu_button, menu_link
from dashboards.app.parts.pieces import icon
from dashboards.app.parts.table import MAKERS, column_defs, grid_rows
from dashboards.app.viewer import current_viewer

GRAPH_CONFIG = {"displayModeBar": False, "locale": "vi", "responsive": True}


def chart_card(
    name: str,
    *,
    title: str,
    subtitle: str,
    figure: Figure | None = None,
    body: object = None,
    words: str = "",
    note: str = "",
    height: int = 300,
    class_name: str = "",
    pictures: bool = False,
) -> html.Section:
    """Return a card with a chart, its table and its files.

    Args:
        name: name of a registered table with the same numbers; one card a name on a page.
        title: the finding, about twelve words at most.
        subtitle: measure, unit, place, period.
        figure: the chart; or give ``body``.
        body: anything else that is drawn (a tile map, bars).
        words: the chart in one sentence: below the title and for screen readers.
        note: small print below.
        height: of the figure, in pixels.
        class_name: further CSS classes.
        pictures: whether ``body`` holds a figure (``figure_parts``), or the card has a picture of
            its name (``parts.picture``), to keep as PNG and SVG.
    """
    return html.Section(
        [
            html.Div(
                [
                    html.Div(
                        [
                            html.H2(title),
                            html.P(subtitle, className="card-measure"),
                            html.P(words, className="card-text") if words else None,
                        ],
                        className="grow",
                    ),
                    _actions(name, title, pictures or figure is not None),
                ],
                className="card-head",
            ),
            html.Div(
                figure_parts(name, figure, f"{title}. {words}", height) if figure else body,
                className="chart-view",
            ),
            html.Div(id={"part": "table", "card": name}, className="table-view"),
            html.P(note, className="fine card-note") if note else None,
        ],
        id={"part": "card", "card": name},
        className=f"card chart-card show-chart {class_name}".strip(),
    )


def told(card: html.Section) -> tuple[str, str, str, str]:
    """Return title, measure, sentence and small print of a card that ``chart_card`` made."""
    title, measure, sentence = card.children[0].children[0].children
    note = card.children[3]
    return title.children, measure.children, *(p.children if p else "" for p in (sentence, note))


def figure_parts(name: str, figure: Figure, label: str, height: int = 300) -> list:
    """Return a chart without a card; the browser draws it in the colours of its scheme.

    Args:
        name: one chart a name on a page.
        figure: the chart.
        label: the chart in words, for screen readers.
        height: in pixels.
    """
    return [
        dcc.Store(id={"part": "figures", "card": name}, data=figure.to_plotly_json()),
        html.Div(
            dcc.Graph(
                id={"part": "figure", "card": name},
                config=GRAPH_CONFIG,
                style={"height": f"{height}px"},
            ),
            role="img",
            **{"aria-label": label},
        ),
    ]


def _actions(name: str, title: str, pictures: bool) -> html.Div:
    return html.Div(
        [
            dmc.SegmentedControl(
                id={"part": "view", "card": name},
                value="chart",
                data=[{"value": "chart", "label": "Biểu đồ"}, {"value": "table", "label": "Bảng"}],
                size="xs",
                persistence=True,
                persistence_type="memory",
                **{"aria-label": f"{title}: xem biểu đồ hay bảng"},
            ),
            file_links(name, title, pictures),
        ],
        className="card-actions",
    )


def file_links(
    name: str, title: str, pictures: bool = False, picture: str | None = None
) -> html.Details:
    """A menu with the files of a card.

    Args:
        name: name of a registered table.
        title: of the card, for screen readers.
        pictures: whether the card has a picture to keep as PNG and SVG.
        picture: name of the picture, where it is not that of the table.
    """
    files: list = [
        menu_link(
            symbol,
            words,
            f"/tai-ve/{name}.{ending}",
            download="",
            **{"data-follow": "address"},
        )
        for symbol, words, ending in (
            ("file-type-csv", "Tải CSV", "csv"),
            ("file-type-xls", "Tải Excel (XLSX)", "xlsx"),
        )
    ]
    if pictures:
        files += [
            menu_button(
                "photo",
                f"Lưu ảnh {kind.upper()}",
                **{"data-picture": kind, "data-name": picture or name},
            )
            for kind in ("png", "svg")
        ]
    return menu(
        [icon("download"), "Tải"],
        files,
        label=f"{title}: tải số liệu, ảnh",
        class_name="quiet-link quiet-button",
    )


def register(app: Dash) -> None:
    """Register what every chart's card does on an app.

    Args:
        app: the Dash app.
    """

    @app.callback(
        Output({"part": "table", "card": MATCH}, "children"),
        Input({"part": "view", "card": MATCH}, "value"),
        Input("address", "data"),
        State({"part": "view", "card": MATCH}, "id"),
    )
    def show_table(view: str, address: dict | None, card: dict) -> object:
        maker = MAKERS.get(str(card.get("card")))
        if view != "table" or maker is None:
            return no_update
        if maker.roles is not None and current_viewer().role not in maker.roles:
            return no_update
        made = maker.make(str((address or {}).get("search") or ""))
        if made is None:
            return html.P("Không có số liệu.", className="empty")
        few = len(made.rows) <= 12
        return [
            html.P(f"{made.caption} · {len(made.rows)} dòng", className="card-text"),
            grid(
                {"part": "grid", "card": card["card"]},
                column_defs(made),
                grid_rows(made),
                height="auto" if few else "460px",
            ),
        ]

    def run(function: str, *arguments: Input | Output | State, first: bool = True) -> None:
        clientside_callback(
            ClientsideFunction("charts", function), *arguments, prevent_initial_call=not first
        )

    run(
        "pick",
        Output({"part": "figure", "card": MATCH}, "figure"),
        Input({"part": "figures", "card": MATCH}, "data"),
        Input("scheme", "computedColorScheme"),
        State("chart-look", "data"),
    )
    run(
        "view",
        Output({"part": "card", "card": MATCH}, "className"),
        Input({"part": "view", "card": MATCH}, "value"),
        State({"part": "card", "card": MATCH}, "className"),
    )
    run("open", Input({"part": "figure", "card": ALL}, "clickData"), first=False)
