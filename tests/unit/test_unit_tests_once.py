"""dbt's unit tests are left out only where the same ones have passed by the same rules."""

import json

import pytest

from dagster_project import unit_tests_once
from dagster_project.dbt_checks import unit_test_results
from dagster_project.release_checks import check_build
from dagster_project.warehouse_build import DBT_ARTIFACTS
from ingest.home import builds_dir
from tests.unit.build_fixture import write_results

TESTS = ("unit_test.q.mart.adds", "unit_test.q.mart.rounds")
MODEL = "model.q.mart"


@pytest.fixture(autouse=True)
def _rules(monkeypatch):
    _by_rules(monkeypatch, "a" * 64)
    unit_tests_once.manifest_folder().mkdir(parents=True)


def _by_rules(monkeypatch, rules: str) -> None:
    monkeypatch.setattr("dagster_project.unit_tests_once.rules_hash", lambda: rules)
    monkeypatch.setattr("dagster_project.dbt_project.rules_hash", lambda: rules)


def _build(name: str, statuses: dict[str, str]):
    build = builds_dir() / name
    (build / DBT_ARTIFACTS).mkdir(parents=True)
    depends = {"depends_on": {"nodes": [MODEL]}, "resource_type": "unit_test", "config": {}}
    manifest = {
        "nodes": {MODEL: {"resource_type": "model", "config": {}}},
        "unit_tests": dict.fromkeys(TESTS, depends),
    }
    (build / DBT_ARTIFACTS / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    write_results(build, {MODEL: "success", **statuses})
    return build, manifest


def test_what_has_passed_is_left_out_and_still_counts():
    first, _ = _build("first", dict.fromkeys(TESTS, "pass"))
    assert not unit_tests_once.take_over(first)
    assert unit_tests_once.arguments(first) == []
    unit_tests_once.note_passed(first)

    second, manifest = _build("second", {})
    assert not check_build(second)[0].passed, "neither run nor passed before"
    assert unit_tests_once.take_over(second)
    assert unit_tests_once.arguments(second) == ["--exclude-resource-type", "unit_test"]
    tests = check_build(second)[0]
    assert (tests.passed, tests.detail) == (
        True,
        "2 phép thử dbt đều đạt (0 cảnh báo; 2 phép thử công thức đã đạt ở bản dựng first, "
        "cùng quy tắc tính).",
    )
    (mart,) = unit_test_results(second, manifest)
    assert (mart.ran, mart.failed) == (2, [])


@pytest.mark.parametrize(
    "statuses", [{TESTS[0]: "pass"}, dict(zip(TESTS, ("pass", "fail"), strict=True))]
)
def test_unless_all_have_passed_nothing_is_noted(statuses):
    first, _ = _build("first", statuses)
    unit_tests_once.note_passed(first)
    second, _ = _build("second", {})
    assert not unit_tests_once.take_over(second)


def test_other_rules_or_another_engine_want_them_again(monkeypatch):
    first, _ = _build("first", dict.fromkeys(TESTS, "pass"))
    unit_tests_once.note_passed(first)
    second, _ = _build("second", {})
    version = unit_tests_once.version
    monkeypatch.setattr(
        unit_tests_once, "version", lambda name: "9.9" if name == "duckdb" else version(name)
    )
    assert not unit_tests_once.take_over(second)
    monkeypatch.setattr(unit_tests_once, "version", version)
    assert unit_tests_once.take_over(second)
    _by_rules(monkeypatch, "a" * 63 + "b")  # the same folder, which is named by the first letters
    assert not unit_tests_once.take_over(second)
