"""The public result of a check: the shape that ``qhld check --json`` prints, one object a file.

These models are the source of ``check_result.schema.json`` (run ``python -m ingest.check_result``
after changing them). They describe and test; the reader builds plain dictionaries and never loads
this module.

Version 1 may get further keys and finding codes; a key that is renamed, removed or changes its
meaning makes version 2.
"""

import json
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

RESULT_SCHEMA_FILE = Path(__file__).with_name("check_result.schema.json")

CellAddress = Annotated[str, Field(pattern=r"^[A-Z]{1,3}[1-9][0-9]*$")]
Period = Annotated[str, Field(pattern=r"^20[0-9]{2}Q[1-4]$")]
Count = Annotated[int, Field(ge=0)]
State = Literal[
    "value",
    "zero_word",
    "dash",
    "blank",
    "ellipsis",
    "estimate",
    "not_applicable",
    "partial",
    "error",
    "wrong",
]


class _Public(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class AgencyFound(_Public):
    """The sender as the file names it; null codes are offices that the list does not know."""

    code: str | None
    name: str
    cell: str = Field(description="Where the sender is named, e.g. A1")


class RowResult(_Public):
    """One accepted record."""

    row: int = Field(ge=1, description="Sheet row, from 1")
    values: dict[str, bool | int | float | str | None] = Field(
        description="Column to value: numbers are numbers, dates ISO, communes 5-character codes, "
        "money in đồng; personal columns are absent"
    )
    cells: dict[str, CellAddress] = Field(description="Column to the cell it was read from")
    states: dict[str, State] = Field(description="Column to how the cell was filled in")


class Total(_Public):
    """A total stated in the table against the sum of its rows."""

    column: str
    cell: CellAddress
    stated: int | float
    computed: int | float


class TableResult(_Public):
    """One table of one form."""

    form: str
    sheet: str
    range: str = Field(description="Header to last row, e.g. A8:H28")
    period: Period | None = Field(description="Null when rows carry their own, or none is stated")
    nil_return: bool = Field(description="The table reports that there was nothing to report")
    rows_read: Count = Field(description="Sheet rows of the body that are not blank")
    rows_accepted: Count
    rows_rejected: Count
    rows_not_data: Count = Field(description="Totals, sections, notes, hidden rows, exact copies")
    row_kinds: dict[str, Count] = Field(description="Kind of row to number of rows")
    records: Count = Field(description="Accepted records; a row of a wide table holds several")
    rows: list[RowResult] | None = Field(default=None, description="With --rows only")
    totals: list[Total]
    personal_cells: list[str] = Field(
        default=[], description="Ranges of columns about persons; their contents are not given"
    )

    @model_validator(mode="after")
    def _rows_add_up(self) -> "TableResult":
        if self.rows_accepted + self.rows_rejected + self.rows_not_data != self.rows_read:
            raise ValueError("accepted, rejected and other rows are not the rows read")
        if sum(self.row_kinds.values()) != self.rows_read:
            raise ValueError("the kinds of rows are not the rows read")
        if self.rows is not None and len(self.rows) != self.records:
            raise ValueError("records are not the rows listed")
        return self


class FindingResult(_Public):
    """What is wrong, where, what is allowed, what to do; texts in Vietnamese."""

    severity: Literal["error", "warning", "note"]
    code: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    sheet: str | None
    cell: str | None = Field(description="A cell, a range, or rows such as 14:16")
    found: str | None
    allowed: str | None
    message: str = Field(description="What is wrong and what to do, complete in itself")
    advice: str | None = Field(
        default=None, description="What to do, alone: the end of message; null in old results"
    )


class ChangeItem(_Public):
    """One value, or one whole row, that would be other than what stands."""

    kind: Literal["figure", "text", "row_added", "row_removed"]
    form: str
    sheet: str | None
    cell: str | None
    commune: str | None
    period: Period | None
    row: str | None = Field(description="What tells the row of a list apart")
    column: str | None
    label: str | None = Field(description="The column as agencies call it")
    old: bool | int | float | str | None
    new: bool | int | float | str | None


class ChangesFound(_Public):
    """What a file would change of the standing loads of its sender."""

    is_known: bool = Field(description="False when nothing can be said; `reason` says why")
    reason: str | None
    is_first: bool = Field(description="Nothing stood yet of what it reports on")
    figures: Count = Field(description="Values that would be other")
    texts: Count
    rows_added: Count
    rows_removed: Count
    needs_replacement: bool = Field(description='Has to say "bản thay thế" to be taken in')
    is_held_up: bool = Field(description="Changes nothing until its errors are mended")
    overlaps: list[str] = Field(
        default=[], description="In which earlier files the sender told the same otherwise; texts"
    )
    items: list[ChangeItem] = Field(description="The first of the changes")


class CheckResult(_Public):
    """The result of checking one file."""

    schema_version: Literal[1]
    file: str = Field(description="Name without folder")
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")] | None = Field(
        description="Of the bytes as received; null when the file could not be opened"
    )
    outcome: Literal["accepted", "accepted_with_warnings", "rejected", "refused"]
    agency: AgencyFound | None
    replacement: bool = Field(description="The text calls the file a replacement")
    correction: bool = Field(
        default=False, description="The text calls the file a correction of form, not of figures"
    )
    changes: ChangesFound | None = Field(
        default=None, description="What handing it in would change of what stands"
    )
    tables: list[TableResult]
    findings: list[FindingResult]

    @model_validator(mode="after")
    def _outcome_follows_findings(self) -> "CheckResult":
        errors = any(item.severity == "error" for item in self.findings)
        if errors != (self.outcome in ("rejected", "refused")):
            raise ValueError("the outcome does not follow from the findings")
        if self.outcome == "refused" and self.tables:
            raise ValueError("a refused file has no tables")
        return self


def result_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of the result."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:qhld:check-result:1",
        **CheckResult.model_json_schema(),
    }


if __name__ == "__main__":
    text = json.dumps(result_schema(), indent=2, ensure_ascii=False)
    RESULT_SCHEMA_FILE.write_text(text + "\n", encoding="utf-8")
