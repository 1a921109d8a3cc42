"""What becomes of a file that has been read: its sender, its outcome, what of it counts.

Nothing is written here. The decision depends on the check result, on what was stated with the
file and on what the ledger holds, so the same file in the same situation is decided alike.
"""

import hashlib
import json
import sqlite3
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from ingest import reference
from ingest.cells.sniff_binary import PACKED_MARKS
from ingest.communes.decided_names import decisions_version
from ingest.contracts.contract import load_forms
from ingest.ledgers import ledger
from ingest.messages import remark
from ingest.submissions.judge_tables import Judgement, judge_tables
from ingest.submissions.submission import Delivery, find_agency
from ingest.submissions.unpack_zip import looks_like_workbook

SECRET = "state_secret"
SECRET_NAME = "(tệp có dấu mật, không lưu tên)"
ALIAS_FILES = (
    "communes.csv",
    "commune_history.csv",
    "former_districts.csv",
    "commune_aliases.csv",
    "agencies.csv",
)


@dataclass(frozen=True, slots=True)
class Judged:
    """All that is known of a submission once it has been judged.

    Attributes:
        delivery: what was handed in.
        check: the check result.
        file_name: the name to record; not the real one for a state secret.
        agency: sender, None when unknown.
        received_at: wall time in Asia/Ho_Chi_Minh.
        outcome: of the whole file.
        judgements: one a table.
        findings: of reader and intake, in order.
        delivery_key: same bytes, agency, stated period, contract and aliases.
        contract_version: version of form contracts and alias tables.
        is_secret: stamped as a state secret; not kept.
        is_unread_package: a refused .zip, .rar and the like; not kept, for what nobody has looked
            at may hold a state secret.
        receipt: place in the order of receipt of a file that came before; None for a new one.
    """

    delivery: Delivery
    check: dict[str, Any]
    file_name: str
    agency: reference.Agency | None
    received_at: datetime
    outcome: str
    judgements: list[Judgement]
    findings: list[dict[str, Any]]
    delivery_key: str
    contract_version: str
    is_secret: bool = False
    is_unread_package: bool = False
    receipt: int | None = None

    @property
    def is_kept(self) -> bool:
        """Whether the archive keeps the file."""
        return not (self.is_secret or self.is_unread_package)

    @property
    def reading_key(self) -> str:
        """Hash of what the reader said, apart from what it is compared with in the ledger."""
        tables = [
            [one.form.id, one.table["sheet"], one.table["range"], one.table["rows_rejected"]]
            + [[item.commune_code, item.period, item.content_sha256] for item in one.coverage]
            for one in self.judgements
        ]
        return hash_of([self.check["outcome"], tables, self.check["findings"]])


def judge_file(delivery: Delivery, check: dict[str, Any], book: sqlite3.Connection) -> Judged:
    """Decide about a file that has been read.

    Args:
        delivery: what was handed in.
        check: what the reader said of it, with rows.
        book: open ledger; only read.
    """
    findings = [*check["findings"], *delivery.remarks]
    is_secret = any(finding["code"] == SECRET for finding in findings)
    agency, remarks = _sender(delivery, check)
    if is_secret:
        findings = [_without_content(f) for f in findings if f["code"] == SECRET]
        remarks, check = [], check | {"tables": []}
    if check["outcome"] != "refused":  # what could not be read needs no second reproach
        findings += remarks
    version = contract_version()
    key = hash_of([check["sha256"], version, agency.agency_code if agency else delivery.agency])
    key = hash_of([key, delivery.period])
    own = {row["load_id"] for row in ledger.loads_of_identity(book, key)}
    if agency:
        same = ledger.loads_of_same_bytes(book, check["sha256"], agency.agency_code)
        own |= {row["load_id"] for row in same if row["contract_version"] == version}
    received_at = ledger.wall_time(delivery.received_at or ledger.now())
    receipt = receipt_of(delivery, check, agency, book)
    for place in dict.fromkeys((receipt, receipt if delivery.reread_of else None)):
        judgements = judge_tables(
            check | {"findings": findings},
            agency,
            delivery.period,
            received_on=received_at.date(),
            is_replacement=is_replacement(delivery, check),
            is_correction=is_correction(delivery, check),
            ledger=book,
            own_loads=own,
            receipt=place,
        )
        receipt = place
        if all(one.status != "returned" for one in judgements):
            break  # else a file that was taken in before is sent back now: what counts must stay
    seen = {id(finding) for finding in findings}
    findings += [f for one in judgements for f in one.findings if id(f) not in seen]
    return Judged(
        delivery=delivery,
        check=check,
        file_name=SECRET_NAME if is_secret else delivery.name,
        agency=agency,
        received_at=received_at,
        outcome=_outcome(check, findings),
        judgements=judgements,
        findings=findings,
        delivery_key=key,
        contract_version=version,
        is_secret=is_secret,
        is_unread_package=check["outcome"] == "refused" and _is_package(delivery.path),
        receipt=receipt,
    )


def _is_package(path: Path) -> bool:
    """Whether a file holds other files, by its first bytes; workbooks that are packages do not."""
    with path.open("rb") as stream:
        return stream.read(8).startswith(PACKED_MARKS) and not looks_like_workbook(path)


def receipt_of(
    delivery: Delivery,
    check: dict[str, Any],
    agency: reference.Agency | None,
    book: sqlite3.Connection,
) -> int | None:
    """The place in the order of receipt that a file has from before, if it has one.

    A file that is read again keeps its place. So does one that is sent again after all of it was
    taken in: read under a newer contract it says more, but not later, than it did. Called a
    replacement now, it comes anew.
    """
    if delivery.reread_of:
        return ledger.submission(book, delivery.reread_of)["receipt_seq"]
    if agency is None or delivery.replace or check["sha256"] is None:
        return None
    for load in ledger.loads_of_same_bytes(book, check["sha256"], agency.agency_code):
        is_renamed = delivery.is_named_replacement and load["file_name"] != delivery.name
        if not is_renamed and all(ledger.counts(book, load["load_id"]).values()):
            return load["receipt_seq"]
    return None


def _sender(
    delivery: Delivery, check: dict[str, Any]
) -> tuple[reference.Agency | None, list[dict[str, Any]]]:
    """Who sent it: as stated, else as the file says; with what is to be remarked about that."""
    detected = check["agency"] or {}
    in_file = reference.agencies().get(detected.get("code") or "")
    stated = find_agency(delivery.agency)
    if stated is None and (delivery.agency or in_file is None):
        named = delivery.agency or detected.get("name")
        return None, [remark("unknown_agency", found=named or None)]
    if stated and in_file and stated != in_file:
        return stated, [remark("agency_differs", found=in_file.name, stated=stated.name)]
    return stated or in_file, []


def _without_content(finding: dict[str, Any]) -> dict[str, Any]:
    """A finding about a secret file without anything that stands in the file."""
    return finding | {"sheet": None, "cell": None, "found": None}


def _outcome(check: dict[str, Any], findings: list[dict[str, Any]]) -> str:
    severities = {finding["severity"] for finding in findings}
    if check["outcome"] == "refused":
        return "refused"
    if "error" in severities or not check["tables"]:
        return "rejected"
    return "accepted_with_warnings" if "warning" in severities else "accepted"


def is_replacement(delivery: Delivery, check: dict[str, Any]) -> bool:
    """Whether the file says, or it was said of it, that it replaces what was sent before."""
    return bool(delivery.replace or check["replacement"] or delivery.is_named_replacement)


def is_correction(delivery: Delivery, check: dict[str, Any]) -> bool:
    """Whether the file says, or it was said of it, that it corrects the form and no figure."""
    return bool(delivery.correct or check.get("correction") or delivery.is_named_correction)


def contract_version() -> str:
    """Version of all form contracts, of the tables that say what names mean, and of decisions."""
    decided = decisions_version()
    return hash_of([_installed_version(), decided])[:16] if decided else _installed_version()


@cache
def _installed_version() -> str:
    forms = {form.id: form.version for form in load_forms().values()}
    names = {
        name: hashlib.sha256((reference.REFERENCE_DIR / name).read_bytes()).hexdigest()
        for name in ALIAS_FILES
    }
    return hash_of([forms, names])[:16]


def hash_of(parts: list[Any]) -> str:
    """SHA-256 over a list of JSON values."""
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()
