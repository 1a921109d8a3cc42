"""Publishing: what blocks it, and what counts as the same."""

import json

import duckdb
import pytest

from dagster_project import release
from dagster_project.cli.run import run
from dagster_project.release import PublishingBlockedError
from dagster_project.release_checks import CHECK_NAMES
from dagster_project.release_content import content_hash
from dagster_project.warehouse_build import WAREHOUSE
from ingest.home import releases_dir
from ingest.lake.write_lake import ensure_empty_forms
from tests.releases.first_release import FIRST, RULES, publish
from tests.unit.build_fixture import (
    MADE_UP,
    Cell,
    let_time_pass,
    with_value,
    write_build,
    write_results,
)


@pytest.fixture(autouse=True)
def _time_passes(monkeypatch):
    let_time_pass(monkeypatch)


def _files(folder):
    return sorted(path.name for path in folder.iterdir())


def test_first_release_holds_the_marts_and_nothing_else():
    publication = publish("b1", FIRST)
    folder = releases_dir() / "current"
    assert folder.resolve().name == publication.release_id
    assert _files(folder) == [
        "external.duckdb",
        "internal.duckdb",
        "manifest.json",
        "withheld.parquet",
    ]
    with duckdb.connect(str(folder / "internal.duckdb"), read_only=True) as connection:
        schemas = connection.execute("SELECT DISTINCT table_schema FROM information_schema.tables")
        assert schemas.fetchall() == [("marts",)]
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    assert manifest["content_hash"] == content_hash(folder / "internal.duckdb")
    assert manifest["quarters"]["2026Q3"] == {
        "status": "tạm tính",
        "reported_units": 1,
        "expected_units": 99,
    }
    assert manifest["previous"] is None
    assert manifest["loads"] == 3
    assert [check["passed"] for check in manifest["checks"]] == [True] * len(CHECK_NAMES)


def _outside(folder):
    with duckdb.connect(str(folder / "external.duckdb"), read_only=True) as connection:
        tables = connection.execute(
            "SELECT table_schema, table_name FROM information_schema.tables ORDER BY ALL"
        ).fetchall()
        values = connection.execute(
            "SELECT area_code, value FROM marts.fct_kpi_values ORDER BY ALL"
        ).fetchall()
    return tables, values


def test_the_external_file_holds_what_dbt_calls_external_under_the_names_of_the_marts(capsys):
    publication = publish("b1", [*FIRST, Cell("02680", "2026Q3", 1, "load-d")])
    folder = releases_dir() / "current"
    tables, values = _outside(folder)
    assert tables == [("marts", "dim_kpi"), ("marts", "fct_kpi_values")]
    assert values == [
        ("02647", 3), ("02647", 7), ("02680", None), ("02905", 4), ("province", 7), ("province", 8),
    ]  # fmt: skip
    stated = release.current_manifest()["external"]
    assert stated == {
        "content_hash": content_hash(folder / "external.duckdb"),
        "values": 6,
        "withheld": 1,
    }
    assert run(["release", "show"]) == 0
    told = capsys.readouterr().out
    assert "công bố 5 giá trị, không công bố 1 để bảo vệ số nhỏ" in told
    assert stated["content_hash"] in told
    assert publication.content_hash != stated["content_hash"]


def test_what_outsiders_see_differently_is_a_new_release():
    first = publish("b1", FIRST)
    build = write_build("b2", FIRST)
    _run_sql("UPDATE external.fct_kpi_values SET value = NULL WHERE area_code = '02647'")(build)
    second = release.publish(build, RULES)
    assert second.is_new
    assert second.content_hash == first.content_hash
    assert not release.publish(build, RULES).is_new
    release.rollback(first.release_id)
    assert (None in dict(_outside(releases_dir() / "current")[1]).values()) is False


@pytest.mark.parametrize(("loads", "made_up"), [(("load-a",), False), (("load-a", MADE_UP), True)])
def test_a_release_says_when_some_of_its_figures_are_made_up(loads, made_up):
    publish("b1", [Cell("02905", f"2026Q{n}", n, load) for n, load in enumerate(loads, start=1)])
    manifest = json.loads((releases_dir() / "current" / "manifest.json").read_text("utf-8"))
    assert manifest["made_up"] is made_up


def test_same_figures_make_no_new_release():
    first = publish("b1", FIRST)
    again = publish("b2", reversed(FIRST), received_at="2026-09-17 10:00:00")
    assert not again.is_new
    assert again.content_hash == first.content_hash
    assert len(release.list_releases()) == 1


def test_a_changed_figure_makes_a_new_release_that_names_the_difference():
    first = publish("b1", FIRST)
    second = publish("b2", with_value(FIRST, 2, 9, "load-d"))
    manifest = release.current_manifest()
    assert second.content_hash != first.content_hash
    assert manifest["previous"] == first.release_id
    assert manifest["difference"]["changed"] == 2  # the commune and the province
    assert manifest["difference"]["province"] == [
        {"kpi_id": "CI-01", "period": "2026Q3", "before": 7.0, "after": 9.0}
    ]


def _fail_a_test(build):
    write_results(build, {"model.qhld.stg_rows": "success", "test.qhld.not_null_rows": "fail"})


def _skip_a_test(build):
    write_results(build, {"model.qhld.stg_rows": "success"})


def _never_ran(build):
    (build / "dbt" / "run_results.json").unlink()


def _leave_a_wal(build):
    (build / f"{WAREHOUSE}.wal").write_bytes(b"unfinished")


def _run_sql(statement):
    def damage(build):
        with duckdb.connect(str(build / WAREHOUSE)) as connection:
            connection.execute(statement)

    return damage


def _no_warehouse(build):
    (build / WAREHOUSE).unlink()


@pytest.mark.parametrize(
    ("damage", "sentence"),
    [
        (_fail_a_test, "1 bước dbt không đạt: not_null_rows"),
        (_skip_a_test, "1 bước dbt chưa chạy: not_null_rows"),
        (_never_ran, "dbt chưa chạy xong"),
        (_leave_a_wal, "chưa được ghi xong"),
        (_no_warehouse, "không có tệp kho số liệu"),
        (_run_sql("DELETE FROM staging.stg_rows WHERE load_id = 'load-d'"), "Số dòng không khớp"),
        (_run_sql("DELETE FROM marts.fct_kpi_values WHERE area_kind = 'province' AND "
                  "period = '2026Q2'"), "Thiếu chỉ tiêu cấp tỉnh: CI-01 2026Q2"),
        (_run_sql("DELETE FROM marts.dim_kpi"), "không có chỉ tiêu"),
        (_run_sql("DROP TABLE marts.fct_kpi_values"), "Không kiểm tra được"),
    ],
)  # fmt: skip
def test_a_failing_check_leaves_the_current_release_untouched(damage, sentence):
    first = publish("b1", FIRST)
    before = (releases_dir() / "current" / "internal.duckdb").read_bytes()
    build = write_build("b2", with_value(FIRST, 2, 9, "load-d"))
    damage(build)
    with pytest.raises(PublishingBlockedError, match=sentence):
        release.publish(build, RULES)
    assert release.current_id() == first.release_id
    assert (releases_dir() / "current" / "internal.duckdb").read_bytes() == before
    assert len(release.list_releases()) == 1


def test_an_indicator_is_wanted_in_the_quarters_of_its_own_calendar_only():
    build = write_build("b1", FIRST)
    _run_sql("INSERT INTO marts.dim_kpi VALUES ('LR-01', 'THONGKE')")(build)
    release.publish(build, RULES)
    assert len(release.list_releases()) == 1


def test_nothing_received_is_nothing_topublish():
    ensure_empty_forms()
    with pytest.raises(PublishingBlockedError, match="chưa có gì để công bố"):
        publish("b1", [])
    assert release.current_id() is None
