"""Child process: print the first cells of a sheet as JSON, within limits of memory and size.

``python -m dashboards.app.submitting.read_sheet WORKBOOK SHEET``
"""

import json
import resource
import sys
from datetime import date, datetime

MOST_ROWS, MOST_COLUMNS, MOST_LETTERS = 400, 40, 200
MOST_MEMORY = 1_500_000_000  # bytes of address space


def main(workbook: str, sheet: str) -> None:
    """Print the sheet's rows from the first, as lists of texts; an unknown sheet has none."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_path(workbook)
    rows = []
    if sheet in book.sheet_names:
        found = book.get_sheet_by_name(sheet).to_python(skip_empty_area=False, nrows=MOST_ROWS)
        rows = [[_text(cell) for cell in row[:MOST_COLUMNS]] for row in found]
    json.dump(rows, sys.stdout, ensure_ascii=False)


def _text(cell: object) -> str:
    """A cell as an office here writes it: 12,5 and 05/08/2026; what stands as text stays."""
    if isinstance(cell, datetime) and (cell.hour or cell.minute):
        return f"{cell:%H:%M %d/%m/%Y}"
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    if isinstance(cell, float):
        cell = int(cell) if cell.is_integer() else str(cell).replace(".", ",")
    return "" if cell is None else str(cell)[:MOST_LETTERS]


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
