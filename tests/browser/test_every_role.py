"""Every page as every role: shown in plain Vietnamese, or refused with words and a way back.

Who sees which page stands here by hand, as the rules of access say, and is not read from the code.
"""

import re

import pytest

from ingest.cells.syllables import is_syllable
from tests.browser.conftest import _serve
from tests.browser.made_home import copy_release, copy_users
from tests.browser.outside_fixture import write_outside
from tests.browser.page_looks import wait_for, wait_until_drawn
from tests.users import OWN_COMMUNE, ROLES

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ADMIN, LEADER, ANALYST, OFFICER, PUBLIC = (
    *("quan_tri", "lanh_dao", "chuyen_vien", "can_bo_xa"),
    "cong_khai",
)
SIGNED_IN = {ADMIN, LEADER, ANALYST, OFFICER}
# address -> name of the page, who sees it
PAGES = {
    "/": ("Tổng quan", SIGNED_IN | {PUBLIC}),
    "/chi-tieu": ("Chỉ tiêu", SIGNED_IN | {PUBLIC}),
    "/xa-phuong": ("Xã, phường", SIGNED_IN),
    f"/xa-phuong/{OWN_COMMUNE}": ("Xã, phường", SIGNED_IN),
    "/thanh-tra": ("Thanh tra, kiểm tra", SIGNED_IN),
    "/tranh-chap": ("Tranh chấp, ngừng việc", SIGNED_IN),
    "/tuyen-truyen": ("Tuyên truyền", SIGNED_IN),
    "/diem-nong": ("Điểm nóng", {ADMIN, LEADER, ANALYST}),
    "/bao-cao": ("Báo cáo & chất lượng số liệu", SIGNED_IN),
    "/nop-bieu": ("Nộp biểu", SIGNED_IN),
    "/tu-dien": ("Từ điển chỉ tiêu", SIGNED_IN | {PUBLIC}),
    "/kham-pha": ("Khám phá", {ADMIN, ANALYST}),
    "/quan-tri": ("Quản trị", {ADMIN}),
}
FOREIGN = ("02671", "Phường Cam Đường")
# what stands in no page: results of a mistake, identifiers of the inside, traces of a fault
NEVER = re.compile(
    r"\b(?:nan|none|null|undefined|infinity|inf|traceback|exception|error)\b"
    r"|\[object |đang gặp lỗi|\b[a-z]+(?:_[a-z0-9]+)+\b|\bX?0[0-9]{4}\b",
    re.IGNORECASE,
)
# words of no Vietnamese syllable that are names: of kinds of files, a program, a statistician
NAMES = {"Excel", "Wilson", *("xlsx", "xlsm", "xls", "ods", "csv", "htm", "html", "xml", "zip")}
# what one page says beside: words of SQL; codes of the ILO, column labels as typed without accents
MORE_NAMES = {
    "/kham-pha": {"SELECT", "marts"},
    "/tu-dien": {"LAI_VIST", "ILOSTAT", "luot", "nguoi"},
}
FILE = re.compile(r"BC \w+ 2026Q\d\.xlsx")  # of the made-up senders
SAID = """() => {
    const said = [document.body.innerText];
    const names = ["aria-label", "title", "placeholder", "alt", "data-tip"];
    for (const one of document.querySelectorAll("*")) {
        if (!one.checkVisibility()) continue;
        for (const name of names) said.push(one.getAttribute(name) || "");
    }
    return [said.join("\\n"), [...document.querySelectorAll("code")].map((one) => one.innerText)];
}"""


@pytest.fixture(scope="module")
def served_outside(made, tmp_path_factory):
    """An app of its own, whose release has what outsiders may see of it."""
    home = tmp_path_factory.mktemp("outside")
    copy_users(made, home)
    write_outside(copy_release(made, home))
    yield from _serve(home)


def _odd_words(page, path: str) -> list[str]:
    """What a page says that no reader should find; commands and addresses in <code> apart."""
    text, quoted = page.evaluate(SAID)
    names = MORE_NAMES.get(path, ())
    for one in [*quoted, *names, *ROLES]:  # the users of the tests are called like their roles
        text = text.replace(one, " ")
    text = FILE.sub(" ", text)
    odd = [text[max(one.start() - 40, 0) : one.end() + 20] for one in NEVER.finditer(text)]
    words = {word for word in re.findall(r"[^\W\d_]+", text) if word.isascii() and len(word) > 1}
    short = {word for word in words if word.isupper() and len(word) < 6}  # UBND, III
    return odd + sorted(w for w in words - short - NAMES if not is_syllable(w))


def _go(page, path: str) -> None:
    page.evaluate("path => window.qhldAddress.go(path)", path)
    wait_for(page, "document.getElementById('content').dataset.path === argument", path)
    wait_until_drawn(page)


@pytest.mark.parametrize("role", [ADMIN, LEADER, ANALYST, OFFICER, PUBLIC])
def test_each_page_is_shown_or_refused(open_page, served_outside, monkeypatch, role) -> None:
    monkeypatch.setenv("QHLD_PUBLIC_VIEW", "1" if role == PUBLIC else "0")
    page, watch = open_page(f"{served_outside.address}/?ky=2026Q3", user=role)
    odd = {}
    for path, (name, who) in PAGES.items():
        _go(page, path)
        odd |= {path: words} if (words := _odd_words(page, path)) else {}
        if role in who:
            assert page.locator(".eyebrow").first.inner_text().casefold() == name.casefold(), path
            assert page.locator("h1").inner_text().strip(), path
            assert page.locator(".empty-page").count() == 0, path
            assert page.locator(".nav a[aria-current=page]").inner_text().strip() == name, path
        else:
            assert page.locator("h1").inner_text() == "Không có trang này", path
            assert "không dành cho vai trò của bạn" in page.inner_text(".empty-page"), path
            assert page.locator(f".nav a[href='{path}']").count() == 0, path
            page.click(".empty-page .page-list a >> nth=0")
            page.wait_for_selector(".kpi")
    listed = {link.get_attribute("href") for link in page.locator(".nav a").all()}
    assert listed == {path for path, (_, who) in PAGES.items() if role in who} - {
        f"/xa-phuong/{OWN_COMMUNE}"
    }
    assert odd == {}, odd
    assert (watch.outside, watch.errors) == ([], [])


def test_an_officer_is_told_that_another_commune_is_not_theirs(open_page, served) -> None:
    code, name = FOREIGN
    page, watch = open_page(f"{served.address}/xa-phuong/{code}", user=OFFICER, ready="h1")
    wait_until_drawn(page)
    text = page.inner_text("#content")
    assert "chỉ xem được xã, phường của mình" in text
    assert name not in text
    page.click("#content a[href*='/xa-phuong/']")
    page.wait_for_selector(".profile")
    assert watch.errors == []


def test_who_is_not_signed_in_is_asked_to_sign_in_and_the_public_may(browser, served) -> None:
    page = browser.new_context(locale="vi-VN").new_page()
    for path in PAGES:
        page.goto(served.address + path)
        assert "/dang-nhap" in page.url, path
        assert page.locator("#password").count() == 1
    page.context.close()
