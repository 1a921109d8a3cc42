"""Who says that a quarter's figures are final: one person proposes, another one approves.

Nothing here runs by a schedule, and nothing here changes a figure: a signature is a row of the
ledger, dbt compares what was signed with what it computes (`fct_period_status`), and the next
refresh publishes the status. Which role may propose and which may approve is in
`ingest/archives/access_rights.yml`.
"""

import sqlite3
import unicodedata
from dataclasses import dataclass

from dagster_project import release, release_journal
from dagster_project.release_content import same_number
from dagster_project.release_warnings import quarter_warnings
from dagster_project.user_error import UserError
from ingest.archives.access import Actor, require
from ingest.connect_duckdb import connect
from ingest.ledgers import ledger

PROPOSE, APPROVE = "propose_release", "approve_release"
OFFICIAL, REVISED = "chính thức", "điều chỉnh"


class SignoffError(UserError):
    """A signature is refused; says why and what to do."""


@dataclass(frozen=True)
class Proposal:
    """A quarter's figures, proposed as final.

    Attributes:
        number: order of proposal.
        status: what they are proposed as.
        release_id: the release that holds the figures.
        verdict: approved, declined, given_up; None while it waits.
    """

    number: int
    period: str
    status: str
    release_id: str
    proposed_at: str
    proposed_by: str
    reason: str
    verdict: str | None
    decided_at: str | None
    decided_by: str | None
    decision_reason: str | None


def proposals(book: sqlite3.Connection, period: str | None = None) -> list[Proposal]:
    """Proposals about a quarter, or about all, oldest first."""
    rows = book.execute(
        """
        select proposal_no, period, status, release_id, proposed_at, proposed_by,
            release_proposals.reason, verdict, decided_at, decided_by, release_decisions.reason
        from release_proposals left join release_decisions using (proposal_no)
        where :period is null or period = :period
        order by proposal_no
        """,
        {"period": period},
    )
    return [Proposal(*row) for row in rows]


def accepted_warnings(book: sqlite3.Connection, number: int) -> list[tuple[str, str, str]]:
    """Code, text and reason of the warnings that were accepted with a proposal."""
    rows = book.execute(
        "select code, warning, reason from accepted_warnings where proposal_no = ? "
        "order by warning_no",
        (number,),
    )
    return [tuple(row) for row in rows]


def changed_values(period: str, before: str, after: str) -> int:
    """How many KPI values of a quarter that one release holds are other ones in another.

    Raises:
        SignoffError: one of the releases is not in the journal of publications.
    """
    numbers = {entry.release_id: entry.number for entry in release_journal.entries()}
    if missing := {before, after} - numbers.keys():
        raise SignoffError(
            f"Nhật ký công bố chưa có bản {', '.join(sorted(missing))}. Chạy qhld refresh rồi thử "
            "lại."
        )
    differ = " OR ".join(
        f"NOT {same_number(f'o.{name}', f'n.{name}')}" for name in release_journal.NUMBERS
    )
    with connect() as connection:
        return connection.execute(
            f"SELECT count(*) FROM ({release_journal.values_as_of(numbers[before])}) o "
            f"LEFT JOIN ({release_journal.values_as_of(numbers[after])}) n "
            f"USING ({', '.join(release_journal.KEY)}) "
            f"WHERE period = ? AND (o.value_state IS DISTINCT FROM n.value_state OR {differ})",
            [period],
        ).fetchone()[0]


def propose(period: str, actor: Actor, reason: str, accepted: dict[str, str]) -> Proposal:
    """Propose the figures of a quarter in the release in force as final.

    Args:
        period: quarter.
        actor: who proposes.
        reason: why; needed where figures change that were approved before.
        accepted: for each warning about the quarter, by its code, why it is accepted.

    Raises:
        AccessError: the person's role may not propose.
        SignoffError: nothing to propose, or a warning has no reason.
    """
    require(PROPOSE, actor)
    manifest = release.current_manifest()
    if manifest is None or period not in manifest["quarters"]:
        raise SignoffError(f"Bản công bố hiện hành không có số liệu của {period}.")
    current = manifest["release_id"]
    warnings = quarter_warnings(manifest, period)
    _require_reasons(period, [warning.code for warning in warnings], warnings, accepted)
    with ledger.open_ledger() as book, ledger.transaction(book):
        known = proposals(book, period)
        approved = [one for one in known if one.verdict == "approved"]
        if approved and not changed_values(period, approved[-1].release_id, current):
            raise SignoffError(
                f"{period} đã được duyệt là {approved[-1].status} ({approved[-1].decided_by}, "
                f"{approved[-1].decided_at}) và số liệu không đổi từ đó."
            )
        if approved and not reason.strip():
            raise SignoffError(
                f"Số liệu {period} đã được duyệt rồi mới thay đổi; hãy nêu lý do điều chỉnh "
                "(--reason)."
            )
        for one in (one for one in known if one.verdict is None):
            if not changed_values(period, one.release_id, current):
                raise SignoffError(
                    f"{period} đang chờ duyệt (đề nghị số {one.number} của {one.proposed_by}). "
                    f"Duyệt: qhld release approve {period} --by TÊN; rút: qhld release retract "
                    f"{period} --by TÊN --reason …"
                )
            _decide(book, one, actor, "given_up", "số liệu đã đổi, có đề nghị mới")
        _record(book, period, REVISED if approved else OFFICIAL, current, actor, reason)
        made = proposals(book, period)[-1]
        rows = [
            {
                "proposal_no": made.number,
                "warning_no": number,
                "code": warning.code,
                "warning": warning.text,
                "reason": accepted[warning.code].strip(),
            }
            for number, warning in enumerate(warnings, start=1)
        ]
        ledger.insert(book, "accepted_warnings", *rows)
    return made


def _require_reasons(
    period: str, codes: list[str], warnings: list, accepted: dict[str, str]
) -> None:
    """Make sure that every warning, and nothing else, is accepted with a reason."""
    if unknown := sorted(set(accepted) - set(codes)):
        raise SignoffError(
            f"{period} không có cảnh báo {', '.join(unknown)}. Các cảnh báo: "
            f"{', '.join(codes) or 'không có'}."
        )
    open_ones = [one for one in warnings if not accepted.get(one.code, "").strip()]
    if open_ones:
        listed = "\n".join(f"  - {one.code}: {one.text}" for one in open_ones)
        raise SignoffError(
            f"{period} còn {len(open_ones)} cảnh báo chưa được chấp nhận:\n{listed}\n"
            "Xử lý xong rồi chạy lại, hoặc chấp nhận bằng văn bản cho từng cảnh báo (lý do được in "
            'thành chú thích dưới số liệu): --accept "MÃ=lý do"'
        )


def _record(
    book: sqlite3.Connection, period: str, status: str, release_id: str, actor: Actor, reason: str
) -> None:
    row = {
        "period": period,
        "status": status,
        "release_id": release_id,
        "proposed_at": ledger.now().isoformat(),
        "proposed_by": actor.user,
        "role": actor.role,
        "system_user": actor.system_user,
        "reason": reason.strip(),
    }
    ledger.insert(book, "release_proposals", row)


def approve(period: str, actor: Actor, reason: str) -> Proposal:
    """Approve what another person has proposed.

    Raises:
        AccessError: the person's role may not approve.
        SignoffError: nothing waits, it is the person's own proposal, or figures changed since.
    """
    require(APPROVE, actor)
    with ledger.open_ledger() as book, ledger.transaction(book):
        waiting = _waiting(book, period)
        if _folded(waiting.proposed_by) == _folded(actor.user):
            raise SignoffError(
                f"{actor.user} là người đề nghị {period} nên không được tự duyệt; cần một lãnh đạo "
                "khác."
            )
        current = release.current_id()
        changed = changed_values(period, waiting.release_id, current)
        if changed:
            raise SignoffError(
                f"{changed} giá trị của {period} đã đổi từ khi đề nghị (bản {waiting.release_id}, "
                f"nay là {current}). Xem: qhld release diff {waiting.release_id} {current}; rồi đề "
                f"nghị lại: qhld release propose {period} --by …"
            )
        _decide(book, waiting, actor, "approved", reason)
        return proposals(book, period)[-1]


def decline(period: str, actor: Actor, reason: str) -> Proposal:
    """Send a proposal back.

    Raises:
        AccessError: the person's role may not approve, so not decline either.
        SignoffError: nothing waits.
    """
    require(APPROVE, actor)
    return _close(period, actor, "declined", reason)


def retract(period: str, actor: Actor, reason: str) -> Proposal:
    """Take a proposal back.

    Raises:
        AccessError: the person's role may not propose, so not retract either.
        SignoffError: nothing waits.
    """
    require(PROPOSE, actor)
    return _close(period, actor, "given_up", reason)


def _close(period: str, actor: Actor, verdict: str, reason: str) -> Proposal:
    if not reason.strip():
        raise SignoffError("Hãy nêu lý do (--reason); lý do được lưu vào sổ.")
    with ledger.open_ledger() as book, ledger.transaction(book):
        _decide(book, _waiting(book, period), actor, verdict, reason)
        return proposals(book, period)[-1]


def _waiting(book: sqlite3.Connection, period: str) -> Proposal:
    waiting = [one for one in proposals(book, period) if one.verdict is None]
    if not waiting:
        raise SignoffError(
            f"{period} không có đề nghị nào đang chờ. Chuyên viên đề nghị bằng: qhld release "
            f"propose {period} --by TÊN"
        )
    return waiting[-1]


def _decide(
    book: sqlite3.Connection, proposal: Proposal, actor: Actor, verdict: str, reason: str
) -> None:
    row = {
        "proposal_no": proposal.number,
        "verdict": verdict,
        "decided_at": ledger.now().isoformat(),
        "decided_by": actor.user,
        "role": actor.role,
        "system_user": actor.system_user,
        "reason": reason.strip(),
    }
    ledger.insert(book, "release_decisions", row)


def _folded(name: str) -> str:
    """A name as it is compared: two spellings of one person are one person."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())
