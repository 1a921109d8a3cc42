"""What is handed in and what comes of it: the data classes around `ingest.submissions.submit`."""

import getpass
import os
import re
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from ingest import reference
from ingest.persons.clean_text import without_persons
from ingest.values.fold_text import fold, strip_marks

PERIOD = re.compile(r"\d{4}Q[1-4]")
ALREADY_HERE = "đã có, không thay đổi gì"


class StatementError(ValueError):
    """What was stated with a file cannot be; the message is for the user, in Vietnamese."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """A file handed in, with what was stated about it.

    Attributes:
        path: where the file lies.
        agency: code, name or alias of the sender; None leaves it to the file to say.
        period: quarter such as ``2026Q3``; None leaves it to the file to say.
        received_at: when it was received; None takes the clock.
        is_time_stated: whether `received_at` was stated by a person rather than observed.
        replace: the sender calls it a replacement ("bản thay thế").
        correct: the sender calls it a correction of form ("đính chính"), which changes no figure.
        inbox_path: where in the inbox it lies, relative; None when handed in directly.
        remarks: findings about what was stated, recorded with those about the file.
        called: name to show when it is not that of `path`: ``a.zip/b.xlsx`` for a part of a .zip.
        check: what is already known of the file, which then is not read: a refused .zip.
        by: person who hands it in; None is the user of the operating system.
        reason: why, when stated.
        reread_of: id of the submission whose archived file is read again; None for a file sent.
    """

    path: Path
    agency: str | None = None
    period: str | None = None
    received_at: datetime | None = None
    is_time_stated: bool = False
    replace: bool = False
    inbox_path: str | None = None
    remarks: tuple[dict[str, Any], ...] = ()
    called: str | None = None
    check: dict[str, Any] | None = field(default=None, repr=False)
    correct: bool = False
    by: str | None = None
    reason: str | None = None
    reread_of: str | None = None

    def __post_init__(self) -> None:
        if self.period is not None and not PERIOD.fullmatch(self.period):
            raise StatementError(
                f"Quý “{self.period}” không đúng dạng; cần dạng 2026Q3 (năm, chữ Q, số quý 1–4)."
            )

    @property
    def name(self) -> str:
        """The name to record and to show: no bytes that are no text, no person's name in it."""
        return without_persons(printable(self.called or self.path.name))

    @property
    def is_named_replacement(self) -> bool:
        """Whether the file's name says "thay thế", with or without accents."""
        return " thay the " in f" {strip_marks(printable(self.path.stem))} "

    @property
    def is_named_correction(self) -> bool:
        """Whether the file's name says "đính chính", with or without accents."""
        return " dinh chinh " in f" {strip_marks(printable(self.path.stem))} "

    @property
    def person(self) -> str:
        """Who hands it in."""
        return self.by or os_user()


def printable(name: str) -> str:
    """A file's name as text: bytes that are none in UTF-8 are shown as �."""
    return os.fsencode(name).decode("utf-8", "replace")


@dataclass(frozen=True, slots=True)
class TableResult:
    """What became of one table: `status` is accepted, returned (trả lại) or copy."""

    table_no: int
    form: str
    sheet: str
    cell_range: str
    periods: tuple[str, ...]
    status: str
    outcome: str


@dataclass(frozen=True, slots=True)
class SubmissionResult:
    """What came of a file.

    Attributes:
        file: the file's name as handed in.
        file_sha256: hash of its bytes.
        outcome: accepted, accepted_with_warnings, rejected (some or all of it sent back) or
            refused (nothing could or may be read).
        is_repeat: the same file with the same result was here before; nothing changed.
        is_recorded: False only when the file changed while it was read and has to wait.
        submission_id: in the ledger; of the earlier submission for a repeat.
        load_id: the load; None when nothing was stored.
        agency_code: sender; None when unknown.
        tables: one a table of the file.
        findings: of reader and intake, in the shape of the check result.
        message: one sentence for the user.
        check: the check result, its findings completed by those of intake.
        changes: what it changed of what stood, as in the check result; None when nothing was
            stored.
    """

    file: str
    file_sha256: str
    outcome: str
    is_repeat: bool
    is_recorded: bool
    submission_id: str | None
    load_id: str | None
    agency_code: str | None
    message: str
    tables: tuple[TableResult, ...] = ()
    findings: tuple[dict[str, Any], ...] = ()
    check: dict[str, Any] = field(default_factory=dict, repr=False)
    changes: dict[str, Any] | None = None

    @property
    def exit_code(self) -> int:
        """0 accepted, 1 sent back in part or whole, 2 refused."""
        return {"rejected": 1, "refused": 2}.get(self.outcome, 0)


def os_user() -> str:
    """The user of the operating system, as the person behind what nobody else is named for."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a user id without a name, as in a container
        return f"uid {os.getuid()}"


def find_agency(text: str | None) -> reference.Agency | None:
    """The agency with this code, name or alias, whatever the spelling; None when there is none."""
    if not text:
        return None
    by_code = reference.agencies().get(text.strip().upper())
    return by_code or _agency_names().get(fold(text))


@cache
def _agency_names() -> dict[str, reference.Agency]:
    names: dict[str, reference.Agency] = {}
    for agency in reference.agencies().values():
        for name in (agency.name, *agency.aliases):
            names.setdefault(fold(name), agency)
    return names


def summarise(outcome: str, tables: tuple[TableResult, ...], findings: list[dict]) -> str:
    """The one sentence that tells the user what became of a new submission."""
    errors = sum(finding["severity"] == "error" for finding in findings)
    warnings = sum(finding["severity"] == "warning" for finding in findings)
    returned = sum(table.status == "returned" for table in tables)
    good = sum(table.status == "accepted" for table in tables)
    if outcome == "refused":
        return "Từ chối: không đọc được hoặc không được phép nhận tệp này; xem lý do bên dưới."
    if returned or not good:
        part = (
            f"Tiếp nhận {good}/{len(tables)} bảng, trả lại {returned} bảng" if good else "Trả lại"
        )
        return f"{part}: {errors} lỗi, {warnings} cảnh báo. Hãy sửa các lỗi được nêu rồi gửi lại."
    if outcome == "rejected":
        return f"Tiếp nhận {good} bảng; phần còn lại của tệp có {errors} lỗi, xem bên dưới."
    tail = f", có {warnings} cảnh báo cần xem lại" if warnings else ""
    return f"Đã tiếp nhận {good} bảng{tail}."
