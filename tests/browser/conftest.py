"""A headless Chromium, the app on a free port, and a page that records what should not happen."""

import os
import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pytest
from waitress.server import create_server

from tests.browser.events_fixture import add_events
from tests.browser.release_fixture import write_release
from tests.browser.reports_fixture import add_reports
from tests.users import PASSWORD, add_users

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
HOW_TO_INSTALL = (
    "NOT RUN: no Chromium found. Install one with `apt-get install chromium`, "
    "or name one: `QHLD_CHROMIUM=/path/to/chromium`."
)


def find_chromium() -> str | None:
    """Return the Chromium that QHLD_CHROMIUM names, else one on PATH, else None."""
    named = os.environ.get("QHLD_CHROMIUM")
    if named:
        return shutil.which(named)
    return next((path for name in CHROMIUM_NAMES if (path := shutil.which(name))), None)


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


@pytest.fixture(scope="session")
def browser() -> Iterator:
    """A headless Chromium; where there is none the tests are listed as NOT RUN (CI: they fail)."""
    executable = find_chromium()
    if executable is None:
        if os.environ.get("CI", "").lower() == "true":
            pytest.fail(HOW_TO_INSTALL)
        pytest.skip(HOW_TO_INSTALL)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        chromium = driver.chromium.launch(
            executable_path=executable,
            args=[
                *("--no-sandbox", "--disable-gpu", "--disable-background-networking"),
                *("--disable-component-update", "--no-first-run", "--disable-default-apps"),
            ],
        )
        yield chromium
        chromium.close()


def _serve(home: Path) -> Iterator[Served]:
    from dashboards.app.server import create_app

    add_users(home)
    server = create_server(create_app(home).server, host="127.0.0.1", port=0, threads=6)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield Served(f"http://127.0.0.1:{server.effective_port}", home)
    server.close()


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The app over a made-up release."""
    home = tmp_path_factory.mktemp("home")
    add_reports(write_release(home))
    yield from _serve(home)


@pytest.fixture(scope="session")
def served_events(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The app over a made-up release with events and warning scores."""
    home = tmp_path_factory.mktemp("home")
    add_events(write_release(home))
    yield from _serve(home)


@pytest.fixture(scope="session")
def served_all(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The app over a made-up release with everything: events, warning scores, reports."""
    home = tmp_path_factory.mktemp("home")
    folder = write_release(home)
    add_events(folder)
    add_reports(folder)
    yield from _serve(home)


@pytest.fixture
def served_empty(tmp_path: Path) -> Iterator[Served]:
    """The app where nothing was published yet."""
    yield from _serve(tmp_path)


@pytest.fixture(scope="session")
def contexts(browser):
    """One browser context a user and colour scheme: scripts are fetched once, as for a reader."""

    @cache
    def context_of(user: str, scheme: str):
        return browser.new_context(color_scheme=scheme, locale="vi-VN")

    return context_of


def sign_in(page, user: str) -> None:
    """Fill the sign-in page that is open; the page that was asked for comes after it."""
    page.fill("#user", user)
    page.fill("#password", PASSWORD)
    page.click("button[type=submit]")


def open_signed_in(page, address: str, user: str) -> None:
    """Open an address, signing in where the session does not know the user yet."""
    page.goto(address)
    if "/dang-nhap" in page.url:  # once a server; the session lasts for the other tests
        sign_in(page, user)


@pytest.fixture
def open_page(contexts):
    """Return a function that opens an address; with the page comes a watch on what it did."""
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
        page = contexts(user, scheme).new_page()
        pages.append(page)
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
