"""Every page: axe-core, contrast measured, narrow as at 400 % zoom, still, and on paper.

Each page is opened once and asked everything; `make test` has no time for more.
"""

import ast
from pathlib import Path

import axe_playwright_python
import pypdfium2
import pytest

from dashboards.app import pages
from dashboards.release_reader import current_release
from tests.browser.conftest import open_signed_in
from tests.browser.page_looks import wait_for
from tests.browser.text_contrast import faint_texts

pytestmark = pytest.mark.browser

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
GRAVE = {"serious", "critical"}


def _registered() -> list[tuple[str, str, str]]:
    """Address, user and name of every page, read from its module: none can be forgotten."""
    found = []
    for module in sorted(Path(pages.__path__[0]).glob("[a-z]*.py")):
        tree = ast.parse(module.read_text(encoding="utf-8"))
        constants = {
            one.targets[0].id: one.value
            for one in tree.body
            if isinstance(one, ast.Assign) and isinstance(one.targets[0], ast.Name)
        }
        for call in ast.walk(tree):
            if isinstance(call, ast.Call) and getattr(call.func, "attr", "") == "register_page":
                said = {one.arg: one.value for one in call.keywords}
                path, name = (
                    ast.literal_eval(constants.get(getattr(said[key], "id", ""), said[key]))
                    for key in ("path", "name")
                )
                found.append((path, "quan_tri", name))
    return found


PAGES = [
    *_registered(),
    ("/xa-phuong/02647", "can_bo_xa", "Xã, phường"),
    ("/nop-bieu", "can_bo_xa", "Nộp biểu"),
]
BUTTONS = ("Tải", "Tải CSV", "Tải Excel", "Biểu đồ", "Bảng", "Chạy", "Quyết định", "Đăng xuất")
# charts and tables are drawn after the page's own words
DRAWN = (
    "document.querySelectorAll('.dash-graph').length"
    " === document.querySelectorAll('.js-plotly-plot .main-svg:first-of-type').length"
    " && [...document.querySelectorAll('.ag-root-wrapper')].every("
    "grid => grid.querySelector('.ag-row, .ag-overlay-no-rows-center') || !grid.offsetParent)"
    " && !document.querySelector('._dash-loading-callback')"
)


@pytest.fixture(scope="module", params=PAGES, ids=[f"{path} {user}" for path, user, _ in PAGES])
def visited(request, contexts, served_all):
    """A page, drawn in light colours, with the address and the words it has on paper."""
    path, user, name = request.param
    page = contexts(user, "light").new_page()
    page.set_default_timeout(45_000)
    page.set_viewport_size({"width": 1366, "height": 768})
    open_signed_in(page, served_all.address + path, user)
    page.wait_for_selector("#content h1")
    page.wait_for_load_state("networkidle")
    wait_for(page, DRAWN)
    yield page, name, served_all
    page.evaluate("window.localStorage.clear()")
    page.close()


def _grave_violations(page, rules: dict) -> list[str]:
    page.evaluate(AXE)
    options = {"runOnly": rules, "resultTypes": ["violations"]}
    found = page.evaluate("options => axe.run(options)", options)["violations"]
    return [
        f"{one['id']} ({one['impact']}): {node['html'][:160]}"
        for one in found
        if one["impact"] in GRAVE
        for node in one["nodes"]
    ]


def test_axe_finds_nothing_grave(visited) -> None:
    page, _, _ = visited
    assert _grave_violations(page, {"type": "tag", "values": RULES}) == []


def test_every_text_stands_out_in_light_and_dark(visited) -> None:
    page, _, _ = visited
    for scheme in ("light", "dark"):
        if scheme == "dark":
            page.click("#scheme")
            wait_for(page, "document.documentElement.dataset.mantineColorScheme === 'dark'")
            page.wait_for_timeout(400)  # charts are redrawn in the other colours
        measured, faint = faint_texts(page)
        assert measured > 20
        assert [f"{scheme}: {one}" for one in faint] == []


def test_paper_has_title_status_and_release_but_no_buttons(visited, tmp_path) -> None:
    page, name, served = visited  # dark by now: paper is light all the same
    path = tmp_path / "page.pdf"
    page.pdf(path=str(path), prefer_css_page_size=True)
    document = pypdfium2.PdfDocument(path)
    texts = [sheet.get_textpage().get_text_range() for sheet in document]
    release = current_release(served.home).release_id
    for place, text in enumerate(texts, 1):
        assert name in text
        assert release in text
        assert "tạm tính" in text
        assert f"Trang {place}/{len(texts)}" in text
    lines = {line.strip() for text in texts for line in text.splitlines()}
    assert lines.isdisjoint(BUTTONS)
    heading = page.locator("#content h1").inner_text().split()
    assert " ".join(heading) in " ".join("".join(texts).split())
    picture = document[0].render(scale=0.3).to_numpy()
    assert picture.mean() > 200  # light paper
    width, height = document[0].get_size()
    assert (round(width), round(height)) == (595, 842)
    assert page.locator(".print-table").count() == 0  # the screen is as it was
    assert page.evaluate("document.documentElement.dataset.mantineColorScheme") == "dark"


def test_at_400_percent_nothing_but_tables_scrolls_sideways(visited) -> None:
    page, _, _ = visited
    page.set_viewport_size({"width": 320, "height": 480})
    page.wait_for_timeout(300)
    wide = page.evaluate(
        """() => [...document.querySelectorAll("#content *")].filter((element) => {
            const scrolls = ["auto", "scroll"].includes(getComputedStyle(element).overflowX);
            const wider = element.clientWidth && element.scrollWidth > element.clientWidth + 1;
            const table = element.closest(".ag-root-wrapper, textarea")
                || element.querySelector("table");
            return scrolls && wider && !table;
        }).map((element) => element.className)"""
    )
    assert wide == []
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0


def test_nothing_moves_for_those_who_asked_for_stillness(visited) -> None:
    page, _, _ = visited
    page.emulate_media(reduced_motion="reduce")
    moving = page.evaluate(
        """() => [...document.querySelectorAll("*")].filter((element) => {
            const style = getComputedStyle(element);
            return style.transitionDuration !== "0s" || style.animationName !== "none";
        }).map((element) => element.outerHTML.slice(0, 120))"""
    )
    page.emulate_media(reduced_motion="no-preference")
    assert moving == []
