"""`qhld export`: outsiders get the rows of the disclosure-safe file and nothing else, or nothing.

Every value that is withheld is looked for in every table and file that is handed over.
"""

import json
from datetime import datetime
from pathlib import Path

import duckdb
import pytest

from dagster_project import release
from dagster_project.cli.run import run
from dagster_project.handover.evidence_project import sources
from dagster_project.release_content import (
    EXTERNAL_FILE,
    EXTERNAL_SCHEMA,
    RELEASE_FILE,
    WITHHELD_FILE,
    content_hash,
    copy_external,
    copy_marts,
    mart_tables,
)

pytestmark = pytest.mark.pipeline
RELEASE = "20261001T080000-thu"
# which columns name the value that a row of a table tells, and the column that tells it
TELLS = [
    ("fct_kpi_values", "period", "value"),
    ("fct_kpi_changes", "period", "value"),
    ("fct_kpi_changes", "base_period", "base_value"),
    ("fct_kpi_ranks", "period", "value"),
    ("fct_kpi_targets", "period", "value"),
]


@pytest.fixture(scope="module")
def home(env, tmp_path_factory):
    """A home with one release of the six communes' warehouse, as publishing writes it."""
    home = tmp_path_factory.mktemp("home")
    folder = home / "releases" / RELEASE
    folder.mkdir(parents=True)
    build = Path(env["QHLD_WAREHOUSE_FILE"])
    copy_marts(build, folder / RELEASE_FILE, RELEASE, datetime(2026, 10, 1, 8))
    copy_external(build, folder / EXTERNAL_FILE, folder / WITHHELD_FILE)
    manifest = {
        "release_id": RELEASE,
        "created_at": "2026-10-01T08:00:00+07:00",
        "content_hash": content_hash(build),
        "external": {"content_hash": content_hash(build, EXTERNAL_SCHEMA)},
        "quarters": {"2026Q1": {"status": "tạm tính", "reported_units": 6, "expected_units": 99}},
        "made_up": True,
        "warnings": {"chỉ nội bộ biết": "1 dòng"},
    }
    (folder / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    (home / "releases" / "current").symlink_to(RELEASE)
    return home


@pytest.fixture(autouse=True)
def _home(home, monkeypatch):
    monkeypatch.setenv("QHLD_HOME", str(home))


@pytest.fixture(scope="module")
def handed(home, tmp_path_factory):
    """Both hand-overs to outsiders: the DuckDB file and the folder of Parquet files."""
    out = tmp_path_factory.mktemp("out")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("QHLD_HOME", str(home))
        assert run(["export", "warehouse", str(out / "kho.duckdb")]) == 0
        assert run(["export", "warehouse", str(out / "kho")]) == 0
        assert run(["export", "evidence", str(out / "site")]) == 0
    return out


@pytest.fixture(scope="module")
def opened(home, handed):
    """All of it attached: `made` (the file), `safe` (external), `whole` (internal), views `p_…`."""
    folder = home / "releases" / RELEASE
    with duckdb.connect() as connection:
        connection.execute(f"attach '{handed / 'kho.duckdb'}' as made (read_only)")
        connection.execute(f"attach '{folder / EXTERNAL_FILE}' as safe (read_only)")
        connection.execute(f"attach '{folder / RELEASE_FILE}' as whole (read_only)")
        connection.execute(
            f"create table withheld as from read_parquet('{folder / WITHHELD_FILE}')"
        )
        for path in sorted((handed / "kho" / "marts").glob("*.parquet")):
            connection.execute(f"create view p_{path.stem} as select * from read_parquet('{path}')")
        yield connection


def test_the_file_is_of_the_storage_version_of_duckdb_1_0(handed):
    header = (handed / "kho.duckdb").read_bytes()[:20]
    assert header[8:12] == b"DUCK"
    assert int.from_bytes(header[12:20], "little") == 64


def test_tables_and_rows_are_those_of_the_safe_file(handed, opened):
    tables = mart_tables(opened, "safe")
    assert mart_tables(opened, "made") == tables
    assert {p.stem for p in (handed / "kho" / "marts").iterdir()} == set(tables)
    assert {p.stem for p in (handed / "site" / "data" / "marts").iterdir()} == sources()
    assert set(mart_tables(opened, "whole")) - set(tables) >= {"fct_kpi_cells", "fct_disputes"}
    for table in tables:
        assert opened.execute(f"select count(*) from safe.marts.{table}").fetchone()[0]
        for made in (f"made.marts.{table}", f"p_{table}"):
            for one, other in ((made, f"safe.marts.{table}"), (f"safe.marts.{table}", made)):
                left = opened.execute(f"from {one} except all from {other}").fetchall()
                assert left == [], (one, other)


@pytest.mark.parametrize(("table", "period", "column"), TELLS)
def test_no_withheld_value_is_told_anywhere(table, period, column, opened):
    known = (
        "select w.kpi_id, w.area_code, w.period, w.period_span, v.value from withheld as w "
        "inner join whole.marts.fct_kpi_values as v "
        "using (kpi_id, area_code, period, period_calendar, period_span) where v.value is not null"
    )
    assert opened.execute(f"select count(*) from ({known})").fetchone()[0] > 20
    area = "commune_code" if table == "fct_kpi_ranks" else "area_code"
    for made in (f"made.marts.{table}", f"p_{table}"):
        told = opened.execute(
            f"select count(*) from {made} as t inner join ({known}) as w on w.kpi_id = t.kpi_id "
            f"and w.area_code = t.{area} and w.period = t.{period} "
            f"and w.period_span = t.period_span where t.{column} is not null"
        ).fetchone()
        assert told == (0,), made


def test_no_word_of_the_inside_is_in_any_value_or_file(handed, opened):
    inside = {"withheld_by", "chỉ nội bộ biết", "EW-01"}
    for name in ("load_id", "file_name", "event_id"):
        for (table,) in opened.execute(
            "select table_name from information_schema.columns "
            f"where table_catalog = 'whole' and column_name = '{name}'"
        ).fetchall():
            found = opened.execute(f"select distinct {name} from whole.marts.{table}").fetchall()
            inside |= {str(value) for (value,) in found if value and len(str(value)) > 4}
    assert len(inside) > 10
    texts = set()
    for table in mart_tables(opened, "made"):
        cursor = opened.execute(f"from made.marts.{table}")
        texts |= {name for name, *_ in cursor.description}
        texts |= {value for row in cursor.fetchall() for value in row if isinstance(value, str)}
    assert not texts & inside
    files = [path for path in handed.rglob("*") if path.is_file() and "kho" in str(path)]
    files += list((handed / "site" / "data").rglob("*.parquet"))
    files += [handed / "site" / "manifest.json"]
    assert len(files) > 15
    for path in files:
        content = path.read_bytes()
        assert not [word for word in inside if word.encode() in content], path


def test_the_manifest_says_what_it_is(handed):
    for path, listed in (
        (handed / "kho.manifest.json", "kho.duckdb"),
        (handed / "kho" / "manifest.json", "marts/dim_kpi.parquet"),
        (handed / "site" / "manifest.json", "marts/dim_kpi.parquet"),
    ):
        manifest = json.loads(path.read_text("utf-8"))
        assert manifest["release_id"] == RELEASE
        assert manifest["audience"] == "ben-ngoai"
        external = release.read_manifest(RELEASE)["external"]
        assert manifest["content_hash"] == external["content_hash"]
        assert len(manifest["sha256"][listed]) == 64
        assert manifest["quarters"] == {"2026Q1": "tạm tính"}


def test_nothing_is_overwritten_and_nothing_half_done_stays(tmp_path, capsys, monkeypatch):
    full = tmp_path / "full"
    full.mkdir()
    (full / "own.txt").write_text("của tôi")
    for command in (["evidence", str(full)], ["warehouse", str(full)]):
        assert run(["export", *command]) == 1
        assert "không rỗng" in capsys.readouterr().err
    (tmp_path / "a.duckdb").write_text("của tôi")
    assert run(["export", "warehouse", str(tmp_path / "a.duckdb")]) == 1
    assert "đã có" in capsys.readouterr().err
    assert run(["export", "warehouse", str(tmp_path / "no" / "b")]) == 1
    assert "Không có thư mục" in capsys.readouterr().err

    def broken(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("dagster_project.cli.exporting.write_manifest", broken)
    assert run(["export", "warehouse", str(tmp_path / "c.duckdb")]) != 0
    assert run(["export", "warehouse", str(tmp_path / "d")]) != 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.duckdb", "full"]
    assert (full / "own.txt").read_text() == "của tôi"


def test_inside_gets_everything_with_a_warning(tmp_path, capsys):
    empty = tmp_path / "inside"
    empty.mkdir()
    assert run(["export", "warehouse", str(empty), "--audience", "noi-bo"]) == 0
    told = capsys.readouterr()
    assert "CẢNH BÁO" in told.err
    assert "noi-bo" in told.out
    assert (empty / "marts" / "fct_kpi_cells.parquet").is_file()
    assert json.loads((empty / "manifest.json").read_text("utf-8"))["audience"] == "noi-bo"


def test_boundaries_come_along_with_the_code_and_nothing_else(home, tmp_path, capsys):
    geo = home / "geo"
    geo.mkdir()
    shape = {"type": "Polygon", "coordinates": [[[104, 22], [104, 23], [105, 23], [104, 22]]]}
    own = {"commune_code": "02647", "label": [104, 22], "người đo": "Nguyễn Văn A"}
    feature = {"type": "Feature", "properties": own, "geometry": shape}
    installed = {"type": "FeatureCollection", "features": [feature]}
    (geo / "communes.geojson").write_text(json.dumps(installed), "utf-8")
    try:
        assert run(["export", "evidence", str(tmp_path / "site")]) == 0
        del own["commune_code"]
        (geo / "communes.geojson").write_text(json.dumps(installed), "utf-8")
        assert run(["export", "evidence", str(tmp_path / "other")]) == 1
    finally:
        (geo / "communes.geojson").unlink()
        geo.rmdir()
    assert "thiếu mã xã" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["site"]
    made = json.loads(
        (tmp_path / "site" / "static" / "geo" / "communes.geojson").read_text("utf-8")
    )
    assert made["features"] == [
        {"type": "Feature", "properties": {"commune_code": "02647"}, "geometry": shape}
    ]
    facts = tmp_path / "site" / "data" / "release" / "facts.parquet"
    assert duckdb.sql(f"select has_boundaries from '{facts}'").fetchone() == (True,)
