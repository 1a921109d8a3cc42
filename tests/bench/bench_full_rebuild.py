"""A full rebuild of many quarters: the time, what of it is start-up, and what one late load costs.

Run: .venv/bin/python tests/bench/bench_full_rebuild.py [--quarters 20] [--communes 99]

One made-up quarter of all communes and departments is taken in as it is sent, then copied into
the quarters before it and, where the reporting calendar ends, after it. Four refreshes of that
home follow: all loads read, nothing new, one late load; and all loads read once more, for the
same content hash. Seconds on the clock, and of all processors together: on a machine that does
other things only the latter say something.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from datetime import datetime
from pathlib import Path

from grow_lake import grow, shifted

from ingest import reference
from ingest.sample import write_sample

CHECKOUT = Path(__file__).resolve().parents[2]
NEWEST = "2026Q3"
# Told by the child: seconds until Dagster and the definitions were there, and until the run ended.
RUN = """
import json, os, sys, time
started = time.perf_counter()
from dagster_project.dagster_home import prepare_dagster_home
os.environ.update(prepare_dagster_home())
import dagster as dg
from dagster_project.definitions import defs
job = defs().resolve_job_def("quarterly_refresh")
loaded = time.perf_counter() - started
intake = {"take_in": False, "full": sys.argv[1] == "full"}
config = {"ops": {"take_in_inbox": {"config": intake}},
          "loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}
with dg.DagsterInstance.get() as instance:
    result = job.execute_in_process(partition_key=sys.argv[2], instance=instance,
                                    run_config=config, raise_on_error=False)
steps = {e.step_key: e.event_specific_data.duration_ms / 1000 for e in result.all_events
         if e.event_type_value == "STEP_SUCCESS"}
print("\\nRESULT " + json.dumps({"ok": result.success, "loaded": loaded, "steps": steps,
                  "run": time.perf_counter() - started - loaded}))
"""


def prepare(home: Path, quarters: int, communes: list[str]) -> list[str]:
    """Take one quarter in and copy it into others.

    Returns:
        The quarters of the lake, oldest first.
    """
    os.environ["QHLD_HOME"] = str(home)
    from ingest.reference import reporting_calendar
    from ingest.submissions.inbox import take_in

    write_sample(home / "inbox", [NEWEST], 20260914, communes)
    take_in()
    known = {period for _, period in reporting_calendar()}
    first = _loads_of_first(home)
    away = sorted((n for n in range(-quarters, quarters) if n), key=lambda n: (n > 0, abs(n)))
    chosen = [n for n in away if shifted(NEWEST, n) in known][: quarters - 1]
    for number in chosen:
        grow(number, first)
    return sorted([NEWEST, *(shifted(NEWEST, number) for number in chosen)])


def _loads_of_first(home: Path) -> list[str]:
    """Loads that were taken in, not copied: their names are hexadecimal alone."""
    names = (path.name for path in (home / "lake" / "loads").iterdir())
    return sorted(name for name in names if not set(name) - set("0123456789abcdef"))


def refresh(home: Path, how: str) -> dict:
    """Run the job of a refresh in a process of its own, without intake.

    Returns:
        Seconds by part, loads read, and the content hash.
    """
    began, used = time.perf_counter(), _processor_seconds()
    done = subprocess.run(
        [sys.executable, "-c", RUN, how, NEWEST],
        env={**os.environ, "PYTHONPATH": str(CHECKOUT)},
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=False,
    )
    total = time.perf_counter() - began
    # Dagster prints, too
    said = [line for line in done.stdout.splitlines() if line.startswith("RESULT ")]
    told = json.loads(said[-1].removeprefix("RESULT ")) if said else {"ok": False}
    if not told["ok"]:
        raise SystemExit(f"the refresh failed:\n{done.stdout[-2000:]}{done.stderr[-4000:]}")
    build = max((home / "warehouse" / "builds").iterdir())
    results = json.loads((build / "dbt" / "run_results.json").read_text("utf-8"))["results"]
    times = [part for one in results for part in one["timing"]]
    first, last = (
        pick(datetime.fromisoformat(one[end].rstrip("Z")) for one in times)
        for pick, end in ((min, "started_at"), (max, "completed_at"))
    )
    models = (last - first).total_seconds()
    staging = sum(one["execution_time"] for one in results if ".stg_lake__" in one["unique_id"])
    manifest = json.loads((home / "releases" / "current" / "manifest.json").read_text("utf-8"))
    return {
        "total": total,
        "processors": _processor_seconds() - used,
        "python and Dagster": total - told["run"],
        "dbt start-up": told["steps"]["dbt_models"] - models,
        "dbt models and tests": models,
        "of these the lake (thread s)": staging,
        "checks and release": sum(
            seconds for step, seconds in told["steps"].items() if step != "dbt_models"
        ),
        "loads read": len(json.loads((build / "staging.json").read_text("utf-8"))["to_read"]),
        "hash": manifest["content_hash"],
    }


def _processor_seconds() -> float:
    """Of all children that have ended, theirs included."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return children.ru_utime + children.ru_stime


def parse(home: Path) -> float:
    """Have dbt parse the project, which it does once for each state of the rules; seconds."""
    began = time.perf_counter()
    command = "from dagster_project.dbt_project import ensure_manifest; ensure_manifest()"
    subprocess.run(
        [sys.executable, "-c", command],
        env={**os.environ, "PYTHONPATH": str(CHECKOUT), "QHLD_HOME": str(home)},
        check=True,
    )
    return time.perf_counter() - began


def show(name: str, found: dict) -> None:
    """Print one refresh."""
    start = found["python and Dagster"] + found["dbt start-up"]
    print(
        f"\n{name}: {found['total']:.1f} s ({found['processors']:.1f} s of processors), "
        f"start-up {start:.1f} s ({start / found['total']:.0%})",
        flush=True,
    )
    for part, value in found.items():
        if part not in ("total", "processors", "hash"):
            text = f"{value:8.1f}" if isinstance(value, float) else str(value)
            print(f"  {part:30} {text}", flush=True)


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser()
    options.add_argument("--quarters", type=int, default=20)
    options.add_argument("--communes", type=int, default=99)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        communes = list(reference.communes())[: chosen.communes]
        began = time.perf_counter()
        quarters = prepare(home, chosen.quarters, communes)
        loads = len(list((home / "lake" / "loads").iterdir())) - 1
        files = sum(1 for _ in (home / "lake" / "loads").rglob("*.parquet"))
        print(
            f"{len(quarters)} quarters ({quarters[0]}..{quarters[-1]}), {len(communes)} communes: "
            f"{loads} loads, {files} Parquet files, made in {time.perf_counter() - began:.0f} s"
        )
        print(f"dbt parses the project once: {parse(home):.0f} s", flush=True)
        show("all loads read", refresh(home, "full"))
        show("nothing new", refresh(home, "new"))
        grow(-1, _loads_of_first(home)[:1], mark="late")
        late = refresh(home, "new")
        show("one late load", late)
        again = refresh(home, "full")
        show("all loads read, with it", again)
        print(f"\nthe same content: {late['hash'] == again['hash']}")


if __name__ == "__main__":
    main()
