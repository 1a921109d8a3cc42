"""Page 9, "Nộp biểu": check spreadsheets, hand them in; queues of those who decide."""

import dash

from dashboards.app.submitting import callbacks, queue_callbacks
from dashboards.app.submitting.layout import layout
from dashboards.app.viewer import ADMIN, ANALYST, COMMUNE, LEADER

dash.register_page(
    __name__,
    path="/nop-bieu",
    name="Nộp biểu",
    order=9,
    icon="upload",
    roles={ADMIN, ANALYST, COMMUNE, LEADER},
)
callbacks.register()
queue_callbacks.register()

__all__ = ["layout"]
