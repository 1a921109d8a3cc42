"""A form's title with "Không phát sinh" below it and no table: a nil return."""

from collections.abc import Iterable
from typing import Any

from ingest.cells.read_cells import Sheet, address
from ingest.contracts.contract import Form
from ingest.tables.find_tables import Table
from ingest.tables.settle_period import Source
from ingest.values.fold_text import fold
from ingest.values.read_periods import mentions
from ingest.values.vocabulary import both_spellings, vocabulary

_LONGEST_SENTENCE = 200
_YEARS = range(2015, 2041)


def nil_returns(
    sheet: Sheet,
    tables: list[Table],
    forms: list[Form],
    stated: str | None,
    elsewhere: Iterable[Source],
) -> list[dict[str, Any]]:
    """Results of the forms for which a sheet states that nothing happened, outside its tables.

    Args:
        sheet: the sheet.
        tables: tables found on it; their rows are theirs.
        forms: forms to look for.
        stated: quarter given with the file.
        elsewhere: places that may say the quarter.
    """
    taken = {row for table in tables for row in range(table.top, table.end)}
    if _has_unread_figures(sheet, taken):
        return []  # a table that is not understood is no nil return, whatever one of its cells says
    found: dict[str, dict[str, Any]] = {}
    titles: list[str] = []
    for row, values in enumerate(sheet.grid):
        if row in taken:
            titles = []
            continue
        for column, value in enumerate(values):
            if type(value) is not str:
                continue
            titles.append(value)
            if not _is_nil(value):
                continue
            said = [fold(text) for text in (*reversed(titles), sheet.name)]
            form = _form_by_title(forms, said)
            if form is None or form.id in found or any(t.form is form for t in tables):
                continue
            period = next((m.id for t in said for m in mentions(t, form.calendar) if m.id), None)
            period = period or stated or _period_elsewhere(elsewhere)
            found[form.id] = _nil_table(form, sheet.name, address(row, column), period)
    return list(found.values())


def _has_unread_figures(sheet: Sheet, taken: set[int]) -> bool:
    """Whether rows outside the tables hold figures, as those of a table do."""
    rows = sum(
        sum(isinstance(value, int | float) and value not in _YEARS for value in values) > 1
        for row, values in enumerate(sheet.grid)
        if row not in taken
    )
    return rows > 1


def _period_elsewhere(elsewhere: Iterable[Source]) -> str | None:
    return next((mention.id for source in elsewhere for mention in source.said if mention.id), None)


def _is_nil(text: str) -> bool:
    return len(text) < _LONGEST_SENTENCE and bool(vocabulary().rows["nil"].search(fold(text)))


def _form_by_title(forms: list[Form], texts: list[str]) -> Form | None:
    """The form whose number the texts give, else the one that the nearest title names first.

    Of two that begin at the same place the longer one says more: "danh sách doanh nghiệp được kiểm
    tra" is not the list of employers, and 01/KTLĐ-DS is not 01/KTLĐ.
    """
    said = [f for f in forms if any(fold(f.number) in text for text in texts)]
    numbered = [f for f in said if not any(f.number in g.number for g in said if g is not f)]
    if len(numbered) == 1:
        return numbered[0]
    for text in texts:
        places = {}
        for form in forms:
            titles = [title for title in both_spellings(form.titles) if title in text]
            if titles:
                places[form.id] = min((text.find(title), -len(title)) for title in titles)
        first = [f for f in forms if f.id in places and places[f.id] == min(places.values())]
        if len(first) == 1:
            return first[0]
    return None


def _nil_table(form: Form, sheet: str, cell: str, period: str | None) -> dict[str, Any]:
    return {
        "form": form.id,
        "sheet": sheet,
        "range": cell,
        "period": period,
        "nil_return": True,
        "rows_read": 1,
        "rows_accepted": 0,
        "rows_rejected": 0,
        "rows_not_data": 1,
        "row_kinds": {"nil": 1},
        "records": 0,
        "rows": [],
        "totals": [],
    }
