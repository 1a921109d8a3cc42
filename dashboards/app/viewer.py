"""Who is looking, and what that person may do: the one place that says so.

Nothing here reads what the browser sends; the viewer comes from the session on the server.
"""

from dataclasses import dataclass

from flask import current_app, has_request_context

from dashboards.release_scope import Scope

ADMIN, LEADER, ANALYST, COMMUNE, PUBLIC = (
    "quan_tri",
    "lanh_dao",
    "chuyen_vien",
    "can_bo_xa",
    "cong_khai",
)
ROLE_NAMES = {
    ADMIN: "Quản trị",
    LEADER: "Lãnh đạo",
    ANALYST: "Chuyên viên",
    COMMUNE: "Cán bộ xã, phường",
    PUBLIC: "Công khai",
}
# hotspots: warning scores; sources: the cells behind a number; files: the files as received (of
# the loads that the scope holds) with those cells; they may name persons, so a leader, who signs,
# has an analyst open them (as in ingest/archives/access_rights.yml); submit: hand in spreadsheets;
# decide: names, warnings, propose a release; approve: sign a release; sql: questions of one's own;
# admin: users and the audit log
RIGHTS: dict[str, frozenset[str]] = {
    ADMIN: frozenset({"hotspots", "sources", "files", "submit", "decide", "sql", "admin"}),
    LEADER: frozenset({"hotspots", "sources", "approve"}),
    ANALYST: frozenset({"hotspots", "sources", "files", "submit", "decide", "sql"}),
    COMMUNE: frozenset({"sources", "files", "submit"}),
    PUBLIC: frozenset(),
}
# pages over marts that the external file does not have: events, submissions, findings
SIGNED_IN = frozenset(RIGHTS) - {PUBLIC}


def roles_with(right: str) -> frozenset[str]:
    """Return the roles that have a right, for pages and tables of that right."""
    return frozenset(role for role, rights in RIGHTS.items() if right in rights)


@dataclass(frozen=True)
class Viewer:
    """A person (or the public) in front of the screen.

    Attributes:
        name: shown in the account menu and written to the audit log.
        role: a key of ``RIGHTS``.
        communes: codes of the communes that an officer answers for; None is all.
        user: the name that was typed to sign in, as the audit log keeps it.
    """

    name: str
    role: str
    communes: frozenset[str] | None = None
    user: str = ""

    @property
    def role_name(self) -> str:
        """The role in Vietnamese."""
        return ROLE_NAMES[self.role]

    @property
    def rights(self) -> frozenset[str]:
        """What the role may do."""
        return RIGHTS[self.role]

    def may(self, right: str) -> bool:
        """True where the role has a right."""
        return right in self.rights

    @property
    def scope(self) -> Scope:
        """The part of a release that this viewer sees."""
        own = frozenset(self.communes or ()) if self.role == COMMUNE else None
        audience = "external" if self.role == PUBLIC else "internal"
        return Scope(own, self.may("hotspots"), audience)


THE_PUBLIC = Viewer("Khách", PUBLIC)
# For tests and for one person's own machine: ``create_app(home, viewer=AN_ANALYST)`` asks nobody
AN_ANALYST = Viewer("Chuyên viên", ANALYST, user="chuyenvien")


def current_viewer() -> Viewer:
    """Return who asks: decided by the session of the running request, else the public."""
    if not has_request_context():
        return THE_PUBLIC
    fixed = current_app.config.get("QHLD_VIEWER")
    if fixed is not None:
        return fixed
    from flask_login import current_user

    return current_user.viewer if current_user.is_authenticated else THE_PUBLIC
