"""Page 7, "Điểm nóng": warning scores, what they are made of, how far they may be trusted."""

import dash
import dash_mantine_components as dmc
from dash import html

from dashboards.app.ask import ask
from dashboards.app.hotspots import pictures, tables
from dashboards.app.hotspots.cards import body
from dashboards.app.hotspots.facts import ADDRESS, LEVEL_NAMES, LEVELS, read_facts
from dashboards.app.hotspots.wording import page_title
from dashboards.app.parts.page_frame import period_select, select
from dashboards.app.parts.subject_page import subject_page
from dashboards.app.shell import no_such_page
from dashboards.app.viewer import current_viewer, roles_with

NAME = "Điểm nóng"
dash.register_page(
    __name__,
    path="/diem-nong",
    name=NAME,
    order=7,
    icon="flame",
    roles=roles_with("hotspots"),
)
tables.register()
pictures.register()


def _level_select(control: str, value: str | None) -> dmc.Select:
    choices = [{"value": "tat-ca", "label": "Tất cả các mức"}]
    choices += [{"value": key, "label": LEVEL_NAMES[level]} for key, level in LEVELS.items()]
    return select(control, "Mức", choices, value)


def _commune_select(control: str, value: str | None) -> dmc.Select:
    communes = [
        {"value": row["area_code"], "label": row["area_name"]}
        for row in ask("areas", kind="commune")
    ]
    made = select(control, "Xã, phường", communes, value, clearable=True)
    made.placeholder = "Chọn để xem điểm"
    return made


controls = {"ky": period_select, "muc": _level_select, "xa": _commune_select}
whole_layout = subject_page("hotspots", NAME, ADDRESS, controls, read_facts, page_title, body)


def layout(**query: str) -> html.Div | html.Section:
    """Return the page's frame for an address, for those who may see scores.

    Args:
        **query: parameters of the address.
    """
    if not current_viewer().may("hotspots"):
        return no_such_page(current_viewer())
    return whole_layout(**query)
