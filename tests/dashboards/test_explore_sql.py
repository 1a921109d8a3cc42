"""Questions in SQL: they read the marts of their viewer and get out to nothing else."""

import json

import pytest

from dashboards.app.exploring import answer_sql
from dashboards.app.exploring.ask_sql import ask_sql
from dashboards.release_reader import current_release
from dashboards.release_scope import EVERYTHING, Scope
from tests.browser.release_fixture import write_release


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    made = tmp_path_factory.mktemp("home")
    write_release(made)
    return made


@pytest.fixture
def marts(home):
    file = current_release(home).folder / "internal.duckdb"
    with answer_sql.open_marts(str(file), EVERYTHING) as connection:
        yield connection


def test_a_question_is_answered_by_its_own_process(home) -> None:
    made = ask_sql("select count(*) as n from marts.dim_commune;", current_release(home))
    assert made == {"columns": ["n"], "rows": [[99]], "cut": False}


def test_no_progress_is_printed_before_the_answer(marts) -> None:
    shown = "select current_setting('enable_progress_bar') as shown"
    assert answer_sql.answer(marts, shown)["rows"] == [[False]]


def test_only_what_the_viewer_may_see_is_there(home) -> None:
    officers = current_release(home, Scope(frozenset({"02647"}), hotspots=False))
    made = ask_sql("select distinct commune_code from marts.fct_reporting_status", officers)
    assert made["rows"] == [["02647"]]
    # the file itself is not there under any name
    made = ask_sql("select count(*) from release.marts.fct_reporting_status", officers)
    assert "error" in made


@pytest.mark.parametrize(
    "sql",
    [
        "select * from read_csv('/etc/passwd')",
        "select * from read_text('/etc/passwd')",
        "select * from '/etc/passwd'",
        "select * from glob('/*')",
        "select * from read_parquet('https://example.org/a.parquet')",
        "copy marts.dim_commune to '/tmp/x.csv'",
        "attach '/tmp/x.duckdb' as x",
        "detach release",
        "install httpfs",
        "load httpfs",
        "set enable_external_access = true",
        "set lock_configuration = false",
        "reset memory_limit",
        "pragma enable_profiling",
        "create table t as select 1",
        "delete from marts.dim_commune",
        "drop table marts.dim_commune",
        "export database '/tmp/x'",
        "call pragma_version()",
        "select 1; select 2",
        "select 1) ; copy (select 1) to '/tmp/x.csv'; --",
        "select * from sqlite_scan('/tmp/x.sqlite', 't')",
        "select * from query('select * from read_csv(''/etc/passwd'')')",
        "select getenv('HOME')",
        "",
        "không phải SQL",
    ],
)
def test_no_way_out(marts, sql) -> None:
    made = answer_sql.answer(marts, sql)
    assert "error" in made
    assert "root:" not in json.dumps(made)


def test_rows_values_and_the_answer_have_limits(marts, monkeypatch) -> None:
    made = answer_sql.answer(marts, "select range from range(1000000000)")
    assert len(made["rows"]) == answer_sql.MOST_ROWS
    assert made["cut"]
    assert len(answer_sql.answer(marts, "select repeat('x', 100000)")["rows"][0][0]) == 500
    monkeypatch.setattr(answer_sql, "MOST_BYTES", 1_000)
    assert len(answer_sql.answer(marts, "select repeat('x', 400) from range(9)")["rows"]) == 2


@pytest.mark.parametrize(
    "sql",
    [
        "with recursive t as (select 1 as x union all select x + 1 from t) select max(x) from t",
        "select count(*) from range(100000000) a, range(100000000) b where a.range = b.range + 0.5",
    ],
)
def test_what_never_ends_is_stopped(marts, monkeypatch, sql) -> None:
    monkeypatch.setattr(answer_sql, "SECONDS", 0.5)
    assert answer_sql.answer(marts, sql)["error"] in (answer_sql.TOO_LONG, answer_sql.TOO_LARGE)


def test_memory_has_a_limit(marts) -> None:
    sql = "select list(x) from (select repeat('x', 100000) || range as x from range(100000))"
    assert answer_sql.answer(marts, sql) == {"error": answer_sql.TOO_LARGE}
