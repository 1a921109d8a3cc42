"""Which releases something outside rests on: these are never removed.

A briefing or an export says that it was made from a release; a signature names the release whose
figures were signed; a rollback needs the releases it moved between. What a revision cites (values
before and after, the cells that made the difference) is in the journal of publications, which is
never removed at all.
"""

import sqlite3

from dagster_project import release, release_history
from dagster_project.user_error import UserError
from ingest.archives.access import Actor
from ingest.ledgers import ledger


def cite(release_id: str, cited_by: str, actor: Actor) -> None:
    """Write down that something was made from a release.

    Args:
        release_id: the release.
        cited_by: what was made, as people call it.
        actor: who says so.

    Raises:
        UserError: there is no such release, or nothing is named.
    """
    release.read_manifest(release_id)
    if not cited_by.strip():
        raise UserError("Hãy nêu báo cáo hoặc tệp xuất ra dùng số liệu của bản này (--as).", 64)
    row = {
        "release_id": release_id,
        "cited_by": cited_by.strip(),
        "recorded_at": ledger.now().isoformat(),
        "recorded_by": actor.user,
    }
    with ledger.open_ledger() as book, ledger.transaction(book):
        ledger.insert(book, "release_citations", row)


def cited_releases(book: sqlite3.Connection) -> dict[str, str]:
    """Releases that must stay, each with one reason in Vietnamese."""
    found: dict[str, str] = {}
    for release_id, cited_by in book.execute(
        "select release_id, cited_by from release_citations order by citation_no desc"
    ):
        found[release_id] = f"được dùng trong “{cited_by}”"
    for release_id, period in book.execute(
        """
        select release_id, period
        from release_proposals left join release_decisions using (proposal_no)
        where verdict is null or verdict = 'approved'
        """
    ):
        found[release_id] = f"số liệu {period} của bản này đã được ký hoặc đang chờ duyệt"
    hold = release_history.current_hold()
    if hold:
        held = [hold["from"], hold["to"], *(one["release_id"] for one in hold["held"])]
        found |= dict.fromkeys(held, "đang bị giữ sau khi thu hồi")
    moves = release_history.history()
    if moves and moves[-1]["previous"]:
        found[moves[-1]["previous"]] = "bản ngay trước bản hiện hành"
    current = release.current_id()
    if current:
        found[current] = "bản hiện hành"
    return found
