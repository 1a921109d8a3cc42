"""Page 1, "Tổng quan": the province in one view."""

import dash

from dashboards.app.overview import callbacks
from dashboards.app.overview.layout import layout

dash.register_page(
    __name__, path="/", name="Tổng quan", order=1, icon="layout-dashboard", own_address=True
)
callbacks.register()

__all__ = ["layout"]
