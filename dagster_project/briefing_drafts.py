"""The documents of the newest quarter after each release: drafts that nobody has asked for.

Made as the last thing of `qhld refresh`, and by the sensor `after_release` for a refresh that was
started in Dagster: the same asset both times. They stand in
`QHLD_HOME/briefings/<quarter>/<release>` and do not hold their release back: a draft goes when its
release is collected. A briefing that a person makes (`qhld briefing`, the app) is noted as citing
the release, which then stays.
"""

import json
import os
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from dagster_project.release import current_manifest
from dagster_project.warehouse_build import TIME_ZONE
from ingest.durable import write_whole
from ingest.home import home, schedule_dir

SETTING = "QHLD_DRAFTS"  # "0": no drafts after a refresh
JOB = "briefing_documents"


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


@dataclass(frozen=True)
class DraftsRecord:
    """How the last try went: `schedule/briefing.json`.

    Attributes:
        release_id: the release in force then; "" where that is not known.
        made: whether all of its drafts are there.
        sentence: what came of it, in Vietnamese.
        ended_at: time in Lào Cai, ISO.
    """

    release_id: str
    made: bool
    sentence: str
    ended_at: str


def are_wanted() -> bool:
    """Whether a refresh makes drafts: always, unless QHLD_DRAFTS=0 says otherwise."""
    return os.environ.get(SETTING) != "0"


def drafts_root() -> Path:
    """Where the briefings of all quarters stand."""
    return home() / "briefings"


def make_drafts() -> Drafts:
    """Make every document of the newest quarter of the release in force that is not there.

    Drafts that an older program, other notes or other boundaries have made are made again; what a
    person made or changed stays.

    Raises:
        dashboards.briefing.produce.NoReleaseFor: nothing was published.
        dashboards.briefing.notes.NotesError: people's words cannot be read.
    """
    from dashboards.briefing import drafts
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
    folder = default_folder(home(), period, release.release_id)
    files = {key: folder / document_name(period, "noi-bo", key) for key in FORMATS}
    stamp, known = drafts.stamp_of(home(), period), drafts.read_noted(folder)
    waiting = [
        key
        for key, path in files.items()
        if not path.is_file() or (known.stamp != stamp and drafts.is_draft(path, known))
    ]
    made: dict[str, bytes] = {}
    if waiting:
        briefing = prepare(release, home(), period, "noi-bo")
        for document in make_documents(briefing, release, home(), waiting):
            save(document, folder)
            made[document.name] = document.content
        drafts.note(folder, stamp, made)
    return Drafts(release.release_id, period, tuple(files.values()), len(waiting))


def drafts_of(release_id: str) -> list[Path]:
    """Folders of documents made from a release."""
    return sorted(path for path in drafts_root().glob(f"*/{release_id}") if path.is_dir())


def told(drafts: Drafts) -> str:
    """What was made, in Vietnamese."""
    folder = drafts.files[0].parent
    return f"Báo cáo {drafts.period}: {len(drafts.files)} tài liệu đã có ở {folder}."


def write_record(release_id: str, sentence: str, *, made: bool) -> None:
    """Note what came of a try, for `qhld status`.

    Args:
        release_id: the release in force; "" where that is not known.
        sentence: Vietnamese.
        made: whether all drafts are there.
    """
    now = datetime.now(TIME_ZONE).isoformat(timespec="seconds")
    record = DraftsRecord(release_id, made, sentence, now)
    text = json.dumps(asdict(record), ensure_ascii=False, indent=1)
    write_whole(schedule_dir() / "briefing.json", text.encode())


def told_of(record: DraftsRecord) -> str:
    """What came of the last try, in Vietnamese, and what to do where it failed."""
    if record.made:
        return record.sentence
    quarter = max((current_manifest() or {}).get("quarters", {}), default="<quý>")
    return (
        f"LƯU Ý: {record.sentence} ({record.ended_at}). Bản công bố không bị ảnh hưởng.\n"
        f"  Lập lại: qhld briefing --period {quarter}"
    )


def last_record() -> DraftsRecord | None:
    """How the last try went; None before the first."""
    path = schedule_dir() / "briefing.json"
    return DraftsRecord(**json.loads(path.read_text("utf-8"))) if path.exists() else None
