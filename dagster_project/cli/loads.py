"""`qhld loads list | show | withdraw | accept`."""

import json

import typer

from dagster_project.cli.load_report import load_report_lines
from dagster_project.cli.load_words import (
    OUTCOME_WORDS,
    SHORT,
    STATES,
    form_title,
    moment,
    sender,
    state_words,
)
from dagster_project.cli.periods import parse_period
from dagster_project.user_error import UserError

_STATE_WORDS = {
    "nhan": "received",
    "tra-lai": "returned",
    "chap-nhan": "accepted",
    "thay-the": "superseded",
    "bi-thay-the": "superseded",
    "thu-hoi": "withdrawn",
}
_EXIT_REFUSED = 1


def print_loads(
    period: str | None, agency: str | None, form: str | None, state: str | None, *, as_json: bool
) -> int:
    """Print what was received, newest last."""
    from ingest.ledgers.ledger import open_ledger
    from ingest.ledgers.list_loads import list_loads

    wanted = {
        "period": parse_period(period),
        "agency": agency_code(agency),
        "form": known_form(form),
        "state": _state(state),
    }
    with open_ledger() as book:
        found = list_loads(book, **wanted)
    if as_json:
        typer.echo(json.dumps(found, ensure_ascii=False, indent=1))
        return 0
    if not found:
        typer.echo("Không có lần nạp nào như vậy trong sổ tiếp nhận.")
        return 0
    for one in found:
        typer.echo("\n".join(_load_lines(one)))
    typer.echo(f"{len(found)} lần. Xem kỹ một lần: qhld loads show MÃ")
    return 0


def _load_lines(one: dict) -> list[str]:
    ident = one["load_id"][:SHORT] if one["load_id"] else "(không lưu)"
    marks = [
        word
        for key, word in (
            ("is_replacement", "bản thay thế"),
            ("is_correction", "bản đính chính"),
            ("is_reread", "đọc lại"),
        )
        if one[key]
    ]
    tail = f" ({', '.join(marks)})" if marks else ""
    head = f"{ident}  {moment(one['received_at'])}  {sender(one)}  “{one['file_name']}”{tail}"
    lines = [head]
    if not one["tables"]:
        lines.append(f"    {OUTCOME_WORDS[one['outcome']]}")
    for table in one["tables"]:
        quarters = ", ".join(table["periods"]) or "không rõ quý"
        lines.append(f"    {form_title(table['form'])} {quarters}: {state_words(table)}")
    return lines


def print_load(beginning: str, *, as_json: bool) -> int:
    """Print all that is known of one load."""
    from ingest.ledgers.decide_loads import full_load_id
    from ingest.ledgers.ledger import open_ledger
    from ingest.ledgers.list_loads import describe_load

    with open_ledger() as book:
        load = describe_load(book, full_load_id(book, beginning))
    if as_json:
        typer.echo(json.dumps(load, ensure_ascii=False, indent=1))
        return 0
    typer.echo("\n".join(load_report_lines(load)))
    return 0


def withdraw(beginning: str, by: str | None, reason: str) -> int:
    """Withdraw a load and say what counts in its place."""
    from ingest.ledgers.decide_loads import full_load_id, withdraw_load
    from ingest.ledgers.ledger import open_ledger
    from ingest.submissions.submission import os_user

    person = by or os_user()
    with open_ledger() as book:
        load_id = full_load_id(book, beginning)
        before = _what_stands(book)
    withdraw_load(load_id, by=person, reason=reason)
    typer.echo(f"Đã thu hồi lần nạp {load_id[:SHORT]} ({person}: {reason}).")
    with open_ledger() as book:
        back = sorted({one for one, _ in _what_stands(book) - before})
    if back:
        names = ", ".join(one[:SHORT] for one in back)
        typer.echo(f"  Số liệu của lần nạp trước được tính trở lại: {names}.")
    typer.echo("  Bản công bố chỉ đổi sau khi chạy qhld refresh.")
    return 0


def _what_stands(book) -> set[tuple[str, int]]:
    """Tables that count, as (load, number of the table)."""
    rows = book.execute("select load_id, table_no from table_states where state = 'accepted'")
    return {(row[0], row[1]) for row in rows}


def accept(beginning: str, table: int | None, by: str | None, reason: str) -> int:
    """Accept the good rows of returned tables."""
    from ingest.ledgers.decide_loads import accept_in_part, full_load_id
    from ingest.ledgers.ledger import LedgerError, open_ledger, tables_of_load
    from ingest.submissions.submission import os_user

    person = by or os_user()
    with open_ledger() as book:
        load_id = full_load_id(book, beginning)
        tables = tables_of_load(book, load_id)
    returned = [row for row in tables if row["status"] == "returned"]
    chosen = [row for row in returned if table in (None, row["table_no"])]
    if not chosen:
        what = f"bảng số {table}" if table else "bảng nào"
        raise UserError(f"Lần nạp {load_id[:SHORT]} không có {what} đang bị trả lại.", 1)
    refused = 0
    for row in chosen:
        name = f"bảng số {row['table_no']} ({form_title(row['form'])})"
        try:
            accept_in_part(load_id, row["table_no"], by=person, reason=reason)
        except LedgerError as error:
            refused += 1
            typer.echo(f"  {name}: {error}", err=True)
            continue
        typer.echo(
            f"Đã tiếp nhận một phần {name}: {row['rows_accepted']} dòng được tính, "
            f"{row['rows_rejected']} dòng lỗi vẫn để ngoài ({person}: {reason})."
        )
    if refused < len(chosen):
        typer.echo("  Bản công bố chỉ đổi sau khi chạy qhld refresh.")
    return _EXIT_REFUSED if refused else 0


def agency_code(agency: str | None) -> str | None:
    """Code of a named agency; None passes through.

    Raises:
        UserError: there is no such agency.
    """
    from ingest.submissions.submission import find_agency

    found = find_agency(agency)
    if agency and found is None:
        raise UserError(f"Không có đơn vị báo cáo “{agency}” trong danh sách.", 64)
    return found.agency_code if found else None


def known_form(form: str | None) -> str | None:
    """A form's id; None passes through.

    Raises:
        UserError: there is no such form.
    """
    from ingest.contracts.contract import load_forms

    if form is not None and form not in load_forms():
        known = ", ".join(load_forms())
        raise UserError(f"Không có biểu mẫu “{form}”. Các biểu mẫu hiện có: {known}.", 64)
    return form


def _state(state: str | None) -> str | None:
    if state is None:
        return None
    from ingest.values.fold_text import strip_marks

    word = strip_marks(state).replace(" ", "-")
    found = _STATE_WORDS.get(word) or (state if state in STATES else None)
    if found is None:
        words = ", ".join(w for w in _STATE_WORDS if w != "bi-thay-the")
        raise UserError(f"Không có trạng thái “{state}”. Chọn một trong: {words}.", 64)
    return found
