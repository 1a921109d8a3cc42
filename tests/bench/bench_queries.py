"""How long each query of the dashboards takes on the release in force.

Run: QHLD_HOME=<home> .venv/bin/python tests/bench/bench_queries.py [--runs 40] [--over 30]

Every query is asked with inputs drawn from the release itself (areas, quarters, indicators), the
way a page asks it: `Release.run`, rows made into dicts. Prints median and 95th percentile of wall
time, CPU time and rows of every query, slowest first, and says which lie over the limit. CPU time
is that of all threads: on a busy machine it is the steadier figure.
"""

import argparse
import random
import time

from dashboards.release_reader import QUERY_DIR, Release, current_release, load_query

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
    }


def measure(release: Release, query: str, values: dict, runs: int) -> tuple[list, float, int]:
    """Sorted wall times and mean CPU time of one query, in milliseconds, and its most rows."""
    chance = random.Random(f"{SEED} {query}")
    _, names = load_query(query)
    walls, most, cpu_before = [], 0, 0.0
    for run in range(-1, runs):  # the first call of all opens files and imports; it is not measured
        if run == 0:
            walls, cpu_before = [], time.process_time()
        chosen = {name: chance.choice(values[name]) for name in sorted(names)}
        if run <= 0 and "area" in chosen:
            chosen["area"] = "province"  # the largest answer is among them
        started = time.perf_counter()
        rows = release.run(query, **chosen)
        walls.append(1000 * (time.perf_counter() - started))
        most = max(most, len(rows))
    return sorted(walls), 1000 * (time.process_time() - cpu_before) / runs, most


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser()
    options.add_argument("--runs", type=int, default=40)
    options.add_argument("--over", type=float, default=30, help="limit of the 95th percentile, ms")
    options.add_argument("--query", action="append", help="only this query")
    given = options.parse_args()
    release = current_release()
    if release is None:
        print("no release in QHLD_HOME: run `make demo` first")
        return
    values = inputs_of(release)
    measured = []
    for query in given.query or sorted(path.stem for path in QUERY_DIR.glob("*.sql")):
        walls, cpu, most = measure(release, query, values, given.runs)
        p95 = walls[min(len(walls) - 1, int(0.95 * len(walls)))]
        measured.append((p95, walls[len(walls) // 2], cpu, most, query))
    print(f"{'query':28}{'median ms':>11}{'p95 ms':>9}{'CPU ms':>9}{'most rows':>11}")
    for p95, median, cpu, most, query in sorted(measured, reverse=True):
        mark = f"  over {given.over:g}" if p95 > given.over else ""
        print(f"{query:28}{median:11.1f}{p95:9.1f}{cpu:9.1f}{most:11}{mark}")


if __name__ == "__main__":
    main()
