"""Reading a file opens that file and nothing else: no address, program, or file that it names.

A child process reads hostile files of every kind under an audit hook, which sees every file that
Python opens, every socket and every program started. What C libraries open by themselves the hook
does not see; none of those used here opens any (they are given bytes).
"""

import json
import subprocess
import sys
import zoneinfo
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.reference import REFERENCE_DIR
from tests.unit.bad_files import good_ods, good_xls, good_xlsx, part, repacked, spreadsheetml

ROOT = Path(__file__).parents[2]
_CHILD = """
import json, sys
seen = []
def hook(event, args):
    area = event.split(".")[0]
    if event == "open" or area in ("socket", "subprocess", "urllib", "http", "ftplib"):
        seen.append([event, str(args[0])])
    elif event in ("os.system", "os.exec", "os.fork", "os.forkpty", "os.posix_spawn", "os.spawn"):
        seen.append([event, str(args[0]) if args else ""])
sys.addaudithook(hook)
from pathlib import Path
from ingest.check import check_file
if len(sys.argv) > 2:  # the hook sees what it must
    for name in sys.argv[2:]:
        open(name).close()
    import socket, subprocess
    socket.socket().close()
    subprocess.run(["true"])
result = check_file(Path(sys.argv[1]))
print(json.dumps([result["outcome"], seen]))
"""


def _xlsx(bait: str) -> bytes:
    """A report with a link to another workbook, DDE, OLE, hyperlink, picture and connection."""
    rels = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

    def relations(*links: tuple[str, str]) -> bytes:
        lines = "".join(
            f'<Relationship Id="x{n}" Type="{rels}/{kind}" Target="{to}" TargetMode="External"/>'
            for n, (kind, to) in enumerate(links, 1)
        )
        return f'<Relationships xmlns="{package}">{lines}</Relationships>'.encode()

    book = good_xlsx()
    sheet = part(book, "xl/worksheets/sheet1.xml")
    more = (
        f'<c r="Z9" xmlns:r="{rels}"><f>[1]Sheet1!A1</f><v>7</v></c>'
        f'<c r="Z10"><f>WEBSERVICE("http://127.0.0.1:9/x")</f><v>7</v></c>'
    )
    rows = f'<row r="9">{more.partition("<c r=" + chr(34) + "Z10")[0]}</row>'
    tail = (
        f'<hyperlinks xmlns:r="{rels}"><hyperlink ref="A1" r:id="x1"/></hyperlinks>'
        f'<drawing xmlns:r="{rels}" r:id="x2"/>'
        f'<oleObjects xmlns:r="{rels}"><oleObject progId="Package" link="[1]!x" shapeId="1"/>'
        "</oleObjects></worksheet>"
    )
    sheet = sheet.replace(b"</sheetData>", rows.encode() + b"</sheetData>")
    sheet = sheet.replace(b"</worksheet>", tail.encode())
    link = (
        f'<externalLink xmlns="{main}"><ddeLink xmlns:r="{rels}" ddeService="cmd" '
        'ddeTopic="/c calc"><ddeItems><ddeItem name="A0" advise="1"/></ddeItems></ddeLink>'
        "</externalLink>"
    )
    return repacked(
        book,
        {
            "xl/worksheets/sheet1.xml": sheet,
            "xl/worksheets/_rels/sheet1.xml.rels": relations(
                ("hyperlink", "http://127.0.0.1:9/"), ("drawing", f"file://{bait}")
            ),
            "xl/externalLinks/externalLink1.xml": link.encode(),
            "xl/externalLinks/_rels/externalLink1.xml.rels": relations(
                ("externalLinkPath", f"file://{bait}")
            ),
            "xl/connections.xml": f'<connections xmlns="{main}"><connection id="1" type="4">'
            '<webPr url="http://127.0.0.1:9/"/></connection></connections>'.encode(),
            "xl/embeddings/oleObject1.bin": b"MZ not run",
            "xl/media/image1.png": b"\x89PNG\r\n\x1a\n",
        },
    )


def _ods(bait: str) -> bytes:
    book = good_ods()
    content = part(book, "content.xml").decode()
    source = (
        '<table:table-source xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'xlink:type="simple" xlink:href="file://{bait}" table:table-name="x"/>'
    )
    head, tag, rest = content.partition("<table:table ")
    name, end, rest = rest.partition(">")
    assert tag
    assert not name.endswith("/")
    return repacked(book, {"content.xml": (head + tag + name + end + source + rest).encode()})


_ROWS = "".join(
    f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>"
    for row in (["STT", "Xã, phường", "Số cuộc kiểm tra"], [1, "Phường Lào Cai", 4])
)


def _html(bait: str) -> bytes:
    return (
        f'<html><head><meta charset="utf-8"><link rel="stylesheet" href="file://{bait}">'
        f'<script src="http://127.0.0.1:9/a.js"></script></head><body><iframe src="{bait}">'
        f'</iframe><table><tr><td><img src="file://{bait}"></td></tr>{_ROWS}</table></body></html>'
    ).encode()


def _xml(bait: str) -> bytes:
    data = spreadsheetml('<Row><Cell><Data ss:Type="String">Xã, phường</Data></Cell></Row>')
    sheet = f'<?xml-stylesheet type="text/xsl" href="file://{bait}"?>'.encode()
    head, mark, rest = data.partition(b"?>")
    return head + mark + sheet + rest if mark else sheet + data


def _xls(_: str) -> bytes:
    return good_xls()


KINDS: dict[str, Callable[[str], bytes]] = {
    "a.xlsx": _xlsx,
    "a.xls": _xls,
    "a.ods": _ods,
    "trang.xls": _html,
    "a.xml": _xml,
    "a.csv": lambda bait: f"STT;Xã;Số cuộc\n1;=cmd|\"/c calc\"!A0;'file://{bait}'#A1".encode(),
}


def _watched(path: Path, *extra: Path) -> tuple[str, list[tuple[str, str]]]:
    command = [sys.executable, "-B", "-c", _CHILD, str(path), *map(str, extra)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    outcome, seen = json.loads(done.stdout.splitlines()[-1])
    return outcome, [(event, what) for event, what in seen]


def _is_own(what: str, path: Path) -> bool:
    """The file itself, a module, data of the product, or the clock's time zones."""
    if what == str(path) or what.isdigit():
        return True
    place = Path(what)
    roots = [*map(Path, filter(None, sys.path)), Path(sys.prefix), Path(sys.base_prefix)]
    roots += [ROOT / "ingest", REFERENCE_DIR, *map(Path, zoneinfo.TZPATH)]
    return any(place.is_relative_to(root.resolve()) or place.is_relative_to(root) for root in roots)


def _strange(seen: list[tuple[str, str]], path: Path) -> list[tuple[str, str]]:
    return [(event, what) for event, what in seen if event != "open" or not _is_own(what, path)]


@pytest.mark.parametrize("name", KINDS)
def test_reads_the_file_and_nothing_else(tmp_path: Path, name: str) -> None:
    bait = tmp_path / "bait.txt"
    bait.write_text("không ai được mở")
    path = tmp_path / name
    path.write_bytes(KINDS[name](str(bait)))
    outcome, seen = _watched(path)
    assert ("open", str(path)) in seen
    assert _strange(seen, path) == []
    assert outcome != "refused"  # it was looked into, else nothing would be shown


def test_the_hook_sees(tmp_path: Path) -> None:
    bait, path = tmp_path / "bait.txt", tmp_path / "a.xls"
    bait.write_text("")
    path.write_bytes(good_xls())
    _, seen = _watched(path, bait)
    found = {event for event, _ in _strange(seen, path)}
    assert {"open", "socket.__new__", "subprocess.Popen"} <= found
