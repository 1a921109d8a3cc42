"""How long the briefing of a quarter of 99 communes takes, and the share of each document.

Run: .venv/bin/python tests/bench/bench_briefing.py [--home DIR] [--period 2026Q3] [--runs 3]

Without a home it takes a made-up release of 99 communes and twelve indicators; a home made by
`qhld demo` has forty. Prints the best wall time of the content, of the pictures (drawn once for all
documents) and of each document, its size and its share of all.
"""

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from dashboards.briefing.formats import FORMATS, Materials
from dashboards.briefing.produce import open_release, prepare
from tests.browser.release_fixture import write_release


def best(runs: int, work: Callable[[], object]) -> tuple[float, object]:
    """Best wall time of some runs in seconds, and what the last one gave."""
    seconds, made = [], None
    for _ in range(runs):
        started = time.perf_counter()
        made = work()
        seconds.append(time.perf_counter() - started)
    return min(seconds), made


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser()
    options.add_argument("--home", type=Path)
    options.add_argument("--period", default="2026Q3")
    options.add_argument("--runs", type=int, default=3)
    told = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = told.home or Path(folder)
        if told.home is None:
            write_release(home)
        measure(home, told.period, told.runs)


def measure(home: Path, period: str, runs: int) -> None:
    """Measure one quarter of a home and print it."""
    release = open_release(home, "noi-bo")
    rows = []
    seconds, briefing = best(runs, lambda: prepare(release, home, period, "noi-bo"))
    rows.append(("content", seconds, sum(1 for _ in briefing.figures()), "figures"))
    seconds, pictures = best(runs, lambda: Materials(release, home, briefing).pictures)
    rows.append(("pictures", seconds, len(pictures), "pictures"))
    materials = Materials(release, home, briefing)
    materials.pictures  # noqa: B018  drawn once for all documents, measured above
    for key, one in FORMATS.items():
        seconds, content = best(runs, lambda one=one: one.write(briefing, materials))
        rows.append((key, seconds, len(content) // 1024, "KB"))
    whole = sum(row[1] for row in rows)
    for name, seconds, amount, unit in rows:
        print(f"{name:10}{seconds:8.2f} s{100 * seconds / whole:6.0f} %{amount:8} {unit}")
    print(f"{'all':10}{whole:8.2f} s")


if __name__ == "__main__":
    main()
