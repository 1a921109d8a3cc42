"""What every page is asked: nothing wider than the screen, nothing from outside, no error."""

import time

from tests.browser.conftest import Watch

# charts and tables are drawn after the page's own words
_DRAWN = """
document.querySelectorAll(".dash-graph").length
    === document.querySelectorAll(".js-plotly-plot .main-svg:first-of-type").length
&& [...document.querySelectorAll(".ag-root-wrapper")].every((grid) =>
    grid.querySelector(".ag-row, .ag-overlay-no-rows-center") || !grid.offsetParent)
&& !document.querySelector("._dash-loading-callback")
"""


def wait_for(page, condition: str, argument: object = None) -> None:
    """Wait until a JavaScript condition holds (Playwright's own needs eval, which the CSP bars).

    Args:
        page: the page.
        condition: JavaScript.
        argument: what the condition names ``argument``.
    """
    deadline = time.monotonic() + 45
    while not page.evaluate(f"argument => Boolean({condition})", argument):
        assert time.monotonic() < deadline, f"never came true: {condition} ({argument})"
        page.wait_for_timeout(30)


def wait_until_drawn(page) -> None:
    """Wait until no answer is awaited and charts and tables stand, and still do a moment later.

    Args:
        page: the page.
    """
    for _ in range(5):  # between two callbacks that follow each other nothing is awaited
        wait_for(page, _DRAWN)
        page.wait_for_timeout(40)


def assert_clean(page, watch: Watch) -> None:
    """Fail where the page is wider than the screen, asked another host or reported an error.

    Args:
        page: the page.
        watch: what it did.
    """
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
    assert watch.outside == []
    assert watch.errors == []
