"""Builds the generated tables of data/reference from the list of units and the rules below.

    python data/reference/build_reference.py

Writes communes.csv, commune_history.csv, former_districts.csv, agencies.csv and obligations.csv
next to this file; running it twice changes nothing. The tables of days are built by build_calendar.py; the others
(departments.csv, duties.csv, union_areas.csv, commune_aliases.csv, industrial_zones.csv,
glossary.csv, tile_grid.txt) are kept by hand: they are typed facts, each row with its source.

Source of the units: the PyPI package `vietnamadminunits` 1.0.4 (MIT licence), needed only
here. Where it disagrees with the official text, OFFICIAL_* below says so and prevails.
"""

from __future__ import annotations

import csv
import importlib.util
import json
import sqlite3
import unicodedata
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

HERE = Path(__file__).parent
PACKAGE_SOURCE = "vietnamadminunits 1.0.4 (MIT)"
RESOLUTION = "Nghị quyết 1673/NQ-UBTVQH15"
MERGER = date(2025, 7, 1)
LAST_OLD_DAY = MERGER - timedelta(days=1)
PROPOSED = "đề xuất (chờ Sở Nội vụ quyết định)"

# The package's point for this commune lies in Lục Yên, half a degree from the four former
# units it was made of; this is the centre of the commune itself.
OFFICIAL_POSITION = {"04714": (104.9456, 21.7813)}
# Former units that the package spells otherwise than the resolution does.
OFFICIAL_OLD_NAMES = {"03115": "Xã Thẳm Dương", "04603": "Xã Tà Xi Láng"}
# Before the merger labour was the business of one office in each district; its last name, from
# March 2025 on, was "Phòng Nội vụ". The duties are proposals, as are those of the communes.
DISTRICT_OFFICE = "Phòng Lao động - Thương binh và Xã hội"
DISTRICT_OFFICE_ALIASES = (
    "Phòng LĐ-TB&XH",
    "Phòng LĐTBXH",
    "Phòng LĐTB&XH",
    "Phòng Lao động - TB&XH",
    "Phòng Lao động, Thương binh và Xã hội",
    "Phòng Nội vụ",
    "UBND",
    "Ủy ban nhân dân",
)
OTHER_DISTRICT_SPELLINGS = {
    "huyện Mù Căng Chải": ["huyện Mù Cang Chải"],
    "thị xã Sa Pa": ["thị xã Sapa", "TX Sapa"],
}
# Two communes were made of one unit from each of two districts; the district of the unit
# whose name the commune carries is the principal one (also the rule for every tie).


def read_package() -> tuple[list[dict], list[dict], dict[str, list[str]]]:
    """Returns the current units, the former units and new key -> former keys of Lào Cai."""
    spec = importlib.util.find_spec("vietnamadminunits")
    if spec is None or spec.origin is None:
        raise SystemExit("pip install vietnamadminunits==1.0.4 first")
    folder = Path(spec.origin).parent / "data"
    connection = sqlite3.connect(f"file:{folder / 'dataset.db'}?mode=ro", uri=True)
    connection.row_factory = sqlite3.Row
    current = [dict(r) for r in connection.execute(
        "select * from admin_units where provinceCode = '15' order by wardCode")]
    former = [dict(r) for r in connection.execute(
        "select * from admin_units_legacy where provinceCode in ('10', '15') order by wardCode")]
    connection.close()
    mapping = json.loads((folder / "converter_2025.json").read_text(encoding="utf-8"))
    if mapping["DICT_PROVINCE_WARD_DIVIDED"].get("tinhlaocai"):
        raise SystemExit("the package divides a former unit of Lào Cai: look at it by hand")
    return current, former, mapping["DICT_PROVINCE_WARD_NO_DIVIDED"]["tinhlaocai"]


def former_units(current: list[dict], former: list[dict], mapping: dict) -> list[dict]:
    """One row for each of the 319 former units, with the commune that it became part of."""
    by_key = {f"{r['provinceKey']}_{r['districtKey']}_{r['wardKey']}": r for r in former}
    rows = []
    for unit in current:
        for key in mapping[unit["wardKey"]]:
            old = by_key.pop(key)
            name = OFFICIAL_OLD_NAMES.get(old["wardCode"], old["ward"])
            kind = old["wardType"]
            rows.append({
                "old_code": old["wardCode"],
                "old_name": name,
                "old_short_name": name.removeprefix(kind + " "),
                "old_unit_type": kind.lower(),
                "old_district": old["district"],
                "old_province": old["province"].removeprefix("Tỉnh "),
                "commune_code": unit["wardCode"],
                "valid_to": LAST_OLD_DAY.isoformat(),
                "legal_basis": RESOLUTION,
                "source": PACKAGE_SOURCE,
            })
    if by_key:
        raise SystemExit(f"former units without a commune: {sorted(by_key)}")
    return sorted(rows, key=lambda r: r["old_code"])


def district_rows(former: list[dict]) -> list[dict]:
    """The 18 districts, towns and cities of the two provinces, until the level was abolished."""
    districts = {
        r["districtCode"]: (r["district"], r["districtType"], r["province"]) for r in former
    }
    return [
        {
            "district_code": code,
            "name": name,
            "short_name": name.removeprefix(kind + " "),
            "kind": kind.lower(),
            "former_province": province.removeprefix("Tỉnh "),
            "valid_to": LAST_OLD_DAY.isoformat(),
            "source": PACKAGE_SOURCE,
        }
        for code, (name, kind, province) in sorted(districts.items())
    ]


def principal_district(short_name: str, olds: list[dict]) -> str:
    """The district of most of the former units; in a tie, of the one of the same name."""
    counts = Counter(r["old_district"] for r in olds).most_common()
    if len(counts) == 1 or counts[0][1] > counts[1][1]:
        return counts[0][0]
    return next(r["old_district"] for r in olds if r["old_short_name"] == short_name)


def read_tile_grid() -> dict[str, tuple[int, int]]:
    """commune code -> (row, column) from the drawing in tile_grid.txt, counted from 0."""
    lines = [
        line.split()
        for line in (HERE / "tile_grid.txt").read_text(encoding="utf-8").splitlines()
        if line.strip() and not line.startswith("#")
    ]
    return {
        cell: (row, column)
        for row, cells in enumerate(lines)
        for column, cell in enumerate(cells)
        if cell.strip(".")
    }


_LETTERS = {c: i for i, c in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")}
_TONES = {"": 0, "\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}


def alphabetical(name: str) -> list:
    """Sort key of Vietnamese dictionaries: syllable by syllable, letters before tones."""
    key = []
    for word in name.lower().split():
        decomposed = unicodedata.normalize("NFD", word)
        tone = next((_TONES[c] for c in decomposed if c in _TONES and c), 0)
        bare = unicodedata.normalize("NFC", "".join(c for c in decomposed if c not in _TONES))
        key.append(([_LETTERS[c] for c in bare], tone))
    return key


def commune_rows(current: list[dict], olds: list[dict]) -> list[dict]:
    """The 99 communes in Vietnamese alphabetical order."""
    tiles = read_tile_grid()
    rows = []
    ordered = sorted(current, key=lambda r: alphabetical(r["wardShort"]))
    for order, unit in enumerate(ordered, start=1):
        code, short = unit["wardCode"], unit["wardShort"]
        parts = [r for r in olds if r["commune_code"] == code]
        untouched = len(parts) == 1
        longitude, latitude = OFFICIAL_POSITION.get(code, (unit["wardLon"], unit["wardLat"]))
        rows.append({
            "commune_code": code,
            "name": unit["ward"],
            "short_name": short,
            "unit_type": unit["wardType"].lower(),
            "former_province": parts[0]["old_province"],
            "principal_former_district": principal_district(short, parts),
            "legal_basis": RESOLUTION + (" (không sắp xếp)" if untouched else ""),
            "valid_from": MERGER.isoformat(),
            "longitude": f"{longitude:.4f}",
            "latitude": f"{latitude:.4f}",
            "tile_row": tiles[code][0],
            "tile_col": tiles[code][1],
            "sort_order": order,
            "source": PACKAGE_SOURCE
            + ("; vị trí sửa tay" if code in OFFICIAL_POSITION else ""),
        })
    return rows


def agency_rows(communes: list[dict], districts: list[dict]) -> list[dict]:
    """The People's Committee of each commune, the departments, the offices of former districts."""
    rows = []
    for commune in communes:
        name = commune["name"][0].lower() + commune["name"][1:]
        abbreviation = "P. " if commune["unit_type"] == "phường" else "X. "
        rows.append({
            "agency_code": "X" + commune["commune_code"],
            "name": f"UBND {name}",
            "kind": "commune",
            "commune_code": commune["commune_code"],
            "district_code": "",
            "aliases": "|".join([
                f"Ủy ban nhân dân {name}",
                f"UBND {abbreviation}{commune['short_name']}",
                f"Phòng Văn hóa - Xã hội {name}",
            ]),
            "valid_to": "",
            "source": f"{RESOLUTION}; {PROPOSED}",
        })
    rows += [
        {
            "agency_code": row["agency_code"],
            "name": row["name"],
            "kind": "department",
            "commune_code": "",
            "district_code": "",
            "aliases": row["aliases"],
            "valid_to": "",
            "source": row["source"],
        }
        for row in read("departments.csv")
    ]
    for district in districts:
        names = [f"{district['kind']} {district['short_name']}"]
        if short := {"thành phố": "TP", "thị xã": "TX"}.get(district["kind"]):
            names += [f"{short} {district['short_name']}", f"{short}. {district['short_name']}"]
        names += OTHER_DISTRICT_SPELLINGS.get(names[0], [])
        rows.append({
            "agency_code": "H" + district["district_code"],
            "name": f"{DISTRICT_OFFICE} {names[0]}",
            "kind": "district",
            "commune_code": "",
            "district_code": district["district_code"],
            "aliases": "|".join(
                f"{office} {name}"
                for name in names
                for office in (DISTRICT_OFFICE, *DISTRICT_OFFICE_ALIASES)
                if (office, name) != (DISTRICT_OFFICE, names[0])
            ),
            "valid_to": LAST_OLD_DAY.isoformat(),
            "source": f"cấp huyện kết thúc hoạt động từ 01/7/2025; {PROPOSED}",
        })
    return rows


def obligation_rows(agencies: list[dict]) -> list[dict]:
    """duties.csv with "communes" and "districts" spelled out; its other columns as they stand."""
    duties = read("duties.csv")
    rows = []
    for agency in agencies:
        code = agency["agency_code"]
        own = {"commune": "communes", "district": "districts"}.get(agency["kind"], code)
        rows += [
            {
                "agency_code": code,
                **{name: value for name, value in duty.items() if name != "who"},
            }
            for duty in duties
            if duty["who"] == own
        ]
    return rows


def read(name: str) -> list[dict]:
    """Reads one of the tables that are kept by hand."""
    with (HERE / name).open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def write(name: str, rows: list[dict]) -> None:
    """Writes one table as UTF-8 CSV with a header."""
    with (HERE / name).open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, fieldnames=list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    print(f"{name}: {len(rows)} rows")


def main() -> None:
    """Builds and writes the five generated tables."""
    current, former, mapping = read_package()
    olds = former_units(current, former, mapping)
    communes = commune_rows(current, olds)
    districts = district_rows(former)
    agencies = agency_rows(communes, districts)
    write("communes.csv", communes)
    write("commune_history.csv", olds)
    write("former_districts.csv", districts)
    write("agencies.csv", agencies)
    write("obligations.csv", obligation_rows(agencies))


if __name__ == "__main__":
    main()
