"""The documents of the newest quarter after each release: drafts that nobody has asked for.

They stand in `QHLD_HOME/briefings/<quarter>/<release>` and do not hold their release back: a draft
goes when its release is collected. A briefing that a person makes (`qhld briefing`, the app) is
noted as citing the release, which then stays.
"""

from dataclasses import dataclass
from pathlib import Path

from ingest.home import home


@dataclass(frozen=True)
class Drafts:
    """What was made.

    Attributes:
        release_id, period: of the documents.
        files: their paths; those that were there already too.
        made: how many were made now.
    """

    release_id: str
    period: str
    files: tuple[Path, ...]
    made: int


def drafts_root() -> Path:
    """Where the briefings of all quarters stand."""
    return home() / "briefings"


def make_drafts() -> Drafts:
    """Make every document of the newest quarter of the release in force, unless they are there.

    Raises:
        dashboards.briefing.produce.NoReleaseFor: nothing was published.
        dashboards.briefing.notes.NotesError: people's words cannot be read.
    """
    from dashboards.briefing.formats import FORMATS
    from dashboards.briefing.produce import (
        default_folder,
        document_name,
        make_documents,
        open_release,
        prepare,
        save,
    )

    release = open_release(home(), "noi-bo")
    period = release.run("periods")[0]["period"]
    briefing = prepare(release, home(), period, "noi-bo")
    folder = default_folder(home(), briefing)
    files = {key: folder / document_name(briefing, key) for key in FORMATS}
    waiting = [key for key, path in files.items() if not path.is_file()]
    for document in make_documents(briefing, release, home(), waiting):
        save(document, folder)
    return Drafts(release.release_id, period, tuple(files.values()), len(waiting))


def drafts_of(release_id: str) -> list[Path]:
    """Folders of documents made from a release."""
    return sorted(path for path in drafts_root().glob(f"*/{release_id}") if path.is_dir())
