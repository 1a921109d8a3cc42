"""`qhld check`, `qhld submit` and `qhld sample`."""

import dataclasses
import json
import os
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import typer

from dagster_project.cli.check_report import report_lines
from dagster_project.cli.periods import parse_period, parse_quarters
from dagster_project.cli.progress_bars import progress_bars
from dagster_project.progress import report
from dagster_project.user_error import UserError

if TYPE_CHECKING:
    from ingest.submissions.submission import SubmissionResult

_LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")
EXIT_CODES = {"accepted": 0, "accepted_with_warnings": 0, "rejected": 1, "refused": 2}


def check_files(
    files: list[Path],
    form: str | None,
    period: str | None,
    agency: str | None,
    *,
    as_json: bool,
    with_rows: bool,
    all_findings: bool = False,
    return_to: Path | None = None,
) -> int:
    """Check files without storing anything; print one report or JSON object a file.

    A .zip stands for its parts.

    Args:
        files: the files.
        form: id of the only form to look for.
        period: quarter stated with the files.
        agency: sender stated with the files.
        as_json: print JSON, with all findings.
        with_rows: include the accepted rows.
        all_findings: list every finding in the report.
        return_to: folder into which the marked workbooks for the senders are written.

    Returns:
        The worst of the files' exit codes (0 accepted, 1 rejected, 2 refused).
    """
    from ingest.reader_pool import ReaderPool
    from ingest.submissions.foresee_changes import foresee_changes
    from ingest.submissions.submission import Delivery
    from ingest.submissions.unpack_zip import unpacked

    period = parse_period(period)
    if form is not None:
        _require_form(form)
    sender = _agency_code(agency)
    worst = 0
    with unpacked([Delivery(path) for path in files]) as groups:
        parts = [part for group in groups for part in group]
        with ReaderPool(min(len(parts), os.cpu_count() or 1)) as pool:
            results = pool.check_all((part.path, form, period, sender) for part in parts)
            for part, result in zip(parts, results, strict=True):
                path = part.path
                worst = max(worst, EXIT_CODES[result["outcome"]])
                changes = foresee_changes(path, result, agency=sender, period=period)
                if as_json:
                    public = _public(result, with_rows) | {"changes": changes}
                    typer.echo(json.dumps(public, ensure_ascii=False))
                else:
                    lines = report_lines(result, with_rows=with_rows, all_findings=all_findings)
                    typer.echo("\n".join([*lines, *_change_lines(changes, is_done=False)]))
                if return_to is not None:
                    written = _answer(path, result, return_to)
                    typer.echo(f"  → Bảng tính trả lại: {written}", err=as_json)
                if not as_json:
                    typer.echo("")
    return worst


def _change_lines(changes: dict, *, is_done: bool) -> list[str]:
    """What a file changes, below its report; nothing where there is no ledger to compare with."""
    if not changes["is_known"] and not changes["items"] and "--agency" not in changes["reason"]:
        return []
    from ingest.submissions.describe_changes import change_lines

    return [f"  {line}" for line in change_lines(changes, is_done=is_done)]


def _answer(path: Path, result: dict, folder: Path) -> Path:
    """Write the marked workbook of one file.

    Raises:
        UserError: the folder cannot be written.
    """
    from ingest.answers.answer_sender import answer_sender

    try:
        return answer_sender(path, result, folder)
    except OSError as error:
        raise UserError(
            f"Không ghi được vào thư mục {folder}: {error.strerror}. Hãy chọn thư mục khác."
        ) from None


def _require_form(form: str) -> None:
    """Make sure that a form exists.

    Raises:
        UserError: it does not.
    """
    from ingest.contracts.contract import load_forms

    if form not in load_forms():
        known = ", ".join(load_forms())
        raise UserError(f"Không có biểu mẫu “{form}”. Các biểu mẫu hiện có: {known}.", 64)


def _agency_code(agency: str | None) -> str | None:
    """Code of a stated agency.

    Raises:
        UserError: there is no such agency.
    """
    if agency is None:
        return None
    from ingest.submissions.submission import find_agency

    found = find_agency(agency)
    if found is None:
        raise UserError(
            f"Không có đơn vị báo cáo “{agency}”. Hãy ghi mã hoặc tên như trong danh sách đơn vị.",
            64,
        )
    return found.agency_code


def _public(result: dict, with_rows: bool) -> dict:
    """Leave the rows out unless they were asked for."""
    if with_rows:
        return result
    tables = [
        {key: value for key, value in table.items() if key != "rows"} for table in result["tables"]
    ]
    return {**result, "tables": tables}


def submit_files(
    files: list[Path],
    agency: str | None,
    period: str | None,
    received_at: str | None,
    *,
    replace: bool = False,
    correct: bool = False,
    by: str | None = None,
    reason: str | None = None,
    only: list[int] | None = None,
    as_json: bool = False,
) -> int:
    """Check files and store what is accepted; print what became of each and what it changed.

    A folder stands for the files in it, a .zip for its parts.

    Args:
        files: the files.
        agency: sender stated with the files.
        period: quarter stated with the files.
        received_at: stated time of receipt.
        replace: they replace what was sent.
        correct: they correct the form of what was sent.
        by: who hands them in.
        reason: why.
        only: numbers, from 1, of the parts that are meant; None is all.
        as_json: print one JSON object a file.

    Returns:
        The worst of the files' exit codes.
    """
    from ingest.reader_pool import ReaderPool
    from ingest.submissions.inbox import gather
    from ingest.submissions.submit import submit_files as store_files
    from ingest.submissions.timeliness import timeliness
    from ingest.submissions.unpack_zip import unpacked

    if replace and correct:
        raise UserError("Chỉ nêu một trong hai: --replace (thay thế) hoặc --correction.", 64)
    said = {"replace": replace, "correct": correct, "by": by, "reason": reason}
    deliveries = [
        dataclasses.replace(delivery, **said)
        for delivery in gather(files, agency, parse_period(period), _parse_time(received_at))
    ]
    if not deliveries:
        raise UserError("Không thấy tệp nào trong thư mục được nêu.", 64)
    outcomes: Counter[str] = Counter()
    worst = 0
    with unpacked(deliveries) as groups:
        parts = _chosen([part for group in groups for part in group], only)
        with ReaderPool(min(len(parts), os.cpu_count() or 1), as_columns=True) as pool:
            for part, result in zip(parts, store_files(parts, pool), strict=True):
                worst = max(worst, result.exit_code)
                outcomes["repeat" if result.is_repeat else result.outcome] += 1
                shown = {**result.check, "file": result.file, "outcome": result.outcome}
                told = [result.message, *timeliness(part, result)]
                if as_json:
                    typer.echo(json.dumps(_handed_in(result, told), ensure_ascii=False))
                    continue
                changed = _change_lines(result.changes, is_done=True) if result.changes else []
                lines = [*report_lines(shown), *(f"  → {s}" for s in told), *changed, ""]
                typer.echo("\n".join(lines))
    if len(parts) > 1 and not as_json:
        typer.echo(_summary(outcomes))
    return worst


def _chosen(parts: list, only: list[int] | None) -> list:
    """The parts with some numbers, or all.

    Raises:
        UserError: there are not so many.
    """
    if not only:
        return parts
    if max(only) > len(parts):
        raise UserError(f"Chỉ có {len(parts)} tệp, không có tệp thứ {max(only)}.", 64)
    return [part for number, part in enumerate(parts, 1) if number in only]


def _handed_in(result: "SubmissionResult", told: list[str]) -> dict:
    """What became of a file, for programs."""
    return {
        "file": result.file,
        "outcome": result.outcome,
        "is_repeat": result.is_repeat,
        "told": told,
        "findings": result.findings,
        "changes": result.changes,
    }


def _summary(outcomes: Counter[str]) -> str:
    """One line about all files: "Tổng cộng 12 tệp: 10 được nhận, 2 bị trả lại."."""
    accepted = outcomes["accepted"] + outcomes["accepted_with_warnings"]
    counts = {
        "được nhận": accepted,
        "bị trả lại": outcomes["rejected"],
        "bị từ chối": outcomes["refused"],
        "đã có từ trước": outcomes["repeat"],
    }
    said = ", ".join(f"{count} {what}" for what, count in counts.items() if count)
    return f"Tổng cộng {sum(outcomes.values())} tệp: {said}."


def _parse_time(text: str | None) -> datetime | None:
    """Read a stated receipt time: local wall time, not in the future.

    Raises:
        UserError: not a time, or one that has not come yet.
    """
    if text is None:
        return None
    moment = _read_time(text.strip())
    if moment > datetime.now(_LOCAL).replace(tzinfo=None):
        raise UserError(
            f"Thời điểm nhận “{text}” chưa tới. Hãy ghi thời điểm đã nhận tệp, ví dụ "
            "2026-09-16T15:30.",
            64,
        )
    return moment


def _read_time(text: str) -> datetime:
    for pattern in ("%d/%m/%Y %H:%M", "%d/%m/%Y"):
        try:
            return datetime.strptime(text, pattern)
        except ValueError:
            continue
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise UserError(
            f"“{text}” không phải là thời điểm. Viết như 2026-09-16T15:30 hoặc 16/09/2026 15:30.",
            64,
        ) from None
    return moment.astimezone(_LOCAL).replace(tzinfo=None) if moment.tzinfo else moment


def make_sample(quarters: str, seed: int, out: Path | None) -> int:
    """Write the made-up workbooks of some quarters and say where they are."""
    from ingest.home import home
    from ingest.sample import write_sample

    periods = parse_quarters(quarters)
    folder = out or home() / "sample_workbooks"
    step = "Tạo bảng tính giả lập"
    with progress_bars(step):
        try:
            write_sample(folder, periods, seed, on_progress=lambda *n: report(step, *n))
        except (ValueError, LookupError) as error:
            raise UserError(str(error.args[0]), 64) from None
    count = sum(
        1
        for period in periods
        for path in (folder / period).iterdir()
        if path.is_file() and path.name != "receipts.csv"
    )
    typer.echo(
        f"Đã tạo {count} bảng tính GIẢ LẬP của {len(periods)} quý trong {folder} (số gieo {seed})."
    )
    return 0
