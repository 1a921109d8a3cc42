"""Which pages there are, in which groups, and who may open them.

A page is listed when it is registered (``dash.register_page``), never before; what a role may not
open is neither listed nor drawn.
"""

import re
from urllib.parse import unquote

import dash

from dashboards.app.viewer import Viewer

# (first order, last order, heading): a page's ``order`` puts it into its group
GROUPS = (
    (1, 3, "Nhìn chung"),
    (4, 7, "Theo lĩnh vực"),
    (8, 9, "Báo cáo"),
    (10, 11, "Tra cứu"),
    (12, 99, "Hệ thống"),
)


def may_open(page: dict, viewer: Viewer) -> bool:
    """True where a page is for everybody or for the viewer's role.

    Args:
        page: an entry of Dash's page registry; ``roles`` names the roles that may open it, None
            is all.
        viewer: who asks.
    """
    roles = page.get("roles")
    return roles is None or viewer.role in roles


def pages_in_groups(viewer: Viewer) -> list[tuple[str, list[dict]]]:
    """Return the pages that a viewer may open, in their groups and order."""
    pages = sorted(
        (page for page in dash.page_registry.values() if may_open(page, viewer)),
        key=lambda page: page["order"],
    )
    groups = []
    for first, last, heading in GROUPS:
        inside = [page for page in pages if first <= page["order"] <= last]
        if inside:
            groups.append((heading, inside))
    return groups


def find_page(path: str) -> tuple[dict | None, dict[str, str]]:
    """Return the page at a path and the values in the path (``/xa-phuong/<ma>``).

    Args:
        path: what stands after the host's name.
    """
    wanted = "/" + path.strip("/")
    for page in dash.page_registry.values():
        if page["path"] == wanted:
            return page, {}
    for page in dash.page_registry.values():
        if template := page["path_template"]:
            pattern = re.sub(r"<(\w+)>", r"(?P<\1>[^/]+)", template)
            if found := re.fullmatch(pattern, wanted):
                return page, {name: unquote(text) for name, text in found.groupdict().items()}
    return None, {}
