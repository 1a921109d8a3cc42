"""The log of every move of the release pointer, and the content that a rollback holds back.

releases/history.json   [{at, action, release_id, previous, by, reason}], oldest first
releases/hold.json      present while publishing is held: {at, by, from, to, held: [...]}
"""

import getpass
import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import duckdb

from dagster_project.release_content import RELEASE_FILE, WHAT_COUNTS
from dagster_project.warehouse_build import TIME_ZONE
from ingest.connect_duckdb import connect
from ingest.durable import flush_folder, write_whole
from ingest.home import releases_dir

HISTORY = "history.json"
HOLD = "hold.json"


def now_text() -> str:
    """This moment in Lào Cai, ISO to the second."""
    return datetime.now(TIME_ZONE).isoformat(timespec="seconds")


def history() -> list[dict]:
    """Every move of the pointer, oldest first."""
    path = releases_dir() / HISTORY
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else []


def record_move(
    action: str, release_id: str, previous: str | None, reason: str, by: str | None = None
) -> None:
    """Add a move of the pointer to the log.

    Args:
        action: `published`, `rolled_back`, `released` (a held release, by name) or `recovered`.
        release_id: where the pointer now stands.
        previous: where it stood, None for the first release.
        reason: Vietnamese.
        by: who decided it; None is the user of the system.
    """
    entry = {
        "at": now_text(),
        "action": action,
        "release_id": release_id,
        "previous": previous,
        "by": by or _user(),
        "reason": reason,
    }
    text = json.dumps([*history(), entry], ensure_ascii=False, indent=1)
    write_whole(releases_dir() / HISTORY, text.encode())


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a service user without a name in the container
        return "?"


def current_hold() -> dict | None:
    """What a rollback holds back, or None."""
    path = releases_dir() / HOLD
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None


def set_hold(
    origin: str, target: str, held: list[dict], before: dict | None, by: str | None = None
) -> None:
    """Hold back the content of some releases.

    Args:
        origin: release that the pointer leaves.
        target: release that it moves to.
        held: manifests of the releases that may not come back by themselves.
        before: the hold that this one replaces, put back should the move not take place.
        by: who decided it; None is the user of the system.
    """
    hold = {
        "at": now_text(),
        "by": by or _user(),
        "from": origin,
        "to": target,
        "held": [
            {key: manifest[key] for key in ("release_id", "content_hash", "rules_hash")}
            for manifest in held
        ],
        "before": {**before, "before": None} if before else None,
    }
    put_back_hold(hold)


def put_back_hold(hold: dict | None) -> None:
    """Make a hold the one in force; None is no hold."""
    if hold is None:
        lift_hold()
    else:
        write_whole(releases_dir() / HOLD, json.dumps(hold, ensure_ascii=False, indent=1).encode())


def lift_hold() -> None:
    """Let everything be published again."""
    (releases_dir() / HOLD).unlink(missing_ok=True)
    flush_folder(releases_dir())


def held_release(hold: dict, warehouse: Path, content: str, rules: str) -> str | None:
    """Name the held release whose content a build would bring back, or None.

    A build brings it back when it is the same content; or when it was made by the same rules and
    everything new in the held release (the tables of loads that count in it and did not count in
    the release rolled back to) still counts; or, where no load was new, when it was made by the
    same rules and says the same as the held release about a number that was other before: then a
    rule or a person's decision is the cause. Files that came since do not matter: otherwise any
    unrelated file would carry the rolled-back figures back in.

    Args:
        hold: what `current_hold` answers.
        warehouse: the build's closed warehouse.
        content: the build's content hash.
        rules: the build's rules hash.
    """
    for held in hold["held"]:
        if held["content_hash"] == content:
            return held["release_id"]
        if held["rules_hash"] != rules:
            continue
        files = (
            releases_dir() / held["release_id"] / RELEASE_FILE,
            releases_dir() / hold["to"] / RELEASE_FILE,
            warehouse,
        )
        new_in_held, still_counting = _new_and_still_counting(*files)
        if new_in_held and new_in_held == still_counting:
            return held["release_id"]
        if not new_in_held and _says_the_same(*files):
            return held["release_id"]
    return None


def _new_and_still_counting(held: Path, target: Path, warehouse: Path) -> tuple[int, int]:
    """Count what is new in the held release, and how much of that a build still counts."""
    with _side_by_side(held, target, warehouse) as connection:
        parts = {
            name: f"SELECT DISTINCT {WHAT_COUNTS} FROM {name}.marts.fct_kpi_cells "
            "WHERE load_id IS NOT NULL"
            for name in ("held", "target", "build")
        }
        new = f"({parts['held']} EXCEPT {parts['target']})"
        return connection.execute(
            f"SELECT (SELECT count(*) FROM {new}), "
            f"(SELECT count(*) FROM ({new} INTERSECT {parts['build']}))"
        ).fetchone()


def _says_the_same(held: Path, target: Path, warehouse: Path) -> bool:
    """Whether a build has one of the numbers in which the held release differs from the target."""
    with _side_by_side(held, target, warehouse) as connection:
        key = ", ".join(
            name
            for (name,) in connection.execute(
                "SELECT column_name FROM information_schema.columns WHERE table_catalog = 'build' "
                "AND table_schema = 'marts' AND table_name = 'fct_kpi_values' AND column_name IN "
                "('kpi_id', 'area_code', 'period', 'period_calendar', 'period_span')"
            ).fetchall()
        )
        values = f"SELECT {key}, value_state, value FROM {{}}.marts.fct_kpi_values"
        new = f"({values.format('held')} EXCEPT {values.format('target')})"
        return connection.execute(
            f"SELECT count(*) > 0 FROM ({new} INTERSECT {values.format('build')})"
        ).fetchone()[0]


@contextmanager
def _side_by_side(held: Path, target: Path, build: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with connect() as connection:
        for name, path in (("held", held), ("target", target), ("build", build)):
            quoted = str(path).replace("'", "''")
            connection.execute(f"ATTACH '{quoted}' AS {name} (READ_ONLY)")
        yield connection
