"""`qhld users`: what it does, says and keeps to itself."""

import re

import pytest

from dagster_project.cli.run import run
from dashboards.app.access import audit, users


def test_a_user_is_added_with_a_one_time_password(capsys) -> None:
    assert run(["users", "add", "lan", "--role", "can_bo_xa", "--commune", "Xã Bảo Thắng"]) == 0
    password = re.search(r"[a-z0-9]{4}(?:-[a-z0-9]{4}){3}", capsys.readouterr().out)[0]
    made = users.check_password("lan", password)
    assert made.must_change
    assert len(made.communes) == 1
    assert run(["users", "list"]) == 0
    shown = capsys.readouterr().out
    assert "Cán bộ xã" in shown
    assert "mật khẩu một lần" in shown
    assert audit.entries()[0]["action"] == "user_added"


def test_a_password_is_never_an_argument(capsys) -> None:
    assert run(["users", "add", "lan", "--role", "chuyen_vien", "--password", "x"]) != 0
    assert run(["users", "passwd", "--help"]) == 0
    assert "--password" not in capsys.readouterr().out


def test_disable_enable_and_reset(capsys) -> None:
    run(["users", "add", "lan", "--role", "chuyen_vien", "--generate"])
    for command, is_disabled in (("disable", True), ("enable", False)):
        assert run(["users", command, "lan"]) == 0
        assert users.find_user("lan").is_disabled == is_disabled
    stamp = users.find_user("lan").stamp
    assert run(["users", "passwd", "lan", "--generate"]) == 0
    assert users.find_user("lan").stamp > stamp


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["add", "lan", "--role", "vua"], "Vai trò"),
        (["add", "lan", "--role", "can_bo_xa", "--commune", "Xã Không Có"], "Không nhận ra"),
        (["add", "lan", "--role", "can_bo_xa"], "ít nhất một xã"),
        (["passwd", "lan"], "Xem các tài khoản: qhld users list"),
        (["disable", "lan"], "Không có tài khoản"),
    ],
)
def test_what_cannot_be_done_is_said_in_vietnamese(capsys, arguments, said) -> None:
    assert run(["users", *arguments]) != 0
    shown = capsys.readouterr()
    assert said in shown.err + shown.out
