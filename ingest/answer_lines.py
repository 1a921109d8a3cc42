"""Answers of a reader process as lines of JSON, written and read fast.

A list of 50,000 rows is some megabytes on its way between two processes. What the fast library does
not take, or would read otherwise (lone surrogates of a file's name, integers of more than 64 bits),
goes by Python's own; such a line begins with a space.
"""

import json
from typing import Any

import orjson

_SLOW = b" "


def encode_answer(answer: dict[str, Any]) -> bytes:
    """One answer as a line, its end included.

    Args:
        answer: plain JSON values.
    """
    try:
        return orjson.dumps(answer, option=orjson.OPT_APPEND_NEWLINE)
    except TypeError:
        text = json.dumps(answer, ensure_ascii=False, separators=(",", ":"))
        # a file name that is not UTF-8 has lone surrogates, which no one could print
        return _SLOW + text.encode("utf-8", "replace") + b"\n"


def decode_answer(line: bytes | bytearray) -> Any:
    """What ``encode_answer`` wrote.

    Args:
        line: the line.
    """
    return json.loads(line) if line.startswith(_SLOW) else orjson.loads(line)
