"""Columns of marts are described once where they are the same, and numbers have a unit."""

import re
from collections import Counter

from tests.unit.mart_contracts import MARTS, mart_contracts

NUMBERS = {"double", "integer", "bigint"}
BLOCK = re.compile(r"\{\{ doc\('(\w+)'\) \}\}")


def _columns():
    for mart, columns in mart_contracts().items():
        for column in columns:
            yield mart, column


def test_every_number_has_a_unit():
    without = [
        f"{mart}.{column['name']}"
        for mart, column in _columns()
        if column["data_type"].lower() in NUMBERS
        and not column.get("config", {}).get("meta", {}).get("unit")
    ]
    assert without == []


def test_a_text_that_several_columns_share_is_written_once():
    texts = Counter((column["name"], column["description"]) for _, column in _columns())
    repeated = [key for key, times in texts.items() if times > 1 and not BLOCK.search(key[1])]
    assert repeated == [], "put the text into _marts__docs.md"


def test_every_block_is_used_and_every_block_that_is_used_is_there():
    written = re.findall(
        r"\{% docs (\w+) %\}\s*\S", (MARTS / "_marts__docs.md").read_text(encoding="utf-8")
    )
    used = {name for _, column in _columns() for name in BLOCK.findall(column["description"])}
    assert len(written) == len(set(written))
    assert set(written) == used
