"""What the archive holds, as the ledger knows it, and until when each file is to be kept.

A file's class is the best that ever came of its bytes; its time runs from when they last came.
What counts, or what a release that is still kept was made from, is of class ``accepted``.
"""

import os
import sqlite3
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import yaml

from ingest.home import archive_dir, home
from ingest.ledgers import ledger

CLASSES = {
    "accepted": "đang tính",
    "superseded": "bị thay thế, thu hồi",
    "returned": "trả lại",
    "refused": "từ chối",
    "unrecorded": "không có trong sổ",
}
_DEFAULTS = Path(__file__).with_name("archive_retention.yml")
_ALL = "QHLD_ARCHIVE_RETENTION_DAYS"


class RetentionError(ValueError):
    """The configured retention cannot be used; the message is for the operator, in Vietnamese."""


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file of the archive.

    Attributes:
        file_sha256: hash of its content.
        retention_class: key of `CLASSES`.
        file_name: as it came last; None when the ledger does not know it.
        agency_code: who sent it; None when unknown.
        load_id: its newest load, None when it has none.
        last_received_at: when it last came.
        keep_until: the day before which it may not be removed.
        size: bytes on the disk.
    """

    file_sha256: str
    retention_class: str
    file_name: str | None
    agency_code: str | None
    load_id: str | None
    last_received_at: datetime
    keep_until: datetime
    size: int


def retention_days() -> dict[str, int]:
    """Days of each class, as configured.

    Raises:
        RetentionError: a number of days is none, or a class is unknown.
    """
    days: dict[str, int] = yaml.safe_load(_DEFAULTS.read_text(encoding="utf-8"))["days"]
    path = home() / "retention.yml"
    if path.exists():
        try:
            own = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
            own = own.get("days", {} if "state" in own else own)  # `state`: of qhld gc
        except (OSError, UnicodeDecodeError, yaml.YAMLError, AttributeError) as error:
            raise RetentionError(f"Không đọc được {path}.") from error
        if unknown := set(own) - set(CLASSES):
            raise RetentionError(f"{path}: không có loại {', '.join(sorted(map(str, unknown)))}.")
        days |= own
    if text := os.environ.get(_ALL):
        days = dict.fromkeys(CLASSES, int(text) if text.isdecimal() else -1)
    for name, count in days.items():
        if type(count) is not int or count < 0:
            raise RetentionError(f"Hạn lưu của loại {name} phải là số ngày, từ 0 trở lên.")
    return days


def kept_files(book: sqlite3.Connection) -> list[KeptFile]:
    """All files of the archive, those to be kept shortest first.

    Args:
        book: open ledger; only read.

    Raises:
        RetentionError: the configured retention cannot be used.
    """
    days, known, needed = retention_days(), _known(book), _loads_needed(book)
    found = []
    for path in archive_dir().glob("*.enc"):
        sha256 = path.stem
        rows = known.get(sha256, [])
        kind = _class(rows, needed)
        state = path.stat()
        moved = ledger.wall_time(datetime.fromtimestamp(state.st_mtime, tz=ledger.LOCAL))
        last = max((datetime.fromisoformat(row["last_at"]) for row in rows), default=moved)
        newest = rows[-1] if rows else None
        found.append(
            KeptFile(
                file_sha256=sha256,
                retention_class=kind,
                file_name=newest["file_name"] if newest else None,
                agency_code=newest["agency_code"] if newest else None,
                load_id=next((r["load_id"] for r in reversed(rows) if r["load_id"]), None),
                last_received_at=last,
                keep_until=last + timedelta(days=days[kind]),
                size=state.st_size,
            )
        )
    return sorted(found, key=lambda kept: (kept.keep_until, kept.file_sha256))


def _known(book: sqlite3.Connection) -> dict[str, list[sqlite3.Row]]:
    """Submissions by the hash of their file, oldest first."""
    rows = book.execute(
        """
        select
            submissions.file_sha256,
            submissions.file_name,
            submissions.agency_code,
            submissions.outcome,
            submissions.load_id,
            max(
                submissions.received_at,
                submissions.recorded_at,
                coalesce(max(repeats.seen_at), '')
            ) as last_at
        from submissions left join repeats using (submission_id)
        where submissions.is_archived = 1
        group by submissions.submission_id
        order by submissions.attempt_seq
        """
    )
    known: dict[str, list[sqlite3.Row]] = {}
    for row in rows:
        known.setdefault(row["file_sha256"], []).append(row)
    return known


def _class(rows: list[sqlite3.Row], needed: set[str]) -> str:
    if not rows:
        return "unrecorded"
    loads = {row["load_id"] for row in rows if row["load_id"]}
    if loads & needed:
        return "accepted"
    outcomes = {row["outcome"] for row in rows}
    if outcomes & {"accepted", "accepted_with_warnings"}:
        return "superseded"
    return "returned" if "rejected" in outcomes else "refused"


def _loads_needed(book: sqlite3.Connection) -> set[str]:
    """Loads of which something counts now, and those of the releases that are kept."""
    counting = {
        row[0]
        for row in book.execute(
            """
            select distinct load_id from (
                select
                    load_id,
                    row_number() over (
                        partition by
                            tables.agency_code,
                            load_coverage.form,
                            load_coverage.period,
                            load_coverage.commune_code
                        order by tables.receipt_seq desc, tables.load_seq desc
                    ) as recency
                from load_coverage
                inner join counting_tables as tables using (load_id, table_no)
            ) where recency = 1
            """
        )
    }
    return counting | _loads_of_releases()


def _loads_of_releases() -> set[str]:
    """Loads from which the figures of the releases that are still kept were made.

    Raises:
        RetentionError: a release cannot be read, so nobody knows what it needs.
    """
    loads: set[str] = set()
    for path in sorted((home() / "releases").glob("[!.]*/internal.duckdb")):
        if path.parent.is_symlink():
            continue  # the pointer to one of the others
        import duckdb  # late: most commands do without

        from ingest.connect_duckdb import connect

        try:
            with connect(path, read_only=True) as release:
                rows = release.execute(
                    "select distinct load_id from marts.fct_kpi_cells where load_id is not null"
                ).fetchall()
        except duckdb.Error as error:
            raise RetentionError(
                f"Không đọc được bản công bố {path.parent.name} nên không biết nó dùng tệp nào; "
                "chưa xoá gì. Hãy khôi phục bản công bố từ bản sao lưu rồi chạy lại."
            ) from error
        loads.update(row[0] for row in rows)
    return loads
