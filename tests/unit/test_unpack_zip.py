"""A .zip handed in: its parts are deliveries of their own; what is unsafe is refused."""

import io
import stat
import unicodedata
import zipfile

import pytest

from ingest.archives import archive
from ingest.home import archive_dir, home, inbox_dir, outbox_dir, scratch_dir
from ingest.ledgers import ledger
from ingest.submissions.inbox import gather, take_in
from ingest.submissions.submission import Delivery
from ingest.submissions.submit import submit_files
from ingest.submissions.unpack_zip import is_bundle, unpacked
from tests.unit.test_submit_inbox import MadeUpPool


def zipped(path, *parts, compression=zipfile.ZIP_DEFLATED):
    """A .zip of (name or ZipInfo, bytes)."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", compression) as bundle:
        for name, content in parts:
            bundle.writestr(name, content)
    return path


def places():
    with ledger.open_ledger() as book:
        return [row[0] for row in book.execute("select inbox_path from submissions")]


def parts_of(path, **stated):
    with unpacked([Delivery(path, **stated)]) as [group]:
        return [(part.called, part.check and part.check["findings"][0]) for part in group]


def refusal_of(path):
    [(_, finding)] = parts_of(path)
    return finding


def test_every_part_is_a_delivery_and_folders_say_nothing(tmp_path):
    path = zipped(
        tmp_path / "quý 3.zip",
        ("xã/Bảo Thắng.xlsx", b"one"),
        ("xã khác/Bảo Thắng.xlsx", b"two"),
        ("__MACOSX/xã/._Bảo Thắng.xlsx", b"junk"),
        ("xã/~$Bảo Thắng.xlsx", b"lock"),
    )
    assert is_bundle(path)
    with unpacked([Delivery(path, agency="SNV", period="2026Q3")]) as [group]:
        assert [part.name for part in group] == ["quý 3.zip/Bảo Thắng.xlsx"] * 2
        assert [part.path.read_bytes() for part in group] == [b"one", b"two"]
        assert {part.path.name for part in group} == {"Bảo Thắng.xlsx"}
        assert {(part.agency, part.period) for part in group} == {("SNV", "2026Q3")}
    assert list(scratch_dir().iterdir()) == []


def test_a_workbook_is_no_bundle_whatever_its_name(tmp_path):
    import openpyxl

    path = tmp_path / "a.zip"
    openpyxl.Workbook().save(path)
    assert not is_bundle(path)
    text = tmp_path / "b.zip"
    text.write_bytes(b"a;b\n1;2\n")
    assert not is_bundle(text)


@pytest.mark.parametrize("form", ["NFD", "cp437"])
def test_names_are_read_in_the_ways_in_which_they_are_written(tmp_path, form):
    name = "Biểu số 3 xã Gia Phú.xlsx"
    entry = zipfile.ZipInfo(unicodedata.normalize("NFD", name) if form == "NFD" else "x" * 3)
    path = zipped(tmp_path / "a.zip", (entry, b"abc"))
    if form == "cp437":  # UTF-8 bytes without the flag that says so, as old programs write them
        raw = "Gia Phú".encode()
        short = zipfile.ZipInfo("x" * len(raw))
        content = zipped(tmp_path / "b.zip", (short, b"abc")).read_bytes()
        path.write_bytes(content.replace(b"x" * len(raw), raw))
        name = "Gia Phú"
    assert parts_of(path)[0][0] == f"a.zip/{name}"


@pytest.mark.parametrize(
    "name", ["../a.xlsx", "xã/../../a.xlsx", "/etc/a.xlsx", "C:/a.xlsx", "..\\a.xlsx"]
)
def test_a_place_outside_of_the_zip_refuses_the_whole(tmp_path, name):
    path = zipped(tmp_path / "a.zip", ("tốt.xlsx", b"good"), (name, b"bad"))
    assert refusal_of(path)["code"] == "unsafe_content"
    assert not any(scratch_dir().iterdir())


def test_a_link_refuses_the_whole(tmp_path):
    link = zipfile.ZipInfo("a.xlsx")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    assert refusal_of(zipped(tmp_path / "a.zip", (link, "/etc/passwd")))["code"] == "unsafe_content"


def test_too_many_too_large_and_too_dense_are_refused(tmp_path, monkeypatch):
    monkeypatch.setenv("QHLD_ZIP_FILES", "3")
    monkeypatch.setenv("QHLD_READER_UNPACKED_MB", "4")
    many = zipped(tmp_path / "many.zip", *((f"{n}.xlsx", b"x") for n in range(4)))
    assert "4 tệp" in refusal_of(many)["found"]
    large = zipped(tmp_path / "large.zip", ("a.xlsx", bytes(range(256)) * 20_000))
    assert refusal_of(large)["code"] == "unsafe_size"
    dense = zipped(tmp_path / "dense.zip", ("a.xlsx", bytes(3 << 20)))
    assert "nhiều lần" in refusal_of(dense)["found"]


def test_a_zip_that_lies_about_its_size_is_stopped(tmp_path, monkeypatch):
    monkeypatch.setenv("QHLD_READER_UNPACKED_MB", "1")
    content = bytes(range(256)) * 8192  # 2 MB
    path = zipped(tmp_path / "a.zip", ("a.xlsx", content))
    data = path.read_bytes()
    path.write_bytes(data.replace(len(content).to_bytes(4, "little"), (1000).to_bytes(4, "little")))
    assert refusal_of(path)["code"] in ("unsafe_content", "unreadable")
    assert not any(scratch_dir().iterdir())


def test_a_password_an_empty_and_a_cut_zip_are_said(tmp_path):
    path = zipped(tmp_path / "a.zip", ("a.xlsx", b"abc" * 100))
    whole = path.read_bytes()
    path.write_bytes(
        whole.replace(b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01")
    )
    assert refusal_of(path)["code"] == "password_protected"
    path.write_bytes(whole[:-10])
    assert refusal_of(path)["code"] == "unreadable"
    path.write_bytes(whole[:37] + bytes(4) + whole[41:])  # inside the packed part
    assert refusal_of(path)["code"] == "unreadable"
    assert refusal_of(zipped(tmp_path / "b.zip"))["found"] == "không có tệp nào trong gói nén"


def test_a_zip_in_a_zip_is_refused_as_no_spreadsheet(tmp_path):
    from ingest.check import check_file

    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as bundle:
        bundle.writestr("a.xlsx", b"abc")
    path = zipped(tmp_path / "a.zip", ("trong.zip", inner.getvalue()))
    with unpacked([Delivery(path)]) as [[part]]:
        assert part.called == "a.zip/trong.zip"
        assert check_file(part.path)["outcome"] == "refused"


def test_receipts_in_a_zip_name_the_senders_but_no_time(tmp_path):
    lines = "file,agency_code,period,received_at\na.xlsx,X02905,2026Q3,2020-01-01T00:00:00\n"
    path = zipped(tmp_path / "a.zip", ("a.xlsx", b"x"), ("receipts.csv", lines))
    with unpacked([Delivery(path)]) as [[part]]:
        assert (part.agency, part.period) == ("X02905", "2026Q3")
        assert not part.is_time_stated


def test_a_zip_in_the_inbox_leaves_once_all_its_parts_are_recorded():
    path = zipped(inbox_dir() / "quý 3.zip", ("a.xlsx", b"one"), ("xã/b.xlsx", b"two"))
    results = take_in(pool=MadeUpPool())
    assert [result.file for result in results] == ["quý 3.zip/a.xlsx", "quý 3.zip/b.xlsx"]
    assert not path.exists()
    assert sorted(p.stem for p in archive_dir().glob("*.enc")) == sorted(
        result.file_sha256 for result in results
    )
    assert places() == ["quý 3.zip/a.xlsx", "quý 3.zip/xã/b.xlsx"]


def test_of_a_secret_part_neither_the_part_nor_the_zip_is_kept():
    secret = b"ke hoach rat mat"
    path = zipped(inbox_dir() / "a.zip", ("tốt.xlsx", b"fine"), ("kế hoạch mật.xlsx", secret))
    whole = archive.hash_file(path)
    results = take_in(pool=MadeUpPool())
    assert [result.outcome for result in results] == ["accepted", "refused"]
    assert not path.exists()
    assert not archive.is_kept(whole)
    kept = {p.stem for p in archive_dir().glob("*.enc")}
    assert kept == {results[0].file_sha256}
    for place in home().rglob("*"):
        assert "kế hoạch" not in place.name
        if place.is_file():
            assert secret not in place.read_bytes()
            assert "kế hoạch".encode() not in place.read_bytes()
    assert not any(outbox_dir().iterdir())


def test_a_refused_zip_is_recorded_and_not_kept_for_what_nobody_looked_at_may_be_secret():
    path = zipped(inbox_dir() / "a.zip", ("../a.xlsx", b"bad"))
    sha256 = archive.hash_file(path)
    [result] = take_in(pool=MadeUpPool())
    assert (result.outcome, result.file) == ("refused", "a.zip")
    assert not path.exists()
    assert not archive.is_kept(sha256)
    with ledger.open_ledger() as book:
        [row] = book.execute("select file_sha256, is_archived from submissions").fetchall()
    assert tuple(row) == (sha256, 0)


def test_other_packages_are_not_kept_but_a_damaged_workbook_is(tmp_path):
    from ingest.reader_pool import ReaderPool

    inner = zipped(tmp_path / "trong.zip", ("a.xlsx", b"abc")).read_bytes()
    whole = zipped(tmp_path / "b.zip", ("[Content_Types].xml", b"x" * 99)).read_bytes()
    zipped(inbox_dir() / "a.zip", ("trong.zip", inner), ("x.rar", b"Rar!\x1a\x07rest"))
    (inbox_dir() / "hỏng.xlsx").write_bytes(whole[:-30])
    with ReaderPool(1, as_columns=True) as pool:
        results = take_in(pool=pool)
    assert {result.outcome for result in results} == {"refused"}
    kept = {result.file: archive.is_kept(result.file_sha256) for result in results}
    assert kept == {"hỏng.xlsx": True, "a.zip/trong.zip": False, "a.zip/x.rar": False}


def test_a_part_that_was_met_before_is_a_repeat():
    zipped(inbox_dir() / "a.zip", ("a.xlsx", b"one"))
    take_in(pool=MadeUpPool())
    zipped(inbox_dir() / "b.zip", ("khác.xlsx", b"one"), ("b.xlsx", b"two"))
    assert [result.is_repeat for result in take_in(pool=MadeUpPool())] == [True, False]


def test_a_folder_stands_for_the_files_in_it(tmp_path):
    folder = tmp_path / "gửi"
    zipped(folder / "sâu" / "a.zip", ("a.xlsx", b"one"))
    (folder / "b.xlsx").write_bytes(b"two")
    receipts = "file,agency_code,period,received_at\nb.xlsx,X02905,2026Q3,2026-09-15T08:00:00\n"
    (folder / "receipts.csv").write_text(receipts)
    found = gather([folder], period="2026Q2")
    assert {(d.path.name, d.agency, d.period, d.is_time_stated) for d in found} == {
        ("a.zip", None, "2026Q2", False),
        ("b.xlsx", "X02905", "2026Q2", True),
    }
    with unpacked(found) as groups:
        results = list(submit_files([d for group in groups for d in group], MadeUpPool()))
    assert {result.outcome for result in results} == {"accepted"}
    assert places() == [None, None]


def test_uploads_that_wait_beside_it_are_left_alone(tmp_path):
    waiting = home() / "scratch" / "uploads" / "khay"
    waiting.mkdir(parents=True)
    with unpacked([Delivery(zipped(tmp_path / "a.zip", ("a.xlsx", b"one")))]):
        assert waiting.exists()
    assert waiting.exists()
