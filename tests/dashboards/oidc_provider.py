"""A small OpenID Connect provider on this machine, which signs in whoever it was told to."""

import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from flask import Flask, jsonify, redirect, request
from joserfc import jwt
from joserfc.jwk import RSAKey
from waitress.server import create_server


@dataclass
class Provider:
    """The running provider.

    Attributes:
        address: its issuer.
        user: who is signed in there.
        audience: for whom it issues tokens; another than the client's is a stolen token.
    """

    address: str = ""
    user: str = ""
    audience: str = "qhld"
    asked: dict[str, dict] = field(default_factory=dict)


def _routes(server: Flask, provider: Provider, key: RSAKey) -> None:
    @server.get("/.well-known/openid-configuration")
    def configuration():
        return jsonify(
            issuer=provider.address,
            authorization_endpoint=f"{provider.address}/authorize",
            token_endpoint=f"{provider.address}/token",
            jwks_uri=f"{provider.address}/keys",
            id_token_signing_alg_values_supported=["RS256"],
        )

    @server.get("/authorize")
    def authorize():
        code = secrets.token_urlsafe(8)
        provider.asked[code] = request.args.to_dict()
        back = f"{request.args['redirect_uri']}?code={code}&state={request.args['state']}"
        return redirect(back)

    @server.post("/token")
    def token():
        asked = provider.asked.pop(request.form["code"])
        claims = {
            "iss": provider.address,
            "sub": "so-1",
            "aud": provider.audience,
            "exp": int(time.time()) + 300,
            "iat": int(time.time()),
            "nonce": asked.get("nonce"),
            "preferred_username": provider.user,
        }
        signed = jwt.encode({"alg": "RS256", "kid": key.kid}, claims, key)
        return jsonify(access_token="a", token_type="Bearer", expires_in=300, id_token=signed)

    @server.get("/keys")
    def keys():
        return jsonify(keys=[json.loads(json.dumps(key.as_dict(private=False)))])


@contextmanager
def running_provider() -> Iterator[Provider]:
    """Run a provider on a free port."""
    provider = Provider()
    server = Flask("provider")
    _routes(server, provider, RSAKey.generate_key(2048, {"kid": "k1"}))
    served = create_server(server, host="127.0.0.1", port=0, threads=2)
    provider.address = f"http://127.0.0.1:{served.effective_port}"
    threading.Thread(target=served.run, daemon=True).start()
    yield provider
    served.close()
