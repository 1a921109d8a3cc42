"""What becomes of one mutated workbook: read as an independent reader reads it, or refused.

Run as ``python -m tests.fuzz.judge`` it is the child process in which the cases are read, since a
broken workbook might take its reader with it. A line ``seed number`` asks for a case, which the
child makes itself; the answer is one line of JSON.
"""

import contextlib
import json
import os
import random
import re
import signal
import sys
import tempfile
import traceback
import unicodedata
from collections import Counter
from functools import cache
from typing import Any

from ingest.cells.decode_tcvn3 import from_tcvn3
from ingest.cells.decode_text import decode_mixed
from ingest.cells.decode_vni import from_vni
from ingest.cells.read_cells import ErrorCell, Sheet, UncalculatedCell, read_cells
from ingest.cells.sniff import Refused
from ingest.checks.garbled_texts import is_garbled
from ingest.reader_limits import Limits, confine_memory
from ingest.reader_process import answer_request
from tests.fuzz.read_independently import (
    READERS,
    Cells,
    letters_of_html,
    plain,
    read_xlsx_plainly,
)
from tests.fuzz.seeds import Seed, seeds

LIMITS = Limits()
# what XML cannot hold, as Excel writes it
_SPACE = re.compile(r"\s")
_NUMBER = re.compile("[0-9.]+")
_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")
# every so many cases the whole check is run too, which must never meet a fault of its own
_CHECK_EVERY = 8
_FEW_BYTES = 16
_LAST_DAY = 2958465  # serial number of 9999-12-31
_all_seeds = cache(seeds)


def mutated(seed: Seed, number: int) -> bytes:
    """The bytes of one case; the same number gives the same bytes."""
    draw = random.Random(f"{seed.name} {number}")
    data = seed.data
    for _ in range(draw.choice((1, 1, 1, 2, 4))):
        with contextlib.suppress(Exception):  # a package broken by the first change stays as it is
            data = seed.mutate(data, draw)
    return data


def judge(seed: Seed, number: int) -> dict[str, Any]:
    """Read one case and compare.

    Returns:
        ``outcome``: ``same``, ``alone`` (the other reader fails and the undamaged cells are read),
        ``refused``, ``differs`` or ``fault``; ``detail``.
    """
    data = mutated(seed, number)
    try:
        sheets = read_cells(data, LIMITS)
    except Refused as refused:
        return {"outcome": "refused", "detail": refused.code}
    except MemoryError:
        return {"outcome": "refused", "detail": "memory"}
    except BaseException:
        return {"outcome": "fault", "detail": traceback.format_exc()[-1500:]}
    if number % _CHECK_EVERY == 0 and (fault := _fault_of_check(data)):
        return {"outcome": "fault", "detail": fault}
    return _compared(seed, data, sheets)


def _fault_of_check(data: bytes) -> str | None:
    with tempfile.NamedTemporaryFile(suffix=".xlsx") as file:
        file.write(data)
        file.flush()
        result = answer_request({"path": file.name, "form": None, "period": None}, LIMITS)
    return next((f["found"] for f in result["findings"] if f["code"] == "reader_fault"), None)


def _compared(seed: Seed, data: bytes, sheets: list[Sheet]) -> dict[str, Any]:
    if seed.kind == "html":
        return _compared_html(data, sheets[0])
    whole = READERS[seed.kind](seed.data)
    try:
        theirs = _theirs(seed.kind, data)
    except Exception as error:
        # nobody else reads it: then it must be read as if nothing had been damaged
        detail = f"{type(error).__name__}: {str(error)[:80]}"
        if len(data) < _FEW_BYTES:
            return {"outcome": "alone", "detail": "next to nothing is left"}
        if isinstance(error, UnicodeDecodeError) and len(data) < len(seed.data) // 2:
            return {"outcome": "alone", "detail": "too little is left to tell the encoding"}
        if found := differences(sheets, whole):
            return {"outcome": "differs", "detail": [detail, *found]}
        return {"outcome": "alone", "detail": detail}
    if seed.kind == "csv" and sum(place[1] > 1 for place in theirs[""]) < 2:
        return {"outcome": "alone", "detail": "too little is left to tell the delimiter"}
    found = differences(sheets, theirs, whole)
    return {"outcome": "differs" if found else "same", "detail": found}


def _theirs(kind: str, data: bytes) -> Cells:
    """What the independent reader of this kind reads."""
    try:
        if not (found := READERS[kind](data)):
            raise ValueError("no sheet")
        return found
    except Exception:
        if kind != "xlsx":
            raise
        return read_xlsx_plainly(data)


def _compared_html(data: bytes, sheet: Sheet) -> dict[str, Any]:
    try:
        read = [letters_of_html(data, decode) for decode in (str, decode_mixed)]
    except UnicodeDecodeError as error:
        return {"outcome": "alone", "detail": str(error)}
    # a damaged word may be one of VNI or TCVN3 ("TRAã" is TRẪ in VNI), as in ``_agree``
    found = [_letters_that_differ(letters, sheet) for letters in read]
    return {
        "outcome": "differs" if all(found) else "same",
        "detail": found[0] if all(found) else [],
    }


def _letters_that_differ(letters: str, sheet: Sheet) -> list[str]:
    values = [value for row in sheet.grid for value in row if value is not None]
    # a number that is none is an error cell, whatever the page shows of it
    values = [None if isinstance(v, ErrorCell) and v not in letters else v for v in values]
    texts = "".join(value for value in values if isinstance(value, str))
    ours = Counter(unicodedata.normalize("NFD", _SPACE.sub("", texts)))
    # a number or day that the page states replaces the text that shows it
    shown = 24 * sum(not isinstance(value, str) for value in values)
    theirs = Counter(unicodedata.normalize("NFD", letters))
    more, fewer = ours - theirs, theirs - ours
    found = [f"{more.total()} letters are not in the page"] if more else []
    if fewer.total() > shown:
        found.append(f"{fewer.total()} letters of the page are lost")
    return found


def differences(sheets: list[Sheet], theirs: Cells, whole: Cells | None = None) -> list[str]:
    """Cells in which our reading differs from another, without a finding that would say so.

    Args:
        sheets: our reading.
        theirs: the other reading.
        whole: cells of the undamaged file; a cell that only we still read as it was is no fault.
    """
    ours = {sheet.name: sheet for sheet in sheets}
    found = []
    if {_same(name) for name in ours} != {_same(name) for name in theirs}:
        found.append(f"sheets {sorted(ours)} and {sorted(theirs)}")
    for name, cells in theirs.items():
        sheet = ours.get(name) or ours.get(_same(name))
        if sheet is None or any(map(is_garbled, sheet.texts)):
            continue  # a finding says that the sheet may be damaged
        places = {
            (row, column)
            for row, values in enumerate(sheet.grid)
            for column, value in enumerate(values)
            if value is not None
        }
        for place in sorted(places | cells.keys()):
            mine, other = sheet.at(*place), cells.get(place)
            kept = (whole or {}).get(name, {}).get(place)
            if not _agree(mine, other) and (other is not None or not _agree(mine, kept)):
                found.append(f"{name}{place}: {mine!r} and {other!r}")
    return found[:4]


def _same(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _agree(mine: Any, other: Any) -> bool:
    if isinstance(mine, ErrorCell | UncalculatedCell):
        return True  # each of them is a finding
    if isinstance(mine, float) and mine > _LAST_DAY and other == "#VALUE!":
        # openpyxl's word for a number that its format shows as a day and that is no day; the file
        # holds the number (an error of the file itself would be an ErrorCell here)
        return True
    if isinstance(other, str):
        if not other.strip(" \t\r\n\xa0"):
            return mine is None
        plain_text = _ESCAPE.sub(lambda code: chr(int(code[1], 16)), other)
        decoded = (_same(other), from_tcvn3(other), from_vni(other), decode_mixed(other))
        # readers differ about space that the file does not say to preserve
        return isinstance(mine, str) and _SPACE.sub("", mine) in {
            _SPACE.sub("", reading) for reading in (*decoded, plain_text)
        }
    if isinstance(mine, str):
        # "1_0" is 10 in Python; that it is no number is asked about
        return other is not None and not _NUMBER.fullmatch(mine)
    if isinstance(mine, bool) != isinstance(other, bool):
        return False
    return mine is not None and plain(mine) == plain(other)


def _too_late(*_: object) -> None:
    raise TimeoutError("slower than the reader's limit")


def main() -> None:
    """Answer cases until standard input closes."""
    confine_memory(LIMITS.memory_mb)
    answers = os.fdopen(os.dup(1), "w")
    with open(os.devnull, "w") as nowhere:
        os.dup2(nowhere.fileno(), 1)
        os.dup2(nowhere.fileno(), 2)
    signal.signal(signal.SIGALRM, _too_late)
    for line in sys.stdin:
        seed, number = map(int, line.split())
        signal.setitimer(signal.ITIMER_REAL, LIMITS.seconds)
        try:
            verdict = judge(_all_seeds()[seed], number)
        except BaseException:
            verdict = {"outcome": "fault", "detail": traceback.format_exc()[-1500:]}
        signal.setitimer(signal.ITIMER_REAL, 0)
        answers.write(json.dumps(verdict) + "\n")
        answers.flush()


if __name__ == "__main__":
    main()
