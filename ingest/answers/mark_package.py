"""The sender's own .xlsx with marks in it: formats, charts, pictures and cached values stay.

The package is changed in place, part by part. openpyxl would be shorter, but loses charts, shapes
and, worst, the cached values of formulas, so that the corrected workbook would come back without
numbers; and it takes minutes for a list of 50,000 rows. What would act when the workbook is opened
(macros, links to other files, embedded objects, data connections) is not passed on.
"""

import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from ingest.answers.guard_formulas import leaves_workbook
from ingest.answers.mark_notes import Notes
from ingest.answers.mark_sheet import SheetXml
from ingest.answers.mark_styles import StyleBook, UnmarkableError
from ingest.answers.place_marks import SheetMarks, place_marks
from ingest.answers.result_sheet import result_sheet
from ingest.cells.decode_text import decode_texts
from ingest.cells.package_parts import RELATIONS, TYPES, Package
from ingest.tables.read_markers import RESULT_SHEET

MOST_NOTES = 3000  # in one workbook
_SHEETML = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_MAIN_TYPES = (
    "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    "application/vnd.ms-excel.template.macroEnabled.main+xml",
    f"{_SHEETML}.template.main+xml",
)
# part names that are not passed on -> what they are
_ACTING = {
    r"xl/(?:vbaProject|vbaData|vbaProjectSignature)": "macro",
    r"xl/macrosheets/": "macro",
    r"xl/externalLinks/": "liên kết đến tệp khác",
    r"xl/connections\.xml|xl/queryTables/": "kết nối dữ liệu",
    r"xl/embeddings/": "đối tượng nhúng",
    r"xl/activeX/|xl/ctrlProps/": "nút điều khiển",
    r"xl/webextensions/|xl/customUI|customUI/": "tiện ích",
    r"_xmlsignatures/": "chữ ký số",
}


@dataclass(slots=True)
class _Listed:
    """A sheet as the workbook lists it."""

    element: str
    name: str
    part: str
    visible: bool
    decoded: str = ""


@dataclass(slots=True)
class _Book:
    package: Package
    part: str
    xml: str
    p: str
    sheets: list[_Listed] = field(default_factory=list)


def mark_package(
    data: bytes,
    result: Mapping[str, Any],
    *,
    remarks: Sequence[str] = (),
    renamed: Mapping[str, str] | None = None,
    at: datetime | None = None,
) -> bytes:
    """Put the findings of a check into an .xlsx or .xlsm package.

    Args:
        data: the file.
        result: its check result.
        remarks: what the sender should know about this copy.
        renamed: sheet name of the result to the sheet's name in this file, where they differ.
        at: local time of the check; None is now.

    Returns:
        An .xlsx file.

    Raises:
        UnmarkableError: the package is not shaped as expected.
        Exception: the package is damaged.
    """
    book = _open(Package(data))
    remarks = [*remarks, *_leave_out_acting(book)]
    styles_part = _styles_part(book)
    styles = StyleBook(book.package.text(styles_part))
    _remove_old_answer(book)
    marks = place_marks(result["findings"])
    for name, new in (renamed or {}).items():
        if name in marks:
            marks[new] = marks.pop(name)
    replaced, left = 0, MOST_NOTES
    for sheet in book.sheets:
        of_sheet = marks.get(sheet.decoded) or marks.get(sheet.name) or SheetMarks()
        of_sheet.notes = dict(list(of_sheet.notes.items())[:left])
        left -= len(of_sheet.notes)
        replaced += _mark_sheet(book.package, sheet, of_sheet, styles)
    if replaced:
        remarks.append(
            f"{replaced} công thức lấy số từ tệp khác hoặc gọi chương trình khác đã được thay bằng "
            "giá trị đã tính."
        )
    links = {s.decoded: s.name for s in book.sheets if s.visible}
    for name, new in (renamed or {}).items():
        links[name] = new
    drawn = result_sheet(result, styles, remarks=remarks, link_name=links.get, at=at)
    _add_first(book, drawn)
    book.package.put(styles_part, styles.xml())
    book.package.put(book.part, book.xml)
    return book.package.write()


def _open(package: Package) -> _Book:
    main = [r.target for r in package.relations("") if r.type == "officeDocument"]
    if not main:
        raise UnmarkableError("no workbook")
    xml = package.text(main[0])
    root = re.search(r"<(\w+:)?workbook\b", xml)
    if root is None or "purl.oclc.org" in xml[:2000]:
        raise UnmarkableError("no transitional workbook")
    book = _Book(package, main[0], xml, root[1] or "")
    parts = {r.id: r for r in package.relations(main[0])}
    for match in re.finditer(rf"<{book.p}sheet\b([^>]*?)(?:/>|></{book.p}sheet>)", xml):
        values = dict(re.findall(r'([\w:]+)\s*=\s*"([^"]*)"', match[1]))
        link = next((v for k, v in values.items() if k.endswith(":id")), None)
        relation = parts.get(link or "")
        if relation is None:
            raise UnmarkableError("a sheet without part")
        visible = values.get("state", "visible") == "visible"
        name = html.unescape(values.get("name", ""))
        is_sheet = relation.type == "worksheet"
        book.sheets.append(_Listed(match[0], name, relation.target if is_sheet else "", visible))
    decoded = decode_texts({sheet.name for sheet in book.sheets})
    for sheet in book.sheets:
        sheet.decoded = decoded.get(sheet.name, sheet.name)
    return book


def _styles_part(book: _Book) -> str:
    for relation in book.package.relations(book.part):
        if relation.type == "styles":
            return relation.target
    raise UnmarkableError("no styles")


def _leave_out_acting(book: _Book) -> list[str]:
    """Remove parts that would act when the workbook is opened; says what they were."""
    package = book.package
    gone = {
        name: what
        for name in package.names()
        for pattern, what in _ACTING.items()
        if re.match(pattern, name)
    }
    for name in list(package.names()):
        if not name.endswith(".rels"):
            continue
        folder, _, file = name.rpartition("_rels/")
        part = folder + file.removesuffix(".rels")
        for relation in package.relations(part):
            if relation.target in gone:
                package.unrelate(part, relation)
            elif relation.external and relation.type != "hyperlink":
                # loaded without a click, e.g. a picture on the web
                blank = re.sub(r'Target="[^"]*"', 'Target="NULL"', relation.text)
                package.unrelate(part, relation, blank)
    for name in gone:
        if not name.endswith(".rels"):
            package.remove(name)
    types = package.text(TYPES)
    for old in _MAIN_TYPES:
        types = types.replace(old, f"{_SHEETML}.sheet.main+xml")
    package.put(TYPES, types)
    p = book.p
    for sheet in [sheet for sheet in book.sheets if sheet.part in gone]:
        _unlist(book, sheet)
    book.xml = re.sub(
        rf"<{p}externalReferences\b[^>]*>.*?</{p}externalReferences>", "", book.xml, flags=re.DOTALL
    )
    names = rf"<{p}definedName\b[^>]*>(.*?)</{p}definedName>"
    book.xml = re.sub(
        names,
        lambda m: "" if leaves_workbook(html.unescape(m[1])) else m[0],
        book.xml,
        flags=re.DOTALL,
    )
    book.xml = re.sub(rf"<{p}definedNames>\s*</{p}definedNames>", "", book.xml)
    kinds = sorted(set(gone.values()))
    return [f"Không chép sang bản này: {', '.join(kinds)}."] if kinds else []


def _mark_sheet(package: Package, sheet: _Listed, marks: SheetMarks, styles: StyleBook) -> int:
    """Mark one sheet; returns how many formulas were replaced by their values."""
    if not sheet.part:
        return 0
    xml = SheetXml(package.text(sheet.part))
    replaced = xml.keep_formulas_inside()
    xml.unselect()
    types = {relation.type for relation in package.relations(sheet.part)}
    if not types & {"control", "ctrlProp", "activeXControl"}:
        xml.drop("controls")
    if not types & {"oleObject", "package"}:
        xml.drop("oleObjects")
    if marks.fills or marks.rows:
        xml.fill(marks, styles)
    _add_notes(package, sheet.part, xml, marks)
    package.put(sheet.part, xml.xml)
    return replaced


def _add_notes(package: Package, part: str, xml: SheetXml, marks: SheetMarks) -> None:
    found = {relation.type: relation.target for relation in package.relations(part)}
    comments_part, drawing_part = found.get("comments"), found.get("vmlDrawing")
    if not marks.notes and comments_part is None:
        return
    known = set(package.names())
    notes = Notes(
        package.text(comments_part) if comments_part in known else None,
        package.text(drawing_part) if drawing_part in known else None,
    )
    if marks.notes:
        anchored: dict[tuple[int, int], str] = {}
        for place, text in marks.notes.items():
            anchor = xml.anchor(place)
            anchored[anchor] = f"{anchored[anchor]}\n\n{text}" if anchor in anchored else text
        notes.add(anchored)
    if comments_part is None:
        comments_part = package.free_name("xl/commentsQ{}.xml")
        package.relate(part, "comments", comments_part)
        package.declare(comments_part, f"{_SHEETML}.comments+xml")
    if drawing_part is None:
        drawing_part = package.free_name("xl/drawings/vmlDrawingQ{}.vml")
        xml.add_notes_relation(package.relate(part, "vmlDrawing", drawing_part))
        package.declare(drawing_part, "application/vnd.openxmlformats-officedocument.vmlDrawing")
    package.put(comments_part, notes.comments)
    package.put(drawing_part, notes.drawing)


def _remove_old_answer(book: _Book) -> None:
    """A returned workbook that comes again gets a new first sheet instead of a second one."""
    for sheet in [s for s in book.sheets if s.name == RESULT_SHEET and s.part]:
        for relation in book.package.relations(book.part):
            if relation.target == sheet.part:
                book.package.unrelate(book.part, relation)
        book.package.remove(sheet.part)
        _unlist(book, sheet)


def _unlist(book: _Book, sheet: _Listed) -> None:
    """Take a sheet out of the list; names that belong to it go, others keep their sheet."""
    index = book.sheets.index(sheet)
    book.xml = book.xml.replace(sheet.element, "", 1)
    book.sheets.remove(sheet)
    p = book.p
    book.xml = re.sub(
        rf'<{p}definedName\b[^>]*localSheetId="{index}"[^>]*>.*?</{p}definedName>',
        "",
        book.xml,
        flags=re.DOTALL,
    )
    _shift(book, lambda number: number - 1 if number > index else number)


def _shift(book: _Book, moved: Any) -> None:
    book.xml = re.sub(
        r'localSheetId="(\d+)"', lambda m: f'localSheetId="{moved(int(m[1]))}"', book.xml
    )


def _add_first(book: _Book, drawn: str) -> None:
    """Put the result sheet before all others and open the workbook there."""
    package, p = book.package, book.p
    name = package.free_name("xl/worksheets/qhld{}.xml")
    package.put(name, drawn)
    package.declare(name, f"{_SHEETML}.worksheet+xml")
    link = package.relate(book.part, "worksheet", name)
    numbers = [int(n) for n in re.findall(r'sheetId="(\d+)"', book.xml)]
    free = max(numbers, default=0) + 1
    element = (
        f'<{p}sheet name="{RESULT_SHEET}" sheetId="{free}" xmlns:r="{RELATIONS}" r:id="{link}"/>'
    )
    _shift(book, lambda number: number + 1)
    opening = re.search(rf"<{p}sheets\b[^>]*>", book.xml)
    if opening is None:
        raise UnmarkableError("no list of sheets")
    book.xml = f"{book.xml[: opening.end()]}{element}{book.xml[opening.end() :]}"
    book.xml = re.sub(r'\s(?:activeTab|firstSheet)="\d+"', "", book.xml)
