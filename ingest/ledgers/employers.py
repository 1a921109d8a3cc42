"""Employers by tax code, with the names they go by; from accepted registers and decisions.

A name belongs to a tax code when an accepted register (a form of kind ``register`` with a column of
type ``tax_code``) puts it beside the code, or a person decided so (`qhld names decide --employer`).
Names that are only alike are offered to a person, never taken. Rows of all forms are looked at in
the lake, where standing loads are; nothing of it is stored twice.
"""

import sqlite3
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from ingest.contracts.contract import Form, load_forms
from ingest.home import loads_dir
from ingest.ledgers.decide_loads import require_named
from ingest.ledgers.decide_names import decisions_about
from ingest.ledgers.employer_names import nearest, tax_digits
from ingest.ledgers.ledger import LedgerError, insert, now, open_ledger, transaction
from ingest.values.fold_text import fold, nfc


@dataclass(slots=True)
class EmployerName:
    """One name of an employer; `source` is ``register`` or ``decision``."""

    name: str
    source: str
    valid_from: str | None = None
    valid_to: str | None = None
    agency_code: str | None = None


@dataclass(slots=True)
class Employer:
    """An employer's tax code, and the code under which it is counted once."""

    tax_code: str
    employer_id: str
    name: str
    names: list[EmployerName] = field(default_factory=list)


@dataclass(slots=True)
class WaitingEmployer:
    """A name of which nobody knows whose it is.

    Attributes:
        name: as written.
        tax_code: the code beside it, which carries another name; None when it stands alone.
        rows: how many rows have it.
        forms: forms in which it stands.
        agencies: who sends it.
    """

    name: str
    tax_code: str | None
    rows: int = 0
    forms: list[str] = field(default_factory=list)
    agencies: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Sighting:
    """A name and tax code that stand together in the rows of a load."""

    name: str
    tax_code: str | None
    form: str
    agency_code: str
    rows: int
    is_register: bool


def employer_columns(form: Form) -> tuple[str, str | None] | None:
    """The columns of a form with the employer's name and its tax code.

    Returns:
        None where the form names no employers; no tax code where it has no such column.
    """
    columns = form.stored_columns
    names = [n for n, c in columns.items() if c.type == "text" and c.pii == "employer"]
    codes = [n for n, c in columns.items() if c.type == "tax_code"]
    return (names[0], codes[0] if codes else None) if names else None


def sightings(book: sqlite3.Connection, *, registers_only: bool = False) -> list[Sighting]:
    """Names of employers in all tables that count, in the order of receipt.

    Args:
        book: open ledger.
        registers_only: leave out the forms that do not say whose a name is.
    """
    rows = book.execute(
        """
        select load_id, form, agency_code, table_no
        from counting_tables order by receipt_seq, load_seq, form, table_no
        """
    ).fetchall()
    places = defaultdict(list)
    for place, row in enumerate(rows):
        places[row["form"]].append((place, row["load_id"], row["table_no"], row["agency_code"]))
    found: list[tuple[int, Sighting]] = []
    for name, counted in places.items():
        form = load_forms().get(name)
        columns = employer_columns(form) if form else None
        if columns is None:
            continue
        is_register = form.kind == "register" and columns[1] is not None
        if is_register or not registers_only:
            found += _sightings_in(name, *columns, counted, is_register=is_register)
    return [one for _, one in sorted(found, key=lambda placed: placed[0])]


def _sightings_in(
    form: str, name: str, code: str | None, counted: list[tuple], *, is_register: bool
) -> list[tuple[int, Sighting]]:
    """Sightings in all tables of one form, with their place; its files are read in one go."""
    import polars as pl

    tables = pl.DataFrame(
        counted,
        {"place": pl.Int64, "load_id": pl.String, "table_no": pl.Int32, "agency": pl.String},
        orient="row",
    )
    folders = (loads_dir() / load_id for load_id in dict.fromkeys(tables["load_id"]))
    files = [path for folder in folders if (path := folder / f"{form}.parquet").exists()]
    if not files:
        return []
    kept = {"load_id": pl.String, "table_no": pl.Int32, name: pl.String, code or "_": pl.String}
    # a form may have got a column after the first files
    rows = pl.scan_parquet(files, schema=kept, missing_columns="insert", extra_columns="ignore")
    groups = (
        rows.filter(pl.col(name).is_not_null())
        .join(tables.lazy(), on=["load_id", "table_no"], maintain_order="left")
        .group_by("place", "agency", name, code or "_", maintain_order=True)
        .len()
        .collect()
    )
    found = []
    for place, agency, text, digits, count in groups.iter_rows():
        tax_code = tax_digits(digits) if digits else None
        facts = (form, agency, count, is_register)
        found.append((place, Sighting(nfc(text), tax_code or None, *facts)))
    return found


def employers(book: sqlite3.Connection, seen: list[Sighting] | None = None) -> dict[str, Employer]:
    """All employers by tax code; the name of the first register stands for each.

    Args:
        book: open ledger.
        seen: what `sightings` gave, when it is at hand.
    """
    found: dict[str, Employer] = {}
    merged = merged_codes(book)
    for one in sightings(book, registers_only=True) if seen is None else seen:
        if not (one.is_register and one.tax_code):
            continue
        known = found.setdefault(one.tax_code, Employer(one.tax_code, one.tax_code, one.name))
        if not known.names:  # another name beside the same code waits for a decision
            known.names.append(EmployerName(one.name, "register"))
    for one in decisions_in_force(book):
        code = one["target"]
        known = found.setdefault(code, Employer(code, code, one["name"]))
        dates = (one["valid_from"], one["valid_to"], one["agency_code"])
        known.names.append(EmployerName(one["name"], "decision", *dates))
    for code in merged:
        found.setdefault(code, Employer(code, code, code))
    for known in found.values():
        known.employer_id = counted_under(known.tax_code, merged)
    return dict(sorted(found.items()))


def decisions_in_force(book: sqlite3.Connection) -> list[dict[str, Any]]:
    """The decisions about employers' names that give a tax code and were not taken back."""
    newest: dict[tuple, dict[str, Any]] = {}
    for one in decisions_about(book, "employer"):
        if one["verdict"] == "reject":
            for key in [key for key in newest if key[:2] == (one["name_key"], one["agency_code"])]:
                del newest[key]
        else:
            key = (one["name_key"], one["agency_code"], one["valid_from"], one["valid_to"])
            newest[key] = one
    return list(newest.values())


def waiting_employers(book: sqlite3.Connection) -> list[WaitingEmployer]:
    """Names without tax code that no one employer has, and codes beside a name not their own.

    Returns:
        Those with most rows first; names that a person rejected are left out.
    """
    seen = sightings(book)
    known = employers(book, seen)
    owners: dict[str, set[str]] = defaultdict(set)
    for one in known.values():
        for name in one.names:
            owners[fold(name.name)].add(one.employer_id)
    rejected = {
        one["name_key"] for one in decisions_about(book, "employer") if one["verdict"] == "reject"
    }
    found: dict[tuple[str, str | None], WaitingEmployer] = {}
    for one in seen:
        key = fold(one.name)
        if one.tax_code is None:
            is_known = len(owners.get(key, ())) == 1
        else:
            own = known.get(one.tax_code)
            is_known = own is not None and own.employer_id in owners.get(key, ())
        if is_known or key in rejected:
            continue
        waiting = found.setdefault((key, one.tax_code), WaitingEmployer(one.name, one.tax_code))
        waiting.rows += one.rows
        for values, value in ((waiting.forms, one.form), (waiting.agencies, one.agency_code)):
            if value not in values:
                values.append(value)
    return sorted(found.values(), key=lambda one: (-one.rows, fold(one.name)))


def candidates(one: WaitingEmployer, known: dict[str, Employer]) -> list[tuple[str, str]]:
    """Known employers (tax code, name) that a person may think of."""
    own = known.get(one.tax_code or "")
    first = [(own.tax_code, own.name)] if own else []
    pairs = ((e.tax_code, name.name) for e in known.values() for name in e.names)
    return first + [pair for pair in nearest(one.name, pairs) if pair not in first]


def merged_codes(book: sqlite3.Connection) -> dict[str, str]:
    """Tax codes that are put under another one now."""
    found: dict[str, str] = {}
    for row in book.execute("select * from employer_merges order by merge_no"):
        found.pop(row["tax_code"], None)
        if row["kind"] == "merge":
            found[row["tax_code"]] = row["into_tax_code"]
    return found


def counted_under(tax_code: str, merged: dict[str, str]) -> str:
    """The tax code under which an employer is counted."""
    while tax_code in merged:
        tax_code = merged[tax_code]
    return tax_code


def merge_log(book: sqlite3.Connection, tax_code: str | None = None) -> list[dict[str, Any]]:
    """Merges and splits in order; with a tax code those that name it."""
    rows = book.execute(
        """
        select * from employer_merges
        where ? is null or tax_code = ? or into_tax_code = ? order by merge_no
        """,
        (tax_code, tax_code, tax_code),
    )
    return [dict(row) for row in rows]


def merge_employers(tax_code: str, into: str, *, by: str, reason: str) -> int:
    """Count two tax codes as one employer.

    Args:
        tax_code: the code that is put under another.
        into: the code under which both are counted.
        by: who decides.
        reason: why, kept for good.

    Returns:
        Number in the merge log.

    Raises:
        LedgerError: a code is unknown, both are one already, or who or why is not named.
    """
    require_named(by=by, reason=reason)
    with open_ledger() as book:
        known = employers(book)
        for code in (tax_code, into):
            if code not in known:
                raise LedgerError(f"Không có doanh nghiệp mã số thuế {code} trong biểu đã nhận.")
        if known[tax_code].employer_id == known[into].employer_id:
            raise LedgerError("Hai mã số thuế này đã được tính là một doanh nghiệp.")
        if known[tax_code].employer_id != tax_code:
            raise LedgerError(
                f"Mã {tax_code} đang gộp vào {known[tax_code].employer_id}; hãy tách ra trước."
            )
        return _record(book, "merge", tax_code, into, by, reason)


def split_employer(tax_code: str, *, by: str, reason: str) -> int:
    """Let a tax code that was put under another stand alone again.

    Raises:
        LedgerError: it is not under another one, or who or why is not named.
    """
    require_named(by=by, reason=reason)
    with open_ledger() as book:
        if tax_code not in merged_codes(book):
            raise LedgerError(f"Mã {tax_code} không gộp vào mã nào.")
        return _record(book, "split", tax_code, None, by, reason)


def _record(
    book: sqlite3.Connection, kind: str, tax_code: str, into: str | None, by: str, reason: str
) -> int:
    row = {"kind": kind, "tax_code": tax_code, "into_tax_code": into}
    row |= {"decided_at": now().isoformat(), "decided_by": by, "reason": reason}
    with transaction(book):
        insert(book, "employer_merges", row)
        return book.execute("select max(merge_no) from employer_merges").fetchone()[0]
