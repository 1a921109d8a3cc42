"""`qhld names …`: names, options and help. What each does is in `dagster_project.cli.names`."""

from typing import Annotated

import typer

from dagster_project.cli.loads_app import AsJson, By, Reason
from dagster_project.cli.vietnamese_help import Command, Group

names_app = typer.Typer(
    cls=Group,
    no_args_is_help=True,
    help="Tên xã, phường và doanh nghiệp chờ người xử lý (names waiting for a decision).",
)

Name = Annotated[
    str, typer.Argument(help="Tên như trong bảng tính (name as written).", metavar="NAME")
]
Sender = Annotated[
    str | None,
    typer.Option(
        "--agency",
        help="Chỉ khi đơn vị này gửi: tên hoặc mã (only from this sender).",
        metavar="NAME",
    ),
]
From = Annotated[
    str | None,
    typer.Option("--from", help="Từ ngày, ví dụ 2025-07-01 (first day).", metavar="DATE"),
]
To = Annotated[str | None, typer.Option("--to", help="Đến ngày (last day).", metavar="DATE")]


@names_app.command("list", cls=Command)
def names_list(as_json: AsJson = False) -> int:
    """Các tên đang giữ tệp lại, tên giữ nhiều tệp nhất đứng trước (names that hold files up)."""
    from dagster_project.cli.names import print_names

    return print_names(as_json=as_json)


@names_app.command("show", cls=Command)
def names_show(name: Name, as_json: AsJson = False) -> int:
    """Một tên: ở những tệp nào, giống tên nào, đã quyết định gì (one name)."""
    from dagster_project.cli.names import print_name

    return print_name(name, as_json=as_json)


@names_app.command("decide", cls=Command)
def names_decide(
    name: Name,
    reason: Reason,
    commune: Annotated[
        str | None,
        typer.Option(help="Mã hoặc tên chính thức của xã, phường (commune).", metavar="CODE"),
    ] = None,
    employer: Annotated[
        str | None, typer.Option(help="Mã số thuế của doanh nghiệp (tax code).", metavar="MST")
    ] = None,
    agency: Sender = None,
    valid_from: From = None,
    valid_to: To = None,
    by: By = None,
) -> int:
    """Quyết định một tên nghĩa là gì; các tệp bị giữ được đọc lại ngay (decide a name)."""
    from dagster_project.cli.names import decide

    return decide(name, commune, employer, agency, valid_from, valid_to, by, reason)


@names_app.command("reject", cls=Command)
def names_reject(
    name: Name,
    reason: Reason,
    employer: Annotated[
        bool, typer.Option("--employer", help="Tên doanh nghiệp (an employer's name).")
    ] = False,
    agency: Sender = None,
    by: By = None,
) -> int:
    """Tên không hợp lệ hoặc quyết định cũ không còn đúng: đơn vị gửi phải sửa (reject a name)."""
    from dagster_project.cli.names import reject

    return reject(name, agency, by, reason, is_employer=employer)
