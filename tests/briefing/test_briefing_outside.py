"""What is withheld from outsiders stands in none of their documents, text layer included; what
cannot be printed is told to whoever asked for it.
"""

import zipfile
from io import BytesIO
from pathlib import Path

import duckdb
import pypdfium2
import pytest

from dagster_project.cli.run import run
from dashboards.briefing.formats import FORMATS
from dashboards.briefing.notes import notes_path, write_notes
from dashboards.briefing.produce import make_documents, open_release, prepare
from tests.browser.outside_fixture import write_outside
from tests.browser.release_fixture import write_release

PERIOD = "2026Q3"
WITHHELD = "không công bố để bảo vệ số nhỏ (dưới 5 người hoặc dưới 3 đơn vị)"
SECRETS = {"OE-02": 73919, "DS-01": 6173}  # numbers that nothing else in the release has


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> Path:
    """A release with two numbers of one commune that its external file withholds."""
    home = tmp_path_factory.mktemp("home")
    folder = write_release(home)
    with duckdb.connect(str(folder / "internal.duckdb")) as release:
        (commune,) = release.execute("select min(commune_code) from marts.dim_commune").fetchone()
        for kpi, secret in SECRETS.items():
            release.execute(
                "update marts.fct_kpi_values set value = ?, value_state = 'value',"
                " value_reason = null where kpi_id = ? and area_code = ? and period = ?",
                [secret, kpi, commune, PERIOD],
            )
    with duckdb.connect(str(write_outside(folder))) as release:
        release.execute(
            "update marts.fct_kpi_values set value = null, numerator = null, denominator = null,"
            " value_state = 'na', value_reason = ?"
            " where kpi_id in ('OE-02', 'DS-01') and area_code = ?",
            [WITHHELD, commune],
        )
    return home


def documents(home: Path, audience: str, formats: list[str]) -> dict[str, str]:
    """All text of the documents, by format."""
    release = open_release(home, audience)
    briefing = prepare(release, home, PERIOD, audience)
    made = make_documents(briefing, release, home, formats)
    return {document.format: text_of(document.content) for document in made}


def text_of(content: bytes) -> str:
    """The text layer of a PDF; every XML part of an office file, those of files within it too."""
    if content.startswith(b"%PDF"):
        with pypdfium2.PdfDocument(content) as opened:
            return "\n".join(page.get_textpage().get_text_range() for page in opened)
    texts = []
    with zipfile.ZipFile(BytesIO(content)) as parts:
        for name in parts.namelist():
            part = parts.read(name)
            is_file = name.endswith((".xlsx", ".docx"))
            texts.append(text_of(part) if is_file else part.decode("utf-8", "ignore"))
    return "\n".join(texts)


def written(secret: int) -> tuple[str, str]:
    """A number as people and as files write it."""
    return str(secret), f"{secret:,}".replace(",", ".")


def test_what_is_withheld_is_in_no_document_for_outsiders(home):
    inside = documents(home, "noi-bo", ["pdf", "to-tin"])
    outside = documents(home, "ben-ngoai", list(FORMATS))
    for kpi, secret in SECRETS.items():
        told = {name for name, text in inside.items() if any(w in text for w in written(secret))}
        assert told == ({"pdf", "to-tin"} if kpi == "DS-01" else {"pdf"})  # the search finds it
        for name, text in outside.items():
            assert not any(word in text for word in written(secret)), name
    assert set(outside) == set(FORMATS)
    assert "bảo vệ số nhỏ" in " ".join(outside["pdf"].split())
    assert "HẠN CHẾ" not in "".join(outside.values())


def test_a_letter_that_cannot_be_printed_is_told_in_words(home, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("QHLD_HOME", str(home))
    write_notes(notes_path(home, PERIOD), {"v-kien-nghi": "Làm tốt 😀"})
    told = ["briefing", "--period", PERIOD, "--format", "pdf", "--out", str(tmp_path)]
    assert run(told) == 1
    notes_path(home, PERIOD).unlink()
    assert "U+1F600" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_outsiders_get_no_words_of_people_and_no_empty_part_for_them(home):
    briefing = prepare(open_release(home, "ben-ngoai"), home, PERIOD, "ben-ngoai")
    assert list(briefing.notes()) == []
    numbers = [section.number for section in briefing.sections]
    assert "I" in numbers
    assert not {"II.7", "IV", "V"} & set(numbers)
    assert briefing.red_list is None
    assert "06" not in [table.number for table in briefing.appendices]
