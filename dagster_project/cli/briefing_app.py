"""`qhld briefing …`: names, options and help; what it does is in `dagster_project.cli.briefing`."""

from pathlib import Path
from typing import Annotated

import typer

from dagster_project.cli.vietnamese_help import Command, Group


class BriefingGroup(Group):
    """Makes a briefing where no subcommand is named: `qhld briefing --period 2026Q3`."""

    def parse_args(self, ctx, args: list[str]) -> list[str]:
        """Put the command that makes documents before options that name none."""
        asks_help = any(word in ("--help", "-h") for word in args[:1])
        if args and not asks_help and args[0].startswith("-"):
            args = ["make", *args]
        return super().parse_args(ctx, args)


briefing_app = typer.Typer(
    cls=BriefingGroup,
    no_args_is_help=True,
    help="Báo cáo quý cho lãnh đạo: lập, đối chiếu, lời văn (quarterly briefings).",
)

Period = Annotated[
    str, typer.Option("--period", help="Quý báo cáo, ví dụ 2026Q3 (quarter).", metavar="Q")
]


@briefing_app.command("make", cls=Command)
def briefing_make(
    period: Period,
    formats: Annotated[
        str | None,
        typer.Option(
            "--format",
            help="pdf,docx,pptx,xlsx,to-tin; mặc định là tất cả (formats).",
            metavar="F,F",
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            help="Thư mục ghi ra; mặc định là briefings/<quý>/<bản công bố> trong QHLD_HOME "
            "(output folder).",
            metavar="DIR",
        ),
    ] = None,
    audience: Annotated[
        str,
        typer.Option(
            help="noi-bo | ben-ngoai: bản cho bên ngoài chỉ có số liệu đã bảo vệ số nhỏ (audience)."
        ),
    ] = "noi-bo",
    by: Annotated[
        str | None,
        typer.Option(
            "--by", help="Người lập; mặc định là người đang đăng nhập (person).", metavar="NAME"
        ),
    ] = None,
) -> int:
    """Lập báo cáo quý từ bản công bố hiện hành (make the documents of a quarter)."""
    from dagster_project.cli.briefing import make

    return make(period, formats, out, audience, by)


@briefing_app.command("verify", cls=Command)
def briefing_verify(
    file: Annotated[
        Path, typer.Argument(help="Tệp báo cáo đã lập: .xlsx, .pdf, .docx, .pptx.", metavar="FILE")
    ],
    as_json: Annotated[bool, typer.Option("--json", help="Dạng JSON (JSON output).")] = False,
) -> int:
    """Số liệu trong một tệp báo cáo còn đúng không (do its figures still stand).

    Đối chiếu với bản công bố mà tệp nêu, rồi với bản hiện hành. Mã thoát: 0 còn đúng, 1 có số khác.
    """
    from dagster_project.cli.briefing_verifying import verify

    return verify(file, as_json=as_json)


@briefing_app.command("notes", cls=Command)
def briefing_notes(
    period: Annotated[
        str | None,
        typer.Option("--period", help="Quý báo cáo, ví dụ 2026Q3 (quarter).", metavar="Q"),
    ] = None,
    source: Annotated[
        Path | None,
        typer.Option(
            "--from",
            help="Tệp Word đã điền: lấy lời văn vào notes.yml (take over people's words).",
            metavar="FILE",
        ),
    ] = None,
) -> int:
    """Lời văn của người viết: mục nào còn trống; lấy từ tệp Word (people's words)."""
    from dagster_project.cli.briefing_notes import show_notes, take_over

    return take_over(source) if source else show_notes(period)
