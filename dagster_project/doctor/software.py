"""Is the software whole: Python, the pinned packages, the files that the product reads."""

import importlib.metadata
import sys
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from dagster_project.doctor import Verdict
from ingest.home import CHECKOUT

OLDEST, NEWEST = (3, 11), (3, 13)
LOCK = CHECKOUT / "requirements.lock"
# One file of each part that the product cannot do without.
NEEDED_FILES = (
    "dbt/dbt_project.yml",
    "dbt/seeds/finding_titles.csv",
    "ingest/forms/form.schema.json",
    "data/reference/communes.csv",
    "dashboards/queries/kpi_value.sql",
    "dashboards/app/assets/20-base.css",
    "dagster_project/retention.yml",
)
_REINSTALL = "Cài lại từ bộ cài hoặc chạy lại make demo SERVE=0."


def examine_software() -> Iterator[Verdict]:
    """Look at the software, from the bottom up."""
    yield _python()
    yield _packages()
    yield _files()
    yield _time_zone()
    yield _database()


def _python() -> Verdict:
    about, found = "Python", f"{sys.version.split()[0]} ({sys.executable})"
    if OLDEST <= sys.version_info[:2] <= NEWEST:
        return Verdict(about, "ok", found)
    return Verdict(about, "error", found, "Cần Python 3.11 đến 3.13.")


def pinned(lock: Path = LOCK) -> dict[str, str]:
    """Read the pinned packages that this machine needs.

    Args:
        lock: requirements file with hashes.

    Returns:
        Version by canonical package name.
    """
    versions: dict[str, str] = {}
    for line in lock.read_text(encoding="utf-8").splitlines():
        if "==" not in line or line.startswith((" ", "#", "-")):
            continue
        wanted = Requirement(line.rstrip("\\ "))
        if wanted.marker is None or wanted.marker.evaluate():
            versions[canonicalize_name(wanted.name)] = next(iter(wanted.specifier)).version
    return versions


def _packages() -> Verdict:
    about, wanted = "Các gói Python", pinned()
    there = {
        canonicalize_name(one.metadata["Name"]): one.version
        for one in importlib.metadata.distributions()
    }
    wrong = [
        f"{name} {there.get(name, 'chưa cài')} (cần {version})"
        for name, version in sorted(wanted.items())
        if there.get(name) != version
    ]
    if not wrong:
        return Verdict(about, "ok", f"đủ {len(wanted)} gói, đúng phiên bản đã ghim")
    shown = "; ".join(wrong[:4]) + ("; …" if len(wrong) > 4 else "")
    return Verdict(
        about, "error", f"{len(wrong)} gói thiếu hoặc sai phiên bản: {shown}", _REINSTALL
    )


def _files() -> Verdict:
    missing = [name for name in NEEDED_FILES if not (CHECKOUT / name).is_file()]
    if missing:
        return Verdict(
            "Tệp của phần mềm", "error", f"thiếu {', '.join(missing)} trong {CHECKOUT}", _REINSTALL
        )
    return Verdict("Tệp của phần mềm", "ok", f"đủ, ở {CHECKOUT}")


def _time_zone() -> Verdict:
    about = "Múi giờ Việt Nam"
    try:
        ZoneInfo("Asia/Ho_Chi_Minh")
    except ZoneInfoNotFoundError:
        return Verdict(about, "error", "không có dữ liệu múi giờ Asia/Ho_Chi_Minh", _REINSTALL)
    return Verdict(about, "ok", "Asia/Ho_Chi_Minh")


def _database() -> Verdict:
    """DuckDB is native code: that it loads and answers is tried, not believed."""
    about = "Máy tính số liệu (DuckDB)"
    try:
        import duckdb

        answer = duckdb.sql("select sum(i) from range(1000) as numbers(i)").fetchone()
    except Exception as error:  # whatever keeps native code from working here
        return Verdict(about, "error", f"không chạy được: {error}", _REINSTALL)
    if answer != (499500,):
        return Verdict(about, "error", f"tính sai: {answer}", _REINSTALL)
    return Verdict(about, "ok", f"chạy được, phiên bản {duckdb.__version__}")
