"""The headers of every form are recognised as that form and as no other, with and without title."""

import pytest

from ingest.cells.read_cells import Sheet
from ingest.contracts.contract import Form, load_forms
from ingest.tables.find_tables import TableFinder

FORMS = load_forms()
SHAPES = [
    pytest.param(form, nth, titled, id=f"{form.id}-label{nth}-{'titled' if titled else 'bare'}")
    for form in FORMS.values()
    for nth in range(3)
    for titled in (True, False)
]


def header(form: Form, nth: int) -> list[list[str | None]]:
    """The nth label of each column, or the last that it has; two rows where there are groups."""
    rows: list[list[str | None]] = [["STT"], [None]]
    group = None
    for column in form.columns.values():
        label = column.labels[min(nth, len(column.labels) - 1)]
        above, _, leaf = label.rpartition(">")
        above = above.strip()
        if above:
            rows[0].append(above if above != group else None)
            rows[1].append(leaf.strip())
        else:
            rows[0].append(label)
            rows[1].append(None)
        group = above
    return rows if any(rows[1]) else rows[:1]


@pytest.mark.parametrize(("form", "nth", "titled"), SHAPES)
def test_headers_are_recognised_as_their_own_form(form: Form, nth: int, titled: bool) -> None:
    width = len(form.columns) + 1
    body = [[n + 1, *("x" for _ in form.columns)] for n in range(2)]
    top = [[form.title.vi.upper(), *[None] * (width - 1)]] if titled else []
    head = header(form, nth)
    rows = [*top, *head, *body]
    sheet = Sheet("Trang", rows)
    sheet.merges = [
        (len(top), column, len(top) + 1, column)
        for column in range(width)
        if len(head) == 2 and head[1][column] is None
    ]
    tables = TableFinder(list(FORMS.values())).find(sheet)
    assert [table.form.id for table in tables] == [form.id]
    (table,) = tables
    missing = set(form.columns) - table.names
    assert not missing, [
        (column.path, column.kind, column.name, column.reason)
        for column in table.columns
        if column.kind != "column"
    ]
