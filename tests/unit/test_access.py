"""Who acts, in which role."""

import os

import pytest

from ingest.archives import access
from ingest.archives.access import AccessError, acting, require
from ingest.home import home


@pytest.fixture(autouse=True)
def _nobody_is_named(monkeypatch):
    home().mkdir()
    for name in ("QHLD_USER", "QHLD_ROLE"):
        monkeypatch.delenv(name, raising=False)


def users(text):
    (home() / "access.yml").write_text(text, encoding="utf-8")


def test_the_owner_is_quan_tri_until_somebody_is_named(monkeypatch):
    actor = acting()
    assert (actor.role, actor.user) == ("quan_tri", actor.system_user)
    for right in ("list_archive", "open_archive", "purge_archive"):
        require(right, actor)
    monkeypatch.setenv("QHLD_USER", "lan")
    assert acting().role is None
    assert acting("mai").user == "mai"


def test_the_list_of_users_gives_roles():
    users("users: {lan: chuyen_vien, hùng: lanh_dao}")
    assert acting("lan").role_name == "chuyên viên"
    require("open_archive", acting("lan"))
    with pytest.raises(AccessError, match="xoá tệp hết hạn lưu"):
        require("purge_archive", acting("lan"))
    with pytest.raises(AccessError, match=r"hùng \(lãnh đạo\).*quản trị, chuyên viên"):
        require("open_archive", acting("hùng"))
    with pytest.raises(AccessError, match="chưa được giao vai trò"):
        require("open_archive", acting("người lạ"))


def test_a_stated_role_does_not_go_before_the_list(monkeypatch):
    users("users: {lan: nguoi_xem}")
    monkeypatch.setenv("QHLD_ROLE", "quan_tri")
    assert acting("lan").role == "nguoi_xem"
    assert acting("mai").role == "quan_tri"  # stated by a program of the owner's


def test_only_the_owner_of_the_home_speaks_for_others(monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: os.stat(home()).st_uid + 1)
    assert acting().role is None
    for name, value in (("QHLD_USER", "lan"), ("QHLD_ROLE", "quan_tri")):
        with monkeypatch.context() as stated:
            stated.setenv(name, value)
            with pytest.raises(AccessError, match="thay tên người khác"):
                acting()


@pytest.mark.parametrize("text", ["users: [lan]", "- a", "users: {lan: vua}", "a: b: c"])
def test_a_list_that_cannot_be_used_is_said_and_nobody_gets_in(text):
    users(text)
    with pytest.raises(AccessError):
        acting("lan")


def test_every_right_of_a_role_is_one():
    raw = access._rights()
    for role in raw["roles"].values():
        assert set(role["rights"]) <= set(raw["rights"])
