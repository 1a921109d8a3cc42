"""The answer to a sender: the workbook that was sent, with what was found marked in it.

Runs in the child process of ``return_process``: it reads a file that nobody has vouched for.
"""

import io
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import python_calamine as calamine

from ingest.answers.mark_package import mark_package
from ingest.answers.rebuild_workbook import rebuild_workbook
from ingest.cells.read_cells import Sheet, read_cells
from ingest.cells.sniff import sniff
from ingest.persons.clean_text import without_persons
from ingest.reader_limits import Limits
from ingest.tables.read_markers import RESULT_SHEET, is_result_sheet

_COMPARED_CELLS = 400_000
_KINDS = {
    "xls": ".xls",
    "ods": ".ods",
    "csv": "tệp chữ (.csv)",
    "html": "trang web (HTML)",
    "xml2003": "Excel 2003 XML",
}


def return_workbook(
    data: bytes,
    result: Mapping[str, Any],
    limits: Limits,
    *,
    name: str,
    mask_personal: bool = False,
    at: datetime | None = None,
) -> bytes:
    """Mark the findings of a check in the file that was checked.

    Args:
        data: the file.
        result: its check result; the rows are not needed.
        limits: what the file may cost.
        name: the file's name without extension, the sheet's name of a .csv.
        mask_personal: for a copy that we keep: personal values are covered. The sender's own copy
            has nothing in it that the sender did not write.
        at: local time of the check; None is now.

    Returns:
        An .xlsx file. Of a refused file it has the result sheet alone.
    """
    if result["outcome"] == "refused":
        return result_alone(result, at)
    kind = sniff(data, limits).kind
    if kind == "xlsx" and not mask_personal:
        try:
            marked = mark_package(data, result, at=at)
            if _reads_alike(data, marked):
                return marked
        except Exception:  # whatever is odd in the package, its values can still be returned
            pass
    sheets = [sheet for sheet in read_cells(data, limits) if not is_result_sheet(sheet)]
    for sheet in sheets:
        sheet.name = sheet.name or name
        if mask_personal:  # as the check result has it
            sheet.name = without_persons(sheet.name)
    masked = _personal(result) if mask_personal else None
    plain, renamed = rebuild_workbook(sheets, masked)
    return mark_package(
        plain, result, remarks=_remarks(kind, sheets, mask_personal), renamed=renamed, at=at
    )


def result_alone(result: Mapping[str, Any], at: datetime | None = None) -> bytes:
    """A workbook that holds the result sheet and nothing of the file."""
    plain, _ = rebuild_workbook([Sheet(RESULT_SHEET, [])])
    return mark_package(plain, result, at=at)


def _remarks(kind: str, sheets: list[Sheet], masked: bool) -> list[str]:
    what = _KINDS.get(kind, "bảng tính có cấu trúc khác thường")
    sent = "" if masked and kind == "xlsx" else f"Tệp gửi đến là {what}; "
    remarks = [
        f"{sent}bản này là .xlsx cùng nội dung, cùng địa chỉ ô. Không chép sang: "
        "phông chữ, màu, hình ảnh, biểu đồ; công thức được thay bằng giá trị."
    ]
    remarks[0] = remarks[0][0].upper() + remarks[0][1:]
    hidden = [sheet.name for sheet in sheets if not sheet.visible]
    if hidden:
        remarks.append(f"Trang vẫn bị ẩn như trong tệp gửi đến: {', '.join(hidden)}.")
    if masked:
        remarks.append(
            "Bản lưu: thông tin cá nhân đã được che. Hãy sửa trong tệp gốc của đơn vị rồi gửi lại."
        )
    return remarks


def _personal(result: Mapping[str, Any]) -> dict[str, list[str]]:
    """Ranges of personal columns by sheet."""
    ranges: dict[str, list[str]] = {}
    for table in result["tables"]:
        ranges.setdefault(table["sheet"], []).extend(table.get("personal_cells", ()))
    return ranges


def _reads_alike(sent: bytes, returned: bytes) -> bool:
    """Whether the returned file has the values of the sent one, and can be read at all."""
    before, after = (
        calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)) for data in (sent, returned)
    )
    names = [name for name in before.sheet_names if name != RESULT_SHEET]
    if after.sheet_names != [RESULT_SHEET, *names]:
        return False
    types = {info.name: info.typ for info in before.sheets_metadata}
    cells = 0
    for name in names:
        if types[name] != calamine.SheetTypeEnum.WorkSheet:
            continue
        left, right = before.get_sheet_by_name(name), after.get_sheet_by_name(name)
        cells += left.height * left.width
        if cells > _COMPARED_CELLS:
            return True
        if _values(left) != _values(right):
            return False
    return True


def _values(sheet: calamine.CalamineSheet) -> dict[tuple[int, int], Any]:
    rows = sheet.to_python(skip_empty_area=False)
    return {
        (row, column): value
        for row, values in enumerate(rows)
        for column, value in enumerate(values)
        if value != ""
    }
