"""DOCX and PPTX of the briefing: what stands in them, what people write comes back."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import datetime

import docx
import pytest
from docx.oxml.ns import qn
from pptx import Presentation
from pptx.util import Inches

from dashboards.briefing import layout as report_layout
from dashboards.briefing.blocks import Chart, Column, NoteSlot, Row, Table
from dashboards.briefing.content import DRAFT_MARK
from dashboards.briefing.docx_report import report_bytes
from dashboards.briefing.docx_styles import CELL
from dashboards.briefing.pdf_tables import INSET, longest_word
from dashboards.briefing.pptx_parts import column_widths
from dashboards.briefing.pptx_slides import slides_bytes
from dashboards.briefing.read_docx import Edit, NotABriefing, edits, read_docx
from dashboards.briefing.read_pdf import squeezed
from dashboards.briefing.read_pptx import read_pptx
from tests.briefing.briefing_sample import briefing

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000 1f15c4890000000d49444154789c"
    "6360606060000000050001a5f645400000000049454e44ae426082".replace(" ", "")
)


@pytest.fixture(scope="module")
def content():
    return briefing(note="Do mưa lũ.\n\nĐã hỗ trợ 12 đơn vị.")


def _pictures(made):
    return {chart.id: PNG for chart in made.charts()}


def _docx(made):
    return report_bytes(made, _pictures(made))


def _saved(tmp_path, content, name="báo cáo.docx"):
    path = tmp_path / name
    path.write_bytes(content)
    return path


def _prompts(monkeypatch, made):
    """The sample's places have prompts of their own."""
    slots = {slot.id: {"title": slot.title, "prompt": slot.prompt} for slot in made.notes()}
    known = {**report_layout.layout(), "notes": slots}
    monkeypatch.setattr("dashboards.briefing.read_docx.layout", lambda: known)


def test_the_same_briefing_gives_the_same_bytes(content):
    assert _docx(content) == _docx(content)
    assert slides_bytes(content, _pictures(content)) == slides_bytes(content, _pictures(content))


def test_documents_bear_the_moment_of_their_release_in_utc(content):
    made = datetime(2026, 11, 26, 14, 51, 20)  # the id says 21:51:20 in Lào Cai
    assert content.release_id.startswith("20261126T215120")
    word = docx.Document(io.BytesIO(_docx(content))).core_properties
    show = Presentation(io.BytesIO(slides_bytes(content, _pictures(content)))).core_properties
    for core in (word, show):
        assert core.created.replace(tzinfo=None) == core.modified.replace(tzinfo=None) == made


def test_every_sentence_and_cell_stands_in_the_docx(content, tmp_path):
    read = read_docx(_saved(tmp_path, _docx(content)))
    said = "\n".join(read.texts)
    for section in content.sections:
        assert section.title in said
    findings = [section.finding for section in content.sections]  # titles of slides
    for sentence in (one for one in content.sentences() if one not in findings):
        words = sentence.text.rstrip(".")
        assert words in said or words[:1].lower() + words[1:] in said, words
    for table in content.tables():
        for row in table.rows:
            for cell in row.cells:
                text = cell if isinstance(cell, str) else cell.text
                assert not text or text in said, text
    assert (read.release_id, read.document) == (content.release_id, "report")


def test_tables_repeat_their_heads_and_pictures_speak(content, tmp_path):
    document = docx.Document(str(_saved(tmp_path, _docx(content))))
    grids = [t for t in document.tables if t._tbl.tblPr.find(qn("w:tblCaption")) is not None]
    assert len(grids) == sum(bool(table.rows) for table in content.tables())
    for grid in grids:
        assert grid.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        for row in list(grid.rows)[1:]:  # a heading of rows stays with the first of them
            if (first := row.cells[0])._tc is row.cells[-1]._tc:
                assert first.paragraphs[0].paragraph_format.keep_with_next
    described = [one.get("descr") for one in document.element.iter(qn("wp:docPr"))]
    assert described == [chart.alt for chart in content.charts()]
    for place in document.element.iter(qn("wp:inline")):  # none said is 3 mm in LibreOffice
        assert [place.get(f"dist{side}") for side in "TBLR"] == ["0"] * 4
    used = {paragraph.style.name for paragraph in document.paragraphs}
    assert {"Heading 1", "Heading 2", "Caption"} <= used


@pytest.mark.parametrize(
    ("properties", "order"),
    [
        ("w:pPr", "pStyle keepNext keepLines pBdr shd tabs spacing ind jc outlineLvl rPr sectPr"),
        ("w:tblPr", "tblStyle tblW jc tblInd tblBorders shd tblLayout tblCellMar tblLook"),
    ],
)
def test_properties_stand_in_the_order_of_the_schema(content, tmp_path, properties, order):
    document = docx.Document(str(_saved(tmp_path, _docx(content))))
    order = [qn(f"w:{name}") for name in order.split()]
    seen = set()
    for owner in document.element.iter(qn(properties)):
        tags = [one.tag for one in owner if one.tag in order]
        seen |= set(tags)
        assert tags == sorted(tags, key=order.index)
    assert len(seen) > 4


def test_marks_of_a_draft_stand_on_every_page(content):
    for is_draft in (True, False):
        with zipfile.ZipFile(
            io.BytesIO(_docx(replace(content, draft_mark=DRAFT_MARK if is_draft else "")))
        ) as package:
            heads = [
                package.read(name).decode()
                for name in package.namelist()
                if name.startswith("word/header")
            ]
        assert len(heads) == 2
        assert all((DRAFT_MARK in head) == is_draft for head in heads)


def test_what_people_wrote_comes_back(content, tmp_path, monkeypatch):
    _prompts(monkeypatch, content)
    read = read_docx(_saved(tmp_path, _docx(content)))
    assert read.notes == {slot.id: slot.text for slot in content.notes()}
    empty = briefing(note=None)
    path = _saved(tmp_path, _docx(empty))
    assert set(read_docx(path).notes.values()) == {""}
    document = docx.Document(str(path))
    control = next(document.element.body.iter(qn("w:sdt")))
    text = next(control.iter(qn("w:t")))
    text.text = "Chị em công nhân đã trở lại làm việc."
    document.save(str(path))
    slot = next(empty.notes())
    assert read_docx(path).notes[slot.id] == "Chị em công nhân đã trở lại làm việc."
    assert edits(read_docx(_saved(tmp_path, _docx(empty), "mới.docx")), read_docx(path)) == []


def test_a_changed_number_is_told(content, tmp_path):
    path = _saved(tmp_path, _docx(content))
    document = docx.Document(str(path))
    paragraph = next(one for one in document.paragraphs if re.search(r"\d+", one.text))
    before = paragraph.text
    after = re.sub(r"\d+", "987", before, count=1)
    for run in paragraph.runs[1:]:
        run.text = ""
    paragraph.runs[0].text = after
    document.save(str(path))
    made = read_docx(_saved(tmp_path, _docx(content), "mới.docx"))
    assert edits(made, read_docx(path)) == [Edit(before.strip(), after.strip())]


def test_other_files_are_refused_in_words(tmp_path):
    for name, written in (("a.docx", b"x"), ("b.docx", b"")):
        with pytest.raises(NotABriefing, match=name):
            read_docx(_saved(tmp_path, written, name))
    other = io.BytesIO()
    docx.Document().save(other)
    with pytest.raises(NotABriefing, match="mã bản công bố"):
        read_docx(_saved(tmp_path, other.getvalue()))


def test_slides_have_one_message_native_charts_and_sources(content, tmp_path):
    written = slides_bytes(content, _pictures(content))
    show = Presentation(io.BytesIO(written))
    assert len(show.slides) <= 12
    titles = [slide.shapes.title.text for slide in show.slides]
    assert all(titles)
    drawn = {shape.name: shape.chart for s in show.slides for shape in s.shapes if shape.has_chart}
    wanted = {chart.id: chart for chart in content.charts() if chart.kind != "map"}
    assert drawn
    read = read_pptx(_saved(tmp_path, written, "a.pptx"))
    assert (read.release_id, read.period) == (content.release_id, content.period)
    assert read.charts == {name: tuple(s.values for s in wanted[name].series) for name in drawn}
    assert all(squeezed(title) in read.body for title in titles)
    for name, chart in drawn.items():
        made = [tuple(series.values) for series in chart.plots[0].series]
        assert made == [series.values for series in wanted[name].series]
    for slide in show.slides:
        said = "\n".join(s.text_frame.text for s in slide.shapes if s.has_text_frame)
        assert DRAFT_MARK in said
        assert content.foot_line in said
        assert content.release_id in slide.notes_slide.notes_text_frame.text + content.foot_line


def test_outsiders_get_no_red_list(content):
    outside = replace(content, audience="ben-ngoai", red_list=None)
    show = Presentation(io.BytesIO(slides_bytes(outside, _pictures(outside))))
    assert not any("HẠN CHẾ" in slide.shapes.title.text for slide in show.slides)


def test_nothing_is_cut_silently_and_nothing_is_none(content):
    made = replace(content, sections=tuple(replace(s, finding=None) for s in content.sections))
    for written in (_docx(made), slides_bytes(made, _pictures(made))):
        with zipfile.ZipFile(io.BytesIO(written)) as package:
            text = "".join(
                package.read(name).decode()
                for name in package.namelist()
                if re.fullmatch(r"(word/document|ppt/slides/slide\d+)\.xml", name)
            )
        shown = re.findall(r"<(?:w|a):t[^>]*>([^<]*)</", text)
        assert not [one for one in shown if re.search(r"\b(None|nan|NaN)\b", one)]
    assert any(isinstance(b, Chart | NoteSlot) for s in made.sections for b in s.blocks)


def test_columns_of_a_slide_hold_their_longest_word() -> None:
    columns = (Column("STT", "order", weight=0.1), Column("Biểu", weight=9), Column("Hạn nộp"))
    table = Table("t", "Bảng", columns, (Row(("1", "Kết quả kiểm tra", "17/12/2025")),))
    texts = [["STT", "Biểu", "Hạn nộp"], ["1", "Kết quả kiểm tra", "17/12/2025"]]
    order, form, due = column_widths(table, texts, Inches(12))
    assert order >= Inches(0.6)
    assert due >= Inches(1.1)
    assert form > due
    assert abs(order + form + due - Inches(12)) < Inches(0.01)


def test_columns_of_the_report_hold_their_longest_word(content) -> None:
    """Word breaks a number, or a date, where its cell is too narrow."""
    grids = [
        grid
        for grid in docx.Document(io.BytesIO(_docx(content))).tables
        if grid._tbl.xpath(".//w:tblHeader")
    ]
    assert len(grids) > 2
    for grid in grids:
        for row in list(grid.rows)[:4]:
            for cell in {cell._tc: cell for cell in row.cells}.values():
                room = cell.width.pt - 2 * INSET
                size = 10 if cell.paragraphs[0].style.name == CELL else 9
                assert longest_word(cell.text) * size <= room + 0.5, cell.text
