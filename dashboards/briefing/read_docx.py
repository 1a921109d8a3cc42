"""Read a DOCX back: what people wrote in their places, and what else they changed."""

import difflib
from dataclasses import dataclass
from pathlib import Path

import docx
from docx.oxml.ns import qn

from dashboards.briefing.docx_parts import NOTE_TAG
from dashboards.briefing.identity import NotABriefing, read_properties
from dashboards.briefing.layout import layout
from dashboards.briefing.read_pdf import squeezed


@dataclass(frozen=True)
class ReadDocx:
    """What a DOCX says.

    Attributes:
        release_id, period, audience: of the briefing.
        document: `report`.
        notes: people's own words by slot; an empty text where the place was cleared.
        texts: every other paragraph and table cell, in the order of the document.
    """

    release_id: str
    period: str
    audience: str
    document: str
    notes: dict[str, str]
    texts: tuple[str, ...]

    @property
    def body(self) -> str:
        """All text but people's own, without white space, as it is compared."""
        return squeezed("".join(self.texts))


@dataclass(frozen=True)
class Edit:
    """One place that was changed outside of the places for people's words.

    Attributes:
        before: text of the product; empty where something was added.
        after: text in the file; empty where something was taken out.
    """

    before: str
    after: str


def read_docx(path: Path) -> ReadDocx:
    """Read a DOCX of the briefing.

    Args:
        path: the file; edited by people, saved by Word or LibreOffice.

    Raises:
        NotABriefing: no DOCX, or none of ours.
    """
    try:
        document = docx.Document(str(path))
    except Exception as error:  # zip, XML and package errors of several libraries
        raise NotABriefing(f"{path.name} không phải tệp Word đọc được.") from error
    told = read_properties(path, document.core_properties)
    notes: dict[str, str] = {}
    texts: list[str] = []
    body = document.element.body
    for element in body.iter(qn("w:p"), qn("w:sdt")):
        if element.tag == qn("w:sdt"):
            slot = _slot(element)
            if slot:
                notes[slot] = _note(element, slot)
        elif not any(_slot(above) for above in element.iterancestors(qn("w:sdt"))):
            text = _text(element)
            if text:
                texts.append(text)
    return ReadDocx(**told, notes=notes, texts=tuple(texts))


def _slot(control) -> str | None:
    tag = control.find(f"{qn('w:sdtPr')}/{qn('w:tag')}")
    value = tag.get(qn("w:val"), "") if tag is not None else ""
    return value.removeprefix(NOTE_TAG) if value.startswith(NOTE_TAG) else None


def _note(control, slot: str) -> str:
    """What people wrote; the prompt, which they left standing, is nothing."""
    texts = [_text(paragraph) for paragraph in control.iter(qn("w:p"))]
    words = "\n\n".join(text for text in texts if text)
    # by its words: LibreOffice forgets, or keeps too long, that a text is only the prompt
    prompt = layout()["notes"].get(slot, {}).get("prompt", "")
    return "" if _plain(words) in ("", f"[{_plain(prompt)}]") else words


def _text(paragraph) -> str:
    """Text of a paragraph, tabs and line breaks as spaces."""
    pieces = []
    for piece in paragraph.iter(qn("w:t"), qn("w:tab"), qn("w:br")):
        pieces.append(piece.text or "" if piece.tag == qn("w:t") else " ")
    return "".join(pieces).strip()


def edits(made: ReadDocx, found: ReadDocx) -> list[Edit]:
    """Tell what people changed outside of their places.

    Args:
        made: the document as the product writes it for the same release.
        found: the document as it is.
    """
    before, after = list(map(_plain, made.texts)), list(map(_plain, found.texts))
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    return [
        Edit("\n".join(made.texts[a:b]), "\n".join(found.texts[c:d]))
        for kind, a, b, c, d in matcher.get_opcodes()
        if kind != "equal"
    ]


def _plain(text: str) -> str:
    """Spaces made equal: an editor may turn a no-break space into another one."""
    return " ".join(text.split())
