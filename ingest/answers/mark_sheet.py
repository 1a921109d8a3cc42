"""The marks in one sheet's XML: filled cells, notes (comments), and what must not be passed on.

The XML is changed as text, cell by cell, so that everything else in the sheet (formats, charts,
pictures, cached values of formulas) stays as the sender made it.
"""

import re
from xml.sax.saxutils import escape

from ingest.answers.guard_formulas import leaves_workbook
from ingest.answers.mark_styles import StyleBook, UnmarkableError
from ingest.answers.place_marks import Place, SheetMarks, column_index
from ingest.cells.read_cells import address

_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
# what may only stand after a legacyDrawing (ECMA-376 part 1, CT_Worksheet)
_AFTER_NOTES = (
    r"<(?:\w+:)?(?:legacyDrawingHF|drawingHF|picture|AlternateContent|oleObjects|controls"
    r"|webPublishItems|tableParts|extLst)\b"
)


class SheetXml:
    """One worksheet part, edited as text.

    Args:
        xml: the part.

    Raises:
        UnmarkableError: rows or cells do not say where they stand.
    """

    def __init__(self, xml: str) -> None:
        root = re.search(r"<(\w+:)?worksheet\b", xml)
        if root is None:
            raise UnmarkableError("no worksheet")
        self.p = root[1] or ""
        self.xml = xml

    def fill(self, marks: SheetMarks, styles: StyleBook) -> None:
        """Fill the cells of the marks; cells that are not there are made."""
        by_row: dict[int, dict[int, str]] = {row: {} for row in marks.rows}
        anchors = self._merged()
        for place, severity in marks.fills.items():
            row, column = anchors.get(place, place)
            by_row.setdefault(row, {}).setdefault(column, severity)
        parts: list[str] = []
        start, at = self._body_start(), 0
        p = self.p
        waiting = sorted(by_row)
        for match in re.compile(rf"<{p}row\b([^>]*?)(/?)>").finditer(self.xml, start):
            if not waiting:
                break
            number = _attribute(match[1], "r")
            if number is None:
                raise UnmarkableError("a row without number")
            row = int(number) - 1
            while waiting and waiting[0] < row:
                parts.append(self.xml[at : match.start()])
                at = match.start()
                parts.append(self._new_row(waiting.pop(0), by_row, styles))
            if waiting and waiting[0] == row:
                waiting.pop(0)
                parts.append(self.xml[at : match.start()])
                end = match.end()
                inner = ""
                if not match[2]:
                    close = self.xml.index(f"</{p}row>", end)
                    inner, end = self.xml[match.end() : close], close + len(f"</{p}row>")
                whole = marks.rows.get(row)
                body = self._filled(inner, row, by_row[row], whole, match[1], styles)
                parts.append(f"<{p}row{match[1].rstrip('/')}>{body}</{p}row>")
                at = end
        if waiting:
            close = self.xml.find(f"</{p}sheetData>", at)
            if close < 0:
                raise UnmarkableError("no end of the rows")
            parts.append(self.xml[at:close])
            at = close
            parts += [self._new_row(row, by_row, styles) for row in waiting]
        parts.append(self.xml[at:])
        self.xml = "".join(parts)

    def add_notes_relation(self, relation_id: str) -> None:
        """Point to the drawing of the notes; a sheet that has one keeps it."""
        end = self.xml.index(f"</{self.p}sheetData>")
        found = re.compile(_AFTER_NOTES).search(self.xml, end)
        at = found.start() if found else self.xml.index(f"</{self.p}worksheet>")
        link = f'<{self.p}legacyDrawing xmlns:r="{_RELATIONS}" r:id="{relation_id}"/>'
        self.xml = f"{self.xml[:at]}{link}{self.xml[at:]}"

    def unselect(self) -> None:
        """Only the first sheet is open; two selected sheets would be edited together."""
        head, rest = self.xml[:8192], self.xml[8192:]
        self.xml = re.sub(r'\stabSelected="(?:1|true)"', "", head) + rest

    def keep_formulas_inside(self) -> int:
        """Replace formulas that leave the workbook by the values they last gave.

        Returns:
            How many.
        """
        p = self.p
        pattern = re.compile(rf"<{p}f\b([^>]*?)(?:/>|>(.*?)</{p}f>)", re.DOTALL)
        shared = {
            _attribute(match[1], "si")
            for match in pattern.finditer(self.xml)
            if match[2] and leaves_workbook(_unescape(match[2]))
        }
        if not shared:
            return 0
        count = 0

        def guarded(match: re.Match[str]) -> str:
            nonlocal count
            of_shared = (number := _attribute(match[1], "si")) is not None and number in shared
            if of_shared or (match[2] and leaves_workbook(_unescape(match[2]))):
                count += 1
                return ""
            return match[0]

        self.xml = pattern.sub(guarded, self.xml)
        return count

    def drop(self, *names: str) -> None:
        """Remove elements such as ``controls`` that point to parts which are not passed on."""
        for name in names:
            tag = rf"{self.p}{name}"
            self.xml = re.sub(
                rf"<{tag}\b[^>]*?/>|<{tag}\b[^>]*>.*?</{tag}>", "", self.xml, flags=re.DOTALL
            )

    def anchor(self, place: Place) -> Place:
        """The first cell of the merged range that a cell belongs to, else the cell itself."""
        return self._merged().get(place, place)

    def _body_start(self) -> int:
        p = self.p
        empty = re.search(rf"<{p}sheetData\s*/>", self.xml)
        if empty:
            self.xml = (
                f"{self.xml[: empty.start()]}<{p}sheetData></{p}sheetData>{self.xml[empty.end() :]}"
            )
        found = re.search(rf"<{p}sheetData\b[^>]*>", self.xml)
        if found is None:
            raise UnmarkableError("no rows")
        return found.end()

    def _merged(self) -> dict[Place, Place]:
        anchors: dict[Place, Place] = {}
        merge = rf'<{self.p}mergeCell\b[^>]*ref="([A-Z]+)(\d+):([A-Z]+)(\d+)"'
        for match in re.finditer(merge, self.xml):
            left, right = column_index(match[1]), column_index(match[3])
            top, bottom = int(match[2]) - 1, int(match[4]) - 1
            if (bottom - top + 1) * (right - left + 1) > 100_000:
                continue
            for row in range(top, bottom + 1):
                for column in range(left, right + 1):
                    anchors[row, column] = top, left
        return anchors

    def _new_row(self, row: int, by_row: dict[int, dict[int, str]], styles: StyleBook) -> str:
        body = self._filled("", row, by_row[row], None, "", styles)
        return f'<{self.p}row r="{row + 1}">{body}</{self.p}row>'

    def _filled(
        self,
        inner: str,
        row: int,
        fills: dict[int, str],
        whole: str | None,
        row_attributes: str,
        styles: StyleBook,
    ) -> str:
        """The cells of one row, filled."""
        p = self.p
        cells: dict[int, str] = {}
        pattern = re.compile(rf"<{p}c\b([^>]*?)(/>|>.*?</{p}c>)", re.DOTALL)
        for match in pattern.finditer(inner):
            place = re.match(r"([A-Z]+)\d+", _attribute(match[1], "r") or "")
            if place is None:
                raise UnmarkableError("a cell without address")
            column = column_index(place[1])
            severity = fills.get(column) or whole
            if severity:
                style = styles.marked(int(_attribute(match[1], "s") or 0), severity)
                kept = re.sub(r'\ss="\d+"', "", match[1])
                cells[column] = f'<{p}c{kept} s="{style}"{match[2]}'
            else:
                cells[column] = match[0]
        usual = int(_attribute(row_attributes, "s") or 0)
        for column, severity in fills.items():
            if column not in cells:
                style = styles.marked(usual or self._style_of_column(column), severity)
                cells[column] = f'<{p}c r="{address(row, column)}" s="{style}"/>'
        return "".join(cells[column] for column in sorted(cells))

    def _style_of_column(self, column: int) -> int:
        for match in re.finditer(rf"<{self.p}col\b([^>]*)>", self.xml[:200_000]):
            low, high = _attribute(match[1], "min"), _attribute(match[1], "max")
            if low and high and int(low) <= column + 1 <= int(high):
                return int(_attribute(match[1], "style") or 0)
        return 0


def _attribute(attributes: str, name: str) -> str | None:
    found = re.search(rf'(?:^|\s){name}\s*=\s*"([^"]*)"', attributes)
    return found[1] if found else None


def _unescape(text: str) -> str:
    for entity, mark in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'")):
        text = text.replace(entity, mark)
    return text.replace("&amp;", "&")


def xml_text(text: str) -> str:
    """A text as it may stand in XML: escaped, without characters that XML does not know."""
    return escape(re.sub(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "", text))
