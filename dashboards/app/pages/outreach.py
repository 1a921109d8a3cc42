"""Page 6, "Tuyên truyền": plan against done, people reached, kinds of sessions."""

import dash

from dashboards.app.outreach import pictures, tables
from dashboards.app.outreach.cards import body
from dashboards.app.outreach.facts import ADDRESS, ORDERS, read_facts
from dashboards.app.outreach.wording import page_title
from dashboards.app.parts.page_frame import period_select, select
from dashboards.app.parts.subject_page import subject_page
from dashboards.app.viewer import SIGNED_IN

NAME = "Tuyên truyền"
dash.register_page(
    __name__, path="/tuyen-truyen", name=NAME, order=6, icon="speakerphone", roles=SIGNED_IN
)
tables.register()
pictures.register()


def order_select(control: str, value: str | None) -> object:
    """The choice of the order in which communes stand."""
    orders = [{"value": key, "label": words} for key, words in ORDERS.items()]
    return select(control, "Xếp xã, phường", orders, value, width=190)


controls = {"ky": period_select, "xep": order_select}
layout = subject_page("outreach", NAME, ADDRESS, controls, read_facts, page_title, body)
