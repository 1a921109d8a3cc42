"""The journal of publications: what was published can be told when the releases are gone."""

import csv
import io
import json
import shutil

import duckdb
import polars as pl
import pytest

from dagster_project import release, release_journal
from dagster_project.cli.run import run
from dagster_project.release_comparison import compare, find_publication
from dagster_project.release_journal import CELLS, VALUES, entries, values_as_of
from ingest.home import published_dir, releases_dir
from tests.releases.first_release import RULES, TWO_CELLS
from tests.unit.build_fixture import Cell, let_time_pass, with_value, write_build

ONE_CHANGED_ONE_NEW = [
    *with_value(TWO_CELLS, 1, 9, "load-c"),
    Cell("02680", "2026Q3", 1, "d"),
]


@pytest.fixture(autouse=True)
def _time_passes(monkeypatch):
    let_time_pass(monkeypatch)


def _publish(name, cells):
    return release.publish(write_build(name, cells), RULES).release_id


def _values(number):
    with duckdb.connect() as connection:
        rows = connection.execute(
            f"SELECT area_code, period, value FROM ({values_as_of(number)})"
        ).fetchall()
    return {(area, period): value for area, period, value in rows}


def _in_release(release_id):
    path = releases_dir() / release_id / "internal.duckdb"
    with duckdb.connect(str(path), read_only=True) as connection:
        rows = connection.execute("SELECT area_code, period, value FROM marts.fct_kpi_values")
        return {(area, period): value for area, period, value in rows.fetchall()}


def test_every_publication_can_be_told_from_what_changed_in_it():
    first = _publish("b1", TWO_CELLS)
    second = _publish("b2", ONE_CHANGED_ONE_NEW)
    release.rollback(first)
    held = {name: _in_release(name) for name in (first, second)}
    assert [entry.release_id for entry in entries()] == [first, second, first]
    for entry in entries():
        assert _values(entry.number) == held[entry.release_id]
    heights = [pl.read_parquet(entry.path / VALUES).height for entry in entries()]
    assert heights == [4, 3, 3]  # the second: two that changed, one that is new
    cells = pl.read_parquet(entries()[1].path / CELLS)
    assert sorted(zip(cells["side"], cells["load_id"], strict=True)) == [
        ("new", "d"),
        ("new", "load-c"),
        ("old", "load-b"),
    ]


def test_the_same_content_adds_nothing():
    _publish("b1", TWO_CELLS)
    _publish("b2", TWO_CELLS)
    assert len(entries()) == 1


def test_past_values_outlive_the_files_of_their_release():
    first = _publish("b1", TWO_CELLS)
    held = _in_release(first)
    _publish("b2", with_value(TWO_CELLS, 1, 9, "load-c"))
    shutil.rmtree(releases_dir() / first)
    release.recover()
    assert _values(1) == held
    assert entries()[0].read()["manifest"]["release_id"] == first


@pytest.mark.slow
def test_a_home_that_had_releases_before_the_journal_gets_one():
    first = _publish("b1", TWO_CELLS)
    second = _publish("b2", with_value(TWO_CELLS, 1, 9, "load-c"))
    shutil.rmtree(published_dir())
    release.recover()
    assert [entry.release_id for entry in entries()] == [first, second]
    assert _values(2) == _in_release(second)


def test_a_build_gets_what_was_published_and_itself_as_the_next(tmp_path):
    release_journal.export_journal(tmp_path, "r0")
    publications = pl.read_parquet(tmp_path / "publications.parquet")
    assert publications.select("publication_no", "release_id", "rules_hash").rows() == [
        (1, "chưa công bố", "r0")
    ]
    assert pl.read_parquet(tmp_path / "published_values.parquet").height == 0
    assert pl.read_parquet(tmp_path / "current_cells.parquet").height == 0
    first = _publish("b1", TWO_CELLS)
    release_journal.export_journal(tmp_path, "r1")
    publications = pl.read_parquet(tmp_path / "publications.parquet")
    assert publications.select(
        "publication_no", "release_id", "previous_release_id", "action", "rules_hash"
    ).rows() == [
        (1, first, None, "published", RULES),
        (2, "chưa công bố", first, "published", "r1"),
    ]
    assert publications["published_at"].is_null().to_list() == [False, True]
    values = pl.read_parquet(tmp_path / "published_values.parquet")
    assert set(values["period_span"]) == {"quarter"}
    assert pl.read_parquet(tmp_path / "current_cells.parquet").height == len(TWO_CELLS)


def test_the_journal_tells_what_outsiders_saw(tmp_path):
    small = [*TWO_CELLS, Cell("02680", "2026Q3", 1, "d")]
    first = _publish("b1", small)
    _publish("b2", [*with_value(small, 2, 5, "load-d")])
    release.rollback(first)
    _publish("b4", TWO_CELLS)
    release_journal.export_journal(tmp_path, "r")
    seen = pl.read_parquet(tmp_path / "published_external.parquet")
    told = seen.filter(pl.col("period") == "2026Q3").select(
        "publication_no", "area_code", "value", "withheld_by", "withheld_measures"
    )
    assert told.sort("publication_no", "area_code").rows() == [
        (1, "02647", 7, None, None),
        (1, "02680", None, "area", "numerator"),
        (1, "province", 8, None, None),
        (2, "02680", 5, None, None),
        (2, "province", 12, None, None),
        (3, "02680", None, "area", "numerator"),
        (3, "province", 8, None, None),
        (4, "02680", None, "gone", None),
        (4, "province", 7, None, None),
    ]
    # the first publication alone holds the other quarter, in which nothing changed
    other = seen.filter(pl.col("period") == "2026Q2")
    assert set(other["publication_no"]) == {1}
    assert set(seen["period_span"]) == {"quarter"}


@pytest.mark.slow
def test_outsiders_saw_nothing_of_releases_without_an_external_file(tmp_path):
    first = _publish("b1", TWO_CELLS)
    for name in ("external.duckdb", "withheld.parquet"):
        (releases_dir() / first / name).unlink()
    shutil.rmtree(published_dir())
    release.recover()
    release_journal.export_journal(tmp_path, "r")
    assert pl.read_parquet(tmp_path / "published_external.parquet").height == 0
    _publish("b2", with_value(TWO_CELLS, 1, 9, "load-c"))
    release_journal.export_journal(tmp_path, "r")
    seen = pl.read_parquet(tmp_path / "published_external.parquet")
    assert (seen.height, set(seen["publication_no"])) == (4, {2})


def test_two_releases_are_compared_with_the_loads_that_made_the_difference(capsys):
    first = _publish("b1", TWO_CELLS)
    second = _publish("b2", ONE_CHANGED_ONE_NEW)
    shutil.rmtree(releases_dir() / first)
    changes = compare(find_publication("previous"), find_publication("current"))
    told = [(c["area_code"], c["old_value"], c["new_value"], c["change_abs"]) for c in changes]
    assert told == [("province", 7, 10, 3), ("02647", 7, 9, 2), ("02680", None, 1, None)]
    assert [c["load_ids"] for c in changes] == [
        ["d", "load-b", "load-c"],
        ["load-b", "load-c"],
        ["d"],
    ]
    back = compare(find_publication(second), find_publication(first))
    assert [(c["area_code"], c["change_abs"]) for c in back[:2]] == [
        ("province", -3),
        ("02647", -2),
    ]
    assert [c["change_kind"] for c in changes] == ["đổi số", "đổi số", "thêm"]
    assert compare(find_publication(second), find_publication(second)) == []

    assert run(["release", "show", first]) == 0
    assert "Tệp đã được dọn" in capsys.readouterr().out
    assert run(["release", "diff", first, second]) == 0
    assert "CI-01 2026Q3 toàn tỉnh: 7,00 → 10,00 (đổi số)" in capsys.readouterr().out
    assert run(["release", "diff", first, second, "--format", "json"]) == 0
    assert len(json.loads(capsys.readouterr().out)["changes"]) == 3
    assert run(["release", "diff", first, second, "--format", "csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert rows[1]["load_ids"] == "load-b load-c"
    assert run(["release", "diff", first, "nothing"]) == 1
    assert run(["release", "diff", first, second, "--format", "pdf"]) == 64
