"""The command line starts fast and loads only what a command needs."""

import json
import resource
import subprocess
import sys

import pytest

HEAVY = ("dagster", "dbt", "duckdb", "polars", "dash", "plotly", "pyarrow")
REPORT = """
import json, sys
from dagster_project.cli.run import run
code = run(sys.argv[1:])
loaded = [name for name in {heavy!r} if name in sys.modules]
print(json.dumps([code, loaded]), file=sys.stderr)
"""


def _modules_loaded_by(*arguments: str) -> tuple[int, list[str]]:
    script = REPORT.replace("{heavy!r}", repr(HEAVY))
    result = subprocess.run(
        [sys.executable, "-c", script, *arguments], capture_output=True, text=True, check=True
    )
    code, loaded = json.loads(result.stderr.splitlines()[-1])
    return code, loaded


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["release", "--help"],
        ["refresh", "--help"],
        ["communes", "match", "Xã Bảo Thắng"],
    ],
)
def test_light_commands_load_nothing_heavy(arguments):
    assert _modules_loaded_by(*arguments) == (0, [])


def test_check_loads_nothing_heavy(tmp_path):
    empty = tmp_path / "trong.xlsx"
    empty.write_bytes(b"")
    assert _modules_loaded_by("check", str(empty)) == (2, [])


def test_reading_numbers_does_not_load_dagster(tmp_path, monkeypatch):
    monkeypatch.setenv("QHLD_HOME", str(tmp_path))
    for arguments in (["kpi"], ["release", "list"], ["release", "show"]):
        _, loaded = _modules_loaded_by(*arguments)
        assert not {"dagster", "dbt", "dash", "polars"} & set(loaded), arguments


def test_help_starts_in_well_under_a_second():
    command = [sys.executable, "-m", "tests.run_qhld", "--help"]
    subprocess.run(command, capture_output=True, check=True)  # compiles the bytecode once
    assert min(_processor_seconds(command) for _ in range(5)) < 0.8


def _processor_seconds(command: list[str]) -> float:
    """Time spent by a command, not by the machine on other work."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, capture_output=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
