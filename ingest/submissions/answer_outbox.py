"""The answer to the sender of a file from the inbox: a folder of the outbox an office and day.

``outbox/X02905/2026-09-16/Biểu 3.xlsx.ket-qua.txt`` says in words what became of the file;
``….ket-qua.xlsx`` is the sender's workbook with the wrong cells marked and the values of personal
columns covered, for it stays here; a file that was not read has none. Each appears whole or not
at all, and answering twice writes the same answer again. A file stamped as a state secret is not
answered here: not even its name stays.
"""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from ingest import reference
from ingest.durable import write_whole
from ingest.home import outbox_dir
from ingest.ledgers import ledger
from ingest.submissions.judge_file import SECRET
from ingest.submissions.submission import Delivery, SubmissionResult, summarise
from ingest.submissions.timeliness import timeliness

UNKNOWN_OFFICE = "chua-ro-don-vi"
MOST_FINDINGS = 200
_NAME_BYTES = 180
_SEVERITIES = {"error": "LỖI", "warning": "LƯU Ý", "note": "Ghi chú"}

# (file as received, check result) -> the marked workbook, or None when there is nothing to mark
MakeWorkbook = Callable[[Path, dict[str, Any]], bytes | None]


def answer(
    delivery: Delivery, result: SubmissionResult, make_workbook: MakeWorkbook | None = None
) -> Path | None:
    """Write the answer to a file that has been recorded.

    Args:
        delivery: the file, still in its place.
        result: what came of it.
        make_workbook: makes the marked workbook; None answers in words only.

    Returns:
        The text of the answer; None for a state secret.
    """
    if any(finding["code"] == SECRET for finding in result.findings):
        return None
    received_at = ledger.wall_time(delivery.received_at or ledger.now())
    folder = outbox_dir() / (result.agency_code or UNKNOWN_OFFICE) / f"{received_at:%Y-%m-%d}"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    text = _free_place(folder, _short(delivery.name.replace("/", " - ")), result.file_sha256)
    book = make_workbook(delivery.path, result.check) if make_workbook else None
    if book is not None:
        write_whole(text.with_suffix(".xlsx"), book, 0o600)
    lines = _lines(delivery, result, received_at, text.with_suffix(".xlsx") if book else None)
    write_whole(text, ("\r\n".join(lines) + "\r\n").encode("utf-8-sig"), 0o600)
    return text


def remove_unfinished_answers() -> None:
    """Remove what a killed process left half-written; call with the inbox lock held."""
    for path in outbox_dir().rglob(".*.tmp"):
        path.unlink(missing_ok=True)


def _verdict(delivery: Delivery, result: SubmissionResult, received_at: datetime) -> str:
    """What became of the file, also when it was recorded by a process that could not answer."""
    if not result.is_repeat:
        return result.message
    with ledger.open_ledger() as book:
        query = "select inbox_path, received_at from submissions where submission_id = ?"
        first = book.execute(query, (result.submission_id,)).fetchone()
    is_same_delivery = (
        first["inbox_path"] == delivery.inbox_path
        and first["received_at"] == received_at.isoformat()
    )
    if is_same_delivery:
        return summarise(result.outcome, result.tables, list(result.findings))
    return result.message


def _short(name: str) -> str:
    """A name with room left for what is put behind it."""
    cut = name.encode()[:_NAME_BYTES].decode("utf-8", "ignore")
    return cut.lstrip(".") or "tep"


def _free_place(folder: Path, name: str, sha256: str) -> Path:
    """Where the answer goes: over an earlier answer to the same bytes, beside one to others."""
    number = 1
    while True:
        mark = "" if number == 1 else f".{number}"
        path = folder / f"{name}{mark}.ket-qua.txt"
        if not path.exists() or sha256 in path.read_text(encoding="utf-8-sig"):
            return path
        number += 1


def _lines(
    delivery: Delivery, result: SubmissionResult, received_at: datetime, book: Path | None
) -> list[str]:
    office = reference.agencies().get(result.agency_code or "")
    lines = [
        f"Tệp: {delivery.name}",
        f"Đơn vị gửi: {office.name if office else 'chưa rõ'}",
        f"Nhận lúc: {received_at:%H:%M ngày %d/%m/%Y}",
        f"Kết quả: {_verdict(delivery, result, received_at)}",
    ]
    lines += timeliness(delivery, result)
    if book:
        lines.append(
            f"Bảng tính đã đánh dấu các ô cần xem lại, đã che thông tin cá nhân: {book.name}"
        )
    lines += ["", *map(_finding, result.findings[:MOST_FINDINGS])]
    if len(result.findings) > MOST_FINDINGS:
        lines.append(f"… và {len(result.findings) - MOST_FINDINGS} điểm khác.")
    return [*lines, "", f"Mã tệp (SHA-256): {result.file_sha256}"]


def _finding(finding: dict[str, Any]) -> str:
    place = "!".join(part for part in (finding["sheet"], finding["cell"]) if part)
    found = f" (đã thấy: {finding['found']})" if finding["found"] else ""
    return f"- {_SEVERITIES[finding['severity']]} {place}: {finding['message']}{found}".replace(
        " : ", ": "
    )
