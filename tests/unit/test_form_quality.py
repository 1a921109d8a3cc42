"""Checks of forms: fresh, complete, nothing lost, nothing unusual for the commune itself."""

from dataclasses import replace
from datetime import date

import duckdb
import pytest

from dagster_project import form_quality
from dagster_project.form_quality import FORM_CHECKS, check_forms, form_check_rules
from dagster_project.release_checks import check_build
from dagster_project.warehouse_build import WAREHOUSE
from ingest.contracts.contract import load_forms
from tests.unit.build_fixture import FORM, Cell, write_build

TODAY = date(2026, 10, 1)
QUARTERS = ["2025Q3", "2025Q4", "2026Q1", "2026Q2", "2026Q3"]
# Bảo Thắng reports about ten, then 90; Lào Cai varies by itself, 90 is nothing new there
USUAL = {"02905": [9, 11, 10, 12, 90], "02647": [20, 70, 120, 40, 90]}


@pytest.fixture
def build():
    cells = [
        Cell(commune, quarter, value, f"load-{commune}")
        for commune, values in USUAL.items()
        for quarter, value in zip(QUARTERS, values, strict=True)
    ]
    return write_build("b1", cells, received_at="2026-09-16 08:00:00")


def owe(build, *rows: tuple) -> None:
    with duckdb.connect(str(build / WAREHOUSE)) as connection:
        connection.executemany("INSERT INTO marts.fct_reporting_status VALUES (?, ?, ?, ?)", rows)


def found(build, check: str, today: date = TODAY) -> form_quality.FormCheck:
    with duckdb.connect(str(build / WAREHOUSE), read_only=True) as connection:
        results = check_forms(build, connection, (check,), today)
    assert [one.form for one in results] == list(load_forms())
    return next(one for one in results if one.form == FORM)


def test_a_figure_far_from_the_communes_own_history_is_named(build):
    odd = found(build, "outliers")
    assert not odd.passed
    assert odd.severity == "warn"
    assert "Bảo Thắng" in odd.detail
    assert "90 (thường khoảng 10.5)" in odd.detail
    assert "1/2 số liệu" in odd.detail, "Lào Cai's 90 is compared and lies within its own spread"


def test_a_short_history_is_no_measure(build, monkeypatch):
    rules = [
        replace(row, threshold=5) if row.check == "outlier_history" else row
        for row in form_check_rules()
    ]
    monkeypatch.setattr(form_quality, "form_check_rules", lambda: tuple(rules))
    assert found(build, "outliers").passed


def test_freshness_counts_days_since_the_form_was_last_received(build):
    assert found(build, "freshness").passed
    late = found(build, "freshness", date(2027, 2, 1))
    assert not late.passed
    assert "cách đây 138 ngày (ngưỡng 110)" in late.detail
    own = form_quality.rule_of("freshness", "accident_summary", TODAY)
    assert own.threshold > form_quality.rule_of("freshness", FORM, TODAY).threshold


def test_completeness_is_of_the_newest_quarter_that_is_due(build):
    owe(build, *[(FORM, "2026Q2", date(2026, 6, 17), "chưa nộp")] * 5)
    owe(build, *[(FORM, "2026Q3", date(2026, 9, 17), "đúng hạn")] * 9)
    owe(build, (FORM, "2026Q3", date(2026, 9, 17), "chậm"))
    owe(build, *[(FORM, "2026Q4", date(2026, 12, 17), "chưa nộp")] * 10)
    assert found(build, "completeness").passed
    owe(build, *[(FORM, "2026Q3", date(2026, 9, 17), "trả lại")] * 2)
    gap = found(build, "completeness")
    assert not gap.passed
    assert f"{FORM} 2026Q3: 10/12" in gap.detail


def test_a_lost_row_is_a_difference_that_blocks(build):
    assert found(build, "control_totals").passed
    with duckdb.connect(str(build / WAREHOUSE)) as connection:
        connection.execute("DELETE FROM staging.stg_rows WHERE load_id = 'load-02905'")
    lost = found(build, "control_totals")
    assert (lost.passed, lost.severity) == (False, "block")


def test_severity_decides_what_blocks_a_release(build, monkeypatch):
    names = {check.name: check for check in check_build(build)}
    assert names["forms_allow"].passed, "outliers warn"
    rules = [
        replace(row, severity="block") if row.check == "outliers" else row
        for row in form_check_rules()
    ]
    monkeypatch.setattr(form_quality, "form_check_rules", lambda: tuple(rules))
    refused = {check.name: check for check in check_build(build)}["forms_allow"]
    assert not refused.passed
    assert "Bảo Thắng" in refused.detail


def test_every_check_has_a_rule_for_every_form():
    for form in load_forms():
        for check in FORM_CHECKS:
            assert form_quality.rule_of(check, form, TODAY).severity in ("block", "warn")
