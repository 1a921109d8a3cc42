"""What stopped, where and what to do: in words, in `qhld status`, by webhook and by e-mail."""

import errno
import http.server
import json
import logging
import socket
import threading
from typing import ClassVar

import pytest
import yaml
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

from dagster_project import refresh, refresh_record, release
from dagster_project.cli.run import run
from dagster_project.dbt_project import DBT_PROJECT
from dagster_project.failure_words import explain, explain_dbt, words_of
from dagster_project.notify import notify
from dagster_project.release import PublishingBlockedError
from dagster_project.warehouse_build import DBT_ARTIFACTS
from ingest.home import home
from ingest.ledgers.ledger import LedgerError
from tests.unit.build_fixture import Cell, write_build, write_results

CELLS = [Cell("02905", "2026Q3", 4, "load-a")]
SECRET = "khong-duoc-lo-ra"


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(errno.ENOSPC, "No space left on device", "/x"), "Ổ đĩa đã đầy"),
        (OSError(errno.EFBIG, "File too large", "/x"), "giới hạn kích thước tệp"),
        (PermissionError(errno.EACCES, "Permission denied", "/x"), "Không có quyền"),
        (OSError(errno.EROFS, "Read-only file system", "/x"), "chỉ cho đọc"),
        (MemoryError(), "Máy hết bộ nhớ"),
        (LedgerError("Sổ tiếp nhận do một phiên bản mới hơn ghi."), "phiên bản mới hơn"),
        (RuntimeError("boom"), "Lỗi ngoài dự kiến"),
    ],
)
def test_an_error_is_said_with_its_step_and_what_to_do(error, said):
    wrapped = RuntimeError("step failed")
    wrapped.__cause__ = error
    text = explain(wrapped, "Dựng kho số liệu (dbt)")
    assert text.startswith("Dừng ở bước “Dựng kho số liệu (dbt)”")
    assert said in text
    assert "Traceback" not in text


def test_a_failing_test_of_dbt_is_said_in_words():
    build = write_build("b1", CELLS)
    write_results(
        build,
        {"model.qhld.stg_rows": "success", "test.qhld.assert_lake_holds_the_ledger": "fail"},
    )
    text = explain(RuntimeError("dbt exited with 1"), "Dựng kho số liệu (dbt)", build)
    assert "bản công bố hiện hành giữ nguyên" in text
    assert "Hồ dữ liệu thiếu hoặc thừa dòng" in text
    assert "Khôi phục thư mục lake/loads" in text


def test_the_rows_that_a_test_found_are_told_by_their_place_alone():
    build = write_build("b1", CELLS)
    sql = (
        "select 'C' || n as correction_id, 'ô này không còn được tính' as why, 'Chị A' as reason "
        "from range(4) as numbers(n) order by n"
    )
    test = {"test.qhld.assert_corrections_still_apply": "fail"}
    write_results(build, test, compiled_code=sql, failures=4)
    text = explain_dbt(build)
    assert "Mở dbt/seeds/corrections.csv" in text
    assert "hiệu chỉnh C0: ô này không còn được tính" in text
    assert "và 1 dòng khác" in text
    assert "Chị A" not in text
    assert "Got" not in text
    write_results(build, test, compiled_code="select * from gone")
    assert "hiệu chỉnh C" not in explain_dbt(build)


def test_every_test_over_several_models_has_words():
    for test in (DBT_PROJECT / "tests").glob("assert_*.sql"):
        assert words_of("dbt", test.stem), test.name


def test_a_dbt_that_was_cut_off_says_so_and_a_full_disk_is_recognised_in_its_log():
    build = write_build("b1", CELLS)
    (build / DBT_ARTIFACTS / "run_results.json").unlink()
    assert "bị ngắt" in explain_dbt(build)
    log = "IO Error: Could not write file: No space left on device"
    (build / DBT_ARTIFACTS / "dbt.log").write_text(log)
    assert "Ổ đĩa đã đầy" in explain_dbt(build)


def status(capsys) -> tuple[int, str]:
    code = run(["status"])
    return code, capsys.readouterr().out


def test_status_of_a_new_home(capsys):
    code, said = status(capsys)
    assert code == 0
    assert "chưa có. Chạy qhld refresh" in said
    assert "Hộp thư đến: không có tệp nào" in said


def test_status_says_what_failed_what_was_cut_off_and_what_is_running(capsys):
    refresh.recover()
    code, said = status(capsys)
    assert (code, "bị ngắt ở bước “Kiểm tra trạng thái”" in said) == (1, True)
    with refresh.only_refresh():
        refresh_record.note_step("Dựng kho số liệu (dbt)")
        code, said = status(capsys)
    assert (code, "ở bước “Dựng kho số liệu (dbt)”" in said) == (0, True)
    refresh_record.end(refresh_record.FAILED, "Dừng ở bước “dbt”: Ổ đĩa đã đầy.\nGiải phóng…")
    code, said = status(capsys)
    assert (code, "Ổ đĩa đã đầy" in said) == (1, True)


def test_status_of_a_refresh_that_went_well(capsys):
    refresh.recover()
    refresh.publish(write_build("b1", CELLS))
    code, said = status(capsys)
    assert code == 0
    assert release.current_id() in said
    assert "2026Q3: tạm tính" in said


def test_a_blocked_release_keeps_its_own_words():
    build = write_build("b1", CELLS)
    write_results(build, {"model.qhld.stg_rows": "success", "test.qhld.not_null_rows": "fail"})
    with pytest.raises(PublishingBlockedError) as blocked:
        refresh.publish(build)
    assert "chưa qua kiểm tra" in explain(blocked.value, "Kiểm tra và công bố", build)


# --- telling somebody -----------------------------------------------------------------------


class Hook(http.server.BaseHTTPRequestHandler):
    """Keeps what was posted; answers 500 under /broken."""

    received: ClassVar[list[tuple[str, dict]]] = []

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.received.append((self.path, json.loads(body)))
        self.send_response(500 if "broken" in self.path else 204)
        self.end_headers()

    def log_message(self, *_) -> None:
        """Nothing on the screen."""


@pytest.fixture
def web():
    Hook.received.clear()
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Hook)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    thread.join()
    server.server_close()


class Mailbox:
    """Keeps what was mailed."""

    def __init__(self) -> None:
        self.received = []

    async def handle_DATA(self, server, session, envelope) -> str:
        self.received.append((envelope.rcpt_tos, envelope.content.decode()))
        return "250 OK"


def accept_secret(server, session, envelope, mechanism, data) -> AuthResult:
    # not handled: the server itself answers, and refuses a wrong password at once
    return AuthResult(success=data.password.decode() == SECRET, handled=False)


@pytest.fixture
def mail():
    box = Mailbox()
    with socket.create_server(("127.0.0.1", 0)) as free:
        box.port = free.getsockname()[1]
    controller = Controller(
        box,
        hostname="127.0.0.1",
        port=box.port,
        authenticator=accept_secret,
        auth_required=True,
        auth_require_tls=False,
    )
    controller.start()
    yield box
    controller.stop()


def configure(**ways) -> None:
    home().mkdir(exist_ok=True)
    (home() / "notify.yml").write_text(yaml.safe_dump(ways), encoding="utf-8")


def test_nothing_is_told_unless_configured(web, mail):
    assert notify("tiêu đề", "nội dung") == []
    assert (Hook.received, mail.received) == ([], [])


def test_a_failure_is_told_by_webhook_and_by_mail(web, mail, tmp_path, caplog):
    (tmp_path / "url").write_text(f"{web}/{SECRET}\n")
    (tmp_path / "password").write_text(SECRET)
    configure(
        webhook={"url_file": str(tmp_path / "url")},
        smtp={
            "host": "127.0.0.1",
            "port": mail.port,
            "user": "qhld",
            "password_file": str(tmp_path / "password"),
            "from": "qhld@example.vn",
            "to": ["truc-ban@example.vn"],
        },
    )
    with caplog.at_level(logging.DEBUG):
        said = notify("qhld: cập nhật không thành công", "Ổ đĩa đã đầy.")
    assert said == ["Đã báo qua webhook.", "Đã báo qua smtp."]
    body = {"subject": "qhld: cập nhật không thành công", "text": "Ổ đĩa đã đầy."}
    assert Hook.received == [(f"/{SECRET}", body)]
    [(to, content)] = mail.received
    assert to == ["truc-ban@example.vn"]
    assert "Subject: qhld: =?utf-8?" in content
    assert SECRET not in caplog.text + " ".join(said)


def test_a_notification_that_fails_stops_nothing_and_betrays_nothing(web, mail, caplog):
    configure(
        webhook={"url": f"{web}/broken/{SECRET}"},
        smtp={"host": "127.0.0.1", "port": mail.port, "user": "qhld", "password": f"{SECRET}-sai",
              "from": "a@example.vn", "to": ["b@example.vn"]},
    )  # fmt: skip
    with caplog.at_level(logging.DEBUG):
        said = notify("tiêu đề", "nội dung")
    assert [sentence.split(" [")[0] for sentence in said] == [
        "Không báo được qua webhook",
        "Không báo được qua smtp",
    ]
    assert SECRET not in caplog.text + " ".join(said)
    (home() / "notify.yml").write_text(f"webhook: [{SECRET}", encoding="utf-8")
    [sentence] = notify("tiêu đề", "nội dung")
    assert "notify.yml" in sentence
    assert SECRET not in sentence
