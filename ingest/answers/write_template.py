"""Blank forms for agencies, from the contracts in ``ingest/forms``; sent back, they read alike."""

import io
from collections.abc import Sequence

import xlsxwriter

from ingest.answers.draw_form import ChoiceLists, FormSheet, TemplateLayout
from ingest.answers.write_guide import write_guide
from ingest.contracts.contract import Form
from ingest.reference import Agency
from ingest.tables.read_markers import MARKER, MARKER_COLUMNS, MARKER_SHEET


def write_template(
    forms: Sequence[Form], agency: Agency | None, period: str | None
) -> tuple[bytes, list[TemplateLayout]]:
    """Write blank forms into one workbook, a sheet each, with a guide.

    Args:
        forms: the forms.
        agency: for whom; None leaves the name to be filled in.
        period: quarter such as ``2026Q3``; None leaves it to be filled in.

    Returns:
        The .xlsx file, and where what stands on its sheets.

    Raises:
        LookupError: the period is not one of a form's calendar.
    """
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False})
    book.set_properties({"title": "Biểu mẫu báo cáo", "comments": MARKER})
    lists = ChoiceLists()
    sheets = [FormSheet(book, form, agency, period, lists) for form in forms]
    layouts = [sheet.draw() for sheet in sheets]
    write_guide(book, sheets)
    hidden = book.add_worksheet(MARKER_SHEET)
    hidden.write_string(0, 0, MARKER)
    hidden.write_row(1, 0, MARKER_COLUMNS)
    for row, sheet in enumerate(sheets, start=2):
        code = agency.agency_code if agency else ""
        hidden.write_row(
            row, 0, [sheet.name, sheet.form.id, sheet.form.version, period or "", code]
        )
    lists.write(hidden)
    hidden.very_hidden()
    book.close()
    return target.getvalue(), layouts
