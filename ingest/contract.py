"""The form contract: what an agency form is called, what its columns mean and what must hold.

A form is data: one YAML file in ``ingest/forms``. This module is the schema of those files. Unknown
keys are errors and are reported with their line, because a misspelt key that is silently ignored
loses a column for a whole quarter.
"""

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

FORMS_DIR = Path(__file__).parent / "forms"
SCHEMA_FILE = FORMS_DIR / "form.schema.json"

ColumnType = Literal[
    "count", "money", "quantity", "share", "date", "period", "commune", "code", "flag", "text"
]
Severity = Literal["error", "warning", "note"]


class ContractError(ValueError):
    """A form file does not follow the contract; the message names file and line."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Keywords(_Strict):
    """How a column is recognised when none of its labels fits exactly.

    Every entry is a word or phrase; alternatives inside one entry are separated by ``|``.
    """

    all: list[str] = Field(default_factory=list)
    unless: list[str] = Field(default_factory=list)


class Plausible(_Strict):
    """Bounds beyond which a value is questioned (a warning), with the source of the bound."""

    min: float | None = None
    max: float | None = None
    source: str = Field(min_length=1)

    @model_validator(mode="after")
    def _bounds_something(self) -> "Plausible":
        if self.min is None and self.max is None:
            raise ValueError("min or max is needed")
        if self.min is not None and self.max is not None and self.min > self.max:
            raise ValueError("min is greater than max")
        return self


class Column(_Strict):
    """One column of a form."""

    type: ColumnType
    means: str = Field(
        min_length=1, description="What the column holds, in Vietnamese, for the dictionary"
    )
    labels: list[str] = Field(min_length=1, description="Header texts; 'group > leaf' for a path")
    keywords: Keywords = Keywords()
    unit: str | None = Field(default=None, description="Unit of the stored value")
    pii: Literal["none", "basic", "sensitive", "employer", "free_text"] = Field(
        default="none",
        description="basic, sensitive: a person's, never stored; employer: restricted; "
        "free_text: sentences in which persons may be named, stored with those covered",
    )
    dash: Literal["zero", "null"] = Field(default="null", description="What '-' means here")
    words: dict[str, Literal["zero", "null"]] = Field(
        default_factory=dict, description="Words that stand for zero or for nothing yet"
    )
    codes: dict[str, list[str]] = Field(
        default_factory=dict, description="Stored code -> the texts that agencies write"
    )
    open_codes: bool = Field(
        default=False, description="A text outside the codes is questioned, not rejected"
    )
    plausible: Plausible | None = None
    default: Literal["agency"] | None = Field(
        default=None, description="'agency': taken from the sending commune when absent"
    )

    @model_validator(mode="after")
    def _fits_its_type(self) -> "Column":
        if self.type in ("count", "money", "quantity", "share") and not self.unit:
            raise ValueError("a number needs its unit")
        if (self.type == "code") != bool(self.codes):
            raise ValueError("codes: are for columns of type code, and required there")
        if self.pii == "free_text" and self.type != "text":
            raise ValueError("pii: free_text is for columns of type text")
        if self.plausible and self.type not in ("count", "money", "quantity", "share"):
            raise ValueError("plausible: is for numbers")
        return self

    @property
    def is_personal(self) -> bool:
        """Whether the column is personal data, which never leaves the reader."""
        return self.pii in ("basic", "sensitive")

    @property
    def is_cleaned(self) -> bool:
        """Whether persons are covered in its texts; names of employers and codes stay whole."""
        return self.type == "text" and self.pii in ("none", "free_text")


class Rule(_Strict):
    """A relation between two columns of one row that must hold."""

    left: str
    op: Literal["<=", "<", ">=", ">", "=="]
    right: str
    severity: Severity
    message: str = Field(description="What is wrong, in Vietnamese")
    source: str


class Layout(_Strict):
    """Which columns must be present, from a quarter on, until the next layout starts."""

    since: Annotated[str, Field(pattern=r"^\d{4}Q[1-4]$")]
    required: list[str] = Field(min_length=1)


class Title(_Strict):
    """The form's name."""

    vi: str
    en: str


class Form(_Strict):
    """The contract of one agency form."""

    form: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    number: str = Field(description="The form's number as printed, e.g. 01/KTLĐ")
    title: Title
    kind: Literal["summary", "log", "register"]
    calendar: Literal["BCDK", "THONGKE"]
    source: str
    titles: list[str] = Field(min_length=1, description="Phrases found in titles of this form")
    nil_phrases: list[str] = Field(default_factory=list)
    one_row_per: list[str] = Field(min_length=1)
    event_date: str | None = Field(default=None, description="Column whose date places the row")
    layouts: list[Layout] = Field(min_length=1)
    columns: dict[str, Column]
    rules: list[Rule] = Field(default_factory=list)

    @model_validator(mode="after")
    def _names_exist(self) -> "Form":
        named = [*self.one_row_per, *(c for lay in self.layouts for c in lay.required)]
        named += [c for rule in self.rules for c in (rule.left, rule.right)]
        named += [self.event_date] if self.event_date else []
        missing = sorted(set(named) - set(self.columns))
        if missing:
            raise ValueError(f"columns named but not defined: {', '.join(missing)}")
        return self

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


@cache
def load_forms(folder: Path = FORMS_DIR) -> dict[str, Form]:
    """All form contracts by id, in order of their file names.

    Raises:
        ContractError: a file is wrong, or its name is not its form's id.
    """
    forms = {}
    for path in sorted(folder.glob("*.yml")):
        form = read_form(path)
        if form.form != path.stem:
            raise ContractError(f"{path.name}:1: the file must be named {form.form}.yml")
        forms[form.form] = form
    return forms


def contract_schema() -> dict[str, Any]:
    """JSON Schema of a form file, for editors."""
    return Form.model_json_schema()


if __name__ == "__main__":
    SCHEMA_FILE.write_text(json.dumps(contract_schema(), indent=2, ensure_ascii=False) + "\n")
