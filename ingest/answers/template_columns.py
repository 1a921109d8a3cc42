"""The columns of a blank form: which of a contract's columns, under which header, how filled in."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from ingest.contracts.contract import NUMBERS, Column, Form
from ingest.contracts.dated_tables import dated_table
from ingest.tables.match_columns import labels_of
from ingest.tables.read_units import is_unit

# written in capitals
_ACRONYMS = {"bhxh", "bhyt", "bhtn", "mst", "cccd", "ubnd", "nlđ", "nsdlđ", "lđ", "dn", "qđ"}
_ACRONYMS |= {"hđlđ", "cđcs", "tưlđtt", "kcn", "kkt", "dtts", "cnvclđ", "nn", "vh", "vphc", "pl"}
_ACRONYMS |= {"hgv", "kxđth", "xđth", "atvslđ"}
_WIDTHS = {
    "commune": 21,
    "text": 26,
    "unit": 24,
    "code": 19,
    "codes": 28,
    "tax_code": 15,
    "date": 12.5,
    "datetime": 17,
    "money": 16,
    "flag": 9,
}
_FORMATS = {
    "count": "#,##0",
    "money": "#,##0",
    "quantity": "#,##0.##",
    "share": "#,##0.##",
    "date": "dd/mm/yyyy",
}  # Excel shows , and . as the computer's own language does


@dataclass(frozen=True, slots=True)
class TemplateColumn:
    """One column of a blank form.

    Attributes:
        name: the contract's column.
        column: its contract.
        path: header texts from the top down, one or two.
        required: the form needs it.
    """

    name: str
    column: Column
    path: tuple[str, ...]
    required: bool

    @property
    def header(self) -> str:
        """The lowest header text, with the unit below it."""
        unit = f"({self.column.unit})"
        shows_unit = self.column.unit and is_unit(unit) and self.column.unit not in self.path[-1]
        text = shown_label(self.path[-1])
        return f"{text}\n{unit}" if shows_unit else text

    @property
    def width(self) -> float:
        """Width in characters."""
        return _WIDTHS.get(self.column.type, 11.5)

    @property
    def number_format(self) -> str:
        """How Excel shows the values; texts and codes stay as typed."""
        return _FORMATS.get(self.column.type, "@")

    @property
    def choices(self) -> list[str]:
        """The words of a closed list; empty when there is none."""
        if self.column.type == "code":
            return [shown_label(labels[0]) for labels in self.column.codes.values()]
        return ["x"] if self.column.type == "flag" else []

    @property
    def listed(self) -> list[str]:
        """The words of the column's list of codes, for the guide."""
        if self.column.dictionary:
            return list(
                dict.fromkeys(r.fields["name"] for r in dated_table(self.column.dictionary))
            )
        return [shown_label(labels[0]) for labels in self.column.codes.values()]

    def explanation(self) -> str:
        """What to write, for the note that Excel shows at a cell."""
        said = [f"{self.column.means}."]
        said += ["Bắt buộc."] if self.required else []
        said += [_HOW[self.column.type]] if self.column.type in _HOW else []
        if self.column.pii == "free_text":
            said.append("Không ghi họ tên, số điện thoại, số định danh của cá nhân.")
        return " ".join(said)

    def validation(self, period_end: date | None) -> dict[str, Any]:
        """What Excel lets be typed, as xlsxwriter's options; lists are added by the caller."""
        if self.column.type == "count":
            return {"validate": "integer", "criteria": ">=", "value": 0}
        if self.column.type in NUMBERS:
            return {"validate": "decimal", "criteria": ">=", "value": 0}
        if self.column.type == "date":
            end = period_end or date(2100, 12, 31)
            return {
                "validate": "date", "criteria": "between", "minimum": date(2015, 1, 1),
                "maximum": end, "error_type": "warning",
            }  # fmt: skip
        return {"validate": "any"}


_HOW = {
    "count": "Ghi số nguyên từ 0 trở lên; ghi 0 nếu không có.",
    "money": "Ghi số tiền tính bằng đồng; ghi 0 nếu không có.",
    "quantity": "Ghi số từ 0 trở lên.",
    "share": "Ghi số phần trăm, ví dụ 12,5.",
    "date": "Ghi ngày/tháng/năm, ví dụ 05/3/2026.",
    "datetime": "Ghi giờ và ngày, ví dụ 7h30 ngày 05/3/2026.",
    "commune": "Chọn tên xã, phường trong danh sách.",
    "code": "Chọn một mục trong danh sách.",
    "codes": "Ghi một hoặc nhiều mục, cách nhau bằng dấu chấm phẩy.",
    "flag": "Ghi x nếu có; để trống nếu không.",
    "tax_code": "Ghi đủ 10 hoặc 13 chữ số, kể cả số 0 ở đầu.",
}


def template_columns(form: Form, period: str | None) -> list[TemplateColumn]:
    """The columns of a form's template, in the order of its contract.

    Columns about persons are not asked for, since they are not stored; a period column is not
    needed, since the title states the quarter.

    Args:
        form: the contract.
        period: quarter of the template; None takes the newest layout.

    Raises:
        ValueError: no label of a column is recognised beside the others.
    """
    required = form.required(period)
    wanted = {
        name: column
        for name, column in form.columns.items()
        if not column.is_personal and (column.type != "period" or name in required)
    }
    paths = {name: _path(column.labels[0]) for name, column in wanted.items()}
    for name, column in wanted.items():
        for label in column.labels:
            paths[name] = _path(label)
            if _is_recognised(form, paths, name):
                break
        else:
            raise ValueError(f"{form.id}.{name}: no label is recognised")
    return [
        TemplateColumn(name, column, paths[name], name in required)
        for name, column in wanted.items()
    ]


def _path(label: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in label.split(">"))


def _is_recognised(form: Form, paths: dict[str, tuple[str, ...]], name: str) -> bool:
    found = labels_of(form).columns([("STT",), *paths.values()])
    mine = found[1 + list(paths).index(name)]
    return mine.kind == "column" and mine.name == name and mine.by == "label"


def shown_label(label: str) -> str:
    """A label as it is printed: acronyms in capitals, the first letter too."""
    words = []
    for word in label.split(" "):
        bare = word.strip("(),/")
        parts = word.split("/")
        if bare in _ACRONYMS:
            words.append(word.upper())
        elif len(parts) > 1 and any(part in _ACRONYMS for part in parts):
            words.append("/".join(p.upper() if p in _ACRONYMS else p for p in parts))
        else:
            words.append(word)
    text = " ".join(words)
    return text[:1].upper() + text[1:]
