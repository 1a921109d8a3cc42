"""Where a table ends: at a sign-off, or where remarks and titles of the next one begin."""

from ingest.cells.read_cells import Sheet
from ingest.values.fold_text import fold
from ingest.values.read_periods import mentions
from ingest.values.vocabulary import vocabulary

# A row of more cells is no sign-off, though "Chủ tịch UBND xã" stands in it as who decided
_WIDEST_SIGN_OFF = 4


def end_of_body(sheet: Sheet, body: int, limit: int) -> tuple[int, bool]:
    """Row after the last table row, and whether a sign-off ends the table.

    Titles and remarks that stand below an empty row after the last row of figures belong to what
    follows, not to this table.
    """
    pattern = vocabulary().rows["end"]
    end, signs = body, False
    last_figures = body - 1
    for row, shape in enumerate(sheet.shapes[body:limit], body):
        filled, numbers = shape.filled, shape.numbers
        narrow = numbers < 2 and filled <= _WIDEST_SIGN_OFF
        if narrow and any(pattern.search(fold(v)) for v in sheet.grid[row] if type(v) is str):
            signs = True
            break
        if filled:
            end = row + 1
        if filled > 2 or numbers:
            last_figures = row
    for row in range(max(last_figures + 1, body), end):
        is_blank = not any(v is not None for v in sheet.grid[row])
        before = row > body and any(v is not None for v in sheet.grid[row - 1])
        if (is_blank and before) or _is_next_title(sheet, row):
            return row, signs
    return end, signs


def _is_next_title(sheet: Sheet, row: int) -> bool:
    """Whether a lone text is the title of a further table: it names a quarter, not a nil."""
    texts = [v for v in sheet.grid[row] if v is not None]
    if len(texts) != 1 or type(texts[0]) is not str:
        return False
    rows = vocabulary().rows
    is_row = any(rows[kind].search(fold(texts[0])) for kind in ("nil", "note", "section"))
    return not is_row and any(mention.quarter for mention in mentions(texts[0]))
