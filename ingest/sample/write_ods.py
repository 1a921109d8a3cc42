"""Writes sheet drafts as .ods, by hand: the result depends on nothing but the drafts.

(odfpy stamps the clock into the archive, and a document tree per cell is slow.) One habit of
spreadsheet programs is kept on purpose: a tail of a million repeated empty rows.
"""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from ingest.sample.sheet_draft import CellValue, Formula, SheetDraft

_SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{urn}:1.0"'
    for name, urn in (
        ("office", "office"),
        ("table", "table"),
        ("text", "text"),
        ("style", "style"),
        ("number", "datastyle"),
        ("meta", "meta"),
    )
)
_FO = 'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
_MIME = "application/vnd.oasis.opendocument.spreadsheet"
_ALL_ROWS = 1_048_576
_LONG_AGO = (1980, 1, 1, 0, 0, 0)

_BOX = '<style:table-cell-properties fo:border="0.5pt solid #000000"/>'
_BOLD = '<style:text-properties fo:font-weight="bold"/>'
_CENTRE = '<style:paragraph-properties fo:text-align="center"/>'
_LOOKS = {
    "plain": "",
    "bold": _BOLD,
    "centre": _CENTRE,
    "title": _CENTRE + '<style:text-properties fo:font-weight="bold" fo:font-size="14pt"/>',
    "italic": '<style:text-properties fo:font-style="italic"/>',
    "mark": '<style:text-properties fo:font-weight="bold" fo:color="#c00000"/>',
    "header": '<style:table-cell-properties fo:border="0.5pt solid #000000" '
    'fo:wrap-option="wrap"/>' + _CENTRE + _BOLD,
    "text": _BOX,
    "tick": _BOX + _CENTRE,
    "total": _BOX + _BOLD,
    "number": _BOX,
    "money": _BOX,
    "date": _BOX,
}


def write_ods(path: Path, sheets: list[SheetDraft]) -> None:
    """Write a workbook.

    Args:
        path: file to write.
        sheets: drafts in order.
    """
    tables = "".join(_table(draft) for draft in sheets)
    looks = "".join(_style(name, look) for name, look in _LOOKS.items())
    day = (
        '<number:date-style style:name="day"><number:day number:style="long"/>'
        "<number:text>/</number:text>"
        '<number:month number:style="long"/><number:text>/</number:text>'
        '<number:year number:style="long"/></number:date-style>'
    )
    hidden = '<style:style style:name="hidden" style:family="table">' + (
        '<style:table-properties table:display="false"/></style:style>'
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_SPACES} {_FO} '
        f'office:version="1.2"><office:automatic-styles>{day}{hidden}{looks}'
        f"</office:automatic-styles><office:body><office:spreadsheet>{tables}"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest_space = 'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'
    manifest = (
        f'<?xml version="1.0" encoding="UTF-8"?><manifest:manifest {manifest_space} '
        'manifest:version="1.2">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_MIME}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
        "</manifest:manifest>"
    )
    with zipfile.ZipFile(path, "w") as archive:
        # the type comes first and uncompressed, so that it can be told from the first bytes
        archive.writestr(_entry("mimetype", zipfile.ZIP_STORED), _MIME)
        archive.writestr(_entry("content.xml", zipfile.ZIP_DEFLATED), content)
        archive.writestr(_entry("META-INF/manifest.xml", zipfile.ZIP_DEFLATED), manifest)


def _entry(name: str, compression: int) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _LONG_AGO)
    entry.compress_type = compression
    return entry


def _style(name: str, look: str) -> str:
    day = ' style:data-style-name="day"' if name == "date" else ""
    return f'<style:style style:name="{name}" style:family="table-cell"{day}>{look}</style:style>'


def _table(draft: SheetDraft) -> str:
    rows, columns = draft.size
    spans = {(m[0], m[1]): m for m in draft.merges}
    covered = {
        (row, column)
        for top, left, bottom, right in draft.merges
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
        if (row, column) != (top, left)
    }
    parts = [f"<table:table table:name={quoteattr(draft.name)}"]
    parts.append(' table:style-name="hidden">' if draft.hidden else ">")
    parts.append(f'<table:table-column table:number-columns-repeated="{columns}"/>')
    for row in range(rows):
        parts.append("<table:table-row>")
        for column in range(columns):
            if (row, column) in covered:
                parts.append("<table:covered-table-cell/>")
                continue
            value, style = draft.cells.get((row, column), (None, "plain"))
            parts.append(_cell(value, style, spans.get((row, column))))
        parts.append("</table:table-row>")
    parts.append(
        f'<table:table-row table:number-rows-repeated="{_ALL_ROWS - rows}">'
        f'<table:table-cell table:number-columns-repeated="{columns}"/></table:table-row>'
        "</table:table>"
    )
    return "".join(parts)


def _cell(value: CellValue, style: str, span: tuple[int, int, int, int] | None) -> str:
    told = f' table:style-name="{style}"'
    if span:
        top, left, bottom, right = span
        told += f' table:number-columns-spanned="{right - left + 1}"'
        told += f' table:number-rows-spanned="{bottom - top + 1}"'
    if value is None:
        return f"<table:table-cell{told}/>"
    if isinstance(value, Formula):
        value = value.result
    if isinstance(value, date):
        told += f' office:value-type="date" office:date-value="{value.isoformat()}"'
        text = value.strftime("%d/%m/%Y")
    elif isinstance(value, str):
        told += ' office:value-type="string"'
        text = value
    else:
        told += f' office:value-type="float" office:value="{value!r}"'
        text = str(value).replace(".", ",")
    lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in text.split("\n"))
    return f"<table:table-cell{told}>{lines}</table:table-cell>"
