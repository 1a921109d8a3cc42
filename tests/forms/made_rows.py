"""Made-up tables of any form, drawn from its contract: every column, personal ones too."""

import random
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from stdnum.vn import mst

from ingest.checks.check_rules import broken_rules
from ingest.contracts.contract import NUMBERS, Column, Form
from ingest.contracts.dated_tables import dated_table
from ingest.reference import communes, period_bounds
from tests.forms.read_cases import Case, DrawnSheet

PERSON = "Nguyễn Thị Mẫu 0912345678"
ROMAN = ("I", "II", "III", "IV")
UNITS = {"đồng": 1, "nghìn đồng": 1000, "triệu đồng": 1_000_000}


@dataclass
class MadeTable:
    """A drawn file of one form.

    Attributes:
        case: the file to write.
        period: its quarter.
        rows: column to value as it must come out, for every stored column that was drawn.
    """

    case: Case
    period: str
    rows: list[dict[str, Any]] = field(default_factory=list)


class RowMaker:
    """Draws one file of a form from a seed."""

    def __init__(self, form: Form, seed: int) -> None:
        self.form = form
        self.pick = random.Random(f"{form.id}:{seed}")
        self.quarter = self.pick.randint(1, 4)
        self.period = f"2026Q{self.quarter}"
        self.unit = self.pick.choice(list(UNITS))
        self.as_text = self.pick.random() < 0.5
        ending = self.pick.choice((".xlsx", ".ods", ".xls"))
        text = self.pick.choice((None, None, "nfd"))
        self.table = MadeTable(Case(form.id, f"{form.id}{seed}{ending}", text), self.period)

    def draw(self) -> MadeTable:
        """The file with what must come out of it."""
        names = [n for n, c in self.form.columns.items() if c.type != "period" and not c.within]
        names = self._in_order(names)
        labels = {n: self.pick.choice(self.form.columns[n].labels[:4]).split(">") for n in names}
        body = []
        for number in range(self.pick.randint(2, 5)):
            row = self._row(names, number)
            self.table.rows.append(
                {n: v for n, v in row.items() if not self.form.columns[n].is_personal}
            )
            body.append([number + 1, *(self._shown(n, v) for n, v in row.items())])
        title = f"{self.form.title.vi.upper()} QUÝ {ROMAN[self.quarter - 1]} NĂM 2026"
        head, merges = self._header(names, labels)
        grid = [[title], [], *head, *body, [], ["NGƯỜI LẬP BIỂU"]]
        places = [(top + 2, left, bottom + 2, right) for top, left, bottom, right in merges]
        self.table.case.sheets.append(DrawnSheet("Biểu", grid, places))
        return self.table

    def _in_order(self, names: list[str]) -> list[str]:
        key = self.form.key_column
        rest = [name for name in names if name != key]
        if self.pick.random() < 0.5:
            self.pick.shuffle(rest)
        return [key, *rest]

    def _header(
        self, names: list[str], labels: dict[str, list[str]]
    ) -> tuple[list[list[Any]], list[tuple[int, int, int, int]]]:
        is_flat = all(len(label) == 1 for label in labels.values())
        rows: list[list[Any]] = [["STT"], [None]]
        merges = [] if is_flat else [(0, 0, 1, 0)]
        above = None
        for index, name in enumerate(names, 1):
            *groups, leaf = (part.strip() for part in labels[name])
            unit = f" ({self.unit})" if self.form.columns[name].type == "money" else ""
            group = groups[0] if groups else None
            if group is None:
                rows[0].append(leaf[0].upper() + leaf[1:] + unit)
                rows[1].append(None)
                merges += [] if is_flat else [(0, index, 1, index)]
            else:
                rows[0].append(group if group != above else None)
                rows[1].append(leaf + unit)
            above = group
        return (rows[:1] if is_flat else rows), merges

    def _row(self, names: list[str], number: int) -> dict[str, Any]:
        """One row; what would break a rule of the form is left blank."""
        row = {name: self._value(name, self.form.columns[name], number) for name in names}
        for column in self.form.columns.values():
            row |= {by: codes[0] for by, codes in column.stored_when.items()}
        required = self.form.required(None)
        while broken := broken_rules(self.form, {name: [value] for name, value in row.items()}):
            optional = [name for name in broken[0].columns if name not in required]
            if optional:
                row |= dict.fromkeys(optional)
            else:  # two required columns: equal ones fit every rule that allows equality
                row[broken[0].rule.left] = row[str(broken[0].rule.right)]
        return row

    def _value(self, name: str, column: Column, number: int) -> Any:
        pick = self.pick
        if column.is_personal:
            return PERSON if column.type == "text" else None
        match column.type:
            case "commune":
                return list(communes())[(number * 17 + pick.randrange(17)) % 99]
            case "count":
                most = column.plausible.max if column.plausible else None
                return pick.randint(1, int(min(most or 9, 3000)))
            case "quantity":
                return pick.randint(2, 9) + pick.choice((0.0, 0.5))
            case "money":
                return pick.randint(1, 900) * 1_000_000
            case "date":
                start, end = period_bounds(self.period, self.form.calendar)
                return start + timedelta(pick.randrange((end - start).days + 1))
            case "datetime":
                start, _ = period_bounds(self.period, self.form.calendar)
                moment = datetime.combine(start, datetime.min.time())
                return moment + timedelta(days=pick.randrange(80), minutes=pick.randrange(1, 1440))
            case "code":
                return pick.choice(list(column.codes))
            case "codes":
                return ";".join(pick.sample(sorted(self._words(column)), 2))
            case "flag":
                return pick.random() < 0.5
            case "tax_code":
                return self._tax_code()
            case _:
                return f"Mẫu {name.replace('_', ' ')} {number + 1}"

    def _tax_code(self) -> str:
        while True:
            digits = f"53{self.pick.randrange(10**6, 10**7)}"
            check = mst.calc_check_digit(digits)
            if len(check) == 1:
                return digits + check

    @staticmethod
    def _words(column: Column) -> dict[str, str]:
        if not column.dictionary:
            return {code: labels[0] for code, labels in column.codes.items()}
        return {r.fields["code"]: r.fields["name"] for r in dated_table(column.dictionary)}

    def _shown(self, name: str, value: Any) -> Any:
        """The value as an office writes it into a cell."""
        column = self.form.columns[name]
        if value is None:
            return None
        match column.type:
            case "commune":
                return communes()[value].name
            case "code":
                return self.pick.choice(column.codes[value])
            case "codes":
                words = self._words(column)
                return "; ".join(words[code] for code in value.split(";"))
            case "flag":
                return "x" if value else None
            case "datetime":
                return self.pick.choice(
                    (f"{value:%Hh%M} ngày {value:%d/%m/%Y}", f"{value:%d/%m/%Y %H:%M}")
                )
            case "date":
                return self.pick.choice((value, f"{value:%d/%m/%Y}"))
        return self._number(column, value) if column.type in NUMBERS else value

    def _number(self, column: Column, value: float) -> Any:
        number = value / UNITS[self.unit] if column.type == "money" else value
        if not float(number).is_integer():
            return str(number).replace(".", ",") if self.as_text else number
        return f"{int(number):,}".replace(",", ".") if self.as_text else int(number)


def public(value: Any) -> Any:
    """A value as the check result states it."""
    return value.isoformat() if isinstance(value, date) else value
