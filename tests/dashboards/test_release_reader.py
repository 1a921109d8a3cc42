"""The release reader: what it binds, what it refuses, and which release it reads."""

import os
import shutil
import threading

import duckdb
import pytest

from dashboards import release_reader
from dashboards.kept_answers import KeptAnswers
from dashboards.release_reader import (
    QUERY_DIR,
    QueryError,
    Release,
    bind_inputs,
    current_release,
)
from dashboards.release_scope import Scope
from tests.browser.release_fixture import point_current_at, write_release


@pytest.fixture(scope="module")
def made_home(tmp_path_factory):
    """A home with one made-up release."""
    home = tmp_path_factory.mktemp("home")
    write_release(home, "mot", seed=1)
    return home


def test_inputs_become_parameters() -> None:
    sql, names = bind_inputs("select 1 where a = '${inputs.kpi.value}' and b = '${inputs.kpi}'")
    assert sql == "select 1 where a = $kpi and b = $kpi"
    assert names == {"kpi"}
    sql, names = bind_inputs("select 1 where a IN ${inputs.areas.value}")
    assert sql == "select 1 where a in (select unnest($areas))"
    assert names == {"areas"}


@pytest.mark.parametrize(
    "sql",
    [
        "select ${inputs.kpi.value}",
        "select '${params.area}'",
        "select * from ${other_query}",
        "select regexp_matches(a, '\\d')",
    ],
)
def test_what_evidence_reads_otherwise_is_refused(sql: str) -> None:
    with pytest.raises(QueryError):
        bind_inputs(sql)


def test_a_chained_query_stands_in_its_place(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(release_reader, "QUERY_DIR", tmp_path)
    (tmp_path / "inner.sql").write_text("select 1 as n where '${inputs.kpi}' = 'a'")
    (tmp_path / "outer.sql").write_text("select n from ${inner} as i")
    sql, names = release_reader.load_query("outer")
    assert duckdb.execute(sql, {"kpi": "a"}).fetchall() == [(1,)]
    assert names == {"kpi"}
    changed = (tmp_path / "outer.sql").stat().st_mtime_ns + 10**9
    (tmp_path / "inner.sql").write_text("select 2 as n")
    os.utime(tmp_path / "inner.sql", ns=(changed, changed))
    assert duckdb.execute(release_reader.load_query("outer")[0]).fetchall() == [(2,)]
    (tmp_path / "inner.sql").write_text("select n from ${outer} as o")
    os.utime(tmp_path / "inner.sql", ns=(changed + 10**9, changed + 10**9))
    with pytest.raises(QueryError, match="part of itself"):
        release_reader.load_query("outer")


def test_no_release_is_none(tmp_path) -> None:
    assert current_release(tmp_path) is None
    (tmp_path / "releases").mkdir()
    (tmp_path / "releases" / "current").symlink_to("da-xoa")
    assert current_release(tmp_path) is None


def test_values_are_bound_never_spliced(made_home) -> None:
    release = current_release(made_home)
    injection = "x' or '1'='1"
    assert release.run("commune_codes")
    assert (
        release.run("kpi_value", kpi=injection, area="province", period="2026Q3", span="quarter")
        == []
    )


def test_missing_unknown_and_left_over_inputs_are_refused(made_home) -> None:
    release = current_release(made_home)
    with pytest.raises(QueryError, match="takes inputs"):
        release.run("kpi_value", kpi="CI-01")
    with pytest.raises(QueryError, match="takes inputs"):
        release.run("kpis", kpi="CI-01")
    with pytest.raises(QueryError, match="no query"):
        release.run("../queries/kpis")


def test_release_can_neither_be_changed_nor_reach_other_files(made_home, tmp_path) -> None:
    connection = current_release(made_home)._connection
    with pytest.raises(Exception, match="read-only"):
        connection.cursor().execute("delete from release.marts.dim_kpi")
    secret = tmp_path / "x.csv"
    secret.write_text("a\n1\n")
    with pytest.raises(Exception, match=r"external access|disabled"):
        connection.cursor().execute(f"select * from read_csv('{secret}')").fetchall()


def test_swapped_release_is_seen_and_the_old_one_keeps_answering(tmp_path) -> None:
    first = write_release(tmp_path, "mot", seed=1)
    held = current_release(tmp_path)
    asked = {"kpi": "CI-01", "area": "province", "period": "2026Q3", "span": "quarter"}
    value = Release.open(first).run("kpi_value", **asked)
    write_release(tmp_path, "hai", seed=2)
    assert current_release(tmp_path).release_id == "hai"
    assert current_release(tmp_path) is current_release(tmp_path)
    assert held.run("kpi_value", **asked) == value
    assert current_release(tmp_path).run("kpi_value", **asked) != value
    point_current_at(first)
    assert current_release(tmp_path).release_id == "mot"


def test_replaced_file_of_the_same_release_is_opened_anew(tmp_path) -> None:
    folder = write_release(tmp_path / "a", "mot", seed=1)
    old = current_release(tmp_path / "a")
    before = old.run("kpi_value", kpi="CI-01", area="province", period="2026Q3", span="quarter")
    other = write_release(tmp_path / "b", "mot", seed=2)
    shutil.move(other / "internal.duckdb", folder / "internal.duckdb")
    after = current_release(tmp_path / "a")
    assert after is not old
    assert (
        after.run("kpi_value", kpi="CI-01", area="province", period="2026Q3", span="quarter")
        != before
    )


def test_many_threads_read_one_release(made_home) -> None:
    folder = (made_home / "releases" / "current").resolve()
    kpis = [row["kpi_id"] for row in current_release(made_home).run("kpis")]
    alone = Release.open(folder)  # answers are kept for each opening apart
    expected = {kpi: alone.run("commune_values", kpi=kpi, period="2026Q3") for kpi in kpis}
    shared = Release.open(folder)
    wrong: list[object] = []

    def read() -> None:
        for kpi in kpis:
            got = shared.run("commune_values", kpi=kpi, period="2026Q3")
            if got != expected[kpi]:
                wrong.append(got)

    threads = [threading.Thread(target=read) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_an_answer_is_kept_for_its_opening_alone_and_never_shared_by_reference(made_home) -> None:
    folder = (made_home / "releases" / "current").resolve()
    whole = Release.open(folder)
    narrow = Release.open(folder, Scope(frozenset({"02647"}), hotspots=False))
    assert len(whole.run("commune_codes")) > len(narrow.run("commune_codes")) == 1
    asked = {"kpi": "DS-01", "period": "2026Q3"}
    assert len(whole.run("commune_values", **asked)) > 1
    assert {row["commune_code"] for row in narrow.run("commune_values", **asked)} == {"02647"}
    whole.run("commune_codes")[0]["commune_code"] = "changed by who asked"
    assert whole.run("commune_codes")[0]["commune_code"] != "changed by who asked"


def test_answers_make_room_for_newer_ones() -> None:
    kept = KeptAnswers(most_rows=10, longest=5)
    kept.keep("long", (["n"], [(n,) for n in range(6)]))
    assert kept.find("long") is None
    for key in "abc":
        kept.keep(key, (["n"], [(1,), (2,), (3,)]))
    assert kept.find("a") is None
    assert kept.find("c") == (["n"], [(1,), (2,), (3,)])
    assert kept.find("b") is not None
    kept.keep("d", (["n"], [(4,)]))
    kept.keep("e", (["n"], [(5,), (6,), (7,), (8,)]))
    assert kept.find("b") is None or kept.find("c") is None


def test_home_comes_from_the_environment(made_home, monkeypatch) -> None:
    monkeypatch.setenv("QHLD_HOME", str(made_home))
    assert current_release().release_id == "mot"


def test_query_files_are_where_the_reader_looks() -> None:
    assert {"kpis", "periods", "trace_cells"} <= {path.stem for path in QUERY_DIR.glob("*.sql")}
