"""A home with a made-up release and users, made once for all workers of a run and then copied.

All homes share users and the key of sessions, so that who is signed in to one served app is signed
in to each: a browser keeps cookies by host, whatever the port.
"""

import fcntl
import json
import os
import shutil
from functools import cache
from pathlib import Path

import pytest

from dashboards.app.access.store import session_key
from tests.browser.events_fixture import add_events
from tests.browser.release_fixture import point_current_at, write_release
from tests.browser.reports_fixture import add_reports
from tests.users import add_users

WHO_MAY_ENTER = ("access.sqlite", "session.key")


def made_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the home that others are copied from: release, events, reports, scores, users.

    Args:
        tmp_path_factory: of the running worker; workers of one run share the folder above.
    """
    base = tmp_path_factory.getbasetemp()
    return _made_below(base.parent if "PYTEST_XDIST_WORKER" in os.environ else base)


@cache
def _made_below(folder: Path) -> Path:
    home = folder / "made-home"
    with (folder / "made-home.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not home.exists():
            making = folder / "made-home.new"
            shutil.rmtree(making, ignore_errors=True)  # of a worker that was ended
            release = write_release(making)
            add_events(release)
            add_reports(release)
            add_users(making)
            session_key(making)
            making.rename(home)
    return home


def copy_users(made: Path, home: Path) -> None:
    """Let the users of one home enter another.

    Args:
        made: of ``made_home``.
        home: created where missing.
    """
    home.mkdir(parents=True, exist_ok=True)
    for name in WHO_MAY_ENTER:
        shutil.copy2(made / name, home / name)


def copy_release(made: Path, home: Path, release_id: str = "") -> Path:
    """Copy the made-up release into a home and let ``current`` name it.

    Args:
        made: of ``made_home``.
        home: root of all state.
        release_id: another name for the copy (default: the same).

    Returns:
        The folder of the copy.
    """
    source = (made / "releases" / "current").resolve()
    folder = home / "releases" / (release_id or source.name)
    shutil.copytree(source, folder)
    if release_id:
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        manifest["release_id"] = release_id
        text = json.dumps(manifest, ensure_ascii=False)
        (folder / "manifest.json").write_text(text, encoding="utf-8")
    point_current_at(folder)
    return folder
