"""Whether a file bears a stamp of state secrecy: MẬT, TỐI MẬT, TUYỆT MẬT.

A stamp stands alone and in capitals: as a whole cell (or line of a cell) above the tables, in the
page header or footer, in a drawing, or as the name of a sheet or of the file; or behind "Độ mật:".
"bí mật kinh doanh" in a sentence is none. Hidden sheets count. This is looked at
before anything else is made of the file.
"""

import html
import io
import re
import zipfile
from collections.abc import Iterator
from functools import lru_cache

from ingest.cells.decode_tcvn3 import from_tcvn3
from ingest.cells.decode_vni import from_vni
from ingest.cells.read_cells import Sheet
from ingest.values.fold_text import nfc
from ingest.values.vocabulary import vocabulary

_TOP_ROWS = 15  # where any cell counts
_SPARSE_ROWS = 200  # where a cell counts that stands almost alone in its row
_MOST_BESIDE = 2
_LONGEST = 60  # characters of a line that may be a stamp
_LABELLED = re.compile(r"(?:mức )?độ (?:bảo )?mật ?[:\-–]? ?(?P<stamp>\D+)", re.IGNORECASE)
_AROUND = " ()[]{}<>*·.,:;|/\\\"'“”-–—_=+"
_PAGE_CODES = re.compile(r"^(?:&[LCR]|&\"[^\"]*\"|&\d+|&K[0-9A-F]{6}|&[BIUE])+")  # "&C&B&14MẬT"

_DOCUMENT_PART = re.compile(r"word/(?:document|header\d*|footer\d*)\.xml|content\.xml|styles\.xml")
_PART_BYTES = 4 << 20
_TAG = re.compile(r"<[^>]*>")


def is_stamped(sheets: list[Sheet], file_stem: str) -> bool:
    """Whether a file bears a stamp.

    Args:
        sheets: all its sheets, hidden ones too.
        file_stem: the file's name without its ending.
    """
    names = [file_stem, *(sheet.name for sheet in sheets)]
    return any(map(is_stamp, names)) or any(
        is_stamp(part)
        for sheet in sheets
        for text in _texts(sheet)
        for part in {text, *text.splitlines()}
    )


def is_stamped_document(data: bytes) -> bool:
    """Whether a Word or OpenDocument text bears a stamp; it is refused anyway, but not kept then.

    Args:
        data: the whole file. Anything else than such a document is not stamped, as far as one can
            see: pictures, PDF and files with a password are not read here.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = [name for name in package.namelist() if _DOCUMENT_PART.fullmatch(name)]
            for name in parts:
                with package.open(name) as part:
                    text = part.read(_PART_BYTES).decode("utf-8", "replace")
                paragraphs = re.split(r"</(?:w:p|text:p|text:h)>", text)
                if any(is_stamp(html.unescape(_TAG.sub("", p)).strip()) for p in paragraphs):
                    return True
    except Exception:  # damaged in whatever way: not read, so nothing is known of it
        return False
    return False


def _texts(sheet: Sheet) -> Iterator[str]:
    yield from sheet.page_texts
    for number, row in enumerate(sheet.grid[:_SPARSE_ROWS]):
        texts = [value for value in row if isinstance(value, str)]
        if number < _TOP_ROWS or len(texts) <= _MOST_BESIDE:
            yield from texts


@lru_cache(maxsize=4096)
def is_stamp(line: str) -> bool:
    """Whether a line of text, as written in any encoding, is a stamp and nothing else."""
    if not line or len(line) > _LONGEST:
        return False
    line = _PAGE_CODES.sub("", line)
    return any(map(_is_plain_stamp, {line, from_tcvn3(line), from_vni(line)}))


def _is_plain_stamp(line: str) -> bool:
    text = nfc(line).strip(_AROUND)
    if labelled := _LABELLED.fullmatch(text):
        return _bare(labelled["stamp"]).upper() in _stamps()
    # TCVN3 has no capital letters with marks: its "MậT" is MẬT in capitals.
    is_shouted = all(letter.isupper() for letter in text if letter.isascii() and letter.isalpha())
    return is_shouted and _bare(text).upper() in _stamps()


def _bare(text: str) -> str:
    """Without what stands around it and between its letters: "(M Ậ T)" is MẬT."""
    return "".join(text.strip(_AROUND).split())


@lru_cache(maxsize=1)
def _stamps() -> frozenset[str]:
    return frozenset(map(_bare, vocabulary().secret_stamps))
