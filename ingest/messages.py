"""The words of findings: ``findings.yml`` holds them, one entry a code, for people to review.

``finding("unknown_commune", sheet=…, cell=…, found=…, candidates=…)`` fills the entry in.
A code or a placeholder that the catalogue does not know is a programming error and raises; a test
walks the sources for both.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml

from ingest.findings import Finding, Severity, show
from ingest.persons.clean_text import without_persons

CATALOGUE_FILE = Path(__file__).with_name("findings.yml")

About = Literal["file", "sheet", "table", "column", "row", "cell", "submission"]


@dataclass(frozen=True, slots=True)
class Entry:
    """What one code says; see the head of ``findings.yml`` for each attribute."""

    severity: Severity
    about: About
    title: str
    message: str
    advice: str
    found: str | None = None
    allowed: str | None = None
    variants: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    example: Mapping[str, Any] = field(default_factory=dict)

    def variant(self, name: str | None) -> "Entry":
        """The entry in the words of a variant; None is the entry itself.

        Raises:
            KeyError: no such variant.
        """
        return self if name is None else replace(self, **self.variants[name])


@cache
def catalogue() -> dict[str, Entry]:
    """All entries by code, in the order of the file.

    Raises:
        TypeError: an entry has an unknown key or lacks one.
    """
    text = CATALOGUE_FILE.read_text(encoding="utf-8")
    entries = yaml.load(text, Loader=yaml.CSafeLoader)
    return {code: Entry(**values) for code, values in entries.items()}


def finding(
    code: str,
    *,
    variant: str | None = None,
    sheet: str | None = None,
    cell: str | None = None,
    found: Any = None,
    severity: Severity | None = None,
    **fields: Any,
) -> Finding:
    """A finding in the words of the catalogue.

    Args:
        code: the code of an entry.
        variant: name of other words for the same code.
        sheet: sheet name.
        cell: address or range.
        found: the cell's value, shown as a person reads it; None takes the entry's own words, if
            it has any.
        severity: overrides the code's usual severity.
        **fields: values of the placeholders in the entry's texts.

    Raises:
        KeyError: the catalogue has no such code or variant, or a placeholder has no value.
    """
    entry = catalogue()[code].variant(variant)
    fields = {name: without_persons(value) for name, value in fields.items()}
    if found is not None:
        shown: str | None = show(without_persons(found))
    else:
        shown = show(entry.found.format(**fields)) if entry.found else None
    texts = {"found": shown, **fields}
    advice = entry.advice.format(**texts)
    return Finding(
        severity=severity or entry.severity,
        code=code,
        sheet=without_persons(sheet),
        cell=cell,
        found=shown,
        allowed=entry.allowed.format(**texts) if entry.allowed else None,
        message=f"{entry.message.format(**texts)} {advice}",
        advice=advice,
    )


def remark(code: str, *, found: Any = None, **fields: Any) -> dict[str, Any]:
    """A finding about the whole file, as the check result has it; see `finding`."""
    return finding(code, found=found, **fields).to_dict()
