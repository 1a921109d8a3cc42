"""Release minus release: real release folders, the real journal, and what their files really hold.

A number that was withheld in one release, or came into a quarter whose sums had been shown, must
not be the difference of two releases. What outsiders saw is read from `external.duckdb` of each.
"""

import json
import random
import shutil
from datetime import datetime
from itertools import count
from pathlib import Path

import duckdb
import pytest

from dagster_project import release_history, release_journal
from dagster_project.release_content import (
    EXTERNAL_FILE,
    RELEASE_FILE,
    WITHHELD_FILE,
    content_hash,
    copy_external,
    copy_marts,
)
from ingest.home import releases_dir
from tests.pipeline.attacker import QUARTERS, Attacker, Seen
from tests.pipeline.disclosure_fixture import Publisher, spread

pytestmark = pytest.mark.pipeline

KPI = "OE-02"
# What a release is made of, as far as these tests go.
TABLES = ("marts.fct_kpi_values", "marts.fct_kpi_cells", "external.fct_kpi_values",
          "disclosure.ext_withheld_values")  # fmt: skip


@pytest.fixture(autouse=True)
def _home(tmp_path, monkeypatch):
    monkeypatch.setenv("QHLD_HOME", str(tmp_path))


class Releases:
    """Releases of one home, made of made-up attendances."""

    def __init__(self, publisher: Publisher, folder: Path) -> None:
        self.publisher, self.folder, self.numbers = publisher, folder, count(1)
        self.known: list[Seen] = []

    def publish(self, atoms: dict, upto: str, with_journal: bool = True) -> Seen:
        """Compute, write and publish one release, and look at it as an outsider.

        Args:
            atoms: (commune, quarter) -> attendances.
            upto: last quarter.
            with_journal: False as if nobody remembered the releases before.
        """
        name = f"r{next(self.numbers)}"
        values = spread(self.publisher.tree, atoms, upto)
        self.publisher.publish({KPI: (values, None)}, self._journal(name) if with_journal else None)
        build = self._build(name)
        release = releases_dir() / name
        release.mkdir()
        copy_marts(build, release / RELEASE_FILE, name, datetime(2026, 9, 20))
        copy_external(build, release / EXTERNAL_FILE, release / WITHHELD_FILE)
        (release / "manifest.json").write_text(json.dumps({"rules_hash": "r"}), "utf-8")
        return self.move_to(name, Seen(atoms, {}, values))

    def move_to(self, name: str, truth: Seen) -> Seen:
        """Bring a release into force and add to what outsiders know."""
        moves = release_history.history()
        previous = moves[-1]["release_id"] if moves else None
        release_history.record_move("published", name, previous, "thử")
        release_journal.bring_up_to_date()
        values = truth.shown | truth.hidden
        with duckdb.connect(str(releases_dir() / name / EXTERNAL_FILE), read_only=True) as file:
            rows = file.execute(
                "select area_code, period, period_span, numerator from marts.fct_kpi_values"
            ).fetchall()
        shown = {tuple(key): number for *key, number in rows if number is not None}
        assert shown == {key: values[key] for key in shown}
        hidden = {key: values[key] for key in values.keys() - shown.keys()}
        self.known.append(Seen(truth.atoms, shown, hidden))
        return self.known[-1]

    def pinned(self) -> list[tuple]:
        """What an outsider who kept every release knows of the last one."""
        return Attacker(self.publisher.tree, self.known).pinned()

    def external_hash(self) -> str:
        """Hash of the newest external file."""
        name = release_history.history()[-1]["release_id"]
        return content_hash(releases_dir() / name / EXTERNAL_FILE)

    def _journal(self, name: str) -> Path:
        folder = self.folder / f"journal-{name}"
        folder.mkdir()
        release_journal.export_journal(folder, "r")
        return folder / "published_external.parquet"

    def _build(self, name: str) -> Path:
        """The tables that a release copies, in a file that nobody else has open."""
        path, run = self.folder / f"{name}.duckdb", self.publisher.connection.execute
        run(f"attach '{path}' as made")
        for table in TABLES:
            run(f"create schema if not exists made.{table.split('.')[0]}")
            run(f"create table made.{table} as from {table}")
        run("detach made")
        return path


@pytest.fixture
def releases(publisher, tmp_path_factory) -> Releases:
    folder = tmp_path_factory.mktemp("releases")
    yield Releases(publisher, folder)
    shutil.rmtree(folder)


def without_small(tree: dict, upto: str) -> dict:
    """Attendances, none of them small."""
    return {
        (commune, quarter): 20 + 3 * number + turn
        for number, commune in enumerate(tree["province"])
        for turn, quarter in enumerate(QUARTERS[: QUARTERS.index(upto) + 1])
    }


@pytest.mark.parametrize("before", [31, 0], ids=["revised to a small number", "came late"])
def test_release_minus_release(releases, before):
    old = without_small(releases.publisher.tree, "2026Q2") | {("A11", "2026Q2"): before}
    new = old | {("A11", "2026Q2"): 3}
    first = releases.publish(old, "2026Q2")
    assert first.hidden == {}
    # without a memory of the first release the second would be sound by itself
    releases.publish(new, "2026Q2", with_journal=False)
    assert ("A11", "2026Q2", "quarter") in releases.pinned()


@pytest.mark.parametrize("before", [31, 0], ids=["revised to a small number", "came late"])
def test_the_journal_keeps_the_difference_of_two_releases_from_telling(releases, before):
    old = without_small(releases.publisher.tree, "2026Q2") | {("A11", "2026Q2"): before}
    new = old | {("A11", "2026Q2"): 3}
    releases.publish(old, "2026Q2")
    second = releases.publish(new, "2026Q2")
    assert releases.pinned() == []
    assert ("province", "2026Q1", "quarter") in second.shown, "other quarters go on"
    # the same figures once more say the same: a refresh that says nothing new publishes nothing
    said = releases.external_hash()
    releases.publish(new, "2026Q2")
    assert releases.external_hash() == said
    # back to the first release, which outsiders had, and forward again
    releases.move_to("r1", Seen(old, {}, spread(releases.publisher.tree, old, "2026Q2")))
    releases.publish(new, "2026Q2")
    assert releases.external_hash() == said
    assert releases.pinned() == []


def test_what_was_withheld_stays_so_when_it_is_small_no_more(releases):
    old = without_small(releases.publisher.tree, "2026Q2") | {("A11", "2026Q2"): 3}
    first = releases.publish(old, "2026Q2")
    assert ("A11", "2026Q2", "quarter") in first.hidden
    second = releases.publish(old | {("A11", "2026Q2"): 40}, "2026Q2")
    assert first.hidden.keys() <= second.hidden.keys()
    assert ("A1", "2026Q2", "quarter") in second.shown


@pytest.mark.parametrize("seed", range(2))
def test_three_releases_of_a_growing_year(releases, seed):
    tree, draw = releases.publisher.tree, random.Random(seed)
    atoms = {
        (commune, quarter): draw.choice([0, 1, 3, *range(5, 60)])
        for commune in tree["province"]
        for quarter in QUARTERS
    }
    for period in QUARTERS[1:]:
        known = {pair: value for pair, value in atoms.items() if pair[1] <= period}
        seen = releases.publish(known, period)
        assert seen.shown
        assert releases.pinned() == []
        # what is revised before the next release
        atoms = dict(atoms)
        for pair in draw.sample(sorted(known), 2):
            atoms[pair] = draw.choice([0, 2, 3, 12, 40])
