"""dbt's tests as Dagster knows them: every one belongs to a model. No dagster in here.

dagster-dbt leaves two kinds out: tests written as a query over several models (it cannot tell
whose they are) and unit tests (dbt runs them, nobody lists them). The first are given to the model
among those they read that stands furthest down the flow; the second are summed up a model.
"""

import json
from collections import defaultdict
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dagster_project import unit_tests_once
from dagster_project.warehouse_build import DBT_ARTIFACTS

UNIT_TESTS = "dbt_unit_tests"
_GOOD = ("pass", "success", "warn")


@dataclass(frozen=True, slots=True)
class UnitTests:
    """What became of a model's unit tests in a build.

    Attributes:
        model: its unique id.
        ran: how many ran.
        failed: names of those that failed or did not run.
    """

    model: str
    ran: int
    failed: list[str]


def with_owners(manifest: dict) -> dict:
    """A copy of dbt's manifest in which every singular test names the model it is listed under."""
    owned = deepcopy(manifest)
    for node in owned["nodes"].values():
        parents = node.get("depends_on", {}).get("nodes", [])
        if node["resource_type"] != "test" or node.get("attached_node") or len(parents) < 2:
            continue
        meta = node["config"].setdefault("meta", {})
        owner = owned["nodes"].get(_furthest(owned, parents))
        if owner and "ref" not in meta.setdefault("dagster", {}):
            meta["dagster"]["ref"] = {"name": owner["name"]}
    return owned


def _furthest(manifest: dict, unique_ids: list[str]) -> str:
    @cache
    def depth(unique_id: str) -> int:
        above = manifest["parent_map"].get(unique_id, [])
        return 1 + max(map(depth, above), default=0)

    return max(sorted(unique_ids), key=depth)


def models_with_unit_tests(manifest: dict) -> dict[str, list[str]]:
    """Unique id of a model -> unique ids of its unit tests."""
    found = defaultdict(list)
    for unique_id, test in manifest.get("unit_tests", {}).items():
        for model in test["depends_on"]["nodes"][:1]:
            found[model].append(unique_id)
    return dict(found)


def unit_test_results(build: Path, manifest: dict) -> list[UnitTests]:
    """What became of the unit tests of a build, run in it or before it, a model at a time."""
    path = build / DBT_ARTIFACTS / "run_results.json"
    results = json.loads(path.read_text(encoding="utf-8"))["results"]
    status = unit_tests_once.passed_before(build)
    status |= {one["unique_id"]: one["status"] for one in results}
    return [
        UnitTests(
            model,
            sum(test in status for test in tests),
            [test.rpartition(".")[2] for test in tests if status.get(test) not in _GOOD],
        )
        for model, tests in models_with_unit_tests(manifest).items()
    ]
