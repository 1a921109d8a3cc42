"""A DOCX that people filled in: their words are taken over, an edited number is found."""

import docx
import pytest
from docx.oxml.ns import qn

from dagster_project.cli.run import run
from dashboards.briefing.notes import notes_path, read_notes
from dashboards.briefing.verify import other_edits, verify_file
from tests.browser.release_fixture import write_release

WORDS = "Tình hình ổn định, xem biên bản."


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    home = tmp_path_factory.mktemp("home")
    write_release(home)
    return home


@pytest.mark.slow
def test_words_come_back_and_an_edited_number_is_named(home, monkeypatch, capsys) -> None:
    monkeypatch.setenv("QHLD_HOME", str(home))
    made = ["briefing", "--period", "2026Q3", "--format", "docx", "--out", str(home / "ra")]
    assert run(made) == 0
    path = home / "ra" / "bao-cao-2026Q3.docx"
    assert verify_file(path, home).stands
    assert other_edits(path, home) == ()
    document = docx.Document(str(path))
    number = next(t for t in document.element.body.iter(qn("w:t")) if _is_number(t.text))
    number.text = f"9{number.text}"
    place = next(document.element.body.iter(qn("w:sdt")))
    first, *others = place.iter(qn("w:t"))
    first.text = WORDS
    for text in others:
        text.text = ""
    edited = home / "ra" / "sua.docx"
    document.save(str(edited))
    verdict = verify_file(edited, home)
    assert len(verdict.edited) == 1
    assert " ".join(number.text.split()) in verdict.edited[0].printed
    capsys.readouterr()
    assert run(["briefing", "notes", "--from", str(edited)]) == 0
    said = capsys.readouterr().out
    assert "Đã lấy 1 mục lời văn" in said
    assert "1 chỗ khác bị sửa" in said
    assert list(read_notes(notes_path(home, "2026Q3")).values()) == [WORDS]
    assert run(["briefing", "notes", "--from", str(home / "khong-co.docx")]) == 64
    assert run(["briefing", "notes"]) == 64


def _is_number(text: str | None) -> bool:
    return bool(text) and text.strip()[:2].isdigit() and " vụ" in text.replace("\u00a0", " ")
