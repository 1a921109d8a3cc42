"""`qhld names list | show | decide | reject`."""

import json

import typer

from dagster_project.cli.dates import parse_date
from dagster_project.cli.employers import tax_code_digits
from dagster_project.cli.load_words import moment
from dagster_project.cli.loads import agency_code
from dagster_project.cli.rereading import reread_and_report
from dagster_project.user_error import UserError

_MOST_FILES = 5


def print_names(*, as_json: bool) -> int:
    """Print the names that hold files up."""
    from ingest.ledgers.decide_names import waiting_communes
    from ingest.ledgers.ledger import open_ledger

    with open_ledger() as book:
        waiting = waiting_communes(book)
    if as_json:
        typer.echo(json.dumps([_public(one) for one in waiting], ensure_ascii=False, indent=1))
        return 0
    for one in waiting:
        typer.echo("\n".join(_lines(one)))
    files = len({ident for one in waiting for ident in one.submissions})
    if waiting:
        typer.echo(
            f"{len(waiting)} tên đang giữ {files} tệp. Quyết định: qhld names decide “TÊN” "
            "--commune MÃ --reason “…”"
        )
    else:
        typer.echo("Không có tên xã, phường nào đang chờ quyết định.")
    return 0


def _lines(one) -> list[str]:
    kind = "nhiều xã, phường cùng tên" if one.is_ambiguous else "không có trong danh mục"
    files = ", ".join(f"“{name}”" for name in one.files[:_MOST_FILES])
    more = len(one.files) - _MOST_FILES
    lines = [f"“{one.name}”: {kind}; {one.cells} ô, {len(one.submissions)} tệp"]
    lines.append(f"    Tệp: {files}" + (f" và {more} tệp khác" if more > 0 else ""))
    lines.append(f"    Đơn vị gửi: {', '.join(map(_agency_name, one.agencies)) or 'không rõ'}")
    lines += [f"    Có thể là: {code} {name} ({why})" for code, name, why in one.candidates]
    lines += [f"    {_decision_line(decision)}" for decision in one.decisions]
    return lines


def _agency_name(code: str) -> str:
    from ingest.reference import agencies

    agency = agencies().get(code)
    return agency.name if agency else code


def _decision_line(one: dict) -> str:
    from ingest.communes.name_places import commune_name

    target = one["target"]
    if one["kind"] == "commune" and target:
        target = f"{commune_name(target)} ({target})"
    means = f"là {target}" if target else "không hợp lệ"
    dates = "".join(
        f" {word} {one[key]}"
        for word, key in (("từ", "valid_from"), ("đến", "valid_to"))
        if one[key]
    )
    sender = f", khi {_agency_name(one['agency_code'])} gửi" if one["agency_code"] else ""
    return (
        f"Quyết định số {one['decision_no']} ({moment(one['decided_at'])}, {one['decided_by']}): "
        f"{means}{dates}{sender}. Lý do: {one['reason']}"
    )


def print_name(name: str, *, as_json: bool) -> int:
    """Print all that is known of a name.

    Returns:
        0; 1 when nothing is.
    """
    from ingest.ledgers.decide_names import decisions_about, waiting_communes
    from ingest.ledgers.ledger import open_ledger
    from ingest.values.fold_text import fold

    with open_ledger() as book:
        waiting = [one for one in waiting_communes(book) if fold(one.name) == fold(name)]
        decided = decisions_about(book, None, fold(name))
    if as_json:
        public = _public(waiting[0]) if waiting else {"name": name, "submissions": []}
        public |= {"decisions": decided}
        typer.echo(json.dumps(public, ensure_ascii=False, indent=1))
    elif waiting:
        waiting[0].decisions = decided
        typer.echo("\n".join(_lines(waiting[0])))
    elif decided:
        typer.echo(f"“{name}”: không giữ tệp nào")
        typer.echo("\n".join(f"    {_decision_line(one)}" for one in decided))
    else:
        typer.echo(f"“{name}”: không giữ tệp nào, chưa có quyết định nào.")
    return 0 if waiting or decided else 1


def _public(one) -> dict:
    kept = ("name", "is_ambiguous", "cells", "agencies", "submissions", "files", "first_seen")
    found = {name: getattr(one, name) for name in kept}
    candidates = [dict(zip(("code", "name", "why"), c, strict=True)) for c in one.candidates]
    return found | {"candidates": candidates, "decisions": one.decisions}


def decide(
    name: str,
    commune: str | None,
    employer: str | None,
    agency: str | None,
    valid_from: str | None,
    valid_to: str | None,
    by: str | None,
    reason: str,
) -> int:
    """Record what a name means and read the files again that it held up.

    Returns:
        0; 1 when one of the files could not be read again.
    """
    from ingest.ledgers.decide_names import decide_name
    from ingest.submissions.submission import os_user

    if (commune is None) == (employer is None):
        raise UserError("Nêu một trong hai: --commune MÃ (xã, phường) hoặc --employer MST.", 64)
    days = {"valid_from": parse_date(valid_from), "valid_to": parse_date(valid_to)}
    given = {"by": by or os_user(), "reason": reason, "agency": agency_code(agency)} | days
    if employer is not None:
        number = decide_name(name, kind="employer", target=tax_code_digits(employer), **given)
        typer.echo(f"Quyết định số {number}: “{name}” là doanh nghiệp có mã số thuế {employer}.")
        typer.echo("  Không tệp nào phải đọc lại; kho số liệu đổi sau khi chạy qhld refresh.")
        return 0
    code = _commune_code(commune)
    number = decide_name(name, kind="commune", target=code, **given)
    typer.echo(f"Quyết định số {number}: “{name}” là {_commune_name(code)} ({code}).")
    return _reread_held_up(name, given["agency"], number, given["by"], reason)


def reject(name: str, agency: str | None, by: str | None, reason: str, *, is_employer: bool) -> int:
    """Record that a name means nothing; an earlier decision about it holds no more."""
    from ingest.ledgers.decide_names import decide_name
    from ingest.submissions.submission import os_user

    given = {"by": by or os_user(), "reason": reason, "agency": agency_code(agency)}
    kind = "employer" if is_employer else "commune"
    number = decide_name(name, kind=kind, target=None, **given)
    typer.echo(
        f"Quyết định số {number}: “{name}” không được nhận. Đơn vị gửi phải sửa tên rồi gửi lại."
    )
    if not is_employer:
        typer.echo("  Tệp đã nhận theo quyết định trước (nếu có): xem bằng qhld loads reread.")
    return 0


def _reread_held_up(name: str, agency: str | None, number: int, by: str, reason: str) -> int:
    from ingest.ledgers.decide_names import held_up, waiting_communes
    from ingest.ledgers.ledger import open_ledger
    from ingest.submissions.reread_files import select_files

    with open_ledger() as book:
        idents = held_up(waiting_communes(book), name, agency)
        selected = select_files(book, submissions=idents) if idents else []
        if not selected:
            typer.echo("  Không có tệp nào đang bị tên này giữ lại.")
            return 0
        typer.echo(f"Đọc lại {len(selected)} tệp bị tên này giữ lại:")
        why = f"quyết định tên số {number}: {reason}"
        return reread_and_report(book, selected, apply=True, by=by, reason=why, even_if_less=False)


def _commune_code(text: str) -> str:
    """A commune's code, given as such or by its official name.

    Raises:
        UserError: there is no such commune.
    """
    from ingest.communes.match_communes import match_commune
    from ingest.reference import communes

    if text in communes():
        return text
    found = match_commune(text)
    if found.status != "matched" or found.how not in ("official", "without_marks"):
        raise UserError(f"“{text}” không phải mã hay tên chính thức của một xã, phường.", 64)
    return str(found.commune_code)


def _commune_name(code: str) -> str:
    from ingest.communes.name_places import commune_name

    return commune_name(code)
