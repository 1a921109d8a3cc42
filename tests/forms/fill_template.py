"""Made-up rows for any form: every column filled in, all rules of the form kept."""

import random
from datetime import date, timedelta
from typing import Any

from stdnum.vn import mst

from ingest.answers.template_columns import TemplateColumn
from ingest.contracts.contract import Bound, Form
from ingest.contracts.dated_tables import dated_table
from ingest.contracts.form_rules import Rule

FIRST_DAY = date(2026, 7, 1)  # in the third quarter of both calendars
_WIDEST = 60  # days


def made_up_rows(
    form: Form, columns: list[TemplateColumn], count: int, draw: random.Random
) -> list[dict[str, tuple[Any, Any]]]:
    """Rows of a form as column -> (what is typed, what it must be read as)."""
    return [_row(form, columns, number, draw) for number in range(count)]


def _row(form: Form, columns: list[TemplateColumn], number: int, draw: random.Random):
    numbers = _numbers(form, columns, draw)
    row: dict[str, tuple[Any, Any]] = {}
    for own in columns:
        column, name = own.column, own.name
        if name in numbers:
            value = numbers[name]
            if column.type == "date":
                day = FIRST_DAY + timedelta(value)
                row[name] = day, day.isoformat()
            else:
                row[name] = value, value
        elif column.type == "code":
            code = _code(form, own, number)
            row[name] = own.choices[list(column.codes).index(code)], code
        elif column.type == "codes":
            code, label = _of_list(own, number)
            row[name] = label, code
        elif column.type == "flag":
            row[name] = "x", True
        elif column.type == "tax_code":
            digits = f"530012{number:03d}"
            row[name] = (digits + mst.calc_check_digit(digits),) * 2
        elif column.type in ("text", "unit"):
            row[name] = (f"Nội dung giả lập {number + 1}",) * 2
    return row


def _code(form: Form, own: TemplateColumn, number: int) -> str:
    """A code; the one on which storing other columns depends, where one does."""
    for column in form.columns.values():
        if own.name in column.stored_when:
            return column.stored_when[own.name][0]
    codes = list(own.column.codes)
    return codes[number % len(codes)]


def _of_list(own: TemplateColumn, number: int) -> tuple[str, str]:
    if own.column.dictionary:
        rows = list(dated_table(own.column.dictionary))
        fields = rows[number % len(rows)].fields
        return fields["code"], fields["name"]
    codes = list(own.column.codes.items())
    code, labels = codes[number % len(codes)]
    return code, labels[0]


def _numbers(form: Form, columns: list[TemplateColumn], draw: random.Random) -> dict[str, int]:
    """Numbers, and dates as days, that keep the rules: drawn, then mended until all hold."""
    types = {own.name: own.column.type for own in columns}
    numeric = ("count", "money", "quantity", "share", "date")
    names = [name for name, kind in types.items() if kind in numeric]
    values = {name: draw.randint(1, 9) for name in names}
    values |= {name: draw.randint(1, 9) * 100_000 for name in names if types[name] == "money"}
    rules = [
        rule
        for rule in form.rules
        if not isinstance(rule.right, Bound)
        and set(rule.compared) <= set(names)
        and "absent" not in {word for words in rule.when.values() for word in words}
    ]
    for _ in range(20_000):
        broken = [rule for rule in rules if _gap(rule, values)]
        if not broken:
            return values
        rule = draw.choice(broken)
        factor, name = draw.choice(
            [(f, n) for f, n in rule.left_terms if n in values]
            + [(-f, n) for f, n in rule.right_terms if n in values]
        )
        mended = values[name] - _gap(rule, values) // factor
        most = _WIDEST if types[name] == "date" else 3_000_000 if types[name] == "money" else 150
        if 1 <= mended <= most:
            values[name] = mended
    raise AssertionError(f"{form.id}: no values keep its rules")


def _gap(rule: Rule, values: dict[str, int]) -> int:
    """By how much the left side is too large (positive) or too small; 0 when the rule holds."""

    def side(terms: tuple[tuple[int, str], ...]) -> int:
        return sum(f * (int(name) if name.isdigit() else values[name]) for f, name in terms)

    if rule.op == "not multiple of":
        left = side(rule.left_terms)
        return int(left != 0 and left % side(rule.right_terms) == 0)
    gap = side(rule.left_terms) - side(rule.right_terms)
    strict = int(rule.op in ("<", ">"))
    if rule.op in ("<=", "<"):
        return max(gap + strict, 0)
    if rule.op in (">=", ">"):
        return min(gap - strict, 0)
    return gap
