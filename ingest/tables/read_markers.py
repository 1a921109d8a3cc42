"""What we put into workbooks ourselves and meet again: form markers of templates, result sheets.

A template (``qhld template``) has a very hidden sheet that says, for each of its sheets, the form,
the quarter and the agency it was made for. A workbook that was returned with its findings marked
has our first sheet. Both are taken out before the file is read; the markers make form and quarter
certain even when headings were edited.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.cells.sheet import Sheet
from ingest.contracts.contract import load_forms
from ingest.values.fold_text import fold

MARKER_SHEET = "qhld_bieu_mau"
MARKER = "qhld-template-1"
GUIDE_SHEET = "Hướng dẫn"
GUIDE_TITLE = "HƯỚNG DẪN ĐIỀN BIỂU"
RESULT_SHEET = "Kết quả kiểm tra"
RESULT_TITLE = "KẾT QUẢ KIỂM TRA TỆP BÁO CÁO"
MARKER_COLUMNS = ("sheet", "form", "contract_version", "period", "agency")


@dataclass(frozen=True, slots=True)
class Marker:
    """What a sheet of a template was made for.

    Attributes:
        sheet: the sheet's name when it was made.
        form: id of the form.
        contract_version: version of the form's contract at that time.
        period: quarter, None when none was given.
        agency: code of the agency, None when none was given.
    """

    sheet: str
    form: str
    contract_version: str
    period: str | None
    agency: str | None


def take_out_own_sheets(sheets: Sequence[Sheet]) -> tuple[list[Sheet], dict[str, Marker]]:
    """Separate a file's sheets from those that we put into it.

    Args:
        sheets: as read.

    Returns:
        The sender's sheets, and the marker of each of them that has one, by the sheet's name. A
        renamed sheet keeps its marker when it is the only one that lacks one.
    """
    own: list[Sheet] = []
    markers: list[Marker] = []
    for sheet in sheets:
        if sheet.name == MARKER_SHEET and not sheet.visible and sheet.at(0, 0) == MARKER:
            markers = _markers(sheet)
        elif not is_result_sheet(sheet) and not _is(sheet, GUIDE_SHEET, GUIDE_TITLE):
            own.append(sheet)
    names = {sheet.name for sheet in own}
    found = {marker.sheet: marker for marker in markers if marker.sheet in names}
    lost = [marker for marker in markers if marker.sheet not in names]
    bare = [sheet for sheet in own if sheet.visible and sheet.name not in found]
    if len(lost) == 1 and len(bare) == 1:
        found[bare[0].name] = lost[0]
    return own, found


def is_result_sheet(sheet: Sheet) -> bool:
    """Whether a sheet is the one that we put before a returned workbook, by name and title."""
    return _is(sheet, RESULT_SHEET, RESULT_TITLE)


def _is(sheet: Sheet, name: str, title: str) -> bool:
    """Whether a sheet has a name (a copy's may go on) and a title in its first cell."""
    first = sheet.at(0, 0)
    is_titled = isinstance(first, str) and fold(first) == fold(title)
    return is_titled and fold(sheet.name).startswith(fold(name))


def _markers(sheet: Sheet) -> list[Marker]:
    """Markers of forms that still exist; anything else that stands there is passed over."""
    markers = []
    for row in range(2, len(sheet.grid)):
        values = [sheet.at(row, column) for column in range(len(MARKER_COLUMNS))]
        texts = [value if isinstance(value, str) else None for value in values]
        name, form, version, period, agency = texts
        if name and form in load_forms():
            markers.append(Marker(name, form, version or "", period or None, agency or None))
    return markers
