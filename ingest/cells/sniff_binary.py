"""Binary files that are no packages: .xls, and what only looks like a spreadsheet by its name."""

from ingest.cells.read_compound import CompoundError, stream_names
from ingest.refused import (
    Refused,
    damaged,
    password_protected,
    wrong_kind,
)

OLE_MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_VERSIONS = {0x00: "2", 0x02: "3", 0x04: "4"}

# first bytes -> what the file is, and the variant of `wrong_kind`
_MARKS: tuple[tuple[bytes, str, str | None], ...] = (
    (b"%PDF", "tệp PDF", None),
    (b"\x89PNG", "ảnh PNG", "picture"),
    (b"\xff\xd8\xff", "ảnh JPEG", "picture"),
    (b"GIF8", "ảnh GIF", "picture"),
    (b"II*\x00", "ảnh TIFF", "picture"),
    (b"MM\x00*", "ảnh TIFF", "picture"),
    (b"Rar!", "gói nén (.rar)", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "gói nén (.7z)", "archive"),
    (b"\x1f\x8b", "gói nén (.gz)", "archive"),
    (b"BZh", "gói nén (.bz2)", "archive"),
    (b"\xfd7zXZ", "gói nén (.xz)", "archive"),
    (b"{\\rtf", "văn bản RTF", None),
    (b"\x00\x01\x00\x00Standard Jet DB", "cơ sở dữ liệu Access (.mdb)", None),
    (b"\x00\x01\x00\x00Standard ACE DB", "cơ sở dữ liệu Access (.accdb)", None),
    (b"SQLite format 3\x00", "cơ sở dữ liệu SQLite", None),
    (b"PAR1", "tệp Parquet", None),
    (b"\x00\x00\x02\x00", "bảng tính Lotus 1-2-3", "convertible"),
    (b"\x00\x00\x1a\x00", "bảng tính Lotus 1-2-3", "convertible"),
    (b"\x78\x9f\x3e\x22", "thư Outlook (winmail.dat)", None),
)
# first bytes of files that hold other files
PACKED_MARKS = (b"PK", *(mark for mark, _, variant in _MARKS if variant == "archive"))
# what follows the length of the first box of an ISO media file
_PICTURE_BRANDS = (b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"avif")
# streams by which compound files tell what they are
_OLE_KINDS = (
    ("WordDocument", "văn bản Word (.doc)"),
    ("PowerPoint Document", "tệp trình chiếu (.ppt)"),
    ("__properties_version1.0", "thư điện tử Outlook (.msg)"),
    ("VisioDocument", "bản vẽ Visio"),
)


def kind_of_ole(data: bytes) -> str:
    """Kind of a compound file; only ``xls`` is read.

    Raises:
        Refused: it is something else, protected or damaged.
    """
    try:
        names = stream_names(data)
    except (CompoundError, ValueError) as error:
        raise damaged() from error
    if {"EncryptedPackage", "EncryptionInfo"} & names:
        raise password_protected()
    if {"Workbook", "Book", "WORKBOOK", "BOOK"} & names:
        return "xls"
    for stream, what in _OLE_KINDS:
        if stream in names:
            raise wrong_kind(what)
    if "VBA" in names or "_VBA_PROJECT" in names:
        raise wrong_kind("tệp chỉ chứa macro")
    raise wrong_kind("tệp không rõ loại")


def kind_of_biff(data: bytes) -> str | None:
    """``xls`` for a bare stream of workbook records (BIFF5, BIFF8); None for anything else.

    Raises:
        Refused: records of Excel 2 to 4.
    """
    if data[:2] in (b"\x09\x08", b"\x09\x04", b"\x09\x02", b"\x09\x00") and data[3:4] == b"\x00":
        length = data[2]
        if data[1] == 8 and 4 <= length <= 16:
            return "xls"
        if data[1] != 8 and 4 <= length <= 8:
            raise old_workbook(_VERSIONS[data[1]])
    return None


def old_workbook(version: str) -> Refused:
    """The refusal of a workbook that Excel 2, 3 or 4 wrote.

    Args:
        version: the number of that Excel.
    """
    return wrong_kind(f"bảng tính Excel {version}.0 (trước năm 1994)", "convertible")


def refuse_other_bytes(data: bytes) -> None:
    """Refuse files that are known by their first bytes not to be text.

    Raises:
        Refused: the file is one of them; says which.
    """
    head = data[:64].lstrip(b"\xef\xbb\xbf \r\n\t")
    for mark, what, advice in _MARKS:
        if head.startswith(mark) or data.startswith(mark):
            raise wrong_kind(what, advice)
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        raise wrong_kind("ảnh WebP", "picture")
    if data[:2] == b"BM" and int.from_bytes(data[2:6], "little") == len(data):
        raise wrong_kind("ảnh BMP", "picture")
    if data[4:8] == b"ftyp":
        is_picture = data[8:12] in _PICTURE_BRANDS
        raise wrong_kind(*(("ảnh HEIC", "picture") if is_picture else ("phim, ghi âm", None)))
    if data[257:262] == b"ustar":
        raise wrong_kind("gói tệp (.tar)", "archive")
    if data[:2] == b"MZ" or data[:4] == b"\x7fELF":
        raise damaged("program")
