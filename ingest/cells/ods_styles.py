"""Legacy fonts by the styles of an .ods: of cells, of columns and of runs within a cell."""

from ingest.cells.decode_text import Encoding, encoding_of_font

Runs = list[tuple[str, Encoding | None]]


class OdsStyles:
    """Encoding of each style that names a legacy font; filled while styles stream by."""

    def __init__(self) -> None:
        self.faces: dict[str, str] = {}
        self.encodings: dict[str, Encoding] = {}
        self.style = ""

    def start(self, tag: str, own: dict[str, str]) -> None:
        """Take note of one element.

        Args:
            tag: its local name.
            own: its attributes by local name.
        """
        if tag == "font-face":
            self.faces[own.get("name", "")] = own.get("font-family", "")
        elif tag == "style":
            self.style = own.get("name", "")
            if parent := self.encodings.get(own.get("parent-style-name", "")):
                self.encodings[self.style] = parent
        elif tag == "text-properties":
            name = own.get("font-name", "")
            family = own.get("font-family") or self.faces.get(name) or name
            if encoding := encoding_of_font(family):
                self.encodings[self.style] = encoding
            elif family:
                self.encodings.pop(self.style, None)
