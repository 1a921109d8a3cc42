"""Which area a page of events shows: the province and its parts, or an officer's own communes.

Events are rows of communes, so an officer, who sees the events of the own communes only, is not
offered the province: its list would be silently short.
"""

import dash_mantine_components as dmc

from dashboards.app.address import Parameter
from dashboards.app.ask import ask
from dashboards.app.parts.page_frame import select
from dashboards.app.viewer import current_viewer

KINDS = (
    ("province", "Toàn tỉnh"),
    ("former_province", "Tỉnh cũ"),
    ("commune", "Xã, phường"),
    ("former_district", "Huyện cũ (xếp theo huyện chính)"),
    ("industrial_zone", "Khu, cụm công nghiệp"),
)


def event_areas(zones: bool = False) -> list[dict]:
    """Return the areas whose events the viewer sees wholly (rows of queries/areas.sql).

    Args:
        zones: whether industrial zones too (only forms that name the zone can tell).
    """
    communes = current_viewer().scope.communes
    return [
        area
        for area in ask("areas", kind="")
        if (communes is None or area["area_code"] in communes)
        and (zones or area["area_kind"] != "industrial_zone")
    ]


def event_area(zones: bool = False) -> Parameter:
    """``dia_ban``: the province by default, for an officer the own commune.

    Args:
        zones: see ``event_areas``.
    """
    return Parameter("dia_ban", lambda: [area["area_code"] for area in event_areas(zones)])


def area_select(control: str, value: str | None, zones: bool = False) -> dmc.Select:
    """A choice of area in groups, found by typing.

    Args:
        control: Dash id.
        value: code of the chosen area.
        zones: see ``event_areas``.
    """
    areas = event_areas(zones)
    groups = [
        {
            "group": heading,
            "items": [
                {"value": area["area_code"], "label": area["area_name"]}
                for area in areas
                if area["area_kind"] == kind
            ],
        }
        for kind, heading in KINDS
    ]
    return select(control, "Địa bàn", [group for group in groups if group["items"]], value)
