"""The main ways through the product without a mouse."""

import pytest

from tests.browser.page_looks import wait_for

pytestmark = pytest.mark.browser
ACTIVE = "document.activeElement"


def _tab_to(page, condition: str, most: int = 60) -> None:
    """Press Tab until the element with the focus meets a JavaScript condition on ``here``."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate(f"(() => {{ const here = {ACTIVE}; return Boolean({condition}); }})()"):
            return
    raise AssertionError(f"no tab stop where {condition}")


def test_from_the_first_key_to_the_cells_behind_a_number(open_page, served) -> None:
    page, watch = open_page(f"{served.address}/", ready=".kpi")
    page.keyboard.press("Tab")
    assert page.evaluate(f"{ACTIVE}.className") == "skip-link"
    page.keyboard.press("Enter")
    assert page.evaluate(f"{ACTIVE}.id") == "noi-dung"
    page.reload()
    page.wait_for_selector(".kpi")
    _tab_to(page, "here.textContent === 'Chỉ tiêu'")
    page.keyboard.press("Enter")
    page.wait_for_selector("#indicators-places .tile")
    assert page.evaluate(f"{ACTIVE}.id") == "noi-dung"  # readers begin at the new page

    _tab_to(page, "here.id === 'indicators-period'")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    wait_for(page, "location.search.includes('ky=2026Q2')")
    page.wait_for_selector("#indicators-places .tile")

    _tab_to(page, "here.classList.contains('tile')")
    first = page.evaluate(f"{ACTIVE}.dataset.trace")
    page.keyboard.press("ArrowDown")
    below = page.evaluate(f"{ACTIVE}.dataset.trace")
    assert below != first
    page.keyboard.press("Enter")
    page.wait_for_selector(".drawer-summary")
    for _ in range(12):
        page.keyboard.press("Tab")
        assert page.evaluate(f"Boolean({ACTIVE}.closest('.mantine-Drawer-root'))")
    page.keyboard.press("Escape")
    wait_for(page, f"{ACTIVE}.dataset.trace === '{below}'")
    assert watch.errors == []


def test_tables_menus_and_the_ring_around_what_has_the_focus(open_page, served) -> None:
    page, watch = open_page(f"{served.address}/chi-tieu?chi_tieu=OE-02", ready=".map-card .tile")
    bare = []
    for _ in range(40):
        page.keyboard.press("Tab")
        ring = page.evaluate(
            f"""() => {{
                const here = {ACTIVE};
                const drawn = (one) => {{
                    const style = getComputedStyle(one);
                    return style.outlineStyle !== "none" || style.boxShadow !== "none";
                }};
                const box = here.closest(".mantine-Input-input");
                const near = [here, here.nextElementSibling, here.parentElement, box];
                return near.filter(Boolean).some(drawn) ? "" : here.outerHTML.slice(0, 120);
            }}"""
        )
        bare += [ring] if ring else []
    assert bare == []

    page.locator(".map-card input[value=chart]").focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_selector(".map-card .ag-row .number-link")
    # AG Grid may leave its mark for "not laid out yet" on a table that is
    hidden = "document.querySelector('.map-card .ag-root').classList.add('ag-delay-render')"
    page.evaluate(hidden)
    assert page.locator(".map-card .ag-row .number-link").first.is_visible()
    page.locator(".map-card .ag-cell:has(.number-link)").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".drawer-summary")
    page.keyboard.press("Escape")
    # the drawer gives the focus back when it has gone
    wait_for(page, f"{ACTIVE}.classList.contains('ag-cell')")

    page.locator(".map-card summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowDown")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.suggested_filename.endswith(".csv")
    wait_for(page, f"{ACTIVE}.tagName === 'SUMMARY'")
    assert watch.errors == []


@pytest.mark.slow
def test_on_a_phone_a_closed_list_of_pages_takes_no_key(open_page, served) -> None:
    page, _ = open_page(f"{served.address}/", width=390, height=844, ready=".kpi")
    for _ in range(12):
        page.keyboard.press("Tab")
        assert not page.evaluate(f"Boolean({ACTIVE}.closest('.nav'))")
    page.focus("#burger")
    page.keyboard.press("Enter")
    wait_for(page, "document.getElementById('burger').getAttribute('aria-expanded') === 'true'")
    _tab_to(page, "here.textContent === 'Chỉ tiêu'")
    page.keyboard.press("Enter")
    page.wait_for_selector("#indicators-focus")
