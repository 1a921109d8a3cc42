"""The pages of the Evidence site: all of their queries run, and what breaks silently is found."""

import json
import re
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from dagster_project.handover.audience import INSIDE, find_release
from dagster_project.handover.evidence_project import PROJECT, page_queries, sources, write_project
from tests.browser.release_fixture import write_release
from tests.unit.evidence_pages import evidence_tables, find_problems, read_page, resolve

PAGES = sorted(path.relative_to(PROJECT / "pages") for path in (PROJECT / "pages").rglob("*.md"))
VALUES = {
    "area": "province",
    "period": "2026Q3",
    "span": "quarter",
    "kpi": "DS-01",
    "comparison": "previous_quarter",
    "ma": "02647",
}
GOOD = """---
title: Trang thử
queries:
  - periods: periods.sql
---



<Fixed area="province" />

```sql first
select k.kpi_id from marts.dim_kpi as k
```

```sql second
select f.kpi_id from ${first} as f where f.kpi_id <> '${inputs.area.value}'
```
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """The project as handed over, over a made-up release."""
    home = tmp_path_factory.mktemp("home")
    write_release(home)
    folder = tmp_path_factory.mktemp("out") / "site"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("QHLD_HOME", str(home))
        write_project(find_release(INSIDE), folder)
    return folder


@pytest.fixture(scope="module")
def seen(project):
    """The sources as pages meet them."""
    database, problems = evidence_tables(project / "sources", project / "data")
    assert problems == []
    yield database
    database.close()


def _page(text, project, path="trang.md"):
    return read_page(path, text, project / "queries")


@pytest.mark.parametrize("path", PAGES, ids=str)
def test_every_query_of_a_page_runs_as_in_evidence(path, project, seen):
    page = _page((PROJECT / "pages" / path).read_text(encoding="utf-8"), project, str(path))
    values = VALUES | ({"area": VALUES["ma"]} if "[ma]" in str(path) else {})
    assert find_problems(page, seen, values) == []
    assert len(page.queries) >= 4
    told = {n: seen.execute(resolve(page, n, values)).fetchall() for n in page.queries}
    assert all(told[name] for name in told.keys() & {"facts", "periods", "scorecard", "place"})


def test_a_good_page_has_no_problem(project, seen):
    assert find_problems(_page(GOOD, project), seen, VALUES) == []


@pytest.mark.parametrize(
    ("before", "after", "problem"),
    [
        ("select k.kpi_id from", r"select regexp_extract(k.kpi_id, '\d') from", "backslash"),
        ("from marts.dim_kpi as k", "from marts.dim_kpi as k where current_date > '1999-1-1'",
         "current_date: needs an extension"),
        ("select k.kpi_id", "select today() as kpi_id", "needs an extension"),
        ("select k.kpi_id", "select to_json(k.kpi_id) as kpi_id", "needs an extension"),
        ("select k.kpi_id", "select k.kpi_id::json->>'a' as kpi_id", "needs an extension"),
        ("as k\n", "as k order by k.name collate vi\n", "needs an extension"),
        ("from marts.dim_kpi as k", "from read_parquet('x') as k", "needs an extension"),
        ("<Fixed", "<DateRange name='d' />\n<Fixed", "the day before"),
        ("sql first", "sql r", "r: not a name"),
        ("sql first", "sql kpi-list", "kpi-list: not a name"),
        ("sql first", "sql inputs", "inputs: not a name"),
        ("sql first", "sql second", "two queries"),
        ("from marts.dim_kpi", "from dim_kpi", "dim_kpi: qualify"),
        ("from marts.dim_kpi", "from marts.dim_kip", "dim_kip"),
        ("k.kpi_id from", "k.kpi_code as kpi_id from", "kpi_code"),
        ("${first}", "${third}", "which is not on the page"),
        ("from marts.dim_kpi as k", "from ${second} as k", "part of itself"),
        ("as k\n", "as k;\n", "semicolon"),
        ("as k\n", "as k\n-- the end\n", "ends with a comment"),
        ("inputs.area.value", "inputs.zone.value", "inputs.zone: nothing sets it"),
        ("inputs.area.value", "inputs.area", "take .value"),
        ("${inputs.area.value}", "${params.ma}", "no [ma]"),
        ("- periods: periods.sql", "- periods.sql", "give an alias"),
        ("- periods: periods.sql", "- Periods: periods.sql", "lower-case"),
        ("- periods: periods.sql", "- periods: quarters.sql", "no such file"),
        ("---\n\n\n\n", "---\n", "no blank lines"),
        ("as k\n", "as k inner join marts.dim_period as p on p.starts_on - p.ends_on = 1\n",
         "Conversion Error"),
    ],
)  # fmt: skip
def test_each_rule_finds_a_bad_page(before, after, problem, project, seen):
    assert GOOD.count(before) >= 1
    found = find_problems(_page(GOOD.replace(before, after, 1), project), seen, VALUES)
    assert any(problem in one for one in found), found


def test_a_source_without_rows_is_found(tmp_path):
    (tmp_path / "sources" / "marts").mkdir(parents=True)
    (tmp_path / "sources" / "marts" / "nothing.sql").write_text("select 1 as n where false")
    database, problems = evidence_tables(tmp_path / "sources", tmp_path)
    database.close()
    assert problems == ["marts.nothing: no row, the whole build crashes"]


def test_an_empty_table_still_has_a_row_in_evidence(project, seen):
    path = project / "data" / "marts" / "fct_kpi_ranks.parquet"
    assert duckdb.sql(f"select count(*) from read_parquet('{path}')").fetchone() == (0,)
    assert seen.execute("select count(*), count(kpi_id) from marts.fct_kpi_ranks").fetchone() == (
        1,
        0,
    )


def test_sources_are_what_pages_read(project):
    texts = [path.read_text("utf-8") for path in (project / "pages").rglob("*.md")]
    texts += [path.read_text("utf-8") for path in (project / "queries").glob("*.sql")]
    assert {name for text in texts for name in re.findall(r"\bmarts\.(\w+)", text)} == sources()


def test_queries_are_those_of_the_application_unmodified(project):
    handed = {path.stem: path.read_bytes() for path in (project / "queries").glob("*.sql")}
    assert handed.keys() == page_queries()
    for name, content in handed.items():
        assert content == (PROJECT.parent / "queries" / f"{name}.sql").read_bytes()


def test_versions_are_exact_and_the_lock_names_no_host():
    package = json.loads((PROJECT / "package.json").read_text("utf-8"))
    lock = json.loads((PROJECT / "package-lock.json").read_text("utf-8"))
    pins = package["dependencies"] | package["devDependencies"] | package["overrides"]
    assert pins["@evidence-dev/evidence"] == "40.1.8"
    for name, version in pins.items():
        assert re.fullmatch(r"\d+\.\d+\.\d+", version), name
        assert lock["packages"][f"node_modules/{name}"]["version"] == version
    assert not [name for name, entry in lock["packages"].items() if "resolved" in entry]


def test_quarters_below_a_chart_are_as_narrow_as_a_column_on_a_phone():
    """Evidence cuts a label that is wider than its share of the chart: III/25 was read as II…"""
    script = (
        f"import {{ quarterAxis }} from {json.dumps(str(PROJECT / 'components' / 'formatVi.js'))};"
        "console.log(JSON.stringify(quarterAxis().axisLabel.formatter('Quý III/2025')))"
    )
    node = Path(sys.executable).parent / "node"
    told = subprocess.run(
        [str(node), "--input-type=module", "-e", script], capture_output=True, text=True, check=True
    )
    assert json.loads(told.stdout).split("\n") == ["III", "25"]
