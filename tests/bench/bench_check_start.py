"""How long `qhld check` takes on one small file, and where its start goes.

Run: .venv/bin/python tests/bench/bench_check_start.py [--runs 10]

Prints the best and the median wall time of the whole command, of `qhld --help`, and the CPU time
of the parts of a reader's start. The best of many runs is the figure of an idle machine.
"""

import argparse
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from ingest.sample import write_sample

QHLD = [sys.executable, "-c", "from dagster_project.cli import main; main()"]


def measure(command: list[str], runs: int) -> tuple[float, float, float]:
    """Best and median wall time and best CPU time of a command, in seconds."""
    walls, cpus = [], []
    for _ in range(runs):
        before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        subprocess.run(command, stdout=subprocess.DEVNULL, check=False)
        walls.append(time.perf_counter() - started)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        cpus.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return min(walls), statistics.median(walls), min(cpus)


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser()
    options.add_argument("--runs", type=int, default=10)
    runs = options.parse_args().runs
    with tempfile.TemporaryDirectory() as folder:
        write_sample(Path(folder), ["2026Q3"], 20260914, communes=["02647"])
        file = next(path for path in sorted(Path(folder, "2026Q3").iterdir()) if path.is_file())
        commands = {
            f"qhld check {file.suffix}": [*QHLD, "check", str(file)],
            "qhld --help": [*QHLD, "--help"],
            "reader: imports": [sys.executable, "-c", "import ingest.reader_process"],
            "reader: contracts": [
                sys.executable,
                "-c",
                "from ingest.contracts.contract import load_forms; load_forms()",
            ],
            "bare interpreter": [sys.executable, "-c", "pass"],
        }
        print(f"{'':24}{'best s':>8}{'median s':>10}{'CPU s':>8}")
        for name, command in commands.items():
            best, median, cpu = measure(command, runs)
            print(f"{name:24}{best:8.2f}{median:10.2f}{cpu:8.2f}")


if __name__ == "__main__":
    main()
