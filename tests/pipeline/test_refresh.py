"""The whole path on six communes and two quarters, through the real command line."""

import json
import shutil
import threading
import time
from pathlib import Path

import duckdb
import polars as pl
import pytest

from dagster_project.cli.tracing import trace
from dagster_project.release_content import content_hash
from dagster_project.warehouse_build import DBT_ARTIFACTS
from dashboards.release_reader import Release, current_release
from tests.pipeline.conftest import QUARTERS, SIX_COMMUNES, Home, first_receipt

pytestmark = pytest.mark.pipeline


@pytest.fixture(scope="module")
def release(refreshed) -> Release:
    return current_release(refreshed.path)


def test_a_refresh_publishes_what_was_sent(refreshed, release):
    manifest = refreshed.manifest()
    assert manifest["quarters"].keys() >= set(QUARTERS)
    assert all(check["passed"] for check in manifest["checks"])
    assert manifest["content_hash"] == content_hash(release.folder / "internal.duckdb")
    outside = manifest["external"]
    assert outside["content_hash"] == content_hash(release.folder / "external.duckdb")
    assert 0 < outside["withheld"] < outside["values"]
    assert manifest["loads"] > 10
    waiting = [path for path in (refreshed.path / "inbox").rglob("*") if path.is_file()]
    assert {path.name for path in waiting} == {"receipts.csv"}
    for commune in SIX_COMMUNES:
        (row,) = release.run(
            "kpi_value", kpi="CI-01", area=commune, period="2026Q3", span="quarter"
        )
        assert row["period_label"] == "Quý III/2026"


def test_the_first_refresh_runs_every_unit_test_of_the_rules(refreshed):
    artifacts = refreshed.path / "warehouse" / "builds" / refreshed.manifest()["build_id"]
    known = json.loads((artifacts / DBT_ARTIFACTS / "manifest.json").read_text("utf-8"))
    results = json.loads((artifacts / DBT_ARTIFACTS / "run_results.json").read_text("utf-8"))
    passed = {one["unique_id"] for one in results["results"] if one["status"] == "pass"}
    assert len(known["unit_tests"]) > 50
    assert passed >= known["unit_tests"].keys()


def test_every_penalty_leads_to_a_cell_of_a_load_that_was_taken_in(refreshed, release):
    with duckdb.connect(str(release.folder / "internal.duckdb"), read_only=True) as connection:
        penalties = connection.execute(
            "select load_id, form, sheet, row, cell from marts.fct_penalties"
        ).fetchall()
    assert penalties
    for load, form, sheet, row, cell in penalties:
        table = pl.read_parquet(refreshed.path / "lake" / "loads" / load / f"{form}.parquet")
        assert table.filter(pl.col("sheet") == sheet, pl.col("row") == row).height, cell


def test_every_province_value_is_recomputed_by_its_cells(release):
    rows = release.run("kpi_list", kpi="", area="province", kind="", period="", span="quarter")
    assert len(rows) >= 12 * len(QUARTERS)
    longer = {"area": "province", "kind": "", "period": QUARTERS[-1], "span": "rolling_4_quarters"}
    rows += release.run("kpi_list", kpi="", **longer)
    wrong = {}
    for row in rows:
        traced = trace(release, row["kpi_id"], row["period"], "province", row["period_span"])
        if not traced["recomputed"]["agrees"]:
            wrong[row["kpi_id"], row["period"], row["period_span"]] = traced["recomputed"]
        if row["value_state"] == "value":
            assert traced["cells"], (row["kpi_id"], row["period"])
    assert wrong == {}
    assert {row["kpi_id"] for row in rows if row["value_state"] == "value"} >= {
        "CI-01", "CI-04", "CI-06", "DS-01", "OE-01", "OE-02", "OE-03", "DQ-01", "DQ-03",
    }  # fmt: skip


def test_every_traced_cell_holds_its_value_in_the_lake(refreshed, release):
    """The last step down: the cell that a trace names is the one the lake was read from."""
    checked = 0
    for cell in release.run(
        "trace_cells", kpi="CI-06", area="province", period="2026Q3", span="quarter"
    ):
        if cell["kind"] != "cell":
            continue
        loads = refreshed.path / "lake" / "loads"
        frame = pl.read_parquet(loads / cell["load_id"] / f"{cell['form']}.parquet")
        column = cell["column_name"]
        found = frame.filter(
            (pl.col("sheet") == cell["sheet"]) & (pl.col(f"{column}_cell") == cell["cell"])
        )
        assert found[column].to_list() == [cell["value"]], cell
        checked += 1
    assert checked >= 3


def test_commands_read_the_release(refreshed):
    code, text = refreshed.qhld("kpi", "CI-01", "--period", "2026Q3", "--format", "json")
    (row,) = json.loads(text)
    assert (code, row["kpi_id"], row["area_code"]) == (0, "CI-01", "province")
    code, text = refreshed.qhld(
        *("kpi", "CI-01", "--period", "2026Q3", "--span", "luy-ke", "--area-kind", "tinh-cu"),
        *("--format", "json"),
    )
    kinds = {(row["area_code"], row["period_span"]) for row in json.loads(text)}
    assert (code, kinds) == (0, {("cu10", "year_to_date"), ("cu15", "year_to_date")})
    code, text = refreshed.qhld("kpi", "--commune", SIX_COMMUNES[0], "--format", "csv")
    assert code == 0
    assert text.startswith("kpi_id,")
    code, text = refreshed.qhld("trace", "CI-01", "--period", "2026Q3", "--commune", "province")
    assert code == 0
    recomputed = f"tính lại đúng {row['value']:.0f}."
    assert recomputed in text  # a decision of two communes counts once, which is said behind it
    code, text = refreshed.qhld(
        "trace", "ci-01", "--period", "2026q3", "--commune", "province", "--json"
    )
    traced = json.loads(text)
    assert traced["recomputed"] == {
        "value": row["value"], "numerator": row["value"], "denominator": None, "agrees": True,
    }  # fmt: skip
    assert {"file_name", "sheet", "cell", "value", "weight"} <= traced["cells"][0].keys()
    code, text = refreshed.qhld("release", "show")
    assert (code, refreshed.manifest()["release_id"] in text) == (0, True)


class Reader(threading.Thread):
    """Asks the same question over and over, as a page that is open does."""

    def __init__(self, home: Path) -> None:
        super().__init__(daemon=True)
        self.home, self.done = home, threading.Event()
        self.answers: dict[str, set] = {}
        self.errors: list[Exception] = []
        self.asked = 0

    def run(self) -> None:
        while not self.done.is_set():
            try:
                release = current_release(self.home)
                rows = release.run(
                    "kpi_value", kpi="CI-01", area="province", period="2026Q3", span="quarter"
                )
                value = rows[0]["value"] if rows else None
                self.answers.setdefault(release.release_id, set()).add(value)
                self.asked += 1
            except Exception as error:  # what a reader must never see
                self.errors.append(error)
            time.sleep(0.02)


@pytest.mark.slow
def test_dagster_quarter_by_quarter_gives_the_same_and_readers_never_stop(
    undisturbed, sample, new_home
):
    home = new_home("dagster")
    home.fill_inbox(sample, *QUARTERS)
    home.run_dagster_job("2026Q2")
    first = home.manifest()
    waiting = {path.parent.name for path in (home.path / "inbox").rglob("*.xls*")}
    assert waiting == {"2026Q3"}, "a run of a partition takes that quarter's files only"

    # The same bytes once more, by hand: changes nothing, then or later.
    receipt = first_receipt(sample, "2026Q2")
    _, text = home.qhld(
        "submit", str(sample / "2026Q2" / receipt["file"]), "--agency", receipt["agency_code"],
        "--period", receipt["period"], "--received-at", receipt["received_at"],
    )  # fmt: skip
    assert "không thay đổi gì" in text

    reader = Reader(home.path)
    reader.start()
    home.run_dagster_job("2026Q3")
    time.sleep(0.5)
    reader.done.set()
    reader.join()

    second = home.manifest()
    assert _read_only_what_came_since(home, first, second)
    assert home.releases() == [first["release_id"], second["release_id"]]
    assert second["previous"] == first["release_id"]
    assert second["content_hash"] == undisturbed.manifest()["content_hash"]
    assert reader.errors == []
    assert reader.asked > 50
    assert reader.answers.keys() == {first["release_id"], second["release_id"]}
    assert all(len(values) == 1 for values in reader.answers.values()), reader.answers


def _read_only_what_came_since(home: Home, first: dict, second: dict) -> bool:
    """The second build took the rows of the first over and read none of its loads again."""
    builds = home.path / "warehouse" / "builds"
    one, two = (
        json.loads((builds / manifest["build_id"] / "staging.json").read_text("utf-8"))
        for manifest in (first, second)
    )
    new = two["loads"].keys() - one["loads"].keys()
    return bool(new) and set(two["to_read"]) == new and two["carried_from"] == first["build_id"]


# Its halves are quick: test_release, and test_dbt_marts where a file is lost from the lake.
@pytest.mark.slow
def test_a_failing_check_leaves_the_current_release_and_says_why(refreshed, tmp_path):
    home = Home(tmp_path / "damaged")
    shutil.copytree(refreshed.path, home.path, symlinks=True)
    before = home.manifest()
    _lose_a_row(home.path / "lake" / "loads")
    code, text = home.qhld("refresh")
    assert code == 1, text
    assert "bản công bố hiện hành giữ nguyên" in text
    assert "Số dòng không khớp: inspection_summary" in text
    assert "Traceback" not in text
    assert home.manifest() == before
    assert home.releases() == [before["release_id"]]
    assert list((home.path / "logs").glob("*.dbt.log")), "the build's log is kept"
    code, text = home.qhld("status")
    assert code == 1
    assert "không thành công" in text
    assert "Số dòng không khớp: inspection_summary" in text


def _lose_a_row(loads: Path) -> None:
    for path in sorted(loads.glob("*/inspection_summary.parquet")):
        frame = pl.read_parquet(path)
        if frame.height:
            frame.head(frame.height - 1).write_parquet(path)
            return
    raise AssertionError("no load with a row")


def test_a_second_refresh_at_the_same_time_says_so(refreshed, tmp_path, monkeypatch):
    from dagster_project.refresh import only_refresh

    home = Home(tmp_path / "busy")
    monkeypatch.setenv("QHLD_HOME", str(home.path))
    with only_refresh():
        code, text = home.qhld("refresh")
    assert code == 1
    assert "Một lần cập nhật khác đang chạy" in text
