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
)


def event_areas() -> list[dict]:
    """Return the areas whose events the viewer sees wholly (rows of queries/areas.sql).

    Industrial zones are not among them: few forms name the zone, so their lists would be short.
    """
    communes = current_viewer().scope.communes
    kinds = {kind for kind, _ in KINDS}
    return [
        area
        for area in ask("areas", kind="")
        if area["area_kind"] in kinds and (communes is None or area["area_code"] in communes)
    ]


def event_area() -> Parameter:
    """``dia_ban``: the province by default, for an officer the own commune."""
    return Parameter("dia_ban", lambda: [area["area_code"] for area in event_areas()])


def area_select(control: str, value: str | None) -> dmc.Select:
    """A choice of area in groups, found by typing.

    Args:
        control: Dash id.
        value: code of the chosen area.
    """
    areas = event_areas()
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
