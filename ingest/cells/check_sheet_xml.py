"""What the cell reader would silently read otherwise than it is written in an .xlsx.

It takes a shared text's number that is none ("\\n9", "-1") for 0, skips comments and character
references inside a value, and believes the stated number of shared texts when it asks for memory.
No spreadsheet program writes any of these; a file that has them is damaged.
"""

import re
import zipfile
from collections.abc import Iterator
from xml.parsers import expat

from ingest.cells.scan_structure import feed, new_parser

_TEXTS = "xl/sharedStrings.xml"
_STYLES = "xl/styles.xml"
_ODD_NUMBER = re.compile(
    rb'[ "\'\t\n]t="s"[^<>]*>(?!<(?:\w+:)?v>[0-9]{1,9}</(?:\w+:)?v>|<(?:\w+:)?f)'
)
# finds a number that may be odd; beginning with a fixed text it is much faster
_MAY_BE_ODD = re.compile(rb't="s"[^<>]*>(?!<v>[0-9]{1,9}</v>)')
_OPEN_VALUE = re.compile(rb"<(?:\w+:)?[vt][ >]")
_SHORTEST_TEXT = len("<si/>")


class DamagedXmlError(ValueError):
    """The XML says something that no spreadsheet program writes."""


def check_rows(xml: bytes) -> None:
    """Look through the rows of a sheet, or a part of them.

    Args:
        xml: bytes of a sheet's part that do not cut a cell.

    Raises:
        DamagedXmlError: a value would be read as another one.
    """
    for found in _ODD_NUMBER.finditer(xml) if _MAY_BE_ODD.search(xml) else ():
        if xml[found.end() - 2 : found.end()] != b"/>":  # an empty cell
            raise DamagedXmlError("a shared text without its number")
    for place in _places(xml, b"&"):
        opened = xml.rfind(b"<", 0, place)
        if xml[opened : opened + 3] == b"<v>":
            cell = xml[xml.rfind(b"<c ", 0, opened) : opened]
            if b't="str"' not in cell and b't="e"' not in cell:
                raise DamagedXmlError("a number with a reference in it")
    for place in _places(xml, b"<!") if b"!" in xml else ():
        if _OPEN_VALUE.match(xml, xml.rfind(b"<", 0, place)):
            raise DamagedXmlError("a comment in a value")


def _places(xml: bytes, sign: bytes) -> Iterator[int]:
    place = xml.find(sign)
    while place >= 0:
        yield place
        place = xml.find(sign, place + 1)


def check_shared_parts(archive: zipfile.ZipFile) -> None:
    """Look at the parts that all sheets use: shared texts and styles.

    Raises:
        DamagedXmlError: more shared texts are announced than there can be.
        ExpatError: one of the parts is no XML.
    """
    for name in (_TEXTS, _STYLES):
        if name in archive.NameToInfo:
            # with namespaces, so that a prefix that nothing declares (xmll:space) is no XML
            parser = new_parser(namespaces=True)
            if name == _TEXTS:
                parser.StartElementHandler = _check_count(parser, archive.getinfo(name).file_size)
            feed(parser, archive, name)


def _check_count(parser: expat.XMLParserType, size: int):
    def start(_: str, attributes: dict[str, str]) -> None:
        parser.StartElementHandler = None  # only the root says how many there are
        stated = attributes.get("uniqueCount", "0")
        if not stated.isdecimal() or int(stated) > size // _SHORTEST_TEXT:
            raise DamagedXmlError("more shared texts than there are")

    return start
