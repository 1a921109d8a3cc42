"""The headless Chromium of a worker: one, whichever folders its tests are in.

Playwright cannot be started twice in a process, so the fixture stands in the conftest above all
tests: defined (or imported) in two of them it would be two fixtures, each with a start of its own.
"""

import os
import shutil
from collections.abc import Iterator

import pytest

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
