"""Notes (comments) of one sheet: the comments part and the drawing that shows it in Excel."""

import re
from collections.abc import Mapping

from ingest.answers.mark_sheet import xml_text
from ingest.answers.place_marks import Place, column_index
from ingest.cells.read_cells import address

AUTHOR = "qhld: kết quả kiểm tra"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_EMPTY_COMMENTS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    f'<comments xmlns="{_MAIN}"><authors></authors><commentList></commentList></comments>'
)
_EMPTY_DRAWING = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:x="urn:schemas-microsoft-com:office:excel"></xml>'
)
_SHAPE_TYPE = (
    '<v:shapetype id="_x0000_t9202" coordsize="21600,21600" o:spt="202" '
    'path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>'
    '<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_COLUMNS, _LINE = 4, 52  # a note is so many columns wide, so many characters a line


class Notes:
    """The notes of one sheet.

    Args:
        comments: the sheet's comments part, None when it has none.
        drawing: the sheet's legacy drawing part, None when it has none.
    """

    def __init__(self, comments: str | None, drawing: str | None) -> None:
        self.comments = comments or _EMPTY_COMMENTS
        self.drawing = drawing or _EMPTY_DRAWING
        root = re.search(r"<(\w+:)?comments\b", self.comments)
        self.p = (root and root[1]) or ""
        self._open_empty("authors")
        self._open_empty("commentList")
        self._remove_own()

    def add(self, notes: Mapping[Place, str]) -> None:
        """Add notes; a note of the sender's at the same cell is kept below ours."""
        p = self.p
        author = len(re.findall(rf"<{p}author\b", self.comments))
        texts = {}
        for place, text in notes.items():
            old = self._take(place)
            texts[place] = f"{text}\n\n— Ghi chú sẵn có của ô —\n{old}" if old else text
        self._append("authors", f"<{p}author>{xml_text(AUTHOR)}</{p}author>")
        for place in sorted(texts):
            text = xml_text(texts[place])
            self._append(
                "commentList",
                f'<{p}comment ref="{address(*place)}" authorId="{author}"><{p}text><{p}r><{p}rPr>'
                f'<{p}sz val="10"/><{p}rFont val="Arial"/></{p}rPr>'
                f'<{p}t xml:space="preserve">{text}</{p}t></{p}r></{p}text></{p}comment>',
            )
        shapes = "".join(_shape(place, texts[place]) for place in sorted(texts))
        end = self.drawing.rindex("</xml>")
        namespaces = re.search(r"<xml\b[^>]*>", self.drawing)
        if namespaces is None or "urn:schemas-microsoft-com:office:excel" not in namespaces[0]:
            self.drawing = _EMPTY_DRAWING
            end = self.drawing.rindex("</xml>")
        self.drawing = f"{self.drawing[:end]}{_SHAPE_TYPE}{shapes}{self.drawing[end:]}"

    def _open_empty(self, name: str) -> None:
        tag = f"{self.p}{name}"
        self.comments = re.sub(rf"<{tag}\s*/>", f"<{tag}></{tag}>", self.comments)

    def _append(self, name: str, xml: str) -> None:
        end = f"</{self.p}{name}>"
        self.comments = self.comments.replace(end, f"{xml}{end}", 1)

    def _remove_own(self) -> None:
        """Notes of an earlier answer, when the corrected workbook is checked again."""
        p = self.p
        authors = re.findall(rf"<{p}author\b[^>]*>(.*?)</{p}author>", self.comments, re.DOTALL)
        own = {str(n) for n, name in enumerate(authors) if name == xml_text(AUTHOR)}
        for match in list(self._each()):
            author = re.search(r'authorId="(\d+)"', match[1])
            if author and author[1] in own:
                place = self._place(match[1])
                self.comments = self.comments.replace(match[0], "", 1)
                if place:
                    self._drop_shape(place)

    def _take(self, place: Place) -> str:
        """Remove the note at a cell and give its text."""
        for match in list(self._each()):
            if self._place(match[1]) == place:
                self.comments = self.comments.replace(match[0], "", 1)
                self._drop_shape(place)
                texts = re.findall(
                    rf"<{self.p}t\b[^>]*>(.*?)</{self.p}t>", match[2] or "", re.DOTALL
                )
                text = "".join(texts)
                for entity, mark in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&")):
                    text = text.replace(entity, mark)
                return text.strip()
        return ""

    def _each(self) -> list[re.Match[str]]:
        p = self.p
        pattern = re.compile(rf"<{p}comment\b([^>]*)>(.*?)</{p}comment>", re.DOTALL)
        return list(pattern.finditer(self.comments))

    @staticmethod
    def _place(attributes: str) -> Place | None:
        found = re.search(r'ref="([A-Z]+)(\d+)"', attributes)
        return (int(found[2]) - 1, column_index(found[1])) if found else None

    def _drop_shape(self, place: Place) -> None:
        for match in re.finditer(r"<(\w+):shape\b.*?</\1:shape>", self.drawing, re.DOTALL):
            row = re.search(r":Row>\s*(\d+)\s*<", match[0])
            column = re.search(r":Column>\s*(\d+)\s*<", match[0])
            if row and column and (int(row[1]), int(column[1])) == place:
                self.drawing = self.drawing.replace(match[0], "", 1)
                return


def _shape(place: Place, text: str) -> str:
    row, column = place
    lines = sum(1 + len(line) // _LINE for line in text.split("\n"))
    rows = max(4, lines * 15 // 19 + 2)
    anchor = f"{column + 1}, 12, {max(row - 1, 0)}, 8, {column + 1 + _COLUMNS}, 40, {row + rows}, 4"
    return (
        f'<v:shape id="_x0000_s9{row:07d}{column:05d}" type="#_x0000_t9202" '
        'style="position:absolute;width:280pt;height:120pt;z-index:1;visibility:hidden" '
        'fillcolor="#FFFDF0" o:insetmode="auto"><v:fill color2="#FFFDF0"/>'
        '<v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
        '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
        '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
        f"<x:Anchor>{anchor}</x:Anchor><x:AutoFill>False</x:AutoFill>"
        f"<x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
    )
