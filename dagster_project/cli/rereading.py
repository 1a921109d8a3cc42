"""`qhld loads reread`: what archived files say now, old → new, and storing it."""

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

import typer

from dagster_project.cli.archive_commands import EXIT_DENIED
from dagster_project.cli.load_words import SHORT, form_title, moment, sender
from dagster_project.cli.loads import agency_code, known_form
from dagster_project.user_error import UserError

if TYPE_CHECKING:
    from ingest.submissions.compare_readings import Rereading

_STATUSES = {
    "accepted": "được nhận",
    "returned": "bị trả lại",
    "copy": "bản chép lặp",
    None: "không có",
}
_MOST = 20  # of changes and findings of one file that are listed


def reread(
    form: str | None,
    loads: list[str],
    agency: str | None,
    *,
    apply: bool,
    by: str | None,
    reason: str | None,
) -> int:
    """Read archived files again; print what differs and, if asked to, store it.

    Returns:
        0; 1 when a file could not be read again or was left as it is.
    """
    from ingest.ledgers.decide_loads import full_load_id
    from ingest.ledgers.ledger import open_ledger
    from ingest.submissions.reread_files import select_files

    if apply and not (reason or "").strip():
        raise UserError("Cần ghi lý do đọc lại: --reason “…”; lý do được lưu cùng số liệu.", 64)
    with open_ledger() as book:
        selected = select_files(
            book,
            forms=[known_form(form)] if form else [],
            loads=[full_load_id(book, one) for one in loads],
            agencies=[agency_code(agency)] if agency else [],
        )
        if not selected:
            chosen = form or loads or agency
            typer.echo(
                "Không có tệp lưu trữ nào như vậy."
                if chosen
                else "Mọi tệp lưu trữ đã được đọc theo biểu mẫu và danh mục tên hiện nay."
            )
            return 0
        return reread_and_report(
            book, selected, apply=apply, by=by, reason=reason, even_if_less=bool(loads)
        )


def reread_and_report(
    book, selected: list, *, apply: bool, by: str | None, reason: str | None, even_if_less: bool
) -> int:
    """Read selected files again and print what comes of each.

    Returns:
        0; 1 when a file could not be read again or was left as it is.

    Raises:
        UserError: the acting person may not open files of the archive.
    """
    from ingest.archives.access import AccessError

    try:
        return _reread_and_report(
            book, selected, apply=apply, by=by, reason=reason, even_if_less=even_if_less
        )
    except AccessError as error:
        raise UserError(str(error), EXIT_DENIED) from None


def _reread_and_report(
    book, selected: list, *, apply: bool, by: str | None, reason: str | None, even_if_less: bool
) -> int:
    from ingest.archives.access import acting
    from ingest.reader_pool import ReaderPool
    from ingest.submissions.reread_files import reread_files

    actor = acting()
    same = other = failed = stored = 0
    with ReaderPool(min(len(selected), os.cpu_count() or 1)) as pool:
        for one in reread_files(
            book,
            selected,
            pool,
            actor=actor,
            apply=apply,
            by=by,
            reason=reason,
            even_if_less=even_if_less,
        ):
            failed += one.problem is not None
            stored += one.result is not None
            if one.is_same and one.problem is None:
                same += 1
                continue
            other += one.problem is None
            typer.echo("\n".join(reread_lines(one)))
    typer.echo(f"Đọc lại {len(selected)} tệp: {same} không đổi, {other} khác, {failed} giữ nguyên.")
    if stored:
        typer.echo(f"Đã nạp {stored} bản đọc lại. Bản công bố chỉ đổi sau khi chạy qhld refresh.")
    elif other and not apply:
        typer.echo("Chưa ghi gì. Để nạp những gì đã khác: thêm --apply --reason “…”")
    return 1 if failed else 0


def reread_lines(one: "Rereading") -> Iterator[str]:
    """What a file says now against what its last reading said."""
    row = one.submission
    ident = row["load_id"][:SHORT] if row["load_id"] else "(không lưu)"
    facts = {"agency_code": row["agency_code"], "agency_stated": row["agency_stated"]}
    yield f"{ident}  {moment(row['received_at'])}  {sender(facts)}  “{row['file_name']}”"
    for form, before, now in one.states:
        yield f"    {form_title(form)}: {_STATUSES[before]} → {_STATUSES[now]}"
    yield from _change_lines(one)
    for words, findings in (("hết", one.gone), ("mới", one.new)):
        for finding in findings[:_MOST]:
            place = "!".join(part for part in (finding["sheet"], finding["cell"]) if part)
            found = f" (“{finding['found']}”)" if finding["found"] else ""
            yield f"    {words}: {place} {finding['message']}{found}"
        if len(findings) > _MOST:
            yield f"    {words}: … và {len(findings) - _MOST} nhận xét khác"
    if one.problem:
        yield f"    GIỮ NGUYÊN: {one.problem}"
    if one.result:
        yield f"    → {one.result.message} Lần nạp {(one.result.load_id or '(không lưu)')[:SHORT]}"


def _change_lines(one: "Rereading") -> Iterator[str]:
    from ingest.submissions.describe_changes import change_line

    for change in one.changes.items[:_MOST]:
        yield f"    {change_line(change)}"
    rest = len(one.changes.items) - _MOST
    if rest > 0:
        yield f"    … và {rest} thay đổi khác"
