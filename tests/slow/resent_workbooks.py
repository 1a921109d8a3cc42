"""The same workbooks sent otherwise: in two files, rows in another order, files in another order.

What the sample's writer would have written is caught and written here: as it is, or rearranged.
"""

import csv
import importlib
import random
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from ingest.sample.commune_books import Book
from ingest.sample.plan import REPLACED, REPLACEMENT, Sending
from ingest.sample.sheet_draft import Formula, SheetDraft
from ingest.sample.write_xlsx import write_xlsx

PAIR = (REPLACED, REPLACEMENT)
# the module: the package has a function of that name
sample_writer = importlib.import_module("ingest.sample.write_sample")


@dataclass(frozen=True)
class Posted:
    """One workbook and how it is sent."""

    book: Book
    sending: Sending
    part: str = ""

    @property
    def name(self) -> str:
        """Its file name; every workbook is an .xlsx here, and all names differ."""
        return f"{Path(self.book.file_name).stem} {self.sending.plan}{self.part}.xlsx"


def caught(folder: Path, quarter: str, seed: int, communes: list[str], monkeypatch) -> list[Posted]:
    """All workbooks of a quarter of the sample."""
    posted: list[Posted] = []

    def keep(_: Path, book: Book, sending: Sending) -> None:
        posted.append(Posted(book, sending))

    with monkeypatch.context() as patch:
        patch.setattr(sample_writer, "_write_book", keep)
        sample_writer.write_sample(folder, [quarter], seed, communes)
    return posted


def send(inbox: Path, quarter: str, posted: Iterable[Posted]) -> None:
    """Lay workbooks and their receipts into an inbox."""
    inbox.mkdir(parents=True)
    lines = [("file", "agency_code", "period", "received_at")]
    for one in posted:
        moment = one.sending.received_at
        write_xlsx(inbox / one.name, one.book.sheets, moment.date())
        lines.append((one.name, one.sending.agency_code, quarter, moment.isoformat()))
    with (inbox / "receipts.csv").open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(lines)


def in_another_order(posted: list[Posted]) -> list[Posted]:
    """The last comes first; of a replacement and its original too, which keep their places."""
    moments = {}
    for group in _groups(posted):
        times = sorted({one.sending.received_at for one in group})
        turned = dict(zip(times, reversed(times), strict=True))
        moments |= {id(one): turned[one.sending.received_at] for one in group}
    return [
        replace(one, sending=replace(one.sending, received_at=moments[id(one)])) for one in posted
    ]


def _groups(posted: list[Posted]) -> list[list[Posted]]:
    """The files of each agency that replaces its own; all others together."""
    pairs = {one.sending.agency_code for one in posted if one.sending.plan in PAIR}
    groups: dict[str, list[Posted]] = {}
    for one in posted:
        agency = one.sending.agency_code
        groups.setdefault(agency if agency in pairs else "", []).append(one)
    return list(groups.values())


def in_two_files(posted: list[Posted]) -> list[Posted]:
    """Workbooks of several sheets in two halves; those that are replaced stay whole."""
    found = []
    for one in posted:
        shown = [sheet for sheet in one.book.sheets if not sheet.hidden]
        if len(shown) < 2 or one.sending.plan in PAIR:
            found.append(one)
            continue
        for part in (0, 1):
            book = replace(one.book, sheets=shown[part::2])
            found.append(replace(one, book=book, part=f" phần {part + 1}"))
    return found


def rows_shuffled(posted: list[Posted], seed: int) -> tuple[list[Posted], int]:
    """Every table's rows in another order.

    Returns:
        The workbooks, and how many tables have rows in another order.
    """
    draw, found, count = random.Random(seed), [], 0
    for one in posted:
        sheets = {sheet.name: sheet for sheet in one.book.sheets}
        for table in one.book.tables:
            draft = sheets.get(table["sheet"])
            shuffled = _shuffled(draft, [row["row"] - 1 for row in table["rows"]], draw)
            if shuffled:
                sheets[draft.name], count = shuffled, count + 1
        found.append(replace(one, book=replace(one.book, sheets=list(sheets.values()))))
    return found, count


def _shuffled(draft: SheetDraft | None, rows: list[int], draw: random.Random) -> SheetDraft | None:
    """A sheet whose rows changed places; None where they hang on their places."""
    if draft is None or len(set(rows)) < 2 or max(rows) - min(rows) + 1 != len(rows):
        return None
    inside = {place: cell for place, cell in draft.cells.items() if place[0] in rows}
    if any(isinstance(value, Formula) for value, _ in inside.values()):
        return None
    if any(first in rows or last in rows for first, _, last, _ in draft.merges):
        return None
    targets = rows[1:] + rows[:1]
    draw.shuffle(targets)
    if targets == rows:
        return None
    moved = dict(zip(rows, targets, strict=True))
    cells = {place: cell for place, cell in draft.cells.items() if place not in inside}
    cells |= {(moved[row], column): cell for (row, column), cell in inside.items()}
    return replace(draft, cells=cells)
