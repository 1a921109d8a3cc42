"""Make the documents of a briefing: content once, then each format, written whole or not at all."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dashboards.briefing.build import build_briefing
from dashboards.briefing.content import Audience, Briefing
from dashboards.briefing.formats import FORMATS, Materials
from dashboards.briefing.notes import notes_path, read_notes
from dashboards.briefing.write_whole import write_whole
from dashboards.release_reader import Release, current_release
from dashboards.release_scope import EVERYTHING, Scope


class NoReleaseFor(LookupError):
    """There is no release that the audience may see."""


@dataclass(frozen=True)
class Document:
    """A document that was made.

    Attributes:
        format: key of `FORMATS`.
        name: its file name.
        content: its bytes.
    """

    format: str
    name: str
    content: bytes


def scope_of(audience: Audience) -> Scope:
    """What of a release an audience's briefing is made from."""
    return EVERYTHING if audience == "noi-bo" else Scope(hotspots=False, audience="external")


def open_release(home: Path, audience: Audience) -> Release:
    """The release in force, as the audience may see it.

    Raises:
        NoReleaseFor: nothing was published, or the release has no file for outsiders.
    """
    release = current_release(home, scope_of(audience))
    if release is None:
        raise NoReleaseFor(audience)
    return release


def prepare(release: Release, home: Path, period: str, audience: Audience) -> Briefing:
    """The content, with people's own words of the quarter; outsiders get none of these.

    Raises:
        NoSuchQuarter: the release has no such quarter.
        NotesError: `notes.yml` cannot be used.
    """
    notes = read_notes(notes_path(home, period)) if audience == "noi-bo" else {}
    return build_briefing(release, period, audience, notes)


def make_documents(
    briefing: Briefing, release: Release, home: Path, formats: Sequence[str]
) -> Iterator[Document]:
    """Make one document after the other.

    Args:
        briefing: the content.
        release: what it was made from.
        home: root of all state.
        formats: keys of `FORMATS`.
    """
    materials = Materials(release, home, briefing)
    for key in formats:
        content = FORMATS[key].write(briefing, materials)
        yield Document(key, document_name(briefing.period, briefing.audience, key), content)


def document_name(period: str, audience: Audience, key: str) -> str:
    """File name of a document: `bao-cao-2026Q3.pdf`."""
    outside = "-ben-ngoai" if audience == "ben-ngoai" else ""
    return f"{FORMATS[key].name}-{period}{outside}{FORMATS[key].suffix}"


def save(document: Document, folder: Path) -> Path:
    """Write a document into a folder; a reader sees the old file or the new one, never a half.

    Returns:
        The file.
    """
    path = folder / document.name
    write_whole(path, document.content)
    return path


def default_folder(home: Path, period: str, release_id: str) -> Path:
    """Where the documents of a release stand, beside those of other releases of the quarter."""
    return home / "briefings" / period / release_id
