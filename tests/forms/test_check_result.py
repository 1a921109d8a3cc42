"""The public check result: its schema is the generated one, and real results follow it."""

import copy
import json
from pathlib import Path

import pytest
from pydantic import ValidationError

from ingest.check_result import RESULT_SCHEMA_FILE, CheckResult, result_schema
from ingest.reader_pool import ReaderPool
from ingest.sample import write_sample
from tests.unit import bad_files as bad

EXAMPLES = sorted(
    path
    for path in (Path(__file__).with_name("examples")).iterdir()
    if path.suffix in (".xlsx", ".xls", ".ods", ".csv")
)


def validate(result):
    return CheckResult.model_validate_json(json.dumps(result))


@pytest.fixture(scope="module")
def pool():
    with ReaderPool(2) as readers:
        yield readers


@pytest.fixture(scope="module")
def good(pool, tmp_path_factory):
    path = tmp_path_factory.mktemp("good") / "tot.xlsx"
    path.write_bytes(bad.good_xlsx())
    return pool.check(path)


def test_the_json_schema_is_the_generated_one():
    written = json.loads(RESULT_SCHEMA_FILE.read_text(encoding="utf-8"))
    assert written == result_schema(), "run: python -m ingest.check_result"
    assert written["$schema"].endswith("draft/2020-12/schema")
    assert written["$id"].endswith(":1")


def test_the_json_schema_is_a_schema():
    jsonschema = pytest.importorskip("jsonschema")
    jsonschema.Draft202012Validator.check_schema(result_schema())


def test_a_good_file_and_its_public_keys(good):
    validate(good)
    assert list(good) == [
        "schema_version",
        "file",
        "sha256",
        "outcome",
        "agency",
        "replacement",
        "tables",
        "findings",
        "correction",
    ]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_the_examples_follow_the_schema(pool, path):
    result = pool.check(path)
    assert validate(result).tables


def test_a_made_up_quarter_follows_the_schema(pool, tmp_path):
    jsonschema = pytest.importorskip("jsonschema")
    validator = jsonschema.Draft202012Validator(result_schema())
    write_sample(tmp_path, ["2026Q3"], 20260914)
    files = sorted(path for path in (tmp_path / "2026Q3").iterdir() if path.suffix != ".csv")
    files = [path for path in files if path.is_file()][:40]
    states = set()
    for result in pool.check_all((path, None, None) for path in files):
        validate(result)
        assert validator.is_valid(result)
        for table in result["tables"]:
            states |= {state for row in table["rows"] for state in row["states"].values()}
    assert {"value", "blank"} <= states


def test_refusals_follow_the_schema(pool, tmp_path):
    contents = {"rong.xlsx": b"", "web.xls": b"<html>", "xa.xlsx": bad.far_corner()}
    for name, content in contents.items():
        (tmp_path / name).write_bytes(content)
    for path in (*(tmp_path / name for name in contents), tmp_path, tmp_path / "khong_co"):
        result = pool.check(path)
        assert validate(result).outcome == "refused"
        assert (result["sha256"] is None) == (path.name not in contents)


def test_without_rows_the_result_is_still_whole(good):
    short = copy.deepcopy(good)
    del short["tables"][0]["rows"]
    validate(short)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("schema_version",), 2),
        (("outcome",), "ok"),
        (("sha256",), "abc"),
        (("tables", 0, "rows_read"), 99),
        (("tables", 0, "rows_read"), "2"),
        (("tables", 0, "period"), "Quý III/2026"),
        (("tables", 0, "rows", 0, "cells", "inspections"), "12C"),
        (("tables", 0, "rows", 0, "states", "inspections"), "guess"),
        (("tables", 0, "rows", 0, "values", "inspections"), [1]),
        (("findings",), [{"severity": "error", "code": "x"}]),
        (("unknown_key",), 1),
        (("outcome",), "rejected"),
    ],
)
def test_another_shape_is_told(good, path, value):
    wrong = copy.deepcopy(good)
    target = wrong
    for key in path[:-1]:
        target = target[key]
    target[path[-1]] = value
    with pytest.raises(ValidationError):
        validate(wrong)
