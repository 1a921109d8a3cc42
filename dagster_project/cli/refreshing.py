"""`qhld refresh`: the Dagster job `quarterly_refresh`, run in this process."""

import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout

import typer

from dagster_project.cli.periods import parse_period
from dagster_project.cli.progress_bars import progress_bars
from dagster_project.user_error import UserError


def refresh_and_report(period: str | None) -> int:
    """Refresh and say what came of it.

    Raises:
        UserError: nothing was published; says why.
    """
    summary = refresh_in_this_process(parse_period(period))
    typer.echo(summary)
    return 0


def refresh_in_this_process(period: str | None) -> str:
    """Run the job with a progress bar.

    Args:
        period: quarter that files without one of their own are taken to be for; None leaves it
            to the files, and the run is filed under the newest quarter that has begun.

    Returns:
        Vietnamese summary of the publication.

    Raises:
        UserError: nothing was published; says why.
    """
    with progress_bars("Nạp Dagster và dbt"):
        return _run_job(period)


def _run_job(period: str | None) -> str:
    from dagster_project.dagster_home import prepare_dagster_home
    from dagster_project.refresh import only_refresh

    with only_refresh():
        pass  # told at once, before half a minute of imports
    os.environ.update(prepare_dagster_home())
    import dagster as dg

    from dagster_project.definitions import defs
    from dagster_project.defs.quarters import begun_quarters

    quarters = begun_quarters()
    if period is not None and period not in quarters:
        raise UserError(f"Quý {period} chưa bắt đầu hoặc không có trong lịch báo cáo.", 64)
    job = defs().resolve_job_def("quarterly_refresh")
    with dg.DagsterInstance.get() as instance, _quiet():
        result = job.execute_in_process(
            partition_key=period or quarters[-1],
            instance=instance,
            tags={"qhld/period": period} if period else None,
            raise_on_error=False,
        )
    if result.success:
        return _metadata(result, "summary")
    raise _reason(result)


def _metadata(result, name: str) -> str:
    (event,) = result.asset_materializations_for_node("published_release")
    return event.metadata[name].value


def _reason(result) -> UserError:
    """Why a run has failed, in Vietnamese."""
    from dagster_project.refresh import keep_log
    from dagster_project.release import PublishingBlockedError
    from dagster_project.release_checks import check_build
    from dagster_project.warehouse_build import find_build

    steps = {event.step_key: event for event in result.get_step_failure_events()}
    for event in steps.values():
        cause = event.step_failure_data.error
        while cause is not None:
            if cause.cls_name in ("PublishingHeldError", "RefreshBusyError", "UserError"):
                return UserError(cause.message.partition(": ")[2].strip())
            cause = cause.cause
    build = find_build(result.run_id)
    if build is not None:
        checks = check_build(build)
        if not all(check.passed for check in checks):
            log = keep_log(build)
            return UserError(f"{PublishingBlockedError(checks)}\nNhật ký dbt: {log}")
    first = next(iter(steps.values()), None)
    detail = first.step_failure_data.error.message.strip() if first else "không rõ nguyên nhân"
    return UserError(f"Cập nhật không thành công; bản công bố hiện hành giữ nguyên.\n{detail}")


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep Dagster's and dbt's own lines off the screen; they are in the run's log."""
    logging.getLogger("dagster").setLevel(logging.CRITICAL)
    if os.environ.get("QHLD_DEBUG") == "1":
        yield
        return
    with open(os.devnull, "w", encoding="utf-8") as nowhere, redirect_stdout(nowhere):
        yield
    sys.stdout.flush()
