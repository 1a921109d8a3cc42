"""The form contract: what an agency form is called, what its columns mean and what must hold.

A form is data: one YAML file in ``ingest/forms``. This module is the schema of those files. Unknown
keys are errors and are reported with their line, because a misspelt key that is silently ignored
loses a column for a whole quarter.
"""

import hashlib
import json
import os
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import Field, ValidationError, model_validator

from ingest.contracts.form_columns import NUMBERS, Column, ColumnType
from ingest.contracts.form_rules import Bound, Rule, Strict, SummaryOf

FORMS_DIR = Path(__file__).parents[1] / "forms"
SCHEMA_FILE = FORMS_DIR / "form.schema.json"
# another folder of form files, for this process and the readers that it starts
FORMS_DIR_SETTING = "QHLD_FORMS_DIR"

__all__ = [
    "FORMS_DIR",
    "FORMS_DIR_SETTING",
    "NUMBERS",
    "SCHEMA_FILE",
    "Bound",
    "Column",
    "ColumnType",
    "ContractError",
    "Form",
    "Rule",
    "contract_schema",
    "load_forms",
    "read_form",
]


class ContractError(ValueError):
    """A form file does not follow the contract; the message names file and line."""


class Layout(Strict):
    """Which columns must be present, from a quarter on, until the next layout starts."""

    since: Annotated[str, Field(pattern=r"^\d{4}Q[1-4]$")]
    required: list[str] = Field(min_length=1)


class Title(Strict):
    """The form's name."""

    vi: str
    en: str
    short: str | None = Field(default=None, description="Name on screens, in Vietnamese; else vi")


class Form(Strict):
    """The contract of one agency form."""

    form: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    number: str = Field(description="The form's number as printed, e.g. 01/KTLĐ")
    title: Title
    kind: Literal["summary", "log", "register"]
    calendar: Literal["BCDK", "THONGKE"]
    frequency: Literal["quarter", "half_year", "year"] = Field(
        default="quarter", description="How often it is owed; it is read in any quarter"
    )
    sent_by: str = Field(default="", description="Who sends it, in Vietnamese, for the dictionary")
    source: str
    titles: list[str] = Field(min_length=1, description="Phrases found in titles of this form")
    nil_phrases: list[str] = Field(default_factory=list)
    one_row_per: list[str] = Field(min_length=1)
    event_date: str | None = Field(default=None, description="Column whose date places the row")
    carries_over: bool = Field(
        default=False,
        description="A running register: cases of earlier quarters stand in it again until closed",
    )
    layouts: list[Layout] = Field(min_length=1)
    columns: dict[str, Column]
    rules: list[Rule] = Field(default_factory=list)
    summary_of: list[SummaryOf] = Field(default_factory=list)

    @model_validator(mode="after")
    def _names_exist(self) -> "Form":
        named = [*self.one_row_per, *(c for lay in self.layouts for c in lay.required)]
        named += [c for rule in self.rules for c in rule.columns]
        named += [self.event_date] if self.event_date else []
        for column in self.columns.values():
            named += [*column.stored_when, *([column.within] if column.within else [])]
        for listed in self.summary_of:
            named += [*listed.columns, *listed.match]
        missing = sorted(set(named) - set(self.columns))
        if missing:
            raise ValueError(f"columns named but not defined: {', '.join(missing)}")
        for rule in self.rules:
            personal = [name for name in rule.columns if self.columns[name].is_personal]
            if personal:
                raise ValueError(f"a rule names personal columns: {', '.join(personal)}")
            if isinstance(rule.right, Bound) and len(rule.left_terms) != 1:
                raise ValueError("a bound from a table is for one column")
        return self

    @property
    def key_column(self) -> str:
        """The column that names what a row is about: the commune, else the first key column."""
        if self.kind == "summary" and "commune" in self.one_row_per:
            return "commune"
        return next((name for name in self.one_row_per if name != "period"), self.one_row_per[0])

    @property
    def id(self) -> str:
        """The form's id, e.g. ``inspection_summary``."""
        return self.form

    @property
    def stored_columns(self) -> dict[str, Column]:
        """The columns that go to the lake: all but the personal ones."""
        return {name: col for name, col in self.columns.items() if not col.is_personal}

    @property
    def version(self) -> str:
        """Hash of the contract: a changed contract makes a new reading of the same bytes."""
        text = json.dumps(self.model_dump(mode="json"), sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()[:16]

    def required(self, period: str | None) -> list[str]:
        """Columns that must be present.

        Args:
            period: quarter such as ``2026Q3``; None takes the newest layout.
        """
        layouts = sorted(self.layouts, key=lambda lay: lay.since)
        in_force = [lay for lay in layouts if period is None or lay.since <= period]
        return (in_force or layouts[:1])[-1].required


def read_form(path: Path) -> Form:
    """Read and validate one form file.

    Raises:
        ContractError: the YAML is broken or does not follow the contract; names file and line.
    """
    text = path.read_text(encoding="utf-8")
    try:
        root = yaml.compose(text, Loader=yaml.CSafeLoader)
        if not isinstance(root, yaml.MappingNode):
            raise ContractError(f"{path.name}:1: a form is a mapping of keys to values")
        _refuse_repeated_keys(path, root)
        return Form.model_validate(yaml.load(text, Loader=yaml.CSafeLoader))
    except yaml.YAMLError as error:
        raise ContractError(f"{path.name}: {error}") from error
    except ValidationError as error:
        lines = [
            f"{path.name}:{_line_of(root, e['loc'])}: {'.'.join(map(str, e['loc']))}: {e['msg']}"
            for e in error.errors()
        ]
        raise ContractError("\n".join(lines)) from error


def _refuse_repeated_keys(path: Path, node: yaml.Node) -> None:
    """YAML lets the last of two equal keys win in silence; a column would be lost."""
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if key.value in seen:
                line = key.start_mark.line + 1
                raise ContractError(f"{path.name}:{line}: {key.value}: the key stands here twice")
            seen.add(key.value)
            _refuse_repeated_keys(path, value)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            _refuse_repeated_keys(path, item)


def _line_of(node: yaml.Node, location: tuple[Any, ...]) -> int:
    """Line (1-based) of the deepest YAML node that an error location names."""
    line = node.start_mark.line
    for part in location:
        child = None
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                if key.value == str(part):
                    line, child = key.start_mark.line, value
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int):
            child = node.value[part]
            line = child.start_mark.line
        if child is None:
            break
        node = child
    return line + 1


def load_forms(folder: Path | None = None) -> dict[str, Form]:
    """All form contracts by id, in order of their file names.

    Args:
        folder: where the form files lie; None takes ``QHLD_FORMS_DIR``, else ``ingest/forms``.

    Raises:
        ContractError: a file is wrong, or its name is not its form's id.
    """
    if folder is None:
        folder = Path(os.environ.get(FORMS_DIR_SETTING) or FORMS_DIR)
    return _load_folder(folder)


@cache
def _load_folder(folder: Path) -> dict[str, Form]:
    forms = {}
    for path in sorted(folder.glob("*.yml")):
        form = read_form(path)
        if form.form != path.stem:
            raise ContractError(f"{path.name}:1: the file must be named {form.form}.yml")
        forms[form.form] = form
    for form in forms.values():
        _refuse_unknown_list(form, forms)
    return forms


def _refuse_unknown_list(form: Form, forms: dict[str, Form]) -> None:
    """A summary names the list it sums up, and columns that the list has."""
    for summary in form.summary_of:
        listed = forms.get(summary.form)
        if listed is None:
            raise ContractError(f"{form.form}.yml: summary_of: no form {summary.form}")
        wanted = {name for tally in summary.columns.values() for name in tally.columns}
        wanted |= {*summary.match, *filter(None, [summary.placed_by or listed.event_date])}
        if missing := sorted(wanted - set(listed.columns)):
            raise ContractError(f"{form.form}.yml: summary_of: {listed.form} has no {missing}")


def contract_schema() -> dict[str, Any]:
    """JSON Schema of a form file, for editors."""
    return Form.model_json_schema()


if __name__ == "__main__":
    SCHEMA_FILE.write_text(json.dumps(contract_schema(), indent=2, ensure_ascii=False) + "\n")
