"""A small home that is put back before each try: dbt parses anew when a home has another path."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from ingest.sample import write_sample
from tests.pipeline.conftest import QUARTERS, SEED, Home, new_home, sample, undisturbed
from tests.slow import forking
from tests.slow.stopped_dbt import Stops, spread, stop_and_look

# fixtures of the pipeline tests that serve here too
__all__ = ["new_home", "sample", "undisturbed"]

COMMUNES = ["02647", "02671"]
STOPS = 60
BROUGHT_TO_AN_END = {25, 55}
# After its last events dbt has noted its results: the next run takes them over, as it should.
LAST_EVENTS = 100


class Place:
    """One path for a home, and copies of what it was at some moments.

    Attributes:
        home: the home at that path.
        events: how often dbt says something in the build of `waiting`, without unit tests.
    """

    def __init__(self, root: Path) -> None:
        self.home = Home(root / "home")
        self.events = 0
        self._kept = root / "kept"
        self.home.path.mkdir()

    def keep(self, name: str) -> None:
        """Remember the home as it is."""
        shutil.copytree(self.home.path, self._kept / name, symlinks=True)

    def put_back(self, name: str) -> Path:
        """Make the home what it was; its path."""
        return self.put(self._kept / name)

    def put(self, folder: Path) -> Path:
        """Make the home what a copy of it is; its path."""
        shutil.rmtree(self.home.path)
        shutil.copytree(folder, self.home.path, symlinks=True)
        return self.home.path

    def do(self, step: str, *arguments: str, **named):
        """Run a step that must go well; what it says."""
        ended = forking.run(self.home.path, step, *arguments, **named)
        assert not ended.killed
        assert ended.error is None, ended.error
        return ended.said


@dataclass
class SecondQuarter:
    """What became of the second quarter.

    Attributes:
        build: its build.
        stops: dbt was stopped so often meanwhile.
        content: hash of the content of its release.
    """

    build: str
    stops: Stops
    content: str


@pytest.fixture(scope="session")
def workbooks(tmp_path_factory) -> Path:
    """Made-up workbooks of two communes, two quarters and all departments."""
    folder = tmp_path_factory.mktemp("workbooks")
    write_sample(folder, QUARTERS, SEED, COMMUNES)
    return folder


@pytest.fixture(scope="session")
def place(workbooks, tmp_path_factory) -> Place:
    """Kept: `first`, a home with the release of a quarter; `waiting`: and the next in its inbox."""
    place = Place(tmp_path_factory.mktemp("place"))
    place.home.fill_inbox(workbooks, QUARTERS[0])
    build = place.do("intake")
    is_good, _ = place.do("dbt_build", build)
    assert is_good
    place.do("publish", build)
    place.keep("first")
    place.home.fill_inbox(workbooks, QUARTERS[1])
    place.keep("waiting")
    is_good, place.events = place.do("dbt_build", place.do("intake"))
    assert is_good
    return place


@pytest.fixture(scope="session")
def second(place, tmp_path_factory) -> SecondQuarter:
    """The second quarter, published."""
    home = place.put_back("waiting")
    build = place.do("intake")
    moments = spread(place.events - LAST_EVENTS, STOPS)
    folder = tmp_path_factory.mktemp("stops")
    stops = stop_and_look(home, build, moments, BROUGHT_TO_AN_END, folder)
    place.do("publish", build)
    return SecondQuarter(build, stops, place.home.manifest()["content_hash"])
