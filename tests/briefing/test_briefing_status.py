"""Who stands for the figures: provisional, approved, adjusted and approved again, or not again."""

from dataclasses import replace

import duckdb
import pytest

from dashboards.briefing.build import build_briefing
from dashboards.briefing.content import ADJUSTED_MARK, DRAFT_MARK
from dashboards.briefing.pdf_sheet import sheet_data
from dashboards.release_reader import Release
from tests.browser.release_fixture import write_release

PERIOD = "2026Q3"


@pytest.fixture
def folder(tmp_path):
    """A release of this test's own."""
    return write_release(tmp_path)


def _approved(folder, status: str, changed: int, *, is_approved: bool):
    with duckdb.connect(str(folder / "internal.duckdb")) as connection:
        connection.execute(
            "update marts.fct_period_status set release_status = ?, is_approved = ?, "
            "approved_at = '2026-10-02 09:15:00', values_changed_since = ? where period = ?",
            [status, is_approved, changed, PERIOD],
        )
    briefing = build_briefing(Release.open(folder), PERIOD)
    return briefing, " ".join(sentence.text for sentence in briefing.sentences())


def test_provisional_figures_are_a_draft(folder) -> None:
    briefing = build_briefing(Release.open(folder), PERIOD)
    assert (briefing.draft_mark, briefing.is_draft) == (DRAFT_MARK, True)
    assert "duyệt ngày" not in " ".join(sentence.text for sentence in briefing.sentences())


def test_approved_figures_are_no_draft_and_say_since_when(folder) -> None:
    briefing, said = _approved(folder, "chính thức", 0, is_approved=True)
    assert (briefing.draft_mark, briefing.is_draft) == ("", False)
    assert DRAFT_MARK not in briefing.marks
    assert "Số liệu của quý được duyệt ngày 02/10/2026." in said
    assert "số liệu chính thức ·" in briefing.foot_line


def test_adjusted_figures_say_where_the_changes_are_listed(folder) -> None:
    briefing, said = _approved(folder, "điều chỉnh", 0, is_approved=True)
    assert briefing.draft_mark == ""
    assert "được duyệt lại ngày 02/10/2026; các số thay đổi nêu ở Phụ lục 04a." in said
    assert briefing.status_words == "số liệu chính thức đã điều chỉnh"


def test_what_changed_after_the_approval_is_a_draft_until_approved_again(folder) -> None:
    briefing, said = _approved(folder, "điều chỉnh", 37, is_approved=False)
    assert briefing.marks[0] == ADJUSTED_MARK
    assert "Sau khi duyệt ngày 02/10/2026, số liệu của quý đã thay đổi (37 giá trị" in said
    assert "chưa được duyệt lại" in briefing.status_words


def test_the_sheet_warns_where_many_units_are_missing(folder) -> None:
    assert build_briefing(Release.open(folder), PERIOD).caution == ""
    with duckdb.connect(str(folder / "internal.duckdb")) as connection:
        connection.execute(
            "update marts.fct_period_status set reported_units = 47 where period = ?", [PERIOD]
        )
    briefing = build_briefing(Release.open(folder), PERIOD)
    assert briefing.caution.startswith("Lưu ý: mới có 47/99")
    assert briefing.caution in sheet_data(replace(briefing, sheet_charts=()), {})["coverage"]


def test_nothing_is_called_better_or_worse_where_many_units_are_missing(folder) -> None:
    with duckdb.connect(str(folder / "internal.duckdb")) as connection:
        connection.execute("update marts.fct_kpi_changes set assessment = 'bad'")
    whole = build_briefing(Release.open(folder), PERIOD)
    assert {line.assessment for line in whole.headlines} == {"bad"}
    with duckdb.connect(str(folder / "internal.duckdb")) as connection:
        connection.execute(
            "update marts.fct_period_status set reported_units = 47 where period = ?", [PERIOD]
        )
    half = build_briefing(Release.open(folder), PERIOD)
    for line in half.headlines:  # reports that are late or missing are so all the same
        assert line.assessment == ("bad" if line.kpi_id.startswith("DQ-") else "neutral")


def test_a_document_without_appendices_refers_to_none(folder) -> None:
    briefing = build_briefing(Release.open(folder), PERIOD)
    assert briefing.received.text.endswith(" (Phụ lục 03).")
    assert briefing.received_alone == briefing.received.text.replace(" (Phụ lục 03)", "")
    sheet = sheet_data(replace(briefing, sheet_charts=()), {})
    assert not [text for text in sheet["coverage"] if "Phụ lục" in text]


def test_what_hardly_changed_is_not_among_what_changed_most(folder) -> None:
    def named() -> list[str]:
        briefing = build_briefing(Release.open(folder), PERIOD)
        return [one.kpis[0] for one in briefing.sentences() if one.template == "thay-doi"]

    before = named()
    with duckdb.connect(str(folder / "internal.duckdb")) as connection:
        connection.execute(
            "update marts.fct_kpi_changes set change_label = ? where kpi_id = ?",
            ["gần như không đổi", before[0]],
        )
    assert before[0] not in named()
