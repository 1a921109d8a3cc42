"""`qhld release status | propose | approve | decline | retract`."""

import json
from collections.abc import Callable
from dataclasses import asdict
from typing import TYPE_CHECKING

import typer

from dagster_project.cli.load_words import moment
from dagster_project.cli.periods import parse_period
from dagster_project.user_error import UserError

if TYPE_CHECKING:
    from dagster_project.release_signoff import Proposal
    from ingest.archives.access import Actor

EXIT_DENIED = 77  # EX_NOPERM
_VERDICTS = {
    None: "đang chờ duyệt",
    "approved": "đã duyệt",
    "declined": "bị trả lại",
    "given_up": "đã rút",
}


def permitted(right: str, by: str | None) -> "Actor":
    """The acting person, whose role carries a right.

    Raises:
        UserError: it does not; says whose does.
    """
    from ingest.archives.access import acting, require

    def _ask() -> "Actor":
        actor = acting(by)
        require(right, actor)
        return actor

    return _allowed(_ask)


def _allowed(action: Callable):
    from ingest.archives.access import AccessError

    try:
        return action()
    except AccessError as error:
        raise UserError(str(error), EXIT_DENIED) from error


def print_status(periods: list[str], *, as_json: bool = False) -> int:
    """Print how each quarter stands and who has signed what; as JSON with its warnings too."""
    from dagster_project import release
    from dagster_project.release_signoff import accepted_warnings, proposals
    from ingest.ledgers.ledger import open_ledger

    wanted = {parse_period(period) for period in periods}
    manifest = release.current_manifest()
    if manifest is None:
        raise UserError("Chưa có bản công bố nào. Chạy qhld refresh để tạo bản đầu tiên.")
    if unknown := sorted(wanted - set(manifest["quarters"])):
        raise UserError(f"Bản công bố hiện hành không có số liệu của {', '.join(unknown)}.")
    if as_json:
        typer.echo(json.dumps(_quarters(manifest, wanted), ensure_ascii=False))
        return 0
    typer.echo(f"Bản công bố hiện hành: {manifest['release_id']}")
    with open_ledger() as book:
        for period, quarter in sorted(manifest["quarters"].items(), reverse=True):
            if wanted and period not in wanted:
                continue
            typer.echo(
                f"{period}: {quarter['status']}; {quarter['reported_units']}/"
                f"{quarter['expected_units']} đơn vị đã báo cáo đủ"
            )
            for proposal in proposals(book, period):
                typer.echo(f"    {_proposal_line(proposal)}")
                for _, warning, reason in accepted_warnings(book, proposal.number):
                    typer.echo(f"        chấp nhận cảnh báo “{warning}”: {reason}")
    return 0


def _quarters(manifest: dict, wanted: set[str]) -> list[dict]:
    """Each quarter, newest first: its state, what speaks against it, its proposals."""
    from dagster_project.release_signoff import accepted_warnings, proposals
    from dagster_project.release_warnings import quarter_warnings
    from ingest.ledgers.ledger import open_ledger

    with open_ledger() as book:
        return [
            {"period": period}
            | {key: quarter[key] for key in ("status", "reported_units", "expected_units")}
            | {
                "warnings": [asdict(one) for one in quarter_warnings(manifest, period)],
                "proposals": [
                    asdict(one)
                    | {
                        "accepted": [
                            {"code": code, "warning": warning, "reason": reason}
                            for code, warning, reason in accepted_warnings(book, one.number)
                        ]
                    }
                    for one in proposals(book, period)
                ],
            }
            for period, quarter in sorted(manifest["quarters"].items(), reverse=True)
            if not wanted or period in wanted
        ]


def _proposal_line(proposal: "Proposal") -> str:
    line = (
        f"Đề nghị {proposal.number} ({proposal.status}): {proposal.proposed_by} "
        f"{moment(proposal.proposed_at)}, bản {proposal.release_id}; {_VERDICTS[proposal.verdict]}"
    )
    if proposal.verdict:
        line += f": {proposal.decided_by} {moment(proposal.decided_at)}"
    reasons = [text for text in (proposal.reason, proposal.decision_reason) if text]
    return f"{line} ({'; '.join(reasons)})" if reasons else line


def propose(periods: list[str], by: str, reason: str, accepted: list[str]) -> int:
    """Propose quarters as final."""
    from dagster_project import release_signoff

    reasons = dict(_code_and_reason(text) for text in accepted)
    made = _each(periods, by, lambda q, actor: release_signoff.propose(q, actor, reason, reasons))
    for proposal in made:
        typer.echo(
            f"{proposal.proposed_by} đề nghị công nhận số liệu {proposal.period} là "
            f"{proposal.status} (bản {proposal.release_id})."
        )
    named = " ".join(proposal.period for proposal in made)
    typer.echo(f"Chờ một lãnh đạo khác duyệt: qhld release approve {named} --by TÊN")
    return 0


def _code_and_reason(text: str) -> tuple[str, str]:
    code, sign, reason = text.partition("=")
    if not sign or not reason.strip():
        raise UserError(f'“{text}” không có lý do. Viết: --accept "MÃ=lý do"', 64)
    return code.strip(), reason.strip()


def approve(periods: list[str], by: str, reason: str) -> int:
    """Approve proposals."""
    from dagster_project import release_signoff

    for one in _each(periods, by, lambda q, actor: release_signoff.approve(q, actor, reason)):
        typer.echo(
            f"{one.decided_by} đã duyệt số liệu {one.period} là {one.status} (bản "
            f"{one.release_id}, {one.proposed_by} đề nghị)."
        )
    typer.echo("Trạng thái được ghi vào bản công bố ở lần qhld refresh tới.")
    return 0


def decline(periods: list[str], by: str, reason: str) -> int:
    """Send proposals back."""
    from dagster_project import release_signoff

    for one in _each(periods, by, lambda q, actor: release_signoff.decline(q, actor, reason)):
        typer.echo(f"{one.decided_by} trả lại đề nghị {one.period} của {one.proposed_by}.")
    return 0


def retract(periods: list[str], by: str, reason: str) -> int:
    """Take proposals back."""
    from dagster_project import release_signoff

    for one in _each(periods, by, lambda q, actor: release_signoff.retract(q, actor, reason)):
        typer.echo(f"{one.decided_by} rút đề nghị {one.period}.")
    return 0


def _each(
    periods: list[str], by: str, action: Callable[[str, "Actor"], "Proposal"]
) -> list["Proposal"]:
    """Do it for each quarter in turn; what was signed before a refusal stays signed."""
    from ingest.archives.access import acting

    quarters = [parse_period(period) for period in periods]
    actor = _allowed(lambda: acting(by))
    done = []
    for quarter in quarters:
        try:
            done.append(_allowed(lambda quarter=quarter: action(quarter, actor)))
        except UserError as error:
            if not done:
                raise
            named = ", ".join(one.period for one in done)
            raise UserError(f"{error}\nĐã xong trước đó: {named}.", error.exit_code) from error
    return done
