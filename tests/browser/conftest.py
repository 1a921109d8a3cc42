"""The app on a free port, and a page that records what should not happen.

What costs time is made once: the release for all workers, the served app for all files of
a worker, the session of a user for all its tests.
"""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pytest
from waitress.server import create_server

from dashboards.app.viewer import PUBLIC
from tests.browser.made_home import copy_release, copy_users, made_home
from tests.users import PASSWORD, add_users


@dataclass
class Served:
    """An app being served, and the home it reads."""

    address: str
    home: Path


@dataclass
class Watch:
    """What a page did that it must not do."""

    outside: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


def _serve(home: Path) -> Iterator[Served]:
    """Serve the app over a home while a fixture lives; users are made where there are none."""
    from dashboards.app.server import create_app

    if not (home / "access.sqlite").exists():
        add_users(home)
    server = create_server(create_app(home).server, host="127.0.0.1", port=0, threads=6)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield Served(f"http://127.0.0.1:{server.effective_port}", home)
    server.close()


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home that others are copied from; nothing is changed in it."""
    return made_home(tmp_path_factory)


@pytest.fixture(scope="session")
def served(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The app over a made-up release with events, warning scores and reports."""
    home = tmp_path_factory.mktemp("home")
    copy_users(made, home)
    copy_release(made, home)
    yield from _serve(home)


@pytest.fixture(scope="session")
def served_areas(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The app over a made-up release with made-up boundaries."""
    from tests.browser.installed_boundaries import install_boundaries

    home = tmp_path_factory.mktemp("home")
    copy_users(made, home)
    copy_release(made, home)
    install_boundaries(home)
    yield from _serve(home)


@pytest.fixture
def served_empty(made: Path, tmp_path: Path) -> Iterator[Served]:
    """The app where nothing was published yet."""
    copy_users(made, tmp_path)
    yield from _serve(tmp_path)


@pytest.fixture(scope="session")
def contexts(browser):
    """One browser context a user: scripts are fetched and the user signs in once."""
    return cache(lambda user: browser.new_context(locale="vi-VN"))


def sign_in(page, user: str) -> None:
    """Fill the sign-in page that is open; the page that was asked for comes after it."""
    page.fill("#user", user)
    page.fill("#password", PASSWORD)
    page.click("button[type=submit]")


def open_signed_in(page, address: str, user: str) -> None:
    """Open an address, signing in where the session does not know the user yet.

    The form is sent without drawing it: ``test_access_pages`` goes through the page itself.
    """
    page.goto(address)
    if user != PUBLIC and "/dang-nhap" in page.url:  # once a user; the session lasts for the others
        asked = page.context.request
        sign_in_page = re.match(r"https?://[^/]+", address)[0] + "/dang-nhap"
        token = re.search(r'name="csrf_token" value="([^"]+)"', asked.get(sign_in_page).text())[1]
        form = {"user": user, "password": PASSWORD, "csrf_token": token}
        assert asked.post(sign_in_page, form=form, max_redirects=0).status == 302
        page.goto(address)


@pytest.fixture
def open_page(contexts):
    """Return a function that opens an address; with the page comes a watch on what it did."""
    with opener(contexts) as open_address:
        yield open_address


@pytest.fixture(scope="module")
def open_shared_page(contexts):
    """``open_page`` for a page that tests of one file read one after the other."""
    with opener(contexts) as open_address:
        yield open_address


@contextmanager
def opener(contexts) -> Iterator:
    """Open pages in the ``contexts`` and close them afterwards; see ``open_page``."""
    pages = []

    def open_address(
        address: str,
        *,
        width: int = 1366,
        height: int = 768,
        scheme: str = "light",
        user: str = "chuyen_vien",
        ready: str = ".kpi, .empty-page",
    ):
        page = contexts(user).new_page()
        pages.append(page)
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": height})
        page.set_default_timeout(45_000)
        watch = Watch()
        page.on("request", lambda request: _note_outside(watch, request.url))
        page.on(
            "console",
            lambda message: watch.errors.append(message.text) if message.type == "error" else None,
        )
        page.on("pageerror", lambda error: watch.errors.append(str(error)))
        open_signed_in(page, address, user)
        page.wait_for_selector(ready)
        return page, watch

    yield open_address
    for page in pages:
        page.evaluate("window.localStorage.clear()")  # the chosen colour scheme
        page.close()


def _note_outside(watch: Watch, url: str) -> None:
    if not url.startswith(("http://127.0.0.1:", "data:", "blob:")):
        watch.outside.append(url)
