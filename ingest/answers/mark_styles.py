"""The styles of a workbook's package (xl/styles.xml), with the fills of marks added.

The XML is extended as text: parsing and writing it anew would lose namespace declarations that
``mc:Ignorable`` names, after which Excel calls the file damaged.
"""

import re

FILLS = {"error": "FFF5B7B1", "warning": "FFFBDD94", "note": "FFCFE3F4"}


class UnmarkableError(Exception):
    """The package is not shaped as expected; a plain copy of its values can still be marked."""


class StyleBook:
    """Adds styles to a styles part.

    Args:
        xml: the part.

    Raises:
        UnmarkableError: a list of styles is missing.
    """

    def __init__(self, xml: str) -> None:
        self._added: dict[str, list[str]] = {}
        self._clones: dict[tuple[int, str], int] = {}
        root = re.search(r"<(\w+:)?styleSheet\b", xml)
        self._prefix = (root and root[1]) or ""
        self._xml = self._without_old_marks(xml)
        self._counts = {
            name: len(self._items(name, item))
            for name, item in (("fonts", "font"), ("fills", "fill"), ("borders", "border"))
        }
        self._xfs = self._items("cellXfs", "xf")
        if not self._xfs:
            raise UnmarkableError("no cell formats")

    def add(self, kind: str, xml: str) -> int:
        """Add a ``fonts``, ``fills``, ``borders`` or ``cellXfs`` item, unless it is there already.

        Args:
            kind: the list.
            xml: the item, without namespace prefix.

        Returns:
            Its index.
        """
        added = self._added.setdefault(kind, [])
        if xml not in added:
            added.append(xml)
        return (len(self._xfs) if kind == "cellXfs" else self._counts[kind]) + added.index(xml)

    def marked(self, style: int, severity: str) -> int:
        """The style that looks like another one but for the fill of a severity."""
        key = (style, severity)
        if key not in self._clones:
            xf = self._xfs[style] if style < len(self._xfs) else self._xfs[0]
            xf = re.sub(rf"(</?){self._prefix}", r"\1", xf) if self._prefix else xf
            xf = re.sub(r'\s(?:fillId|applyFill)="[^"]*"', "", xf)
            fill = self.add("fills", solid_fill(FILLS[severity]))
            xf = xf.replace("<xf", f'<xf fillId="{fill}" applyFill="1"', 1)
            self._clones[key] = self.add("cellXfs", xf)
        return self._clones[key]

    def xml(self) -> str:
        """The part with what was added."""
        xml, p = self._xml, self._prefix
        for kind, items in self._added.items():
            text = "".join(items)
            text = re.sub(r"<(/?)(?=\w)", rf"<\1{p}", text) if p else text
            before = len(self._xfs) if kind == "cellXfs" else self._counts[kind]
            total = before + len(items)

            def counted(match: re.Match[str], total: int = total) -> str:
                return re.sub(r'\scount="\d+"', f' count="{total}"', match[0])

            xml = re.sub(rf"<{p}{kind}\b[^>]*>", counted, xml, count=1)
            xml = xml.replace(f"</{p}{kind}>", f"{text}</{p}{kind}>", 1)
        return xml

    def _items(self, kind: str, item: str) -> list[str]:
        p = self._prefix
        found = re.search(rf"<{p}{kind}\b[^>]*>(.*?)</{p}{kind}>", self._xml, re.DOTALL)
        if found is None:
            raise UnmarkableError(f"no {kind} in the styles")
        pattern = rf"<{p}{item}\b[^>]*?/>|<{p}{item}\b[^>]*>.*?</{p}{item}>"
        return re.findall(pattern, found[1], re.DOTALL)

    @staticmethod
    def _without_old_marks(xml: str) -> str:
        """A workbook that was returned before and corrected must not keep the old fills."""
        for colour in FILLS.values():
            xml = re.sub(
                rf'(<(?:\w+:)?patternFill\b[^>]*patternType=)"solid"([^>]*>)'
                rf'(?=\s*<(?:\w+:)?fgColor rgb="{colour}")',
                r'\1"none"\2',
                xml,
            )
        return xml


def solid_fill(colour: str) -> str:
    """A fill of one colour, e.g. ``FFF5B7B1``."""
    return (
        f'<fill><patternFill patternType="solid"><fgColor rgb="{colour}"/>'
        '<bgColor indexed="64"/></patternFill></fill>'
    )
