"""What is checked of each form in a finished build: fresh, complete, nothing lost, nothing odd.

The questions are SQL (`form_checks/*.sql`), the thresholds and what blocks are rows of
`data/reference/form_check_rules.csv`: severity `block` keeps a build from being published, `warn`
is shown. Nothing here changes a figure.
"""

import csv
import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

import duckdb

from dagster_project.control_totals import control_totals
from dagster_project.warehouse_build import LEDGER, TIME_ZONE, WAREHOUSE
from ingest.connect_duckdb import connect
from ingest.contracts.contract import load_forms
from ingest.reference import REFERENCE_DIR, communes

FORM_CHECKS = ("freshness", "completeness", "control_totals", "outliers")
BLOCK, WARN = "block", "warn"
_QUERIES = Path(__file__).parent / "form_checks"
_MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class FormCheck:
    """One check of one form.

    Attributes:
        check: one of FORM_CHECKS.
        form: id of the form.
        passed: whether it holds.
        severity: "block" or "warn".
        detail: Vietnamese; what was found and what is allowed.
    """

    check: str
    form: str
    passed: bool
    severity: str
    detail: str


@dataclass(frozen=True, slots=True)
class CheckRule:
    """A row of form_check_rules.csv; form "*" stands for all that have no row of their own."""

    check: str
    form: str
    threshold: float
    severity: str
    valid_from: date
    valid_to: date | None


@lru_cache(maxsize=1)
def form_check_rules() -> tuple[CheckRule, ...]:
    """Returns the rows of data/reference/form_check_rules.csv."""
    path = REFERENCE_DIR / "form_check_rules.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        return tuple(
            CheckRule(
                row["check"],
                row["form"],
                float(row["threshold"]),
                row["severity"],
                date.fromisoformat(row["valid_from"]),
                date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
            )
            for row in csv.DictReader(stream)
        )


def rule_of(check: str, form: str, on: date) -> CheckRule:
    """The rule of a check for a form on a day, its own before the one of all forms.

    Raises:
        LookupError: form_check_rules.csv has none.
    """
    rules = {
        row.form: row
        for row in form_check_rules()
        if row.check == check
        and row.valid_from <= on
        and (row.valid_to is None or on <= row.valid_to)
    }
    found = rules.get(form) or rules.get("*")
    if found is None:
        raise LookupError(f"form_check_rules.csv: không có ngưỡng {check} cho biểu {form}")
    return found


def check_forms(
    build: Path,
    connection: duckdb.DuckDBPyConnection | None = None,
    checks: tuple[str, ...] = FORM_CHECKS,
    today: date | None = None,
) -> list[FormCheck]:
    """Check every form of a finished build.

    Args:
        build: its folder, the warehouse closed by its writer.
        connection: the warehouse, when it is open already.
        checks: which checks.
        today: freshness and deadlines are judged on this day; None is today in Lào Cai.

    Returns:
        One check a form and kind, in the order of the forms.
    """
    on = today or datetime.now(TIME_ZONE).date()
    if connection is None:
        with connect(build / WAREHOUSE, read_only=True) as opened:
            return check_forms(build, opened, checks, on)
    found = {check: _CHECKS[check](build, connection, on) for check in checks}
    return [
        FormCheck(
            check,
            form,
            *found[check].get(
                form, (True, rule_severity(check, form, on), f"{form}: chưa có gì để so.")
            ),
        )
        for form in load_forms()
        for check in checks
    ]


def rule_severity(check: str, form: str, on: date | None = None) -> str:
    """Whether a check of a form blocks or warns, today unless another day is given."""
    return rule_of(check, form, on or datetime.now(TIME_ZONE).date()).severity


def blocking_form_checks(
    build: Path, connection: duckdb.DuckDBPyConnection, today: date | None = None
) -> list[FormCheck]:
    """The checks of forms that may block, but for the totals, which are looked at on their own."""
    on = today or datetime.now(TIME_ZONE).date()
    wanted = tuple(
        check
        for check in FORM_CHECKS
        if check != "control_totals"
        and any(rule_severity(check, form, on) == BLOCK for form in load_forms())
    )
    if not wanted:
        return []
    found = check_forms(build, connection, wanted, on)
    return [one for one in found if one.severity == BLOCK]


Found = dict[str, tuple[bool, str, str]]


def _freshness(build: Path, connection: duckdb.DuckDBPyConnection, on: date) -> Found:
    found: Found = {}
    for form, days, is_owed in _rows(build, connection, "freshness", on):
        rule = rule_of("freshness", form, on)
        if days is None:
            found[form] = (not is_owed, rule.severity, f"{form}: chưa nhận lần nào.")
            continue
        said = f"{form}: nhận lần gần nhất cách đây {days} ngày (ngưỡng {rule.threshold:.0f})."
        found[form] = (days <= rule.threshold, rule.severity, said)
    return found


def _completeness(build: Path, connection: duckdb.DuckDBPyConnection, on: date) -> Found:
    found: Found = {}
    for form, period, owed, accepted in _rows(build, connection, "completeness", on):
        rule = rule_of("completeness", form, on)
        said = (
            f"{form} {period}: {accepted}/{owed} đơn vị đã được nhận "
            f"(ngưỡng {rule.threshold * 100:.0f} %)."
        )
        found[form] = (accepted >= rule.threshold * owed, rule.severity, said)
    return found


def _totals(build: Path, connection: duckdb.DuckDBPyConnection, on: date) -> Found:
    return {
        one.form: (one.agree, rule_of("control_totals", one.form, on).severity, one.sentence())
        for one in control_totals(build, connection)
    }


def _outliers(build: Path, connection: duckdb.DuckDBPyConnection, on: date) -> Found:
    compared: dict[str, int] = defaultdict(int)
    odd: dict[str, list[str]] = defaultdict(list)
    for form, kpi_id, commune, period, figure, middle, deviation, quarters in _rows(
        build, connection, "outliers", on
    ):
        allowed = {
            name: rule_of(name, form, on).threshold
            for name in ("outliers", "outlier_history", "outlier_least_share", "outlier_least")
        }
        if quarters < allowed["outlier_history"]:
            continue
        compared[form] += 1
        least = max(allowed["outlier_least_share"] * abs(middle), allowed["outlier_least"])
        if abs(figure - middle) > max(allowed["outliers"] * deviation, least):
            known = communes().get(commune)
            odd[form].append(
                f"{known.name if known else commune} {period} {kpi_id} {figure:g} "
                f"(thường khoảng {middle:g})"
            )
    return {
        form: (
            not odd[form],
            rule_of("outliers", form, on).severity,
            f"{form}: {len(odd[form])}/{count} số liệu khác thường so với chính xã đó"
            + (f": {'; '.join(odd[form][:_MOST_NAMED])}" if odd[form] else "")
            + ".",
        )
        for form, count in compared.items()
    }


_CHECKS: dict[str, Callable[[Path, duckdb.DuckDBPyConnection, date], Found]] = {
    "freshness": _freshness,
    "completeness": _completeness,
    "control_totals": _totals,
    "outliers": _outliers,
}


def _rows(build: Path, connection: duckdb.DuckDBPyConnection, name: str, on: date) -> list[tuple]:
    query = (_QUERIES / f"{name}.sql").read_text(encoding="utf-8")
    known = {
        "loads": str(build / LEDGER / "loads.parquet"),
        "load_tables": str(build / LEDGER / "load_tables.parquet"),
        "today": on,
    }
    used = {key: value for key, value in known.items() if re.search(rf"\${key}\b", query)}
    return connection.execute(query, used).fetchall()
