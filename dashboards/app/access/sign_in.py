"""Signing in and out: one guard before every request, three plain pages, strict cookies.

Nothing but the sign-in page, its style, the statement on accessibility and ``/healthz`` answers
somebody who is not signed in, unless the public view is switched on; that one sees the
disclosure-safe file alone.
"""

import os
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import quote, urlsplit

from dash import Dash
from flask import (
    Blueprint,
    Response,
    abort,
    current_app,
    redirect,
    render_template,
    request,
    session,
)
from flask.sessions import SecureCookieSessionInterface
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user
from flask_wtf.csrf import CSRFError, CSRFProtect, generate_csrf

from dashboards.app.access import audit, oidc, users
from dashboards.app.access.store import session_key
from dashboards.app.ask import home
from dashboards.app.parts.boundary_map import ADDRESS as BOUNDARIES
from dashboards.app.plain_pages import ACCESSIBILITY
from dashboards.app.viewer import COMMUNE, Viewer

SIGN_IN, SIGN_OUT, CHANGE = "/dang-nhap", "/dang-xuat", "/doi-mat-khau"
IDLE, LONGEST = timedelta(hours=1), timedelta(hours=12)
TRIES_FROM_ONE_PLACE, TRIES_OF_ONE_NAME = "5 per minute; 60 per hour", "20 per hour"
WRONG = "Tên đăng nhập hoặc mật khẩu không đúng."
_OPEN_BELOW = ("/assets/", "/_dash-component-suites/")
_OPEN = {"/healthz", "/_favicon.ico", SIGN_IN, ACCESSIBILITY}

pages = Blueprint("access", __name__)
limiter = Limiter(get_remote_address, storage_uri="memory://", strategy="moving-window")


class PageSessions(SecureCookieSessionInterface):
    """Sessions of pages and answers; scripts and styles are the same for everybody.

    A session renewed with each script makes the script vary with the cookie, so a browser would
    fetch a megabyte of scripts anew at every visit.
    """

    def save_session(self, app: object, session: object, response: Response) -> None:
        """Renew the cookie, but not with what needs nobody signed in."""
        if not request.path.startswith(_OPEN_BELOW):
            super().save_session(app, session, response)


@dataclass
class SignedIn(UserMixin):
    """A user in a session, as Flask-Login wants one."""

    user: users.User

    def get_id(self) -> str:
        """Return name and stamp: a session ends when password or state of the user changes."""
        return f"{self.user.stamp}:{self.user.name}"

    @property
    def viewer(self) -> Viewer:
        """Return the viewer that the pages know."""
        own = self.user.communes if self.user.role == COMMUNE else None
        return Viewer(self.user.full_name, self.user.role, own, self.user.name)


def public_view() -> bool:
    """True where ``QHLD_PUBLIC_VIEW=1`` lets everybody see the disclosure-safe figures."""
    return os.environ.get("QHLD_PUBLIC_VIEW") == "1"


def register(app: Dash) -> None:
    """Put the guard, the pages and the cookies on an app.

    Args:
        app: the Dash app; its pages and callbacks need nothing of their own.
    """
    server = app.server
    behind_https = os.environ.get("QHLD_HTTPS") == "1"
    server.session_interface = PageSessions()
    server.secret_key = session_key(server.config["QHLD_HOME_PATH"])
    server.config.update(
        SESSION_COOKIE_NAME="qhld",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=behind_https,
        PERMANENT_SESSION_LIFETIME=IDLE,
        WTF_CSRF_TIME_LIMIT=None,  # as long as the session
        RATELIMIT_HEADERS_ENABLED=False,
    )
    if behind_https:
        from werkzeug.middleware.proxy_fix import ProxyFix

        server.wsgi_app = ProxyFix(server.wsgi_app, x_for=1, x_proto=1, x_host=1)
    manager = LoginManager(server)
    manager.session_protection = None  # an office's address may change; the stamp ends sessions
    manager.user_loader(_load)
    CSRFProtect(server)
    limiter.init_app(server)
    limiter.reset()
    server.register_blueprint(pages)
    oidc.register(server)
    server.before_request(_guard)
    server.register_error_handler(CSRFError, _forged)
    server.register_error_handler(429, _too_often)

    @server.after_request
    def hand_out_token(response: Response) -> Response:
        # Dash's own client reads this cookie and sends it as X-CSRFToken with every callback
        if response.mimetype == "text/html" and (current_user.is_authenticated or public_view()):
            response.set_cookie("_csrf_token", generate_csrf(), samesite="Lax", secure=behind_https)
        if not request.path.startswith((*_OPEN_BELOW, BOUNDARIES)):  # those hold no figures
            response.headers["Cache-Control"] = "no-store"
        return response


def _load(key: str) -> SignedIn | None:
    stamp, _, name = key.partition(":")
    user = users.find_user(name, home())
    if user is None or user.is_disabled or str(user.stamp) != stamp:
        return None
    return SignedIn(user)


def _guard() -> Response | None:
    """Let through who may; everybody else is led to the sign-in page, or told 401."""
    is_open = request.path in _OPEN or (oidc.is_configured() and request.path in oidc.PATHS)
    if is_open or request.path.startswith(_OPEN_BELOW):
        return None
    if current_user.is_authenticated:
        began = session.get("since", "")
        if not began or datetime.fromisoformat(began) + LONGEST < datetime.now():
            logout_user()
        elif current_user.user.must_change and request.path not in (CHANGE, SIGN_OUT):
            return _turn_away(CHANGE)
        else:
            return None
    return None if public_view() and request.path != CHANGE else _turn_away(SIGN_IN)


def _turn_away(where: str) -> Response:
    if request.method != "GET" or request.path.startswith(("/_dash", "/tai-ve", "/bao-cao-quy")):
        abort(401)
    asked = request.full_path.rstrip("?")
    return redirect(where if asked == "/" else f"{where}?next={quote(asked, safe='')}")


def safe_next(target: str | None) -> str:
    """Return where to go after signing in: a path of this server, else the first page.

    Args:
        target: what the address bar says, possibly written by somebody else.
    """
    target = target or "/"
    parts = urlsplit(target)
    odd = "\\" in target or any(ord(letter) < 32 for letter in target)
    if parts.scheme or parts.netloc or odd or not target.startswith("/") or target[1:2] == "/":
        return "/"
    return "/" if target.startswith((SIGN_IN, SIGN_OUT)) else target


def begin_session(user: users.User, way: str) -> None:
    """Begin a session that holds nothing of the one before.

    Args:
        user: who signs in.
        way: how, for the audit log.
    """
    session.clear()
    login_user(SignedIn(user))
    session.permanent = True
    session["since"] = datetime.now().isoformat()
    _note("sign_in", user.name, user.role, way)


def _note(action: str, who: str, role: str, subject: str) -> None:
    came_from = request.remote_addr or ""
    audit.record(action, subject, who=who, role=role, came_from=came_from, home=home())


def _page(name: str, code: int = 200, **values: object) -> tuple[str, int]:
    return render_template(name, oidc_name=oidc.name(), **values), code


@pages.get(SIGN_IN)
def show_sign_in() -> object:
    """The sign-in page."""
    if current_user.is_authenticated:
        return redirect(safe_next(request.args.get("next")))
    return _page("sign_in.html", next=safe_next(request.args.get("next")), user="", problem="")


@pages.post(SIGN_IN)
@limiter.limit(TRIES_FROM_ONE_PLACE, deduct_when=lambda response: response.status_code != 302)
@limiter.limit(
    TRIES_OF_ONE_NAME,
    key_func=lambda: "name:" + request.form.get("user", "").strip().lower()[:60],
    deduct_when=lambda response: response.status_code != 302,
)
def sign_in() -> object:
    """Check name and password."""
    name = request.form.get("user", "").strip()[:60]
    target = safe_next(request.form.get("next"))
    user = users.check_password(name, request.form.get("password", "")[:200], home())
    if user is None:
        _note("sign_in_failed", name, "", "mật khẩu")
        return _page("sign_in.html", 401, next=target, user=name, problem=WRONG)
    begin_session(user, "mật khẩu")
    return redirect(f"{CHANGE}?next={quote(target, safe='')}" if user.must_change else target)


@pages.post(SIGN_OUT)
def sign_out() -> object:
    """End the session."""
    if current_user.is_authenticated:
        _note("sign_out", current_user.user.name, current_user.user.role, "")
    logout_user()
    session.clear()
    return redirect(SIGN_IN)


@pages.get(CHANGE)
def show_change() -> object:
    """The page to change one's password."""
    target = safe_next(request.args.get("next"))
    return _page("change_password.html", next=target, problem="", user=current_user.user)


@pages.post(CHANGE)
@limiter.limit(TRIES_FROM_ONE_PLACE, deduct_when=lambda response: response.status_code != 302)
def change() -> object:
    """Change one's own password; sessions elsewhere end."""
    user, target = current_user.user, safe_next(request.form.get("next"))
    fresh = request.form.get("fresh", "")
    problem = users.judge_password(fresh, user.name)
    if users.check_password(user.name, request.form.get("password", "")[:200], home()) is None:
        problem = "Mật khẩu hiện tại không đúng."
    elif fresh != request.form.get("again", ""):
        problem = "Hai lần nhập mật khẩu mới không giống nhau."
    elif fresh == request.form.get("password", ""):
        problem = "Mật khẩu mới phải khác mật khẩu hiện tại."
    if problem:
        return _page("change_password.html", 400, next=target, problem=problem, user=user)
    changed = users.set_password(user.name, fresh, must_change=False, home=home())
    _note("password", user.name, user.role, "")
    session.clear()
    login_user(SignedIn(changed))
    session.permanent = True
    session["since"] = datetime.now().isoformat()
    return redirect(target)


def _forged(error: CSRFError) -> tuple[str, int]:
    """A form without a token: expired, or sent from elsewhere."""
    current_app.logger.info("csrf: %s %s", request.path, error.description)
    problem = "Phiên làm việc đã hết hạn. Hãy thử lại."
    if request.path == SIGN_IN:
        target = safe_next(request.form.get("next"))
        return _page("sign_in.html", 400, next=target, user="", problem=problem)
    return problem, 400


def _too_often(_error: Exception) -> tuple[str, int]:
    problem = "Đã thử quá nhiều lần. Hãy đợi vài phút rồi thử lại."
    if request.path == SIGN_IN:
        return _page("sign_in.html", 429, next="/", user="", problem=problem)
    return problem, 429
