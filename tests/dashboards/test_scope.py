"""What a viewer may see of a release, whatever is asked."""

import duckdb
import pytest

from dashboards.app.viewer import RIGHTS, ROLE_NAMES, Viewer
from dashboards.release_reader import current_release
from dashboards.release_scope import Scope
from tests.browser.events_fixture import add_events
from tests.browser.release_fixture import write_release

OWN, OTHER = "02647", "02671"


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """A home with one made-up release."""
    made = tmp_path_factory.mktemp("home")
    write_release(made)
    return made


def _areas(release, mart: str, column: str) -> set:
    rows = release._connection.cursor().execute(f"select distinct {column} from marts.{mart}")
    return {row[0] for row in rows.fetchall()}


def _count(release, table: str) -> int:
    return release._connection.cursor().execute(f"select count(*) from {table}").fetchone()[0]


def test_an_officer_sees_the_own_commune_and_the_sums(home) -> None:
    release = current_release(home, Viewer("a", "can_bo_xa", frozenset({OWN})).scope)
    assert [row["commune_code"] for row in release.run("commune_codes")] == [OWN]
    areas = _areas(release, "fct_kpi_values", "area_code")
    assert OWN in areas
    assert "province" in areas
    assert not {code for code in areas if code.isdigit() and len(code) == 5} - {OWN}
    assert _areas(release, "fct_kpi_cells", "commune_code") == {OWN}
    # departments have no commune; which forms they sent is for everybody
    assert _areas(release, "fct_reporting_status", "commune_code") - {None} == {OWN}
    asked = {"kpi": "OE-02", "period": "2026Q3", "span": "quarter"}
    assert release.run("trace_cells", area=OTHER, **asked) == []
    assert release.run("kpi_value", area=OTHER, **asked) == []
    assert release.run("kpi_value", area="province", **asked)


def test_no_mart_is_open_that_no_rule_knows(tmp_path) -> None:
    folder = write_release(tmp_path)
    with duckdb.connect(str(folder / "internal.duckdb")) as connection:
        connection.execute("create table marts.fct_new as select '02671' as place, 1 as n")
    release = current_release(tmp_path, Scope(frozenset({OWN})))
    assert _areas(release, "fct_new", "n") == set()
    whole = current_release(tmp_path)._connection.cursor()
    assert whole.execute("select n from release.marts.fct_new").fetchall() == [(1,)]


def test_restricted_marts_are_empty_without_the_right(tmp_path) -> None:
    add_events(write_release(tmp_path))
    whole = current_release(tmp_path)
    release = current_release(tmp_path, Scope(hotspots=False))
    marts = {
        row[0]
        for row in release._connection.cursor()
        .execute("select table_name from information_schema.tables where table_schema = 'marts'")
        .fetchall()
        if row[0].startswith("fct_hotspot_")
    }
    assert len(marts) >= 4
    for mart in marts:
        assert _count(whole, f"release.marts.{mart}") > 0, mart
        assert _count(release, f"marts.{mart}") == 0, mart


def test_codes_are_codes(home) -> None:
    with pytest.raises(ValueError, match="not commune codes"):
        current_release(home, Scope(frozenset({"x' or '1'='1"})))


def test_the_public_sees_only_the_file_made_for_it(home) -> None:
    assert current_release(home, Viewer("", "cong_khai").scope) is None


def test_an_officer_without_a_commune_sees_sums_only(home) -> None:
    release = current_release(home, Viewer("a", "can_bo_xa").scope)
    assert release.run("commune_codes") == []


def test_every_role_has_a_name_and_rights() -> None:
    assert RIGHTS.keys() == ROLE_NAMES.keys()
