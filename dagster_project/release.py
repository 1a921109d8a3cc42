"""Releases: what readers see. Written once, never changed, pointed at by `releases/current`.

    releases/<release_id>/internal.duckdb   schema `marts` of one build
    releases/<release_id>/external.duckdb   what outsiders may see of it, schema `marts` too
    releases/<release_id>/withheld.parquet  what they may not, and by which rule: internal
    releases/<release_id>/manifest.json     what it is, what was checked, what it differs in
    releases/current -> <release_id>        swapped in one step

A release gets its name when it is whole and counts once the pointer has moved to it; whatever a
killed process leaves before that is removed by `recover`.
"""

import json
import shutil
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from dagster_project import release_history, release_journal
from dagster_project.release_checks import Check, check_build
from dagster_project.release_content import (
    EXTERNAL_FILE,
    EXTERNAL_SCHEMA,
    RELEASE_FILE,
    WITHHELD_FILE,
    content_hash,
    copy_external,
    copy_marts,
)
from dagster_project.release_difference import difference_sentence
from dagster_project.release_manifest import describe
from dagster_project.user_error import UserError
from dagster_project.warehouse_build import TIME_ZONE, WAREHOUSE
from ingest.durable import flush_file, flush_folder, put_in_place
from ingest.home import releases_dir

MANIFEST = "manifest.json"
CURRENT = "current"
SCHEMA_VERSION = 1
_MAKING = ".making-"
_GONE = ".gone-"


class PublishingBlockedError(UserError):
    """A blocking check failed; the current release is untouched.

    Attributes:
        checks: every check of the build.
    """

    def __init__(self, checks: list[Check]) -> None:
        reasons = "\n".join(f"  - {check.detail}" for check in checks if not check.passed)
        super().__init__(
            "Không công bố vì bản dựng chưa qua kiểm tra; bản công bố hiện hành giữ nguyên.\n"
            f"{reasons}"
        )
        self.checks = checks


class PublishingHeldError(UserError):
    """The build would bring back content that was rolled back."""


@dataclass(frozen=True)
class Publication:
    """What publishing came to.

    Attributes:
        release_id: the release now in force.
        content_hash: its content.
        is_new: False when the build says what the current release already says.
        summary: Vietnamese, for the person who refreshed.
    """

    release_id: str
    content_hash: str
    is_new: bool
    summary: str


def publish(build: Path, rules: str, reason: str = "Cập nhật định kỳ") -> Publication:
    """Publish a build if every blocking check passes and it says something new.

    Args:
        build: folder of the finished build.
        rules: hash of the rules by which it was made.
        reason: Vietnamese, kept in the manifest.

    Raises:
        PublishingBlockedError: a blocking check failed.
        PublishingHeldError: a rollback holds this content back.
    """
    checks = check_build(build)
    if not all(check.passed for check in checks):
        raise PublishingBlockedError(checks)
    content = content_hash(build / WAREHOUSE)
    external = content_hash(build / WAREHOUSE, EXTERNAL_SCHEMA)
    current = current_manifest()
    if current and (content, external) == (
        current["content_hash"],
        # a release of a version of the product without external files has none
        current.get("external", {}).get("content_hash"),
    ):
        summary = f"Không có gì thay đổi; bản công bố hiện hành vẫn là {current['release_id']}."
        return Publication(current["release_id"], content, False, summary)
    hold = release_history.current_hold()
    if hold:
        held = release_history.held_release(hold, build / WAREHOUSE, content, rules)
        if held:
            raise PublishingHeldError(_held_sentence(hold, held))
    before = releases_dir() / current["release_id"] / RELEASE_FILE if current else None
    manifest = {
        "schema_version": SCHEMA_VERSION,
        **describe(build, _next_moment(), content, external, before),
        "rules_hash": rules,
        "previous": current["release_id"] if current else None,
        "checks": [check.as_dict() for check in checks],
        "reason": reason,
    }
    _write(build, manifest)
    _point_to(manifest["release_id"])
    release_history.record_move(
        "published", manifest["release_id"], manifest["previous"], manifest["reason"]
    )
    if hold:
        release_history.lift_hold()
    release_journal.bring_up_to_date()
    summary = f"Đã công bố bản {manifest['release_id']}. {difference_sentence(manifest)}"
    return Publication(manifest["release_id"], content, True, summary)


def _held_sentence(hold: dict, held: str) -> str:
    return (
        f"Không công bố: nội dung của bản {held} đã bị thu hồi lúc {hold['at']} và vẫn còn nguyên "
        f"trong bản dựng này. Bản công bố hiện hành giữ nguyên là {hold['to']}.\n"
        "Gửi bản thay thế (hoặc rút) cho tệp sai hoặc sửa quy tắc tính rồi chạy lại qhld refresh; "
        f"nếu nội dung đó đúng, công bố đích danh: qhld release rollback {held}"
    )


def _next_moment() -> datetime:
    """Now, or a second after the newest release: ids sort as the releases were made.

    Two may be made within one second, and a clock may be set back.
    """
    now = datetime.now(TIME_ZONE)
    made = [datetime.fromisoformat(manifest["created_at"]) for manifest in list_releases()]
    return max([now, *(moment + timedelta(seconds=1) for moment in made)])


def _write(build: Path, manifest: dict) -> None:
    """Write the release's folder; it appears under its name whole or not at all."""
    making = releases_dir() / f"{_MAKING}{manifest['release_id']}"
    shutil.rmtree(making, ignore_errors=True)
    making.mkdir()
    published_at = datetime.fromisoformat(manifest["created_at"]).replace(tzinfo=None)
    copy_marts(build / WAREHOUSE, making / RELEASE_FILE, manifest["release_id"], published_at)
    copy_external(build / WAREHOUSE, making / EXTERNAL_FILE, making / WITHHELD_FILE)
    for name in (RELEASE_FILE, EXTERNAL_FILE, WITHHELD_FILE):
        flush_file(making / name)
    text = json.dumps(manifest, ensure_ascii=False, indent=1)
    (making / MANIFEST).write_text(text, encoding="utf-8")
    flush_file(making / MANIFEST)
    flush_folder(making)
    put_in_place(making, releases_dir() / manifest["release_id"])


def _point_to(release_id: str) -> None:
    link = releases_dir() / f".{CURRENT}.tmp"
    link.unlink(missing_ok=True)
    link.symlink_to(release_id)
    put_in_place(link, releases_dir() / CURRENT)


def current_id() -> str | None:
    """Id of the release in force, None before the first."""
    link = releases_dir() / CURRENT
    return link.readlink().name if link.is_symlink() else None


def current_manifest() -> dict | None:
    """Manifest of the release in force, None before the first."""
    release_id = current_id()
    return read_manifest(release_id) if release_id else None


def read_manifest(release_id: str) -> dict:
    """Manifest of a release.

    Raises:
        UserError: there is no such release.
    """
    path = releases_dir() / release_id / MANIFEST
    if "/" in release_id or not path.is_file():
        raise UserError(
            f"Không có bản công bố “{release_id}”. Xem các bản hiện có: qhld release list"
        )
    return json.loads(path.read_text(encoding="utf-8"))


def list_releases() -> list[dict]:
    """Manifests of all releases, oldest first."""
    folders = sorted(path.parent.name for path in releases_dir().glob(f"[!.]*/{MANIFEST}"))
    return [read_manifest(name) for name in folders if name != CURRENT]


def remove(release_id: str) -> None:
    """Remove the files of a release: out of everybody's sight first. Not the one in force.

    Call with the refresh lock held; readers that have the file open go on with it.
    """
    if release_id == current_id():
        raise ValueError(f"{release_id} is in force")
    gone = releases_dir() / f"{_GONE}{release_id}"
    put_in_place(releases_dir() / release_id, gone)
    shutil.rmtree(gone)


def rollback(release_id: str, by: str | None = None, why: str = "") -> dict:
    """Move the pointer to another release and hold back what is undone by that.

    Moving to a release that an earlier rollback holds back publishes it again by name, and lifts
    the hold. Call with the refresh lock held.

    Args:
        release_id: where to move.
        by: who decides it; None is the user of the system.
        why: Vietnamese, kept in the history.

    Returns:
        The manifest of the release now in force.

    Raises:
        UserError: no such release, or it is the current one.
    """
    target = read_manifest(release_id)
    current = current_manifest()
    if current is None or current["release_id"] == release_id:
        raise UserError(f"Bản {release_id} đang là bản công bố hiện hành; không có gì để quay về.")
    before = release_history.current_hold()
    by_name = before is not None and release_id in _held_ids(before)
    # Everything published after the target is undone, what an earlier rollback undid included.
    undone = [
        manifest for manifest in list_releases() if manifest["release_id"] > target["release_id"]
    ]
    if undone:
        release_history.set_hold(current["release_id"], release_id, undone, before, by)
    _point_to(release_id)
    if not undone:
        release_history.lift_hold()
    action, reason = (
        ("released", "Công bố lại đích danh") if by_name else ("rolled_back", "Thu hồi")
    )
    reason = f"{reason}: {why}" if why else reason
    release_history.record_move(action, release_id, current["release_id"], reason, by)
    release_journal.bring_up_to_date()
    return target


def _held_ids(hold: dict) -> set[str]:
    return {held["release_id"] for held in hold["held"]}


def recover() -> None:
    """Finish or remove what a killed process left. Call with the refresh lock held."""
    folder = releases_dir()
    for path in (*folder.glob(f"{_MAKING}*"), *folder.glob(f"{_GONE}*")):
        shutil.rmtree(path)
    for path in folder.glob(".*.tmp"):
        path.unlink()
    current = current_id()
    hold = release_history.current_hold()
    if hold and hold["from"] == current:
        # Killed before the pointer moved: nobody was told that the rollback took place.
        release_history.put_back_hold(hold["before"])
    elif hold and current != hold["to"]:
        # Killed after a held release was published again by name, or after something new was.
        release_history.lift_hold()
    moves = release_history.history()
    if current and (not moves or moves[-1]["release_id"] != current):
        previous = moves[-1]["release_id"] if moves else None
        release_history.record_move("recovered", current, previous, "Hoàn tất sau khi bị ngắt")
        moves = release_history.history()
    known = {move["release_id"] for move in moves}
    for path in folder.glob(f"*/{MANIFEST}"):
        if path.parent.name not in known | {CURRENT}:
            shutil.rmtree(path.parent)  # named, but the pointer never stood on it
    release_journal.bring_up_to_date()
