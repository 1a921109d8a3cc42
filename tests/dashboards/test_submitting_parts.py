"""The page "Nộp biểu": who sends is decided on the server, uploads have limits and owners."""

import base64
from datetime import date, datetime
from types import SimpleNamespace

import openpyxl
import pytest

from dashboards.app.submitting import (
    command,
    handing_in,
    queue_callbacks,
    queues,
    trays,
    verdicts,
)
from dashboards.app.viewer import ANALYST, COMMUNE, LEADER, Viewer

OFFICER = Viewer("An", COMMUNE, frozenset({"02647"}), "an")
ANALYSTS = Viewer("Bình", ANALYST, user="binh")
SENDERS = [
    {"agency_code": "X02647", "agency_name": "UBND phường Lào Cai", "commune_code": "02647"},
    {"agency_code": "X02908", "agency_name": "UBND xã Tằng Loỏng", "commune_code": "02908"},
    {"agency_code": "SNV", "agency_name": "Sở Nội vụ", "commune_code": None},
]


def _url(data: bytes = b"PK") -> str:
    return "data:application/octet-stream;base64," + base64.b64encode(data).decode()


@pytest.fixture
def asked(monkeypatch) -> None:
    monkeypatch.setattr(handing_in, "ask", lambda _query: SENDERS)


def test_an_officer_sends_for_the_own_commune_whatever_the_browser_says(asked) -> None:
    assert handing_in.sender_of("X02908", OFFICER) == "X02647"
    assert handing_in.sender_of(None, OFFICER) == "X02647"
    assert handing_in.sender_of(["X02908"], OFFICER) == "X02647"
    assert [row["agency_code"] for row in handing_in.senders(OFFICER)] == ["X02647"]
    with pytest.raises(PermissionError):
        handing_in.sender_of("X02908", Viewer("Ai", COMMUNE))  # no commune is none, not all
    assert handing_in.sender_of("X02908", ANALYSTS) == "X02908"
    assert handing_in.sender_of("khong-co", ANALYSTS) is None


def _result(agency: str | None, *communes: str) -> dict:
    rows = [{"values": {"commune": code}} for code in communes]
    return {
        "agency": {"code": agency, "name": "UBND xã nào đó"} if agency else None,
        "outcome": "accepted",
        "tables": [{"rows": rows, "form": "f", "sheet": "B1", "period": "2026Q3"}],
        "findings": [],
        "changes": {"needs_replacement": True},
        "marked": "/x/a - kết quả kiểm tra.xlsx",
        "file": "a.xlsx",
    }


@pytest.mark.parametrize(
    ("result", "is_own"),
    [
        (_result("X02647", "02647"), True),
        (_result(None, "02647"), True),
        (_result("X02908", "02647"), False),
        (_result("X02647", "02647", "02908"), False),
    ],
)
def test_a_file_with_figures_of_others_is_not_shown_and_not_handed_in(result, is_own) -> None:
    item = handing_in._item(0, None, result, "X02647", OFFICER)
    assert (item["stray"] == "") == is_own
    assert handing_in.can_submit(item) == is_own
    assert handing_in.needs_replacement(item) == is_own, "no word of what it would change"
    assert bool(item["marked"]) == is_own
    assert "rows" not in str(item["result"]["tables"])
    assert handing_in._item(0, None, _result("X02908", "02908"), None, ANALYSTS)["stray"] == ""


def test_uploads_have_limits() -> None:
    assert trays.decode([_url(b"abc")], ["a.XLSX"]) == [("a.XLSX", b"abc")]
    for contents, names, words in (
        (None, None, "Không nhận được"),
        ([_url()], ["a.exe"], "không phải bảng tính"),
        ([_url()] * 31, ["a.xlsx"] * 31, "nhiều nhất 30"),
        (["x," + "A" * 21_000_000], ["a.xlsx"], "lớn quá 15 MB"),
        (["data:;base64,@@@"], ["a.xlsx"], "không trọn vẹn"),
        ([7], ["a.xlsx"], "lớn quá"),
    ):
        with pytest.raises(trays.UploadError, match=words):
            trays.decode(contents, names)


def test_names_lose_folders_and_control_letters() -> None:
    assert trays.clean_name("../../etc/x\n.xlsx") == "x.xlsx"
    assert trays.clean_name("C:\\a\\Biểu 1.xlsx") == "Biểu 1.xlsx"
    assert len(trays.clean_name("a" * 400 + ".xlsx")) < 130
    long = trays.clean_name("ế" * 110 + ".xlsx")  # three bytes a letter
    assert len(long.encode()) < 230
    assert long.endswith("ế.xlsx")


def test_a_tray_opens_for_its_owner_only(tmp_path) -> None:
    tray = trays.Tray.make([("a.xlsx", b"1"), ("a.xlsx", b"2")], OFFICER, tmp_path)
    assert [path.read_bytes() for path in tray.files()] == [b"1", b"2"]
    assert trays.Tray.open(tray.token, OFFICER, tmp_path).folder == tray.folder
    for viewer in (ANALYSTS, Viewer("An", COMMUNE, frozenset({"02908"}), "an")):
        assert trays.Tray.open(tray.token, viewer, tmp_path) is None
    for token in ("..", "../" + tray.token, None, 3, "a" * 22):
        assert trays.Tray.open(token, OFFICER, tmp_path) is None


def test_wrong_cells_are_marked_where_they_stand() -> None:
    finding = {"sheet": "B1", "severity": "error", "message": "Số âm. Hãy sửa."}
    findings = [finding | {"cell": "B2"}, finding | {"cell": "A1:A9"}]
    made = verdicts.sheet_grid([["x", "y"], ["1", "-2"]], findings, "B1")
    assert made.rowData[1]["B_wrong"] == "B2\nSố âm. Hãy sửa."
    assert "A_wrong" not in made.rowData[0]
    assert (made.scrollTo["rowIndex"], made.scrollTo["column"]) == (1, "B")
    assert [verdicts.column_letters(n) for n in (0, 25, 26, 701)] == ["A", "Z", "AA", "ZZ"]


def test_words_of_a_board() -> None:
    item = handing_in._item(0, None, _result("X02647", "02647"), "X02647", OFFICER)
    assert verdicts.summary([item]) == "Tệp được nhận, có thể nộp ngay"
    bad = item | {"result": item["result"] | {"outcome": "rejected"}}
    assert verdicts.summary([item, bad]) == "1 tệp được nhận, 1 tệp phải sửa"
    stray = handing_in._item(0, 2, _result("X02908", "02908"), "X02647", OFFICER)
    words = "1 tệp được nhận, 1 tệp phải sửa, 1 tệp của đơn vị khác, không nhận"
    assert verdicts.summary([item, bad, stray]) == words
    assert verdicts.quarter_words("2026Q3") == "Quý III/2026"


def test_only_what_is_good_and_own_is_handed_in(asked, monkeypatch, tmp_path) -> None:
    files = [("a.xlsx", b"1"), ("b.xlsx", b"2"), ("c.zip", b"3")]
    tray = trays.Tray.make(files, OFFICER, tmp_path)

    def item(upload: int, part: int | None, *, outcome="accepted", replaces=False, agency="X02647"):
        result = _result(agency, "02647") | {"outcome": outcome}
        result["changes"] = {"needs_replacement": replaces}
        return handing_in._item(upload, part, result, "X02647", OFFICER)

    items = [
        *(item(0, None), item(1, None, outcome="rejected")),
        *(item(2, 1), item(2, 2, outcome="rejected"), item(2, 3, agency="X02908")),
        *(item(2, 4, replaces=True), item(2, 5)),
    ]
    tray.keep({"agency": "X02647", "items": items})
    ran: list[tuple] = []

    def submit(paths, agency, _viewer, _home, *, parts, replaces, reason):
        ran.append(([path.name for path in paths], agency, parts, replaces, reason))
        return [{"outcome": "accepted", "told": ["Đã tiếp nhận."]}] * len(parts or paths)

    monkeypatch.setattr(command, "submit", submit)
    monkeypatch.setattr(handing_in, "home", lambda: tmp_path)
    handing_in.submit_tray(tray, False, "", OFFICER)
    assert ran == [
        (["a.xlsx"], "X02647", [], False, ""),
        (["c.zip"], "X02647", [1, 5], False, ""),
    ]
    facts = handing_in.submit_tray(tray, True, "sửa số", OFFICER)
    assert ran[2:] == [(["c.zip"], "X02647", [4], True, "sửa số")]
    assert [bool(one["submitted"]) for one in facts["items"]] == [1, 0, 1, 0, 0, 1, 1]
    assert tray.facts() == facts


def test_the_command_is_told_name_and_role_and_no_text_is_an_option(monkeypatch, tmp_path) -> None:
    seen = {}

    def made(arguments, **options):
        seen.update(arguments=arguments, environment=options["env"])
        return SimpleNamespace(communicate=lambda timeout: ("[]", ""), returncode=0, pid=0)

    monkeypatch.setattr(command.subprocess, "Popen", made)
    monkeypatch.setenv("QHLD_USER", "ke-khac")
    command.decide_name("--help", "02647", "--to=x", ANALYSTS, tmp_path)
    assert seen["arguments"][-2:] == ["--", "--help"]
    assert "--reason=--to=x" in seen["arguments"]
    assert seen["environment"]["QHLD_USER"] == "binh"
    assert seen["environment"]["QHLD_ROLE"] == "chuyen_vien"
    file = tmp_path / "a.zip"
    answers = command.submit([file], "X02647", OFFICER, tmp_path, parts=[1, 3], reason="sửa")
    assert [answer["outcome"] for answer in answers] == ["refused", "refused"]  # no answer came
    assert {"--part=1", "--part=3"} <= set(seen["arguments"])
    assert "--by=an" in seen["arguments"]
    assert "--agency=X02647" in seen["arguments"]
    assert "QHLD_ROLE" not in seen["environment"]


def test_a_file_that_is_no_workbook_is_answered_in_words(tmp_path) -> None:
    path = tmp_path / "hong.xlsx"
    path.write_bytes(b"khong phai bang tinh")
    results = command.check([path], "X02647", tmp_path, OFFICER, tmp_path)
    assert [result["outcome"] in ("rejected", "refused") for result in results] == [True]
    assert results[0]["findings"][0]["message"]


def test_a_sheet_is_shown_as_an_office_writes_it(tmp_path) -> None:
    book = openpyxl.Workbook()
    book.active.append([12.5, 1200, date(2026, 8, 5), datetime(2026, 8, 5, 7, 30), "12.5", None])
    book.save(tmp_path / "a.xlsx")
    shown = ["12,5", "1200", "05/08/2026", "07:30 05/08/2026", "12.5"]
    assert [row[:5] for row in command.sheet_rows(tmp_path / "a.xlsx", "Sheet")] == [shown]


def test_forms_of_the_queues() -> None:
    quarter = {
        "period": "2026Q3",
        "status": "tạm tính",
        "reported_units": 95,
        "expected_units": 99,
        "warnings": [{"code": "thieu", "text": "4/99 xã, phường chưa có đủ"}],
        "proposals": [],
    }
    leader = str(queues.quarters_queue([quarter], may_propose=False, may_approve=True))
    assert "Không có đề nghị nào chờ" in leader
    assert queues.warning_inputs([quarter], "2026Q3")[0].id["code"] == "thieu"
    assert queues.warning_inputs([quarter], "2026Q1") == []
    check = {"code": "kiem-tra-warn_shares_above_100", "text": "phép thử x cảnh báo: 21 dòng"}
    assert queues.warning_words(check).endswith("trong báo cáo: 21 dòng")
    assert not Viewer("L", LEADER).may("submit")


def test_the_audit_log_says_what_was_asked_and_how_it_ended(monkeypatch) -> None:
    noted: list[tuple[str, str]] = []
    monkeypatch.setattr(queue_callbacks.audit, "note", lambda *entry: noted.append(entry))
    refused = command.Ended(2, "", "Việc này dành cho lãnh đạo.\nChi tiết khác")
    assert queue_callbacks.recorded("approve", "duyệt quý III/2026", lambda: refused) is refused
    done = command.Ended(0, "Đã duyệt", "")
    queue_callbacks.recorded("approve", "duyệt quý III/2026", lambda: done)
    assert [subject for _, subject in noted] == [
        "duyệt quý III/2026: yêu cầu",
        "duyệt quý III/2026: không được (mã 2): Việc này dành cho lãnh đạo.",
        "duyệt quý III/2026: yêu cầu",
        "duyệt quý III/2026: xong",
    ]
