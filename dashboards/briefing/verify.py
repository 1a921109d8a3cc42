"""Do the figures of a printed briefing still stand? `qhld briefing verify FILE`.

Three questions: was the document changed after it was made; does its release still say what it
printed; does the release in force say so too. A workbook records each number with its address. Any
other document is made again from its release and compared line by line, leaving out people's own
words; its numbers are then asked of the release in force.
"""

import difflib
import re
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from dashboards.briefing.blocks import Figure
from dashboards.briefing.build import NoSuchQuarter
from dashboards.briefing.content import Briefing
from dashboards.briefing.figures import Remembered, read_again
from dashboards.briefing.formats import FORMATS, Materials
from dashboards.briefing.printed import NotReadable, Printed, read_printed
from dashboards.briefing.produce import open_release, prepare, scope_of
from dashboards.briefing.xlsx_read import NotADataPack, ReadXlsx, read_xlsx
from dashboards.release_reader import QueryError, Release

_DIGIT = re.compile(r"[0-9]")


class CannotVerify(ValueError):
    """The file cannot be checked; the message says why, in Vietnamese."""


@dataclass(frozen=True)
class Difference:
    """A number, or a line with numbers, that is not what it should be.

    Attributes:
        where: sheet and cell, or what the number is about.
        printed: what the document says.
        now: what the release says; "" where it says nothing.
    """

    where: str
    printed: str
    now: str


@dataclass(frozen=True)
class Verdict:
    """What was found.

    Attributes:
        release_id: the release that the document names.
        release_there: whether its files are still kept.
        current_id: the release in force.
        checked: how many numbers were looked at.
        edited: changed in the document after it was made.
        release_differs: recorded numbers that their own release does not say (a forged record, or
            a release that was replaced).
        current_differs: numbers that the release in force says otherwise.
    """

    release_id: str
    release_there: bool
    current_id: str
    checked: int
    edited: tuple[Difference, ...]
    release_differs: tuple[Difference, ...]
    current_differs: tuple[Difference, ...]

    @property
    def stands(self) -> bool:
        """Whether every number stands, in the document and in the release in force."""
        return not (self.edited or self.release_differs or self.current_differs)


def verify_file(path: Path, home: Path) -> Verdict:
    """Check a produced document.

    Args:
        path: .xlsx, .pdf, .docx or .pptx that `qhld briefing` made.
        home: root of all state.

    Raises:
        CannotVerify: no document of ours, or none whose release can be compared.
        NoReleaseFor: nothing is published for the document's audience.
    """
    try:
        if path.suffix.lower() == ".xlsx":
            return _workbook(read_xlsx(path), home)
        return _text_document(read_printed(path), home)
    except (NotADataPack, NotReadable) as error:
        raise CannotVerify(str(error)) from error


def release_of(home: Path, release_id: str, audience: str) -> Release | None:
    """Open a release by its id; None where its files are gone."""
    folder = home / "releases" / Path(release_id).name
    if not release_id or not folder.is_dir():
        return None
    try:
        return Release.open(folder, scope_of(audience))
    except (FileNotFoundError, duckdb.Error):
        return None


def _workbook(found: ReadXlsx, home: Path) -> Verdict:
    current = open_release(home, found.audience)
    own = release_of(home, found.release_id, found.audience)
    edited = tuple(
        Difference(f"{one.sheet}!{one.cell}", _found_text(one.found), one.figure.text)
        for one in found.figures
        if one.is_edited
    )
    placed = [(f"{one.sheet}!{one.cell}", one.figure) for one in found.figures]
    return Verdict(
        found.release_id,
        own is not None,
        current.release_id,
        len(placed),
        edited,
        tuple(_differences(own, placed)) if own else (),
        tuple(_differences(current, placed)),
    )


def _found_text(found: object) -> str:
    return "(trống)" if found is None else str(found).replace(".", ",")


def _differences(release: Release, placed: Sequence[tuple[str, Figure]]) -> Iterator[Difference]:
    answers = Remembered(release)
    for where, figure in placed:
        try:
            value, text = read_again(answers, figure)
        except (QueryError, duckdb.Error):
            value, text = None, None
        if text != figure.text or value is None:
            yield Difference(where, figure.with_unit, text or "")


def _text_document(found: Printed, home: Path) -> Verdict:
    own = release_of(home, found.release_id, found.audience)
    current = open_release(home, found.audience)
    if own is None:
        raise CannotVerify(
            f"Tệp của bản công bố {found.release_id} đã được dọn nên không lập lại được tài liệu "
            "để đối chiếu từng dòng. Gói số liệu .xlsx vẫn đối chiếu được với bản hiện hành."
        )
    try:
        briefing = prepare(own, home, found.period, found.audience)
    except NoSuchQuarter as error:
        raise CannotVerify(f"Bản công bố {found.release_id} không có {found.period}.") from error
    made = _made_again(briefing, own, home, found)
    edited = tuple(_changed_lines(made.lines, found.lines))
    figures = [(_about(figure), figure) for figure in _unique(briefing)]
    return Verdict(
        found.release_id,
        True,
        current.release_id,
        len(figures),
        edited,
        (),
        tuple(_differences(current, figures)),
    )


def _made_again(briefing: Briefing, release: Release, home: Path, found: Printed) -> Printed:
    content = FORMATS[found.format].write(briefing, Materials(release, home, briefing))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"lai{FORMATS[found.format].suffix}"
        path.write_bytes(content)
        return read_printed(path)


def _changed_lines(made: Sequence[str], found: Sequence[str]) -> Iterator[Difference]:
    """Lines that differ in their numbers; other words are people's own business."""
    matcher = difflib.SequenceMatcher(None, made, found, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        before, after = " ".join(made[a:b]), " ".join(found[c:d])
        if kind != "equal" and _DIGIT.findall(before) != _DIGIT.findall(after):
            yield Difference("dòng có số khác", after or "(thiếu)", before)


def other_edits(path: Path, home: Path) -> tuple[Difference, ...]:
    """What people changed in a document outside of their own places, words included.

    Args:
        path: a DOCX that `qhld briefing` made.
        home: root of all state.

    Raises:
        CannotVerify: no document of ours, or its release is gone.
    """
    try:
        found = read_printed(path)
    except NotReadable as error:
        raise CannotVerify(str(error)) from error
    own = release_of(home, found.release_id, found.audience)
    if own is None:
        raise CannotVerify(f"Tệp của bản công bố {found.release_id} đã được dọn.")
    briefing = prepare(own, home, found.period, found.audience)
    made = _made_again(briefing, own, home, found)
    matcher = difflib.SequenceMatcher(None, made.lines, found.lines, autojunk=False)
    return tuple(
        Difference("ngoài phần lời văn", " ".join(found.lines[c:d]), " ".join(made.lines[a:b]))
        for kind, a, b, c, d in matcher.get_opcodes()
        if kind != "equal"
    )


def _unique(briefing: Briefing) -> Iterator[Figure]:
    """Numbers that are printed, each once."""
    seen = set()
    for figure in briefing.figures():
        if figure.value is not None and figure.address and figure not in seen:
            seen.add(figure)
            yield figure


def _about(figure: Figure) -> str:
    parts = (figure.kpi_id, figure.area_code, figure.period)
    return " · ".join(part for part in parts if part) or figure.address.column
