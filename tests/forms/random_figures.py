"""Made-up figures for any form, drawn from a seed, in the words of its contract."""

import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from ingest.checks.check_rules import broken_rules
from ingest.contracts.contract import Column, Form, load_forms
from ingest.reference import communes, period_bounds

YEAR = 2026
UNITS = {"đồng": 1, "nghìn đồng": 1000, "triệu đồng": 1_000_000}
_NUMBERS = ("count", "money", "quantity")
_TYPES = (*_NUMBERS, "date", "code", "flag", "text", "commune")
_FIRMS = (
    "May Sao Mai",
    "Bản Vược",
    "Gỗ Hoàng Liên",
    "Xi măng Núi Xẻ",
    "Giày Suối Đen",
    "Chè Y Can",
)


@dataclass
class Figures:
    """Rows of one form and quarter.

    Attributes:
        form: the contract.
        names: columns that the office fills in, keys first.
        labels: header path of each.
        rows: column to value as it must come out, one row a commune or case.
        unit: unit of all money columns.
    """

    form: Form
    quarter: int
    names: list[str]
    labels: dict[str, tuple[str, ...]]
    rows: list[dict[str, Any]] = field(default_factory=list)
    unit: str = "đồng"

    @property
    def period(self) -> str:
        """Quarter such as ``2026Q1``."""
        return f"{YEAR}Q{self.quarter}"

    @property
    def is_summary(self) -> bool:
        """Whether there is a row a commune."""
        return self.form.kind == "summary"

    def column(self, name: str) -> Column:
        """Contract of a column."""
        return self.form.columns[name]


def forms_to_draw(kind: str | None = None) -> list[str]:
    """Ids of the forms that can be drawn, of one kind or all."""
    return [
        form.id
        for form in load_forms().values()
        if kind in (None, form.kind)
        and "commune" in form.required(None)
        and all(form.columns[n].type in _TYPES for n in form.required(None))
    ]


def draw_figures(
    pick: random.Random, form_id: str, quarter: int, like: Figures | None = None, flat: bool = False
) -> Figures:
    """Draw rows of a form.

    Args:
        pick: source of chance.
        form_id: the form.
        quarter: 1 to 4.
        like: figures whose columns, labels and communes are taken over for another quarter.
        flat: whether labels stand alone, without groups above them.
    """
    form = load_forms()[form_id]
    if like is None:
        names = _columns(pick, form, flat)
        figures = Figures(form, quarter, names, _labels(pick, form, names, flat))
        figures.unit = pick.choice(list(UNITS))
        where = pick.sample(list(communes()), pick.randint(2, 5))
    else:
        figures = Figures(form, quarter, like.names, like.labels, unit=like.unit)
        where = [row["commune"] for row in like.rows]
    for number, code in enumerate(where):
        figures.rows.append(_row(pick, figures, code, number))
    return figures


def _columns(pick: random.Random, form: Form, flat: bool) -> list[str]:
    required = [n for n in form.required(None) if form.columns[n].type != "period"]
    optional = [
        name
        for name, column in form.columns.items()
        if name not in required
        and column.type in _NUMBERS
        and not column.is_personal
        and not column.stored_when
        and column.within is None
        and not (flat and all(">" in label for label in column.labels))
    ]
    chosen = pick.sample(optional, min(len(optional), pick.randint(0, 3)))
    keys = [n for n in ("commune", "employer") if n in required]
    return [*keys, *(n for n in form.columns if n in {*required, *chosen} and n not in keys)]


def _labels(
    pick: random.Random, form: Form, names: list[str], flat: bool
) -> dict[str, tuple[str, ...]]:
    labels: dict[str, tuple[str, ...]] = {}
    for name in names:
        known = [label for label in form.columns[name].labels if "đồng" not in label]
        if flat:
            known = [label for label in known if ">" not in label]
        said = pick.choice(known[:6])
        labels[name] = tuple(
            part.strip()[:1].upper() + part.strip()[1:] for part in said.split(">")
        )
    return labels


def _row(pick: random.Random, figures: Figures, code: str, number: int) -> dict[str, Any]:
    """One row that breaks no rule of the form."""
    form = figures.form
    for _ in range(400):
        row = {n: _value(pick, figures, n, code, number) for n in figures.names}
        columns = {n: [row.get(n)] for n in form.columns}
        if not any(b.rows for b in broken_rules(form, columns)):
            return row
    raise AssertionError(f"{form.id}: no row of {figures.names} fits its rules")


def _value(pick: random.Random, figures: Figures, name: str, code: str, number: int) -> Any:
    column = figures.column(name)
    match column.type:
        case "commune":
            return code
        case "count" | "quantity":
            most = int((column.plausible and column.plausible.max) or 40)
            return pick.choice((0, pick.randint(1, min(most, 9)), pick.randint(1, min(most, 60))))
        case "money":
            return pick.choice((0, pick.randint(1, 400) * 500_000))
        case "date":
            start, end = period_bounds(figures.period, figures.form.calendar)
            return start + timedelta(pick.randrange((end - start).days + 1))
        case "code":
            return pick.choice(list(column.codes))
        case "flag":
            return pick.random() < 0.5
        case _:
            return f"Công ty {_FIRMS[number]}" if name == "employer" else f"{number + 1}/2026"


def shown(pick: random.Random, figures: Figures, name: str, value: Any, as_text: bool) -> Any:
    """A value as an office writes it into a cell."""
    column = figures.column(name)
    if isinstance(value, bool):
        return "x" if value else None
    if isinstance(value, date):
        return pick.choice((value, f"{value:%d/%m/%Y}", f"{value.day}/{value.month}/{value.year}"))
    if column.type == "code":
        return column.codes[value][0]
    if column.type == "commune":
        return communes()[value].name
    if column.type not in _NUMBERS:
        return value
    if value == 0 and column.dash == "zero" and column.words.get("không") == "zero":
        return pick.choice((0, "-", "không", "0"))
    number = value / UNITS[figures.unit] if column.type == "money" else value
    if float(number).is_integer():
        number = int(number)
        return f"{number:,}".replace(",", ".") if as_text else number
    return str(number).replace(".", ",") if as_text else number
