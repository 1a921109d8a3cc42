"""VNI to Unicode: known words, the whole chart, and what must be left alone."""

import pytest

from ingest.cells.decode_text import decode_mixed, decode_texts, encoding_of_font
from ingest.cells.decode_vni import from_vni, is_vni
from ingest.cells.read_cells import read_cells
from ingest.reader_limits import Limits
from tests.unit import bad_files as bad
from tests.unit.test_decode_text import LEFT_ALONE, all_texts
from tests.unit.vni_text import TO_VNI, encode

KNOWN = [
    ("Toång coäng", "Tổng cộng"),
    ("ñình coâng", "đình công"),
    ("phöôøng", "phường"),
    ("Ngöôøi laäp bieåu", "Người lập biểu"),
    ("Ñôn vò tính: trieäu ñoàng", "Đơn vị tính: triệu đồng"),
    ("UÛY BAN NHAÂN DAÂN", "ỦY BAN NHÂN DÂN"),
    ("Soá doanh nghieäp vi phaïm", "Số doanh nghiệp vi phạm"),
    ("Quyù III naêm 2026", "Quý III năm 2026"),
    ("khoâng", "không"),
    ("Thueá", "Thuế"),
]
# names of other languages that a careless decoder would spoil
FOREIGN = [
    *("Loïc", "Caïn", "où", "Noël", "laïc", "Haïti", "Zürich", "Schön", "Málaga", "Ñuñoa"),
    *("goût", "août", "crème brûlée", "Citroën", "Löw", "Böhm", "Hyvää", "Åland", "Rønne"),
    *("Señor Núñez", "Göteborg", "Vélo à Orléans", "Château d'Eau", "Øresund", "Æsop"),
]


@pytest.mark.parametrize(("stored", "text"), KNOWN)
def test_known_words(stored, text):
    assert encode(text) == stored
    assert is_vni(stored)
    assert decode_texts([stored]) == {stored: text}


@pytest.mark.parametrize("text", [*FOREIGN, *LEFT_ALONE, "Hoà Bình", "xã Khoá Toán", "Nguyễn"])
def test_other_text_is_left_alone(text):
    assert not is_vni(text)
    assert decode_texts([text]).get(text, text) in (text, decode_mixed(text))


def test_every_code_of_the_chart_comes_back():
    assert len(TO_VNI) == 146
    for letter, stored in TO_VNI.items():
        assert from_vni(stored) == letter
    assert from_vni("Aùo") == "Áo"  # the capital of the vowel counts


def test_every_name_and_label_comes_back_from_a_vni_sheet():
    stored = {encode(text): text for text in all_texts()}
    decoded = decode_texts(stored)
    assert {key: decoded.get(key, key) for key in stored} == stored


def test_most_of_the_sheet_decides_about_a_text_that_reads_both_ways():
    legacy = [encode("Xã Bảo Thắng"), encode("Tổng cộng"), "Hoà", "cô", "ñi", "Müller"]
    decoded = decode_texts(legacy)
    assert (decoded["Hoà"], decoded["cô"], decoded["ñi"]) == ("Hồ", "cơ", "đi")
    assert "Müller" not in decoded
    assert decode_texts(["Xã Bảo Thắng", "Tổng cộng", "Hoà", "cô"]) == {}


def test_vni_and_unicode_in_one_cell_and_in_one_sheet():
    assert decode_mixed("Người lập: Traàn Vaên A") == "Người lập: Trần Văn A"
    texts = ["Xã Bảo Thắng", "Tổng cộng", "Người lập", "Xaõ Gia Phuù"]
    assert decode_texts(texts) == {"Xaõ Gia Phuù": "Xã Gia Phú"}


def test_tcvn3_and_vni_do_not_mix():
    assert decode_texts(["ñi laïi", "Tæng céng"]) == {"ñi laïi": "đi lại", "Tæng céng": "Tổng cộng"}


def test_a_vni_csv_is_decoded():
    lines = ["Xã, phường;Số cuộc;Số doanh nghiệp", "Xã Bảo Thắng;3;4", "Phường Cam Đường;1;1"]
    data = "\n".join(map(encode, lines)).encode("latin-1")
    (sheet,) = read_cells(data, Limits())
    assert sheet.grid == [line.split(";") for line in lines]


def test_a_vni_workbook_is_decoded():
    def fill(book):
        for row in book.active.iter_rows():
            for cell in row:
                if isinstance(cell.value, str):
                    cell.value = encode(cell.value)

    (sheet,) = read_cells(bad.good_xlsx(fill), Limits())
    assert sheet.grid[0][0] == bad.TITLE
    assert [row[0] for row in sheet.grid[2:]] == ["Xã Bảo Thắng", "Xã Gia Phú"]


def test_fonts_that_stand_for_an_encoding():
    tcvn3, capital, vni = map(encoding_of_font, (".VnTime", '".VnArialH"', "VNI-Times"))
    assert (tcvn3.capital, capital.capital, vni.capital) == (False, True, False)
    assert tcvn3.decode("Phó") == "Phú"
    assert vni.decode("tænh") == "tỉnh"
    for name in ("Times New Roman", "Vni", "VNU Times", "", "Arial"):
        assert encoding_of_font(name) is None
