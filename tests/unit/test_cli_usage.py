"""What the command line says about itself: options, help in Vietnamese, errors as sentences."""

import re
import socket

import pytest

from dagster_project.cli.periods import parse_period, parse_quarters
from dagster_project.cli.run import EXIT_UNEXPECTED, EXIT_USAGE, run
from dagster_project.user_error import UserError

# Exactly the options of each command, beside --help.
OPTIONS = {
    "sample": {"--quarters", "--seed", "--out"},
    "check": {"--form", "--agency", "--period", "--json", "--rows", "--all", "--return"},
    "template": {"--period", "--commune", "--agency", "--out"},
    "submit": {
        *("--agency", "--period", "--received-at"),
        *("--replace", "--correction", "--by", "--reason"),
        *("--json", "--part"),  # for the page "Nộp biểu", which hands in the good parts of a .zip
    },
    "loads list": {"--period", "--agency", "--form", "--state", "--json"},
    "loads show": {"--json"},
    "loads withdraw": {"--reason", "--by"},
    "loads accept": {"--reason", "--table", "--by"},
    "employers list": {"--waiting", "--json"},
    "employers show": {"--json"},
    "employers merge": {"--into", "--reason", "--by"},
    "employers split": {"--reason", "--by"},
    "names list": {"--json"},
    "names show": {"--json"},
    "names decide": {
        *("--reason", "--commune", "--employer", "--agency"),
        *("--from", "--to", "--by"),
    },
    "names reject": {"--reason", "--employer", "--agency", "--by"},
    "loads reread": {"--form", "--load", "--agency", "--apply", "--by", "--reason"},
    "refresh": {"--period", "--from", "--to", "--full"},
    "status": set(),
    "tick": {"--on"},
    "reminders": {"--period", "--out"},
    "kpi": {"--period", "--commune", "--span", "--area-kind", "--format"},
    "trace": {"--period", "--commune", "--span", "--json"},
    "release list": set(),
    "release show": set(),
    "release rollback": {"--by", "--reason"},
    "release diff": {"--format"},
    "release status": {"--json"},
    "release propose": {"--by", "--reason", "--accept"},
    "release approve": {"--by", "--reason"},
    "release decline": {"--by", "--reason"},
    "release retract": {"--by", "--reason"},
    "release cite": {"--as", "--by"},
    "export evidence": {"--audience", "--release"},
    "export warehouse": {"--audience", "--release"},
    "gc": {"--dry-run", "--by"},
    "backup": {"--key"},
    "restore": {"--to", "--key"},
    "migrate": set(),
    "doctor": {"--json", "--software"},
    "communes match": {"--on", "--json"},
    "serve": {"--port"},
    "dev": set(),
    "demo": {"--serve", "--no-serve", "--port"},
}
VIETNAMESE = re.compile(r"[ăâđêôơưàáảãạèéẻẽẹìíỉĩịòóỏõọùúủũụỳýỷỹỵ]", re.IGNORECASE)


@pytest.mark.parametrize("command", OPTIONS)
def test_each_command_has_its_options_and_vietnamese_help(command, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    assert run([*command.split(), "--help"]) == 0
    text = capsys.readouterr().out
    assert set(re.findall(r"--[a-z-]+", text)) - {"--help"} == OPTIONS[command]
    assert "Cách dùng (Usage):" in text
    assert VIETNAMESE.search(text)
    assert not re.search(r"\b(Options|Arguments|Commands) ─", text.replace("(", ""))


def test_arguments_are_explained(capsys):
    run(["check", "--help"])
    assert "Tệp bảng tính (spreadsheets)" in capsys.readouterr().out


def test_no_command_shows_the_help(capsys):
    assert run([]) == EXIT_USAGE
    assert capsys.readouterr().out.count("Cách dùng (Usage):") == 1


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["nosuch"], "Không có lệnh “nosuch”"),
        (["check", "--nosuch", "x"], "Không có tùy chọn “--nosuch”"),
        (["check"], "Thiếu tham số FILE. Xem"),
        (["trace", "CI-01", "--commune", "province"], "Thiếu tham số --period. Xem"),
        (["serve", "--port", "abc"], "Giá trị của --port không dùng được: cần một số nguyên"),
        (["refresh", "2026Q3"], "Thừa tham số: 2026Q3"),
        (["refresh", "--from", "2025Q3"], "--from và --to phải đi cùng nhau"),
        (["refresh", "--from", "2026Q3", "--to", "2025Q3"], "kết thúc trước khi bắt đầu"),
        (["refresh", "--period", "2026Q3", "--to", "2026Q3"], "không dùng cả hai"),
        (["kpi", "--period"], "Tùy chọn “--period” cần một giá trị đi sau"),
        (["check", "--json=1", "x.xlsx"], "Tùy chọn “--json” không đi với giá trị"),
        (["check", "--form", "nosuch", "x.xlsx"], "Không có biểu mẫu “nosuch”"),
        (["sample", "--quarters", "2020Q1"], "số liệu mẫu bắt đầu từ 2023Q3"),
        (["sample", "--quarters", "2099Q1"], "không có trong lịch báo cáo"),
        (["check", "x.xlsx", "--period", "Q3"], "“Q3” không phải là một quý"),
        (["submit", "x.xlsx", "--received-at", "hôm qua"], "“hôm qua” không phải là thời điểm"),
        (["submit", "x.xlsx", "--received-at", "2999-01-01"], "“2999-01-01” chưa tới"),
        (["communes", "match", "Bát Xát", "--on", "31/02/2025"], "không phải là ngày"),
        (["sample", "--quarters", "2026Q3..2025Q3"], "kết thúc trước khi bắt đầu"),
        (["export", "warehouse", "x.duckdb", "--audience", "ai"], "Đối tượng nhận “ai” không có"),
        (["kpi", "--format", "xml"], "Định dạng “xml” không có"),
        (["kpi", "--span", "thang"], "Kỳ tổng hợp “thang” không có. Chọn một trong: quy"),
        (["kpi", "--area-kind", "thon"], "Loại địa bàn “thon” không có"),
    ],
)
def test_wrong_command_lines_get_a_vietnamese_sentence(arguments, sentence, capsys):
    assert run(arguments) == EXIT_USAGE
    error = capsys.readouterr().err
    assert sentence in error
    assert error.splitlines()[-1].startswith("LỖI: ")
    assert "Traceback" not in error


def test_nothing_published_yet_is_said_plainly(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("QHLD_HOME", str(tmp_path))
    assert run(["kpi"]) == 1
    assert "Chưa có bản công bố nào" in capsys.readouterr().err
    assert run(["release", "list"]) == 0
    assert "Chưa có bản công bố nào" in capsys.readouterr().out


def test_an_unexpected_error_is_a_sentence_and_a_traceback_only_when_asked(monkeypatch, capsys):
    def broken(*_):
        raise ZeroDivisionError("chia cho không")

    monkeypatch.setattr("dagster_project.cli.kpi_values.require_release", broken)
    monkeypatch.delenv("QHLD_DEBUG", raising=False)
    assert run(["kpi"]) == EXIT_UNEXPECTED
    error = capsys.readouterr().err
    assert "chia cho không [ZeroDivisionError]" in error
    assert "Traceback" not in error
    monkeypatch.setenv("QHLD_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        run(["kpi"])


@pytest.mark.parametrize("command", ["serve", "demo"])
def test_a_taken_port_is_said_before_any_work(command, monkeypatch, capsys, tmp_path):
    monkeypatch.setenv("QHLD_HOME", str(tmp_path / "home"))
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert run([command, "--port", str(port)]) == 1
    assert f"Cổng {port} đang có chương trình khác dùng" in capsys.readouterr().err
    assert not (tmp_path / "home").exists()


def test_commune_match_prints_the_reasoning(capsys):
    assert run(["communes", "match", "Phố Lu"]) == 0
    text = capsys.readouterr().out
    assert "02905 Xã Bảo Thắng" in text
    assert "Thị trấn Phố Lu" in text
    assert run(["communes", "match", "Không Có Xã Này"]) == 1
    assert "không có xã, phường nào" in capsys.readouterr().out


def test_periods():
    assert parse_period(" 2026q3 ") == "2026Q3"
    assert parse_period(None) is None
    assert parse_quarters("2025Q3..2026Q2") == ["2025Q3", "2025Q4", "2026Q1", "2026Q2"]
    assert parse_quarters("2026Q3,2025Q1") == ["2026Q3", "2025Q1"]
    for wrong in ("2026Q5", "2026", "quý 3", ""):
        with pytest.raises(UserError):
            parse_period(wrong)
