"""The whole state, copied and brought back into a new root."""

import json
import os
import shutil
import stat
import tarfile

import duckdb
import pytest

from dagster_project import backup, release
from dagster_project.cli.run import run
from dagster_project.refresh import only_refresh
from dagster_project.restore import restore
from dagster_project.user_error import UserError
from ingest.archives.archive import open_kept
from ingest.home import archive_dir, geo_dir, home, inbox_dir, ledger_path, releases_dir
from ingest.ledgers import ledger
from tests.releases.first_release import RULES, TWO_CELLS
from tests.submit_file import submit_file
from tests.unit.build_fixture import let_time_pass, with_value, write_build
from tests.unit.made_checks import INSPECTION, make_check, make_table


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A home with a load, two releases, a waiting file and persons, and the answer to that load."""
    with pytest.MonkeyPatch.context() as patch:
        place = tmp_path_factory.mktemp("made")
        patch.setenv("QHLD_HOME", str(place / "home"))
        let_time_pass(patch)
        file = place / "tệp.xlsx"
        file.write_bytes(b"as received")
        check = make_check(file, make_table("inspection_summary", INSPECTION))
        result = submit_file(file, check_result=check)
        release.publish(write_build("b1", TWO_CELLS), RULES)
        release.publish(write_build("b2", with_value(TWO_CELLS, 1, 9, "load-c")), RULES)
        (inbox_dir() / "đang chờ.xlsx").write_bytes(b"waiting")
        (home() / "access.yml").write_text("users: {lan: chuyen_vien}", encoding="utf-8")
        (geo_dir() / "communes.geojson").write_text('{"features": []}')
        (releases_dir() / ".making-x").mkdir()
        yield home(), result


@pytest.fixture
def state(made, monkeypatch):
    """A copy of it as the home of a test; the answer to its load."""
    let_time_pass(monkeypatch)
    origin, result = made
    shutil.copytree(origin, home(), symlinks=True, dirs_exist_ok=True)
    return result


def _every_value(root):
    path = root / "releases" / "current" / "internal.duckdb"
    with duckdb.connect(str(path), read_only=True) as connection:
        return connection.execute("select * from marts.fct_kpi_values order by all").fetchall()


@pytest.mark.parametrize("name", ["sao lưu.tar", "sao-luu"])
def test_everything_comes_back(state, tmp_path, monkeypatch, name):
    origin, root = home(), tmp_path / "mới" / "gốc"
    sha256 = next(archive_dir().glob("*.enc")).stem
    done = backup.back_up(tmp_path / name)
    assert stat.S_IMODE((tmp_path / name).stat().st_mode) & 0o077 == 0
    contents = restore(tmp_path / name, root, origin / "archive.key")
    assert contents["release_id"] == done.release_id == release.current_id()
    assert _every_value(root) == _every_value(origin)
    assert stat.S_IMODE((root / "ledger.sqlite").stat().st_mode) == 0o600
    assert stat.S_IMODE((root / "archive").stat().st_mode) == 0o700
    monkeypatch.setenv("QHLD_HOME", str(root))
    assert open_kept(sha256) == b"as received"
    assert (inbox_dir() / "đang chờ.xlsx").read_bytes() == b"waiting"
    assert (geo_dir() / "communes.geojson").read_text() == '{"features": []}'
    assert [one["release_id"] for one in release.list_releases()] == sorted(
        path.name for path in (origin / "releases").glob("[0-9]*")
    )
    with ledger.open_ledger() as book:
        assert ledger.known_loads(book) == {state.load_id}
    again = release.publish(write_build("b3", with_value(TWO_CELLS, 1, 9, "load-c")), RULES)
    assert not again.is_new


def test_the_key_and_what_can_be_made_again_are_left_out(state, tmp_path):
    backup.back_up(tmp_path / "b.tar")
    with tarfile.open(tmp_path / "b.tar") as tar:
        names = tar.getnames()
    assert names[-1] == "backup.json"
    tops = {name.split("/")[1] for name in names if "/" in name}
    assert tops == {
        "access.yml", "archive", "geo", "inbox", "lake", "ledger.sqlite", "published", "releases"
    }  # fmt: skip
    assert not [name for name in names if ".making-" in name or name.endswith((".key", ".lock"))]


def test_without_the_key_the_figures_come_back_and_it_is_said(state, tmp_path, capsys):
    assert run(["backup", str(tmp_path / "b.tar"), "--key", str(tmp_path / "khoá")]) == 0
    assert run(["restore", str(tmp_path / "b.tar"), "--to", str(tmp_path / "r1")]) == 0
    told = capsys.readouterr().out
    assert "đặt tệp khoá" in told
    assert (tmp_path / "khoá").read_bytes() == (home() / "archive.key").read_bytes()
    assert stat.S_IMODE((tmp_path / "khoá").stat().st_mode) == 0o600
    key = ["--key", str(tmp_path / "khoá")]
    assert run(["restore", str(tmp_path / "b.tar"), "--to", str(tmp_path / "r2"), *key]) == 0
    (tmp_path / "khác").write_bytes(b"A" * 43 + b"=\n")
    key = ["--key", str(tmp_path / "khác")]
    assert run(["restore", str(tmp_path / "b.tar"), "--to", str(tmp_path / "r3"), *key]) == 1
    assert "không mở được kho lưu trữ" in capsys.readouterr().err
    assert not (tmp_path / "r3").exists()


def _flip(folder):
    path = next((folder / "state" / "lake").rglob("load.json"))
    path.write_bytes(path.read_bytes() + b" ")


def _lose(folder):
    next((folder / "state" / "archive").glob("*.enc")).unlink()


def _add(folder):
    (folder / "state" / "thêm").write_text("x")


def _unfinished(folder):
    (folder / "backup.json").unlink()


def _cut_ledger(folder):
    path = folder / "state" / "ledger.sqlite"
    content = bytearray(path.read_bytes())
    content[5000:9000] = b"\x00" * 4000
    path.write_bytes(content)
    _state_hash(folder, "ledger.sqlite", path)


def _state_hash(folder, name, path):
    import hashlib

    contents = json.loads((folder / "backup.json").read_text("utf-8"))
    contents["files"][name]["sha256"] = hashlib.sha256(path.read_bytes()).hexdigest()
    (folder / "backup.json").write_text(json.dumps(contents), "utf-8")


def _other_numbers_outside(folder):
    name = f"releases/{release.current_id()}/external.duckdb"
    path = folder / "state" / name
    with duckdb.connect(str(path)) as connection:
        connection.execute("update marts.fct_kpi_values set value = 1")
    _state_hash(folder, name, path)


def _climb(folder):
    contents = json.loads((folder / "backup.json").read_text("utf-8"))
    contents["links"] = {"../outside": "x"}
    (folder / "backup.json").write_text(json.dumps(contents), "utf-8")


@pytest.mark.parametrize(
    ("damage", "sentence"),
    [
        (_flip, "1 tệp thiếu hoặc sai mã kiểm tra"),
        (_lose, "1 tệp thiếu"),
        (_add, "1 tệp thiếu hoặc sai"),
        (_unfinished, "không phải bản sao lưu của qhld"),
        (_cut_ledger, "Sổ tiếp nhận trong bản sao lưu bị hỏng"),
        (_other_numbers_outside, "không còn đúng nội dung"),
        (_climb, "tên lạ"),
    ],
)
def test_a_damaged_backup_is_refused_and_leaves_nothing(state, tmp_path, damage, sentence):
    backup.back_up(tmp_path / "b")
    damage(tmp_path / "b")
    with pytest.raises(UserError, match=sentence):
        restore(tmp_path / "b", tmp_path / "root", None)
    assert not [path for path in tmp_path.iterdir() if "root" in path.name]


def test_nothing_is_written_over(state, tmp_path):
    (tmp_path / "có.tar").touch()
    for target in (tmp_path / "có.tar", home() / "b.tar", tmp_path / "không" / "b.tar"):
        with pytest.raises(UserError):
            backup.back_up(target)
    backup.back_up(tmp_path / "b.tar")
    with pytest.raises(UserError, match="đã có dữ liệu"):
        restore(tmp_path / "b.tar", home(), None)
    with pytest.raises(UserError, match="chọn bản sao lưu khác"):
        restore(tmp_path / "có.tar", tmp_path / "r", None)


def test_a_backup_waits_for_nobody_but_says_that_a_refresh_runs(state, tmp_path):
    with only_refresh(), pytest.raises(UserError, match="Một lần cập nhật khác đang chạy"):
        backup.back_up(tmp_path / "b.tar")
    assert not (tmp_path / "b.tar").exists()


def test_what_is_in_the_write_ahead_log_is_backed_up(state, tmp_path):
    with ledger.open_ledger() as book:  # open: its log is not folded in yet
        with ledger.transaction(book):
            book.execute(
                "insert into release_citations (release_id, cited_by, recorded_at, recorded_by) "
                "values ('r', 'b', '2026', 'lan')"
            )
        assert os.path.getsize(f"{ledger_path()}-wal") > 0
        backup.back_up(tmp_path / "b.tar")
    restore(tmp_path / "b.tar", tmp_path / "root", None)
    with ledger.open_ledger(tmp_path / "root" / "ledger.sqlite") as book:
        assert book.execute("select count(*) from release_citations").fetchone()[0] == 1
