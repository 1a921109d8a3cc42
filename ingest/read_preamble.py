"""What stands around a table: period, unit, sending office, replacement and secrecy marks."""

import re
from dataclasses import dataclass
from functools import cache

from ingest.find_tables import Table
from ingest.findings import Finding
from ingest.fold_text import fold, nfc
from ingest.match_columns import unit_in_preamble
from ingest.match_communes import match_commune
from ingest.messages import finding
from ingest.read_cells import Sheet, address
from ingest.read_periods import PeriodMention, mentions
from ingest.reference import agencies
from ingest.vocabulary import vocabulary

_AGENCY_ROWS = 10
_SENDER_LABEL = re.compile(r"^(đơn vị|cơ quan|tên đơn vị)( báo cáo| gửi| lập biểu| lập)? ")
_ADDRESSED = ("kính gửi", "nơi nhận", "gửi", "kèm theo", "của", "căn cứ")


@dataclass(frozen=True, slots=True)
class TablePeriod:
    """The quarter of a table as title, sheet name and option say it together.

    Attributes:
        id: the quarter, None when it is not known.
        year: the year at least.
        findings: why the period is missing or in conflict.
    """

    id: str | None
    year: int | None
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Sender:
    """The office that a file names as its sender, and where."""

    code: str
    name: str
    cell: str
    commune_code: str | None


def texts_of(sheet: Sheet, rows: tuple[int, int]) -> list[tuple[str, str]]:
    """(address, text) of the text cells of a range of rows (first, after last)."""
    return [
        (address(row, column), value)
        for row in range(rows[0], min(rows[1], len(sheet.grid)))
        for column, value in enumerate(sheet.grid[row])
        if type(value) is str
    ]


def period_of(sheet: Sheet, table: Table, stated: str | None) -> TablePeriod:
    """Settle a table's quarter; sources in conflict are an error, never a choice.

    Args:
        sheet: the table's sheet.
        table: the table.
        stated: quarter given with the file, None when none was given.
    """
    calendar = table.form.calendar
    said: list[tuple[str, PeriodMention]] = []
    for cell, text in texts_of(sheet, table.preamble):
        if len(text) < 400:
            said += [(f"ô {cell} “{_cut(text)}”", m) for m in mentions(text, calendar)]
    said += [(f"tên trang “{sheet.name}”", m) for m in mentions(sheet.name, calendar)]
    if stated:
        year, quarter = int(stated[:4]), int(stated[5])
        said.append((f"kỳ nêu khi gửi {stated}", PeriodMention(year, quarter)))
    carried = table.is_wide or "period" in table.names
    quarters = {m.quarter for _, m in said if m.quarter}
    years = {m.year for _, m in said if m.quarter and m.year} or {m.year for _, m in said if m.year}
    if carried:
        # the table's own quarters decide; the title may span several
        return TablePeriod(None, min(years) if len(years) == 1 else _newest(years))
    if len(quarters) > 1 or (quarters and len(years) > 1):
        places = "; ".join(f"{where}: {_name(m)}" for where, m in said if m.quarter or m.year)
        item = finding(
            "period_conflict",
            sheet=sheet.name,
            cell=_first_cell(said),
            found=", ".join(sorted(f"quý {q}" for q in quarters)),
            places=places,
        )
        return TablePeriod(None, _newest(years), (item,))
    year = _newest(years)
    if quarters and year:
        return TablePeriod(f"{year}Q{quarters.pop()}", year)
    if table.form.kind == "log":
        return TablePeriod(None, year)
    item = finding("period_missing", sheet=sheet.name, cell=address(table.top, 0))
    return TablePeriod(None, year, (item,))


def _newest(years: set[int | None]) -> int | None:
    return max((year for year in years if year), default=None)


def _first_cell(said: list[tuple[str, PeriodMention]]) -> str | None:
    for where, mention in said:
        if mention.quarter and where.startswith("ô "):
            return where.split(" ")[1]
    return None


def _name(mention: PeriodMention) -> str:
    quarter = f"quý {mention.quarter}" if mention.quarter else "năm"
    return f"{quarter}/{mention.year}" if mention.year else quarter


def _cut(text: str) -> str:
    text = nfc(text)
    return text if len(text) < 60 else text[:59] + "…"


def unit_of(sheet: Sheet, table: Table) -> int | None:
    """Đồng per unit stated above a table ("Đơn vị tính: triệu đồng"), None when none is."""
    for _, text in texts_of(sheet, table.preamble):
        if factor := unit_in_preamble(text):
            return factor
    return None


def is_replacement(texts: list[str]) -> bool:
    """Whether one of the texts says that the file replaces an earlier one."""
    signs = vocabulary().replacement
    return any(sign in fold(text) for text in texts if len(text) < 300 for sign in signs)


def has_secret_stamp(texts: list[str]) -> bool:
    """Whether one of the texts is a secrecy stamp: the whole text, in upper case."""
    stamps = vocabulary().secret_stamps
    return any(nfc(text).strip("() ") in stamps for text in texts)


@cache
def _agency_names() -> dict[str, str]:
    names: dict[str, str] = {}
    for code, agency in agencies().items():
        if agency.kind != "commune":
            for name in (agency.name, *agency.aliases):
                if len(fold(name)) > 5:
                    names[fold(name)] = code
    return names


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
        if sender := _commune_office(folded, above.get(column, ""), cell):
            return sender
        above[column] = folded
    return None


def _commune_office(folded: str, above: str, cell: str) -> Sender | None:
    """ "UBND XÃ BẢO THẮNG", or "XÃ BẢO THẮNG" below "ỦY BAN NHÂN DÂN"."""
    folded = rest = _SENDER_LABEL.sub("", folded)
    for office in ("ủy ban nhân dân", "ubnd"):
        if folded.startswith(f"{fold(office)} "):
            rest = folded.removeprefix(f"{fold(office)} ")
            break
    else:
        if not above.endswith(("nhân dân", "ubnd")):
            return None
    if not rest.startswith(("xã ", "phường ")):
        return None
    found = match_commune(rest)
    code = f"X{found.commune_code}" if found.commune_code else None
    if code not in agencies():
        return None
    return Sender(str(code), agencies()[str(code)].name, cell, found.commune_code)
