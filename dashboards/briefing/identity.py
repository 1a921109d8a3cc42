"""What a document says of itself, whatever its format: release, quarter, audience, kind, date.

Written into the keywords of the file, where editors leave it alone; `read_pdf`, `read_docx` and
`read_pptx` find it there again.
"""

import re
from datetime import UTC, datetime
from pathlib import Path

from dashboards.app.format_vi import HANOI
from dashboards.briefing.content import Briefing

_KEYWORD = re.compile(r"qhld:(\w+)=([^,\s]+)")


class NotABriefing(ValueError):
    """The file is none that this product wrote; the message says so in Vietnamese."""


def keywords(briefing: Briefing, document: str) -> list[str]:
    """Return the keywords of a document.

    Args:
        briefing: what it says.
        document: `report`, `sheet` or `slides`.
    """
    return [
        f"qhld:release={briefing.release_id}",
        f"qhld:period={briefing.period}",
        f"qhld:audience={briefing.audience}",
        f"qhld:document={document}",
    ]


def told(text: str | None) -> dict[str, str]:
    """Return what keywords say: `release`, `period`, `audience`, `document`, where they do.

    Args:
        text: the keywords of a file.
    """
    return dict(_KEYWORD.findall(text or ""))


def moment_of(release_id: str) -> datetime:
    """Return when a release was made, in UTC: the date of its documents, the same at every run.

    Args:
        release_id: `20261126T215120-d147c032`, in Vietnam's time.

    Raises:
        ValueError: a name of another form.
    """
    made = datetime.strptime(release_id.split("-")[0], "%Y%m%dT%H%M%S")
    return made.replace(tzinfo=HANOI).astimezone(UTC)


def set_properties(core, briefing: Briefing, document: str) -> None:
    """Set the core properties of an office file.

    Args:
        core: of python-docx or python-pptx.
        briefing: what the file says.
        document: `report` or `slides`.
    """
    core.title = f"{briefing.head.kind.capitalize()} {briefing.period_label}"
    core.subject, core.comments = briefing.head.subject, briefing.made_up_words
    core.author = core.last_modified_by = briefing.head.agency
    core.keywords, core.language = " ".join(keywords(briefing, document)), "vi-VN"
    core.created = core.modified = moment_of(briefing.release_id).replace(tzinfo=None)
    core.revision = 1


def read_properties(path: Path, core) -> dict[str, str]:
    """Return what an office file says of itself.

    Args:
        path: for the message.
        core: its core properties.

    Returns:
        `release_id`, `period`, `audience`, `document`.

    Raises:
        NotABriefing: it says nothing.
    """
    said = told(core.keywords)
    if "release" not in said:
        raise NotABriefing(
            f"{path.name} không phải báo cáo do qhld lập: thuộc tính không có mã bản công bố."
        )
    named = {name: said.get(name, "") for name in ("period", "audience", "document")}
    return {"release_id": said["release"], **named}
