"""Signing in: what is refused, what ends a session, what is recorded."""

import re
import sqlite3
import stat

import pytest

from dashboards.app.access import audit, sign_in, users
from dashboards.app.access.store import open_store, session_key
from dashboards.app.server import create_app
from tests.browser.release_fixture import write_release
from tests.users import PASSWORD, add_users


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    """The app over a made-up release, with one user a role."""
    home = tmp_path_factory.mktemp("home")
    write_release(home)
    add_users(home)
    return create_app(home)


@pytest.fixture
def home(app):
    """The home of the app; nobody has tried anything yet."""
    sign_in.limiter.reset()
    return app.server.config["QHLD_HOME_PATH"]


@pytest.fixture
def client(app, home):
    """A browser that is not signed in."""
    return app.server.test_client()


def token_of(client, path: str = "/dang-nhap") -> str:
    """The token of the form at a path."""
    page = client.get(path).get_data(as_text=True)
    return re.search(r'name="csrf_token" value="([^"]+)"', page)[1]


def enter(client, user: str, password: str = PASSWORD, **fields: str):
    """Send the sign-in form."""
    form = {"csrf_token": token_of(client), "user": user, "password": password} | fields
    return client.post("/dang-nhap", data=form)


def test_nobody_gets_anything_without_signing_in(client) -> None:
    answer = client.get("/?ky=2026Q3&chi_tieu=DS-01")
    assert answer.status_code == 302
    # the whole address survives, also what stands after the first "&"
    assert answer.location == "/dang-nhap?next=%2F%3Fky%3D2026Q3%26chi_tieu%3DDS-01"
    for path in ("/_dash-layout", "/_dash-dependencies", "/tai-ve/xa-phuong.csv"):
        assert client.get(path).status_code == 401, path
    token = token_of(client)
    answer = client.post("/_dash-update-component", json={}, headers={"X-CSRFToken": token})
    assert answer.status_code == 401
    assert client.get("/healthz").status_code == 200


def test_the_right_password_leads_to_what_was_asked(client) -> None:
    answer = enter(client, "chuyen_vien", next="/?ky=2026Q3&chi_tieu=DS-01")
    assert (answer.status_code, answer.location) == (302, "/?ky=2026Q3&chi_tieu=DS-01")
    cookie = next(h for h in answer.headers.getlist("Set-Cookie") if h.startswith("qhld="))
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    page = client.get("/")
    assert page.status_code == 200
    assert page.headers["Cache-Control"] == "no-store"
    assert any(h.startswith("_csrf_token=") for h in page.headers.getlist("Set-Cookie"))


def test_https_makes_cookies_secure(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("QHLD_HTTPS", "1")
    add_users(tmp_path)
    client = create_app(tmp_path).server.test_client()
    headers = {"X-Forwarded-Proto": "https", "Referer": "https://localhost/"}
    page = client.get("/dang-nhap", headers=headers, base_url="https://localhost")
    assert "Secure" in page.headers["Set-Cookie"]


@pytest.mark.parametrize(
    "target",
    [
        *("https://xau.example/", "//xau.example", "/\\xau.example", "\\\\xau", "javascript:x"),
        *("/\t/xau.example", "dang-nhap", "", "/dang-xuat"),
    ],
)
def test_next_never_leads_away(target) -> None:
    assert sign_in.safe_next(target) == "/"


def test_a_wrong_password_and_an_unknown_name_look_the_same(client) -> None:
    answers = [enter(client, "chuyen_vien", "sai"), enter(client, "khong-co", "sai")]
    texts = {re.sub(r'value="[^"]*"', "", a.get_data(as_text=True)) for a in answers}
    assert [a.status_code for a in answers] == [401, 401]
    assert len(texts) == 1
    assert sign_in.WRONG in texts.pop()


def test_guessing_is_slowed_down(client) -> None:
    codes = [enter(client, "chuyen_vien", f"sai-{n}").status_code for n in range(6)]
    assert codes == [401] * 5 + [429]
    assert enter(client, "chuyen_vien").status_code == 429


def test_a_form_without_token_is_refused(client) -> None:
    answer = client.post("/dang-nhap", data={"user": "chuyen_vien", "password": PASSWORD})
    assert answer.status_code == 400
    assert "Phiên làm việc đã hết hạn" in answer.get_data(as_text=True)
    enter(client, "chuyen_vien")
    assert client.post("/_dash-update-component", json={}).status_code == 400
    assert client.post("/dang-xuat").status_code == 400


def test_a_one_time_password_must_be_changed_first(client, home) -> None:
    once = users.one_time_password()
    users.add_user("moi", "chuyen_vien", once, home=home)
    assert enter(client, "moi", once).location.startswith("/doi-mat-khau")
    assert client.get("/").location.startswith("/doi-mat-khau")
    assert client.get("/_dash-layout").status_code == 401
    form = {"csrf_token": token_of(client, "/doi-mat-khau"), "password": once}
    for fresh, again in (("ngan", "ngan"), ("mat-khau-moi-1", "khac"), (once, once)):
        answer = client.post("/doi-mat-khau", data=form | {"fresh": fresh, "again": again})
        assert answer.status_code == 400
    fresh = "song-chay-2026"
    answer = client.post("/doi-mat-khau", data=form | {"fresh": fresh, "again": fresh})
    assert answer.status_code == 302
    assert client.get("/").status_code == 200


def test_a_session_ends_with_password_state_and_time(app, home) -> None:
    first, second = app.server.test_client(), app.server.test_client()
    for one in (first, second):
        enter(one, "lanh_dao")
        assert one.get("/").status_code == 200
    users.set_password("lanh_dao", PASSWORD, must_change=False, home=home)
    assert first.get("/").status_code == 302
    enter(first, "lanh_dao")
    users.set_disabled("lanh_dao", True, home)
    assert first.get("/").status_code == 302
    assert enter(first, "lanh_dao").status_code == 401
    users.set_disabled("lanh_dao", False, home)
    enter(second, "lanh_dao")
    with second.session_transaction() as session:
        session["since"] = "2020-01-01T00:00:00"
    assert second.get("/").status_code == 302


def test_signing_out_ends_it(client) -> None:
    enter(client, "chuyen_vien")
    page = client.get("/")
    token = (
        next(h for h in page.headers.getlist("Set-Cookie") if h.startswith("_csrf_token="))
        .split(";")[0]
        .split("=", 1)[1]
    )
    assert client.post("/dang-xuat", data={"csrf_token": token}).location == "/dang-nhap"
    assert client.get("/").status_code == 302


def test_what_was_done_is_recorded_and_cannot_be_changed(client, home) -> None:
    enter(client, "quan_tri", "sai-mat-khau")
    enter(client, "quan_tri")
    assert client.get("/tai-ve/xa-phuong.csv").status_code == 200
    entries = audit.entries(home)[:3]
    assert [e["action"] for e in entries] == ["download", "sign_in", "sign_in_failed"]
    assert {e["who"] for e in entries} == {"quan_tri"}
    assert "xa-phuong-" in entries[0]["subject"]
    with open_store(home) as store:
        for change in ("delete from audit", "update audit set who = 'x'"):
            with pytest.raises(sqlite3.DatabaseError, match="append-only"):
                store.execute(change)
    assert client.get("/tai-ve/quan-tri-nhat-ky.csv").status_code == 200
    assert PASSWORD not in str(audit.entries(home))


def test_only_the_administrator_reads_the_log(client) -> None:
    enter(client, "chuyen_vien")
    assert client.get("/tai-ve/quan-tri-nhat-ky.csv").status_code == 404


def test_first_start_makes_one_administrator(tmp_path) -> None:
    password = users.make_first_admin(tmp_path)
    assert users.check_password("quantri", password, tmp_path).must_change
    assert users.make_first_admin(tmp_path) is None
    assert stat.S_IMODE((tmp_path / "access.sqlite").stat().st_mode) == 0o600
    with pytest.raises(users.UserProblem, match="cuối cùng"):
        users.set_disabled("quantri", True, tmp_path)


def test_the_key_of_sessions_is_kept(tmp_path) -> None:
    assert session_key(tmp_path) == session_key(tmp_path)
    assert stat.S_IMODE((tmp_path / "session.key").stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("name", "role", "communes"),
    [
        ("có dấu", "chuyen_vien", ()),
        ("ai", "vua", ()),
        ("ai", "cong_khai", ()),
        ("ai", "can_bo_xa", ()),
        ("ai", "lanh_dao", ("02647",)),
    ],
)
def test_odd_users_are_refused(tmp_path, name, role, communes) -> None:
    with pytest.raises(users.UserProblem):
        users.add_user(name, role, PASSWORD, communes=frozenset(communes), home=tmp_path)


def test_passwords_are_hashed(tmp_path) -> None:
    users.add_user("ai", "chuyen_vien", PASSWORD, home=tmp_path)
    with open_store(tmp_path) as store:
        stored = store.execute("select password_hash from users").fetchone()[0]
    assert stored.startswith("$argon2id$")
    assert users.check_password("ai", "", tmp_path) is None
    assert users.check_password("AI", PASSWORD, tmp_path).name == "ai"


def test_a_newer_file_is_left_alone(tmp_path) -> None:
    with open_store(tmp_path) as store:
        store.execute("pragma user_version = 99")
    from dashboards.app.access import store as store_module

    store_module._ready.clear()
    with pytest.raises(sqlite3.DatabaseError, match="newer"), open_store(tmp_path):
        pass
