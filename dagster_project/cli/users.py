"""`qhld users …`: who may sign in to the dashboards, from the command line of the server."""

import getpass
import sys

import typer

from dagster_project.user_error import UserError
from dashboards.app.access import audit, users
from dashboards.app.viewer import ROLE_NAMES
from ingest.communes.match_communes import match_commune
from ingest.reference import communes


def add(name: str, role: str, named: list[str], full_name: str, *, generate: bool) -> int:
    """Add a user; the password is asked for, or made and printed once.

    Raises:
        UserError: the user cannot be made so.
    """
    codes = frozenset(_code(text) for text in named)
    if users.find_user(name) is not None:
        raise UserError(f"Tên đăng nhập {name} đã có.", 64)
    password, is_made = _password(name, generate=generate)
    made = _tried(
        users.add_user,
        *(name, role, password),
        full_name=full_name,
        communes=codes,
        by=_who(),
    )
    _record("user_added", f"{name} ({ROLE_NAMES[made.role]})")
    typer.echo(f"Đã thêm tài khoản {made.name}, vai trò {ROLE_NAMES[made.role]}.")
    _tell(password, is_made)
    return 0


def print_users() -> int:
    """Print the users as a table."""
    rows = [("Tên đăng nhập", "Vai trò", "Xã, phường", "Trạng thái", "Họ tên")]
    for user in users.list_users():
        state = "khóa" if user.is_disabled else "mật khẩu một lần" if user.must_change else "mở"
        own = ", ".join(sorted(user.communes)) or "–"
        rows.append((user.name, ROLE_NAMES[user.role], own, state, user.full_name))
    widths = [max(len(row[place]) for row in rows) for place in range(5)]
    for row in rows:
        line = "  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True))
        typer.echo(line.rstrip())
    return 0


def reset_password(name: str, *, generate: bool) -> int:
    """Give a user a one-time password.

    Raises:
        UserError: no such user, or a weak password.
    """
    if users.find_user(name) is None:
        raise UserError(f"Không có tài khoản {name}. Xem các tài khoản: qhld users list", 64)
    password, is_made = _password(name, generate=generate)
    _tried(users.set_password, name, password, must_change=True)
    _record("password_reset", name)
    typer.echo(f"Đã đặt lại mật khẩu của {name}; các phiên đang mở kết thúc.")
    _tell(password, is_made)
    return 0


def switch(name: str, *, disabled: bool) -> int:
    """Disable a user or let the user in again.

    Raises:
        UserError: no such user, or the last administrator.
    """
    _tried(users.set_disabled, name, disabled)
    _record("user_disabled" if disabled else "user_enabled", name)
    typer.echo(f"Đã {'khóa' if disabled else 'mở lại'} tài khoản {name}.")
    return 0


def tell_first_admin() -> None:
    """At the first start: make an administrator and print the one-time password, once."""
    password = users.make_first_admin()
    if password is None:
        return
    _record("user_added", f"{users.FIRST_ADMIN} (tài khoản đầu tiên)")
    typer.echo(
        f"Đăng nhập lần đầu: tên {users.FIRST_ADMIN}, mật khẩu một lần {password}\n"
        "  (chỉ in một lần; sẽ phải đổi khi đăng nhập. "
        f"Quên thì đặt lại: qhld users passwd {users.FIRST_ADMIN})"
    )


def _tell(password: str, is_made: bool) -> None:
    if is_made:
        typer.echo(f"Mật khẩu một lần (chỉ in ở đây): {password}")
    typer.echo("Người dùng phải đổi mật khẩu khi đăng nhập.")


def _password(name: str, *, generate: bool) -> tuple[str, bool]:
    """The password and whether it was made here; never from the arguments of the command."""
    if generate or not sys.stdin.isatty():
        return users.one_time_password(), True
    password = getpass.getpass("Mật khẩu: ")
    if problem := users.judge_password(password, name):
        raise UserError(problem, 64)
    if getpass.getpass("Nhập lại: ") != password:
        raise UserError("Hai lần nhập không giống nhau.", 64)
    return password, False


def _code(text: str) -> str:
    """The code of a commune given by code or name."""
    match = match_commune(text)
    if match.status == "matched":
        return str(match.commune_code)
    if text in communes():
        return text
    raise UserError(f"Không nhận ra xã, phường “{text}”. Xem: qhld communes match", 64)


def _tried(act, *args, **kwargs):
    try:
        return act(*args, **kwargs)
    except users.UserProblem as problem:
        raise UserError(str(problem), 64) from None


def _who() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "?"


def _record(action: str, subject: str) -> None:
    audit.record(action, subject, who=_who(), role="", came_from="qhld")
