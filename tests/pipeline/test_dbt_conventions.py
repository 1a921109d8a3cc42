"""Conventions of the dbt project, read from dbt's own manifest.

Ten rules in the spirit of dbt-project-evaluator, which is a package that has to be downloaded.
`tests/unit/test_dbt_project.py` holds what the files alone can tell.
"""

import re
from collections import Counter

import pytest

pytestmark = pytest.mark.pipeline

LAYERS = {
    "staging": "stg_",
    "intermediate": "int_",
    "marts": ("fct_", "dim_", "bridge_"),
    "external": "ext_",
}
MOST_PARENTS = 10
LONGEST_CHAIN_OF_VIEWS = 5
# One row a cell, ledger entry or nil return: two of them may well be alike, and both count.
CELL_LISTS = re.compile(
    r"(int|fct)_kpi_cells.*|int_kpi_breakdowns_from_.*|int_summary_figures"
    r"|int_worker_stocks|int_stoppage_events|int_mandatory_cells|int_employer_relations"
    r"|int_hotspot_cells|int_insured_employers"
)
# Unions over all forms or families; each part of them is simple.
UNIONS = {"int_mandatory_cells", "int_kpi_cells_of_families"}
# The comparisons rest on the published values themselves.
LOOKS_BACK = {("int_kpi_comparisons", "model.qhld.fct_kpi_values")}


@pytest.fixture(scope="module")
def models(dbt_manifest) -> dict[str, dict]:
    """Unique id -> node of every model."""
    return {
        key: node for key, node in dbt_manifest["nodes"].items() if node["resource_type"] == "model"
    }


@pytest.fixture(scope="module")
def tests_of(dbt_manifest) -> dict[str, list[dict]]:
    """Unique id of a model -> its generic data tests."""
    found: dict[str, list[dict]] = {}
    for node in dbt_manifest["nodes"].values():
        if node["resource_type"] == "test" and node.get("attached_node"):
            found.setdefault(node["attached_node"], []).append(node)
    return found


def _layer(node: dict) -> str:
    return node["fqn"][1]


def _is_published(node: dict) -> bool:
    """Whether readers see it: the marts, and what outsiders see under the names of marts."""
    return _layer(node) == "marts" or (_layer(node) == "external" and "working" not in node["fqn"])


def _parents(node: dict) -> list[str]:
    return node["depends_on"]["nodes"]


def test_1_folder_and_prefix_agree(models):
    wrong = [n["name"] for n in models.values() if not n["name"].startswith(LAYERS[_layer(n)])]
    assert wrong == []


def test_2_a_source_is_read_by_one_staging_model(dbt_manifest, models):
    readers = Counter()
    for node in models.values():
        sources = [key for key in _parents(node) if key.startswith("source.")]
        assert not sources or _layer(node) == "staging", node["name"]
        assert len(sources) <= 1, f"{node['name']} joins sources"
        readers.update(sources)
    assert {key for key, count in readers.items() if count > 1} == set()
    assert set(dbt_manifest["sources"]) == set(readers), "every source is staged"


def test_3_layers_only_look_back(models):
    order = list(LAYERS)
    for node in models.values():
        for key in _parents(node):
            if key in models:
                mine, theirs = order.index(_layer(node)), order.index(_layer(models[key]))
                excused = (node["name"], key) in LOOKS_BACK
                assert theirs <= mine or excused, f"{node['name']} reads {key}"
                assert _layer(node) != "staging", f"{node['name']} reads {key}"


def test_4_marts_never_read_the_lake_as_staged(models):
    for node in models.values():
        if _layer(node) == "marts":
            lake = [key for key in _parents(node) if ".stg_lake__" in key]
            assert lake == [], node["name"]


def test_5_nothing_is_built_that_nobody_reads(dbt_manifest, models):
    for key, node in models.items():
        readers = [k for k in dbt_manifest["child_map"][key] if not k.startswith("unit_test.")]
        if _layer(node) == "intermediate" or "working" in node["fqn"]:
            assert any(k.startswith("model.") for k in readers), f"{node['name']} has no reader"


def test_6_every_model_has_a_tested_key(models, tests_of):
    key_tests = {"unique", "unique_combination"}
    without = [
        node["name"]
        for key, node in models.items()
        if _layer(node) in ("intermediate", "marts", "external")
        and not CELL_LISTS.fullmatch(node["name"])
        and not {t["test_metadata"]["name"] for t in tests_of.get(key, [])} & key_tests
    ]
    assert without == []


def test_7_marts_are_public_contracts_described_to_the_last_column(models):
    for node in models.values():
        is_mart = _is_published(node)
        assert (node["access"] == "public") == is_mart, node["name"]
        assert node["contract"]["enforced"] == is_mart, node["name"]
        assert len(node["description"]) > 15, node["name"]
        if is_mart:
            undescribed = [c["name"] for c in node["columns"].values() if not c["description"]]
            assert undescribed == [], node["name"]


def test_7b_what_outsiders_see_has_the_columns_of_the_mart_it_stands_for(models):
    marts = {node["name"]: node for node in models.values() if _layer(node) == "marts"}
    external = [n for n in models.values() if _layer(n) == "external" and _is_published(n)]
    assert len(external) > 8
    for node in external:
        assert node["schema"] == "external"
        assert list(node["columns"]) == list(marts[node["alias"]]["columns"]), node["name"]


def test_8_exposures_rest_on_public_models_and_every_mart_is_shown(dbt_manifest, models):
    shown = set()
    for exposure in dbt_manifest["exposures"].values():
        parents = set(_parents(exposure))
        assert parents <= set(models), exposure["name"]
        assert {models[key]["access"] for key in parents} == {"public"}, exposure["name"]
        shown |= parents
    marts = {key for key, node in models.items() if _is_published(node)}
    read_by_models = {parent for node in models.values() for parent in _parents(node)}
    assert marts - shown - read_by_models == set()


def test_9_references_are_not_written_out(models):
    schemas = r"\b(?:from|join)\s+(?:staging|intermediate|marts|lake|ledger|reference)\."
    for node in models.values():
        code = re.sub(r"--.*", "", node["raw_code"])
        assert not re.search(schemas, code), f"{node['name']}: use ref() or source()"


def test_10_models_stay_simple_to_follow(models):
    views = {key for key, node in models.items() if node["config"]["materialized"] == "view"}

    def chain(key: str) -> int:
        if key not in views:
            return 0
        return 1 + max((chain(parent) for parent in _parents(models[key])), default=0)

    for key, node in models.items():
        assert chain(key) <= LONGEST_CHAIN_OF_VIEWS, node["name"]
        if node["name"] not in UNIONS:
            assert len(set(_parents(node))) <= MOST_PARENTS, node["name"]
