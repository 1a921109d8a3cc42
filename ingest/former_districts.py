"""The 18 districts of the two provinces until 2025-06-30, and the communes that lie in them now.

Before the merger some figures came by district only: their code then stands in place of a
commune's, and only in quarters that ended before the merger.
"""

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache

from ingest import reference


@dataclass(frozen=True, slots=True)
class FormerDistrict:
    """A district, town or city that existed until 2025-06-30; `district_code` has 3 digits."""

    district_code: str
    name: str
    short_name: str
    kind: str
    former_province: str
    valid_to: date
    source: str


@cache
def former_districts() -> dict[str, FormerDistrict]:
    """Returns the former districts by code."""
    path = reference.REFERENCE_DIR / "former_districts.csv"
    with path.open(encoding="utf-8", newline="") as handle:
        return {
            row["district_code"]: FormerDistrict(
                **{**row, "valid_to": date.fromisoformat(row["valid_to"])}
            )
            for row in csv.DictReader(handle)
        }


@cache
def district_codes() -> dict[str, str]:
    """Returns name of the district ("Huyện Bát Xát") -> its code."""
    return {district.name: code for code, district in former_districts().items()}


@cache
def communes_in(district_code: str) -> frozenset[str]:
    """Codes of the communes of today that have a former unit of a district.

    Args:
        district_code: code of a former district.
    """
    name = former_districts()[district_code].name
    return frozenset(
        unit.commune_code for unit in reference.commune_history() if unit.old_district == name
    )


def old_names(district_code: str) -> list[str]:
    """Names of the former units of a district, in order of their codes.

    Args:
        district_code: code of a former district.
    """
    name = former_districts()[district_code].name
    return [unit.old_name for unit in reference.commune_history() if unit.old_district == name]


def area_name(code: str) -> str:
    """Name of a commune, of a former district or of the province; a code not known stays itself.

    Args:
        code: what stands in the lake in the place of a commune.
    """
    if code == reference.PROVINCE_CODE:
        return "toàn tỉnh"
    area = reference.communes().get(code) or former_districts().get(code)
    return area.name if area else code
