"""Page 4, "Thanh tra, kiểm tra": what was inspected, found, punished, paid and put right."""

import dash

from dashboards.app.inspections import tables
from dashboards.app.inspections.cards import body
from dashboards.app.inspections.facts import ADDRESS, read_facts
from dashboards.app.inspections.wording import page_title
from dashboards.app.parts.area_choice import area_select
from dashboards.app.parts.page_frame import period_select
from dashboards.app.parts.subject_page import subject_page
from dashboards.app.viewer import SIGNED_IN

NAME = "Thanh tra, kiểm tra"
dash.register_page(
    __name__, path="/thanh-tra", name=NAME, order=4, icon="clipboard-check", roles=SIGNED_IN
)
tables.register()
controls = {"ky": period_select, "dia_ban": area_select}
layout = subject_page("inspections", NAME, ADDRESS, controls, read_facts, page_title, body)
