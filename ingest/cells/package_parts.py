"""The parts of an OOXML package: what they are called, how they refer to each other."""

import html
import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.answers.mark_styles import UnmarkableError

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_EMPTY_RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships '
    'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
)
TYPES = "[Content_Types].xml"


@dataclass(frozen=True, slots=True)
class Relation:
    """One relationship of a part.

    Attributes:
        id: its id within the part.
        type: last part of its type, e.g. ``worksheet``.
        target: full name of the part it points to; the address as written when external.
        external: it points outside the package.
        text: the element as it stands.
    """

    id: str
    type: str
    target: str
    external: bool
    text: str


class Package:
    """A package that is changed part by part; unchanged parts are copied as they are.

    Args:
        data: the bytes of the file.

    Raises:
        UnmarkableError: a part is not UTF-8 text where XML is expected.
        zipfile.BadZipFile: no package.
    """

    def __init__(self, data: bytes) -> None:
        self._archive = zipfile.ZipFile(io.BytesIO(data))
        self._names = {info.filename: info for info in self._archive.infolist()}
        self._changed: dict[str, bytes] = {}
        self._removed: set[str] = set()

    def names(self) -> list[str]:
        """Names of all parts."""
        names = [name for name in self._names if name not in self._removed]
        return names + [name for name in self._changed if name not in self._names]

    def text(self, name: str) -> str:
        """A part as text.

        Raises:
            UnmarkableError: it is not there, or not in UTF-8.
        """
        if name not in self.names():
            raise UnmarkableError(f"no part {name}")
        data = self._changed.get(name)
        data = self._archive.read(name) if data is None else data
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise UnmarkableError(f"{name} is not UTF-8") from error

    def put(self, name: str, text: str) -> None:
        """Replace or add a part."""
        self._changed[name] = text.encode("utf-8")
        self._removed.discard(name)

    def remove(self, name: str) -> None:
        """Remove a part, its relationships and what the types say of it."""
        for gone in (name, relations_of(name)):
            self._removed.add(gone)
            self._changed.pop(gone, None)
        types = self.text(TYPES)
        pattern = rf'<(?:\w+:)?Override\b[^>]*PartName="/{re.escape(name)}"[^>]*?/>'
        self.put(TYPES, re.sub(pattern, "", types))

    def relations(self, part: str) -> list[Relation]:
        """Relationships of a part; of the package itself for ``""``."""
        name = relations_of(part)
        if name not in self.names():
            return []
        found = []
        for match in re.finditer(r"<(?:\w+:)?Relationship\b([^>]*?)/?>", self.text(name)):
            values = dict(re.findall(r'(\w+)\s*=\s*"([^"]*)"', match[1]))
            external = values.get("TargetMode") == "External"
            target = html.unescape(values.get("Target", ""))
            if not external:
                folder = posixpath.dirname(part)
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            kind = values.get("Type", "").rpartition("/")[2]
            found.append(Relation(values.get("Id", ""), kind, target, external, match[0]))
        return found

    def relate(self, part: str, kind: str, target: str) -> str:
        """Add a relationship to a part and give its id.

        Args:
            part: the part.
            kind: last part of the type.
            target: full name of the part that it points to.
        """
        name = relations_of(part)
        xml = self.text(name) if name in self.names() else _EMPTY_RELATIONS
        xml = re.sub(r"<((?:\w+:)?Relationships)\b([^>]*)/>", r"<\1\2></\1>", xml)
        prefix = re.search(r"<(\w+:)?Relationships\b", xml)
        p = (prefix and prefix[1]) or ""
        number = 1
        while f'"rIdQ{number}"' in xml:
            number += 1
        link = f'<{p}Relationship Id="rIdQ{number}" Type="{RELATIONS}/{kind}" Target="/{target}"/>'
        self.put(name, xml.replace(f"</{p}Relationships>", f"{link}</{p}Relationships>"))
        return f"rIdQ{number}"

    def unrelate(self, part: str, relation: Relation, instead: str = "") -> None:
        """Remove a relationship of a part, or put another element in its place."""
        name = relations_of(part)
        self.put(name, self.text(name).replace(relation.text, instead))

    def declare(self, name: str, content_type: str) -> None:
        """Say what type of content a new part has."""
        types = self.text(TYPES)
        prefix = re.search(r"<(\w+:)?Types\b", types)
        p = (prefix and prefix[1]) or ""
        link = f'<{p}Override PartName="/{name}" ContentType="{content_type}"/>'
        if f'PartName="/{name}"' not in types:
            self.put(TYPES, types.replace(f"</{p}Types>", f"{link}</{p}Types>"))

    def free_name(self, pattern: str) -> str:
        """The first name of a pattern such as ``xl/qhld{}.xml`` that no part has."""
        number = 1
        while (name := pattern.format(number)) in self.names():
            number += 1
        return name

    def write(self) -> bytes:
        """The bytes of the changed package."""
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as archive:
            for name, data in self._all():
                archive.writestr(name, data)
        return target.getvalue()

    def _all(self) -> Iterator[tuple[str, bytes]]:
        for name in self.names():
            if not name.endswith("/"):
                yield name, self._changed.get(name) or self._archive.read(name)


def relations_of(part: str) -> str:
    """Name of the part that holds a part's relationships."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")
