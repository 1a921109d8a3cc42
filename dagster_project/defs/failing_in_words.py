"""A failing step says in Vietnamese what stopped, where, and what to do."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import dagster as dg

from dagster_project import refresh_record
from dagster_project.failure_words import explain
from dagster_project.notify import notify
from dagster_project.refresh import keep_log
from dagster_project.warehouse_build import DBT_ARTIFACTS, find_build

SUBJECT = "qhld: cập nhật không thành công"


@contextmanager
def failing_in_words(step: str, run_id: str) -> Iterator[None]:
    """Turn whatever is raised inside into a failure with a Vietnamese description.

    The description is what Dagster shows of the run, what `qhld refresh` and `qhld status` print,
    and what is notified; the error itself stays in the run's log as its cause.

    Args:
        step: Vietnamese name of the step.
        run_id: the Dagster run.
    """
    try:
        refresh_record.note_step(step)
        yield
    except Exception as error:
        build = find_build(run_id)
        sentence = explain(error, step, build)
        refuse_in_words(sentence + _kept_log(build), error)


def _kept_log(build: Path | None) -> str:
    """Where dbt's log was put out of the way of pruning, as a sentence."""
    if build is None or not (build / DBT_ARTIFACTS / "dbt.log").exists():
        return ""
    try:
        return f"\nNhật ký dbt: {keep_log(build)}"
    except OSError:
        return ""  # a full disk must not hide why


def refuse_in_words(sentence: str, cause: Exception | None = None) -> None:
    """Fail the step with a sentence that is noted and notified.

    Raises:
        dagster.Failure: always.
    """
    with suppress(OSError):  # a full disk must not hide why
        refresh_record.end(refresh_record.FAILED, sentence)
    notify(SUBJECT, sentence)
    raise dg.Failure(description=sentence, allow_retries=False) from cause
