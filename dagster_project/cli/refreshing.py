"""`qhld refresh`: the Dagster job `quarterly_refresh`, run in this process."""

import os
import sys
from collections.abc import Collection, Iterator
from contextlib import contextmanager, redirect_stdout

import typer

from dagster_project.cli.periods import parse_period, parse_quarters
from dagster_project.cli.progress_bars import progress_bars
from dagster_project.progress import report
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
# How Dagster calls SIGINT and SIGTERM during a step
_INTERRUPTED = "DagsterExecutionInterruptedError"
_STOPPED = (
    "Đã dừng theo yêu cầu; chưa công bố gì, bản công bố hiện hành giữ nguyên. Việc đã làm được "
    "không mất; làm tiếp bằng: qhld refresh"
)


def refresh_and_report(
    period: str | None, first: str | None = None, last: str | None = None, *, full: bool = False
) -> int:
    """Refresh and say what came of it.

    Args:
        period: take in this quarter's files only.
        first: with `last`, take in the files of a range of quarters instead.
        last: see `first`.
        full: read every load of the lake again.

    Raises:
        UserError: nothing was published; says why.
    """
    quarters = _quarters(period, first, last)
    typer.echo(refresh_in_this_process(quarters, full=full))
    for quarter in quarters:
        typer.echo(_quarter_sentence(quarter))
    return 0


def _quarters(period: str | None, first: str | None, last: str | None) -> list[str]:
    """The quarters asked for, oldest first; empty for whatever waits.

    Raises:
        UserError: half a range, a range and a quarter, or not the name of a quarter.
    """
    if period:
        if first or last:
            raise UserError("Dùng --period hoặc --from và --to, không dùng cả hai.", 64)
        return [parse_period(period)]
    if not first and not last:
        return []
    if not (first and last):
        raise UserError("--from và --to phải đi cùng nhau, ví dụ --from 2025Q3 --to 2026Q3.", 64)
    return parse_quarters(f"{first}..{last}")


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


def refresh_in_this_process(quarters: Collection[str] = (), *, full: bool = False) -> str:
    """Run the job with a progress bar.

    Args:
        quarters: whose files are taken in, as a run of these partitions in Dagster does; none
            takes in whatever waits (filed by Dagster under the newest quarter).
        full: read every load of the lake again.

    Returns:
        Vietnamese summary of intake and publication.

    Raises:
        UserError: nothing was published; says why.
    """
    with progress_bars("Nạp Dagster và dbt"):
        return _run_job(sorted(quarters), full=full)


def _run_job(asked: list[str], *, full: bool) -> str:
    from dagster_project.dagster_home import prepare_dagster_home
    from dagster_project.refresh import only_refresh

    with only_refresh():
        pass  # told at once, before half a minute of imports
    os.environ.update(prepare_dagster_home())
    import dagster as dg

    from dagster_project.definitions import defs
    from dagster_project.defs.quarters import begun_quarters

    quarters = begun_quarters()
    if unknown := [quarter for quarter in asked if quarter not in quarters]:
        raise UserError(f"Quý {unknown[0]} chưa bắt đầu hoặc không có trong lịch báo cáo.", 64)
    job = defs().resolve_job_def("quarterly_refresh")
    with dg.DagsterInstance.get() as instance, _quiet():
        try:
            result = job.execute_in_process(
                partition_key=asked[-1] if asked else quarters[-1],
                instance=instance,
                run_config=_run_config(asked, full=full),
                raise_on_error=False,
            )
        except dg.DagsterExecutionInterruptedError:  # between two steps
            raise UserError(_STOPPED, 130) from None
        if result.success:
            intake = _metadata(result, "take_in_inbox", "intake")
            summary = _metadata(result, "published_release", "summary")
            return "\n".join((intake, summary, *_make_drafts(instance)))
    raise _reason(result)


def _make_drafts(instance) -> list[str]:
    """Make the drafts of the briefing and say so; what was published stands, whatever comes of it.

    Args:
        instance: of Dagster.
    """
    from dagster_project.briefing_drafts import JOB, are_wanted, last_record, told_of
    from dagster_project.definitions import defs

    if not are_wanted():
        return []
    report("Lập báo cáo quý")
    try:
        job = defs().resolve_job_def(JOB)
        loggers = {"console": {"config": {"log_level": _log_level()}}}
        job.execute_in_process(
            instance=instance, run_config={"loggers": loggers}, raise_on_error=False
        )
    except Exception as error:  # the release is out: nothing here may make the refresh fail
        return [f"LƯU Ý: không lập được báo cáo quý: {error}"]
    record = last_record()
    return [told_of(record)] if record else []


def _run_config(quarters: list[str], *, full: bool) -> dict:
    intake = {"all_quarters": not quarters, "quarters": quarters, "full": full}
    return {
        "ops": {"take_in_inbox": {"config": intake}},
        "loggers": {"console": {"config": {"log_level": _log_level()}}},
    }


def _log_level() -> str:
    return "DEBUG" if os.environ.get("QHLD_DEBUG") == "1" else "CRITICAL"


def _metadata(result, step: str, name: str) -> str:
    events = result.asset_materializations_for_node(step)
    return next(event.metadata[name].value for event in events if name in event.metadata)


def _reason(result) -> UserError:
    """Why a run has failed, in Vietnamese, as the failing step has put it."""
    happened = [event.event_specific_data for event in result.all_events]
    for said in filter(None, (getattr(data, "user_failure_data", None) for data in happened)):
        return UserError(said.description)
    # Not of a step: the lock of another refresh is met before the first one.
    errors = filter(None, (getattr(data, "error", None) for data in happened))
    causes = [_causes(error) for error in errors]
    if any(cause.cls_name == _INTERRUPTED for chain in causes for cause in chain):
        return UserError(_STOPPED, 130)
    for cause in (cause for chain in causes for cause in chain):
        if cause.cls_name in _FOR_THE_USER:
            return UserError(_text(cause))
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
