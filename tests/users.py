"""Users that tests sign in as: one a role, named like it, all with one password."""

from pathlib import Path

from dashboards.app.access.users import add_user
from dashboards.app.viewer import ADMIN, ANALYST, COMMUNE, LEADER

PASSWORD = "mat-khau-de-thu-2026"
OWN_COMMUNE = "02647"  # Phường Lào Cai, of the user can_bo_xa
ROLES = (ADMIN, LEADER, ANALYST, COMMUNE)


def add_users(home: Path) -> None:
    """Make the users in a home."""
    for role in ROLES:
        own = frozenset({OWN_COMMUNE}) if role == COMMUNE else frozenset()
        add_user(role, role, PASSWORD, communes=own, must_change=False, home=home)
