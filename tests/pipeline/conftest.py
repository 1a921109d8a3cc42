"""Homes that went through the real command line, made once and shared: a refresh takes long."""

import csv
import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest

from ingest.sample import write_sample
from tests.pipeline.disclosure_fixture import Publisher
from tests.pipeline.lake_scenario import six_communes
from tests.pipeline.run_dbt import run_dbt

CHECKOUT = Path(__file__).resolve().parents[2]
QUARTERS = ["2026Q2", "2026Q3"]
SIX_COMMUNES = ["02647", "02671", "02680", "02683", "02686", "02695"]
SEED = 7
JOB = """
import os, sys
from dagster_project.dagster_home import prepare_dagster_home
os.environ.update(prepare_dagster_home())
import dagster as dg
from dagster_project.definitions import defs
job = defs().resolve_job_def("quarterly_refresh")
with dg.DagsterInstance.get() as instance:
    result = job.execute_in_process(
        partition_key=sys.argv[1], instance=instance, raise_on_error=False
    )
sys.exit(0 if result.success else 1)
"""


@dataclass(frozen=True)
class Home:
    """One QHLD_HOME and the commands that work on it."""

    path: Path

    def environment(self, **extra: str) -> dict[str, str]:
        """Environment of a command on this home."""
        return {**os.environ, "QHLD_HOME": str(self.path), "PYTHONPATH": str(CHECKOUT), **extra}

    def start(self, *command: str, **extra: str) -> subprocess.Popen:
        """Start a Python module or script on this home, its output kept."""
        return subprocess.Popen(
            [sys.executable, *command],
            env=self.environment(**extra),
            cwd=CHECKOUT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def qhld(self, *arguments: str, kill_at: int | None = None, **extra: str) -> tuple[int, str]:
        """Run `qhld ...`, killed at a file operation if asked for.

        Returns:
            Exit code (negative: the signal) and everything it printed.
        """
        module = ["tests.run_qhld"] if kill_at is None else ["tests.killing", str(kill_at)]
        process = self.start("-m", *module, *arguments, **extra)
        out, err = process.communicate(timeout=600)
        return process.returncode, out + err

    def steps(self, *which: str, kill_at: int = 0, **extra: str) -> int:
        """Run steps of a refresh without Dagster, killed at a file operation if asked for.

        Returns:
            Exit code (negative: the signal).
        """
        process = self.start("-m", "tests.refresh_steps", str(kill_at), *which, **extra)
        process.communicate(timeout=600)
        return process.returncode

    def run_dagster_job(self, quarter: str) -> None:
        """Run the job of the refresh for a quarter's partition, as Dagster does."""
        process = self.start("-c", JOB, quarter)
        out, err = process.communicate(timeout=600)
        assert process.returncode == 0, (out + err)[-4000:]

    def fill_inbox(self, sample: Path, *quarters: str) -> None:
        """Lay the workbooks and receipts of some quarters into the inbox."""
        for quarter in quarters:
            shutil.copytree(
                sample / quarter,
                self.path / "inbox" / quarter,
                ignore=shutil.ignore_patterns("truth"),
                dirs_exist_ok=True,
            )

    def manifest(self) -> dict:
        """Manifest of the current release."""
        path = self.path / "releases" / "current" / "manifest.json"
        return json.loads(path.read_text(encoding="utf-8"))

    def releases(self) -> list[str]:
        """Names of all releases, oldest first."""
        folder = self.path / "releases"
        return sorted(path.parent.name for path in folder.glob("[0-9]*/manifest.json"))


def first_receipt(sample: Path, quarter: str) -> dict[str, str]:
    """The receipt of the file that came first in a quarter."""
    with (sample / quarter / "receipts.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if row["file"]]
    return min(rows, key=lambda row: row["received_at"])


@pytest.fixture(scope="session")
def sample(tmp_path_factory) -> Path:
    """Made-up workbooks of six communes and two quarters."""
    out = tmp_path_factory.mktemp("sample")
    write_sample(out, QUARTERS, SEED, SIX_COMMUNES)
    return out


@pytest.fixture(scope="session")
def refreshed(sample, tmp_path_factory) -> Home:
    """A home where refreshes were killed before one took both quarters in. Do not change it."""
    from tests.pipeline.killed_home import kill_again_and_again

    home = Home(tmp_path_factory.mktemp("refreshed"))
    kill_again_and_again(home, sample)
    return home


@pytest.fixture(scope="session")
def undisturbed(sample, tmp_path_factory) -> Home:
    """A home where one refresh took both quarters in and nothing went wrong. Do not change it."""
    home = Home(tmp_path_factory.mktemp("undisturbed"))
    home.fill_inbox(sample, *QUARTERS)
    code, text = home.qhld(
        "refresh", kill_at=0, QHLD_OPERATIONS=str(home.path.with_suffix(".operations"))
    )
    assert code == 0, text
    return home


@pytest.fixture(scope="session")
def new_home(undisturbed, tmp_path_factory):
    """Makes empty homes which already have the parsed dbt project."""

    def make(name: str) -> Home:
        home = Home(tmp_path_factory.mktemp(name))
        shutil.copytree(undisturbed.path / "warehouse" / "dbt", home.path / "warehouse" / "dbt")
        return home

    return make


@pytest.fixture(scope="session")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder that holds the hand-made lake and everything dbt writes of it."""
    return tmp_path_factory.mktemp("warehouse")


@pytest.fixture(scope="session")
def env(scratch: Path) -> dict[str, str]:
    """Environment of a finished `dbt build` of that lake, with every data test of the project run.

    Unit tests bring their own rows: the refresh of `refreshed` runs them, and wants them all.
    """
    env = six_communes(scratch).write()
    run_dbt(env, scratch, "build", "--exclude-resource-type", "unit_test")
    results = json.loads((scratch / "target" / "run_results.json").read_text(encoding="utf-8"))
    ran = {result["unique_id"].split(".")[0] for result in results["results"]}
    assert {"model", "seed", "test"} <= ran
    return env


@pytest.fixture(scope="session")
def dbt_manifest(env: dict[str, str], scratch: Path) -> dict:
    """dbt's own account of the project after that build, compiled SQL included."""
    return json.loads((scratch / "target" / "manifest.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def publisher(env, dbt_manifest, tmp_path_factory):
    """A copy of that warehouse, to be filled with made-up values and published from."""
    path = tmp_path_factory.mktemp("attacks") / "warehouse.duckdb"
    shutil.copyfile(env["QHLD_WAREHOUSE_FILE"], path)
    with duckdb.connect(str(path)) as connection:
        yield Publisher.on(connection, dbt_manifest)
