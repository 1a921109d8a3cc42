"""What a file is, from its bytes and never from its name."""

import errno
from pathlib import Path

import pytest

from ingest.cells.read_compound import CompoundError, read_stream
from ingest.cells.sniff import Refused, sniff, unopened
from ingest.reader_limits import Limits
from ingest.reader_pool import ReaderPool
from tests.unit import bad_files as bad

LIMITS = Limits()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (bad.good_xlsx(), "xlsx"),
        (bad.good_xls(), "xls"),
        (bad.good_ods(), "ods"),
        ("Xã,Số cuộc\nGia Phú,1\n".encode(), "csv"),
        ("Xã;Số cuộc\n".encode("utf-16"), "csv"),
        ("\ufeffXã\tSố cuộc\n".encode(), "csv"),
        (b"\x09\x08\x10\x00\x00\x06\x05\x00", "xls"),
    ],
)
def test_kinds(data, kind):
    assert sniff(data, LIMITS).kind == kind


@pytest.mark.parametrize(
    "data",
    [
        b">html><table><tr><td>1</td></tr></table>",
        b"x" + bad.good_xlsx()[1:],
        b'?xml?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
    ],
    ids=["page", "package", "xml"],
)
def test_what_has_lost_its_beginning_is_no_list_of_values(data):
    with pytest.raises(Refused) as refused:
        sniff(data, LIMITS)
    assert refused.value.code == "unreadable"


def test_a_wrong_extension_does_not_matter(tmp_path):
    contents = {"a.xls": bad.good_xlsx(), "b.xlsx": bad.good_xls(), "c.csv": bad.good_ods()}
    with ReaderPool(1, Limits(seconds=120)) as pool:
        for name, content in contents.items():
            (tmp_path / name).write_bytes(content)
            assert pool.check(tmp_path / name)["tables"][0]["rows_accepted"] == 2


def test_the_file_size_is_limited_before_anything_is_read(tmp_path):
    (tmp_path / "to.csv").write_bytes(b"a,b\n" * 600_000)
    with ReaderPool(1, Limits(seconds=120, file_mb=2)) as pool:
        result = pool.check(tmp_path / "to.csv")
    assert [finding["code"] for finding in result["findings"]] == ["file_too_large"]
    assert result["sha256"] is None
    with pytest.raises(Refused) as refused:
        sniff(b"a" * 2_000_001 * 2, Limits(file_mb=2))
    assert refused.value.code == "file_too_large"


def test_the_unpacked_size_is_limited():
    with pytest.raises(Refused) as refused:
        sniff(bad.bomb(3), Limits(unpacked_mb=2))
    assert refused.value.code == "unsafe_size"
    assert "3 MB" in refused.value.found


@pytest.mark.parametrize(
    ("number", "found"),
    [(errno.EACCES, "quyền"), (errno.ENOENT, "không có"), (errno.EIO, "EIO")],
)
def test_what_the_system_said_is_told_in_vietnamese(number, found):
    refused = unopened(Path("tep.xlsx"), OSError(number, "in English"))
    assert refused.code == "not_opened"
    assert found in refused.found
    assert "English" not in refused.found + refused.message


def test_a_package_with_a_document_type_in_its_manifest_is_an_old_ods():
    manifest = bad.part(bad.good_ods(), "META-INF/manifest.xml").decode()
    doctype = '<!DOCTYPE manifest:manifest PUBLIC "-//OpenOffice.org//DTD Manifest 1.0//EN" "x">'
    head, mark, rest = manifest.partition("?>")
    old = f"{head}{mark}{doctype}{rest}" if mark else f"{doctype}{manifest}"
    data = bad.repacked(bad.good_ods(), {"META-INF/manifest.xml": old.encode()})
    assert sniff(data, LIMITS).kind == "ods"


def test_streams_of_a_compound_file():
    data = bad.good_xls(rows=2000)
    stream = read_stream(data, ("Workbook", "Book"))
    assert stream[:2] == b"\x09\x08"
    with pytest.raises(CompoundError):
        read_stream(data, ("WordDocument",))
    with pytest.raises(CompoundError):
        read_stream(data[: len(data) // 2], ("Workbook",))
    with pytest.raises(CompoundError):
        read_stream(data[:300], ("Workbook",))


def test_a_compound_file_whose_sectors_run_in_a_circle():
    data = bytearray(bad.good_xls(rows=2000))
    first_table = int.from_bytes(data[76:80], "little")
    place = (first_table + 1) * 512
    for sector in range(128):  # every sector of the table is followed by itself
        data[place + 4 * sector : place + 4 * sector + 4] = sector.to_bytes(4, "little")
    with pytest.raises(CompoundError):
        read_stream(bytes(data), ("Workbook",))
