"""Make and serve the app: one process, no internet, strict headers."""

import gc
import mimetypes
from pathlib import Path

import duckdb
import numpy  # noqa: F401  plotly imports it lazily inside request threads, where two race
import plotly.io
from dash import Dash
from flask import Response, jsonify
from waitress import create_server

from dashboards.app import (
    boundary_file,
    briefing_files,
    downloads,
    original_files,
    plain_pages,
    shell_callbacks,
)
from dashboards.app.access import sign_in
from dashboards.app.parts import chart_card
from dashboards.app.shell import PRODUCT, layout
from dashboards.app.viewer import Viewer
from dashboards.release_reader import current_release

PARTS = (
    *(shell_callbacks, chart_card, downloads, briefing_files, boundary_file, original_files),
    plain_pages,
)
INDEX = """<!DOCTYPE html>
<html lang="vi">
  <head>
    {%metas%}
    <meta name="description" content="Chỉ tiêu quan hệ lao động tỉnh Lào Cai theo quý">
    <title>{%title%}</title>
    <link rel="icon" type="image/svg+xml" href="/assets/icons/favicon.svg">
    {%css%}
  </head>
  <body>
    {%app_entry%}
    <footer>{%config%}{%scripts%}{%renderer%}</footer>
  </body>
</html>
"""


class VietnameseDash(Dash):
    """Dash whose very first words are Vietnamese too."""

    def interpolate_index(self, **parts: str) -> str:
        """Return the page's HTML with the waiting text translated."""
        parts["app_entry"] = parts["app_entry"].replace("Loading...", "Đang tải…")
        return super().interpolate_index(**parts)


def create_app(home: Path | None = None, viewer: Viewer | None = None) -> Dash:
    """Return the app, ready to answer.

    Args:
        home: root of all state (default: ``QHLD_HOME``).
        viewer: everybody is this one and nobody signs in: for tests of pages.
    """
    # Where orjson is installed Plotly walks over every part of an answer in Python before writing
    # it, which takes longer than writing it the plain way; the text is the same
    plotly.io.json.config.default_engine = "json"
    mimetypes.add_type("font/woff2", ".woff2")  # unknown to a minimal Debian
    # DuckDB looks for pandas at its first parameter; begun in a request, another thread's figure
    # would meet it half imported
    duckdb.connect().execute("select $1", [""])
    app = VietnameseDash(
        "dashboards.app",
        assets_folder=str(Path(__file__).parent / "assets"),
        title=PRODUCT,
        update_title=None,
        compress=True,
        serve_locally=True,
        suppress_callback_exceptions=True,  # the list of ranks is drawn by a callback
        index_string=INDEX,
        use_pages=True,
        pages_folder=str(Path(__file__).parent / "pages"),
        include_pages_meta=False,
    )
    app.server.config.update(QHLD_HOME_PATH=home, QHLD_VIEWER=viewer)
    if viewer is None:
        sign_in.register(app)
    app.layout = layout
    for part in PARTS:
        part.register(app)
    _add_health(app, home)
    _add_security_headers(app)
    # Dash registers its libraries during the first request; two at once would race (dash #3971)
    with app.server.test_client() as client:
        client.get("/_dash-dependencies")
        client.get("/_dash-layout")
    # Dash's own way to a page knows nothing of roles; ours is shell_callbacks.draw_page
    for output in [name for name in app.callback_map if "_pages_" in name]:
        del app.callback_map[output]
    return app


def _add_health(app: Dash, home: Path | None) -> None:
    @app.server.get("/healthz")
    def health() -> Response:
        release = current_release(home)
        return jsonify(status="ok", release=release.release_id if release else None)


def _add_security_headers(app: Dash) -> None:
    """Let the page load from this server only, and run no script text but Dash's own."""
    policy: list[str] = []  # made once, when all browser-side callbacks are known

    @app.server.after_request
    def secure(response: Response) -> Response:
        if not policy:
            hashes = " ".join(app.csp_hashes())
            policy.append(
                f"default-src 'self'; script-src 'self' {hashes}; "
                "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
                "worker-src 'self' blob:; font-src 'self'; connect-src 'self'; "
                "object-src 'none'; base-uri 'self'; frame-ancestors 'none'; form-action 'self'"
            )
        response.headers["Content-Security-Policy"] = policy[0]
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["X-Frame-Options"] = "DENY"
        response.headers["Referrer-Policy"] = "same-origin"
        response.headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()"
        return response


def serve(port: int = 8050, host: str = "127.0.0.1", home: Path | None = None) -> None:
    """Serve until stopped; see ``dashboards.app.serve``."""
    app = create_app(home).server
    set_aside()
    create_server(app, host=host, port=port, threads=8, ident=None).run()


def set_aside() -> None:
    """Leave what the app is made of out of garbage collection from now on.

    Going through modules, layouts and classes that never go away took up to a tenth of a second,
    in the middle of somebody's answer.
    """
    gc.collect()
    gc.freeze()
