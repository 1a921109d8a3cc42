"""Single sign-on by OpenID Connect, where the province has a provider: off unless configured.

``QHLD_OIDC_ISSUER`` (address whose ``/.well-known/openid-configuration`` is read),
``QHLD_OIDC_CLIENT_ID``, ``QHLD_OIDC_CLIENT_SECRET_FILE``, and if wanted ``QHLD_OIDC_NAME`` (what
the button says) and ``QHLD_OIDC_CLAIM`` (``preferred_username``). Who may come in and as what is
decided here, not by the provider: the claim must be the name of a user of ``qhld users add``.
"""

import os
from pathlib import Path

from authlib.common.errors import AuthlibBaseError
from authlib.integrations.flask_client import OAuth
from flask import Flask, Response, current_app, redirect, render_template, request, session, url_for
from joserfc.errors import JoseError

START, BACK = PATHS = ("/dang-nhap/sso", "/dang-nhap/sso/ve")


def is_configured() -> bool:
    """True where a provider is named."""
    return bool(os.environ.get("QHLD_OIDC_ISSUER") and os.environ.get("QHLD_OIDC_CLIENT_ID"))


def name() -> str | None:
    """Return what the button says, None without a provider."""
    if not is_configured():
        return None
    return os.environ.get("QHLD_OIDC_NAME") or "Đăng nhập một lần của tỉnh"


def register(server: Flask) -> None:
    """Put the two addresses on a server where a provider is named.

    Args:
        server: the Flask server of the app.
    """
    if not is_configured():
        return
    secret_file = os.environ.get("QHLD_OIDC_CLIENT_SECRET_FILE")
    oauth = OAuth(server)
    oauth.register(
        "province",
        client_id=os.environ["QHLD_OIDC_CLIENT_ID"],
        client_secret=Path(secret_file).read_text(encoding="utf-8").strip()
        if secret_file
        else None,
        server_metadata_url=os.environ["QHLD_OIDC_ISSUER"].rstrip("/")
        + "/.well-known/openid-configuration",
        client_kwargs={"scope": "openid profile", "code_challenge_method": "S256"},
    )
    server.extensions["qhld_oidc"] = oauth.province
    server.add_url_rule(START, "oidc_start", _start)
    server.add_url_rule(BACK, "oidc_back", _back)


def _start() -> Response:
    from dashboards.app.access.sign_in import safe_next

    session["oidc_next"] = safe_next(request.args.get("next"))
    back = url_for("oidc_back", _external=True)
    return current_app.extensions["qhld_oidc"].authorize_redirect(back)


def _back() -> object:
    """The provider sends the reader back: the token is checked, then our own list decides."""
    from dashboards.app.access import audit, users
    from dashboards.app.access.sign_in import begin_session
    from dashboards.app.ask import home

    target = session.get("oidc_next", "/")
    claim = os.environ.get("QHLD_OIDC_CLAIM", "preferred_username")
    try:
        token = current_app.extensions["qhld_oidc"].authorize_access_token()
        stated = str((token.get("userinfo") or {}).get(claim) or "")
    except (AuthlibBaseError, JoseError, OSError, ValueError) as error:
        current_app.logger.warning("oidc: %s", error)
        stated = ""
    user = users.find_user(stated, home()) if stated else None
    if user is None or user.is_disabled:
        came_from = request.remote_addr or ""
        audit.record(
            *("sign_in_failed", "đăng nhập một lần"),
            who=stated,
            role="",
            came_from=came_from,
            home=home(),
        )
        problem = "Tài khoản này chưa được cấp quyền vào kho dữ liệu. Hãy báo cho người quản trị."
        page = render_template(
            "sign_in.html", next=target, user="", problem=problem, oidc_name=name()
        )
        return page, 403
    begin_session(user, "đăng nhập một lần")
    return redirect(target)
