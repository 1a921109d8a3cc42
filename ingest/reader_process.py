"""The child process in which one untrusted file after another is read and checked.

Started by ``ingest.reader_pool`` as ``python -m ingest.reader_process``. Requests and answers are
JSON lines, so that nothing that a hostile file could make this process say is ever executed.
"""

import contextlib
import gc
import json
import os
import signal
import sys
import traceback
from pathlib import Path
from typing import Any

from ingest.answer_lines import encode_answer
from ingest.cells.sniff import unopened
from ingest.check import check_file, refusal
from ingest.checks.table_rows import to_wire
from ingest.contracts.contract import load_forms
from ingest.reader_limits import Limits, confine_memory, resident_mb
from ingest.refused import Refused

# the pool ends a reader that is late; the alarm ends one whose pool was killed meanwhile
_GRACE_SECONDS = 10
# first line of a reader: from here on time counts against the file
READY = b'{"ready": true}\n'
# A list is a million small objects, none in a circle. Looking through all of them again and again
# for circles would take an eighth of the time; young objects are still looked at, many at a time.
_COLLECT_AFTER = 200_000
# an answer may be this part of the memory limit: the parent holds it too
_ANSWER_SHARE = 4


def answer_request(request: dict[str, Any], limits: Limits) -> dict[str, Any]:
    """The check result of one requested file, rows by column; what goes wrong is a refusal.

    Args:
        request: ``path``, ``form``, ``period`` and ``agency``, the last three as stated or null.
        limits: what the file may cost.
    """
    path = Path(request["path"])
    try:
        if request["form"] not in (None, *load_forms()):
            raise _no_such_form(request["form"])
        try:
            if not path.is_file():  # a pipe or device would be read for ever
                raise unopened(path)
            form, period, agency = (request.get(key) for key in ("form", "period", "agency"))
            return check_file(path, form, period, limits=limits, agency=agency, as_columns=True)
        except OSError as error:
            raise unopened(path, error) from error
    except MemoryError:
        pass  # answered below, when the exception no longer holds what the file filled
    except Refused as refused:
        return refusal(path.name, None, refused)
    except Exception as error:
        return refusal(path.name, None, _unexpected(error))
    return refusal(path.name, None, _out_of_memory(limits))


def _no_such_form(form: str) -> Refused:
    return Refused("no_such_form", form=form, forms=", ".join(load_forms()))


def _out_of_memory(limits: Limits) -> Refused:
    """The refusal of a file that needs more memory than it may."""
    return Refused("unsafe_size", limit=f"{limits.memory_mb} MB bộ nhớ")


def _unexpected(error: Exception) -> Refused:
    """A fault of this product: named by its place only, since its text may quote cells."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{type(error).__name__}, {Path(place.filename).name}:{place.lineno}"
    return Refused("reader_fault", where=where)


def main() -> None:
    """Answer requests until standard input closes."""
    limits = Limits.from_environment()
    confine_memory(limits.memory_mb)
    answers = os.fdopen(os.dup(1), "wb")
    # whatever a library prints must not be taken for an answer
    with open(os.devnull, "w") as nowhere:
        os.dup2(nowhere.fileno(), 1)
        os.dup2(nowhere.fileno(), 2)
    gc.freeze()  # what is loaded stays
    gc.set_threshold(_COLLECT_AFTER)
    answers.write(READY)
    answers.flush()
    for line in sys.stdin:
        request = json.loads(line)
        signal.setitimer(signal.ITIMER_REAL, limits.seconds + _GRACE_SECONDS)
        answer = answer_request(request, limits)
        # memory that a large file left behind would count against the next one
        is_last = resident_mb() > limits.memory_mb / 4
        with contextlib.suppress(BrokenPipeError):
            answers.write(_line(answer, is_last, limits))
            answers.flush()
        signal.setitimer(signal.ITIMER_REAL, 0)
        if is_last:
            break


def _line(answer: dict[str, Any], is_last: bool, limits: Limits) -> bytes:
    """The answer as one line; one too long for the parent to hold is replaced by a refusal."""
    most = limits.memory_mb * 1024 * 1024 // _ANSWER_SHARE
    try:
        line = encode_answer({"is_last": is_last, "result": to_wire(answer)})
        if len(line) <= most:
            return line
    except MemoryError:
        pass
    short = refusal(answer["file"], answer["sha256"], _out_of_memory(limits))
    return json.dumps({"is_last": True, "result": short}).encode() + b"\n"


if __name__ == "__main__":
    main()
