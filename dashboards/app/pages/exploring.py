"""Page 11, "Khám phá": a pivot of the indicators, kept by its address, and questions in SQL."""

import dash
import dash_mantine_components as dmc
from dash import Input, Output, State, callback, dcc, html
from dash.exceptions import PreventUpdate

from dashboards.app import address
from dashboards.app.access import audit
from dashboards.app.address import SPANS
from dashboards.app.ask import ask, shown_release
from dashboards.app.exploring import pivot
from dashboards.app.exploring.answer_sql import MOST_ROWS, SECONDS
from dashboards.app.exploring.ask_sql import ask_sql
from dashboards.app.format_vi import exact, number
from dashboards.app.parts.chart_card import figure_parts
from dashboards.app.parts.grid import grid
from dashboards.app.parts.page_frame import page_frame, select
from dashboards.app.parts.pieces import icon
from dashboards.app.parts.table import Table, table
from dashboards.app.viewer import ADMIN, ANALYST, current_viewer

ROLES = {ADMIN, ANALYST}
SHOWS = {"bang": "Bảng", "bieu-do": "Biểu đồ"}
NOTHING = "Chỉ tiêu này không có số cho địa bàn, khoảng đã chọn."
EXAMPLE = (
    "select commune_name, count(*) as so_bieu\n"
    "from marts.fct_reporting_status as r\n"
    "join marts.dim_commune as c on c.commune_code = r.commune_code\n"
    "where r.period = '2026Q3' and r.status = 'chậm'\n"
    "group by commune_name order by so_bieu desc"
)
ADDRESS = address.Address(
    address.kpi(),
    address.choice("hang", *pivot.KINDS),
    address.choice("do", *pivot.MEASURES),
    address.span(),
    address.choice("hien", *SHOWS),
)
dash.register_page(
    __name__, path="/kham-pha", name="Khám phá", order=11, icon="compass", roles=ROLES
)


def _choices(words: dict[str, str]) -> list[dict]:
    return [{"value": key, "label": label} for key, label in words.items()]


def layout(**query: str) -> html.Div:
    """Return the page for the pivot of its address."""
    shown = ADDRESS.check(**query)
    names = {k["kpi_id"]: f"{k['kpi_id']} {k['short_name']}" for k in ask("kpis")}
    return page_frame(
        "Khám phá",
        "Tự xoay số liệu; địa chỉ trang giữ nguyên cách xem",
        text="Muốn lưu một cách xem: lưu hoặc gửi địa chỉ trang này.",
        controls=[
            select("kham-pha-kpi", "Chỉ tiêu", _choices(names), shown["chi_tieu"], width=300),
            select("kham-pha-kind", "Hàng", _choices(pivot.KINDS), shown["hang"], width=170),
            select("kham-pha-measure", "Số đo", _choices(pivot.MEASURES), shown["do"], width=120),
            select("kham-pha-span", "Khoảng", _choices(SPANS), shown["khoang"], width=190),
            select("kham-pha-show", "Hiện", _choices(SHOWS), shown["hien"], width=120),
        ],
        body=[
            html.Section(id="kham-pha-pivot", className="card"),
            *([_sql_box()] if current_viewer().may("sql") else []),
        ],
    )


def _sql_box() -> html.Section:
    return html.Section(
        [
            html.H2("Hỏi bằng SQL"),
            html.P(
                f"Một câu SELECT đọc các bảng marts của bản phát hành; tối đa {SECONDS} giây, "
                f"{number(MOST_ROWS)} dòng. Chỉ đọc: không tệp, không mạng. "
                "Mỗi câu hỏi được ghi nhật ký.",
                className="card-text",
            ),
            dmc.Textarea(
                id="kham-pha-sql",
                label="Câu hỏi",
                value=EXAMPLE,
                autosize=True,
                minRows=5,
                maxRows=16,
                className="sql-text",
            ),
            dmc.Button("Chạy", id="kham-pha-run", leftSection=icon("database"), n_clicks=0, mt=10),
            dcc.Loading(
                html.Div(id="kham-pha-answer", className="sql-answer", **{"aria-live": "polite"}),
                type="dot",
            ),
        ],
        className="card",
    )


ADDRESS.follow(
    chi_tieu="kham-pha-kpi",
    hang="kham-pha-kind",
    do="kham-pha-measure",
    khoang="kham-pha-span",
    hien="kham-pha-show",
)


def _asked(shown: dict) -> tuple[list[dict], dict]:
    kpi = next(row for row in ask("kpis") if row["kpi_id"] == shown["chi_tieu"])
    rows = ask("pivot_values", kpi=kpi["kpi_id"], kind=shown["hang"], span=shown["khoang"])
    return rows, kpi


@callback(
    Output("kham-pha-pivot", "children"),
    Input("kham-pha-kpi", "value"),
    Input("kham-pha-kind", "value"),
    Input("kham-pha-measure", "value"),
    Input("kham-pha-span", "value"),
    Input("kham-pha-show", "value"),
)
def draw(kpi_id: object, kind: object, measure: object, span: object, show: object) -> list:
    """Draw the pivot as grid or chart."""
    shown = ADDRESS.check(chi_tieu=kpi_id, hang=kind, do=measure, khoang=span, hien=show)
    rows, kpi = _asked(shown)
    words = pivot.sentence(rows, kpi, shown["do"])
    head = html.Div(
        [
            html.Div(
                [
                    html.H2(kpi["name"]),
                    html.P(
                        f"{pivot.MEASURES[shown['do']]} · {kpi['unit']} · "
                        f"{pivot.KINDS[shown['hang']]} · {SPANS[shown['khoang']]}",
                        className="card-measure",
                    ),
                    html.P(words, className="card-text"),
                ],
                className="grow",
            ),
            html.A("Định nghĩa", href=f"/tu-dien?chi_tieu={kpi['kpi_id']}", className="quiet-link"),
            *(
                html.A(
                    [icon("download"), ending.upper()],
                    href=f"/tai-ve/kham-pha-xoay.{ending}",
                    download="",
                    className="quiet-link",
                    **{"data-follow": "address"},
                )
                for ending in ("csv", "xlsx")
            ),
        ],
        className="card-head",
    )
    if not rows:
        return [head, html.P(NOTHING, className="empty")]
    if shown["hien"] == "bieu-do":
        made = pivot.pivot_figure(rows, shown["do"])
        return [head, *figure_parts("kham-pha", made, f"{kpi['name']}. {words}", 480)]
    made = pivot.pivot_table(rows, kpi, shown["do"], shown["khoang"])
    return [head, grid("kham-pha-grid", pivot.pivot_defs(made), made.rows, height="520px")]


@table("kham-pha-xoay", ROLES)
def pivot_file(search: str) -> Table:
    """Make the pivot of an address as a file."""
    shown = ADDRESS.read(search)
    rows, kpi = _asked(shown)
    made = pivot.pivot_table(rows, kpi, shown["do"], shown["khoang"])
    caption = f"{kpi['name']}, {pivot.MEASURES[shown['do']].lower()}, {SPANS[shown['khoang']]}"
    return Table(f"{caption}, {kpi['unit']}", made.columns, made.rows, f"xoay-{kpi['kpi_id']}")


@callback(
    Output("kham-pha-answer", "children"),
    Input("kham-pha-run", "n_clicks"),
    State("kham-pha-sql", "value"),
    prevent_initial_call=True,
)
def run(clicks: int, sql: object) -> object:
    """Answer a question in SQL for those who may ask."""
    release = shown_release()
    if not clicks or release is None or not current_viewer().may("sql"):
        raise PreventUpdate
    text = sql if isinstance(sql, str) else ""
    audit.note("question", text)
    made = ask_sql(text, release)
    if "error" in made:
        return html.P(made["error"], className="note-line bad")
    rows = [{str(place): _shown(value) for place, value in enumerate(row)} for row in made["rows"]]
    defs = [
        {"field": str(place), "headerName": name, "minWidth": 120, "flex": 1}
        for place, name in enumerate(made["columns"])
    ]
    more = "; còn nữa, hãy lọc bớt" if made["cut"] else ""
    return [
        html.P(f"{len(rows)} dòng{more}", className="card-text"),
        grid("kham-pha-rows", defs, rows, height="420px"),
    ]


def _shown(value: object) -> object:
    if isinstance(value, bool):
        return "có" if value else "không"
    return exact(value) if isinstance(value, int | float) else value
