"""`qhld users …`: names, options and help. What each does is in `dagster_project.cli.users`."""

from typing import Annotated

import typer

from dagster_project.cli.vietnamese_help import Command, Group

users_app = typer.Typer(
    cls=Group,
    no_args_is_help=True,
    help="Tài khoản xem bảng điều khiển (users of the dashboards).",
)

Name = Annotated[str, typer.Argument(help="Tên đăng nhập (user name).", metavar="NAME")]
Generate = Annotated[
    bool,
    typer.Option(
        "--generate", help="Tạo mật khẩu một lần và in ra, không hỏi (one-time password)."
    ),
]


@users_app.command("add", cls=Command)
def users_add(
    name: Name,
    role: Annotated[
        str,
        typer.Option(
            "--role",
            help="quan_tri, lanh_dao, chuyen_vien hoặc can_bo_xa (role).",
            metavar="ROLE",
        ),
    ],
    commune: Annotated[
        list[str] | None,
        typer.Option(
            "--commune",
            help="Xã, phường của cán bộ xã: mã hoặc tên; nhắc lại được (repeatable).",
            metavar="CODE",
        ),
    ] = None,
    full_name: Annotated[
        str, typer.Option("--full-name", help="Họ tên để hiện (as shown).", metavar="TEXT")
    ] = "",
    generate: Generate = False,
) -> int:
    """Thêm tài khoản (add a user). Mật khẩu được hỏi hoặc tạo, không nằm trong dòng lệnh."""
    from dagster_project.cli.users import add

    return add(name, role, commune or [], full_name, generate=generate)


@users_app.command("list", cls=Command)
def users_list() -> int:
    """Các tài khoản, vai trò, xã, phường, trạng thái (the users)."""
    from dagster_project.cli.users import print_users

    return print_users()


@users_app.command("passwd", cls=Command)
def users_passwd(name: Name, generate: Generate = False) -> int:
    """Đặt lại mật khẩu; mọi phiên đang mở của tài khoản kết thúc (reset the password)."""
    from dagster_project.cli.users import reset_password

    return reset_password(name, generate=generate)


@users_app.command("disable", cls=Command)
def users_disable(name: Name) -> int:
    """Khóa tài khoản; mọi phiên đang mở kết thúc (disable)."""
    from dagster_project.cli.users import switch

    return switch(name, disabled=True)


@users_app.command("enable", cls=Command)
def users_enable(name: Name) -> int:
    """Mở lại tài khoản đã khóa (enable again)."""
    from dagster_project.cli.users import switch

    return switch(name, disabled=False)
