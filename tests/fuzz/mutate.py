"""Ways to damage a workbook: its bytes, the parts inside a package, the records of an .xls."""

import io
import random
import re
import struct
import zipfile

from tests.unit.biff5 import boxed

_ODD_BYTES = (0x00, 0x01, 0x20, 0x22, 0x26, 0x3C, 0x3E, 0x7F, 0x80, 0xFF)
_ODD_NUMBERS = (
    *(b"0", b"-1", b"1", b"255", b"65536", b"1048577", b"16385", b"2147483648", b"99999999999"),
    *(b"1e308", b"1e999", b"nan", b"inf", b"0x1", b"1_0", b" 5 ", b"1,5", b"-0", b"", b"abc"),
)
_ODD_TEXTS = (
    *(b"&amp;", b"&#0;", b"&#xD800;", b"&x;", b"<", b"]]>", b"<!-- -->", b"<![CDATA[x]]>"),
    *(b"_x000D_", b"\xef\xbf\xbf", b"\xcc\x81", b"&#9;", b"\n", b"true", b"#REF!"),
)
_TAG = re.compile(rb"<[^<>]*>")
_ATTRIBUTE = re.compile(rb'([\w:]+)="([^"]*)"')
_NUMBER = re.compile(rb"(?<=[>\"])-?[0-9][0-9.]*(?=[<\"])")
_TEXT = re.compile(rb">([^<>]+)<")


def mutate_bytes(data: bytes, draw: random.Random) -> bytes:
    """One small damage anywhere."""
    if not data:
        return data
    place, length = draw.randrange(len(data)), draw.choice((1, 1, 2, 4, 8, 32, 200))
    changed = bytearray(data)
    match draw.randrange(8):
        case 0:
            changed[place] ^= 1 << draw.randrange(8)
        case 1:
            changed[place] = draw.choice(_ODD_BYTES)
        case 2:
            changed[place : place + length] = draw.randbytes(length)
        case 3:
            del changed[place : place + length]
        case 4:
            changed[place:place] = changed[place : place + length]
        case 5:
            del changed[place:]
        case 6:
            changed[place : place + length] = bytes(len(changed[place : place + length]))
        case 7:
            other = draw.randrange(len(data))
            changed[place : place + length] = data[other : other + length]
    return bytes(changed)


def mutate_markup(data: bytes, draw: random.Random) -> bytes:
    """One change in XML or HTML: an attribute, a number, a text, a tag, or any byte."""
    match draw.randrange(7):
        case 0 | 1:
            return _replaced(data, _ATTRIBUTE, draw, lambda m: m[1] + b'="' + _odd(draw) + b'"')
        case 2:
            return _replaced(data, _NUMBER, draw, lambda _: draw.choice(_ODD_NUMBERS))
        case 3:
            return _replaced(data, _TEXT, draw, lambda m: b">" + _mixed(m[1], draw) + b"<")
        case 4:
            return _replaced(data, _TAG, draw, lambda _: b"")
        case 5:
            return _replaced(data, _TAG, draw, lambda m: m[0] * 2)
    return mutate_bytes(data, draw)


def _odd(draw):
    return draw.choice(
        _ODD_NUMBERS if draw.random() < 0.7 else (b"", b"x", b"1", b"XFD9", b"A1:B2")
    )


def _mixed(text, draw):
    place = draw.randrange(len(text) + 1)
    return text[:place] + draw.choice(_ODD_TEXTS) + text[place:]


def _replaced(data, pattern, draw, change):
    found = [*pattern.finditer(data)]
    if not found:
        return mutate_bytes(data, draw)
    chosen = draw.choice(found)
    return data[: chosen.start()] + change(chosen) + data[chosen.end() :]


def mutate_package(data: bytes, draw: random.Random) -> bytes:
    """A part of a package changed and packed again; or the package's own bytes."""
    if draw.random() < 0.2:
        return mutate_bytes(data, draw)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        names = old.namelist()
        parts = [name for name in names if name.endswith((".xml", ".rels"))]
        # the parts that hold values, most of the time
        held = [n for n in parts if "sheet" in n or "hared" in n or n.endswith("content.xml")]
        chosen = draw.choice(held if draw.random() < 0.6 else parts)
        dropped = draw.choice(names) if draw.random() < 0.03 else None
        for name in names:
            content = old.read(name)
            if name == chosen:
                content = mutate_markup(content, draw)
            if name != dropped:
                new.writestr(name, content)
    return out.getvalue()


def mutate_records(records: bytes, draw: random.Random) -> bytes:
    """Records of an .xls with one of them changed, dropped, doubled or of another length."""
    places, position = [], 0
    while position + 4 <= len(records):
        places.append(position)
        position += 4 + struct.unpack_from("<H", records, position + 2)[0]
    place = draw.choice(places)
    kind, length = struct.unpack_from("<HH", records, place)
    body = records[place + 4 : place + 4 + length]
    before, after = records[:place], records[place + 4 + length :]
    match draw.randrange(6):
        case 0 | 1:
            body = mutate_bytes(body, draw)[:8224]
        case 2:
            kind = draw.choice((0x203, 0x204, 0x27E, 0xFD, 0x06, 0x205, 0x208, 0x0A, kind ^ 1))
        case 3:
            return before + after
        case 4:
            return before + records[place : place + 4 + length] + records[place:]
        case 5:
            return before + struct.pack("<HH", kind, draw.randrange(0x2000)) + body + after
    return before + struct.pack("<HH", kind, len(body)) + body + after


def mutate_xls(data: bytes, records: bytes, draw: random.Random) -> bytes:
    """An .xls with changed records, or with its container's bytes changed."""
    if draw.random() < 0.3:
        return mutate_bytes(data, draw)
    return boxed(mutate_records(records, draw))
