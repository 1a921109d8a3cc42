"""Page 5, "Tranh chấp, ngừng việc": what happened, how it ended, what is still open."""

import dash

from dashboards.app.disputes import tables
from dashboards.app.disputes.cards import body
from dashboards.app.disputes.facts import ADDRESS, read_facts
from dashboards.app.disputes.wording import page_title
from dashboards.app.parts.area_choice import area_select
from dashboards.app.parts.page_frame import period_select
from dashboards.app.parts.subject_page import subject_page
from dashboards.app.viewer import SIGNED_IN

NAME = "Tranh chấp, ngừng việc"
dash.register_page(__name__, path="/tranh-chap", name=NAME, order=5, icon="scale", roles=SIGNED_IN)
tables.register()
controls = {"ky": period_select, "dia_ban": area_select}
layout = subject_page("disputes", NAME, ADDRESS, controls, read_facts, page_title, body)
