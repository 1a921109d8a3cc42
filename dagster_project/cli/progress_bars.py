"""Progress on standard error: bars on a terminal, one line a step elsewhere."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import typer

from dagster_project.progress import listening


@contextmanager
def progress_bars(first_step: str) -> Iterator[None]:
    """Show the progress that `dagster_project.progress.report` tells inside the block.

    Args:
        first_step: what is done before the first report, in Vietnamese.
    """
    if not sys.stderr.isatty():
        with _lines(first_step):
            yield
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.fields[count]}"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True)) as bars:
        tasks = {first_step: bars.add_task(first_step, total=None, count="")}

        def show(step: str, done: int, total: int) -> None:
            if step not in tasks:
                for task in tasks.values():
                    bars.update(task, total=1, completed=1)
                tasks[step] = bars.add_task(step, total=None, count="")
            if total:
                bars.update(tasks[step], total=total, completed=done, count=f"{done}/{total}")

        with listening(show):
            yield
        for task in tasks.values():
            bars.update(task, total=1, completed=1)


@contextmanager
def _lines(first_step: str) -> Iterator[None]:
    """One line a step, as a log file wants it."""
    seen = {first_step}
    typer.echo(f"• {first_step}…", err=True)

    def show(step: str, done: int, total: int) -> None:
        if step not in seen:
            seen.add(step)
            typer.echo(f"• {step}…", err=True)

    with listening(show):
        yield
