"""A small, complete, made-up release: 99 communes, five quarters, twelve indicators.

Dashboards are tested against it in seconds, without intake or dbt. It has what makes pages lie:
nulls, zeros, a denominator of zero, late, returned and missing reports, a quarter with limited
comparability. All figures are made up; the tables are exactly those of the real marts.
"""

import atexit
import csv
import json
import os
import random
import shutil
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import duckdb

from dashboards.release_reader import DEFAULT_HOME
from tests.browser.release_texts import FACTS, FORMS, KPIS, PERIODS, SCHEMA, Kpi
from tests.unit.mart_contracts import create_missing_marts

COMMUNES_CSV = DEFAULT_HOME / "reference" / "communes.csv"
INCOMPLETE = {"2026Q3": 6, "2026Q1": 1}  # how many communes sent nothing in a quarter
COUNTED_ROWS = {"case_no", "event_type", "outcome"}  # logs: one row a case, each counts as 1


@dataclass
class _Build:
    """What is known while one release is being made."""

    chance: random.Random
    communes: list[dict]
    rows: dict[str, list[tuple]] = field(default_factory=dict)
    made: dict[tuple[str, str, str], dict] = field(default_factory=dict)

    def add(self, table: str, *row: object) -> None:
        self.rows.setdefault(table, []).append(row)


def write_release(
    home: Path,
    release_id: str = "20260920T140500-gia-lap",
    seed: int = 7,
    communes_csv: Path = COMMUNES_CSV,
) -> Path:
    """Write a made-up release below ``home`` and let ``releases/current`` name it.

    Args:
        home: root of all state; created where missing.
        release_id: folder name of the release.
        seed: the same seed gives the same figures.
        communes_csv: the reference table of the 99 communes.

    Returns:
        The folder of the release.
    """
    folder = home / "releases" / release_id
    shutil.copytree(_made(seed, communes_csv), folder)
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    manifest["release_id"] = release_id
    (folder / "manifest.json").write_text(json.dumps(manifest, ensure_ascii=False), "utf-8")
    point_current_at(folder)
    return folder


@cache
def _made(seed: int, communes_csv: Path) -> Path:
    """Return a release without a name, made once in this process and then copied."""
    folder = Path(mkdtemp(prefix="qhld-made-release-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    with communes_csv.open(encoding="utf-8") as file:
        build = _Build(random.Random(seed), list(csv.DictReader(file)))
    _add_dimensions(build)
    quarters = {}
    for number, period in enumerate(PERIODS):
        status = _add_quarter(build, period, number)
        quarters[period[0]] = {"status": "tạm tính", "reported_units": status, "expected_units": 99}
    _add_changes(build)
    with duckdb.connect(str(folder / "internal.duckdb")) as connection:
        connection.execute(SCHEMA)
        for table, rows in build.rows.items():
            _insert(connection, table, rows, folder)
        create_missing_marts(connection)
    manifest = {
        "created_at": "2026-09-20T14:05:00+07:00",
        "content_hash": f"{seed:064x}",
        "previous": None,
        "quarters": quarters,
        "checks": [{"name": "số liệu giả lập", "passed": True, "detail": ""}],
        "reason": "số liệu giả lập để kiểm thử",
        "made_up": True,
        "loads": len(build.communes) * len(PERIODS),
    }
    (folder / "manifest.json").write_text(json.dumps(manifest, ensure_ascii=False), "utf-8")
    return folder


def point_current_at(folder: Path) -> None:
    """Let ``current`` name ``folder``, in one atomic step as a real release does."""
    link = folder.parent / "current.new"
    link.symlink_to(folder.name)
    os.replace(link, folder.parent / "current")


def _insert(connection, table: str, rows: list[tuple], folder: Path) -> None:
    path = folder / f"{table}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    connection.execute(f"copy marts.{table} from '{path}' (header false, nullstr '')")
    path.unlink()


def _add_dimensions(build: _Build) -> None:
    names = (
        *("commune_code", "name", "short_name", "unit_type", "former_province"),
        *("principal_former_district", "longitude", "latitude", "tile_row", "tile_col"),
        "sort_order",
    )
    for commune in build.communes:
        build.add("dim_commune", *(commune[name] for name in names))
        code = commune["commune_code"]
        place = (commune["name"], commune["short_name"], None, None)
        build.add("dim_area", code, "commune", *place, commune["sort_order"])
        build.add("bridge_area_members", code, "commune", code)
        build.add("bridge_area_members", "province", "province", code)
    build.add("dim_area", "province", "province", "Tỉnh Lào Cai", "Toàn tỉnh", None, None, 0)
    ids = [period[0] for period in PERIODS]
    for number, (period, year, quarter, label, starts, ends, due, due_later) in enumerate(PERIODS):
        build.add(
            "dim_period",
            *(period, "BCDK", year, quarter, label, starts, ends),
            ids[number - 1] if number else None,
            ids[number - 4] if number >= 4 else None,
            *(due, due_later),
        )
        build.add("bridge_span_periods", period, "BCDK", "quarter", "flow", period, True)
    for order, kpi in enumerate(KPIS, 1):
        build.add(
            "dim_kpi",
            *(kpi.kpi_id, kpi.name, kpi.short_name, "", kpi.definition, kpi.unit, kpi.decimals),
            *("RATIO" if kpi.denominator else "ADD", kpi.direction),
            *(FACTS[kpi.numerator], FACTS.get(kpi.denominator)),
            *(kpi.scale, FORMS[kpi.form], "", kpi.caveat, order, "BCDK", "flow"),
            *("flow" if kpi.denominator else None, "commune", "events", "", None, None, None),
        )


def _make_facts(chance: random.Random, size: float, on_time: bool) -> dict[str, int]:
    inspections = int(chance.expovariate(1 / (3 * size)))
    employers = inspections * chance.randint(1, 3)
    concluded = int(chance.expovariate(1 / (2 * size)))
    stoppages = int(chance.random() < 0.03 * size)
    sessions = int(chance.expovariate(1 / (4 * size)))
    return {
        "inspections": inspections,
        "employers": employers,
        "employers_violating": chance.randint(0, employers),
        "fines_vnd": 500_000 * chance.randint(0, 40) * inspections,
        "disputes": concluded + chance.randint(0, 2),
        "concluded": concluded,
        "mediated": chance.randint(concluded // 2, concluded),
        "stoppages": stoppages,
        "involved": stoppages * chance.randint(12, 240),
        "sessions": sessions,
        "attendances": sessions * chance.randint(15, 90),
        "workers": chance.randint(100, 900),
        "on_time": int(on_time),
        "expected": 1,
        "first_pass": chance.randint(3, 5),
        "first_forms": 5,
    }


def _add_quarter(build: _Build, period: tuple, number: int) -> int:
    """Decide who reported in one quarter and add its values; return how many units reported."""
    name, due = period[0], datetime.fromisoformat(period[6])
    order = [commune["commune_code"] for commune in build.communes]
    build.chance.shuffle(order)
    missing = set(order[: INCOMPLETE.get(name, 0)])
    returned = set(order[6:8]) if name == "2026Q3" else set()
    late = set(order[8 : 8 + 3 + number])
    sums: dict[str, int] = {}
    for commune in build.communes:
        code = commune["commune_code"]
        status = (
            *("chưa nộp" if code in missing else "",),
            *("trả lại" if code in returned else "",),
            *("chậm" if code in late else "",),
        )
        status = next((word for word in status if word), "đúng hạn")
        _add_reports(build, commune, period, due, status)
        silent = status in ("chưa nộp", "trả lại")
        size = 4.0 if commune["unit_type"] == "phường" else 1.0
        facts = _make_facts(build.chance, size, status == "đúng hạn")
        if not silent:
            for fact, amount in facts.items():
                sums[fact] = sums.get(fact, 0) + amount
        for kpi in KPIS:
            known = None if silent and kpi.kpi_id != "DQ-01" else facts
            _add_value(build, kpi, commune, period, known)
    silent_units = len(missing) + len(returned)
    sums["expected"] = len(order)
    for kpi in KPIS:
        _add_value(build, kpi, None, period, sums, len(order) - silent_units)
    build.add(
        "fct_period_status",
        *(name, "BCDK", "tạm tính", False, None, None, 0, 0),
        *(len(order), len(order) - silent_units),
        *(len(order) - silent_units - len(late), len(late), len(returned), len(missing)),
    )
    return len(order) - silent_units


def _add_reports(build: _Build, commune: dict, period: tuple, due: datetime, status: str) -> None:
    days = 4 if status == "chậm" else -2
    at = None if status == "chưa nộp" else due + timedelta(days=days, hours=9)
    accepted = None if status == "trả lại" else at
    for form, form_name in FORMS.items():
        build.add(
            "fct_reporting_status",
            *("X" + commune["commune_code"], "UBND " + commune["name"], form, form_name),
            *(commune["commune_code"], period[0], "BCDK", due.date(), at, accepted, status),
            *(0 if at is None else 1, "tai-" + commune["commune_code"] if accepted else None),
            form == "stoppage_log",
        )


def _add_value(build, kpi: Kpi, commune: dict | None, period, facts, reporting=1) -> None:
    area = commune["commune_code"] if commune else "province"
    numerator = denominator = value = None
    state, reason = "null", "chưa có báo cáo"
    if facts is not None:
        numerator = facts[kpi.numerator]
        denominator = facts[kpi.denominator] if kpi.denominator else 1
        if denominator == 0:
            state, reason = "na", "không có đối tượng để tính (mẫu số bằng 0)"
        else:
            state, reason, value = "value", None, kpi.scale * numerator / denominator
    build.made[kpi.kpi_id, area, period[0]] = {"value": value, "state": state}
    build.add(
        "fct_kpi_values",
        *(kpi.kpi_id, area, "commune" if commune else "province", period[0], "BCDK"),
        *("quarter", value, numerator, denominator, state, reason, kpi.form),
        *(reporting if value is not None else 0, 1 if commune else 99, False),
        *(bool(kpi.denominator) and (denominator or 0) < 10, None, None),
        *("hạn chế" if period[0] == "2025Q3" else "được", None),
    )
    if commune and facts is not None:
        member = (kpi.kpi_id, area, period[0], "BCDK", "quarter")
        build.add("bridge_kpi_members", *member, numerator, denominator, 1, 1)
        part = ("channel", "unknown", "Nơi tiếp nhận", "Không ghi")
        amounts = (numerator, denominator if kpi.denominator else None)
        build.add("fct_kpi_breakdowns", kpi.kpi_id, area, period[0], "BCDK", *part, *amounts)
        _add_cells(build, kpi, commune, period, "numerator", numerator)
        if kpi.denominator:
            _add_cells(build, kpi, commune, period, "denominator", denominator)


def _add_cells(build, kpi: Kpi, commune: dict, period: tuple, role: str, amount: int) -> None:
    column = kpi.column if role == "numerator" else kpi.denominator
    file_name = f"BC {commune['short_name']} {period[0]}.xlsx"
    source = ("tai-" + commune["commune_code"], "X" + commune["commune_code"], file_name)
    place = (kpi.kpi_id, commune["commune_code"], period[0], role)
    sha = f"{int(commune['commune_code']):064x}"
    sheet, counted = FORMS[kpi.form], (None, None, commune["commune_code"])
    if kpi.kpi_id.startswith("DQ"):
        note = "sổ tiếp nhận báo cáo"
        row = ("ledger", *source, sha, kpi.form, None, None, None, column, amount, 1, note)
        build.add("fct_kpi_cells", *place, *row, *counted)
    elif column in COUNTED_ROWS | {"concluded"}:
        for case in range(amount):
            row = ("cell", *source, sha, kpi.form, sheet, f"B{9 + case}", 9 + case, column, 1, 1)
            build.add("fct_kpi_cells", *place, *row, None, *counted)
        if amount == 0:
            note = "báo cáo ghi: trong kỳ không phát sinh"
            row = ("nil", *source, sha, kpi.form, sheet, "A8", 8, column, 0, 1, note)
            build.add("fct_kpi_cells", *place, *row, *counted)
    else:
        row = ("cell", *source, sha, kpi.form, sheet, "D12", 12, column, amount, 1, None)
        build.add("fct_kpi_cells", *place, *row, *counted)


def _add_changes(build: _Build) -> None:
    for (kpi_id, area, period), now in list(build.made.items()):
        kpi = next(kpi for kpi in KPIS if kpi.kpi_id == kpi_id)
        number = [row[0] for row in PERIODS].index(period)
        for comparison, back in (("previous_quarter", 1), ("same_quarter_last_year", 4)):
            base_period = PERIODS[number - back][0] if number >= back else None
            base = build.made.get((kpi_id, area, base_period), {"value": None})["value"]
            change = _compare(kpi, now["value"], base)
            limited = "hạn chế" if base_period == "2025Q3" else "được"
            row = (comparison, base_period, base, now["value"], *change, limited)
            build.add("fct_kpi_changes", kpi_id, area, period, "quarter", *row)


def _compare(kpi: Kpi, value: float | None, base: float | None) -> tuple:
    """Return change_abs, change_pct, change_kind, change_label, assessment."""
    if value is None or base is None:
        label = "không so sánh được: thiếu số liệu của kỳ gốc hoặc kỳ này"
        return None, None, "not_comparable", label, None
    step = value - base
    good = {"up": step > 0, "down": step < 0, "neutral": None}[kpi.direction]
    assessment = "neutral" if good is None or step == 0 else "good" if good else "bad"
    arrow = "▲" if step > 0 else "▼"
    if step == 0:
        return 0, 0, "none", "không đổi", assessment
    if kpi.unit == "%":
        label = f"{step:+.1f} điểm phần trăm".replace(".", ",").replace("-", "−")
        return step, None, "points", label, assessment
    if base == 0:
        return step, None, "new", "phát sinh mới", assessment
    if abs(base) < 10:
        label = f"{step:+.0f} {kpi.unit} (từ {base:.0f} thành {value:.0f} {kpi.unit})"
        return step, None, "absolute", label.replace("-", "−"), assessment
    percent = 100 * step / base
    return step, percent, "percent", f"{arrow} {abs(percent):.1f} %".replace(".", ","), assessment
