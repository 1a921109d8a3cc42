"""Commands that keep the warehouse up to date: names, options and help."""

from pathlib import Path
from typing import Annotated

import typer

from dagster_project.cli.dates import parse_date
from dagster_project.cli.vietnamese_help import Command


def add_operating_commands(app: typer.Typer) -> None:
    """Put the commands into the list of commands, in the order in which they are used."""
    for command in (watch, refresh, status, tick, reminders):
        app.command(cls=Command)(command)


def watch(
    once: Annotated[
        bool, typer.Option("--once", help="Một lượt rồi dừng (one round, then end).")
    ] = False,
) -> int:
    """Trực hộp thư đến: tệp thả vào được nhận, trả lời ở hộp thư đi (watch the inbox)."""
    from dagster_project.cli.watching import watch_inbox

    return watch_inbox(once=once)


def refresh(
    period: Annotated[
        str | None,
        typer.Option(
            help="Chỉ tiếp nhận tệp của quý này và tệp không ghi quý; bỏ trống là tiếp nhận "
            "mọi tệp đang chờ (take in this quarter's files only).",
            metavar="Q",
        ),
    ] = None,
    first: Annotated[
        str | None,
        typer.Option(
            "--from", help="Từ quý, đi cùng --to: cả một khoảng quý (from quarter).", metavar="Q"
        ),
    ] = None,
    last: Annotated[
        str | None, typer.Option("--to", help="Đến hết quý (to quarter).", metavar="Q")
    ] = None,
    full: Annotated[
        bool,
        typer.Option(
            "--full", help="Đọc lại mọi lần nạp, không chỉ những lần chưa đọc (read all again)."
        ),
    ] = False,
) -> int:
    """Hộp thư đến → kho → dbt → kiểm tra → công bố (inbox, lake, dbt, checks, release)."""
    from dagster_project.cli.refreshing import refresh_and_report

    return refresh_and_report(period, first, last, full=full)


def status() -> int:
    """Đang có gì, việc gì đang chạy, vì sao dừng và phải làm gì (how the warehouse stands)."""
    from dagster_project.cli.state_of_things import print_status

    return print_status()


def tick(
    on: Annotated[
        str | None,
        typer.Option(help="Coi ngày này là hôm nay, ví dụ 2026-09-18 (day).", metavar="DATE"),
    ] = None,
) -> int:
    """Việc đến hạn theo lịch: nhắc báo cáo, bản tạm tính, trình bản chính thức (daily tick)."""
    from dagster_project.cli.operating import run_tick

    return run_tick(parse_date(on))


def reminders(
    period: Annotated[
        str | None,
        typer.Option("--period", help="Quý báo cáo, ví dụ 2026Q3 (quarter).", metavar="Q"),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            help="Ghi thêm công văn, tin nhắn mới vào thư mục này (write fresh drafts).",
            metavar="DIR",
        ),
    ] = None,
) -> int:
    """Đơn vị còn nợ báo cáo và các bản nháp nhắc hạn (open reports and draft reminders)."""
    from dagster_project.cli.operating import list_reminders

    return list_reminders(period, out)
