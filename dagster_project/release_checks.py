"""What must hold before a build may be published. Every check says in Vietnamese what it found."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

import duckdb

from dagster_project import unit_tests_once
from dagster_project.control_totals import control_totals
from dagster_project.form_quality import blocking_form_checks
from dagster_project.warehouse_build import DBT_ARTIFACTS, WAREHOUSE
from ingest.connect_duckdb import connect

# Names under which the checks are known to Dagster and in a release's manifest.
CHECK_NAMES = (
    "dbt_tests",
    "warehouse_closed",
    "control_totals",
    "every_kpi_present",
    "forms_allow",
)
_PASSED = {"success", "pass", "warn", "no-op"}
_REQUIRED_KINDS = ("model", "seed", "test", "unit_test")
_MAX_NAMED = 5
NOT_LOOKED_AT = "Không kiểm tra được"  # how the detail of a check begins that could not be made


@dataclass(frozen=True)
class Check:
    """One check of a build.

    Attributes:
        name: one of CHECK_NAMES.
        passed: whether the build may be published as far as this check goes.
        detail: Vietnamese; what was compared, and what is wrong.
    """

    name: str
    passed: bool
    detail: str

    def as_dict(self) -> dict:
        """The check as it stands in a manifest."""
        return asdict(self)


def check_build(build: Path) -> list[Check]:
    """Run every blocking check on a finished build.

    Args:
        build: folder of the build, its warehouse closed by its writer.

    Returns:
        One check for each of CHECK_NAMES, in that order. Where the warehouse cannot be opened
        the later checks fail with that reason.
    """
    checks = [_every_dbt_test_passed(build), _warehouse_closed(build)]
    if not checks[1].passed:
        reason = f"{NOT_LOOKED_AT}: {checks[1].detail}"
        return checks + [Check(name, False, reason) for name in CHECK_NAMES[2:]]
    with connect(build / WAREHOUSE, read_only=True) as connection:
        last = (_control_totals, _every_kpi_present, _forms_allow)
        for name, check in zip(CHECK_NAMES[2:], last, strict=True):
            try:
                checks.append(check(build, connection))
            except (duckdb.Error, OSError, KeyError) as error:
                checks.append(Check(name, False, f"{NOT_LOOKED_AT}: {_first_line(error)}"))
    return checks


def _first_line(error: Exception) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0]


def _every_dbt_test_passed(build: Path) -> Check:
    """Every model, seed and test of the project ran in this build and passed, unit tests once."""
    name = CHECK_NAMES[0]
    try:
        results = _read_json(build / DBT_ARTIFACTS / "run_results.json")["results"]
        nodes = _read_json(build / DBT_ARTIFACTS / "manifest.json")
    except (OSError, ValueError):
        return Check(name, False, "dbt chưa chạy xong: không có kết quả chạy của bản dựng này.")
    status = unit_tests_once.passed_before(build)
    status |= {result["unique_id"]: result["status"] for result in results}
    failed = [
        f"{_short(result['unique_id'])} ({_found(result)})"
        for result in results
        if result["status"] not in _PASSED and result["status"] != "skipped"
    ]
    if failed:
        return Check(name, False, f"{len(failed)} bước dbt không đạt: {_some(failed)}")
    required = [
        key
        for group in ("nodes", "unit_tests")
        for key, node in nodes.get(group, {}).items()
        if node["resource_type"] in _REQUIRED_KINDS and node["config"].get("enabled", True)
    ]
    missing = [_short(key) for key in required if status.get(key) not in _PASSED]
    if missing:
        return Check(name, False, f"{len(missing)} bước dbt chưa chạy: {_some(missing)}")
    tests = sum(key.startswith(("test.", "unit_test.")) for key in required)
    if not tests:
        return Check(name, False, "Dự án dbt không có phép thử nào; không có căn cứ để công bố.")
    warned = sum(result["status"] == "warn" for result in results)
    before = unit_tests_once.sentence(build)
    return Check(name, True, f"{tests} phép thử dbt đều đạt ({warned} cảnh báo{before}).")


def _found(result: dict) -> str:
    """What a failed step of dbt found: rows of a test, else the error in its own words."""
    count = result.get("failures")
    return f"{count} dòng" if count else _first_line(Exception(result["message"] or "lỗi"))


def dbt_warnings(build: Path) -> dict[str, str]:
    """The dbt tests of a finished build that warn: name -> how much they found, in Vietnamese."""
    results = _read_json(build / DBT_ARTIFACTS / "run_results.json")["results"]
    return {
        _short(result["unique_id"]): f"{result.get('failures') or 1} dòng"
        for result in results
        if result["status"] == "warn"
    }


def _read_json(path: Path) -> dict:
    return json.loads(path.read_text(encoding="utf-8"))


def _short(unique_id: str) -> str:
    return unique_id.split(".")[2]


def _some(names: list[str]) -> str:
    more = len(names) - _MAX_NAMED
    return "; ".join(names[:_MAX_NAMED]) + (f"; và {more} bước khác" if more > 0 else "")


def _warehouse_closed(build: Path) -> Check:
    """The file is whole: a write-ahead log beside it would be content that a copy loses."""
    name = CHECK_NAMES[1]
    warehouse = build / WAREHOUSE
    if not warehouse.is_file():
        return Check(name, False, "Bản dựng không có tệp kho số liệu.")
    if warehouse.with_name(f"{warehouse.name}.wal").exists():
        return Check(name, False, "Tệp kho số liệu chưa được ghi xong (còn nhật ký .wal).")
    try:
        connect(warehouse, read_only=True).close()
    except duckdb.Error as error:
        return Check(name, False, f"Không mở được tệp kho số liệu: {_first_line(error)}")
    return Check(name, True, "Tệp kho số liệu đã ghi xong và mở được.")


def _control_totals(build: Path, connection: duckdb.DuckDBPyConnection) -> Check:
    """For each form: rows in the ledger, in the lake and in staging of what counts agree."""
    name = CHECK_NAMES[2]
    totals = control_totals(build, connection)
    if wrong := [one.sentence() for one in totals if not one.agree]:
        return Check(name, False, f"Số dòng không khớp: {_some(wrong)}")
    total = sum(one.in_ledger for one in totals)
    if not total:
        return Check(name, False, "Chưa có dòng số liệu nào được nhận; chưa có gì để công bố.")
    return Check(name, True, f"{total} dòng số liệu khớp giữa sổ nạp, hồ dữ liệu và kho.")


def _forms_allow(build: Path, connection: duckdb.DuckDBPyConnection) -> Check:
    """Checks of forms that the rules let block (form_check_rules.csv); totals were looked at."""
    name = CHECK_NAMES[4]
    blocking = blocking_form_checks(build, connection)
    if wrong := [one.detail for one in blocking if not one.passed]:
        return Check(name, False, f"{len(wrong)} kiểm tra biểu mẫu không đạt: {_some(wrong)}")
    return Check(name, True, f"{len(blocking)} kiểm tra biểu mẫu có mức chặn đều đạt.")


def _every_kpi_present(build: Path, connection: duckdb.DuckDBPyConnection) -> Check:
    """Each KPI has a province value (or a stated null) in each quarter of its calendar."""
    name = CHECK_NAMES[3]
    kpis, periods = connection.execute(
        "SELECT (SELECT count(*) FROM marts.dim_kpi), "
        "(SELECT count(DISTINCT period) FROM marts.fct_kpi_values)"
    ).fetchone()
    if not kpis or not periods:
        return Check(name, False, "Kho số liệu không có chỉ tiêu hoặc không có quý nào.")
    missing = connection.execute(
        "SELECT kpi_id || ' ' || period FROM ("
        "SELECT k.kpi_id, p.period FROM marts.dim_kpi k "
        "JOIN (SELECT DISTINCT period, period_calendar FROM marts.fct_kpi_values) p "
        "ON k.period_calendar = p.period_calendar "
        "EXCEPT SELECT kpi_id, period FROM marts.fct_kpi_values WHERE area_kind = 'province'"
        ") ORDER BY ALL"
    ).fetchall()
    if missing:
        return Check(name, False, f"Thiếu chỉ tiêu cấp tỉnh: {_some([row[0] for row in missing])}")
    return Check(name, True, f"Đủ {kpis} chỉ tiêu cấp tỉnh trong {periods} quý.")
