"""All numbers about the speed of the dashboards, one by one, and what else the machine does.

Run: QHLD_HOME=<home> .venv/bin/python tests/bench/speed_of_dashboards.py [--runs 20] [--short]

Queries and callbacks on the quarters that the home has and on 20, first and second visit, fifty
people at once. Before each the load of the machine and the share of its processors that is busy
are printed: a time on the clock says nothing where others take the processors, a processor time
still does. ``--short`` asks each question a few times only.
"""

import argparse
import os
import platform
import subprocess
import sys
import time
from datetime import datetime
from pathlib import Path

HERE = Path(__file__).resolve().parent
_WATCHED = 2.0  # seconds


def steps(runs: int) -> list[tuple[str, ...]]:
    """The benchmarks with their options.

    Args:
        runs: how often each question is asked.
    """
    often = ("--runs", str(runs))
    return [
        ("bench_queries.py", *often),
        ("bench_queries.py", *often, "--quarters", "20"),
        ("bench_callbacks.py", *often),
        ("bench_callbacks.py", *often, "--quarters", "20"),
        ("bench_first_visit.py", "--runs", str(max(1, runs // 4))),
        ("bench_fifty_users.py",),
    ]


def machine() -> str:
    """Processor, load and how busy the processors are with others just now."""
    before = _ticks()
    time.sleep(_WATCHED)
    idle, every = (after - once for after, once in zip(_ticks(), before, strict=True))
    load = " ".join(f"{value:.1f}" for value in os.getloadavg())
    return (
        f"{datetime.now():%d/%m/%Y %H:%M}, {_processor()}, {os.cpu_count()} processors, "
        f"load {load}, {1 - idle / max(every, 1):.0%} of them busy"
    )


def _processor() -> str:
    information = Path("/proc/cpuinfo")
    lines = information.read_text("utf-8").splitlines() if information.exists() else []
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.machine())


def _ticks() -> tuple[int, int]:
    """Ticks of all processors together that were idle, and all."""
    stat = Path("/proc/stat")
    if not stat.exists():
        return 0, 0
    told = [int(part) for part in stat.read_text("utf-8").splitlines()[0].split()[1:9]]
    return told[3] + told[4], sum(told)


def main() -> None:
    """Run the benchmarks."""
    options = argparse.ArgumentParser()
    options.add_argument("--runs", type=int, default=20)
    options.add_argument("--short", action="store_true")
    given = options.parse_args()
    failed = []
    for name, *arguments in steps(4 if given.short else given.runs):
        print(f"== {name} {' '.join(arguments)}\n   {machine()}", flush=True)
        done = subprocess.run([sys.executable, str(HERE / name), *arguments], check=False)
        failed += [name] if done.returncode else []
    print(f"== end\n   {machine()}")
    if failed:
        sys.exit(f"failed: {', '.join(failed)}")


if __name__ == "__main__":
    main()
