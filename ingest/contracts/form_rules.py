"""The rules of a form contract: relations between columns of one row, and between forms.

A rule compares two sums of columns (``opening + received - settled == closing``), or a column
with a bound that stands in a dated table of ``data/reference``. Rules are data; ``check_rules``
evaluates them and ``compare_lists`` compares a summary with its list.
"""

import re
from functools import cached_property
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

Severity = Literal["error", "warning", "note"]
Operator = Literal["<=", "<", ">=", ">", "==", "not multiple of"]
OPERATOR_WORDS = {"not multiple of": "không tròn"}
"""What a Vietnamese text says of an operator that is no sign."""
_TERM = re.compile(r"\s*([+-])?\s*(?:(\d+)\s*\*\s*)?([a-z][a-z0-9_]*|\d+)\s*")


class Strict(BaseModel):
    """A part of a form file: unknown keys are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def read_terms(text: str) -> tuple[tuple[int, str], ...]:
    """Terms of a sum: ``opening + 2 * received - 1`` → (1, opening), (2, received), (-1, "1").

    Raises:
        ValueError: the text is no sum of columns.
    """
    terms, at = [], 0
    while at < len(text):
        found = _TERM.match(text, at)
        if not found or (at > 0 and not found[1]):
            raise ValueError(f"not a sum of columns: {text}")
        factor = int(found[2] or 1) * (-1 if found[1] == "-" else 1)
        terms.append((factor, found[3]))
        at = found.end()
    if not terms:
        raise ValueError("a sum needs a column")
    return tuple(terms)


class Bound(Strict):
    """A bound that stands in a table of ``data/reference``: by columns of the row, and dated.

    A row whose values the table does not have, or whose date lies in none of its periods, is not
    judged.
    """

    table: str = Field(description="File in data/reference, without .csv")
    value: str = Field(description="Column of the table that holds the bound")
    by: dict[str, str] = Field(
        min_length=1, description="Column of the table -> column of the form that must equal it"
    )
    dated_by: str | None = Field(
        default=None, description="Date column that picks the row of the table in force"
    )
    times: str | None = Field(
        default=None, description="Count column by which the bound is multiplied; absent counts 1"
    )

    @property
    def columns(self) -> list[str]:
        """Columns of the form that the bound depends on."""
        return [*self.by.values(), *(name for name in (self.dated_by, self.times) if name)]


class Rule(Strict):
    """A relation between columns of one row that must hold; judged where all of them are stated."""

    left: str = Field(description="A column or a sum: a + b - c")
    op: Operator
    right: str | Bound = Field(description="A column, a sum, a number, or a bound from a table")
    tolerance: float = Field(default=0, ge=0, description="Difference that is let pass")
    when: dict[str, list[str]] = Field(
        default_factory=dict,
        description="Only rows whose column has one of these codes, or is 'present' or 'absent'",
    )
    unless: dict[str, list[str]] = Field(default_factory=dict, description="Not these rows")
    severity: Severity
    message: str = Field(description="What is wrong, in Vietnamese")
    source: str = Field(min_length=1)

    @field_validator("left", "right")
    @classmethod
    def _is_sum(cls, value: str | Bound) -> str | Bound:
        if isinstance(value, str):
            read_terms(value)
        return value

    @cached_property
    def left_terms(self) -> tuple[tuple[int, str], ...]:
        """Factors and columns (or numbers) of the left side."""
        return read_terms(self.left)

    @cached_property
    def right_terms(self) -> tuple[tuple[int, str], ...]:
        """Factors and columns (or numbers) of the right side; none for a bound from a table."""
        return () if isinstance(self.right, Bound) else read_terms(self.right)

    @property
    def compared(self) -> list[str]:
        """Columns on the two sides, in order, each once."""
        names = [name for _, name in (*self.left_terms, *self.right_terms) if not name.isdigit()]
        return list(dict.fromkeys(names))

    @property
    def columns(self) -> list[str]:
        """All columns that the rule needs."""
        bound = self.right.columns if isinstance(self.right, Bound) else []
        return list(dict.fromkeys([*self.compared, *bound, *self.when, *self.unless]))


class Tally(Strict):
    """What of a list a column of its summary states: a count of rows or values, or a sum."""

    count: Literal["rows"] | None = Field(default=None, description="Rows of the list")
    distinct: str | None = Field(default=None, description="Different values of this column")
    sum: str | None = Field(default=None, description="Sum of this column")
    where: dict[str, list[str]] = Field(
        default_factory=dict,
        description="Only rows whose column has one of these codes, or is 'positive'",
    )

    @model_validator(mode="after")
    def _says_one_thing(self) -> "Tally":
        if sum(part is not None for part in (self.count, self.distinct, self.sum)) != 1:
            raise ValueError("one of count, distinct, sum")
        return self

    @property
    def columns(self) -> list[str]:
        """Columns of the list that the tally needs."""
        return [*(name for name in (self.distinct, self.sum) if name), *self.where]


class SummaryOf(Strict):
    """A summary form is the aggregate of a list form; where both arrive the list decides."""

    form: str = Field(description="Id of the list form")
    match: list[str] = Field(
        default_factory=lambda: ["commune"], description="Key columns that both forms have"
    )
    placed_by: str | None = Field(
        default=None, description="Date column of the list that places a row in a quarter"
    )
    columns: dict[str, Tally] = Field(min_length=1)
    source: str = Field(min_length=1)
