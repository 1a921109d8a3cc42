"""`qhld check`: its exit codes, its JSON and its report."""

import json
import shutil
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from dagster_project.cli.run import run

HEADER = ["TT", "Xã, phường", "Số cuộc kiểm tra", "Số đơn vị được kiểm tra",
          "Số đơn vị có vi phạm", "Số hành vi vi phạm", "Số quyết định xử phạt",
          "Số tiền phạt (triệu đồng)"]  # fmt: skip


def _workbook(path: Path, commune: str) -> Path:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Biểu 01")
        sheet.write("A1", "SỐ LIỆU GIẢ LẬP")
        sheet.write("A2", "UBND XÃ BẢO THẮNG")
        sheet.write("A3", "TỔNG HỢP KẾT QUẢ THANH TRA, KIỂM TRA PHÁP LUẬT LAO ĐỘNG")
        sheet.write("A4", "Quý III năm 2026")
        sheet.write_row("A6", HEADER)
        sheet.write_row("A7", [1, commune, 2, 5, 1, 3, 1, 12.5])
    return path


@pytest.fixture
def good(tmp_path):
    return _workbook(tmp_path / "tot.xlsx", "Xã Bảo Thắng")


@pytest.fixture
def unknown_commune(tmp_path):
    return _workbook(tmp_path / "xa_la.xlsx", "Xã Không Có Thật")


@pytest.fixture
def empty(tmp_path):
    path = tmp_path / "trong.xlsx"
    path.write_bytes(b"")
    return path


def test_json_is_one_object_a_file_and_the_exit_code_is_the_worst(
    good, unknown_commune, empty, capsys
):
    assert run(["check", "--json", str(good)]) == 0
    capsys.readouterr()
    assert run(["check", "--json", str(good), str(unknown_commune)]) == 1
    capsys.readouterr()
    assert run(["check", "--json", str(good), str(empty), str(unknown_commune)]) == 2
    results = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [result["file"] for result in results] == [good.name, empty.name, unknown_commune.name]
    assert [result["outcome"] for result in results] == ["accepted", "refused", "rejected"]
    assert all(result["schema_version"] == 1 for result in results)


def test_a_zip_stands_for_its_parts(good, unknown_commune, tmp_path, capsys):
    bundle = tmp_path / "hai-tep.zip"
    with zipfile.ZipFile(bundle, "w") as made:
        for path in (good, unknown_commune):
            made.write(path, path.name)
    code = run(["check", "--json", "--return", str(tmp_path / "tra"), str(bundle)])
    results = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert code == 1
    assert [(r["file"], r["outcome"]) for r in results] == [
        ("tot.xlsx", "accepted"),
        ("xa_la.xlsx", "rejected"),
    ]
    assert len(list((tmp_path / "tra").iterdir())) == 2


def test_rows_only_when_asked_for(good, capsys):
    run(["check", "--json", str(good)])
    assert "rows" not in json.loads(capsys.readouterr().out)["tables"][0]
    run(["check", "--json", "--rows", str(good)])
    (table,) = json.loads(capsys.readouterr().out)["tables"]
    (row,) = table["rows"]
    assert (table["form"], table["period"]) == ("inspection_summary", "2026Q3")
    assert row["values"]["commune"] == "02905"
    assert row["values"]["fines_vnd"] == 12_500_000
    assert row["cells"]["fines_vnd"] == "H7"


def test_report_names_the_cell_and_what_to_do(unknown_commune, capsys):
    assert run(["check", str(unknown_commune)]) == 1
    text = capsys.readouterr().out
    assert text.startswith("xa_la.xlsx: TRẢ LẠI")
    assert "Trang “Biểu 01”:" in text
    assert "LỖI B7: " in text
    assert "Đã thấy: Xã Không Có Thật" in text
    assert "Được phép:" in text


def test_a_file_that_is_not_there_is_refused_and_the_others_are_checked(good, tmp_path, capsys):
    assert run(["check", "--json", str(tmp_path / "khong_co.xlsx"), str(good)]) == 2
    missing, found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert missing["outcome"] == "refused"
    assert missing["findings"][0]["severity"] == "error"
    assert found["outcome"] == "accepted"


def test_check_stores_nothing_and_submit_does(good, tmp_path, monkeypatch, capsys):
    home = tmp_path / "home"
    monkeypatch.setenv("QHLD_HOME", str(home))
    assert run(["check", str(good)]) == 0
    assert not home.exists()
    assert run(["submit", str(good), "--received-at", "2026-09-16T15:30"]) == 0
    assert len(list((home / "archive").glob("*.enc"))) == 1
    first = capsys.readouterr().out
    copy = tmp_path / "ban_sao.xlsx"
    shutil.copyfile(good, copy)
    assert run(["submit", str(copy), "--received-at", "2026-09-16T15:30"]) == 0
    assert "không thay đổi gì" in capsys.readouterr().out
    assert "không thay đổi gì" not in first
    loads = [path for path in (home / "lake" / "loads").iterdir() if path.name != "_empty"]
    assert len(loads) == 1


def test_only_some_parts_of_a_zip_are_submitted(
    good, unknown_commune, tmp_path, monkeypatch, capsys
):
    monkeypatch.setenv("QHLD_HOME", str(tmp_path / "home"))
    bundle = tmp_path / "hai-tep.zip"
    with zipfile.ZipFile(bundle, "w") as made:
        for path in (unknown_commune, good):
            made.write(path, path.name)
    assert run(["submit", "--json", "--part", "2", str(bundle)]) == 0
    [answer] = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert (answer["file"], answer["outcome"]) == ("hai-tep.zip/tot.xlsx", "accepted")
    assert answer["told"][0].startswith("Đã tiếp nhận")
    assert run(["submit", "--part", "3", str(bundle)]) == 64
    assert "không có tệp thứ 3" in capsys.readouterr().err


def test_submit_takes_the_worst_exit_code(good, empty, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("QHLD_HOME", str(tmp_path / "home"))
    assert run(["submit", str(empty), str(good)]) == 2
    text = capsys.readouterr().out
    assert "TỪ CHỐI" in text
    assert "ĐƯỢC NHẬN" in text
