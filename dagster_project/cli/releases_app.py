"""The commands of `qhld release`: names, options and help.

What they do is in `releases`, `signing` and `comparing`.
"""

from typing import Annotated

import typer

from dagster_project.cli.vietnamese_help import Command, Group

release_app = typer.Typer(
    cls=Group, no_args_is_help=True, help="Các bản công bố số liệu (published releases)."
)

Periods = Annotated[
    list[str], typer.Argument(help="Các quý, ví dụ 2026Q3 (quarters).", metavar="Q...")
]
Signer = Annotated[
    str,
    typer.Option("--by", help="Người ký, có tên trong access.yml (who signs).", metavar="NAME"),
]
By = Annotated[
    str | None,
    typer.Option(
        "--by", help="Người quyết định; mặc định là người đang đăng nhập (person).", metavar="NAME"
    ),
]
Reason = Annotated[
    str, typer.Option("--reason", help="Lý do, được lưu mãi (reason, kept).", metavar="TEXT")
]


@release_app.command("list", cls=Command)
def release_list() -> int:
    """Liệt kê các bản công bố (list releases)."""
    from dagster_project.cli.releases import print_list

    return print_list()


@release_app.command("show", cls=Command)
def release_show(
    release_id: Annotated[
        str | None, typer.Argument(help="Mã bản công bố; bỏ trống là bản hiện hành.", metavar="ID")
    ] = None,
) -> int:
    """Xem một bản công bố (show one release)."""
    from dagster_project.cli.releases import print_one

    return print_one(release_id)


@release_app.command("rollback", cls=Command)
def release_rollback(
    release_id: Annotated[str, typer.Argument(help="Mã bản công bố (release id).", metavar="ID")],
    by: By = None,
    reason: Reason = "",
) -> int:
    """Quay về một bản công bố và giữ lại nội dung vừa thu hồi (move back, hold what was undone).

    Gọi với mã của chính bản đã thu hồi là công bố lại bản đó một cách đích danh.
    """
    from dagster_project.cli.releases import roll_back

    return roll_back(release_id, by, reason)


@release_app.command("diff", cls=Command)
def release_diff(
    before: Annotated[
        str, typer.Argument(help="Bản trước: mã, current hoặc previous.", metavar="A")
    ],
    after: Annotated[str, typer.Argument(help="Bản sau: mã, current hoặc previous.", metavar="B")],
    output: Annotated[
        str, typer.Option("--format", help="table | csv | json (định dạng, output format).")
    ] = "table",
) -> int:
    """Số đã công bố nào khác nhau giữa hai bản, vì lần nạp nào (compare two releases).

    Bản mà tệp đã được dọn vẫn so sánh được: giá trị đã công bố được giữ trong nhật ký.
    """
    from dagster_project.cli.comparing import print_difference

    return print_difference(before, after, output)


@release_app.command("status", cls=Command)
def release_status(
    periods: Annotated[
        list[str] | None,
        typer.Argument(help="Các quý; bỏ trống là mọi quý (quarters).", metavar="Q..."),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Dạng JSON, kèm các cảnh báo (JSON output).")
    ] = False,
) -> int:
    """Số liệu từng quý: tạm tính, chính thức, điều chỉnh; ai đề nghị, ai duyệt (sign-off)."""
    from dagster_project.cli.signing import print_status

    return print_status(periods or [], as_json=as_json)


@release_app.command("propose", cls=Command)
def release_propose(
    periods: Periods,
    by: Signer,
    reason: Reason = "",
    accept: Annotated[
        list[str] | None,
        typer.Option(
            "--accept",
            help="Chấp nhận một cảnh báo, lý do in thành chú thích: MÃ=lý do (accept a warning).",
            metavar="CODE=TEXT",
        ),
    ] = None,
) -> int:
    """Chuyên viên đề nghị công nhận số liệu quý của bản hiện hành (propose as final)."""
    from dagster_project.cli.signing import propose

    return propose(periods, by, reason, accept or [])


@release_app.command("approve", cls=Command)
def release_approve(periods: Periods, by: Signer, reason: Reason = "") -> int:
    """Lãnh đạo duyệt đề nghị của người khác (approve, a second person)."""
    from dagster_project.cli.signing import approve

    return approve(periods, by, reason)


@release_app.command("decline", cls=Command)
def release_decline(periods: Periods, by: Signer, reason: Reason) -> int:
    """Lãnh đạo trả lại đề nghị (decline a proposal)."""
    from dagster_project.cli.signing import decline

    return decline(periods, by, reason)


@release_app.command("retract", cls=Command)
def release_retract(periods: Periods, by: Signer, reason: Reason) -> int:
    """Chuyên viên rút đề nghị đang chờ duyệt (take a proposal back)."""
    from dagster_project.cli.signing import retract

    return retract(periods, by, reason)


@release_app.command("cite", cls=Command)
def release_cite(
    release_id: Annotated[str, typer.Argument(help="Mã bản công bố (release id).", metavar="ID")],
    cited_by: Annotated[
        str, typer.Option("--as", help="Báo cáo, tệp xuất ra dùng bản này.", metavar="TEXT")
    ],
    by: By = None,
) -> int:
    """Ghi rằng một báo cáo dùng số liệu của bản này; bản này không bao giờ bị dọn (cite)."""
    from dagster_project.cli.collecting import cite

    return cite(release_id, cited_by, by)
