"""What stands around a table: unit, sending office, its commune, replacement, secrecy marks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from ingest.cells.read_cells import Sheet, address
from ingest.communes.match_communes import match_commune
from ingest.findings import Finding
from ingest.former_districts import former_districts
from ingest.messages import finding
from ingest.reference import MERGER_DAY, agencies, communes
from ingest.tables.find_tables import Table
from ingest.tables.read_units import unit_in_preamble
from ingest.values.fold_text import fold
from ingest.values.vocabulary import both_spellings, vocabulary

_AGENCY_ROWS = 10
_SENDER_LABEL = re.compile(r"^(đơn vị|cơ quan|tên đơn vị)( báo cáo| gửi| lập biểu| lập)? ")
# "(1) có 2 cuộc phối hợp", "* số liệu ước", "Ghi chú: (*) …"
_MARK_STARTS = frozenset("(*[¹²³⁴⁵1234567890 ")
_NOTE_STARTS = frozenset(("gh", "ch"))
_FOOTNOTE = re.compile(
    r"\s*(?:(?:ghi chú|chú thích|ghi chu)\b.{8,}"
    r"|(?:[(\[]?(?:\*+|\d{1,2})[)\]]|\*+|[¹²³⁴⁵]+)\s*[:.]?\s*\w.{3,})",
    re.IGNORECASE | re.DOTALL,
)
_ADDRESSED = ("kính gửi", "nơi nhận", "gửi", "kèm theo", "của", "căn cứ")


@dataclass(frozen=True, slots=True)
class Sender:
    """The office that a file names as its sender, and where; no cell when stated beside it."""

    code: str
    name: str
    cell: str | None
    commune_code: str | None

    def area_on(self, on: date | None) -> tuple[str, str | None] | None:
        """What its rows are about where they name no commune, and the cell that tells so.

        Args:
            on: day that the table is about, None for today. Before the merger, the office of a
                district speaks of the whole district.
        """
        if self.commune_code in communes():
            return str(self.commune_code), self.cell
        district = agencies()[self.code].district_code
        return (district, self.cell) if district and on and on < MERGER_DAY else None


def texts_of(sheet: Sheet, rows: tuple[int, int]) -> list[tuple[str, str]]:
    """(address, text) of the text cells of a range of rows (first, after last)."""
    return [
        (address(row, column), value)
        for row in range(rows[0], min(rows[1], len(sheet.grid)))
        for column, value in enumerate(sheet.grid[row])
        if type(value) is str
    ]


def unit_of(sheet: Sheet, table: Table) -> int | None:
    """Đồng per unit stated above a table ("Đơn vị tính: triệu đồng"), None when none is."""
    for _, text in texts_of(sheet, table.preamble):
        if factor := unit_in_preamble(text):
            return factor
    return None


def has_footnotes(sheet: Sheet) -> bool:
    """Whether a sheet explains marks such as "(1)" or "*" beside its numbers."""
    return any(
        (text[:1] in _MARK_STARTS or text[:2].lower() in _NOTE_STARTS)
        and not text.isdecimal()
        and _FOOTNOTE.match(text)
        for text in sheet.texts
    )


def is_replacement(texts: list[str]) -> bool:
    """Whether one of the texts says that the file replaces an earlier one."""
    signs = vocabulary().replacement
    return any(sign in fold(text) for text in texts if len(text) < 300 for sign in signs)


def is_correction(texts: list[str]) -> bool:
    """Whether one of the texts says that the file corrects the form of an earlier one."""
    signs, lone = vocabulary().correction, vocabulary().lone_correction
    folded = [fold(text) for text in texts if len(text) < 300]
    return any(text in lone or any(sign in text for sign in signs) for text in folded)


@cache
def _agency_names() -> dict[str, str]:
    names: dict[str, str] = {}
    for code, agency in agencies().items():
        if agency.kind == "department":
            for name in (agency.name, *agency.aliases):
                if len(fold(name)) > 5:
                    names[fold(name)] = code
    return names


@cache
def _district_offices() -> dict[str, str]:
    """Folded names of the offices of former districts, as lines of their own -> code."""
    return {
        fold(name): code
        for code, agency in agencies().items()
        if agency.kind == "district"
        for name in (agency.name, *agency.aliases)
    }


def sender_of(sheet: Sheet) -> Sender | None:
    """The sending office that the first rows of a sheet name."""
    above: dict[str, str] = {}
    for cell, text in texts_of(sheet, (0, _AGENCY_ROWS)):
        folded = fold(text)
        if folded.startswith(_ADDRESSED) or len(folded) > 120:
            continue
        for name, code in _agency_names().items():
            if folded == name or f" {name} " in f" {folded} ":
                return Sender(code, agencies()[code].name, cell, None)
        column = cell.rstrip("0123456789")
        said_above = above.get(column, "")
        office = _commune_office(folded, said_above, cell)
        if office := office or _district_office(folded, said_above, cell):
            return office
        above[column] = folded
    return None


def stated_sender(code: str | None) -> Sender | None:
    """The office that was stated with a file, by its code; None when there is no such office."""
    agency = agencies().get(code or "")
    if agency is None:
        return None
    return Sender(agency.agency_code, agency.name, None, agency.commune_code)


def own_district(sender: Sender | None) -> str | None:
    """Name of the district whose office the sender is ("Huyện Bát Xát"), else None."""
    code = agencies()[sender.code].district_code if sender else None
    return former_districts()[code].name if code else None


def commune_of_table(sheet: Sheet, table: Table, on: date | None = None) -> tuple[str, str] | None:
    """The one commune that a table's title or sheet name names, for tables without a column.

    Args:
        sheet: the table's sheet.
        table: the table.
        on: day on which the name must hold, None for today.

    Returns:
        (commune code, address of the text, or of the table for a sheet name); None when none or
        several are named.
    """
    named = {
        code: cell
        for cell, text in texts_of(sheet, table.preamble)
        if not fold(text).startswith(_ADDRESSED)
        for code in _communes_in(text, on)
    }
    if len(named) == 1:
        return next(iter(named.items()))
    found = match_commune(sheet.name, on=on)
    if found.commune_code and not named:
        return found.commune_code, address(table.top, table.matched[0].index)
    return None


def _communes_in(text: str, on: date | None) -> set[str]:
    """Codes of communes written with their kind inside a text: "… XÃ BẢO YÊN NĂM 2026"."""
    words = fold(text).split()
    found = set()
    for start, word in enumerate(words):
        if word not in ("xã", "phường"):
            continue
        for end in range(min(start + 6, len(words)), start + 1, -1):
            match = match_commune(" ".join(words[start:end]), on=on)
            if match.commune_code:
                found.add(match.commune_code)
                break
    return found


def _commune_office(folded: str, above: str, cell: str) -> Sender | None:
    """ "UBND XÃ BẢO THẮNG", or "XÃ BẢO THẮNG" below "ỦY BAN NHÂN DÂN"."""
    folded = rest = _SENDER_LABEL.sub("", folded)
    for office in both_spellings(("ủy ban nhân dân", "ubnd")):
        if folded.startswith(f"{office} "):
            rest = folded.removeprefix(f"{office} ")
            break
    else:
        if not above.endswith(("nhân dân", "nhan dan", "ubnd")):
            return None
    if not rest.startswith(("xã ", "phường ", "xa ", "phuong ")):
        return None
    found = match_commune(rest)
    code = f"X{found.commune_code}" if found.commune_code else None
    if code not in agencies():
        return None
    return Sender(str(code), agencies()[str(code)].name, cell, found.commune_code)


def _district_office(folded: str, above: str, cell: str) -> Sender | None:
    """ "UBND HUYỆN BÁT XÁT", "PHÒNG LĐTBXH TX. SA PA", or "HUYỆN …" below "ỦY BAN NHÂN DÂN".

    Only as the beginning of a line: inside of one, a district is a place.
    """
    folded = _SENDER_LABEL.sub("", folded)
    if above.endswith(("nhân dân", "nhan dan", "ubnd")):
        folded = f"ubnd {folded}"
    names = _district_offices()
    words = folded.split()
    for end in range(len(words), 2, -1):
        if code := names.get(" ".join(words[:end])):
            return Sender(code, agencies()[code].name, cell, None)
    return None


def made_up_notes(sheets: list[Sheet], rows: tuple[int, int]) -> Iterator[Finding]:
    """A note when a sheet calls its figures made up (sample and training files do)."""
    marks = vocabulary().made_up_marks
    for sheet in sheets:
        for cell, text in texts_of(sheet, rows):
            if any(mark in fold(text) for mark in marks):
                yield finding("made_up_data", sheet=sheet.name, cell=cell, found=text)
                return  # once a file
