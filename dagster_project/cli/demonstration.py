"""`qhld demo`: thirteen made-up quarters through the whole path, from workbooks to the page."""

import shutil
from pathlib import Path

import typer

from dagster_project.cli.periods import parse_quarters
from dagster_project.cli.progress_bars import progress_bars
from dagster_project.cli.refreshing import refresh_in_this_process
from dagster_project.cli.serving import require_free_port, serve_dashboard
from dagster_project.progress import report


def run_demo(quarters: str, seed: int, port: int | None) -> int:
    """Make sample workbooks, take them in, build once, publish once and serve.

    Running it again takes the same bytes in again, which changes nothing.

    Args:
        quarters: such as `2023Q3..2026Q3`.
        seed: of the sample.
        port: where to serve the dashboard; None does not serve it.

    Raises:
        UserError: the port is taken (said before any work), or nothing could be published.
    """
    if port is not None:
        require_free_port(port)
    periods = parse_quarters(quarters)
    with progress_bars("Tạo bảng tính giả lập"):
        _fill_inbox(periods, seed)
    summary = refresh_in_this_process()
    typer.echo(summary)
    typer.echo(
        f"Đã xong trình diễn: {len(periods)} quý số liệu GIẢ LẬP ({periods[0]} đến {periods[-1]}) "
        "đi từ bảng tính đến bản công bố."
    )
    if port is not None:
        return serve_dashboard(port)
    from dagster_project.cli.users import tell_first_admin

    tell_first_admin()
    typer.echo("Xem bảng điều khiển: make serve (hoặc qhld serve)")
    return 0


def _fill_inbox(periods: list[str], seed: int) -> None:
    """Write the sample and lay its workbooks and receipts into the inbox, quarter by quarter."""
    from ingest.home import home, inbox_dir
    from ingest.sample import write_sample

    out = home() / "sample_workbooks"
    shutil.rmtree(out, ignore_errors=True)
    step = "Tạo bảng tính giả lập"
    write_sample(out, periods, seed, on_progress=lambda done, total: report(step, done, total))
    for period in periods:
        _lay(out / period, inbox_dir() / period)


def _lay(source: Path, target: Path) -> None:
    target.mkdir(parents=True, exist_ok=True)
    # The receipts first: a file taken in without its receipt would count as received now.
    files = sorted(path for path in source.iterdir() if path.is_file())
    for path in sorted(files, key=lambda path: path.name != "receipts.csv"):
        shutil.copyfile(path, target / path.name)
