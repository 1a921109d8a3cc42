"""Page 8, "Báo cáo & chất lượng số liệu": who sent what, what was wrong, what was revised."""

import dash
import dash_mantine_components as dmc
from dash import ClientsideFunction, Input, Output, callback, clientside_callback, html

from dashboards.app import address
from dashboards.app.ask import ask
from dashboards.app.format_vi import agency_short, day, lower_first, moment
from dashboards.app.parts.chart_card import chart_card
from dashboards.app.parts.grid import grid
from dashboards.app.parts.page_frame import page_frame, period_select
from dashboards.app.parts.pieces import icon
from dashboards.app.parts.table import Column, Table, column_defs, grid_rows, table
from dashboards.app.reporting import matrix, quality
from dashboards.app.viewer import ADMIN, ANALYST, COMMUNE, LEADER, current_viewer

ROLES = {ADMIN, LEADER, ANALYST, COMMUNE}
ADDRESS = address.Address(address.period(), address.choice("nhom", *matrix.VIEWS))
dash.register_page(
    __name__,
    path="/bao-cao",
    name="Báo cáo & chất lượng số liệu",
    order=8,
    icon="clipboard-check",
    roles=ROLES,
)


def layout(**query: str) -> html.Div:
    """Return the page for the quarter and group of its address."""
    shown = ADDRESS.check(**query)
    return page_frame(
        "Báo cáo & chất lượng số liệu",
        html.Span(id="bao-cao-title"),
        text=html.Span(id="bao-cao-dates"),
        controls=[
            period_select("bao-cao-period", shown["ky"]),
            dmc.Stack(
                [
                    dmc.Text("Đơn vị", className="control-label"),
                    dmc.SegmentedControl(
                        id="bao-cao-view",
                        value=shown["nhom"],
                        data=[
                            {"value": key, "label": words} for key, words in matrix.VIEWS.items()
                        ],
                        size="sm",
                        **{"aria-label": "Chọn đơn vị"},
                    ),
                ],
                gap=3,
            ),
        ],
        body=html.Div(id="bao-cao-body", className="page"),
    )


ADDRESS.follow(ky="bao-cao-period", nhom="bao-cao-view")
clientside_callback(
    ClientsideFunction("reporting", "search"),
    Input("bao-cao-search", "value"),
    prevent_initial_call=True,
)


@callback(
    Output("bao-cao-title", "children"),
    Output("bao-cao-dates", "children"),
    Output("bao-cao-body", "children"),
    Input("bao-cao-period", "value"),
    Input("bao-cao-view", "value"),
)
def draw(period: object, view: object) -> tuple:
    """Draw everything below the filters."""
    shown = ADDRESS.check(ky=period, nhom=view)
    rows = ask("reporting_status", period=shown["ky"])
    quarter = next(row for row in ask("periods") if row["period"] == shown["ky"])
    label = quarter["label"]
    own = current_viewer().scope.communes is not None
    due = day(quarter["commune_deadline"])
    dates = f"{label} · hạn của xã, phường {due} · đơn vị tính: lượt biểu"
    cards = [
        _matrix_card(rows, shown["nhom"], label),
        html.Div(
            [_findings_card(shown["ky"], label), _reminders_card(shown["ky"], label)],
            className="pair",
        ),
        _revisions_card(shown["ky"], label),
    ]
    return matrix.finding(rows, own), dates, cards


def _matrix_card(rows: list[dict], view: str, label: str) -> html.Section:
    made = matrix.build_matrix(rows, view)
    return chart_card(
        "bao-cao-ma-tran",
        title=_owing(rows),
        subtitle=f"{label} · {len(made.agencies)} đơn vị · {len(made.forms)} biểu",
        words=matrix.sentence(rows),
        body=[
            html.Div([_legend(), _search()], className="table-tools"),
            matrix.matrix_grid(made),
        ],
        note="Chậm: được chấp nhận lần đầu sau hạn nộp (tính ngày làm việc). Trả lại: lần gửi "
        "sau cùng có lỗi, chưa được tính. Bấm tên xã, phường để xem trang của đơn vị.",
    )


def _owing(rows: list[dict]) -> str:
    open_forms = sum(1 for row in rows if row["status"] in matrix.OPEN)
    return f"Còn {open_forms} lượt biểu chưa xong" if open_forms else "Mọi biểu đã được nộp đủ"


def _search() -> dmc.TextInput:
    return dmc.TextInput(
        id="bao-cao-search",
        placeholder="Tìm đơn vị, không cần gõ dấu",
        leftSection=icon("search"),
        size="sm",
        className="table-search",
        **{"aria-label": "Tìm đơn vị"},
    )


def _legend() -> html.Ul:
    words = [
        html.Li(html.Span([icon(symbol), word], className=f"state {look}"))
        for look, symbol, word in matrix.LOOKS.values()
    ]
    owed = html.Li([html.Span("·", className="not-owed"), f" {matrix.NOT_OWED}"], className="fine")
    return html.Ul([*words, owed], className="state-legend")


def _findings_card(period: str, label: str) -> html.Section:
    rows = ask("findings_by_kind", period=period)
    return chart_card(
        "bao-cao-loi",
        title="Máy kiểm tra đã chỉ ra những gì",
        subtitle=f"{label} · số lần nêu theo loại, nặng trước · lần",
        words=quality.findings_sentence(rows),
        body=quality.findings_list(rows),
    )


def _reminders_card(period: str, label: str) -> html.Section:
    made = _reminders(f"?ky={period}")
    units = len(made.rows)
    words = (
        f"{units} đơn vị còn biểu chưa nộp hoặc phải sửa; tải danh sách để gửi công văn nhắc."
        if units
        else "Không đơn vị nào còn nợ báo cáo."
    )
    rows = [
        html.Li(
            [
                html.B(row["name"]),
                html.Span(f"{row['open']} biểu, hạn {row['due']}", className="name-detail"),
                html.P(row["forms"], className="fine"),
            ]
        )
        for row in made.rows
    ]
    return chart_card(
        "bao-cao-nhac",
        title=f"Cần nhắc {units} đơn vị" if units else "Không còn ai phải nhắc",
        subtitle=f"{label} · biểu chưa nộp và bị trả lại",
        words=words,
        body=html.Ul(rows, className="reminders", tabIndex=0) if rows else None,
    )


def _revisions_card(period: str, label: str) -> html.Section:
    made = _revisions(f"?ky={period}")
    body = (
        grid(
            "bao-cao-sua-luoi",
            column_defs(made),
            grid_rows(made),
            page_size=12,
            height="auto",
            suppressColumnVirtualisation=True,
        )
        if made.rows
        else html.P(
            "Khi một tệp gửi muộn hoặc gửi thay làm đổi con số đã công bố, số cũ, số mới, chênh "
            "lệch và tệp gây ra sẽ hiện ở đây.",
            className="empty",
        )
    )
    return chart_card(
        "bao-cao-sua",
        title="Số đã công bố rồi đổi" if made.rows else "Chưa có số đã công bố nào phải đổi",
        subtitle=f"{label} · số cũ, số mới và lần nạp gây ra",
        words=quality.revisions_sentence(made.rows, lower_first(label)),
        body=body,
    )


@table("bao-cao-ma-tran", ROLES)
def _matrix_rows(search: str) -> Table:
    """Make the matrix as a list: an agency and form a line."""
    shown = ADDRESS.read(search)
    rows = ask("reporting_status", period=shown["ky"])
    wanted = {code for code, _, _ in matrix.build_matrix(rows, shown["nhom"]).agencies}
    lines = [
        {
            "name": agency_short(row["agency_name"]),
            "form": row["form_name"],
            "status": row["status"],
            "due": day(row["due_on"]),
            "received": moment(row["first_received_at"]),
            "accepted": moment(row["first_accepted_at"]),
            "submissions": row["submissions"],
            "nil": "không phát sinh" if row["is_nil_return"] else "",
        }
        for row in rows
        if row["agency_code"] in wanted
    ]
    columns = [
        Column("name", "Đơn vị", width=170, pinned=True),
        Column("form", "Biểu", width=240),
        Column("status", "Tình trạng", width=110),
        Column("due", "Hạn nộp", width=100),
        Column("received", "Nhận lần đầu", width=140),
        Column("accepted", "Được chấp nhận", width=140),
        Column("submissions", "Số lần gửi", "number", 100, decimals=0),
        Column("nil", "Ghi chú", width=130),
    ]
    caption = f"Tình hình nộp báo cáo, {_label(shown['ky'])}"
    return Table(caption, columns, lines, f"nop-bao-cao-{shown['ky']}")


@table("bao-cao-loi", ROLES)
def _findings(search: str) -> Table:
    """Make the findings by kind."""
    period = ADDRESS.read(search)["ky"]
    lines = [
        row | {"forms": row["form_names"] or "cả tệp", "title": row["title"] or "Điểm khác"}
        for row in ask("findings_by_kind", period=period)
    ]
    columns = [
        Column("severity_name", "Mức", width=90),
        Column("title", "Điểm kiểm tra", width=230, pinned=True),
        Column("about", "Về", width=80),
        Column("findings", "Số lần", "number", 90, decimals=0),
        Column("open_findings", "Trong tệp gửi sau cùng", "number", 120, decimals=0),
        Column("agencies", "Đơn vị", "number", 90, decimals=0),
        Column("forms", "Biểu", width=260),
    ]
    return Table(f"Điểm kiểm tra theo loại, {_label(period)}", columns, lines, f"loi-{period}")


@table("bao-cao-nhac", ROLES)
def _reminders(search: str) -> Table:
    """Make the list of whom to remind."""
    period = ADDRESS.read(search)["ky"]
    columns = [
        Column("name", "Đơn vị", width=170, pinned=True),
        Column("open", "Biểu còn nợ", "number", 90, decimals=0),
        Column("missing", "Chưa nộp", "number", 90, decimals=0),
        Column("returned", "Bị trả lại", "number", 90, decimals=0),
        Column("due", "Hạn nộp", width=100),
        Column("forms", "Các biểu", width=320),
    ]
    caption = f"Đơn vị cần nhắc nộp báo cáo, {_label(period)}"
    return Table(caption, columns, quality.reminder_rows(period), f"can-nhac-{period}")


@table("bao-cao-sua", ROLES)
def _revisions(search: str) -> Table:
    """Make the list of published numbers that changed."""
    period = ADDRESS.read(search)["ky"]
    columns = [
        Column("name", "Chỉ tiêu", width=180, pinned=True),
        Column("area", "Địa bàn", width=130),
        Column("span", "Khoảng", width=120),
        Column("old", "Số cũ", "number", 90),
        Column("new", "Số mới", "source", 90),
        Column("change", "Chênh lệch", "number", 100),
        Column("unit", "Đơn vị", width=90),
        Column("behind", "Tệp gây ra", width=240),
        Column("kind", "Thay đổi", width=110),
        Column("cause", "Do", width=130),
        Column("when", "Công bố lúc", width=130),
        Column("signed", "Ghi chú", width=130),
    ]
    caption = f"Số đã công bố rồi đổi, {_label(period)}"
    release = (Column("release", "Bản phát hành", width=180),)
    rows = quality.revision_rows(period)
    return Table(caption, columns, rows, f"sua-so-{period}", in_files=release)


def _label(period: str) -> str:
    return next(row["label"] for row in ask("periods") if row["period"] == period)
