"""Delimited text: delimiters, quotes, the sep= line, addresses, errors."""

import pytest

from ingest.cells.read_cells import ErrorCell, read_cells
from ingest.cells.sniff import Refused
from ingest.reader_limits import Limits


def read(text, codec="utf-8"):
    (sheet,) = read_cells(text.encode(codec), Limits())
    return sheet.grid


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("Xã;Tiền\nA;1,5\nB;2,5\n", [["Xã", "Tiền"], ["A", "1,5"], ["B", "2,5"]]),
        ("Xã, phường;Số\nA;1,5\n", [["Xã, phường", "Số"], ["A", "1,5"]]),
        ("Xã\tSố; cuộc\nA\t1,5\n", [["Xã", "Số; cuộc"], ["A", "1,5"]]),
        ("a,b,c\n1,2,x; y\n3,4,z\n", [["a", "b", "c"], ["1", "2", "x; y"], ["3", "4", "z"]]),
        ('a,"b;c;d;e"\n1,2\n', [["a", "b;c;d;e"], ["1", "2"]]),
        ("một cột\n1\n2\n", [["một cột"], ["1"], ["2"]]),
        ("a;b\r1;2\r", [["a", "b"], ["1", "2"]]),
    ],
)
def test_delimiters(text, rows):
    assert read(text) == rows


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_quoted_line_breaks(codec):
    text = 'Xã;"Số\r\ncuộc"\r\n"Bảo\nThắng";00123\r\n'
    assert read(text, codec) == [["Xã", "Số\r\ncuộc"], ["Bảo\nThắng", "00123"]]


@pytest.mark.parametrize("line", ["sep=;\r\n", "sep=;\n", '"sep=;"\n', "SEP=; \n"])
def test_the_sep_line_names_the_delimiter_and_keeps_its_place(line):
    assert read(line + "a,1;b,2\n") == [[], ["a,1", "b,2"]]


def test_shown_errors_are_error_cells():
    ((error, text),) = read("#REF!;#tag\n")
    assert isinstance(error, ErrorCell)
    assert type(text) is str


@pytest.mark.parametrize(
    "data",
    [
        "Xã;Số\n".encode() * 20 + b"\xe1\xba",
        b"\xef\xbb\xbfa;b\xff\n",
        "Xã;Số\n".encode("utf-16")[:-1],
        b"a;b\n" * 2000 + b"\x00\n",
    ],
)
def test_broken_letters_are_no_letters(data):
    with pytest.raises(Refused) as refused:
        read_cells(data, Limits())
    assert refused.value.code == "unreadable"
