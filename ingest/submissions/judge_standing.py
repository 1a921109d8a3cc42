"""Compare the tables of a file with what its sender has reported before and still counts.

The same values are noted. Other values need an explicit replacement ("bản thay thế"). A correction
of form ("đính chính") may say it all again with other texts, but not with other figures. A log is a
running register and just goes on.
"""

import sqlite3
from typing import TYPE_CHECKING, Literal

from ingest import reference
from ingest.communes.name_places import commune_name, places, some
from ingest.ledgers.ledger import standing_coverage
from ingest.messages import finding
from ingest.submissions.compare_standing import Change, changes_of
from ingest.values.show_values import show_value

if TYPE_CHECKING:
    from ingest.submissions.judge_tables import Judgement

Intent = Literal["none", "replacement", "correction"]
SHOWN_CELLS = 50  # a sender who changed more than this did not correct the form


def compare_with_standing(
    judged: "list[Judgement]",
    agency: reference.Agency,
    intent: Intent,
    ledger: sqlite3.Connection,
    own_loads: set[str],
    receipt: int | None,
) -> None:
    """Add what is found to the tables that are still accepted.

    Args:
        judged: tables of one file.
        agency: the sender.
        intent: what the sender calls the file.
        ledger: open ledger; only read.
        own_loads: earlier loads of this same file.
        receipt: place in the order of receipt of a file that came before; None for a new one.
    """
    open_tables = [one for one in judged if one.status == "accepted"]
    if intent == "correction":
        _check_correction(open_tables, agency, ledger, receipt)
        return
    for one in open_tables:
        if one.form.kind != "log":
            _compare_table(one, agency, intent == "replacement", ledger, own_loads, receipt)


def _compare_table(
    one: "Judgement",
    agency: reference.Agency,
    is_replacement: bool,
    ledger: sqlite3.Connection,
    own_loads: set[str],
    receipt: int | None,
) -> None:
    same, other, files = [], [], set()
    for period in one.periods:
        standing = standing_coverage(ledger, agency.agency_code, one.form.id, period, receipt)
        for item in one.coverage:
            before = standing.get(item.commune_code) if item.period == period else None
            if before is None and item.period == period:
                before = _told_at_another_level(item.commune_code, agency, standing)
            if before is None or before["load_id"] in own_loads:
                continue
            is_same = before["content_sha256"] == item.content_sha256
            if not is_same and before["receipt_seq"] == receipt:
                continue  # an earlier reading of this same file
            (same if is_same else other).append(item)
            files.add(before["file_name"])
    if same:
        one.add("same_content_again", found=places(same), files=some(sorted(files)))
    if other and is_replacement:
        one.add("replaces", found=places(other), files=some(sorted(files)))
    elif other:
        one.add("overlap_needs_replacement", found=places(other), files=some(sorted(files)))


def _told_at_another_level(
    code: str, agency: reference.Agency, standing: dict[str, sqlite3.Row]
) -> sqlite3.Row | None:
    """What stands of the same figures: of the communes for a whole district, and the reverse."""
    if agency.district_code is None:
        return None
    is_whole = code == agency.district_code
    others = [row for other, row in standing.items() if (other == agency.district_code) != is_whole]
    return others[0] if others else None


def _check_correction(
    judged: "list[Judgement]",
    agency: reference.Agency,
    ledger: sqlite3.Connection,
    receipt: int | None,
) -> None:
    """Send back the tables of a correction that change a figure, with the figures."""
    changes = changes_of(judged, agency, ledger, is_whole=True, receipt=receipt)
    for one in judged:
        found = [c for c in changes.items if c.table_no == one.table_no and c.kind != "text"]
        if changes.is_first:
            one.add("nothing_to_correct")
        elif found:
            _send_back(one, found)
        else:
            one.add("corrects")


def _send_back(one: "Judgement", found: list[Change]) -> None:
    for change in found[:SHOWN_CELLS]:
        cell = change.cell if change.kind == "figure" else None
        shown, before = _in_words(change, one)
        item = finding(
            "correction_changes_figures",
            sheet=one.table["sheet"],
            cell=cell or one.table["range"],
            found=shown,
            before=before,
        )
        one.findings.append(item.to_dict())
    one.add("correction_changes_figures", variant="in_all", found=str(len(found)))


def _in_words(change: Change, one: "Judgement") -> tuple[str, str]:
    """What a change is now, and what it was."""
    place = " ".join(
        part
        for part in (
            commune_name(change.commune_code) if change.commune_code else None,
            change.period,
            change.row_name,
        )
        if part
    )
    if change.kind == "row_added":
        return f"dòng mới: {place}", "các dòng đã gửi"
    if change.kind == "row_removed":
        return f"không còn dòng: {place}", "các dòng đã gửi"
    column = one.form.columns[str(change.column)]
    shown = f"{show_value(change.new, column)} ({column.labels[0]}, {place})"
    return shown, show_value(change.old, column)
