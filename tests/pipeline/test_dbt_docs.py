"""dbt's own documentation builds from the finished warehouse, without the network."""

import json

import pytest

from tests.pipeline.run_dbt import run_dbt

pytestmark = [pytest.mark.pipeline, pytest.mark.slow]

NUMBERS = {"double", "integer", "bigint"}
NOWHERE = dict.fromkeys(("http_proxy", "https_proxy", "all_proxy"), "http://127.0.0.1:9")


def test_documentation_builds_and_knows_every_column_of_the_marts(env, scratch) -> None:
    run_dbt(env | NOWHERE, scratch, "docs", "generate")
    target = scratch / "target"
    assert (target / "index.html").stat().st_size > 100_000
    manifest = json.loads((target / "manifest.json").read_text(encoding="utf-8"))
    catalog = json.loads((target / "catalog.json").read_text(encoding="utf-8"))
    assert catalog["errors"] is None
    marts = [
        node
        for node in manifest["nodes"].values()
        if node["resource_type"] == "model" and node["access"] == "public"
    ]
    assert {node["fqn"][1] for node in marts} == {"marts", "external"}
    for node in marts:
        built = catalog["nodes"][node["unique_id"]]["columns"]
        assert {name.lower() for name in built} == set(node["columns"]), node["name"]
        for column in node["columns"].values():
            place = f"{node['name']}.{column['name']}"
            assert len(column["description"]) > 3, place
            assert "{{" not in column["description"], place
            if column["data_type"].lower() in NUMBERS:
                assert column["config"]["meta"]["unit"], place
