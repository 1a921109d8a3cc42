"""`qhld loads …`: names, options and help. What each does is in `dagster_project.cli.loads`."""

from typing import Annotated

import typer

from dagster_project.cli.vietnamese_help import Command, Group

loads_app = typer.Typer(
    cls=Group,
    no_args_is_help=True,
    help="Các lần nạp số liệu: xem, thu hồi, tiếp nhận một phần, đọc lại (loads).",
)

LoadId = Annotated[
    str,
    typer.Argument(help="Mã lần nạp, có thể rút gọn còn vài ký tự đầu (load id).", metavar="ID"),
]
By = Annotated[
    str | None,
    typer.Option(
        "--by", help="Người quyết định; mặc định là người đang đăng nhập (person).", metavar="NAME"
    ),
]
Reason = Annotated[str, typer.Option(help="Lý do, được lưu mãi (reason, kept).", metavar="TEXT")]
Period = Annotated[
    str | None, typer.Option("--period", help="Quý, ví dụ 2026Q3 (quarter).", metavar="Q")
]
Agency = Annotated[
    str | None, typer.Option(help="Cơ quan gửi: tên hoặc mã (sending agency).", metavar="NAME")
]
FormId = Annotated[str | None, typer.Option(help="Mã biểu mẫu (form id).", metavar="ID")]
AsJson = Annotated[bool, typer.Option("--json", help="Dạng JSON (JSON output).")]


@loads_app.command("list", cls=Command)
def loads_list(
    period: Period = None,
    agency: Agency = None,
    form: FormId = None,
    state: Annotated[
        str | None,
        typer.Option(
            help="nhan | tra-lai | chap-nhan | thay-the | thu-hoi (trạng thái, state).",
            metavar="STATE",
        ),
    ] = None,
    as_json: AsJson = False,
) -> int:
    """Liệt kê những gì đã nhận và trạng thái từng bảng (list loads with their states)."""
    from dagster_project.cli.loads import print_loads

    return print_loads(period, agency, form, state, as_json=as_json)


@loads_app.command("show", cls=Command)
def loads_show(load_id: LoadId, as_json: AsJson = False) -> int:
    """Mọi điều đã biết về một lần nạp, từ tệp gốc đến số đã thay đổi (all facts of one load)."""
    from dagster_project.cli.loads import print_load

    return print_load(load_id, as_json=as_json)


@loads_app.command("withdraw", cls=Command)
def loads_withdraw(load_id: LoadId, reason: Reason, by: By = None) -> int:
    """Thu hồi một lần nạp: số liệu không được tính nữa, dấu vết vẫn còn (withdraw a load)."""
    from dagster_project.cli.loads import withdraw

    return withdraw(load_id, by, reason)


@loads_app.command("accept", cls=Command)
def loads_accept(
    load_id: LoadId,
    reason: Reason,
    table: Annotated[
        int | None,
        typer.Option(help="Số thứ tự bảng; bỏ trống là mọi bảng bị trả lại.", metavar="N"),
    ] = None,
    by: By = None,
) -> int:
    """Tiếp nhận một phần: các dòng đúng của bảng bị trả lại được tính (accept the good rows)."""
    from dagster_project.cli.loads import accept

    return accept(load_id, table, by, reason)


@loads_app.command("reread", cls=Command)
def loads_reread(
    form: FormId = None,
    load: Annotated[
        list[str] | None,
        typer.Option(help="Mã lần nạp, nêu được nhiều lần (load ids).", metavar="ID"),
    ] = None,
    agency: Agency = None,
    apply: Annotated[
        bool, typer.Option("--apply", help="Nạp những gì đã khác (store what differs).")
    ] = False,
    by: By = None,
    reason: Annotated[
        str | None, typer.Option(help="Lý do, bắt buộc khi --apply (reason).", metavar="TEXT")
    ] = None,
) -> int:
    """Đọc lại tệp lưu trữ sau khi đổi biểu mẫu hoặc danh mục tên (read archived files again).

    Không nêu gì: đọc lại các tệp đã đọc theo biểu mẫu hoặc danh mục cũ. Chỉ có --apply mới ghi.
    """
    from dagster_project.cli.rereading import reread

    return reread(form, load or [], agency, apply=apply, by=by, reason=reason)
