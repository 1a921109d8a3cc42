"""The rules of a form over whole columns: which rows break which rule, and what to say.

Columns are taken one after another and not row by row, so that a list of 50,000 rows costs a few
passes over Python lists for each rule.
"""

import operator
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from ingest.contracts.contract import Bound, Form, Rule
from ingest.contracts.dated_tables import keyed_table
from ingest.contracts.form_rules import OPERATOR_WORDS

_HOLDS: dict[str, Callable[[Any, Any], bool]] = {
    "<=": operator.le,
    "<": operator.lt,
    ">=": operator.ge,
    ">": operator.gt,
    "==": operator.eq,
    "not multiple of": lambda number, unit: number == 0 or number % unit != 0,
}
Values = Sequence[Any]
Terms = tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class BrokenRule:
    """One rule with the rows that break it.

    Attributes:
        rule: the rule; severity, message and source are its own.
        rows: indices into the given columns, rising.
        left: value of the left side for each index of ``rows``.
        right: value of the right side, or the bound, for each index of ``rows``.
    """

    rule: Rule
    rows: list[int]
    left: list[Any]
    right: list[Any]

    @property
    def columns(self) -> list[str]:
        """Columns whose cells the finding names, the one to mark first."""
        bound = self.rule.right
        by = [*bound.by.values()] if isinstance(bound, Bound) else []
        return [*self.rule.compared, *by]

    def found(self, nth: int) -> str:
        """The two sides as found in the nth broken row, in Vietnamese notation."""
        return f"{_vi(self.left[nth])} và {_vi(self.right[nth])}"

    def allowed(self, label: Callable[[str], str]) -> str:
        """What must hold, with the columns named as the sender does.

        Args:
            label: column name → header text.
        """
        rule = self.rule
        if isinstance(rule.right, Bound):
            by = ", ".join(f"“{label(name)}”" for name in rule.right.by.values())
            right = f"mức theo {by}"
            if rule.right.times:
                right += f" × “{label(rule.right.times)}”"
        else:
            right = _sum_text(rule.right_terms, label)
        return f"{_sum_text(rule.left_terms, label)} {OPERATOR_WORDS.get(rule.op, rule.op)} {right}"


def broken_rules(form: Form, columns: Mapping[str, Values]) -> list[BrokenRule]:
    """Evaluate all rules of a form.

    A rule is judged in the rows where every column it compares has a value; a rule whose columns
    the table does not have is not judged.

    Args:
        form: the form's contract.
        columns: column name → value of each row (None without one); all of one length. A column
            of type ``codes`` holds its codes joined by ``;``.

    Returns:
        The broken rules, in the order of the form.
    """
    length = max((len(values) for values in columns.values()), default=0)
    broken = []
    for rule in form.rules:
        if not all(name in columns for name in rule.compared):
            continue
        rows = _broken_rows(rule, columns, length)
        if rows is not None and rows.rows:
            broken.append(rows)
    return broken


def _broken_rows(rule: Rule, columns: Mapping[str, Values], length: int) -> BrokenRule | None:
    left = _sum(rule.left_terms, columns, length)
    if isinstance(rule.right, Bound):
        if not all(name in columns for name in rule.right.by.values()):
            return None
        right = _bounds(rule.right, columns, length)
    else:
        right = _sum(rule.right_terms, columns, length)
    rows = _compare(rule, left, right)
    if rule.when or rule.unless:
        rows = [row for row in rows if _is_judged(rule, columns, row)]
    return BrokenRule(rule, rows, [left[row] for row in rows], [right[row] for row in rows])


def _compare(rule: Rule, left: Values, right: Values) -> list[int]:
    """Indices of the rows whose sides are stated and do not stand in the rule's relation."""
    holds, slack = _HOLDS[rule.op], rule.tolerance
    if None not in left and None not in right:  # then most lists hold to all of it
        judged = [*map(holds, left, right)]
        if False not in judged:
            return []
    pairs = enumerate(zip(left, right, strict=True))
    if not slack:
        return [i for i, (a, b) in pairs if a is not None and b is not None and not holds(a, b)]
    return [
        i
        for i, (a, b) in pairs
        if a is not None and b is not None and not holds(a, b) and abs(a - b) > slack
    ]


def _sum(terms: Terms, columns: Mapping[str, Values], length: int) -> Values:
    """The sum of each row; None where one of its columns has no value."""
    factor, name = terms[0]
    if len(terms) == 1 and factor == 1 and not name.isdigit():
        return columns[name]
    constant = sum(factor * int(name) for factor, name in terms if name.isdigit())
    total: list[Any] = [constant] * length
    for factor, name in terms:
        if name.isdigit():
            continue
        values = columns[name]
        if factor == 1:
            total = [
                None if a is None or b is None else a + b
                for a, b in zip(total, values, strict=True)
            ]
        else:
            total = [
                None if a is None or b is None else a + factor * b
                for a, b in zip(total, values, strict=True)
            ]
    return total


def _bounds(bound: Bound, columns: Mapping[str, Values], length: int) -> Values:
    """The bound of each row; None where the table has none for it."""
    table = keyed_table(bound.table, tuple(bound.by), bound.value)
    keys = zip(*(columns[name] for name in bound.by.values()), strict=True)
    nothing = [None] * length
    days = columns.get(bound.dated_by, nothing) if bound.dated_by else nothing
    times = columns.get(bound.times, nothing) if bound.times else nothing
    found: list[Any] = []
    for key, day, factor in zip(keys, days, times, strict=True):
        value = None
        if not bound.dated_by or day is not None:
            for first, last, number in table.get(key, ()):
                if day is None or first <= day <= last:
                    value = number * (factor or 1)
        found.append(value)
    return found


def _is_judged(rule: Rule, columns: Mapping[str, Values], row: int) -> bool:
    return all(_is_one_of(columns, row, n, words) for n, words in rule.when.items()) and not any(
        _is_one_of(columns, row, n, words) for n, words in rule.unless.items()
    )


def _is_one_of(columns: Mapping[str, Values], row: int, name: str, words: list[str]) -> bool:
    """Whether a row's value is one of the codes; ``present`` and ``absent`` ask for any."""
    value = columns[name][row] if name in columns else None
    if isinstance(value, bool):
        return ("true" if value else "false") in words or "present" in words
    if value is None:
        return "absent" in words
    return "present" in words or any(code in words for code in str(value).split(";"))


def _sum_text(terms: Terms, label: Callable[[str], str]) -> str:
    text = ""
    for factor, name in terms:
        sign = " − " if factor < 0 else " + " if text else ""
        times = f"{abs(factor)} × " if abs(factor) != 1 else ""
        text += f"{sign}{times}{name if name.isdigit() else f'“{label(name)}”'}"
    return text.strip()


def _vi(value: Any) -> str:
    if isinstance(value, datetime):
        return f"{value:%H:%M %d/%m/%Y}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value)
    text = f"{value:,.0f}" if float(value).is_integer() else f"{value:,.2f}"
    return text.translate(str.maketrans(",.", ".,"))
