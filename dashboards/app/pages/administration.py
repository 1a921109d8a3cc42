"""Page "Quản trị": who may come in, and the record of what was done."""

import dash
from dash import ClientsideFunction, Input, State, clientside_callback

from dashboards.app.administration import audit_table, layout, users_table
from dashboards.app.parts.table import table
from dashboards.app.viewer import ADMIN

dash.register_page(
    __name__,
    path="/quan-tri",
    name="Quản trị",
    order=12,
    icon="settings",
    roles={ADMIN},
    needs_release=False,
)
table("quan-tri-nhat-ky", roles={ADMIN})(audit_table)
table("quan-tri-tai-khoan", roles={ADMIN})(users_table)
clientside_callback(
    ClientsideFunction("tables", "search"),
    Input("administration-search", "value"),
    Input("administration-audit", "rowData"),
    State("administration-audit", "id"),
)

__all__ = ["layout"]
