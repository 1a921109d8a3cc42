"""The printed report and the one-page sheet, read back out of the PDF."""

import ctypes
import re
from dataclasses import replace

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from dashboards.briefing import pdf
from dashboards.briefing.blocks import Column, Row, Table
from dashboards.briefing.content import DRAFT_MARK
from dashboards.briefing.pdf import PdfError, report_pdf, sheet_pdf
from dashboards.briefing.pdf_tables import INSET, TooWide, column_widths, longest_word
from dashboards.briefing.read_pdf import read_pdf, squeezed
from tests.briefing.briefing_sample import PICTURES, RELEASE, briefing, figure

MM = 72 / 25.4
HOSTILE = (
    '#import "x"\n- x\n= Tiêu đề\n\n$ 1/2 $ *đậm* _nghiêng_ <nhãn> @trích // -- \\ #(1+1) [a] `b`'
)


@pytest.fixture(scope="module")
def report():
    with pypdfium2.PdfDocument(report_pdf(briefing(), PICTURES)) as opened:
        yield opened


@pytest.fixture(scope="module")
def sheet():
    with pypdfium2.PdfDocument(sheet_pdf(briefing(), PICTURES)) as opened:
        yield opened


def texts(document) -> list[str]:
    return [page.get_textpage().get_text_range() for page in document]


def text_of(made: bytes) -> str:
    with pypdfium2.PdfDocument(made) as opened:
        return "\n".join(texts(opened))


def text_boxes(page):
    """Left, bottom, right, top of every run of text, in pt."""
    text = page.get_textpage()
    return [text.get_rect(place) for place in range(text.count_rects())]


def fonts(document) -> set[str]:
    names = set()
    for page in document:
        for thing in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]):
            buffer = ctypes.create_string_buffer(100)
            font = pdfium.FPDFTextObj_GetFont(thing.raw)
            pdfium.FPDFFont_GetBaseFontName(font, buffer, 100)
            names.add(buffer.value.decode().split("+")[-1])
    return names


def test_it_says_pdf_a_and_pdf_ua_and_is_tagged_in_vietnamese():
    made = report_pdf(briefing(), PICTURES)
    for told in (b"<pdfaid:part>2<", b"<pdfaid:conformance>B<", b"<pdfuaid:part>1<"):
        assert told in made
    assert re.search(rb"/Lang ?\(vi", made)
    assert b"/Marked true" in made
    assert b"/StructTreeRoot" in made


def test_the_same_briefing_gives_the_same_bytes():
    assert report_pdf(briefing(), PICTURES) == report_pdf(briefing(), PICTURES)
    assert sheet_pdf(briefing(), PICTURES) == sheet_pdf(briefing(), PICTURES)


@pytest.mark.parametrize("document", ["report", "sheet"])
def test_only_the_shipped_font_is_used(document, request):
    used = fonts(request.getfixturevalue(document))
    assert used
    assert {re.sub(r"[-,].*", "", name) for name in used} == {"Tinos"}


def test_the_outline_has_every_part_and_appendix(report):
    titles = [entry.get_title() for entry in report.get_toc()]
    assert [t for t in titles if t.startswith(("I.", "II.", "III.", "V."))] == [
        "I. TÌNH HÌNH CHUNG",
        "II. KẾT QUẢ THỰC HIỆN",
        "III. ĐÁNH GIÁ",
        "V. ĐỀ XUẤT, KIẾN NGHỊ",
    ]
    assert "4. Tranh chấp, ngừng việc, đình công" in titles
    assert [t for t in titles if t.startswith("Phụ lục")] == [
        "Phụ lục 02",
        "Phụ lục 04",
        "Phụ lục 06",
    ]


def test_every_page_says_release_draft_and_number(report):
    for number, text in enumerate(texts(report), start=1):
        assert RELEASE in text
        assert DRAFT_MARK in text
        assert "Số liệu minh họa" in text
        assert bool(re.search(rf"^(HẠN CHẾ )?{number} {DRAFT_MARK}", text)) == (number > 1)


def test_pages_are_a4_and_appendices_lie_across(report):
    sizes = [tuple(round(side / MM) for side in page.get_size()) for page in report]
    across = [size == (297, 210) for size in sizes]
    assert set(sizes) == {(210, 297), (297, 210)}
    assert across == ["Xã Nghĩa Lộ" in text for text in texts(report)]


def test_nothing_is_printed_outside_the_margins(report):
    for page in report:
        width, height = page.get_size()
        is_across = width > height
        left = (20 if is_across else 25) * MM - 1  # the letter head is 5 mm wider on each side
        for box in text_boxes(page):
            assert box[0] >= left
            assert box[2] <= width - (19 if is_across else 15) * MM
            assert box[1] >= 4 * MM
            assert box[3] <= height - 5 * MM


def test_no_heading_stands_alone_at_the_foot_of_a_page(report):
    for entry in report.get_toc():
        target = entry.get_dest()
        _, place = target.get_view()
        below = [
            b for b in text_boxes(report[target.get_index()]) if 20 * MM < b[3] < place[1] - 14
        ]
        assert below, entry.get_title()


def test_the_letter_has_its_formal_parts_and_words_for_what_is_empty(report):
    text = squeezed("".join(texts(report)))
    for words in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "SỞ NỘI VỤ",
        "/BC-SNV",
        "Kính gửi:",
        "Nơi nhận:",
        "GIÁM ĐỐC",
        "Không phát sinh.",
        "Không có số liệu kỳ trước nào được điều chỉnh.",
        "chưa có báo cáo",
        "tăng 3 vụ so với quý II/2026 (xấu đi)",
    ):
        assert squeezed(words) in text
    assert not re.search(r"\b(None|nan|null|True|False)\b", " ".join(texts(report)))


def test_peoples_words_are_printed_letter_for_letter():
    text = squeezed(text_of(report_pdf(briefing(note=HOSTILE), PICTURES)))
    assert text.count(squeezed(HOSTILE)) == 4
    assert squeezed("Nêu văn bản đã ban hành.") not in text


def test_a_signed_copy_has_no_draft_mark_and_no_prompts():
    text = text_of(report_pdf(briefing(draft_mark=""), PICTURES))
    assert DRAFT_MARK not in text
    assert "Nêu văn bản" not in text
    assert "...................." in text  # a part that nobody wrote keeps room for it


def test_outsiders_get_no_places_to_write_in():
    outside = replace(briefing(), audience="ben-ngoai", red_list=None)
    text = text_of(report_pdf(outside, PICTURES))
    assert "Nêu văn bản" not in text
    assert "......" not in text
    assert "ĐỀ XUẤT" not in text
    assert "KẾT QUẢ THỰC HIỆN" in text


def test_a_letter_without_glyph_stops_the_document_and_is_named():
    with pytest.raises(PdfError, match=r"U\+1F600"):
        report_pdf(briefing(note="Tốt 😀"), PICTURES)
    with pytest.raises(PdfError, match=r"U\+2713"):
        report_pdf(briefing(), {**PICTURES, "cot": PICTURES["cot"].replace("Quý", "✓")})


def test_a_missing_font_stops_the_document(monkeypatch, tmp_path):
    monkeypatch.setattr(pdf, "missing_glyphs", lambda data: set())
    monkeypatch.setattr(pdf, "FONTS", tmp_path)
    with pytest.raises(PdfError, match=r"(?i)tinos|font"):
        report_pdf(briefing(), PICTURES)


def test_a_decomposed_note_is_composed():
    text = text_of(report_pdf(briefing(note="Nê\u0301u ro\u0303 \ufeffviệc"), PICTURES))
    assert "N\u1ebfu r\u00f5 việc" in text


def test_the_restricted_appendix_is_marked_on_its_pages_only(report):
    marked = [("HẠN CHẾ" in text) for text in texts(report)]
    assert marked.count(True) == 1
    assert marked[-1]
    outside = replace(briefing(), audience="ben-ngoai", red_list=None)
    outside = replace(outside, appendices=outside.appendices[:2])
    text = text_of(report_pdf(outside, PICTURES)) + text_of(sheet_pdf(outside, PICTURES))
    assert "HẠN CHẾ" not in text
    assert "mức đỏ" not in text


def test_long_appendices_repeat_their_head():
    made = report_pdf(briefing(communes=99), PICTURES)
    with pypdfium2.PdfDocument(made) as opened:
        rows = [text for text in texts(opened) if "Xã Nghĩa Lộ" in text]
    assert len(rows) > 3
    assert all("Xã, phường" in text for text in rows)
    assert "Xã Nghĩa Lộ 98" in "".join(rows)


@pytest.mark.parametrize("red", [0, 3, 60])
@pytest.mark.parametrize("charts", [(), ("cot", "duong", "thanh", "ban-do")])
def test_the_sheet_is_one_page_whatever_it_says(red, charts):
    long = "Số vụ tranh chấp lao động tập thể về lợi ích được hòa giải viên giải quyết đúng hạn"
    said = briefing(red=red, sheet_charts=charts)
    said = replace(said, headlines=tuple(replace(h, label=long) for h in said.headlines))
    with pypdfium2.PdfDocument(sheet_pdf(said, PICTURES)) as opened:
        assert len(opened) == 1
        width, height = opened[0].get_size()
        boxes = text_boxes(opened[0])
        text = texts(opened)[0]
    assert all(b[0] > 0 and b[2] < width - 10 * MM and b[1] > 0 and b[3] < height for b in boxes)
    assert RELEASE in text
    assert DRAFT_MARK in text
    assert ("Và 48 nơi khác" in text) == (red == 60)
    assert ("Không có địa bàn nào ở mức đỏ." in text) == (red == 0)


def test_the_sheet_has_six_numbers_and_their_comparisons(sheet):
    text = squeezed(texts(sheet)[0])
    for headline in briefing().headlines[:6]:
        assert squeezed(headline.label) in text
        assert squeezed(headline.figure.with_unit) in text or headline.figure.value is None
    assert squeezed(briefing().headlines[6].label) not in text


def test_a_document_is_read_back(tmp_path):
    path = tmp_path / "bao-cao.pdf"
    path.write_bytes(report_pdf(briefing(note="Ý kiến."), PICTURES))
    told = read_pdf(path)
    assert (told.release_id, told.period, told.audience) == (RELEASE, "2026Q3", "noi-bo")
    assert told.document == "report"
    for sentence in briefing().sentences():
        if sentence.text != "Tăng nhẹ":  # the title of a slide
            assert squeezed(sentence.text) in told.body
    assert RELEASE not in told.body
    assert squeezed(DRAFT_MARK) not in told.body
    path.write_bytes(sheet_pdf(briefing(), PICTURES))
    assert read_pdf(path).document == "sheet"


def test_columns_hold_their_longest_word_and_fill_the_width():
    columns = (Column("Tên", weight=9), Column("Số", "number", weight=0.1))
    table = Table("t", "T", columns, (Row(("một hai", figure(123456789.5, decimals=1))),))
    size, widths = column_widths(table, 300)
    assert sum(widths) == pytest.approx(300, abs=0.1)
    assert widths[1] >= longest_word("123.456.789,5") * size + 2 * INSET - 0.01
    with pytest.raises(TooWide):
        column_widths(table, 40)
