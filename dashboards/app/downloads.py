"""Files that pages register: tables as ``/tai-ve/<name>.csv`` and ``.xlsx``, pictures ``.svg``."""

from urllib.parse import quote

from dash import Dash
from flask import Response, abort, request

from dashboards.app.access import audit
from dashboards.app.ask import NoRelease, shown_release
from dashboards.app.parts.picture import PICTURES, svg_of
from dashboards.app.parts.table import MAKERS, csv_bytes, xlsx_bytes
from dashboards.app.viewer import current_viewer

KINDS = {
    "csv": (csv_bytes, "text/csv"),
    "xlsx": (xlsx_bytes, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "svg": (svg_of, "image/svg+xml"),
}


def register(app: Dash) -> None:
    """Register the address of the files on an app.

    Args:
        app: the Dash app.
    """

    @app.server.get("/tai-ve/<name>.<kind>")
    def download(name: str, kind: str) -> Response:
        makers = PICTURES if kind == "svg" else MAKERS
        maker, release = makers.get(name), shown_release()
        if maker is None or kind not in KINDS:
            abort(404)
        if maker.roles is not None and current_viewer().role not in maker.roles:
            abort(404)
        try:
            made = maker.make(request.query_string.decode(errors="replace"))
        except NoRelease:
            made = None
        if made is None:
            abort(404)
        release_id = release.release_id if release else "chua-phat-hanh"
        audit.note("download", f"{made.file_name}.{kind} ({release_id})")
        write, mimetype = KINDS[kind]
        file_name = quote(f"{made.file_name}-{release_id}.{kind}")
        return Response(
            write(made),
            mimetype=mimetype,
            headers={"Content-Disposition": f"attachment; filename*=UTF-8''{file_name}"},
        )
