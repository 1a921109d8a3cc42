"""`qhld refresh`: the Dagster job `quarterly_refresh`, run in this process."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout

import typer

from dagster_project.cli.periods import parse_period
from dagster_project.cli.progress_bars import progress_bars
from dagster_project.user_error import UserError

# Errors whose text is a Vietnamese sentence saying what to do.
_FOR_THE_USER = (
    "UserError",
    "PublishingHeldError",
    "RefreshBusyError",
    "IntakeBusyError",
    "LedgerError",
    "LakeError",
    "ArchiveError",
)


def refresh_and_report(period: str | None) -> int:
    """Refresh and say what came of it.

    Raises:
        UserError: nothing was published; says why.
    """
    quarter = parse_period(period)
    typer.echo(refresh_in_this_process(quarter))
    if quarter:
        typer.echo(_quarter_sentence(quarter))
    return 0


def _quarter_sentence(quarter: str) -> str:
    """How a quarter stands in the release in force."""
    from dagster_project.release import current_manifest

    state = current_manifest()["quarters"].get(quarter)
    if state is None:
        return f"{quarter}: bản công bố chưa có số liệu của quý này."
    return (
        f"{quarter}: {state['status']}, "
        f"{state['reported_units']}/{state['expected_units']} đơn vị đã báo cáo đủ."
    )


def refresh_in_this_process(period: str | None) -> str:
    """Run the job with a progress bar.

    Args:
        period: the quarter whose files are taken in, as a run of that partition in Dagster does;
            None takes in whatever waits (filed by Dagster under the newest quarter).

    Returns:
        Vietnamese summary of intake and publication.

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
        try:
            result = job.execute_in_process(
                partition_key=period or quarters[-1],
                instance=instance,
                run_config=_run_config(period),
                raise_on_error=False,
            )
        except dg.DagsterExecutionInterruptedError:
            raise KeyboardInterrupt from None
    if result.success:
        intake = _metadata(result, "take_in_inbox", "intake")
        return f"{intake}\n{_metadata(result, 'published_release', 'summary')}"
    raise _reason(result)


def _run_config(period: str | None) -> dict:
    level = "DEBUG" if os.environ.get("QHLD_DEBUG") == "1" else "CRITICAL"
    return {
        "ops": {"take_in_inbox": {"config": {"all_quarters": period is None}}},
        "loggers": {"console": {"config": {"log_level": level}}},
    }


def _metadata(result, step: str, name: str) -> str:
    events = result.asset_materializations_for_node(step)
    return next(event.metadata[name].value for event in events if name in event.metadata)


def _reason(result) -> UserError:
    """Why a run has failed, in Vietnamese."""
    from dagster_project.refresh import keep_log
    from dagster_project.release import PublishingBlockedError
    from dagster_project.release_checks import check_build
    from dagster_project.warehouse_build import DBT_ARTIFACTS, find_build

    # Not of steps only: the lock of another refresh is met before the first step.
    errors = [getattr(e.event_specific_data, "error", None) for e in result.all_events]
    causes = [_causes(error) for error in errors if error is not None]
    for cause in (cause for chain in causes for cause in chain):
        if cause.cls_name in _FOR_THE_USER:
            return UserError(_text(cause))
    build = find_build(result.run_id)
    if build is not None and (build / DBT_ARTIFACTS).exists():
        checks = check_build(build)
        if not all(check.passed for check in checks):
            log = keep_log(build)
            return UserError(f"{PublishingBlockedError(checks)}\nNhật ký dbt: {log}")
    detail = _text(causes[0][-1]) if causes else "không rõ nguyên nhân"
    return UserError(f"Cập nhật không thành công; bản công bố hiện hành giữ nguyên.\n{detail}")


def _causes(error) -> list:
    """An error of a run and what caused it, the root last."""
    chain = []
    while error is not None:
        chain.append(error)
        error = error.cause
    return chain


def _text(error) -> str:
    """The message alone; Dagster keeps it with the full name of its class before it."""
    return error.message.strip().partition(": ")[2] or error.message.strip()


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep what Dagster and dbt print off the screen; it is in the run's log."""
    if os.environ.get("QHLD_DEBUG") == "1":
        yield
        return
    with open(os.devnull, "w", encoding="utf-8") as nowhere, redirect_stdout(nowhere):
        yield
    sys.stdout.flush()
