"""Whether a table has the columns that its form needs, each of them once."""

from typing import Any

from ingest.find_tables import Table
from ingest.findings import Finding
from ingest.messages import finding
from ingest.read_cells import Sheet, address


def column_errors(
    sheet: Sheet, table: Table, required: frozenset[str], stated_elsewhere: frozenset[str]
) -> list[Finding]:
    """Missing and doubled columns of a table.

    Args:
        sheet: the table's sheet.
        table: the table.
        required: columns that the form needs.
        stated_elsewhere: columns whose value a section row, a title or the sender states.
    """
    errors = []
    cell = address(table.top, min(c.index for c in table.columns if c.kind != "empty"))
    present = "; ".join(c.label for c in table.columns if c.path)
    monthly = {c.name for c in table.columns if c.kind == "month"} - table.names
    if monthly:
        months = "; ".join(c.label for c in table.columns if c.kind == "month")
        errors.append(finding("months_only", sheet=sheet.name, cell=cell, found=months))
    for name, contract in table.form.columns.items():
        if (
            name in monthly
            or name not in required
            or name in table.names
            or name in stated_elsewhere
        ):
            continue
        errors.append(
            finding(
                "missing_column",
                sheet=sheet.name,
                cell=cell,
                column=contract.labels[0],
                labels=", ".join(contract.labels[:4]),
                present=present,
            )
        )
    return errors + list(_doubled(sheet, table))


def _doubled(sheet: Sheet, table: Table) -> list[Finding]:
    errors = []
    seen: dict[tuple[Any, ...], Any] = {}
    for column in table.matched:
        key = column.name, column.year, column.quarter
        contract = table.form.columns[str(column.name)]
        if key in seen and not contract.is_personal:
            errors.append(
                finding(
                    "duplicate_column",
                    sheet=sheet.name,
                    cell=address(table.top, column.index),
                    found=f"{seen[key].label}; {column.label}",
                    column=contract.labels[0],
                )
            )
        seen.setdefault(key, column)
    return errors
