"""TCVN3 to Unicode: known words, the whole chart, mixed cells, and what must be left alone."""

import unicodedata

import pytest

from ingest.cells.decode_tcvn3 import from_tcvn3, is_tcvn3
from ingest.cells.decode_text import decode_mixed, decode_texts
from ingest.cells.read_cells import read_cells
from ingest.contracts.contract import load_forms
from ingest.reader_limits import Limits
from ingest.reference import communes
from ingest.sample.tcvn3 import TO_TCVN3, as_read, encode
from tests.unit import bad_files as bad

KNOWN = [
    ("Tæng céng", "Tổng cộng"),
    ("®×nh c«ng", "đình công"),
    ("Ph\u00adêng", "Phường"),
    ("Ng\u00adêi lËp biÓu", "Người lập biểu"),
    ("§¬n vÞ tÝnh", "Đơn vị tính"),
    ("Lµo Cai", "Lào Cai"),
    ("x· Gia Phó", "xã Gia Phú"),
    ("H¶i Phßng", "Hải Phòng"),
    ("Thanh tra, kiÓm tra quý III n¨m 2026", "Thanh tra, kiểm tra quý III năm 2026"),
    ("Ch\u00ada", "Chưa"),
    ("NL§", "NLĐ"),
    ("TCL§ (vô)", "TCLĐ (vụ)"),
    ("Cã T¦L§TT (x)", "Có TƯLĐTT (x)"),
    ("tØnh", "tỉnh"),
]

# ordinary Unicode, Vietnamese or not, alone in its cell
LEFT_ALONE = [
    "Phó",
    "Gia Phó",
    "Ký",
    "Xã A Mú Sung",
    "Quý III",
    "Lùng Phình",
    "LÀO CAI",
    "Tổng cộng",
    "Tô\u0309ng cô\u0323ng",
    "Người lập biểu",
    "é",
    "café",
    "Société Générale",
    "Électricité de France",
    "Müller GmbH",
    "Zürich",
    "São Paulo",
    "naïve",
    "Straße",
    "Håkan",
    "Bjørn",
    "Schön",
    "Æon",
    "•",
    "• Xã",
    "±",
    "±5%",
    "5 ± 1",
    "m²",
    "120 m²",
    "m³",
    "§1",
    "§ 1",
    "25°C",
    "µm",
    "½",
    "1¼",
    "100 £",
    "¥100",
    "12¹",
    "so¹",
    "a·b",
    "Samsung®",
    "© 2026",
    "«trích»",
    "3·5",
    "…",
    "–",
]


@pytest.mark.parametrize(("stored", "text"), KNOWN)
def test_known_words(stored, text):
    assert is_tcvn3(stored)
    assert from_tcvn3(stored) == text
    assert decode_texts([stored]) == {stored: text}


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_other_text_is_left_alone(text):
    assert not is_tcvn3(text)
    # at most composed
    assert decode_texts([text]).get(text, text) == unicodedata.normalize("NFC", text)


def test_every_code_of_the_chart_comes_back():
    assert len(TO_TCVN3) == 74
    for letter, stored in TO_TCVN3.items():
        assert from_tcvn3(stored) == letter


def test_the_soft_hyphen_is_a_letter():
    assert from_tcvn3("\u00ad") == "ư"
    assert decode_texts(["Ph\u00adêng", "l\u00ad¬ng"]) == {
        "Ph\u00adêng": "Phường",
        "l\u00ad¬ng": "lương",
    }


def test_a_soft_hyphen_of_unicode_text_is_no_letter():
    assert decode_mixed("tranh chấp th\u00adành lập") == "tranh chấp th\u00adành lập"


def all_texts():
    texts = [commune.name for commune in communes().values()]
    for form in load_forms().values():
        texts += [form.title.vi, *form.titles]
        for column in form.columns.values():
            texts += [column.means, *column.labels]
            texts += [text for words in column.codes.values() for text in words]
    return sorted({unicodedata.normalize("NFC", text) for text in texts if not text.isascii()})


def test_every_name_and_label_comes_back_from_a_tcvn3_sheet():
    texts = all_texts()
    assert len(texts) > 300
    stored = {encode(text): as_read(text) for text in texts}
    decoded = decode_texts(stored)
    assert {key: decoded.get(key, key) for key in stored} == stored


def test_every_name_and_label_of_a_unicode_sheet_stays():
    assert decode_texts(all_texts()) == {}


def test_most_of_the_sheet_decides_about_a_text_that_reads_both_ways():
    legacy = ["X· B¶o Th¾ng", "Tæng céng", "Gia Phó", "sè", "Müller", "1.500®"]
    decoded = decode_texts(legacy)
    assert (decoded["Gia Phó"], decoded["sè"], decoded["1.500®"]) == ("Gia Phú", "số", "1.500đ")
    assert "Müller" not in decoded
    modern = ["Xã Bảo Thắng", "Tổng cộng", "Gia Phó", "sè"]
    assert decode_texts(modern) == {}


@pytest.mark.parametrize(
    ("mixed", "text"),
    [
        ("Tổng cộng (Tæng céng)", "Tổng cộng (Tổng cộng)"),
        ("x· Gia Phó – Xã Bảo Thắng", "xã Gia Phú – Xã Bảo Thắng"),
        ("Người lập: TrÇn V¨n A", "Người lập: Trần Văn A"),
        ("Người Phó phòng", "Người Phó phòng"),
        ("người¹ Müller", "người¹ Müller"),
        ("Số tiền đã nộp «tạm»", "Số tiền đã nộp «tạm»"),
    ],
)
def test_two_fonts_in_one_cell(mixed, text):
    assert decode_mixed(mixed) == text
    assert decode_texts([mixed]).get(mixed, mixed) == text


def test_one_cell_of_tcvn3_among_unicode_cells():
    texts = ["Xã Bảo Thắng", "Tổng cộng", "Người lập", "X· Gia Phó"]
    assert decode_texts(texts) == {"X· Gia Phó": "Xã Gia Phú"}


def test_a_tcvn3_workbook_and_its_sheet_names_are_decoded_before_anything_else():
    def fill(book):
        book.active.title = encode("Biểu tổng hợp")
        for row in book.active.iter_rows():
            for cell in row:
                if isinstance(cell.value, str):
                    cell.value = encode(cell.value)

    (sheet,) = read_cells(bad.good_xlsx(fill), Limits())
    assert sheet.name == "Biểu tổng hợp"
    assert sheet.at(1, 0) == "Xã, phường"
    assert sheet.at(2, 0) == "Xã Bảo Thắng"
    assert sheet.at(3, 0) == "Xã Gia Phú"


def test_a_tcvn3_csv_is_decoded():
    lines = ["Xã, phường;Số cuộc;Số doanh nghiệp", "Xã Bảo Thắng;3;4", "Phường Cam Đường;1;1"]
    data = "\n".join(map(encode, lines)).encode("latin-1")
    (sheet,) = read_cells(data, Limits())
    assert sheet.at(0, 0) == "Xã, phường"
    assert sheet.at(2, 0) == "Phường Cam Đường"
