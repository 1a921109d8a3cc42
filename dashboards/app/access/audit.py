"""The record of what was done: append-only, read in the app by the administrator."""

from pathlib import Path

from dashboards.app.access.store import now, open_store

ACTIONS = {
    "sign_in": "Đăng nhập",
    "sign_in_failed": "Đăng nhập không được",
    "sign_out": "Đăng xuất",
    "password": "Đổi mật khẩu",
    "user_added": "Thêm tài khoản",
    "user_disabled": "Khóa tài khoản",
    "user_enabled": "Mở lại tài khoản",
    "password_reset": "Đặt lại mật khẩu",
    "download": "Tải tệp",
    "file_refused": "Xin tệp gốc, không được",
    "submit": "Nộp biểu",
    "decide": "Quyết định",
    "propose": "Đề nghị công bố",
    "approve": "Duyệt công bố",
    "rollback": "Quay về bản trước",
    "question": "Truy vấn SQL",
}


def record(
    action: str, subject: str, *, who: str, role: str, came_from: str, home: Path | None = None
) -> None:
    """Add one entry.

    Args:
        action: a key of ``ACTIONS``.
        subject: what it was done to (a file, a quarter, a user); cut at 500 characters.
        who: the user's name.
        role: the user's role.
        came_from: network address, or ``qhld`` for the command line.
        home: root of all state (default: ``QHLD_HOME``).

    Raises:
        KeyError: an action that has no Vietnamese name.
    """
    if action not in ACTIONS:
        raise KeyError(action)
    with open_store(home) as store:
        store.execute(
            "insert into audit (at, who, role, action, subject, came_from) "
            "values (?, ?, ?, ?, ?, ?)",
            (now(), who[:100], role, action, subject[:500], came_from),
        )


def note(action: str, subject: str) -> None:
    """Add one entry about the viewer of the running request.

    Args:
        action: a key of ``ACTIONS``.
        subject: what it was done to.
    """
    from flask import request

    from dashboards.app.ask import home
    from dashboards.app.viewer import current_viewer

    viewer = current_viewer()
    record(
        action,
        subject,
        who=viewer.user,
        role=viewer.role,
        came_from=request.remote_addr or "",
        home=home(),
    )


def entries(home: Path | None = None, limit: int = 2000) -> list[dict]:
    """Return the newest entries, newest first.

    Args:
        home: root of all state (default: ``QHLD_HOME``).
        limit: how many at most.
    """
    with open_store(home) as store:
        rows = store.execute("select * from audit order by entry_no desc limit ?", (limit,))
        return [dict(row) for row in rows]
