"""Hand in a file: read, judge, keep, store, record. Nothing else writes the archive, the lake
and the ledger.

Order of durability; each step is on the disk before the next begins:

1. the file's bytes into the archive (not for a file stamped as a state secret, nor for a refused
   .zip, in which there may be one);
2. the load's folder into the lake, by one rename;
3. one transaction of the ledger: submission, findings, load, tables, coverage;
4. (inbox only) the file out of the inbox.

Killed before 3, the ledger knows nothing and nothing counts: a load that got as far as 2 is
removed by `write_lake.recover`, the bytes of 1 wait to be kept again under the same name, and the
file is still where it was. Killed between 3 and 4, the file is met again with the result it had:
a repeat, which changes nothing. So taking the same inbox in again after a kill at any moment
gives what an undisturbed run gives.

The same file handed in twice changes nothing: a file whose load stands is "đã có"; a file that
was sent back is read anew (an alias may have been added since) and is a new submission only if
something else came of it.
"""

import sqlite3
from collections.abc import Generator, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from ingest.archives import archive
from ingest.durable import only_one
from ingest.home import intake_lock_path
from ingest.lake.write_lake import Load, recover, write_load
from ingest.ledgers import ledger
from ingest.ledgers.decide_names import publish_decisions
from ingest.ledgers.record import record_submission
from ingest.messages import remark
from ingest.submissions.compare_standing import Changes
from ingest.submissions.describe_changes import describe
from ingest.submissions.find_repeat import brings_nothing_new, standing_load
from ingest.submissions.foresee_changes import changes_of_file
from ingest.submissions.judge_file import Judged, hash_of, is_replacement, judge_file
from ingest.submissions.submission import (
    ALREADY_HERE,
    Delivery,
    SubmissionResult,
    TableResult,
    find_agency,
    summarise,
)

if TYPE_CHECKING:
    from ingest.reader_pool import ReaderPool


def submit_files(
    deliveries: Sequence[Delivery], pool: "ReaderPool"
) -> Generator[SubmissionResult, None, None]:
    """Hand in many files: read in parallel, decided and recorded one after the other.

    Args:
        deliveries: the files, in the order in which they are to be decided.
        pool: reader processes.

    Yields:
        What came of each, as soon as it is recorded.
    """
    checks = pool.check_all(
        (delivery.path, None, delivery.period, _agency_code(delivery))
        for delivery in deliveries
        if delivery.check is None
    )
    # A generator: each file is decided as soon as it has been read.
    known = (d.check if d.check is not None else next(checks) for d in deliveries)
    yield from store_checked(zip(deliveries, known, strict=True))


def _agency_code(delivery: Delivery) -> str | None:
    """Code of the sender that was stated with a file."""
    agency = find_agency(delivery.agency)
    return agency.agency_code if agency else None


def store_checked(
    checked: Iterable[tuple[Delivery, dict[str, Any]]],
) -> Generator[SubmissionResult, None, None]:
    """Judge, keep, store and record files that have been read, one after the other.

    Args:
        checked: files with their check results; taken one by one, so that reading may go on
            elsewhere meanwhile. They are decided in this order.

    Yields:
        What came of each.
    """
    with ledger.open_ledger() as book:
        clear_up_after_kill(book)
        for delivery, check in checked:
            with only_one(intake_lock_path()):
                result = _store(delivery, check, book)
            yield result


def clear_up_after_kill(book: sqlite3.Connection) -> None:
    """Remove what a killed process left unfinished; does nothing when nothing was."""
    with only_one(intake_lock_path()):
        recover(ledger.known_loads(book))
        archive.remove_unfinished()
        publish_decisions(book)


def _store(delivery: Delivery, check: dict[str, Any], book: sqlite3.Connection) -> SubmissionResult:
    """Take one file through the four steps, or find that it changes nothing."""
    try:
        sha256 = archive.hash_file(delivery.path)
    except OSError:
        return _not_now(delivery, check, "file_unavailable")
    if check["sha256"] is None:  # what is refused for its size is not read for its hash
        check = check | {"sha256": sha256}
    if sha256 != check["sha256"]:
        return _not_now(delivery, check, "file_changed")
    judged = judge_file(delivery, check | {"file": delivery.name}, book)
    if delivery.reread_of:  # nothing was sent: whether it says anything new was looked at before
        return _keep(judged, book)
    if (standing := standing_load(judged, book)) is not None:
        return _repeat(judged, book, standing["load_id"])
    if brings_nothing_new(judged, book):
        return _repeat(judged, book, None)
    return _keep(judged, book)


def _keep(judged: Judged, book: sqlite3.Connection) -> SubmissionResult:
    """The steps of durability, one after the other."""
    delivery, check = judged.delivery, judged.check
    if judged.is_kept and archive.keep_file(delivery.path) != check["sha256"]:
        return _not_now(delivery, check, "file_changed")
    load, changes = _load_of(judged, book), None
    if load is not None:
        changes = changes_of_file(judged, book, only_accepted=True)
        write_load(load, judged.check["tables"])
    submission_id = record_submission(book, judged, load, changes)
    return _result(judged, submission_id, load.load_id if load else None, changes)


def _load_of(judged: Judged, book: sqlite3.Connection) -> Load | None:
    """The load to be written; None when the file has no tables or no known sender."""
    if judged.agency is None or not judged.judgements:
        return None
    identity, delivery = judged.delivery_key, judged.delivery
    # A load is never rewritten: what comes of the same file later gets a folder of its own.
    earlier = len(ledger.loads_of_identity(book, identity))
    return Load(
        load_id=hash_of([identity, earlier]) if earlier else identity,
        identity=identity,
        file_name=judged.file_name,
        file_sha256=judged.check["sha256"],
        agency_code=judged.agency.agency_code,
        stated_period=delivery.period,
        received_at=judged.received_at,
        received_at_stated=delivery.is_time_stated,
        is_replacement=is_replacement(delivery, judged.check),
        contract_version=judged.contract_version,
    )


def _repeat(judged: Judged, book: sqlite3.Connection, load_id: str | None) -> SubmissionResult:
    """Note that a file came again with nothing new, and tell what became of it the first time.

    It is kept again if its time in the archive was over.
    """
    if judged.is_kept and archive.keep_file(judged.delivery.path) != judged.check["sha256"]:
        return _not_now(judged.delivery, judged.check, "file_changed")
    if load_id is not None:
        first = ledger.submission_of_load(book, load_id)
    else:
        first = ledger.submissions_of_delivery(book, judged.delivery_key)[0]
    with ledger.transaction(book):
        row = {"submission_id": first["submission_id"], "seen_at": ledger.now().isoformat()}
        ledger.insert(book, "repeats", row)
    findings = ledger.findings_of(book, first["submission_id"])
    message = f"Tệp này {ALREADY_HERE}."
    if load_id is None:
        message = f"Tệp này đã nộp với cùng kết quả ({ALREADY_HERE}). " + summarise(
            first["outcome"], _tables(judged), findings
        )
    elif ledger.superseding_load(book, load_id):
        message += (
            " Lưu ý: số liệu của tệp đã được một bản gửi sau thay thế; muốn dùng lại tệp này, "
            "hãy thu hồi bản gửi sau."
        )
    return SubmissionResult(
        file=judged.file_name,
        file_sha256=judged.check["sha256"],
        outcome=first["outcome"],
        is_repeat=True,
        is_recorded=True,
        submission_id=first["submission_id"],
        load_id=first["load_id"],
        agency_code=first["agency_code"],
        message=message,
        tables=_tables(judged),
        findings=tuple(findings),
        check=judged.check | {"outcome": first["outcome"], "findings": findings},
    )


def _result(
    judged: Judged, submission_id: str, load_id: str | None, changes: Changes | None
) -> SubmissionResult:
    tables = _tables(judged)
    return SubmissionResult(
        file=judged.file_name,
        file_sha256=judged.check["sha256"],
        outcome=judged.outcome,
        is_repeat=False,
        is_recorded=True,
        submission_id=submission_id,
        load_id=load_id,
        agency_code=judged.agency.agency_code if judged.agency else None,
        message=summarise(judged.outcome, tables, judged.findings),
        tables=tables,
        findings=tuple(judged.findings),
        check=judged.check | {"outcome": judged.outcome, "findings": judged.findings},
        changes=describe(changes, judged) if changes else None,
    )


def _tables(judged: Judged) -> tuple[TableResult, ...]:
    return tuple(
        TableResult(
            table_no=one.table_no,
            form=one.form.id,
            sheet=one.table["sheet"],
            cell_range=one.table["range"],
            periods=tuple(one.periods),
            status=one.status,
            outcome=one.outcome,
        )
        for one in judged.judgements
    )


def _not_now(delivery: Delivery, check: dict[str, Any], code: str) -> SubmissionResult:
    """A file that cannot be taken at the moment: nothing is recorded, it stays where it is."""
    finding = remark(code, found=delivery.name)
    return SubmissionResult(
        file=delivery.name,
        file_sha256=check["sha256"] or "",
        outcome="refused",
        is_repeat=False,
        is_recorded=False,
        submission_id=None,
        load_id=None,
        agency_code=None,
        message=finding["message"],
        findings=(finding,),
        check=check | {"outcome": "refused", "tables": [], "findings": [finding]},
    )
