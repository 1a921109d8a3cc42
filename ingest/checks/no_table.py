"""What is said of a file without a table of the forms looked for."""

from collections.abc import Sequence

from ingest.cells.read_cells import Sheet, address
from ingest.contracts.contract import load_forms
from ingest.findings import Finding
from ingest.messages import finding
from ingest.tables.find_tables import TableFinder


def no_table(visible: Sequence[Sheet], wanted: str | None) -> Finding:
    """The finding: a table of another form than the one asked for, or none of any form.

    Args:
        visible: the sheets that were looked at.
        wanted: id of the only form that was looked for.
    """
    forms = load_forms()
    if wanted:
        others = TableFinder(list(forms.values()))
        for sheet in visible:
            for table in others.find(sheet):
                return finding(
                    "wrong_form",
                    sheet=sheet.name,
                    cell=address(table.top, 0),
                    found=table.form.title.vi,
                    wanted=forms[wanted].title.vi,
                    seen=table.form.title.vi,
                )
    names = "; ".join(f"{form.title.vi} ({form.number})" for form in forms.values())
    return finding("unknown_form", sheet=visible[0].name if visible else None, forms=names)
