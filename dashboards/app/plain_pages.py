"""Plain pages outside of the frame, written on the server (templates/): no script is needed."""

import os

from dash import Dash
from flask import render_template

ACCESSIBILITY = "/tiep-can"
MADE_ON = "26/11/2026"  # of the statement; a new look at the product gives a new day
NOBODY_NAMED = "bộ phận quản trị hệ thống của Sở Nội vụ tỉnh Lào Cai"


def contact() -> str:
    """Whom to ask about accessibility: ``QHLD_ACCESSIBILITY_CONTACT``, else the office's own."""
    named = " ".join(os.environ.get("QHLD_ACCESSIBILITY_CONTACT", "").split())
    return named[:300] or NOBODY_NAMED


def notice_page(title: str, *words: str, code: int) -> tuple[str, int]:
    """A page that only says something, with the way back.

    Args:
        title: heading.
        *words: paragraphs.
        code: status of the answer.
    """
    return render_template("notice.html", title=title, words=words), code


def register(app: Dash) -> None:
    """Register the statement on accessibility, which everybody may read, on an app.

    Args:
        app: the Dash app.
    """

    @app.server.get(ACCESSIBILITY)
    def accessibility() -> str:
        return render_template("accessibility.html", contact=contact(), made_on=MADE_ON)
