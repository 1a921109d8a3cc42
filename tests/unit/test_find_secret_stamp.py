"""Stamps of state secrecy, wherever and however they are written; and what is none."""

import unicodedata
import zipfile

import openpyxl
import pytest
import xlsxwriter

from ingest.check import check_file
from ingest.tables.find_secret_stamp import is_stamp

STAMPS = ["MẬT", "TỐI MẬT", "TUYỆT MẬT"]
TCVN3 = {"MẬT": "MËT", "TỐI MẬT": "TèI MËT", "TUYỆT MẬT": "TUYÖT MËT"}
VNI = {"MẬT": "MAÄT", "TỐI MẬT": "TOÁI MAÄT", "TUYỆT MẬT": "TUYEÄT MAÄT"}
NO_STAMPS = [
    "bí mật kinh doanh",
    "Bí mật",
    "BÍ MẬT KINH DOANH",
    "Mật",
    "mật",
    "Tối mật",
    "Độ mật: không",
    "Độ mật:",
    "Độ mật: Thường",
    "Xã Mật Ong",
    "KHÔNG MẬT",
    "vi phạm quy định bảo mật",
    "BẢO MẬT",
    "Cung cấp tài liệu TỐI MẬT cho người không có trách nhiệm",
    "MAT",
    "",
]


@pytest.mark.parametrize("stamp", STAMPS)
@pytest.mark.parametrize(
    "written",
    [
        str,
        "({})".format,
        "- {} -".format,
        "Độ mật: {}".format,
        "ĐỘ MẬT: {}".format,
        "&C&B&14{}".format,
        " ".join,
        lambda stamp: f"Mức độ mật: {stamp.capitalize()}",
        lambda stamp: unicodedata.normalize("NFD", stamp),
        lambda stamp: f" {stamp} ",
        TCVN3.get,
        VNI.get,
    ],
)
def test_a_stamp_in_any_writing(stamp, written):
    assert is_stamp(written(stamp))


@pytest.mark.parametrize("text", NO_STAMPS)
def test_what_is_no_stamp(text):
    assert not is_stamp(text)


def book(path, place, stamp):
    """A workbook with a table and a stamp at some place."""
    with xlsxwriter.Workbook(path) as made:
        sheet = made.add_worksheet(stamp if place == "sheet name" else "Biểu")
        sheet.write_row("A5", ["STT", "Xã, phường", "Số cuộc kiểm tra"])
        sheet.write_row("A6", [1, "Xã Bảo Thắng", 3])
        if place == "cell":
            sheet.write("C1", stamp)
        elif place == "line of a cell":
            sheet.write("A1", f"UBND TỈNH LÀO CAI\n{stamp}\nSố: 12")
        elif place == "above a late table":
            sheet.write("B30", stamp)
        elif place == "header":
            sheet.set_header(f"&C&B{stamp}")
        elif place == "footer":
            sheet.set_footer(f"&L{stamp}")
        elif place == "text box":
            sheet.insert_textbox("E2", stamp)
        elif place == "hidden sheet":
            hidden = made.add_worksheet("Ẩn")
            hidden.write("A1", stamp)
            hidden.hide()
        elif place == "very hidden sheet":
            hidden = made.add_worksheet("Ẩn")
            hidden.write("A1", stamp)
            hidden.very_hidden()
    return path


PLACES = [
    "cell",
    "line of a cell",
    "above a late table",
    "header",
    "footer",
    "text box",
    "sheet name",
    "hidden sheet",
    "very hidden sheet",
]


@pytest.mark.parametrize("stamp", [*STAMPS, TCVN3["TỐI MẬT"], "M Ậ T"])
@pytest.mark.parametrize("place", PLACES)
def test_a_stamp_at_any_place_refuses_the_file(tmp_path, place, stamp):
    result = check_file(book(tmp_path / "a.xlsx", place, stamp))
    assert result["outcome"] == "refused"
    assert [finding["code"] for finding in result["findings"]] == ["state_secret"]
    assert result["tables"] == []


def test_the_same_workbook_without_a_stamp_is_read(tmp_path):
    result = check_file(book(tmp_path / "a.xlsx", "nowhere", "MẬT"))
    assert "state_secret" not in {finding["code"] for finding in result["findings"]}


@pytest.mark.parametrize("name", ["MẬT.csv", "TỐI MẬT.csv"])
def test_a_stamp_as_the_files_name(tmp_path, name):
    path = tmp_path / name
    path.write_text("a;b\n1;2\n", encoding="utf-8")
    assert check_file(path)["findings"][0]["code"] == "state_secret"


def test_stamps_in_other_formats(tmp_path):
    text = tmp_path / "a.csv"
    text.write_text("UBND;;TUYỆT MẬT\nSTT;Xã;Số\n1;Bảo Thắng;3\n", encoding="utf-8")
    page = tmp_path / "a.xls"
    page.write_text("<table><tr><td>MẬT</td></tr><tr><td>STT</td><td>Xã</td></tr></table>", "utf-8")
    xlwt = pytest.importorskip("xlwt", reason="writes .xls for tests")
    old = tmp_path / "b.xls"
    made = xlwt.Workbook(encoding="utf-8")
    made.add_sheet("Biểu").write(0, 2, "TỐI MẬT")
    made.save(str(old))
    for path in (text, page, old):
        assert check_file(path)["findings"][0]["code"] == "state_secret", path


def test_words_in_cells_and_columns_are_no_stamps(tmp_path):
    made = openpyxl.Workbook()
    sheet = made.active
    sheet.title = "Bí mật"
    sheet.append(["Nội dung", "Độ mật", "Xã, phường"])
    for text in NO_STAMPS:
        sheet.append([text or None, "Thường", "Xã Bảo Thắng"])
    made.save(tmp_path / "a.xlsx")
    result = check_file(tmp_path / "a.xlsx")
    assert "state_secret" not in {finding["code"] for finding in result["findings"]}


@pytest.mark.parametrize(("text", "code"), [("TỐI MẬT", "state_secret"), ("bí mật", "wrong_kind")])
@pytest.mark.parametrize("part", ["word/document.xml", "word/header1.xml"])
def test_a_stamped_word_document_is_not_kept_either(tmp_path, part, text, code):
    runs = "".join(f"<w:r><w:t>{half}</w:t></w:r>" for half in (text[:2], text[2:]))
    path = tmp_path / "a.docx"
    stamped = f"<w:p>{runs}</w:p><w:p><w:r><w:t>UBND</w:t></w:r></w:p>"
    parts = {"[Content_Types].xml": "<Types/>", "word/document.xml": "<w:document/>", part: stamped}
    with zipfile.ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    assert check_file(path)["findings"][0]["code"] == code
