"""One dbt that is stopped many times, and what the next run makes of the home at each stop.

A process that is stopped has done to the disk exactly what it would have done when killed. Each
time the next run begins in a copy of the home: it must give dbt what it gives it in a home where
nothing happened.
"""

import hashlib
import os
import shutil
import signal
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from tests.slow import forking


@dataclass
class Stops:
    """What was found.

    Attributes:
        differing: for each stop, what the next run gives dbt that is other than it should be.
        kept: copies of the home at some stops, in which nothing was tried.
    """

    differing: list[list[str]] = field(default_factory=list)
    kept: list[Path] = field(default_factory=list)


def spread(total: int, points: int) -> list[int]:
    """So many moments from 1 to the last, evenly; each once."""
    return sorted({1 + round(n * (total - 1) / (points - 1)) for n in range(points)})


def releases(home: Path) -> dict[str, str]:
    """The release in force, and the content of every file of the releases."""
    folder = home / "releases"
    found = {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }
    return {"current": str((folder / "current").readlink()), **found}


def given_to_dbt(build: Path) -> dict[str, object]:
    """All that a build which has begun holds: files by their content, and the rows taken over."""
    found: dict[str, object] = {
        path.relative_to(build).as_posix(): str(path.readlink())
        if path.is_symlink()
        else hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(build.rglob("*"))
        if path.is_symlink() or (path.is_file() and path.name != "warehouse.duckdb")
    }
    with duckdb.connect(str(build / "warehouse.duckdb"), read_only=True) as connection:
        tables = connection.execute(
            "select table_name from information_schema.tables order by 1"
        ).fetchall()
        for (name,) in tables:
            rows = connection.execute(f'from staging."{name}"').fetchall()
            found[name] = sorted(map(repr, rows))
    return found


def stop_and_look(home: Path, build: str, moments: list[int], keep: set[int], at: Path) -> Stops:
    """Run dbt to its end, stopping it at some of its events.

    Args:
        home: a home in which a build has begun.
        build: that build.
        moments: numbers of events.
        keep: of which stops a copy is kept, counted from 1.
        at: folder for copies.

    Returns:
        What the next run made of each stop.
    """
    given, in_force, stops = given_to_dbt(Path(build)), releases(home), Stops()
    child = forking.Child(home, "dbt_build", build, stop_at=frozenset(moments))
    while child.wait_until_stopped():
        number = len(stops.differing) + 1
        image = _image(home, at / f"stop-{number}")
        os.kill(child.pid, signal.SIGCONT)
        differing = [] if releases(image) == in_force else ["releases"]
        if number in keep:
            stops.kept.append(image)
        else:
            differing += _begin_again(image, given)
            shutil.rmtree(image)
        stops.differing.append(differing)
    ended = child.end()
    assert ended.error is None, ended.error
    assert ended.said[0], "dbt itself comes to its end"
    return stops


def _begin_again(image: Path, given: dict[str, object]) -> list[str]:
    begun = forking.run(image, "begin")
    if begun.error:
        return [begun.error]
    found = given_to_dbt(Path(begun.said))
    return sorted(key for key in found.keys() | given if found.get(key) != given.get(key))


def _image(home: Path, target: Path) -> Path:
    """A copy of a home in which dbt stands still; what nobody writes again is only linked."""

    def copy(source: str, to: str) -> None:
        if "/releases/" in source or source.endswith(".parquet"):
            os.link(source, to)
        else:
            shutil.copy2(source, to)

    shutil.copytree(home, target, symlinks=True, copy_function=copy)
    return target
