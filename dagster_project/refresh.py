"""The steps of a refresh as plain functions, in the order in which they run.

    recover -> take in the inbox -> start a build (export of the ledger) -> dbt -> publish

`qhld refresh` and a run started in Dagster both call these, through the assets of
`dagster_project.defs`; this module imports no dagster.
"""

import shutil
from collections import Counter
from collections.abc import Collection, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from dagster_project import refresh_record, release
from dagster_project.daily_tick import note_publication
from dagster_project.dbt_project import rules_hash
from dagster_project.progress import report
from dagster_project.user_error import UserError
from dagster_project.warehouse_build import DBT_ARTIFACTS, find_build, prune_builds, start_build
from ingest.durable import IntakeBusyError, only_one
from ingest.home import logs_dir, warehouse_dir

if TYPE_CHECKING:
    from ingest.submissions.submission import SubmissionResult

LOCK = "refresh.lock"


class RefreshBusyError(UserError):
    """Another refresh of the same home is running."""


@contextmanager
def only_refresh() -> Iterator[None]:
    """Be the only process that builds or publishes; the kernel frees it when this process dies.

    Raises:
        RefreshBusyError: another process is at it.
    """
    with ExitStack() as held:
        try:
            held.enter_context(only_one(warehouse_dir() / LOCK, wait_seconds=0))
        except IntakeBusyError:
            raise RefreshBusyError(
                "Một lần cập nhật khác đang chạy. Chờ lần đó xong rồi chạy lại; "
                "bản công bố hiện hành vẫn xem được bình thường."
            ) from None
        yield


def recover() -> None:
    """Remove or finish what a killed refresh has left behind."""
    report("Kiểm tra trạng thái")
    refresh_record.begin("Kiểm tra trạng thái")
    release.recover()


def take_in_inbox(
    periods: Collection[str] | None = None, only: Collection[Path] | None = None
) -> "list[SubmissionResult]":
    """Take the waiting files in.

    Args:
        periods: leave files waiting whose receipt states another quarter; None takes all.
        only: leave other files waiting; None takes all.

    Returns:
        What came of each file.
    """
    from ingest.answers.mark_copies import CopyMarker
    from ingest.submissions.answer_outbox import answer
    from ingest.submissions.inbox import take_in

    step = "Tiếp nhận hộp thư đến"
    report(step)
    with CopyMarker() as marker:
        return take_in(
            lambda done, total, _: report(step, done, total),
            periods=periods,
            only=only,
            answer=lambda delivery, result: answer(delivery, result, marker.masked_copy),
        )


def intake_sentence(results: "list[SubmissionResult]") -> str:
    """Say in Vietnamese what came of the files that were taken in."""
    if not results:
        return "Không có tệp nào đang chờ trong hộp thư đến."
    repeated = sum(result.is_repeat for result in results)
    counts = Counter(result.outcome for result in results if not result.is_repeat)
    parts = [
        f"{count} {word}"
        for count, word in (
            (counts["accepted"] + counts["accepted_with_warnings"], "được nhận"),
            (counts["rejected"], "bị trả lại toàn bộ hoặc một phần"),
            (counts["refused"], "bị từ chối"),
            (repeated, "đã có từ trước, không thay đổi gì"),
        )
        if count
    ]
    return f"Tiếp nhận {len(results)} tệp: {', '.join(parts)}."


def build_of_run(run_id: str, *, full: bool = False) -> Path:
    """The build of a Dagster run, started now if the run has none yet.

    Args:
        run_id: the run.
        full: should it be started, read every load instead of only those not read before, and
            run dbt's unit tests though they have passed before.
    """
    build = find_build(run_id)
    if build is None:
        from dagster_project import unit_tests_once
        from dagster_project.staging_loads import prepare
        from ingest.lake.write_lake import ensure_empty_forms

        report("Chuẩn bị bản dựng")
        ensure_empty_forms()
        build = start_build(run_id)
        prepare(build, rules_hash(), full=full)
        if not full:
            unit_tests_once.take_over(build)
    return build


def publish(build: Path) -> release.Publication:
    """Check a finished build and publish it; on failure keep its log.

    Raises:
        PublishingBlockedError: a blocking check failed.
        PublishingHeldError: a rollback holds this content back.
    """
    report("Kiểm tra và công bố")
    try:
        publication = release.publish(build, rules_hash())
    except UserError:
        keep_log(build)
        raise
    refresh_record.end(refresh_record.DONE, publication.summary)
    note_publication(publication.release_id, release.current_manifest()["quarters"])
    prune_builds()
    return publication


def keep_log(build: Path) -> Path:
    """Copy dbt's log of a build that was not published to where it is not pruned.

    Returns:
        The kept log; its folder exists even when dbt wrote no log.
    """
    kept = logs_dir() / f"{build.name}.dbt.log"
    log = build / DBT_ARTIFACTS / "dbt.log"
    if log.exists():
        shutil.copyfile(log, kept)
    return kept
