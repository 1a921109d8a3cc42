"""Broken, hostile, protected and foreign files: each a finding in Vietnamese, never a traceback."""

import json
import os
import re
import subprocess
import sys

import pytest

from ingest.reader_limits import Limits
from ingest.reader_pool import ReaderPool
from tests.unit import bad_files as bad

_VIETNAMESE = re.compile("[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]")
_HTML = "<html><head><meta charset=utf-8></head><body><table><tr><td>Xã</td></tr></table></body>"

_SHEET = "xl/worksheets/sheet1.xml"
_UNKNOWN = '<row r="1"><c t="inlineStr" r="A1"><is><t>Lương</t></is></c></row>'
_GOOD = bad.good_xlsx()
_EXE = b"MZ\x90\x00\x03\x00\x00\x00" + bytes(range(256)) * 8

# name -> (content or what makes it, finding code)
REFUSED = {
    "rong.xlsx": (b"", "empty_file"),
    "khoang_trang.csv": (b" \r\n\t" * 50, "empty_file"),
    "rong_utf16.csv": ("\ufeff \r\n".encode("utf-16-le"), "empty_file"),
    "cut.xlsx": (_GOOD[:3000], "unreadable"),
    "cut_giua.xlsx": (_GOOD[:2000] + _GOOD[2600:], "unreadable"),
    "xml_cut.xlsx": (lambda: bad.cut_part(_GOOD, _SHEET, 600), "unreadable"),
    "khong_workbook.xlsx": (lambda: bad.repacked(_GOOD, {"xl/workbook.xml": None}), "unreadable"),
    "trang_lac.xlsx": (lambda: bad.tied_by(_GOOD, "http://x.example/relationships"), "unreadable"),
    "cut.ods": (lambda: bad.cut_part(bad.good_ods(), "content.xml", 900), "unreadable"),
    "cut.xls": (lambda: bad.good_xls()[:2048], "unreadable"),
    "mat_khau.xlsx": (bad.protected_xlsx, "password_protected"),
    "mat_khau.xls": (bad.protected_xls, "password_protected"),
    "mat_khau.ods": (bad.protected_ods, "password_protected"),
    "trang_web.xls": (b"<html><body><p>Error 500</p></body></html>", "html_as_spreadsheet"),
    "thuc_the_html.xls": (b'<!DOCTYPE html [<!ENTITY a "b">]><table><tr><td>&a;', "unsafe_content"),
    "thuc_the_xml.xls": (lambda: bad.laughing_spreadsheetml(), "unsafe_content"),
    "goc_xa_xml.xls": (lambda: bad.far_spreadsheetml(), "unsafe_size"),
    "goc_xa_html.xls": (b"<table>" + b"<tr><td colspan=16384>x" * 400, "unsafe_size"),
    "trang_web.mht.xls": (b"MIME-Version: 1.0\r\nX-Document-Type: Workbook", "html_as_spreadsheet"),
    "xml_khac.xls": (b'<?xml version="1.0"?><Workbook/>', "wrong_kind"),
    "xml_cut.xls": (lambda: bad.spreadsheetml("<Row><Cell>")[:-90], "unreadable"),
    "bom.xlsx": (lambda: bad.bomb(401), "unsafe_size"),
    "bom_mimetype.ods": (lambda: bad.bomb(401, "mimetype"), "unsafe_size"),
    "bom_long_nhau.xlsx": (bad.nested_bomb, "wrong_kind"),
    "goc_xa.xlsx": (bad.far_corner, "unsafe_size"),
    "goc_xa_dong_sai.xlsx": (lambda: bad.far_corner(row=2), "unsafe_size"),
    "goc_xa_chu_thuong.xlsx": (
        lambda: bad.far_corner('<c r="xfd1048576"><v>1</v></c>'),
        "unsafe_size",
    ),
    "goc_xa_chu_rong.xlsx": (
        lambda: bad.far_corner('<c r="XFD1048576" t="str"><v/></c>'),
        "unsafe_size",
    ),
    "goc_xa.ods": (lambda: bad.good_ods(rows=1_048_000, columns=16_384), "unsafe_size"),
    "thuc_the.xlsx": (lambda: bad.entities(_SHEET), "unsafe_content"),
    "thuc_the_kieu.xlsx": (lambda: bad.entities("xl/styles.xml"), "unsafe_content"),
    "thuc_the.ods": (lambda: bad.entities("content.xml", bad.good_ods()), "unsafe_content"),
    "thuc_the_ngoai.xlsx": (bad.external_entity, "unsafe_content"),
    "nhi_phan.xlsb": (bad.binary_workbook, "wrong_kind"),
    "van_ban.docx": (bad.word_document, "wrong_kind"),
    "van_ban.pdf": (b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n", "wrong_kind"),
    "anh.png": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01", "wrong_kind"),
    "anh.jpg": (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00", "wrong_kind"),
    "anh.heic": (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic", "wrong_kind"),
    "anh.tiff": (b"II*\x00\x08\x00\x00\x00", "wrong_kind"),
    "anh.webp": (b"RIFF\x24\x00\x00\x00WEBPVP8 ", "wrong_kind"),
    "van_ban.rtf": (b"{\\rtf1\\ansi X\\'e3}", "wrong_kind"),
    "van_ban.doc": (lambda: bad.compound_file("WordDocument"), "wrong_kind"),
    "thu.msg": (lambda: bad.compound_file("__properties_version1.0"), "wrong_kind"),
    "thu.eml": (b"From: a@b.vn\r\nTo: c@d.vn\r\nSubject: Bao cao\r\n\r\nKinh gui", "wrong_kind"),
    "so_lieu.mdb": (b"\x00\x01\x00\x00Standard Jet DB\x00\x01" + bytes(90), "wrong_kind"),
    "excel4.xls": (b"\x09\x04\x06\x00\x00\x04\x10\x00\x00\x00" + bytes(50), "wrong_kind"),
    "excel2.xls": (b"\x09\x00\x04\x00\x02\x00\x10\x00" + bytes(50), "wrong_kind"),
    "goi.7z": (b"7z\xbc\xaf\x27\x1c\x00\x04", "wrong_kind"),
    "utf8_vo.csv": ("Xã;Số cuộc\nBảo Thắng;1\n".encode() * 9 + b"\xff;2\n", "unreadable"),
    "goi.rar": (b"Rar!\x1a\x07\x01\x00", "wrong_kind"),
    "chuong_trinh.xlsx": (_EXE, "unreadable"),
    "byte_khong.csv": (b"Xa,So cuoc\n" * 1000 + b"Bao Thang,\x00\n", "unreadable"),
    "ngoac_kep_mo.csv": (b'a,"' + b"b,c\n" * 100_000, "unreadable"),
    "mot_dong.csv": (lambda: b"x" * 90_000_000, "unreadable"),
    "mot_dong_nhieu_o.csv": (lambda: b"1," * 45_000_000, "unsafe_size"),
}
REJECTED = {
    "trang_web_la.xls": (_HTML.encode(), "unknown_form"),
    "trang_web_la_utf16.xls": (_HTML.encode("utf-16"), "unknown_form"),
    "chu.csv": (b"hello, this is not a form\n" * 20, "unknown_form"),
    "bieu_la.xlsx": (lambda: bad.xlsx_with_sheet(_UNKNOWN), "unknown_form"),
    "khong_o_nao.xlsx": (lambda: bad.xlsx_with_sheet('<row r="1"/>'), "unknown_form"),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Every bad file on disk."""
    target = tmp_path_factory.mktemp("bad")
    for name, (content, _) in (REFUSED | REJECTED).items():
        (target / name).write_bytes(content() if callable(content) else content)
    return target


@pytest.fixture(scope="module")
def pool():
    with ReaderPool(1, Limits(seconds=120)) as readers:  # the machine may be busy
        yield readers


def _says_what_to_do(result):
    assert result["findings"]
    for finding in result["findings"]:
        assert _VIETNAMESE.search(finding["message"])
        if finding["severity"] == "error":
            assert "ãy " in finding["message"]  # "Hãy …": what to do next
        assert "Traceback" not in json.dumps(finding)


def test_the_undamaged_files_are_accepted(pool, tmp_path):
    strict = bad.tied_by(bad.good_xlsx(), "http://purl.oclc.org/ooxml/officeDocument/relationships")
    contents = {"xlsx": bad.good_xlsx(), "xls": bad.good_xls(), "ods": bad.good_ods()}
    for kind, content in [*contents.items(), ("xlsx", strict)]:
        path = tmp_path / f"tot.{kind}"
        path.write_bytes(content)
        result = pool.check(path)
        assert [table["rows_accepted"] for table in result["tables"]] == [2], kind


@pytest.mark.parametrize("name", REFUSED)
def test_refused(pool, folder, name):
    result = pool.check(folder / name)
    assert result["outcome"] == "refused", result["findings"]
    assert [finding["code"] for finding in result["findings"]] == [REFUSED[name][1]]
    assert result["tables"] == []
    _says_what_to_do(result)


@pytest.mark.parametrize("name", REJECTED)
def test_rejected(pool, folder, name):
    result = pool.check(folder / name)
    assert result["outcome"] == "rejected"
    assert REJECTED[name][1] in [finding["code"] for finding in result["findings"]]
    _says_what_to_do(result)


@pytest.mark.parametrize("made", [lambda: bad.lying_bomb(60), lambda: bad.bomb(390)])
def test_a_bomb_within_the_declared_limit_is_refused_or_dies_alone(pool, tmp_path, made):
    (tmp_path / "bom.xlsx").write_bytes(made())
    result = pool.check(tmp_path / "bom.xlsx")
    assert result["outcome"] == "refused"
    (tmp_path / "tot.xlsx").write_bytes(bad.good_xlsx())
    assert pool.check(tmp_path / "tot.xlsx")["tables"][0]["rows_accepted"] == 2


def test_a_thousand_sheets_are_read(pool, tmp_path):
    (tmp_path / "nhieu.xlsx").write_bytes(bad.many_sheets(1000))
    result = pool.check(tmp_path / "nhieu.xlsx")
    assert result["tables"][0]["rows_accepted"] == 2


def test_an_xml_of_deep_nesting_is_no_crash(pool, tmp_path):
    deep = "<x>" * 50_000 + "</x>" * 50_000
    (tmp_path / "sau.xlsx").write_bytes(bad.xlsx_with_sheet(deep))
    result = pool.check(tmp_path / "sau.xlsx")
    assert result["outcome"] in ("refused", "rejected")
    _says_what_to_do(result)


def test_paths_that_are_no_files(pool, tmp_path):
    os.mkfifo(tmp_path / "ong_dan")
    (tmp_path / "a").write_bytes(b"x")
    cases = {
        tmp_path: "thư mục",
        tmp_path / "khong_co.xlsx": "không có tệp",
        tmp_path / ("dai" * 100): "tên tệp quá dài",
        tmp_path / "ong_dan": "không mở được",
        tmp_path / "a" / "b.xlsx": "",
    }
    for path, found in cases.items():
        result = pool.check(path)
        assert result["outcome"] == "refused"
        assert result["findings"][0]["code"] == "not_opened"
        assert found in result["findings"][0]["found"]
        _says_what_to_do(result)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_file_without_read_permission(pool, tmp_path):
    path = tmp_path / "cam.xlsx"
    path.write_bytes(bad.good_xlsx())
    path.chmod(0)
    result = pool.check(path)
    assert "quyền" in result["findings"][0]["message"]


def test_a_file_name_that_is_not_utf8(pool, tmp_path):
    path = os.fsencode(tmp_path) + b"/s\xe8 li\xc6u.csv"
    with open(path, "wb") as file:
        file.write(b"a,b\n1,2\n")
    result = pool.check(os.fsdecode(path))
    json.dumps(result, ensure_ascii=False).encode()
    assert result["outcome"] == "rejected"


def test_the_command_line_says_the_same(folder):
    def run(names):
        command = [sys.executable, "-m", "tests.run_qhld", "check", "--json"]
        done = subprocess.run(
            [*command, *(str(folder / name) for name in names)], capture_output=True, text=True
        )
        assert "Traceback" not in done.stderr
        return done.returncode, [json.loads(line) for line in done.stdout.splitlines()]

    # a zip of files stands for its parts, whatever it is called
    zip_of_zips = "bom_long_nhau.xlsx"
    refused = [name for name in REFUSED if (folder / name).stat().st_size < 1_000_000]
    refused.remove(zip_of_zips)
    code, results = run([*REJECTED, *refused])
    assert code == 2
    assert [result["file"] for result in results] == [*REJECTED, *refused]
    for result in results:
        expected = (REFUSED | REJECTED)[result["file"]][1]
        assert expected in [finding["code"] for finding in result["findings"]]
    code, parts = run([zip_of_zips])
    assert code == 2
    assert [part["file"] for part in parts] == [f"{number}.zip" for number in range(10)]
    assert {part["outcome"] for part in parts} == {"refused"}
    code, _ = run(REJECTED)
    assert code == 1
    code, (missing,) = run(["khong_co.xlsx"])
    assert code == 2
    assert missing["findings"][0]["code"] == "not_opened"
