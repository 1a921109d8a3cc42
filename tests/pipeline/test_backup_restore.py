"""A home that went through a real refresh comes back whole in a new root."""

import duckdb
import pytest

pytestmark = pytest.mark.pipeline


def test_every_mart_is_the_same_in_a_restored_root(refreshed, tmp_path):
    backup, root = tmp_path / "qhld.tar", tmp_path / "root"
    code, text = refreshed.qhld("backup", str(backup), "--key", str(tmp_path / "khoá"))
    assert code == 0, text
    code, text = refreshed.qhld(
        "restore", str(backup), "--to", str(root), "--key", str(tmp_path / "khoá")
    )
    assert code == 0, text
    with duckdb.connect() as connection:
        for name, home in (("origin", refreshed.path), ("restored", root)):
            path = home / "releases" / "current" / "internal.duckdb"
            connection.execute(f"attach '{path}' as {name} (read_only)")
        marts = connection.execute(
            "select table_name from information_schema.tables "
            "where table_catalog = 'origin' and table_schema = 'marts'"
        ).fetchall()
        assert ("fct_kpi_values",) in marts
        for (mart,) in marts:
            for one, other in (("origin", "restored"), ("restored", "origin")):
                differing = connection.execute(
                    f"select count(*) from (select * from {one}.marts.{mart} except all "
                    f"select * from {other}.marts.{mart})"
                ).fetchone()
                assert differing == (0,), mart
    kept = {path.name for path in (refreshed.path / "archive").glob("*.enc")}
    assert kept == {path.name for path in (root / "archive").glob("*.enc")} != set()
