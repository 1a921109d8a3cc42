"""Areas for which numbers are stated, and of whose parts each is made up.

A part stands with a commune of today, with a former district (a report from before the merger that
tells no communes apart), with the province (what is not about communes) or, once more, with the
industrial zone that its row names. The province takes everything but the zones, a former province
its communes and districts, a former district the communes that lie mainly in it and itself. Zones
overlap the communes and add to nothing.
"""

from dataclasses import dataclass
from functools import cache

from tests.pipeline.truth.obligations import PROVINCE, reference

FORMER_PROVINCES = {"Lào Cai": "cu10", "Yên Bái": "cu15"}


@dataclass(frozen=True)
class Area:
    """An area: its kind, its code and the codes of what it is made up of."""

    kind: str
    code: str
    members: tuple[str, ...]


@cache
def all_areas() -> tuple[Area, ...]:
    """The province, its former provinces and districts, zones and communes."""
    communes, districts = reference("communes"), reference("former_districts")
    zones = [row["zone_code"] for row in reference("industrial_zones")]
    by_district = {
        row["district_code"]: (
            row["district_code"],
            *(
                commune["commune_code"]
                for commune in communes
                if commune["principal_former_district"] == row["name"]
            ),
        )
        for row in districts
    }
    everything = tuple(code for members in by_district.values() for code in members)
    found = [Area("province", "province", (PROVINCE, *everything))]
    for name, code in FORMER_PROVINCES.items():
        own = [row["district_code"] for row in districts if row["former_province"] == name]
        members = tuple(member for district in own for member in by_district[district])
        found.append(Area("former_province", code, members))
    found += [Area("former_district", code, members) for code, members in by_district.items()]
    found += [Area("industrial_zone", code, (code,)) for code in zones]
    found += [Area("commune", row["commune_code"], (row["commune_code"],)) for row in communes]
    return tuple(found)


@cache
def communes_in(member: str) -> tuple[str, ...]:
    """The communes for which a report for a former district stands; none for other members."""
    return next(
        (
            area.members[1:]
            for area in all_areas()
            if area.kind == "former_district" and area.code == member
        ),
        (),
    )


@cache
def is_zone(member: str) -> bool:
    """Whether a member is an industrial zone."""
    return any(row["zone_code"] == member for row in reference("industrial_zones"))


@cache
def zone_code(name: str | None) -> str | None:
    """Code of the industrial zone that a row names; None for none."""
    return next(
        (row["zone_code"] for row in reference("industrial_zones") if row["name"] == name), None
    )
