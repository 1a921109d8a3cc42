"""What every page is asked: nothing wider than the screen, nothing from outside, no error."""

from tests.browser.conftest import Watch


def wait_for(page, condition: str) -> None:
    """Wait until a JavaScript condition holds (Playwright's own needs eval, which the CSP bars).

    Args:
        page: the page.
        condition: JavaScript.
    """
    for _ in range(450):
        if page.evaluate(f"Boolean({condition})"):
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"never came true: {condition}")


def assert_clean(page, watch: Watch) -> None:
    """Fail where the page is wider than the screen, asked another host or reported an error.

    Args:
        page: the page.
        watch: what it did.
    """
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
    assert watch.outside == []
    assert watch.errors == []
