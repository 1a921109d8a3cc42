"""The button "Xuất báo cáo": documents of a quarter, ``/bao-cao-quy/<format>?ky=2026Q3``.

Made by ``qhld briefing`` as a child process in the viewer's name, so that the release is noted as
cited, and a page that others read never waits for Typst. Whoever sees the whole province may have
them; a commune officer and the public may not.
"""

import tempfile
from pathlib import Path
from urllib.parse import quote

from dash import Dash, html
from flask import Response, abort, request

from dashboards.app import address
from dashboards.app.access import audit
from dashboards.app.ask import NoRelease, home, shown_release
from dashboards.app.parts.menu import menu, menu_link
from dashboards.app.parts.pieces import icon
from dashboards.app.submitting import command
from dashboards.app.viewer import ADMIN, ANALYST, LEADER, current_viewer
from dashboards.briefing.formats import FORMATS

PATH = "/bao-cao-quy"
ROLES = frozenset({ADMIN, LEADER, ANALYST})
_ADDRESS = address.Address(address.period())
_SYMBOLS = {".xlsx": "file-type-xls"}


def export_menu() -> html.Details | None:
    """The button with one entry a document, of the quarter in the address; None for who may not."""
    if current_viewer().role not in ROLES:
        return None
    entries = [
        menu_link(
            _SYMBOLS.get(one.suffix, "file-download"),
            one.label,
            f"{PATH}/{key}",
            download="",
            **{"data-follow": "address"},
        )
        for key, one in FORMATS.items()
    ]
    return menu(
        [icon("printer"), "Xuất báo cáo"],
        entries,
        label="Xuất báo cáo của quý đang xem",
        class_name="button-link",
    )


def register(app: Dash) -> None:
    """Register the address of the documents on an app.

    Args:
        app: the Dash app.
    """

    @app.server.get(f"{PATH}/<key>")
    def briefing_document(key: str) -> Response:
        viewer, one = current_viewer(), FORMATS.get(key)
        if one is None or viewer.role not in ROLES or shown_release() is None:
            abort(404)
        try:
            period = _ADDRESS.read(request.query_string.decode(errors="replace"))["ky"]
        except NoRelease:
            abort(404)
        with tempfile.TemporaryDirectory(prefix="qhld-bao-cao-") as folder:
            wanted = [f"--period={period}", f"--format={key}", f"--out={folder}"]
            ended = command.run(["briefing", "make", *wanted], viewer, home())
            made = sorted(Path(folder).glob(f"*{one.suffix}"))
            if ended.code or len(made) != 1:
                words = ended.words.removeprefix("LỖI: ") or "Không lập được báo cáo."
                return Response(words, 503, mimetype="text/plain; charset=utf-8")
            content, name = made[0].read_bytes(), made[0].name
        audit.note("download", f"{name} ({shown_release().release_id})")
        return Response(
            content,
            mimetype=one.mimetype,
            headers={"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}"},
        )
