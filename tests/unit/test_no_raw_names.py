"""What readers are told holds no name of a table, form, column or file of ours."""

import csv
import re
from pathlib import Path

import pytest

from dashboards.briefing.blocks import cell_text
from dashboards.briefing.build import build_briefing
from dashboards.release_reader import current_release
from tests.browser.release_fixture import write_release

ROOT = Path(__file__).resolve().parents[2]
FILES = (
    "data/reference/*.csv",
    "dbt/seeds/*.csv",
    "dbt/models/**/*.sql",
    "ingest/forms/*.yml",
)
NAMES = {path.stem for pattern in FILES for path in ROOT.glob(pattern)}
# columns of names: of forms, of indicators of the ILO
OF_NAMES = {"source_forms", "primary_form", "denominator_form", "intl", "ilo_indicator"}
# words of no language that a reader knows
NEVER = re.compile(r"(?<!\w)(nan|none|null|true|false|[a-z]+_[a-z_0-9]+)(?!\w)", re.IGNORECASE)
WORD = re.compile(r"(?<!\w)[a-z_]+(?!\w)", re.IGNORECASE)


def raw_names(text: str) -> list[str]:
    """Names of ours, and words that only programs know, in a text."""
    found = [word for word in WORD.findall(text) if word.lower() in NAMES]
    return found + NEVER.findall(text)


def test_a_raw_name_is_found() -> None:
    assert "staffing" in NAMES
    assert raw_names("chưa có số (bảng staffing)") == ["staffing"]
    assert raw_names("theo outreach_summary, None")
    assert raw_names("không tính được") == []


def test_no_text_of_an_indicator_names_a_table_of_ours() -> None:
    with (ROOT / "dbt/seeds/kpis.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    texts = {
        (row["kpi_id"], column): text
        for row in rows
        for column, text in row.items()
        if any(letter > "~" for letter in text) and column not in OF_NAMES
    }
    assert len(texts) > 300
    assert {key: names for key, text in texts.items() if (names := raw_names(text))} == {}


@pytest.mark.parametrize("place", [0, -1])
def test_no_briefing_names_a_table_of_ours(tmp_path, place) -> None:
    write_release(tmp_path)
    release = current_release(tmp_path)
    briefing = build_briefing(release, release.run("periods")[place]["period"])
    said = [sentence.text for sentence in briefing.sentences()]
    for table in briefing.tables():
        said += [table.title, table.empty, *(column.title for column in table.columns)]
        said += [cell_text(cell) for row in table.rows for cell in row.cells]
    for chart in briefing.charts():
        said += [chart.subtitle, chart.alt, *chart.categories]
    said += [slot.prompt for slot in briefing.notes()]
    assert len(said) > 500
    assert [text for text in said if raw_names(text)] == []
