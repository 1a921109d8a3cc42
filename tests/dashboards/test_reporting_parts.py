"""The page "Báo cáo & chất lượng số liệu": its matrix, its sentences, its list of revisions."""

from datetime import date, datetime

from dashboards.app.reporting import matrix, quality

FORMS = {"a": "Biểu A", "b": "Biểu B"}


def _row(agency: str, form: str, status: str, commune: str | None = "x", **more: object) -> dict:
    code = f"{commune}-{agency}" if commune else None
    return {
        "agency_code": agency,
        "agency_name": f"UBND xã {agency}" if commune else f"Sở {agency}",
        "commune_code": code,
        "form": form,
        "form_name": FORMS[form],
        "status": status,
        "due_on": date(2026, 9, 17),
        "first_received_at": None,
        "first_accepted_at": None,
        "submissions": 0,
        "is_nil_return": False,
    } | more


ROWS = [
    _row("Một", "a", "đúng hạn", first_received_at=datetime(2026, 9, 15, 8, 5), submissions=1),
    _row("Một", "b", "chậm", submissions=2),
    _row("Hai", "a", "chưa nộp"),
    _row("Ba", "a", "đúng hạn"),
    _row("Nội vụ", "b", "trả lại", commune=None),
]


def test_matrix_has_an_agency_a_line_and_a_form_a_column() -> None:
    made = matrix.build_matrix(ROWS)
    assert made.forms == [("a", "Biểu A"), ("b", "Biểu B")]
    assert [name for _, name, _ in made.agencies] == [
        "UBND xã Một",
        "UBND xã Hai",
        "UBND xã Ba",
        "Sở Nội vụ",
    ]
    assert made.count("a", "đúng hạn") == 2
    line = matrix.matrix_grid(made).children.rowData[0]
    assert line["name"] == "Xã Một"
    assert line["a"] == "đúng hạn"
    assert "Nhận lần đầu 15/9/2026 08:05" in line["a_tip"]
    assert line["b_tip"].endswith("Đã gửi 2 lần")
    assert "b" not in matrix.matrix_grid(made).children.rowData[1], "what nobody owes is no status"
    assert matrix.matrix_grid(made).children.dashGridOptions["pinnedBottomRowData"] == [
        {"name": "Còn nợ / phải nộp", "a": "1/3", "b": "1/2"}
    ]


def test_groups_of_the_matrix() -> None:
    names = lambda view: [code for code, _, _ in matrix.build_matrix(ROWS, view).agencies]  # noqa: E731
    assert names("con-no") == ["Hai", "Nội vụ"]
    assert names("cham") == ["Một"]


def test_titles_say_what_the_quarter_comes_to() -> None:
    assert matrix.commune_states(ROWS) == {"đúng hạn": 1, "chậm": 1, "trả lại": 0, "chưa nộp": 1}
    assert matrix.finding(ROWS) == "1/3 xã, phường còn nợ báo cáo, 1 nơi nộp chậm"
    assert matrix.finding(ROWS[:2]) == "Cả 1 xã, phường đã nộp đủ, 1 nơi nộp chậm"
    assert matrix.finding(ROWS[2:3], own=True) == "Đơn vị còn 1 biểu chưa nộp hoặc phải sửa"
    assert matrix.finding([]) == "Quý này chưa xã, phường nào có nghĩa vụ báo cáo"
    assert matrix.sentence(ROWS).endswith("1 bị trả lại chờ gửi lại, 1 chưa nộp.")


def test_a_revision_names_old_new_difference_and_the_file_behind() -> None:
    row = {
        "kpi_id": "DS-01",
        "short_name": "Tranh chấp",
        "area_code": "province",
        "area_name": "Tỉnh Lào Cai",
        "period": "2026Q3",
        "period_span": "quarter",
        "unit": "vụ",
        "old_value": 40.0,
        "new_value": 38.5,
        "change_abs": -1.5,
        "change_kind": "đổi số",
        "cause": "lần nạp",
        "published_at": datetime(2026, 10, 5, 9, 12),
        "release_id": "r2",
        "was_approved": True,
        "loads": 5,
        "load_ids": "l1 l2 l3",
    }
    files = {"l1": {"file_name": "a.xlsx", "agency_name": "UBND xã Một"}}
    words = quality.revision_words(row, files)
    assert (words["old_text"], words["new_text"], words["change_text"]) == ("40", "38,5", "−1,5")
    assert words["behind"] == "a.xlsx (UBND xã Một) và 4 lần nạp khác"
    assert words["trace"] == "DS-01|province|2026Q3|quarter"
    assert quality.revisions_sentence([words], "quý III/2026") == (
        "1 con số của 1 địa bàn đổi qua 1 bản phát hành, trong đó 1 số đã ký duyệt."
    )
    assert quality.revision_words(row | {"old_value": None}, {})["old_text"] == "không có số"
    assert quality.signed(2.0) == "+2"


def test_findings_are_counted_by_what_they_ask_of_the_sender() -> None:
    rows = [
        {"severity": "error", "findings": 3, "open_findings": 1},
        {"severity": "warning", "findings": 12, "open_findings": 9},
        {"severity": "note", "findings": 99, "open_findings": 99},
    ]
    assert quality.findings_sentence(rows) == (
        "Máy đã chỉ ra 3 lỗi và 12 lưu ý; 1 lỗi còn trong tệp gửi sau cùng của đơn vị."
    )
