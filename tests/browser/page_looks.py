"""What every page is asked: nothing wider than the screen, nothing from outside, no error, axe."""

import time
from collections import Counter
from pathlib import Path

import axe_playwright_python
from pypdfium2 import PdfPage, raw

from tests.browser.conftest import Watch

# charts and tables are drawn after the page's own words
_DRAWN = """
document.querySelectorAll(".dash-graph").length
    === document.querySelectorAll(".js-plotly-plot .main-svg:first-of-type").length
&& [...document.querySelectorAll(".ag-root-wrapper")].every((grid) =>
    grid.querySelector(".ag-row, .ag-overlay-no-rows-center") || !grid.offsetParent)
&& !document.querySelector("._dash-loading-callback")
"""

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
GRAVE = {"serious", "critical"}


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


def grave_violations(page, rules: dict | None = None) -> list[str]:
    """Return what axe-core finds serious or critical.

    Args:
        page: the page.
        rules: axe's ``runOnly``; None is all of WCAG 2.0, 2.1 and 2.2, A and AA.
    """
    page.evaluate(AXE)
    options = {
        "runOnly": rules or {"type": "tag", "values": RULES},
        "resultTypes": ["violations"],
    }
    found = page.evaluate("options => axe.run(options)", options)["violations"]
    return [
        f"{one['id']} ({one['impact']}): {node['html'][:160]}"
        for one in found
        if one["impact"] in GRAVE
        for node in one["nodes"]
    ]


def most_letters(sheet: PdfPage) -> float:
    """Return how large most letters of a printed sheet are, in points.

    Args:
        sheet: a page of a PDF.
    """
    text, sizes = sheet.get_textpage(), Counter()
    for place in range(text.count_chars()):
        matrix = raw.FS_MATRIX()
        if text.get_text_range(place, 1).isalnum() and raw.FPDFText_GetMatrix(text, place, matrix):
            scale = (matrix.b**2 + matrix.d**2) ** 0.5
            sizes[round(raw.FPDFText_GetFontSize(text, place) * scale, 1)] += 1
    return sizes.most_common(1)[0][0]
