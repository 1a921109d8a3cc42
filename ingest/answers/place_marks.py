"""Where the findings of a check are marked in the sender's workbook, and what each mark says."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

_RANGE = re.compile(r"([A-Z]{1,3})(\d{1,7})(?::([A-Z]{1,3})(\d{1,7}))?")
_ROWS = re.compile(r"(\d{1,7}):(\d{1,7})")
_WORDS = {"error": "LỖI", "warning": "LƯU Ý", "note": "GHI CHÚ"}
_RANK = {"error": 0, "warning": 1, "note": 2}
MOST_ROWS = 200  # of a range of rows that are filled
MOST_IN_ONE_NOTE = 6
_LONGEST_FOUND = 200

Place = tuple[int, int]


@dataclass(slots=True)
class SheetMarks:
    """The marks of one sheet.

    Attributes:
        fills: (row, column), from 0, to the severity of the worst finding there.
        rows: rows, from 0, that are filled as far as they have cells.
        notes: (row, column) to the text of the note there.
    """

    fills: dict[Place, str] = field(default_factory=dict)
    rows: dict[int, str] = field(default_factory=dict)
    notes: dict[Place, str] = field(default_factory=dict)


def place_marks(findings: Sequence[Mapping[str, Any]]) -> dict[str, SheetMarks]:
    """Marks by sheet name; findings about no cell are told on the result sheet only.

    A cell is filled and gets a note; of a range the top row is filled and its first cell gets the
    note; of rows such as ``5:9`` the rows are filled. Several findings at a cell make one note.

    Args:
        findings: of a check result.
    """
    sheets: dict[str, SheetMarks] = {}
    said: dict[tuple[str, Place], list[Mapping[str, Any]]] = {}
    for item in sorted(findings, key=lambda item: _RANK[item["severity"]]):
        if item["sheet"] is None or item["cell"] is None:
            continue
        marks = sheets.setdefault(item["sheet"], SheetMarks())
        severity = item["severity"]
        if rows := _ROWS.fullmatch(item["cell"]):
            first, last = int(rows[1]) - 1, int(rows[2]) - 1
            for row in range(first, min(last, first + MOST_ROWS - 1) + 1):
                marks.rows.setdefault(row, severity)
            anchor = first, 0
        elif box := _RANGE.match(item["cell"]):
            anchor = int(box[2]) - 1, column_index(box[1])
            last_column = column_index(box[3]) if box[3] else anchor[1]
            for column in range(anchor[1], last_column + 1):
                marks.fills.setdefault((anchor[0], column), severity)
        else:
            continue
        said.setdefault((item["sheet"], anchor), []).append(item)
    for (sheet, anchor), items in said.items():
        sheets[sheet].notes[anchor] = _note(items)
    return sheets


def column_index(letters: str) -> int:
    """Column number, from 0, of letters such as ``AB``."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def anchor_of(cell: str | None) -> str | None:
    """The cell to which a link to a finding's place leads; None when it names no cell."""
    if cell is None:
        return None
    if rows := _ROWS.fullmatch(cell):
        return f"A{rows[1]}"
    box = _RANGE.match(cell)
    return f"{box[1]}{box[2]}" if box else None


def what_is_wrong(finding: Mapping[str, Any]) -> str:
    """A finding's message without its advice."""
    return str(finding["message"]).removesuffix(finding.get("advice") or "").strip()


def _note(items: Sequence[Mapping[str, Any]]) -> str:
    texts = ["\n".join(_note_lines(item)) for item in items[:MOST_IN_ONE_NOTE]]
    rest = len(items) - MOST_IN_ONE_NOTE
    if rest > 0:
        texts.append(f"… và {rest} điểm khác, xem trang “Kết quả kiểm tra”.")
    return "\n\n".join(texts)


def _note_lines(item: Mapping[str, Any]) -> Iterable[str]:
    yield f"{_WORDS[item['severity']]}: {what_is_wrong(item)}"
    if item["found"]:
        yield f"Tìm thấy: {str(item['found'])[:_LONGEST_FOUND]}"
    if item["allowed"]:
        yield f"Cho phép: {item['allowed']}"
    if item.get("advice"):
        yield f"Cách sửa: {item['advice']}"
