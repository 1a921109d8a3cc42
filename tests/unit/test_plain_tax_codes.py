"""Tax codes told all at once are those that the reading of one code takes as they are."""

import random

from ingest.values.read_tax_code import TaxCodeReading, plain_codes, read_tax_code


def test_plain_codes_are_what_the_reading_of_each_says():
    draw = random.Random(20260914)
    texts = [f"{draw.randrange(10**10):010}" for _ in range(2000)]
    texts += ["0100000000", "5300000001", "530010000", "53001000011", "５３００１００００１", ""]
    plain = [text for text in texts if read_tax_code(text) == TaxCodeReading(text, "value")]
    assert plain_codes(texts) == plain
    assert len(plain) > 50
    assert plain_codes([]) == []
