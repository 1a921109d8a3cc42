"""The queues of "Nộp biểu": a quarter proposed by one and approved by another, a name decided."""

import pytest

from dagster_project import release_history, release_journal
from dagster_project.cli.run import run
from dashboards.app.access.store import open_store
from dashboards.release_reader import current_release
from tests.unit.test_decide_names import write_book

pytestmark = pytest.mark.browser


def _audit(home) -> list[tuple[str, str, str]]:
    with open_store(home) as store:
        rows = store.execute("select who, action, subject from audit order by entry_no").fetchall()
    acts = ("propose", "approve", "decide")
    return [(row[0], row[1], row[2]) for row in rows if row[1] in acts]


@pytest.fixture
def published(served, monkeypatch) -> None:
    """The made-up release stands in the journal of publications, as a refresh leaves it."""
    monkeypatch.setenv("QHLD_HOME", str(served.home))
    release_id = current_release(served.home).release_id
    release_history.record_move("published", release_id, None, "thử")
    release_journal.bring_up_to_date()


@pytest.mark.slow
def test_a_quarter_is_proposed_by_one_and_approved_by_another(open_page, served, published) -> None:
    before = len(_audit(served.home))
    page, watch = open_page(f"{served.address}/nop-bieu", ready="#nop-bieu-propose")
    page.click("#nop-bieu-propose-period")
    page.get_by_role("option", name="Quý II/2026").click()
    reason = page.get_by_label("Bản công bố có số liệu giả lập")
    reason.fill("số liệu thử, không công bố")
    page.fill("#nop-bieu-propose-reason", "đã đủ 99/99 xã, phường")
    page.click("#nop-bieu-propose")
    page.wait_for_selector("#nop-bieu-quarters-said .said")
    said = page.locator("#nop-bieu-quarters-said").inner_text()
    assert said == "Đã đề nghị công nhận số liệu quý II/2026. Chờ một lãnh đạo khác duyệt."
    assert page.locator("#nop-bieu-approve").count() == 0  # an analyst approves nothing

    leader, heard = open_page(
        f"{served.address}/nop-bieu", ready="#nop-bieu-approve", user="lanh_dao"
    )
    waiting = leader.locator("#nop-bieu-quarters .queue").inner_text()
    assert "chờ duyệt" in waiting
    assert "Chấp nhận “Bản công bố có số liệu giả lập”: số liệu thử" in waiting
    leader.click("#nop-bieu-approve")
    leader.wait_for_selector("#nop-bieu-quarters-said .said")
    assert "Đã duyệt số liệu quý II/2026" in leader.locator("#nop-bieu-quarters-said").inner_text()
    assert "đã duyệt" in leader.locator("#nop-bieu-quarters .queue").inner_text()
    assert _audit(served.home)[before:] == [
        ("chuyen_vien", "propose", "đề nghị quý II/2026: yêu cầu"),
        ("chuyen_vien", "propose", "đề nghị quý II/2026: xong"),
        ("lanh_dao", "approve", "duyệt quý II/2026: yêu cầu"),
        ("lanh_dao", "approve", "duyệt quý II/2026: xong"),
    ]
    assert (watch.errors, heard.errors) == ([], [])


def test_a_name_that_holds_a_file_up_is_decided(open_page, served, tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("QHLD_HOME", str(served.home))
    run(["submit", str(write_book(tmp_path / "snv.xlsx", "Xã Bịa Đặt"))])
    page, watch = open_page(f"{served.address}/nop-bieu", ready="#nop-bieu-decide")
    assert "“Xã Bịa Đặt”" in page.locator("#nop-bieu-names").inner_text()
    page.click("#nop-bieu-means")
    page.get_by_role("option", name="Xã Bảo Thắng").click()
    page.fill("#nop-bieu-name-reason", "đã hỏi Sở Nội vụ")
    page.click("#nop-bieu-decide")
    page.wait_for_selector("#nop-bieu-names-said .said")
    assert "Xã Bịa Đặt" not in page.locator("#nop-bieu-names").inner_text()
    assert [subject for _, action, subject in _audit(served.home) if action == "decide"] == [
        "“Xã Bịa Đặt” là Xã Bảo Thắng: đã hỏi Sở Nội vụ: yêu cầu",
        "“Xã Bịa Đặt” là Xã Bảo Thắng: đã hỏi Sở Nội vụ: xong",
    ]
    assert watch.errors == []
