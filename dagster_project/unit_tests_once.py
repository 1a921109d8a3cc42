"""dbt's unit tests run once for each state of the rules, not in every build.

A unit test brings its own rows: what it says depends on the rules (dbt project, reference data) and
on the versions of dbt and DuckDB, never on what was sent in. They are a good third of the time of a
build. When all of them have passed, that is noted beside the parsed project of these rules:

    warehouse/dbt/<rules>/unit_tests.json            by what, in which build, and what passed
    warehouse/builds/<build_id>/unit_tests.json      the same, in a build which leaves them out

The checks of a release want every unit test of the project by name, from this build or that note.
`qhld refresh --full` runs them again.
"""

import json
from importlib.metadata import version
from pathlib import Path

from dagster_project.dbt_project import manifest_folder, rules_hash
from dagster_project.warehouse_build import DBT_ARTIFACTS
from ingest.durable import write_whole

NOTE = "unit_tests.json"
KIND = "unit_test"
_ENGINES = ("dbt-core", "dbt-adapters", "dbt-duckdb", "duckdb")


def take_over(build: Path) -> bool:
    """Let a build that has just begun leave the unit tests out, if they have passed before.

    Args:
        build: folder of the build.

    Returns:
        Whether they are left out.
    """
    note = _read(manifest_folder() / NOTE)
    if note.get("by") != _by():
        return False
    write_whole(build / NOTE, json.dumps(note, indent=0).encode())
    return True


def arguments(build: Path) -> list[str]:
    """What `dbt build` of this build is told about unit tests."""
    return ["--exclude-resource-type", KIND] if (build / NOTE).exists() else []


def note_passed(build: Path) -> None:
    """After dbt has finished a build: note that all unit tests of the project have passed in it."""
    if (build / NOTE).exists():
        return
    artifacts = build / DBT_ARTIFACTS
    known = _read(artifacts / "manifest.json").get("unit_tests", {})
    results = _read(artifacts / "run_results.json").get("results", [])
    passed = {one["unique_id"] for one in results if one["status"] == "pass"}
    if known and passed >= known.keys():
        note = {"by": _by(), "build_id": build.name, "passed": sorted(known)}
        write_whole(manifest_folder() / NOTE, json.dumps(note, indent=0).encode())


def passed_before(build: Path) -> dict[str, str]:
    """Unit tests that a build left out because they had passed: unique id -> ``pass``."""
    return dict.fromkeys(_read(build / NOTE).get("passed", []), "pass")


def sentence(build: Path) -> str:
    """What is said of unit tests that a build left out; empty when it ran them."""
    note = _read(build / NOTE)
    if not note:
        return ""
    passed, where = len(note["passed"]), note["build_id"]
    return f"; {passed} phép thử công thức đã đạt ở bản dựng {where}, cùng quy tắc tính"


def _by() -> dict[str, str]:
    """All that the outcome of a unit test depends on."""
    return {"rules": rules_hash(), **{engine: version(engine) for engine in _ENGINES}}


def _read(path: Path) -> dict:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
