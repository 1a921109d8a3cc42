"""Appendix 04: what changed since it was published, and luỹ kế that forms state otherwise."""

import duckdb
import pytest

from dashboards.briefing import appendix_04
from dashboards.briefing.blocks import cell_text
from dashboards.briefing.facts import Facts
from dashboards.briefing.figures import read_again
from dashboards.briefing.layout import layout
from dashboards.release_reader import Release
from tests.browser.release_fixture import write_release

PERIOD = "2026Q3"
REVISION = (
    "insert into marts.fct_kpi_revisions by name select 3 as publication_no, 'r' as release_id, "
    "'DS-01' as kpi_id, code as area_code, 'commune' as area_kind, '2026Q2' as period, "
    "'quarter' as period_span, 'changed' as change_kind, 4.0 as old_value, 7.0 as new_value, "
    "3.0 as change_abs, 'lần nạp mới' as cause from (select commune_code as code "
    "from marts.dim_commune order by 1 limit {count})"
)
STATED = (
    "insert into marts.fct_stated_year_to_date by name select '02647' as commune_code, "
    "'X02647' as agency_code, 'UBND phường Lào Cai' as agency_name, 'outreach_summary' as form, "
    "'Kết quả tuyên truyền' as form_name, '2026Q3' as period, 'BCDK' as period_calendar, "
    "'sessions_ytd' as column_name, 'Luỹ kế từ đầu năm: số cuộc' as column_label, 'cuộc' as unit, "
    "1206 as stated_value, 5 as summed_value, 1201 as difference, false as agrees, "
    "'l' as load_id, 'a.xlsx' as file_name, 'B5' as sheet, 'K9' as cell"
)


@pytest.fixture
def folder(tmp_path):
    """A release of this test's own."""
    return write_release(tmp_path)


def _facts(folder, *statements: str) -> Facts:
    with duckdb.connect(str(folder / "internal.duckdb")) as connection:
        for statement in statements:
            connection.execute(statement)
    return Facts(Release.open(folder), PERIOD)


def test_a_luy_ke_that_its_quarters_do_not_add_up_to_is_listed_with_its_cell(folder) -> None:
    facts = _facts(folder, STATED)
    table = appendix_04.stated_year_to_date(facts)
    (row,) = table.rows
    assert [cell_text(cell) for cell in row.cells] == [
        *("1", "Phường Lào Cai", "UBND phường Lào Cai", "Kết quả tuyên truyền"),
        *("Luỹ kế từ đầu năm: số cuộc (cuộc)", "1.206", "5", "+1.201"),
        *("a.xlsx, trang B5, ô K9", ""),
    ]
    assert read_again(facts, row.cells[5]) == (1206, "1.206")
    assert table.number == "04b"


def test_none_and_a_release_of_before_are_said_in_words(folder) -> None:
    assert appendix_04.stated_year_to_date(_facts(folder)).empty.startswith("Mọi số luỹ kế")
    older = _facts(folder, "drop table marts.fct_stated_year_to_date")
    table = appendix_04.stated_year_to_date(older)
    assert (table.rows, table.empty) == ((), appendix_04.OLDER)


def test_thousands_of_changes_are_told_by_their_number(folder) -> None:
    most = layout()["revised_rows"]
    table = appendix_04.revisions(_facts(folder, REVISION.format(count=most + 3)))
    assert len(table.rows) == most
    assert f"thay đổi {most + 3}\u00a0số" in table.notes[0].text


def test_few_changes_are_all_listed(folder) -> None:
    table = appendix_04.revisions(_facts(folder, REVISION.format(count=2)))
    assert len(table.rows) == 2
    assert table.notes == ()
