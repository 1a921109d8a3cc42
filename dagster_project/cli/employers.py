"""`qhld employers list | show | merge | split`."""

import json
from dataclasses import asdict

import typer

from dagster_project.cli.load_words import form_title, moment
from dagster_project.user_error import UserError

_AFTERWARDS = "  Kho số liệu đổi sau khi chạy qhld refresh."


def print_employers(*, waiting: bool, as_json: bool) -> int:
    """Print the known employers, or the names of which nobody knows whose they are."""
    if waiting:
        return _print_waiting(as_json=as_json)
    from ingest.ledgers.employers import employers
    from ingest.ledgers.ledger import open_ledger

    with open_ledger() as book:
        known = list(employers(book).values())
    if as_json:
        typer.echo(json.dumps([asdict(one) for one in known], ensure_ascii=False, indent=1))
        return 0
    for one in known:
        under = f"  → gộp vào {one.employer_id}" if one.employer_id != one.tax_code else ""
        others = len({name.name for name in one.names} - {one.name})
        more = f" (và {others} tên khác)" if others else ""
        typer.echo(f"{_shown(one.tax_code)}  {one.name}{more}{under}")
    count = len({one.employer_id for one in known})
    typer.echo(f"{count} doanh nghiệp, {len(known)} mã số thuế.")
    return 0


def _print_waiting(*, as_json: bool) -> int:
    from ingest.ledgers.employers import candidates, employers, waiting_employers
    from ingest.ledgers.ledger import open_ledger

    with open_ledger() as book:
        known = employers(book)
        names = waiting_employers(book)
    if as_json:
        public = [
            asdict(one) | {"candidates": [list(pair) for pair in candidates(one, known)]}
            for one in names
        ]
        typer.echo(json.dumps(public, ensure_ascii=False, indent=1))
        return 0
    for one in names:
        beside = (
            f"đứng cạnh mã {_shown(one.tax_code)} của tên khác" if one.tax_code else "không ghi mã"
        )
        forms = ", ".join(form_title(form) for form in one.forms)
        typer.echo(f"“{one.name}”: {beside}; {one.rows} dòng, {forms}")
        for tax_code, name in candidates(one, known):
            typer.echo(f"    Có thể là: {_shown(tax_code)} {name}")
    if names:
        typer.echo(
            f"{len(names)} tên chờ quyết định. Quyết định: qhld names decide “TÊN” --employer MST "
            "--reason “…”, hoặc qhld names reject “TÊN” --employer --reason “…”"
        )
    else:
        typer.echo("Không có tên doanh nghiệp nào chờ quyết định.")
    return 0


def print_employer(text: str, *, as_json: bool) -> int:
    """Print all that is known of one employer.

    Raises:
        UserError: nobody knows the tax code.
    """
    from ingest.ledgers.employer_names import parent_tax_code
    from ingest.ledgers.employers import employers, merge_log
    from ingest.ledgers.ledger import open_ledger

    tax_code = tax_code_digits(text)
    with open_ledger() as book:
        known = employers(book)
        log = merge_log(book, tax_code)
    one = known.get(tax_code)
    if one is None:
        raise UserError(f"Không có doanh nghiệp mã số thuế {text} trong các biểu đã nhận.", 1)
    same = [e.tax_code for e in known.values() if e.employer_id == one.employer_id]
    if as_json:
        public = asdict(one) | {"counted_together": same, "merge_log": log}
        typer.echo(json.dumps(public, ensure_ascii=False, indent=1))
        return 0
    typer.echo(f"{_shown(tax_code)}  {one.name}")
    if parent := parent_tax_code(tax_code):
        typer.echo(f"  Đơn vị phụ thuộc của {parent}")
    if len(same) > 1:
        codes = ", ".join(map(_shown, same))
        typer.echo(f"  Tính là một doanh nghiệp, mã {_shown(one.employer_id)}: {codes}")
    for name in one.names:
        source = "theo biểu đăng ký đã nhận" if name.source == "register" else "theo quyết định"
        typer.echo(f"  Tên: {name.name} ({source})")
    for row in log:
        words = f"gộp {row['tax_code']} vào {row['into_tax_code']}"
        words = words if row["kind"] == "merge" else f"tách {row['tax_code']}"
        typer.echo(f"  {moment(row['decided_at'])}  {words}, {row['decided_by']}: {row['reason']}")
    return 0


def merge(tax_code: str, into: str, by: str | None, reason: str) -> int:
    """Count two tax codes as one employer."""
    from ingest.ledgers.employers import merge_employers
    from ingest.submissions.submission import os_user

    person = by or os_user()
    number = merge_employers(
        tax_code_digits(tax_code), tax_code_digits(into), by=person, reason=reason
    )
    typer.echo(f"Đã gộp {tax_code} vào {into} (số {number} trong nhật ký, {person}: {reason}).")
    typer.echo(_AFTERWARDS)
    return 0


def split(tax_code: str, by: str | None, reason: str) -> int:
    """Undo a merge."""
    from ingest.ledgers.employers import split_employer
    from ingest.submissions.submission import os_user

    person = by or os_user()
    number = split_employer(tax_code_digits(tax_code), by=person, reason=reason)
    typer.echo(f"Đã tách {tax_code} ra (số {number} trong nhật ký, {person}: {reason}).")
    typer.echo(_AFTERWARDS)
    return 0


def tax_code_digits(text: str) -> str:
    """A tax code's digits.

    Raises:
        UserError: not 10 or 13 of them.
    """
    from ingest.ledgers.employer_names import tax_digits

    digits = tax_digits(text)
    if len(digits) not in (10, 13):
        raise UserError(f"“{text}” không phải mã số thuế: cần 10 hoặc 13 chữ số.", 64)
    return digits


def _shown(tax_code: str) -> str:
    """A tax code as it is printed: 0101234567-001."""
    return f"{tax_code[:10]}-{tax_code[10:]}" if len(tax_code) > 10 else tax_code
