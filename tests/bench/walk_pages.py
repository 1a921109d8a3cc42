"""A walk over every page in a real browser, which writes down each question it asks of the server.

For benchmarks: the questions are those of Dash's own client, with the values that a reader's
browser sends, and can be asked again without a browser.
"""

from contextlib import contextmanager

from tests.browser.conftest import sign_in
from tests.chromium import find_chromium

USER = "chuyen_vien"
CALLBACKS = "/_dash-update-component"
# Where a reader goes, {ky} a quarter; each page over more than one subject, area and quarter
ADDRESSES = (
    *("/?ky={ky}&chi_tieu=DS-01", "/?ky={ky}&chi_tieu=CI-01", "/?ky={ky}&chi_tieu=OE-02&xa=02647"),
    *("/chi-tieu?chi_tieu=DS-01&ky={ky}", "/chi-tieu?chi_tieu=CI-04&ky={ky}&khoang=year_to_date"),
    "/chi-tieu?chi_tieu=OE-03&ky={ky}&dia_ban=02647&so=02671,province",
    *("/xa-phuong?ky={ky}", "/xa-phuong/02647?ky={ky}", "/xa-phuong/02671?ky={ky}"),
    *("/thanh-tra?ky={ky}", "/thanh-tra?ky={ky}&dia_ban=02647"),
    *("/tranh-chap?ky={ky}", "/tranh-chap?ky={ky}&dia_ban=02647"),
    *("/tuyen-truyen?ky={ky}", "/diem-nong?ky={ky}", "/diem-nong?ky={ky}&xa=02647"),
    *("/bao-cao?ky={ky}", "/bao-cao?ky={ky}&nhom=so"),
    *("/nop-bieu", "/tu-dien", "/tu-dien?chi_tieu=DS-01&tim=tranh+chap"),
    *("/kham-pha?chi_tieu=DS-01&hang=commune", "/kham-pha?chi_tieu=CI-01&hien=bieu-do"),
)
TRACED = 2  # numbers of each page whose sources are opened
SQL = "select area_code, avg(value) from marts.fct_kpi_values group by 1"


@contextmanager
def chromium():
    """A headless Chromium that fetches nothing of its own."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=find_chromium(),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield browser
        browser.close()


def signed_in(browser, address: str):
    """A context of a browser in which an analyst is signed in."""
    context = browser.new_context(locale="vi-VN", viewport={"width": 1366, "height": 768})
    context.set_default_timeout(60_000)
    page = context.new_page()
    page.goto(address)
    sign_in(page, USER)
    page.wait_for_selector("h1")
    page.close()
    return context


def walk(context, address: str, quarter: str, workbook: str | None) -> list[dict]:
    """Go to every page and do what a reader does there.

    Args:
        context: of a browser, signed in.
        address: of the server.
        quarter: at which the pages are opened.
        workbook: a file to hand in for a check (not submitted).

    Returns:
        The body of each question, each once.
    """
    asked: dict[str, bool] = {}
    page = context.new_page()

    def note(request) -> None:
        if CALLBACKS in request.url:
            asked[request.post_data] = True

    page.on("request", note)
    known = set()
    for where in ADDRESSES:
        page.goto(address + where.format(ky=quarter))
        _settle(page)
        path = where.partition("?")[0]
        if path not in known:
            _do(page, path, workbook)
            known.add(path)
    page.close()
    return list(asked)


def _settle(page) -> None:
    page.wait_for_load_state("networkidle")


def _do(page, path: str, workbook: str | None) -> None:
    """Turn each chart to its table, open sources, search, ask in SQL, have a workbook checked."""
    for turned in page.locator(
        ".chart-card .mantine-SegmentedControl-label:has-text('Bảng')"
    ).all():
        turned.click()
    _settle(page)
    for button in page.locator("#noi-dung [data-trace]:visible").all()[:TRACED]:
        button.click()
        page.wait_for_selector("#source-body .drawer-value")
        cells = page.locator("#source-tabs button").nth(1)
        if cells.count():
            cells.click()
        _settle(page)
        page.keyboard.press("Escape")
        page.wait_for_selector("#source-body", state="hidden")
    if path == "/kham-pha":
        page.fill("#kham-pha-sql", SQL)
        page.click("#kham-pha-run")
        page.wait_for_selector("#kham-pha-rows .ag-row")
    if path == "/tu-dien":
        page.fill("#tu-dien-search", "dinh cong")
        _settle(page)
    if path == "/nop-bieu" and workbook:
        page.set_input_files("#nop-bieu-upload input[type=file]", [workbook])
        page.wait_for_selector(".board .state")
    _settle(page)
