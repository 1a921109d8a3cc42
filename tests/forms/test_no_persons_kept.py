"""Nothing that names a person stays anywhere but in the encrypted archive; all are made up."""

import sqlite3

import openpyxl
import polars as pl
import pytest

from ingest.archives import archive
from ingest.home import archive_dir, home, inbox_dir
from ingest.reader_pool import ReaderPool
from ingest.submissions.watch_inbox import InboxWatch

# words of names, numbers and addresses that stand nowhere else in the product
PLANTED = [
    "Quỳnhgiả",
    "Hạnhgiả",
    "Páogiả",
    "Mỷgiả",
    "Dũnggiả",
    "Thuỳgiả",
    "QUYNHGIA",
    "Bíchgiả",
    "010089012345",
    "063123457",
    "0912345679",
    "0987.654.321",
    "ai.do@giala.example",
    "19031234567",
]
HEADER = [
    "Số thụ lý",
    "Ngày tiếp nhận",
    "Người yêu cầu (họ tên, năm sinh, CCCD)",
    "Người sử dụng lao động",
    "Xã, phường",
    "Loại tranh chấp",
    "Nội dung tranh chấp",
    "Số người lao động liên quan",
    "Hoà giải viên",
    "Ghi chú của bà Trần Thị Bíchgiả, điện thoại 0912345679 ",
]
# wrong values in columns about persons, and persons in columns that are not about them
LINES = """
01/TL của ông Nguyễn Văn Dũnggiả|05/7/2026|Nguyễn Văn Quỳnhgiả, 1990, 010089012345\
|Công ty TNHH Giả Lập|Xã Bảo Thắng|cá nhân\
|ông Nguyễn Văn Quỳnhgiả đòi lương, STK 19031234567|1|Lò Thị Mỷgiả|x
02/TL|bà Trần Thị Hạnhgiả|10089012345|Công ty TNHH Giả Lập|Xã ông Giàng A Páogiả\
|của anh Lý Dũnggiả 0987.654.321|CMND 063123457|chị Vàng Thuỳgiả|=1/0|ghi chú
03/TL|06/7/2026|ONG NGUYEN VAN QUYNHGIA|Công ty TNHH Giả Lập|Xã Bảo Thắng|cá nhân\
|liên hệ ai.do@giala.example|1|912345679|bà Hạnhgiả
"""
ROWS = [line.split("|") for line in LINES.strip().splitlines()]


def write_book(path, tail=""):
    made = openpyxl.Workbook()
    sheet = made.active
    sheet.title = "Sổ ông Dũnggiả"
    sheet["A1"] = "ỦY BAN NHÂN DÂN XÃ BẢO THẮNG"
    sheet["A3"] = "SỔ THEO DÕI TRANH CHẤP LAO ĐỘNG QUÝ III/2026"
    sheet["A4"] = "Người lập biểu: Lò Thị Mỷgiả, 0912345679"
    for column, text in enumerate(HEADER, start=1):
        sheet.cell(6, column, text + (tail if column == len(HEADER) else ""))
    for row, values in enumerate(ROWS, start=7):
        for column, value in enumerate(values, start=1):
            sheet.cell(row, column, int(value) if value.isdecimal() else value)
    sheet["B12"] = "NGƯỜI LẬP BIỂU"
    sheet["B14"] = "Nguyễn Văn Quỳnhgiả"
    made.create_sheet("bà Trần Thị Hạnhgiả")["A1"] = "0912345679"
    made.save(path)


@pytest.fixture
def taken(tmp_path):
    """The lines that the watch told after it took the file in."""
    write_book(inbox_dir() / "Đơn của bà Trần Thị Hạnhgiả 010089012345.xlsx")
    # so long a heading is no heading: nothing is read, and nothing of it is kept either
    write_book(inbox_dir() / "Đơn thứ hai.xlsx", tail=" rất dài" * 30)
    lines = []
    with ReaderPool(1) as pool:
        watch = InboxWatch(pool, lines.append)
        watch.look()
        watch.take_in_ready()
    assert watch.taken == 2
    return lines


def kept_texts():
    """Everything below QHLD_HOME as text, but for the encrypted archive: (place, text)."""
    for path in home().rglob("*"):
        yield str(path.relative_to(home())), path.name
        if not path.is_file() or path.parent == archive_dir():
            continue
        yield str(path), path.read_bytes().decode("utf-8", "replace")
        if path.suffix == ".parquet":
            yield str(path), str(pl.read_parquet(path).rows())
        if path.suffix == ".sqlite":
            with sqlite3.connect(path) as book:
                yield str(path), "\n".join(book.iterdump())


def test_no_name_and_no_number_of_a_person_is_kept(taken):
    texts = [*kept_texts(), *(("log", line) for line in taken)]
    assert len(texts) > 10
    found = [(planted, place) for planted in PLANTED for place, text in texts if planted in text]
    assert found == []


def test_the_file_was_read_and_its_rows_are_there(taken):
    [table] = home().glob("lake/loads/*/dispute_log.parquet")
    rows = pl.read_parquet(table)
    assert rows.height >= 1
    assert "Công ty TNHH Giả Lập" in rows["employer"].to_list()
    assert all(archive.open_kept(path.stem)[:2] == b"PK" for path in archive_dir().glob("*.enc"))
    answers = [path.read_text(encoding="utf-8-sig") for path in home().glob("outbox/*/*/*.txt")]
    assert len(answers) == 2
    assert any("đã được che" in text for text in answers)
    assert any("unknown_form" in text or "Không thấy bảng" in text for text in answers)
