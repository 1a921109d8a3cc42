"""The form contract: misspelt keys, what every form must say, generated files."""

import json
from collections import defaultdict

import pytest
import yaml

from ingest.cells.read_cells import Sheet
from ingest.contracts.contract import (
    FORMS_DIR,
    SCHEMA_FILE,
    ContractError,
    contract_schema,
    load_forms,
    read_form,
)
from ingest.contracts.dbt_sources import (
    COMPARISON_FILE,
    SEED_FILE,
    SOURCES_FILE,
    dbt_sources,
    forms_seed,
    ledger_comparison,
)
from ingest.lake.write_lake import schema_of
from ingest.tables.find_tables import TableFinder
from ingest.tables.match_columns import labels_of
from ingest.values.fold_text import fold
from ingest.values.vocabulary import expand

FORMS = load_forms()
COLUMNS = [(form, name) for form in FORMS.values() for name in form.columns]
IDS = [f"{form.id}.{name}" for form, name in COLUMNS]
SMALL = """\
form: small_form
number: 99/THU
title: {vi: Biểu thử, en: Trial form}
kind: summary
calendar: BCDK
source: thử
titles: [biểu thử]
one_row_per: [commune]
layouts:
  - since: 2023Q3
    required: [commune, sessions]
columns:
  commune:
    type: commune
    means: Xã, phường
    labels: [xã]
  sessions:
    type: count
    unit: cuộc
    means: Số cuộc
    labels: [số cuộc]
    plausible: {min: 0, max: 10, source: thử}
"""


def _form(folder, text):
    path = folder / "small_form.yml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_small_form_is_right(tmp_path):
    form = read_form(_form(tmp_path, SMALL))
    assert (form.id, list(form.columns)) == ("small_form", ["commune", "sessions"])


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("    labels: [số cuộc]", "    lables: [số cuộc]", 21, "lables"),
        ("calendar: BCDK", "calendar: BCDK\ncalender: x", 6, "calender"),
        ("source: thử}", "sauce: thử}", 22, "sauce"),
        ("    unit: cuộc\n", "", 17, "a number needs its unit"),
        ("type: count", "type: number", 18, "type"),
        ("kind: summary", "kind: table", 4, "kind"),
        ("required: [commune, sessions]", "required: [comune]", 1, "comune"),
        ("{min: 0, max: 10,", "{min: 20, max: 10,", 22, "min is greater than max"),
        ("{min: 0, max: 10, source: thử}", "{min: 0}", 22, "source"),
        ("    means: Số cuộc\n", "    means: Số cuộc\n    means: Số lần\n", 21, "twice"),
        ("  sessions:\n", "  commune:\n", 17, "twice"),
        ("since: 2023Q3", "since: 2023Q5", 10, "since"),
        ("    labels: [xã]", "    labels: []", 16, "labels"),
        ("kind: summary", "kind: [", 5, ""),
    ],
)
def test_a_mistake_is_reported_with_file_and_line(tmp_path, old, new, line, said):
    assert SMALL.count(old) == 1
    with pytest.raises(ContractError) as error:
        read_form(_form(tmp_path, SMALL.replace(old, new)))
    assert "small_form.yml:" in str(error.value)
    assert said in str(error.value)
    if said:
        assert f"small_form.yml:{line}:" in str(error.value)


@pytest.mark.parametrize("text", ["", "- a\n- b\n", "chỉ là chữ"])
def test_what_is_no_form(tmp_path, text):
    with pytest.raises(ContractError, match=r"small_form\.yml:1"):
        read_form(_form(tmp_path, text))


def test_the_worked_example_of_the_readme_reads_a_table(tmp_path):
    readme = (FORMS_DIR.parent / "README.md").read_text(encoding="utf-8")
    example = readme.split("```yaml\n")[1].split("```")[0]
    path = tmp_path / "training_summary.yml"
    path.write_text(example, encoding="utf-8")
    form = read_form(path)
    assert len(example.splitlines()) < 23
    rows = [["Huấn luyện an toàn quý III/2026"], ["Địa bàn", "Số người được huấn luyện"], ["A", 1]]
    (table,) = TableFinder([form]).find(Sheet("Trang", rows))
    assert table.names == {"commune", "trained"}


def test_a_form_stands_in_the_file_of_its_name(tmp_path):
    (tmp_path / "other.yml").write_text(SMALL, encoding="utf-8")
    with pytest.raises(ContractError, match=r"other.yml.*small_form.yml"):
        load_forms(tmp_path)


def test_the_layout_in_force_says_what_is_required(tmp_path):
    later = "  - since: 2026Q1\n    required: [commune]\ncolumns:"
    form = read_form(_form(tmp_path, SMALL.replace("columns:", later, 1)))
    assert form.required("2025Q4") == ["commune", "sessions"]
    assert form.required("2026Q1") == ["commune"]
    assert form.required("2020Q1") == ["commune", "sessions"]
    assert form.required(None) == ["commune"]


def test_a_changed_contract_has_another_version(tmp_path):
    before = read_form(_form(tmp_path, SMALL)).version
    assert read_form(_form(tmp_path, SMALL + "# một ghi chú\n")).version == before
    assert read_form(_form(tmp_path, SMALL.replace("[xã]", "[xã, phường]"))).version != before


def test_the_forms():
    """F1, F3 and F5 as summary and as list, F8 in two parts, F11."""
    assert set(FORMS) == {
        *("inspection_summary", "inspection_list", "penalty_decisions"),
        *("dispute_summary", "dispute_log", "stoppage_log"),
        *("outreach_summary", "outreach_sessions"),
        *("union_summary", "social_insurance", "media_products", "grassroots_media"),
        *("accident_summary", "employer_register", "alert_log"),
    }
    assert len({form.number for form in FORMS.values()}) == len(FORMS)


@pytest.mark.parametrize(("form", "name"), COLUMNS, ids=IDS)
def test_every_column_says_what_it_is(form, name):
    column = form.columns[name]
    raw = yaml.safe_load((FORMS_DIR / f"{form.id}.yml").read_text(encoding="utf-8"))
    assert len(column.means) > 5
    assert fold(column.means) != fold(name)
    if column.type in ("count", "money", "quantity", "share"):
        assert column.unit
        assert raw["columns"][name]["unit"]
    if column.plausible:
        assert column.plausible.source
    if column.type == "money":
        assert column.unit == "đồng"
    if name in ("employer", "tax_code"):
        assert column.pii == "employer"


def test_texts_about_persons_are_personal():
    """Columns that name persons, or may quote them, never reach the lake."""
    about = ("người yêu cầu", "họ tên", "hoà giải viên", "tự do", "nguyên nhân", "nội dung")
    for form, name in COLUMNS:
        column = form.columns[name]
        means = fold(column.means)
        if column.type == "text" and any(fold(word) in means for word in about):
            assert column.is_personal, (form.id, name)
            assert name not in form.stored_columns


@pytest.mark.parametrize("form", FORMS.values(), ids=list(FORMS))
def test_no_label_means_two_columns(form):
    """A label that two columns claim is told apart by `unless`, or by a path such as `a > b`."""
    claims = defaultdict(set)
    for name, column in form.columns.items():
        for label in column.labels:
            if ">" not in label:
                claims[expand(label)].add(name)
    order = list(form.columns)
    for label, names in claims.items():
        first_ones = sorted(names, key=order.index)[:-1]
        unguarded = [name for name in first_ones if not form.columns[name].keywords.unless]
        assert not unguarded, (label, names)


@pytest.mark.parametrize(("form", "name"), COLUMNS, ids=IDS)
def test_every_label_finds_its_column(form, name):
    labels = labels_of(form)
    for label in form.columns[name].labels:
        path = tuple(part.strip() for part in label.split(">"))
        found = labels.column(0, path)
        assert found.name == name, (label, found)


def test_no_column_is_named_like_one_that_the_lake_adds():
    for form, name in COLUMNS:
        assert not name.endswith(("_cell", "_state")), (form.id, name)
        assert name not in ("load_id", "table_no", "record_no", "sheet", "row"), (form.id, name)


def test_the_json_schema_is_the_generated_one():
    written = json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))
    assert written == contract_schema(), "run: python -m ingest.contracts.contract"


def test_every_form_file_names_the_schema_for_editors():
    for form_id in FORMS:
        first = (FORMS_DIR / f"{form_id}.yml").read_text(encoding="utf-8").splitlines()[0]
        assert first == f"# yaml-language-server: $schema={SCHEMA_FILE.name}"


def test_the_dbt_sources_are_the_generated_ones():
    written = SOURCES_FILE.read_text(encoding="utf-8")
    assert written == dbt_sources(), "run: python -m ingest.contracts.dbt_sources"
    assert SEED_FILE.read_text(encoding="utf-8") == forms_seed()
    assert COMPARISON_FILE.read_text(encoding="utf-8") == ledger_comparison()


def test_the_dbt_sources_name_the_columns_of_the_lake():
    (source,) = yaml.safe_load(dbt_sources())["sources"]
    tables = {table["name"]: table["columns"] for table in source["tables"]}
    assert set(tables) == set(FORMS)
    for form_id, columns in tables.items():
        assert [column["name"] for column in columns] == list(schema_of(FORMS[form_id]))
        personal = {name for name, c in FORMS[form_id].columns.items() if c.is_personal}
        assert personal.isdisjoint(column["name"] for column in columns)
