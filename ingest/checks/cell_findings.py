"""What to tell the sender about one cell."""

from collections.abc import Iterator
from typing import Any

from ingest.cells.read_cells import Value
from ingest.contracts.contract import Column
from ingest.findings import MASK, Finding
from ingest.messages import finding
from ingest.reference import communes
from ingest.tables.match_columns import HeaderColumn
from ingest.values.read_numbers import BY_VOTE
from ingest.values.read_values import Reading

# problems that are asked about: the cell counts as not stated, its row counts
_ASKED = ("unknown_flag", "not_applicable", "bad_tax_code", "short_tax_code", "time_missing")


def cell_findings(
    reading: Reading, raw: Value, at: tuple[str, str], column: HeaderColumn, contract: Column
) -> Iterator[Finding]:
    """What to say about one cell.

    Args:
        reading: what was read.
        raw: the cell as it stands; masked when its column is personal.
        at: sheet name and address.
        column: the sheet's column; messages name it as the sender does.
        contract: the form's column.
    """
    where = {"sheet": at[0], "cell": at[1]}
    found = MASK if contract.is_personal else raw
    label = column.label
    if reading.problem:
        severity = None if rejects(reading.problem, contract) else "warning"
        yield finding(
            reading.problem,
            **where,
            found=found,
            severity=severity,
            column=label,
            **_advice(reading, contract),
        )
    elif contract.is_personal:
        return
    elif reading.removed:
        kinds = ", ".join(reading.removed)
        yield finding("personal_data_removed", **where, found=MASK, column=label, kinds=kinds)
    elif reading.commune and reading.commune.how == "district":
        yield finding("whole_district", **where, found=found, name=reading.commune.matched_name)
    elif reading.commune and reading.commune.how.startswith("former"):
        name_now = communes()[str(reading.value)].name
        yield finding("former_commune", **where, found=found, name=name_now)
    elif reading.hint in BY_VOTE.values():
        yield finding("number_style", **where, found=found, style=reading.hint)
    elif reading.hint:
        yield finding(
            "reading_hint",
            **where,
            found=found,
            column=label,
            hint=reading.hint,
            value=_vi(reading.value),
        )
    bounds = contract.plausible
    if bounds and reading.value is not None and not bounds.allows(reading.value):
        limits = f"từ {_vi(bounds.min)} đến {_vi(bounds.max)} {contract.unit}"
        if bounds.smallest:
            limits += f"; khác 0 thì ít nhất {_vi(bounds.smallest)} {contract.unit}"
        yield finding(
            "implausible",
            **where,
            found=found,
            column=label,
            bounds=limits,
            source=bounds.source,
        )


def styles_said_once(findings: list[Finding]) -> list[Finding]:
    """One note a sheet about the file's way of writing numbers, not one a cell."""
    seen: set[str | None] = set()
    kept = []
    for item in findings:
        if item.code == "number_style":
            if item.sheet in seen:
                continue
            seen.add(item.sheet)
        kept.append(item)
    return kept


def rejects(problem: str, contract: Column) -> bool:
    """Whether a problem of a cell rejects its row."""
    if contract.is_personal or problem in _ASKED:
        return False
    return not (problem == "unknown_code" and contract.open_codes)


def _advice(reading: Reading, contract: Column) -> dict[str, Any]:
    """Fields for the message of a problem."""
    fields: dict[str, Any] = {"unit": contract.unit or ""}
    if reading.problem == "partial_date":
        fields["part"] = reading.hint or "một phần của ngày"
    if contract.codes:
        fields["codes"] = "; ".join(labels[0] for labels in contract.codes.values())
    elif contract.dictionary:
        fields["codes"] = "tên nhóm theo danh mục, hoặc điều kèm nghị định (Điều 23 NĐ 283/2026)"
    if reading.commune is not None:
        names = [f"{c.name} (mã {c.code})" for c in reading.commune.candidates]
        if names:
            fields |= {"nearest": ", ".join(names), "choice": " hoặc ".join(names)}
        else:
            fields["variant"] = "no_candidate"
    return fields


def _vi(value: object) -> str:
    """A value in Vietnamese notation, for messages."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value)
    text = f"{value:,.0f}" if float(value).is_integer() else f"{value:,.2f}"
    return text.translate(str.maketrans(",.", ".,"))
