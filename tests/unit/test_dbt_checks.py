"""Every dbt test is listed under a model; unit tests by what dbt said of them."""

import json

from dagster_project.dbt_checks import unit_test_results, with_owners
from dagster_project.warehouse_build import DBT_ARTIFACTS

TEST = {"resource_type": "test"}
MANIFEST = {
    "nodes": {
        "model.q.stg": {"resource_type": "model", "name": "stg", "config": {}},
        "model.q.mart": {"resource_type": "model", "name": "mart", "config": {}},
        "test.q.both": TEST
        | {"config": {}, "depends_on": {"nodes": ["model.q.mart", "model.q.stg"]}},
        "test.q.generic": TEST
        | {
            "config": {},
            "attached_node": "model.q.stg",
            "depends_on": {"nodes": ["model.q.stg", "model.q.mart"]},
        },
        "test.q.told": TEST
        | {
            "config": {"meta": {"dagster": {"ref": {"name": "stg"}}}},
            "depends_on": {"nodes": ["model.q.mart", "model.q.stg"]},
        },
    },
    "parent_map": {"model.q.stg": ["source.q.lake"], "model.q.mart": ["model.q.stg"]},
    "unit_tests": {
        "unit_test.q.mart.adds": {"depends_on": {"nodes": ["model.q.mart"]}},
        "unit_test.q.mart.rounds": {"depends_on": {"nodes": ["model.q.mart"]}},
        "unit_test.q.stg.casts": {"depends_on": {"nodes": ["model.q.stg"]}},
    },
}


def test_a_test_over_several_models_belongs_to_the_one_furthest_down():
    nodes = with_owners(MANIFEST)["nodes"]
    assert nodes["test.q.both"]["config"]["meta"]["dagster"]["ref"] == {"name": "mart"}
    assert nodes["test.q.told"]["config"]["meta"]["dagster"]["ref"] == {"name": "stg"}
    assert "meta" not in nodes["test.q.generic"]["config"]
    assert "meta" not in MANIFEST["nodes"]["test.q.both"]["config"], "the manifest is left alone"


def test_unit_tests_are_summed_up_by_model(tmp_path):
    (tmp_path / DBT_ARTIFACTS).mkdir()
    results = [
        {"unique_id": "unit_test.q.mart.adds", "status": "pass"},
        {"unique_id": "unit_test.q.mart.rounds", "status": "fail"},
    ]
    path = tmp_path / DBT_ARTIFACTS / "run_results.json"
    path.write_text(json.dumps({"results": results}))
    found = {one.model: (one.ran, one.failed) for one in unit_test_results(tmp_path, MANIFEST)}
    assert found == {"model.q.mart": (2, ["rounds"]), "model.q.stg": (0, ["casts"])}
