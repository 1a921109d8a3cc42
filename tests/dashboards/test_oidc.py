"""Single sign-on against a provider on this machine."""

from urllib.parse import urlsplit

import pytest
import requests

from dashboards.app.access import audit, users
from dashboards.app.server import create_app
from tests.dashboards.oidc_provider import running_provider
from tests.users import add_users


@pytest.fixture
def provider(monkeypatch, tmp_path):
    """A provider that the app is configured for."""
    secret = tmp_path / "secret"
    secret.write_text("bi-mat\n", encoding="utf-8")
    with running_provider() as made:
        monkeypatch.setenv("QHLD_OIDC_ISSUER", made.address)
        monkeypatch.setenv("QHLD_OIDC_CLIENT_ID", "qhld")
        monkeypatch.setenv("QHLD_OIDC_CLIENT_SECRET_FILE", str(secret))
        monkeypatch.setenv("QHLD_OIDC_NAME", "Tài khoản công vụ")
        yield made


def _come_back(client, asked: str = "/?ky=2026Q3"):
    """Go to the provider and back, as a browser does."""
    start = client.get("/dang-nhap/sso", query_string={"next": asked})
    back = requests.get(start.location, allow_redirects=False, timeout=10).headers["Location"]
    return client.get(urlsplit(back).path + "?" + urlsplit(back).query)


def test_a_known_user_comes_in_and_reads_what_was_asked(provider, tmp_path) -> None:
    add_users(tmp_path)
    client = create_app(tmp_path).server.test_client()
    page = client.get("/dang-nhap").get_data(as_text=True)
    assert "Tài khoản công vụ" in page
    provider.user = "chuyen_vien"
    answer = _come_back(client)
    assert (answer.status_code, answer.location) == (302, "/?ky=2026Q3")
    assert client.get("/").status_code == 200
    assert audit.entries(tmp_path)[0]["subject"] == "đăng nhập một lần"


def test_the_provider_does_not_decide_who_may_come_in(provider, tmp_path) -> None:
    add_users(tmp_path)
    client = create_app(tmp_path).server.test_client()
    provider.user = "nguoi-la"
    answer = _come_back(client)
    assert answer.status_code == 403
    assert "chưa được cấp quyền" in answer.get_data(as_text=True)
    users.set_disabled("chuyen_vien", True, tmp_path)
    provider.user = "chuyen_vien"
    assert _come_back(client).status_code == 403
    assert client.get("/").status_code == 302


def test_a_token_for_somebody_else_or_an_old_answer_is_refused(provider, tmp_path) -> None:
    add_users(tmp_path)
    client = create_app(tmp_path).server.test_client()
    provider.user, provider.audience = "chuyen_vien", "chuong-trinh-khac"
    assert _come_back(client).status_code == 403
    assert client.get("/dang-nhap/sso/ve?code=x&state=doan").status_code == 403
    assert client.get("/").status_code == 302


def test_without_configuration_there_is_no_such_way(tmp_path) -> None:
    client = create_app(tmp_path).server.test_client()
    assert client.get("/dang-nhap/sso").location.startswith("/dang-nhap?")
    assert "/dang-nhap/sso" not in client.get("/dang-nhap").get_data(as_text=True)
