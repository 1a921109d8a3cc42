"""Steps of a refresh, without Dagster, as children of one warm process; see `forking`.

Imported by that process, which forks: what takes seconds to import is imported here once. polars
and DuckDB are imported and not used, because their threads do not survive a fork.
"""

import os
import resource
import shutil
import signal
import uuid
from pathlib import Path

import dbt.cli.main
import duckdb  # noqa: F401
import openpyxl  # noqa: F401
import polars  # noqa: F401
from dbt.adapters.duckdb.connections import DuckDBConnectionManager

import dagster_project.cli.app
import dagster_project.staging_loads  # noqa: F401
from dagster_project import refresh, unit_tests_once
from dagster_project.cli.run import run as qhld
from dagster_project.dbt_project import dbt_command_environment, ensure_manifest, rules_hash
from dagster_project.warehouse_build import DBT_ARTIFACTS
from ingest.answers import mark_copies  # noqa: F401
from ingest.submissions import inbox  # noqa: F401

rules_hash()  # kept: hundreds of files of the checkout


def intake() -> str:
    """What a refresh does before dbt; the new build."""
    refresh.recover()
    refresh.take_in_inbox()
    return str(refresh.build_of_run(uuid.uuid4().hex))


def begin() -> str:
    """A build of what was taken in before."""
    refresh.recover()
    return str(refresh.build_of_run(uuid.uuid4().hex))


def publish(build: str) -> str:
    """What a refresh does after dbt."""
    refresh.recover()
    return refresh.publish(Path(build)).summary


def submit(*arguments: str) -> int:
    """`qhld submit ...`; its exit code."""
    return qhld(["submit", *arguments])


def dbt_build(
    build: str,
    stop_at: frozenset[int] = frozenset(),
    kill_at: int = 0,
    without: tuple[str, ...] = (),
) -> tuple[bool, int]:
    """dbt as a refresh runs it on a build that has begun.

    Args:
        build: folder of the build.
        stop_at: events of dbt at which the process stops itself until it is told to go on.
        kill_at: event of dbt at which the process kills itself.
        without: kinds of resources that are left out.

    Returns:
        Whether all went well, and the number of dbt's events.
    """
    artifacts = Path(build) / DBT_ARTIFACTS
    artifacts.mkdir(exist_ok=True)
    shutil.copy(ensure_manifest().with_name("partial_parse.msgpack"), artifacts)
    os.environ.update(dbt_command_environment())
    events = 0

    def count(_: object) -> None:
        nonlocal events
        events += 1
        if events == kill_at:
            os.kill(os.getpid(), signal.SIGKILL)
        if events in stop_at:
            os.kill(os.getpid(), signal.SIGSTOP)

    arguments = ["--quiet", "build", "--target-path", str(artifacts), "--log-path", str(artifacts)]
    arguments += unit_tests_once.arguments(Path(build))
    arguments += [word for kind in without for word in ("--exclude-resource-type", kind)]
    done = dbt.cli.main.dbtRunner(callbacks=[count]).invoke(arguments)
    if done.success:
        unit_tests_once.note_passed(Path(build))
    DuckDBConnectionManager.close_all_connections()  # as dbt's own process does when it ends
    return bool(done.success), events


def whole(largest_file: int = resource.RLIM_INFINITY, kill_at_event: int = 0) -> str:
    """A whole refresh.

    Args:
        largest_file: no file may grow beyond so many bytes while dbt runs.
        kill_at_event: event of dbt at which the process kills itself.

    Raises:
        RuntimeError: dbt failed.
    """
    build = intake()
    limit = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (largest_file, limit[1]))
    try:
        is_good, _ = dbt_build(build, kill_at=kill_at_event)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limit)
    if not is_good:
        raise RuntimeError("dbt failed")
    return publish(build)
