"""Plain pages: the statement on accessibility, for everybody, and what failed, in Vietnamese."""

import pytest

from dashboards.app.plain_pages import ACCESSIBILITY, MADE_ON, NOBODY_NAMED, contact
from dashboards.app.server import create_app
from dashboards.app.shell import layout
from tests.browser.release_fixture import write_release
from tests.users import add_users


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    """The app over a made-up release; nobody is signed in."""
    home = tmp_path_factory.mktemp("home")
    write_release(home)
    add_users(home)
    return create_app(home)


def test_everybody_reads_it_without_signing_in(app) -> None:
    answer = app.server.test_client().get(ACCESSIBILITY)
    text = answer.get_data(as_text=True)
    assert answer.status_code == 200
    for said in ("WCAG 2.2, mức AA", "Những điểm chưa đạt", f"Lập ngày {MADE_ON}", NOBODY_NAMED):
        assert said in text
    assert '<html lang="vi">' in text
    assert "<script" not in text


def test_every_page_leads_to_it(app) -> None:
    link = f'href="{ACCESSIBILITY}"'
    client = app.server.test_client()
    assert link in client.get("/dang-nhap").get_data(as_text=True)
    assert link not in client.get(ACCESSIBILITY).get_data(as_text=True)
    with app.server.test_request_context("/"):  # the frame, also of the public view
        assert f"href='{ACCESSIBILITY}'" in str(layout())


def test_the_office_names_whom_to_ask(app, monkeypatch) -> None:
    monkeypatch.setenv("QHLD_ACCESSIBILITY_CONTACT", " Văn phòng Sở,\n 0214 <b>1</b> ")
    assert contact() == "Văn phòng Sở, 0214 <b>1</b>"
    text = app.server.test_client().get(ACCESSIBILITY).get_data(as_text=True)
    assert "Văn phòng Sở, 0214 &lt;b&gt;1&lt;/b&gt;" in text
    assert NOBODY_NAMED not in text
    monkeypatch.setenv("QHLD_ACCESSIBILITY_CONTACT", "  ")
    assert contact() == NOBODY_NAMED


@pytest.mark.parametrize(
    ("path", "method", "code", "said"),
    [
        ("/tai-ve/x.csv", "GET", 401, "đăng nhập lại"),
        ("/assets/khong-co.js", "GET", 404, "Không có trang hoặc tệp này"),
        ("/_dash-component-suites/os/x.js", "GET", 404, "Không có trang hoặc tệp này"),
        ("/dang-nhap", "DELETE", 405, "Hãy tải lại trang"),
    ],
)
def test_what_fails_is_told_in_vietnamese(app, path, method, code, said) -> None:
    answer = app.server.test_client().open(path, method=method)
    text = answer.get_data(as_text=True)
    assert answer.status_code == code
    assert said in text
    assert '<html lang="vi">' in text
    assert "Unauthorized" not in text
    assert 'href="/"' in text
