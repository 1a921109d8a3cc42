"""The installed boundaries for the maps in the browser, for who may see pages."""

from dash import Dash
from flask import Response, abort, request

from dashboards.app.parts.boundary_map import ADDRESS, boundaries_now


def register(app: Dash) -> None:
    """Register the address of the boundaries on an app.

    Args:
        app: the Dash app.
    """

    @app.server.get(ADDRESS)
    def boundaries() -> Response:
        found = boundaries_now()
        if found is None:
            abort(404)
        answer = Response(found.content, mimetype="application/geo+json")
        answer.set_etag(found.version)
        # kept by the browser and asked for again each time: who signed out gets nothing
        answer.headers["Cache-Control"] = "private, no-cache"
        return answer.make_conditional(request)
