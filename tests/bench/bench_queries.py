"""How long each query of the dashboards takes on the release in force.

Run: QHLD_HOME=<home> .venv/bin/python tests/bench/bench_queries.py [--runs 40] [--quarters 20]

Every query is asked with inputs drawn from the release itself (areas, quarters, indicators), the
way a page asks it: `Release.run`, rows made into dicts; no answer is kept from one asking to the
next. Prints median and 95th percentile of wall time, CPU time and rows of every query, slowest
first, and says which lie over the limit. CPU time is that of all threads: on a busy machine it is
the steadier figure. The copy of the release that is asked is laid out as this checkout publishes
one; with ``--quarters`` it is grown to so many (grow_release.py).
"""

import argparse
import random
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import duckdb
from grow_release import home_with

from dashboards.release_reader import (
    QUERY_DIR,
    Release,
    current_release,
    find_home,
    forget_answers,
    load_query,
)

SEED = 20260914


def inputs_of(release: Release) -> dict[str, list[str]]:
    """Values that each input may have, as pages offer them."""
    communes = [row["commune_code"] for row in release.run("commune_codes")]
    return {
        "area": ["province", *communes],
        "kpi": [row["kpi_id"] for row in release.run("kpis")],
        "period": [row["period"] for row in release.run("periods")],
        "span": ["quarter", "quarter", "year_to_date", "rolling_4_quarters"],
        "kind": ["commune", "former_district"],
        "event": [row["event_id"] for row in release.run("stoppage_list", area="province")],
        "comparison": ["previous_quarter", "same_quarter_last_year"],
        "base": [row["period"] for row in release.run("periods")],
        "load": ["", *(row["load_id"] for row in release.run("load_files", load=""))],
    }


def measure(release: Release, query: str, values: dict, runs: int) -> tuple[list, list, int]:
    """Sorted wall times and CPU times of one query, in milliseconds, and its most rows."""
    chance = random.Random(f"{SEED} {query}")
    _, names = load_query(query)
    walls, cpus, most = [], [], 0
    for run in range(-1, runs):  # the first call of all opens files and imports; it is not measured
        if run == 0:
            walls, cpus = [], []
        chosen = {name: chance.choice(values[name]) for name in sorted(names)}
        if run <= 0 and "area" in chosen:
            chosen["area"] = "province"  # the largest answer is among them
        forget_answers()
        started, spent = time.perf_counter(), time.process_time()
        rows = release.run(query, **chosen)
        walls.append(1000 * (time.perf_counter() - started))
        cpus.append(1000 * (time.process_time() - spent))
        most = max(most, len(rows))
    return sorted(walls), sorted(cpus), most


def p95(times: list[float]) -> float:
    """95th percentile of sorted times."""
    return times[min(len(times) - 1, int(0.95 * len(times)))]


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser()
    options.add_argument("--runs", type=int, default=40)
    options.add_argument("--over", type=float, default=30, help="limit of the 95th percentile, ms")
    options.add_argument("--quarters", type=int)
    options.add_argument("--query", action="append", help="only this query")
    given = options.parse_args()
    if current_release() is None:
        print("no release in QHLD_HOME: run `make demo` first")
        return
    with tempfile.TemporaryDirectory() as folder:
        quarters = home_with(find_home(), Path(folder), given.quarters)
        show(current_release(folder), quarters, given)


def show(release: Release, quarters: int, given: argparse.Namespace) -> None:
    """Measure each query of a release and print, slowest first."""
    values = inputs_of(release)
    measured = []
    for query in given.query or sorted(path.stem for path in QUERY_DIR.glob("*.sql")):
        try:
            walls, cpus, most = measure(release, query, values, given.runs)
        except duckdb.CatalogException as reason:
            print(f"{query}: not on this release, which an older checkout made ({reason})")
            continue
        measured.append((p95(walls), walls[len(walls) // 2], cpus, most, query))
    print(f"{quarters} quarters")
    print(f"{'query':28}{'median ms':>11}{'p95 ms':>9}{'CPU ms':>9}{'CPU p95':>9}{'most rows':>11}")
    for high, median, cpus, most, query in sorted(measured, reverse=True):
        mark = f"  over {given.over:g}" if high > given.over else ""
        print(
            f"{query:28}{median:11.1f}{high:9.1f}{cpus[len(cpus) // 2]:9.1f}{p95(cpus):9.1f}"
            f"{most:11}{mark}"
        )


if __name__ == "__main__":
    main()
