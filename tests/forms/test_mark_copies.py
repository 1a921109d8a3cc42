"""Copies that we keep of files from the inbox: marked by one process, personal values covered."""

import io

import openpyxl

from ingest.answers.mark_copies import CopyMarker
from ingest.check import check_file
from ingest.tables.read_markers import RESULT_SHEET


def write_log(path, sheet_name="Sổ"):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = sheet_name
    for row in (
        ["UBND XÃ BẢO THẮNG"],
        ["SỔ THEO DÕI TRANH CHẤP LAO ĐỘNG Quý III năm 2026"],
        [],
        ["STT", "Ngày tiếp nhận", "Người yêu cầu", "Doanh nghiệp", "Xã, phường", "Loại tranh chấp"],
        [1, "35/7/2026", "Nguyễn Giả Lập", "Công ty A", "Xã Bảo Thắng", "cá nhân"],
    ):
        sheet.append(row)
    book.save(path)
    return path


def opened(data):
    return openpyxl.load_workbook(io.BytesIO(data))


def test_many_files_are_marked_by_one_process(tmp_path):
    with CopyMarker() as marker:
        pids = set()
        for name in ("a.xlsx", "b.xlsx"):
            path = write_log(tmp_path / name)
            book = opened(marker.masked_copy(path, check_file(path, as_columns=True)))
            assert book.sheetnames == [RESULT_SHEET, "Sổ"]
            assert "35/7/2026" in book["Sổ"]["B5"].value
            assert "LỖI" in book["Sổ"]["B5"].comment.text
            assert "Giả Lập" not in book["Sổ"]["C5"].value
            pids.add(marker._process.pid)
        assert len(pids) == 1


def test_a_sheet_named_after_a_person_keeps_its_covers(tmp_path):
    path = write_log(tmp_path / "a.xlsx", "Ông Trần Văn Giả")
    result = check_file(path)
    with CopyMarker() as marker:
        book = opened(marker.masked_copy(path, result))
    texts = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [text for text in [*book.sheetnames, *texts] if "Giả" in text]


def test_a_process_that_dies_is_replaced_and_its_file_still_answered(tmp_path):
    path = write_log(tmp_path / "a.xlsx")
    result = check_file(path)
    with CopyMarker() as marker:
        marker.masked_copy(path, result)
        marker._process.kill()
        marker._process.wait()
        assert opened(marker.masked_copy(path, result)).sheetnames == [RESULT_SHEET]
        assert opened(marker.masked_copy(path, result)).sheetnames == [RESULT_SHEET, "Sổ"]
        missing = marker.masked_copy(tmp_path / "gone.xlsx", result)
        assert opened(missing).sheetnames == [RESULT_SHEET]
        assert marker.masked_copy(path, result | {"outcome": "refused"}) is None
