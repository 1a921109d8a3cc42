"""A quarter from tạm tính to điều chỉnh through real refreshes, and the same in a restored root."""

import shutil

import duckdb
import pytest

from tests.pipeline.conftest import Home

pytestmark = [pytest.mark.slow, pytest.mark.pipeline, pytest.mark.xdist_group("refresh")]
QUARTER = "2026Q2"


def _status(home: Home) -> tuple:
    path = home.path / "releases" / "current" / "internal.duckdb"
    with duckdb.connect(str(path), read_only=True) as connection:
        return connection.execute(
            "select distinct release_status, is_approved from marts.fct_period_status "
            "where period = ? order by all",
            [QUARTER],
        ).fetchall()


def _revisions(home: Home) -> list[tuple]:
    path = home.path / "releases" / "current" / "internal.duckdb"
    with duckdb.connect(str(path), read_only=True) as connection:
        return connection.execute(
            "select release_id, was_approved, load_ids from marts.fct_kpi_revisions "
            "where period = ? and kpi_id = 'CI-01' and period_span = 'quarter' "
            "and area_kind = 'commune'",
            [QUARTER],
        ).fetchall()


def _sign(home: Home, *reason: str) -> None:
    code, text = home.qhld("release", "propose", QUARTER, "--by", "lan", *reason)
    assert code == 1, text  # the warnings, by their codes
    codes = [line.split(":")[0][4:] for line in text.splitlines() if line.startswith("  - ")]
    accepted = [f"--accept={code}=đã xem xét" for code in codes]
    code, text = home.qhld("release", "propose", QUARTER, "--by", "lan", *reason, *accepted)
    assert code == 0, text
    code, text = home.qhld("release", "approve", QUARTER, "--by", "hùng")
    assert code == 0, text


def _refresh(home: Home) -> str:
    code, text = home.qhld("refresh")
    assert code == 0, text
    return text


def _load_of_quarter(home: Home) -> str:
    path = home.path / "releases" / "current" / "internal.duckdb"
    with duckdb.connect(str(path), read_only=True) as connection:
        return connection.execute(
            "select min(load_id) from marts.fct_kpi_cells "
            "where kpi_id = 'CI-01' and period = ? and value > 0",
            [QUARTER],
        ).fetchone()[0]


def test_a_signed_quarter_that_changes_needs_its_own_signature(undisturbed, tmp_path):
    home = Home(tmp_path / "signed")
    shutil.copytree(undisturbed.path, home.path, symlinks=True)
    (home.path / "access.yml").write_text("users: {lan: chuyen_vien, hùng: lanh_dao}", "utf-8")
    assert _status(home) == [("tạm tính", False)]
    _sign(home)
    _refresh(home)
    assert _status(home) == [("chính thức", True)]
    assert _revisions(home) == []
    signed = home.manifest()["release_id"]

    load = _load_of_quarter(home)
    code, text = home.qhld("loads", "withdraw", load, "--reason", "gửi nhầm")
    assert code == 0, text
    _refresh(home)
    assert _status(home) == [("điều chỉnh", False)]
    changed = home.manifest()["release_id"]
    found = _revisions(home)
    assert found
    assert {(release_id, approved) for release_id, approved, _ in found} == {(changed, True)}
    assert any(load in loads for _, _, loads in found)
    code, text = home.qhld("release", "diff", signed, changed)
    assert code == 0, text
    assert f"CI-01 {QUARTER} toàn tỉnh" in text

    _sign(home, "--reason", "rút báo cáo gửi nhầm")
    backup, root = tmp_path / "b.tar", Home(tmp_path / "root")
    assert home.qhld("backup", str(backup), "--key", str(tmp_path / "key"))[0] == 0
    code, text = home.qhld(
        "restore", str(backup), "--to", str(root.path), "--key", str(tmp_path / "key")
    )
    assert code == 0, text
    _refresh(root)
    assert _status(root) == [("điều chỉnh", True)]
    assert root.manifest()["previous"] == changed
