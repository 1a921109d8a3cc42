"""Rules of the dbt project that hold without running dbt."""

import csv
import re
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest
import yaml

from ingest.contracts.contract import load_forms
from ingest.contracts.form_columns import NUMBERS

DBT = Path(__file__).resolve().parents[2] / "dbt"
SQL = sorted((DBT / "models").rglob("*.sql"))
YML = sorted((DBT / "models").rglob("*.yml"))
# The forty indicators of the catalogue, in its order, which is the order of lists.
CATALOGUE = [
    f"{group}-{number:02d}"
    for group, size in {"CI": 9, "DS": 10, "OE": 7, "LR": 8, "DQ": 4, "EW": 2}.items()
    for number in range(1, size + 1)
]
# The columns that screens, command line and briefings read; a change here is a change for them.
FACT_COLUMNS = {
    "fct_kpi_values": "kpi_id area_code area_kind period period_calendar period_span value "
    "numerator denominator value_state value_reason source_used reporting_units expected_units "
    "is_partial is_small_number wilson_low wilson_high comparability comparability_reason",
    "fct_kpi_changes": "kpi_id area_code period period_span comparison base_period base_value "
    "value change_abs change_pct change_kind change_label assessment comparability",
    "fct_kpi_targets": "kpi_id area_code period period_calendar period_span value target "
    "target_kind gap fulfilment_pct target_state target_id target_version target_source",
    "fct_kpi_ranks": "kpi_id commune_code period period_calendar period_span value province_rank "
    "province_size province_median band band_label band_rank band_size band_median unranked_reason",
    "fct_kpi_cells": "kpi_id commune_code period role kind load_id agency_code file_name "
    "file_sha256 form sheet cell row column_name value weight note entity_key zone_code "
    "member_code",
    "fct_reporting_status": "agency_code agency_name form form_name commune_code period "
    "period_calendar due_on first_received_at first_accepted_at status submissions load_id "
    "is_nil_return",
    "fct_period_status": "period period_calendar release_status is_approved approved_at "
    "approved_release_id approvals values_changed_since expected_units reported_units "
    "on_time_units late_units returned_units missing_units",
}


@cache
def _documented() -> dict[str, dict]:
    """Every model's entry in the yml files, by name."""
    found: dict[str, dict] = {}
    for path in YML:
        for model in yaml.safe_load(path.read_text(encoding="utf-8")).get("models", []):
            assert model["name"] not in found, f"{model['name']} is described twice"
            found[model["name"]] = model
    return found


def _seed(name: str) -> list[dict[str, str]]:
    with (DBT / "seeds" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _code(path: Path) -> str:
    """A model's SQL without comments."""
    text = re.sub(r"\{#.*?#\}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    return re.sub(r"--.*", "", text)


def test_the_seed_of_forms_agrees_with_the_contracts():
    seeds = {row["form"]: row for row in _seed("forms")}
    contracts = load_forms()
    assert set(contracts) == set(seeds)
    for form in contracts.values():
        assert seeds[form.id]["period_calendar"] == form.calendar, form.id
        assert (seeds[form.id]["is_log"] == "true") == (form.kind == "log"), form.id
    assert len({row["sort_order"] for row in seeds.values()}) == len(seeds)


def test_lists_decide_over_what_the_contracts_say_they_state():
    forms, seeds = load_forms(), {row["form"]: row for row in _seed("forms")}
    stated = {
        (summary.id, name, part.form)
        for summary in forms.values()
        for part in summary.summary_of
        for name in part.columns
    }
    listed = {
        (row["summary_form"], row["column_name"], row["list_form"])
        for row in _seed("listed_columns")
    }
    # the log tells outcomes and open cases too, though they are not compared when a file comes in
    told_also = ("mediated", "mediation_failed", "closing")
    outcomes = {("dispute_summary", name, "dispute_log") for name in told_also}
    assert listed - outcomes <= stated
    assert {(s, f) for s, _, f in stated} == {
        (row["summarised_by"], form) for form, row in seeds.items() if row["summarised_by"]
    }
    used = {(row["form"], row["column_name"]) for row in _seed("kpi_columns")}
    assert {(s, n) for s, n, _ in stated} & used <= {(s, n) for s, n, _ in listed}


def test_every_form_is_staged_and_compared_with_the_ledger():
    compared = (DBT / "tests/assert_lake_holds_the_ledger.sql").read_text(encoding="utf-8")
    for form in load_forms():
        models = [path for path in SQL if f'source("lake", "{form}")' in path.read_text("utf-8")]
        assert len(models) == 1, form
        assert f'"{form}": "{models[0].stem}"' in compared, form


def test_no_python_lies_in_the_dbt_folder():
    # dbt extends its own package path with a folder of this name: a module here would shadow it
    assert not [path for path in DBT.rglob("*.py") if "target" not in path.parts]


def test_no_packages_are_needed():
    assert not (DBT / "packages.yml").exists()
    assert not (DBT / "dependencies.yml").exists()


def test_telemetry_is_off():
    project = yaml.safe_load((DBT / "dbt_project.yml").read_text(encoding="utf-8"))
    assert project["flags"]["send_anonymous_usage_stats"] is False


def test_every_model_is_described_and_nothing_else():
    assert set(_documented()) == {path.stem for path in SQL}
    assert all(len(model["description"]) > 15 for model in _documented().values())


@pytest.mark.parametrize("path", SQL, ids=lambda path: path.stem)
def test_layers(path):
    layer = path.relative_to(DBT / "models").parts[0]
    prefix = {
        "staging": "stg_",
        "intermediate": "int_",
        "marts": ("dim_", "fct_", "bridge_"),
        "external": "ext_",
    }[layer]
    code = _code(path)
    assert path.stem.startswith(prefix)
    assert ("source(" in code) == (layer == "staging"), "sources are read in staging, only there"
    if layer == "staging":
        assert "ref(" not in code
    if layer == "marts":
        assert "stg_lake__" not in code, "marts read what intermediate models decided"


@pytest.mark.parametrize("path", SQL, ids=lambda path: path.stem)
def test_nothing_depends_on_the_clock_or_the_run(path):
    code = _code(path).lower()
    clock = (
        r"current_date|current_timestamp|\bnow\(|today\(|random\(|uuid|invocation_id|run_started"
    )
    assert not re.search(clock, code)


@pytest.mark.parametrize("path", [*SQL, *YML], ids=lambda path: path.name)
def test_files_stay_readable(path):
    if path.name != "_lake__sources.yml":  # follows the forms
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 300


@pytest.mark.parametrize(
    "name", [path.stem for path in SQL if path.parent.name == "marts"], ids=str
)
def test_marts_are_contracts_with_every_column_described(name):
    for column in _documented()[name]["columns"]:
        assert column["data_type"], column["name"]
        assert len(column["description"]) > 3, column["name"]
        if column["data_type"] == "double":
            assert column["config"]["meta"]["unit"], f"{column['name']} has no unit"


@pytest.mark.parametrize("name", FACT_COLUMNS)
def test_facts_have_the_columns_their_readers_use(name):
    columns = [column["name"] for column in _documented()[name]["columns"]]
    assert columns == FACT_COLUMNS[name].split()


def test_indicators_are_rows_with_all_their_texts():
    rows = _seed("kpis")
    ids = [row["kpi_id"] for row in rows]
    assert [i for i in CATALOGUE if i in ids] == ids
    for row in rows:
        assert CATALOGUE.index(row["kpi_id"]) + 1 == int(row["sort_order"])
        for text in ("name", "short_name", "name_en", "definition", "unit", "numerator_text"):
            assert row[text], (row["kpi_id"], text)
        ratio = row["additivity"] == "RATIO"
        assert ratio == bool(row["denominator_text"]) == bool(row["na_reason"])
        assert ratio == bool(row["denominator_time"]) == bool(row["missing_denominator_reason"])
        assert ratio or row["scale"] == "1"


def test_indicator_texts_are_vietnamese():
    marks = re.compile(r"[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]")
    for row in _seed("kpis"):
        for text in ("name", "definition", "numerator_text", "caveat"):
            assert marks.search(row[text]), (row["kpi_id"], text)


def test_columns_that_feed_indicators_exist():
    sources = yaml.safe_load(
        (DBT / "models/staging/lake/_lake__sources.yml").read_text(encoding="utf-8")
    )["sources"][0]["tables"]
    columns = {table["name"]: {c["name"] for c in table["columns"]} for table in sources}
    figures = _code(DBT / "models/intermediate/int_summary_figures.sql")
    for row in _seed("kpi_columns"):
        assert row["column_name"] in columns[row["form"]]
        assert f'"{row["column_name"]}"' in figures


def test_every_form_of_an_indicator_is_known():
    forms = {row["form"] for row in _seed("forms")}
    for row in _seed("kpis"):
        assert set(row["source_forms"].split("; ")) <= forms
        assert not row["primary_form"] or row["primary_form"] in forms


def test_source_forms_are_those_of_the_columns():
    path = DBT.parent / "data" / "reference" / "kpi_source_columns.csv"
    told = defaultdict(set)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            # a stoppage that only the dispute log holds has no days: it shows, and adds nothing
            is_blank = row["kpi_id"] in ("DS-08", "DS-09") and row["form"] == "dispute_log"
            if not is_blank:
                told[row["kpi_id"]].add(row["form"])
    for row in _seed("kpis"):
        assert told[row["kpi_id"]] <= set(row["source_forms"].split("; ")), row["kpi_id"]


def test_mandatory_figures_are_those_that_the_contracts_require():
    text = _code(DBT / "models/intermediate/int_mandatory_cells.sql")
    counted = {
        form: set(re.findall(r'"(\w+)"', columns))
        for form, columns in re.findall(r'"(\w+)",\s+"stg_lake__\w+",\s+\[(.*?)\]', text, re.DOTALL)
    }
    owed = {row["form"] for row in _duties() if row["who"] == "communes"}
    figures = {
        form.id: {
            name
            for layout in form.layouts
            for name in layout.required
            if form.columns[name].type in NUMBERS
        }
        for form in load_forms().values()
        if form.id in owed
    }
    assert counted == {form: names for form, names in figures.items() if names}


def _duties() -> list[dict[str, str]]:
    path = DBT.parent / "data" / "reference" / "duties.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_limits_of_definitions_are_stated_in_their_texts():
    kpis = {row["kpi_id"]: row for row in _seed("kpis")}
    for row in _seed("kpi_thresholds"):
        texts = kpis[row["kpi_id"]]["definition"]
        assert re.search(rf"\b0?{row['value']}\b", texts), row
