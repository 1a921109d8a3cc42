"""Whether a table has the columns that its form needs, each of them once and of its period."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from ingest.cells.read_cells import Sheet, address
from ingest.contracts.form_columns import NUMBERS
from ingest.findings import Finding
from ingest.messages import finding
from ingest.tables.find_tables import Table
from ingest.tables.header_words import joined_words
from ingest.tables.match_columns import NOTHING_TO_READ, HeaderColumn
from ingest.tables.read_preamble import texts_of
from ingest.tables.read_units import PARENTHESES
from ingest.tables.settle_period import TablePeriod
from ingest.values.fold_text import fold
from ingest.values.read_periods import mentions
from ingest.values.vocabulary import vocabulary

# "(nghìn lượt)": a unit of counts that begins with how many of them are one
_SCALE = re.compile(r"(?:(?:đơn vị tính|đvt) )?(?:chục|trăm|nghìn|ngàn|vạn|triệu|1 ?000)\b")


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
                passed=_passed_over(table),
            )
        )
    return errors + list(_doubled(sheet, table))


def _passed_over(table: Table) -> str:
    """The figures that do not count although they stand there, with the reason: maybe the ones."""
    said = [
        f"“{column.label}” ({column.reason})"
        for column in table.columns
        if column.kind == "passed_over" and column.path and column.reason != NOTHING_TO_READ
    ]
    return f" Cột không được tính: {'; '.join(said)}." if said else ""


def without_merged_blanks(sheet: Sheet, table: Table) -> list[HeaderColumn]:
    """The columns, where of one label merged over several only those with values mean it.

    Offices merge a label over two columns and write into one of them, or merge the cells too.
    """
    columns = list(table.columns)
    groups: dict[tuple[Any, ...], list[HeaderColumn]] = {}
    for column in table.matched:
        key = column.name, column.year, column.quarter, column.path
        groups.setdefault(key, []).append(column)
    for group in groups.values():
        if len(group) < 2:
            continue
        merged = [c for c in group if any(_merged_over(sheet, table, c, d) for d in group)]
        filled = [
            column
            for column in merged
            if any(sheet.at(row, column.index) is not None for row in table.body_rows)
        ]
        for column in merged:
            if column not in (filled or merged[:1]):
                columns[columns.index(column)] = replace(
                    column, kind="passed_over", name=None, reason="ô gộp với cột bên cạnh"
                )
    return columns


def _merged_over(sheet: Sheet, table: Table, one: HeaderColumn, other: HeaderColumn) -> bool:
    """Whether the lowest label of two columns is one merged cell."""
    return one.index != other.index and any(
        table.top <= top <= bottom < table.body
        and left <= min(one.index, other.index)
        and max(one.index, other.index) <= right
        and sheet.at(top, left) == (one.path or ("",))[-1]
        for top, left, bottom, right in sheet.merges
    )


def other_columns(sheet: Sheet, table: Table, settled: TablePeriod) -> Iterator[Finding]:
    """Columns of another period than the table's, of no period, or counted otherwise.

    Args:
        sheet: the table's sheet.
        table: the table.
        settled: the table's period.
    """
    yield from _of_other_periods(sheet, table, settled)
    yield from _of_no_quarter(sheet, table)
    yield from _of_other_scale(sheet, table)


def _of_other_periods(sheet: Sheet, table: Table, settled: TablePeriod) -> Iterator[Finding]:
    """Columns whose own header names another year or quarter than the table's title.

    "Số cuộc năm 2025" in a report of 2026 is not this report's figure. Of a wide table, whose
    columns name their quarters, the title's quarter must be among them.
    """
    for column in table.matched:
        said = [m for text in column.path for m in mentions(text, table.form.calendar)]
        years = {mention.year for mention in said if mention.year}
        if settled.year and years and settled.year not in years and not column.year:
            yield _other_period(sheet, table, column, f"năm {settled.year}")
    quarters = {column.quarter for column in table.matched if column.quarter}
    titled = {
        mention.quarter
        for text in (text for _, text in texts_of(sheet, table.preamble))
        for mention in mentions(text, table.form.calendar)
        if mention.quarter
    }
    if quarters and len(titled) == 1 and not titled & quarters:
        column = next(column for column in table.matched if column.quarter)
        yield _other_period(sheet, table, column, f"quý {titled.pop()}")


def _of_no_quarter(sheet: Sheet, table: Table) -> Iterator[Finding]:
    """Columns of figures that name no quarter where columns beside them name several.

    Their figures would count in each of these quarters. A plan of the year and figures that add up
    from its beginning belong to no single quarter.
    """
    named = {(c.year, c.quarter): None for c in table.matched if c.year or c.quarter}
    if len(named) < 2:
        return
    longer = (*vocabulary().other_measures, *vocabulary().not_current)
    for column in table.matched:
        contract = table.form.columns[str(column.name)]
        if column.year or column.quarter or contract.type not in (*NUMBERS, "quantity"):
            continue
        if any(sign in joined_words([*column.path]) for sign in longer):
            continue
        cell = address(table.top, column.index)
        yield finding("column_of_no_quarter", sheet=sheet.name, cell=cell, found=column.label)


def _of_other_scale(sheet: Sheet, table: Table) -> Iterator[Finding]:
    """Columns of counts whose header counts in thousands or the like."""
    for column in table.matched:
        contract = table.form.columns[str(column.name)]
        if contract.type not in ("count", "quantity"):
            continue
        units = [text for part in column.path for text in (part, *PARENTHESES.findall(part))]
        if any(_SCALE.match(fold(text)) for text in units):
            yield finding(
                "other_unit",
                variant="header",
                sheet=sheet.name,
                cell=address(table.top, column.index),
                found=column.label,
                column=column.label,
                unit=contract.unit or "",
            )


def _other_period(sheet: Sheet, table: Table, column: HeaderColumn, title: str) -> Finding:
    cell = address(table.top, column.index)
    return finding(
        "column_of_other_period", sheet=sheet.name, cell=cell, found=column.label, title=title
    )


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
