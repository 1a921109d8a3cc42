"""A quarter from tạm tính to điều chỉnh through whole refreshes, also in a restored root."""

import shutil

import duckdb
import pytest

from tests.pipeline.conftest import Home

pytestmark = [pytest.mark.slow, pytest.mark.pipeline]
QUARTER = "2026Q2"


def _read(home: Home, query: str) -> list[tuple]:
    path = home.path / "releases" / "current" / "internal.duckdb"
    with duckdb.connect(str(path), read_only=True) as connection:
        return connection.execute(query, {"quarter": QUARTER}).fetchall()


def _status(home: Home) -> list[tuple]:
    return _read(
        home,
        "select distinct release_status, is_approved from marts.fct_period_status "
        "where period = $quarter order by all",
    )


def _revisions(home: Home) -> list[tuple]:
    return _read(
        home,
        "select kpi_id, release_id, was_approved, load_ids from marts.fct_kpi_revisions "
        "where period = $quarter and period_span = 'quarter' and area_kind = 'province' "
        "and change_kind = 'đổi số'",
    )


def _say(home: Home, *command: str) -> str:
    code, text = home.qhld(*command)
    assert code == 0, text
    return text


def _sign(home: Home, *reason: str) -> None:
    """Propose, accept the warnings that this is answered by, approve."""
    propose = ["release", "propose", QUARTER, "--by", "lan", *reason]
    code, text = home.qhld(*propose)
    assert code == 1, text
    codes = [line.split(":")[0][4:] for line in text.splitlines() if line.startswith("  - ")]
    assert codes, text
    _say(home, *propose, *(f"--accept={code}=đã xem xét" for code in codes))
    _say(home, "release", "approve", QUARTER, "--by", "hùng")


def test_a_signed_quarter_that_changes_needs_its_own_signature(place, tmp_path):
    place.put_back("first")
    home = place.home
    (home.path / "access.yml").write_text("users: {lan: chuyen_vien, hùng: lanh_dao}", "utf-8")
    assert _status(home) == [("tạm tính", False)]
    _sign(home)
    place.do("whole")
    assert _status(home) == [("chính thức", True)]
    assert _revisions(home) == []
    signed = home.manifest()["release_id"]

    [(load,)] = _read(
        home,
        "select min(load_id) from marts.fct_kpi_cells "
        "where kpi_id = 'CI-01' and period = $quarter and value > 0",
    )
    _say(home, "loads", "withdraw", load, "--reason", "gửi nhầm")
    place.do("whole")
    assert _status(home) == [("điều chỉnh", False)]
    changed = home.manifest()["release_id"]
    found = _revisions(home)
    assert {(release_id, approved) for _, release_id, approved, _ in found} == {(changed, True)}
    assert any(load in loads for *_, loads in found)
    told = _say(home, "release", "diff", signed, changed)
    assert all(f"{kpi} {QUARTER} toàn tỉnh" in told for kpi, *_ in found)

    _sign(home, "--reason", "rút báo cáo gửi nhầm")
    backup, key = str(tmp_path / "b.tar"), str(tmp_path / "key")
    _say(home, "backup", backup, "--key", key)
    # what can be made again is in no backup; the parsed project is kept because parsing takes long
    parsed = tmp_path / "parsed"
    shutil.move(home.path / "warehouse" / "dbt", parsed)
    shutil.rmtree(home.path)
    _say(home, "restore", backup, "--to", str(home.path), "--key", key)
    shutil.copytree(parsed, home.path / "warehouse" / "dbt")
    place.do("whole")
    assert _status(home) == [("điều chỉnh", True)]
    assert home.manifest()["previous"] == changed
