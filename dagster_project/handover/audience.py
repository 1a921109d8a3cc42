"""Which file of a release may be handed to whom, and what may be said of it."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from dagster_project import release
from dagster_project.release_content import EXTERNAL_FILE, RELEASE_FILE
from dagster_project.user_error import UserError
from ingest.home import releases_dir

OUTSIDE = "ben-ngoai"
INSIDE = "noi-bo"
FILES = {OUTSIDE: EXTERNAL_FILE, INSIDE: RELEASE_FILE}
WARNING = (
    "CẢNH BÁO: bản nội bộ có cả số nhỏ, điểm nóng và từng vụ việc, từng đơn vị. Không gửi ra "
    "ngoài, không đặt lên trang mạng: ai có tệp là xem được mọi số. "
    "Bản phát hành: bỏ --audience noi-bo."
)


@dataclass(frozen=True)
class HandedRelease:
    """The part of one release that one audience is given.

    Attributes:
        release_id: the release.
        audience: `ben-ngoai` or `noi-bo`.
        database: its DuckDB file, schema `marts`.
        facts: what the hand-over says of it; nothing that only insiders may know.
    """

    release_id: str
    audience: str
    database: Path
    facts: dict[str, Any]


def find_release(audience: str, release_id: str | None = None) -> HandedRelease:
    """Find what an audience is given of a release.

    Args:
        audience: `ben-ngoai` or `noi-bo`.
        release_id: None for the release in force.

    Raises:
        UserError: no such audience or release, or the release has no file for outsiders.
    """
    if audience not in FILES:
        raise UserError(
            f"Đối tượng nhận “{audience}” không có. Chọn một trong: {', '.join(FILES)}.", 64
        )
    name = release_id or release.current_id()
    if name is None:
        raise UserError(
            "Chưa có bản công bố nào để xuất. Chạy qhld refresh (hoặc qhld demo để xem số liệu "
            "giả lập)."
        )
    manifest = release.read_manifest(name)
    database = releases_dir() / name / FILES[audience]
    if not database.is_file():
        raise UserError(
            f"Bản công bố {name} không có tệp {FILES[audience]} (bản này do phiên bản phần mềm cũ "
            "làm ra). Chạy qhld refresh --full để công bố lại rồi xuất."
        )
    return HandedRelease(name, audience, database, _facts(manifest, audience))


def _facts(manifest: dict, audience: str) -> dict[str, Any]:
    own = manifest["external"] if audience == OUTSIDE else manifest
    made = datetime.fromisoformat(manifest["created_at"])
    return {
        "release_id": manifest["release_id"],
        "released_on": f"{made.day}/{made.month}/{made.year}",
        "content_hash": own["content_hash"],
        "audience": audience,
        "made_up": bool(manifest.get("made_up")),
        "quarters": {period: quarter["status"] for period, quarter in manifest["quarters"].items()},
    }
