"""The one door from a page, a callback or a download to the numbers of the release in force.

``ask`` answers for the viewer of the running request: the file (internal or external) and the rows
that the viewer may see are settled when the release is opened for the viewer's scope. Within one
request every question goes to the same release, also while another is being published.
"""

from pathlib import Path

from dash.exceptions import PreventUpdate
from flask import current_app, g

from dashboards.app.viewer import current_viewer
from dashboards.release_reader import Release, current_release


class NoRelease(PreventUpdate):
    """Nothing was published yet: a callback that asks leaves the page as it is."""


def home() -> Path | None:
    """Return the root of all state of the running app (None: ``QHLD_HOME``)."""
    return current_app.config.get("QHLD_HOME_PATH")


def shown_release() -> Release | None:
    """Return the release in force as the viewer may see it, the same one for a whole request."""
    scope = current_viewer().scope
    if g.get("release_scope") != scope:
        g.release, g.release_scope = current_release(home(), scope), scope
    return g.release


def ask(query_name: str, **inputs: object) -> list[dict]:
    """Answer one question for the viewer of the running request.

    Args:
        query_name: a file of ``dashboards/queries`` without ``.sql``.
        **inputs: exactly the inputs that the file names; bound, never spliced.

    Returns:
        One dict a row. Rows that the viewer may not see are not there.

    Raises:
        NoRelease: nothing was published yet.
        QueryError: unknown query, or inputs missing or left over.
    """
    release = shown_release()
    if release is None:
        raise NoRelease
    return release.run(query_name, **inputs)
