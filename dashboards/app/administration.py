"""What the page "Quản trị" shows: users and the audit log, both read only.

Users are made and disabled with ``qhld users`` on the server, so that a stolen session of an
administrator cannot make more of them.
"""

from datetime import datetime

import dash_mantine_components as dmc
from dash import html

from dashboards.app.access import audit, users
from dashboards.app.ask import home, shown_release
from dashboards.app.format_vi import moment
from dashboards.app.parts.grid import grid
from dashboards.app.parts.page_frame import page_frame
from dashboards.app.parts.pieces import icon
from dashboards.app.parts.table import Column, Table, column_defs, grid_rows
from dashboards.app.viewer import ROLE_NAMES


def users_table(_search: str = "") -> Table:
    """Return all users, without passwords."""
    release = shown_release()
    areas = release.run("areas", kind="commune") if release else []
    communes = {row["area_code"]: row["area_name"] for row in areas}
    rows = [
        {
            "name": user.name,
            "full_name": user.full_name,
            "role": ROLE_NAMES[user.role],
            "communes": ", ".join(communes.get(code, code) for code in sorted(user.communes)),
            "state": "đã khóa"
            if user.is_disabled
            else "chờ đổi mật khẩu một lần"
            if user.must_change
            else "đang dùng",
            "created": moment(user.created_at),
        }
        for user in users.list_users(home())
    ]
    columns = [
        Column("name", "Tên đăng nhập", width=150, pinned=True),
        Column("full_name", "Họ tên", width=180),
        Column("role", "Vai trò", width=150),
        Column("communes", "Xã, phường", width=180),
        Column("state", "Trạng thái", width=230),
        Column("created", "Lập lúc", width=140),
    ]
    return Table("Tài khoản", columns, rows, "tai-khoan")


def audit_table(_search: str = "") -> Table:
    """Return the newest entries of the audit log."""
    rows = [
        {
            "at": datetime.fromisoformat(entry["at"]).strftime("%d/%m/%Y %H:%M:%S"),
            "who": entry["who"],
            "role": ROLE_NAMES.get(entry["role"], "–"),
            "action": audit.ACTIONS.get(entry["action"], entry["action"]),
            "subject": entry["subject"],
            "came_from": "dòng lệnh" if entry["came_from"] == "qhld" else entry["came_from"],
        }
        for entry in audit.entries(home())
    ]
    columns = [
        Column("at", "Lúc", width=160, pinned=True),
        Column("who", "Ai", width=130),
        Column("role", "Vai trò", width=140),
        Column("action", "Việc", width=200),
        Column("subject", "Với gì", width=300),
        Column("came_from", "Từ địa chỉ", width=130),
    ]
    return Table("Nhật ký, mới nhất trước", columns, rows, "nhat-ky")


def layout(**_query: str) -> html.Div:
    """Return the page."""
    people, entries = users_table(), audit_table()
    add = "qhld users add TÊN --role can_bo_xa --commune “Xã Bảo Thắng”"
    return page_frame(
        "Quản trị",
        f"{len(people.rows)} tài khoản, {len(entries.rows)} việc gần nhất trong nhật ký",
        controls=[],
        body=[
            html.Section(
                [
                    _head(
                        "Tài khoản",
                        ["Thêm, khóa, đặt lại mật khẩu ở máy chủ: ", html.Code(add)],
                        "quan-tri-tai-khoan",
                    ),
                    grid(
                        "administration-users",
                        column_defs(people),
                        grid_rows(people),
                        height="auto" if len(people.rows) <= 12 else "360px",
                    ),
                ],
                className="card",
            ),
            html.Section(
                [
                    _head(
                        "Nhật ký",
                        "Chỉ ghi thêm, không sửa, không xóa được. Hiện 2.000 việc mới nhất.",
                        "quan-tri-nhat-ky",
                    ),
                    html.Div(
                        dmc.TextInput(
                            id="administration-search",
                            placeholder="Tìm, không cần gõ dấu",
                            leftSection=icon("search"),
                            size="sm",
                            className="table-search",
                            **{"aria-label": "Tìm trong nhật ký"},
                        ),
                        className="table-tools",
                    ),
                    grid(
                        "administration-audit",
                        [d | {"sortable": False} for d in column_defs(entries)],
                        grid_rows(entries),
                        page_size=50,
                    ),
                ],
                className="card",
            ),
        ],
    )


def _head(title: str, text: object, name: str) -> html.Div:
    return html.Div(
        [
            html.Div([html.H2(title), html.P(text, className="card-text")], className="grow"),
            html.A(
                [icon("download"), "Tải CSV"],
                href=f"/tai-ve/{name}.csv",
                download="",
                className="button-link",
            ),
        ],
        className="card-head",
    )
