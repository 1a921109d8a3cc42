"""Who is acting, in which role, and what the role may do. Roles and rights are data.

The files of the archive belong to the service's user and nobody else can read them; roles tell
apart the persons for whom that user works. ``QHLD_HOME/access.yml`` names persons and roles
(``users: {lan: chuyen_vien}``). A program that has checked who its user is (the dashboard) states
them in ``QHLD_USER`` and ``QHLD_ROLE``, and the own communes of an officer in ``QHLD_COMMUNES``;
all are believed only of the owner of QHLD_HOME. The owner itself, when it names nobody, is quản
trị.
"""

import os
import pwd
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from ingest.home import home

_RIGHTS_FILE = Path(__file__).with_name("access_rights.yml")
_USERS_FILE = "access.yml"
OWNER_ROLE = "quan_tri"


class AccessError(RuntimeError):
    """The acting person may not do this; the message is for the user, in Vietnamese."""


@dataclass(frozen=True, slots=True)
class Actor:
    """The person who acts.

    Attributes:
        user: name; that of the system's user when nobody is named.
        role: key of ``access_rights.yml``; None when the person has none.
        system_user: the user the process runs as.
        communes: codes of the communes that an officer answers for.
    """

    user: str
    role: str | None
    system_user: str
    communes: frozenset[str] = frozenset()

    def may(self, right: str) -> bool:
        """Whether the role carries a right of ``access_rights.yml``."""
        return right in _rights()["roles"].get(self.role, {}).get("rights", ())

    @property
    def role_name(self) -> str:
        """The role in Vietnamese."""
        return _rights()["roles"].get(self.role, {}).get("name", "chưa được giao vai trò")


@cache
def _rights() -> dict[str, Any]:
    return yaml.safe_load(_RIGHTS_FILE.read_text(encoding="utf-8"))


def acting(by: str | None = None) -> Actor:
    """The person who acts now.

    Args:
        by: name given on the command line; goes before ``QHLD_USER``.

    Raises:
        AccessError: someone else than the owner of QHLD_HOME speaks for another person, or a
            named role or the list of users is not usable.
    """
    system_user = _system_user()
    is_owner = home().exists() and home().stat().st_uid == os.geteuid()
    named = by or os.environ.get("QHLD_USER") or system_user
    stated_role = os.environ.get("QHLD_ROLE")
    stated_communes = os.environ.get("QHLD_COMMUNES", "")
    if not is_owner and (named != system_user or stated_role or stated_communes):
        raise AccessError(
            f"Chỉ tài khoản chủ của {home()} được làm việc thay tên người khác hoặc nêu vai trò."
        )
    communes = frozenset(filter(None, stated_communes.split(",")))
    users = _users()
    if named in users:
        return Actor(named, users[named], system_user, communes)
    if stated_role:
        _require_role(stated_role, "QHLD_ROLE")
        return Actor(named, stated_role, system_user, communes)
    is_owner_itself = is_owner and named == system_user
    return Actor(named, OWNER_ROLE if is_owner_itself else None, system_user)


def require(right: str, actor: Actor) -> None:
    """Make sure that a person may do something.

    Raises:
        AccessError: the role does not carry the right; says who does and where to ask.
    """
    if actor.may(right):
        return
    rights = _rights()
    able = [role["name"] for role in rights["roles"].values() if right in role["rights"]]
    raise AccessError(
        f"{actor.user} ({actor.role_name}) không được {rights['rights'][right]}; việc này dành cho "
        f"{', '.join(able)}. Vai trò ghi trong {home() / _USERS_FILE}."
    )


def _system_user() -> str:
    try:
        return pwd.getpwuid(os.geteuid()).pw_name
    except KeyError:  # containers run as users without a name
        return f"uid {os.geteuid()}"


def _users() -> dict[str, str]:
    """Persons and their roles.

    Raises:
        AccessError: the file is no list of users and roles.
    """
    path = home() / _USERS_FILE
    if not path.exists():
        return {}
    try:
        raw = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
        users = {str(name): str(role) for name, role in (raw.get("users") or {}).items()}
    except (OSError, UnicodeDecodeError, yaml.YAMLError, AttributeError) as error:
        raise AccessError(
            f"Không đọc được {path}. Cần dạng “users: {{tên: vai_trò}}”, mã UTF-8."
        ) from error
    for role in users.values():
        _require_role(role, str(path))
    return users


def _require_role(role: str, where: str) -> None:
    if role not in _rights()["roles"]:
        known = ", ".join(_rights()["roles"])
        raise AccessError(f"Vai trò “{role}” trong {where} không có. Các vai trò: {known}.")
