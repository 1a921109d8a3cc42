"""What Dagster knows: asset keys, checks, partitions and the job, from the real entry point."""

import json

import pytest
import yaml

from tests.pipeline.conftest import CHECKOUT

pytestmark = pytest.mark.pipeline

DESCRIBE = """
import json
from dagster_project.definitions import defs
definitions = defs()
graph = definitions.resolve_asset_graph()
job = definitions.resolve_job_def("quarterly_refresh")
print(json.dumps({
    "assets": sorted(key.to_user_string() for key in graph.get_all_asset_keys()
                     if graph.get(key).is_materializable),
    "checks": sorted(key.name for key in graph.asset_check_keys
                     if key.asset_key.path[-1] == "fct_kpi_values"),
    "parents": sorted(key.to_user_string() for key in
                      graph.get(next(k for k in graph.get_all_asset_keys()
                                     if k.path == ["published_release"])).parent_keys),
    "partitions": job.partitions_def.get_partition_keys(),
    "executor": job.executor_def.name,
    "steps": sorted(node.name for node in job.nodes),
    "all_checks": sorted(f"{key.asset_key.path[-1]}:{key.name}" for key in graph.asset_check_keys),
    "schedules": {s.name: [s.cron_schedule, s.execution_timezone]
                  for s in definitions.get_repository_def().schedule_defs},
    "sensors": sorted(s.name for s in definitions.get_repository_def().sensor_defs),
}))
"""
DBT = CHECKOUT / "dbt" / "models"


def _sources(folder: str) -> list[str]:
    text = (DBT / "staging" / folder / f"_{folder}__sources.yml").read_text(encoding="utf-8")
    return sorted(table["name"] for table in yaml.safe_load(text)["sources"][0]["tables"])


# What dbt reads and makes, as its files say; the assets must be just these.
FORMS, LEDGER = _sources("lake"), _sources("ledger")
MARTS = sorted(path.stem for path in (DBT / "marts").glob("*.sql"))


@pytest.fixture(scope="module")
def known(refreshed):
    process = refreshed.start("-c", DESCRIBE)
    out, err = process.communicate(timeout=300)
    assert process.returncode == 0, err
    return json.loads(out.splitlines()[-1])


def test_one_asset_a_form_and_one_a_ledger_table(known):
    assets = known["assets"]
    assert [a for a in assets if a.startswith("lake/")] == [f"lake/{form}" for form in FORMS]
    assert [a for a in assets if a.startswith("ledger/")] == [f"ledger/{name}" for name in LEDGER]


def test_every_mart_is_an_asset_and_the_release_waits_for_all(known):
    marts = [f"marts/{name}" for name in MARTS]
    assert [a for a in known["assets"] if a.startswith("marts/")] == marts
    assert known["parents"] == marts
    assert "published_release" in known["assets"]
    assert "quarterly_briefing" in known["assets"]  # made after it, never a step of the refresh


def test_the_release_is_guarded_by_checks(known):
    expected = {"dbt_tests", "warehouse_closed", "control_totals", "every_kpi_present"}
    expected |= {"forms_allow"}
    assert expected <= set(known["checks"])


def test_the_job_is_partitioned_by_quarter_and_runs_in_one_process(known):
    assert known["partitions"][0] == "2023Q3"
    assert "2026Q3" in known["partitions"]
    assert known["executor"] == "in_process"
    assert known["steps"] == [
        "dbt_models",
        "form_checks",
        "published_release",
        "release_checks",
        "take_in_inbox",
        "unit_test_checks",
    ]


def test_every_dbt_test_is_a_check_and_every_form_has_its_four(known, refreshed):
    (manifest,) = (refreshed.path / "warehouse" / "dbt").glob("*/manifest.json")
    nodes = json.loads(manifest.read_text(encoding="utf-8"))
    tests = {node["name"] for node in nodes["nodes"].values() if node["resource_type"] == "test"}
    listed = [check.partition(":") for check in known["all_checks"]]
    assert tests <= {name for _, _, name in listed}
    tested = {one["depends_on"]["nodes"][0].split(".")[2] for one in nodes["unit_tests"].values()}
    assert {model for model, _, name in listed if name == "dbt_unit_tests"} == tested
    four = {"freshness", "completeness", "control_totals", "outliers"}
    for form in FORMS:
        assert four <= {name for model, _, name in listed if model == form}


def test_the_calendar_is_looked_up_in_the_time_of_lao_cai(known):
    assert known["schedules"] == {
        "every_morning": ["0 6 * * *", "Asia/Ho_Chi_Minh"],
        "provisional_release": ["0 6 * * *", "Asia/Ho_Chi_Minh"],
    }
    assert known["sensors"] == ["after_release", "inbox"]


def test_the_quarter_does_not_make_dbt_parse_anew(refreshed):
    """Partial parsing survives from build to build: same paths, no --vars."""
    build = refreshed.path / "warehouse" / "builds" / refreshed.manifest()["build_id"]
    log = (build / "dbt" / "dbt.log").read_text(encoding="utf-8")
    assert "Unable to do partial parsing" not in log
    results = json.loads((build / "dbt" / "run_results.json").read_text(encoding="utf-8"))
    assert results["args"]["vars"] == {}
