"""Reads the case files of this folder: sheets drawn in plain text with the truth below them.

A case starts at ``=== name`` and holds:

``# text``              what is awkward about the file
``@file NAME``          file name; its ending decides the format (default ``<case>.xlsx``)
``@text HOW``           every text is written ``nfd``, ``tcvn3``, ``bare`` (no accents) or ``upper``
``@sheet NAME``         a sheet; the lines below are its rows, cells separated by ``|``
``@hide rows 5,6 | columns C | sheet``   of the sheet above
``@agency CODE``        expected sender
``@truth FORM PERIOD``  a table that must come out, ``-`` for no period; ``nil`` for a nil return;
                        the next line names columns, each line below is one record
``@finds CODE CELL``    an error or warning that must be reported; there must be no others

In a drawn cell ``<`` and ``^`` belong to the merged cell at the left or above, ``'12`` is text,
``d:2026-03-05`` a date cell, ``=A1+1`` a formula never calculated, ``=A1+1 -> 5`` one with its
result, ``#REF!`` an error cell, ``\\n`` a line break and ``~`` a no-break space.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

CASES_DIR = Path(__file__).with_name("cases")
_NUMBER = re.compile(r"-?\d+(\.\d+)?$")


@dataclass(frozen=True)
class Formula:
    """A formula with its stored result; None was never calculated."""

    text: str
    result: Any = None


@dataclass
class DrawnSheet:
    """One sheet to be written."""

    name: str
    grid: list[list[Any]] = field(default_factory=list)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[str] = field(default_factory=list)
    hidden: bool = False


@dataclass
class TrueTable:
    """A table that must come out."""

    form: str
    period: str | None
    nil: bool
    rows: list[dict[str, Any]] = field(default_factory=list)


@dataclass
class Case:
    """One file with its truth."""

    name: str
    file: str
    text: str | None = None
    agency: str | None = None
    sheets: list[DrawnSheet] = field(default_factory=list)
    truth: list[TrueTable] = field(default_factory=list)
    finds: set[tuple[str, str]] = field(default_factory=set)


def read_cases() -> list[Case]:
    """All cases of the folder, in order of files and lines."""
    return [case for path in sorted(CASES_DIR.glob("*.txt")) for case in _read_file(path)]


def _read_file(path: Path) -> list[Case]:
    parts = re.split(r"^=== (.+)$", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return [_read_case(name, text) for name, text in zip(parts[1::2], parts[2::2], strict=True)]


def _read_case(name: str, text: str) -> Case:
    case = Case(name, f"{name}.xlsx")
    for block in re.split(r"^(?=@)", text, flags=re.MULTILINE):
        head, _, body = block.partition("\n")
        word, _, rest = head.partition(" ")
        rest = rest.strip()
        match word:
            case "@file":
                case.file = rest
            case "@text":
                case.text = rest
            case "@agency":
                case.agency = rest
            case "@sheet":
                case.sheets.append(_draw(rest, body.rstrip("\n").split("\n")))
            case "@hide":
                _hide(case.sheets[-1], rest)
            case "@truth":
                case.truth.append(_truth(rest.split(), body))
            case "@finds":
                code, cell = rest.split(" ", 1)
                case.finds.add((code, cell))
    return case


def _draw(name: str, lines: list[str]) -> DrawnSheet:
    sheet = DrawnSheet(name)
    marks: list[list[str]] = []
    for line in lines:
        marks.append([cell.strip(" ") for cell in line.split("|")])
        sheet.grid.append([_cell(mark) for mark in marks[-1]])
    for row, cells in enumerate(marks):
        for column, mark in enumerate(cells):
            if mark in ("<", "^") or not mark:
                continue
            right, bottom = column, row
            while right + 1 < len(cells) and cells[right + 1] == "<":
                right += 1
            while bottom + 1 < len(marks) and _mark(marks, bottom + 1, column) == "^":
                bottom += 1
            if (right, bottom) != (column, row):
                sheet.merges.append((row, column, bottom, right))
    return sheet


def _mark(marks: list[list[str]], row: int, column: int) -> str | None:
    return marks[row][column] if column < len(marks[row]) else None


def _cell(mark: str) -> Any:
    if mark in ("", "<", "^"):
        return None
    if mark.startswith("'"):
        return mark[1:].replace("~", "\u00a0")
    if mark.startswith("d:"):
        return date.fromisoformat(mark[2:])
    if mark.startswith("="):
        text, arrow, result = mark.partition(" -> ")
        return Formula(text, _cell(result) if arrow else None)
    if mark.startswith("#") and mark.endswith(("!", "?", "/A")):
        return Formula("=1/0", mark)
    if _NUMBER.match(mark):
        return float(mark) if "." in mark else int(mark)
    return mark.replace("\\n", "\n").replace("~", "\u00a0")


def _hide(sheet: DrawnSheet, what: str) -> None:
    kind, _, names = what.partition(" ")
    if kind == "rows":
        sheet.hidden_rows += [int(name) - 1 for name in names.split(",")]
    elif kind == "columns":
        sheet.hidden_columns += names.split(",")
    else:
        sheet.hidden = True


def _truth(words: list[str], body: str) -> TrueTable:
    table = TrueTable(words[0], None if words[1] == "-" else words[1], "nil" in words)
    lines = [line for line in body.split("\n") if line.strip()]
    names = [name.strip() for name in lines[0].split("|")] if lines else []
    for line in lines[1:]:
        texts = [text.strip() for text in line.split("|")]
        table.rows.append(
            {name: _true_value(name, text) for name, text in zip(names, texts, strict=True)}
        )
    return table


def _true_value(name: str, text: str) -> Any:
    if text == "":
        return None
    if text in ("true", "false"):
        return text == "true"
    if name in ("commune", "case_no", "tax_code", "industry", "vsic", "decision_no", "unit_code"):
        return text
    return (float(text) if "." in text else int(text)) if _NUMBER.match(text) else text
