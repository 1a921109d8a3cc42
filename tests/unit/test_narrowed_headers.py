"""A header that narrows a label to another period or a part is not read as the label alone."""

from pathlib import Path

import openpyxl
import pytest

from ingest.check import check_file
from ingest.contracts.contract import load_forms
from ingest.tables.read_preamble import is_correction
from ingest.tables.read_units import is_unit

HEADER = [
    "TT",
    "Xã, phường",
    "Số cuộc",
    "Số đơn vị được kiểm tra",
    "Số đơn vị vi phạm",
    "Số hành vi",
]
ROW = [1, "Xã Bảo Hà", 3, 5, 2, 4]


def checked(folder: Path, header: list[str], *above: list[str | None]) -> dict:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["SỞ NỘI VỤ TỈNH LÀO CAI"])
    sheet.append(["TỔNG HỢP KẾT QUẢ THANH TRA, KIỂM TRA QUÝ II NĂM 2026"])
    for row in (*above, header, ROW):
        sheet.append(row)
    if above:
        sheet.merge_cells("C3:F3")
    book.save(folder / "a.xlsx")
    return check_file(folder / "a.xlsx")


@pytest.mark.parametrize(
    "words",
    [
        "(luỹ kế)",
        "(lũy kế từ đầu năm)",
        "(LK)",
        "LK",
        "(kế hoạch)",
        "(KH)",
        "(ước thực hiện)",
        "(cùng kỳ năm trước)",
        "(6T)",
        "CK",
        "(năm 2025)",
        "năm 2025",
        "(Quý I)",
    ],
)
def test_another_measure_or_period_behind_a_label_is_asked(tmp_path: Path, words: str) -> None:
    header = [f"{text} {words}" if text == "Số cuộc" else text for text in HEADER]
    result = checked(tmp_path, header)
    assert result["outcome"] == "rejected"
    assert result["tables"][0]["rows"] == []


@pytest.mark.parametrize("words", ["(cuộc)", "(1)", "(năm 2026)", "quý II", "trong kỳ", "*"])
def test_unit_footnote_and_own_period_are_harmless(tmp_path: Path, words: str) -> None:
    header = [f"{text} {words}" if text == "Số cuộc" else text for text in HEADER]
    result = checked(tmp_path, header)
    assert [row["values"]["inspections"] for row in result["tables"][0]["rows"]] == [3]


@pytest.mark.parametrize("banner", ["Kế hoạch năm 2026", "Luỹ kế từ đầu năm", "Cùng kỳ năm trước"])
def test_a_banner_of_no_results_makes_no_results(tmp_path: Path, banner: str) -> None:
    result = checked(tmp_path, HEADER, [None, None, banner])
    assert result["outcome"] == "rejected"
    assert not any(table["rows"] for table in result["tables"])


def test_a_row_of_plain_units_below_the_header_is_part_of_it(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["SỞ NỘI VỤ TỈNH LÀO CAI"])
    sheet.append(["TỔNG HỢP KẾT QUẢ THANH TRA, KIỂM TRA QUÝ II NĂM 2026"])
    sheet.append([*HEADER, "Số kiến nghị, yêu cầu", "Số trường hợp chuyển xử phạt"])
    units = ["cuộc", "đơn vị", "đơn vị", "hành vi", "kiến nghị", "trường hợp"]
    sheet.append([None, None, *units])
    sheet.append([*ROW, 7, 1])
    book.save(tmp_path / "a.xlsx")
    result = check_file(tmp_path / "a.xlsx")
    assert result["outcome"] == "accepted", result["findings"]
    assert [row["values"]["requirements"] for row in result["tables"][0]["rows"]] == [7]


def test_the_units_of_all_forms_are_known_as_units() -> None:
    spoken = {"theo cột đơn vị", "tháng"}  # no unit, and a word that is a header of its own
    units = {c.unit for form in load_forms().values() for c in form.columns.values() if c.unit}
    assert {unit for unit in units - spoken if not is_unit(unit)} == set()


@pytest.mark.parametrize(("stated", "outcome"), [(15, "accepted_with_warnings"), (0, "accepted")])
def test_an_amount_of_a_few_dong_is_asked_about(tmp_path: Path, stated: int, outcome: str) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["SỞ NỘI VỤ TỈNH LÀO CAI"])
    sheet.append(["TỔNG HỢP KẾT QUẢ THANH TRA, KIỂM TRA QUÝ II NĂM 2026"])
    sheet.append(["Đơn vị tính: đồng"])
    sheet.append([*HEADER, "Số tiền phạt"])
    sheet.append([*ROW, stated])
    book.save(tmp_path / "a.xlsx")
    result = check_file(tmp_path / "a.xlsx")
    assert result["outcome"] == outcome
    assert [item["cell"] for item in result["findings"] if item["severity"] != "note"] == (
        ["G5"] if stated else []
    )


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("KẾT QUẢ THANH TRA, KIỂM TRA LUỸ KẾ ĐẾN QUÝ II NĂM 2026", "title_of_longer_period"),
        ("KẾT QUẢ THANH TRA, KIỂM TRA TỪ ĐẦU NĂM ĐẾN QUÝ II/2026", "title_of_longer_period"),
        ("KẾ HOẠCH THANH TRA, KIỂM TRA QUÝ II NĂM 2026", "title_of_plan"),
        ("ƯỚC THỰC HIỆN THANH TRA, KIỂM TRA QUÝ II NĂM 2026", "title_of_estimate"),
        ("KẾT QUẢ THANH TRA, KIỂM TRA QUÝ II VÀ 6 THÁNG ĐẦU NĂM 2026", "title_of_two_periods"),
        ("KẾT QUẢ THỰC HIỆN KẾ HOẠCH THANH TRA, KIỂM TRA QUÝ II/2026", None),
    ],
)
def test_a_title_of_other_figures_is_not_silent(
    tmp_path: Path, title: str, code: str | None
) -> None:
    book = openpyxl.Workbook()
    for row in (["SỞ NỘI VỤ TỈNH LÀO CAI"], [title], HEADER, ROW):
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    result = check_file(tmp_path / "a.xlsx")
    said = [item["code"] for item in result["findings"] if item["severity"] != "note"]
    assert said == ([code] if code else [])


def test_a_lone_word_says_that_a_file_is_a_correction() -> None:
    assert is_correction(["ĐÍNH CHÍNH"])
    assert is_correction(["(Đính chính)"])
    assert not is_correction(["Số quyết định đính chính"])


@pytest.mark.parametrize(("day", "asked"), [("20/04/2025", True), ("20/04/2026", False)])
def test_a_day_of_the_same_quarter_a_year_before_is_asked_about(
    tmp_path: Path, day: str, asked: bool
) -> None:
    book = openpyxl.Workbook()
    for row in (
        ["SỞ NỘI VỤ TỈNH LÀO CAI"],
        ["SỔ THEO DÕI TRANH CHẤP LAO ĐỘNG QUÝ II NĂM 2026"],
        ["TT", "Ngày tiếp nhận", "Doanh nghiệp", "Xã, phường", "Loại tranh chấp"],
        [1, day, "Công ty A", "Xã Bảo Hà", "Cá nhân"],
    ):
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    said = {item["code"] for item in check_file(tmp_path / "a.xlsx")["findings"]}
    assert ("date_of_year_before" in said) is asked


def test_a_missing_column_is_said_with_what_was_passed_over_and_why(tmp_path):
    result = checked(tmp_path, ["TT", "Xã, phường", "Số cuộc (luỹ kế)", *HEADER[3:]])
    (missing,) = [item for item in result["findings"] if item["code"] == "missing_column"]
    assert (
        "Cột không được tính: “Số cuộc (luỹ kế)” (không phải số của kỳ này)." in missing["message"]
    )
    assert "TT" not in missing["message"].partition("không được tính")[2]
