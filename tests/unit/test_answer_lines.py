"""Answers of a reader come back as they were, fast or not."""

import pytest

from ingest.answer_lines import decode_answer, encode_answer


@pytest.mark.parametrize(
    "answer",
    [
        {"is_last": False, "result": {"values": ["Xã Bảo Thắng", 1.5, None, True, -3]}},
        {"number": 2**70, "text": "\x00\x1f\u2028"},
        {"signs": "]^_\ucfff", "float": 0.1 + 0.2},
    ],
)
def test_comes_back_equal_on_one_line(answer: dict) -> None:
    line = encode_answer(answer)
    assert line.endswith(b"\n")
    assert line.count(b"\n") == 1
    assert decode_answer(bytearray(line)) == answer


def test_integers_stay_integers() -> None:
    assert type(decode_answer(encode_answer({"n": 2**70}))["n"]) is int


def test_lone_surrogates_are_replaced() -> None:
    assert decode_answer(encode_answer({"file": "a\udcff.xlsx"})) == {"file": "a?.xlsx"}
