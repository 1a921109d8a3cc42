"""Made-up reference files for the dbt tests: six communes, two departments, 2024 to 2026.

Before the merger two districts of Lào Cai and one of Yên Bái stand for them; phường Lào Cai has
units of two districts.
"""

from __future__ import annotations

import csv
import shutil
from datetime import date, datetime, time, timedelta
from pathlib import Path

from ingest.reference import REFERENCE_DIR

OWED = (
    "inspection_summary",
    "outreach_summary",
    "dispute_log",
    "stoppage_log",
    "employer_register",
)
COMMUNES = {
    "02647": ("phường", "Lào Cai", "Lào Cai"),
    "02905": ("xã", "Bảo Thắng", "Lào Cai"),
    "02908": ("xã", "Tằng Loỏng", "Lào Cai"),
    "03006": ("phường", "Sa Pa", "Lào Cai"),
    "04252": ("phường", "Yên Bái", "Yên Bái"),
    "04714": ("xã", "Yên Bình", "Yên Bái"),
}
# district code -> (name, province, (code, name, commune) of its units)
DISTRICTS = {
    "080": (
        "Thành phố Lào Cai",
        "Lào Cai",
        (("02635", "Phường Duyên Hải", "02647"), ("02647", "Phường Kim Tân", "02647")),
    ),
    "086": (
        "Huyện Bảo Thắng",
        "Lào Cai",
        (
            ("02911", "Xã Bản Phiệt", "02647"),
            ("02905", "Thị trấn Phố Lu", "02905"),
            ("02908", "Thị trấn Tằng Loỏng", "02908"),
        ),
    ),
    "132": (
        "Thành phố Yên Bái",
        "Yên Bái",
        (("04252", "Phường Đồng Tâm", "04252"), ("04549", "Xã Minh Bảo", "04252")),
    ),
}
# commune -> the former district that most of it was; the others lie in none of the three
PRINCIPAL = {
    "02647": "Thành phố Lào Cai",
    "02905": "Huyện Bảo Thắng",
    "02908": "Huyện Bảo Thắng",
    "04252": "Thành phố Yên Bái",
}
DEPARTMENTS = {"SNV": ("dispute_log", "inspection_summary"), "LDLD": ("stoppage_log",)}
YEARS = (2024, 2025, 2026)
SOURCE = "dữ liệu giả lập"
LAST_OLD_DAY = "2025-06-30"
# kind of agency -> whose days of the calendar are its own
DUE_LIKE = {"commune": "commune", "department": "department", "district": "commune"}


def bcdk_quarter(year: int, quarter: int) -> tuple[date, date]:
    """First and last day of a reporting quarter: 2026Q1 is 15/12/2025 to 14/3/2026."""
    start = date(year - 1, 12, 15) if quarter == 1 else date(year, 3 * quarter - 3, 15)
    return start, date(year, 3 * quarter, 14)


def due(period: str, days: int = 0) -> datetime:
    """Ten in the morning of the commune deadline of a quarter, shifted by some days."""
    _, end = bcdk_quarter(int(period[:4]), int(period[5]))
    return datetime.combine(end + timedelta(days=3 + days), time(10))


def write_reference(folder: Path) -> None:
    """Write the reference files that dbt reads.

    Args:
        folder: where they go, made when missing.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in {
        "communes": _communes(),
        "former_districts": _districts(),
        "commune_history": _history(),
        "agencies": _agencies(),
        "obligations": _obligations(),
        "reporting_calendar": _calendar(),
        "deadlines": _deadlines(),
        "industrial_zones": _zones(),
        "violation_chapters": _chapters(),
        "staffing": _staffing(),
        "hotspot_overrides": _overrides(),
    }.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    # days, targets and bands are what they are: the product's own tables
    for name in ("working_days", "targets", "worker_bands"):
        shutil.copy(REFERENCE_DIR / f"{name}.csv", folder)


def _communes() -> list[dict[str, object]]:
    return [
        {
            "commune_code": code,
            "name": f"{unit_type.capitalize()} {short_name}",
            "short_name": short_name,
            "unit_type": unit_type,
            "former_province": province,
            "principal_former_district": PRINCIPAL.get(code, "Huyện giả lập"),
            "valid_from": "2025-07-01",
            "longitude": 104.0,
            "latitude": 22.0,
            "tile_row": 1,
            "tile_col": order,
            "sort_order": order,
            "source": SOURCE,
        }
        for order, (code, (unit_type, short_name, province)) in enumerate(COMMUNES.items(), 1)
    ]


def _districts() -> list[dict[str, object]]:
    return [
        {
            "district_code": code,
            "name": name,
            "short_name": name.split(" ", 2 if name.startswith("T") else 1)[-1],
            "kind": "huyện",
            "former_province": province,
            "valid_to": LAST_OLD_DAY,
            "source": SOURCE,
        }
        for code, (name, province, _) in DISTRICTS.items()
    ]


def _history() -> list[dict[str, object]]:
    return [
        {
            "old_code": old_code,
            "old_name": old_name,
            "old_district": name,
            "old_province": province,
            "commune_code": commune,
            "valid_to": LAST_OLD_DAY,
            "source": SOURCE,
        }
        for name, province, units in DISTRICTS.values()
        for old_code, old_name, commune in units
    ]


def _agencies() -> list[dict[str, object]]:
    communes = [
        (f"X{code}", f"UBND {unit_type} {short_name}", "commune", code, "", "")
        for code, (unit_type, short_name, _) in COMMUNES.items()
    ]
    departments = [(code, f"Sở, ngành {code}", "department", "", "", "") for code in DEPARTMENTS]
    districts = [
        (f"H{code}", f"Phòng LĐTBXH {name}", "district", "", code, LAST_OLD_DAY)
        for code, (name, _, _) in DISTRICTS.items()
    ]
    names = ("agency_code", "name", "kind", "commune_code", "district_code", "valid_to")
    agencies = communes + departments + districts
    return [dict(zip(names, agency, strict=True)) for agency in agencies]


def _obligations() -> list[dict[str, object]]:
    now, before = ("2025-07-01", ""), ("2023-06-15", LAST_OLD_DAY)
    owed = [(f"X{code}", form, "own", 1, "true", now) for code in COMMUNES for form in OWED]
    owed += [(f"H{code}", form, "own", 1, "true", before) for code in DISTRICTS for form in OWED]
    sent = [
        (code, form, "all", 2, "false", now)
        for code, forms in DEPARTMENTS.items()
        for form in forms
    ]
    return [
        {
            "agency_code": agency,
            "form": form,
            "covers": covers,
            "calendar": "BCDK",
            "frequency": "quarter",
            "valid_from": valid_from,
            "valid_to": valid_to,
            "precedence": precedence,
            "expected": expected,
            "source": SOURCE,
        }
        for agency, form, covers, precedence, expected, (valid_from, valid_to) in owed + sent
    ]


def _overrides() -> list[dict[str, object]]:
    return [
        {
            "commune_code": "04714",
            "level": "vàng",
            "decided_by_role": "Lãnh đạo Sở (giả lập)",
            "reason": "đã kiểm tra tại chỗ",
            "valid_from": "2026-01-01",
            "expires_on": "2026-05-31",
            "source": SOURCE,
        }
    ]


def _zones() -> list[dict[str, object]]:
    return [
        {
            "zone_code": "MAU",
            "kind": "KCN",
            "name": "KCN Mẫu",
            "aliases": "Khu Mẫu",
            "status": "hiện hữu",
            "commune_codes": "02908",
            "source": SOURCE,
        }
    ]


def _calendar() -> list[dict[str, object]]:
    rows = []
    for year in YEARS:
        for quarter in (1, 2, 3, 4):
            start, end = bcdk_quarter(year, quarter)
            rows.append(
                {
                    "period_calendar": "BCDK",
                    "period": f"{year}Q{quarter}",
                    "starts_on": start,
                    "ends_on": end,
                    "commune_deadline": end + timedelta(days=3),
                    "department_deadline": end + timedelta(days=6),
                    "source": SOURCE,
                }
            )
    return rows


def _deadlines() -> list[dict[str, object]]:
    return [
        {
            "form": "*",
            "agency_kind": kind,
            "period_calendar": row["period_calendar"],
            "period": row["period"],
            "nominal_on": row[f"{like}_deadline"],
            "due_on": row[f"{like}_deadline"],
            "source": SOURCE,
        }
        for row in _calendar()
        for kind, like in DUE_LIKE.items()
    ]


def _chapters() -> list[dict[str, object]]:
    """Two groups of violations and a decree whose articles are not listed."""
    rows = [("wages", "23", "2026-01-01"), ("working_time", "24", "2026-01-01")]
    rows.append(("decree_12_2022", "", "2022-01-17"))
    return [
        {
            "code": code,
            "name": code,
            "decree": "283/2026" if articles else "12/2022",
            "articles": articles,
            "names": "",
            "valid_from": since,
            "valid_to": "",
            "source": SOURCE,
        }
        for code, articles, since in rows
    ]


def _staffing() -> list[dict[str, object]]:
    """Officers of 2026 alone: nothing is known of the years before."""
    return [
        {"agency_code": code, "year": 2026, "officers_fte": fte, "source": SOURCE}
        for code, fte in (("SNV", 4), ("X02647", 0.5))
    ]
