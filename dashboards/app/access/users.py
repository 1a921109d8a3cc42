"""Users of the dashboards: made, found, checked, disabled."""

import secrets
from dataclasses import dataclass
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from dashboards.app.access.store import now, open_store
from dashboards.app.viewer import ADMIN, COMMUNE, PUBLIC, ROLE_NAMES

FIRST_ADMIN = "quantri"
LEAST_LENGTH = 10
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is read as another
_hasher = PasswordHasher()  # argon2id with the library's parameters (RFC 9106, low memory)
# Checked where there is no such user, so that the answer takes as long
_NOBODY = _hasher.hash(secrets.token_hex(16))


class UserProblem(ValueError):
    """A user cannot be made or changed so; the message is for the reader, in Vietnamese."""


@dataclass(frozen=True)
class User:
    """A user as stored, without the password.

    Attributes:
        name: what is typed to sign in.
        full_name: as shown.
        role: a key of ``viewer.RIGHTS``.
        communes: codes of an officer's communes.
        must_change: the password is a one-time one.
        is_disabled: may not sign in.
        stamp: sessions begun under another stamp are over.
        created_at: wall time.
    """

    name: str
    full_name: str
    role: str
    communes: frozenset[str]
    must_change: bool
    is_disabled: bool
    stamp: int
    created_at: str


def _user(row) -> User:
    return User(
        row["name"],
        row["full_name"],
        row["role"],
        frozenset(row["communes"].split()),
        bool(row["must_change"]),
        bool(row["is_disabled"]),
        row["stamp"],
        row["created_at"],
    )


def find_user(name: str, home: Path | None = None) -> User | None:
    """Return a user by name (capitals do not matter), or None."""
    with open_store(home) as store:
        row = store.execute("select * from users where name = ?", (name,)).fetchone()
    return _user(row) if row else None


def list_users(home: Path | None = None) -> list[User]:
    """Return all users by name."""
    with open_store(home) as store:
        return [_user(row) for row in store.execute("select * from users order by name")]


def check_password(name: str, password: str, home: Path | None = None) -> User | None:
    """Return the user where name and password fit and the user is not disabled, else None."""
    with open_store(home) as store:
        row = store.execute("select * from users where name = ?", (name,)).fetchone()
        stored = row["password_hash"] if row and row["password_hash"] else _NOBODY
        try:
            _hasher.verify(stored, password)
        except (VerificationError, InvalidHashError):
            return None
        if row is None or stored is _NOBODY or row["is_disabled"]:
            return None
        if _hasher.check_needs_rehash(stored):
            fresh = _hasher.hash(password)
            store.execute("update users set password_hash = ? where name = ?", (fresh, name))
    return _user(row)


def one_time_password() -> str:
    """Return a password that is easy to copy by hand: four groups of four, about 79 bits."""
    letters = "".join(secrets.choice(_LETTERS) for _ in range(16))
    return "-".join(letters[place : place + 4] for place in range(0, 16, 4))


def judge_password(password: str, name: str) -> str | None:
    """Return why a password is too weak, in Vietnamese, or None."""
    if len(password) < LEAST_LENGTH:
        return f"Mật khẩu cần ít nhất {LEAST_LENGTH} ký tự."
    if len(password) > 200:
        return "Mật khẩu quá dài."
    if name.lower() in password.lower() or len(set(password)) < 5:
        return "Mật khẩu quá dễ đoán."
    return None


def add_user(
    name: str,
    role: str,
    password: str,
    *,
    full_name: str = "",
    communes: frozenset[str] = frozenset(),
    must_change: bool = True,
    by: str = "qhld",
    home: Path | None = None,
) -> User:
    """Make a user.

    Args:
        name: letters, digits, ``.``, ``-``, ``_``, ``@``.
        role: a key of ``viewer.RIGHTS`` other than the public.
        password: plain; empty where the user signs in elsewhere only.
        full_name: as shown (default: the name).
        communes: codes of an officer's communes, at least one for that role.
        must_change: whether the password must be changed at first sign-in.
        by: who makes the user.
        home: root of all state (default: ``QHLD_HOME``).

    Raises:
        UserProblem: the name is taken or odd, the role is none, or an officer has no commune.
    """
    bare = name.translate(str.maketrans("", "", ".-_@"))
    if not (bare.isascii() and bare.isalnum() and len(name) <= 60):
        raise UserProblem("Tên đăng nhập chỉ gồm chữ không dấu, số và . - _ @")
    if role not in ROLE_NAMES or role == PUBLIC:
        raise UserProblem(
            f"Vai trò là một trong: {', '.join(r for r in ROLE_NAMES if r != PUBLIC)}"
        )
    if (role == COMMUNE) != bool(communes):
        raise UserProblem("Cán bộ xã cần ít nhất một xã, phường; các vai trò khác không có.")
    hashed, at = _hasher.hash(password) if password else "", now()
    with open_store(home) as store:
        done = store.execute(
            "insert or ignore into users (name, full_name, role, communes, password_hash, "
            "must_change, created_at, created_by, changed_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *(name, full_name or name, role, " ".join(sorted(communes))),
                *(hashed, int(must_change), at, by, at),
            ),
        )
    if done.rowcount == 0:
        raise UserProblem(f"Tên đăng nhập {name} đã có.")
    return find_user(name, home)


def set_password(name: str, password: str, *, must_change: bool, home: Path | None = None) -> User:
    """Give a user a new password; all the user's sessions end.

    Raises:
        UserProblem: no such user.
    """
    return _change(
        name,
        "password_hash = ?, must_change = ?",
        (_hasher.hash(password), int(must_change)),
        home,
    )


def set_disabled(name: str, disabled: bool, home: Path | None = None) -> User:
    """Disable a user (all sessions end) or let the user in again.

    Raises:
        UserProblem: no such user, or the last administrator.
    """
    others = [u for u in list_users(home) if u.role == ADMIN and not u.is_disabled]
    if disabled and [u.name.lower() for u in others] == [name.lower()]:
        raise UserProblem("Đây là quản trị cuối cùng; hãy thêm quản trị khác trước khi khóa.")
    return _change(name, "is_disabled = ?", (int(disabled),), home)


def _change(name: str, what: str, values: tuple, home: Path | None) -> User:
    with open_store(home) as store:
        done = store.execute(
            f"update users set {what}, stamp = stamp + 1, changed_at = ? where name = ?",
            (*values, now(), name),
        )
    if done.rowcount == 0:
        raise UserProblem(f"Không có tài khoản {name}.")
    return find_user(name, home)


def make_first_admin(home: Path | None = None) -> str | None:
    """Make an administrator where there is no user yet.

    Args:
        home: root of all state (default: ``QHLD_HOME``).

    Returns:
        The one-time password, to be shown once; None where there are users already.
    """
    if list_users(home):
        return None
    password = one_time_password()
    try:
        add_user(FIRST_ADMIN, ADMIN, password, full_name="Quản trị", home=home)
    except UserProblem:  # another process was first
        return None
    return password
