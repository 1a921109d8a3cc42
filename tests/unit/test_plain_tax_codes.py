"""Tax codes told at a glance are read as all others are."""

import random

from ingest import read_tax_code


def test_a_plain_code_is_what_the_whole_reading_says(monkeypatch):
    draw = random.Random(20260914)
    texts = [f"{draw.randrange(10**10):010}" for _ in range(2000)]
    texts += ["0100000000", "5300000001", "530010000", "53001000011", "５３００１００００１"]
    at_a_glance = [read_tax_code.read_tax_code(text) for text in texts]
    monkeypatch.setattr(read_tax_code, "_is_plain_code", lambda _: False)
    assert at_a_glance == [read_tax_code.read_tax_code(text) for text in texts]
    assert sum(reading.hint is None and reading.value is not None for reading in at_a_glance) > 50
