"""The files of a whole quarter in one `qhld submit`: time a file, and the share that is start-up.

Run: .venv/bin/python tests/bench/bench_quarter_submit.py [--runs 3] [--quarter 2026Q3]

Hands in a made-up quarter, each time into a fresh home, and one of its files alone. What the one
file takes beyond the time of a file in the whole quarter is the start of the command and of its
readers.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from ingest.sample import write_sample

QHLD = [sys.executable, "-c", "from dagster_project.cli import main; main()", "submit"]


def submit(files: list[Path]) -> float:
    """Wall time of one command that hands in these files, into a home of its own."""
    with tempfile.TemporaryDirectory() as home:
        started = time.perf_counter()
        command = [*QHLD, *map(str, files)]
        env = os.environ | {"QHLD_HOME": home}
        subprocess.run(command, env=env, stdout=subprocess.DEVNULL, check=False)
        return time.perf_counter() - started


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser()
    options.add_argument("--runs", type=int, default=3)
    options.add_argument("--quarter", default="2026Q3")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        write_sample(Path(folder), [chosen.quarter], 20260914)
        made = sorted(Path(folder, chosen.quarter).iterdir())
        files = [path for path in made if path.is_file() and path.name != "receipts.csv"]
        submit(files[:1])  # the interpreter's files come into memory
        one = [submit(files[:1]) for _ in range(chosen.runs)]
        all_of_them = [submit(files) for _ in range(chosen.runs)]
    for name, pick in (("best", min), ("median", statistics.median)):
        alone, together = pick(one), pick(all_of_them)
        each = (together - alone) / (len(files) - 1)
        start = alone - each
        print(
            f"{name:7} {len(files)} files {together:6.2f} s, {each * 1000:5.0f} ms a file; "
            f"start {start:.2f} s, {start / together:.0%} of it; one file alone {alone:.2f} s"
        )


if __name__ == "__main__":
    main()
