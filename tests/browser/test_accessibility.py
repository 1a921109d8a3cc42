"""Every page: axe-core, contrast measured, narrow as at 400 % zoom, still, and on paper.

Each page is opened once and asked everything. Pages that are made of the same parts as another
are asked in `make test-slow`.
"""

import ast
from pathlib import Path

import pypdfium2
import pytest

from dashboards.app import pages
from dashboards.release_reader import current_release
from tests.browser.conftest import opener
from tests.browser.page_looks import grave_violations, most_letters, wait_for, wait_until_drawn
from tests.browser.text_contrast import faint_texts

pytestmark = pytest.mark.browser


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
LIKE_ANOTHER = {"/thanh-tra", "/tuyen-truyen", "/tu-dien", "/xa-phuong", "/bao-cao", "/quan-tri"}
BUTTONS = ("Tải", "Tải CSV", "Tải Excel", "Biểu đồ", "Bảng", "Chạy", "Quyết định", "Đăng xuất")
# charts are drawn anew in the other colours
COUNT_REDRAWN = """() => {
    const charts = document.querySelectorAll(".js-plotly-plot");
    window.stillToRedraw = charts.length;
    for (const one of charts) one.once("plotly_afterplot", () => { window.stillToRedraw -= 1; });
}"""
FINISH = """document.getAnimations()
    .filter((one) => one.effect.getComputedTiming().endTime < Infinity)
    .forEach((one) => one.finish())"""
WIDE = """[...document.querySelectorAll("#content *")].filter((element) => {
    const scrolls = ["auto", "scroll"].includes(getComputedStyle(element).overflowX);
    const wider = element.clientWidth && element.scrollWidth > element.clientWidth + 1;
    const table = element.closest(".ag-root-wrapper, textarea") || element.querySelector("table");
    return scrolls && wider && !table;
}).map((element) => element.className)"""


def _asked(path: str, user: str, name: str):
    marks = [pytest.mark.slow] if path in LIKE_ANOTHER else []
    return pytest.param((path, user, name), marks=marks, id=f"{path} {user}")


@pytest.fixture(scope="module", params=[_asked(*page) for page in PAGES])
def visited(request, contexts, served):
    """A page, drawn in light colours, with the address and the words it has on paper."""
    path, user, name = request.param
    with opener(contexts) as open_address:
        page, watch = open_address(served.address + path, user=user, ready="#content h1")
        wait_until_drawn(page)
        yield page, name, served
        assert (watch.outside, watch.errors) == ([], [])


def test_axe_finds_nothing_grave(visited) -> None:
    page, _, _ = visited
    assert grave_violations(page) == []


def test_every_text_stands_out_in_light_and_dark(visited) -> None:
    page, _, _ = visited
    for scheme in ("light", "dark"):
        if scheme == "dark":
            page.evaluate(COUNT_REDRAWN)
            page.click("#scheme")
            wait_for(page, "document.documentElement.dataset.mantineColorScheme === 'dark'")
            wait_for(page, "window.stillToRedraw === 0")
            page.evaluate(FINISH)
        measured, faint = faint_texts(page)
        for _ in range(20):  # a chart may still be on its way from one scheme to the other
            if not faint:
                break
            page.wait_for_timeout(250)
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
    for sheet in document:
        if (size := sheet.get_size())[0] > size[1]:  # a table too wide for a sheet upright
            assert most_letters(sheet) >= 8, name
    width, height = document[0].get_size()
    assert (round(width), round(height)) == (595, 842)
    assert page.locator(".print-table").count() == 0  # the screen is as it was
    assert page.evaluate("document.documentElement.dataset.mantineColorScheme") == "dark"


def test_at_400_percent_nothing_but_tables_scrolls_sideways(visited) -> None:
    page, _, _ = visited
    page.set_viewport_size({"width": 320, "height": 480})
    wait_for(page, f"!{WIDE}.length && document.documentElement.scrollWidth <= innerWidth")


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
