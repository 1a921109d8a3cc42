"""Thousands of mutated workbooks: no fault, no hang, nothing read otherwise than by another."""

import pytest

from ingest.cells.read_cells import read_cells
from ingest.reader_limits import Limits
from tests.fuzz.judge import differences, judge
from tests.fuzz.read_independently import READERS
from tests.fuzz.run import run
from tests.fuzz.seeds import seeds

# cases of each seed here, few and many; `make fuzz` goes on from where these end
CASES = [range(100), pytest.param(range(100, 300), marks=pytest.mark.slow)]
# cases once said to differ: damage that was read; in some only a mistake of the judge
ONCE_WRONG = {
    "xls of xlwt": [30773],
    "xls of LibreOffice": [5192, 30070, 40368],
    "ods of LibreOffice": [30281],
    "xlsx of LibreOffice": [5386],
    "xls of Excel 95": [8341, 50317],
    "html": [5428, 7278, 20414, 30495, 50670],
    "xlsx of xlsxwriter": [20304],
}


@pytest.mark.parametrize("seed", seeds(), ids=lambda seed: seed.name)
def test_the_undamaged_workbooks_are_read_alike(seed):
    sheets = read_cells(seed.data, Limits())
    assert sum(value is not None for row in sheets[0].grid for value in row) > 10
    if seed.kind in READERS:
        assert differences(sheets, READERS[seed.kind](seed.data)) == []


@pytest.mark.parametrize("numbers", CASES, ids=["few", "many"])
def test_mutated_workbooks(numbers):
    tally = run((seed, number) for number in numbers for seed in range(len(seeds())))
    assert tally.wrong == []
    read = sum(count for (_, outcome), count in tally.outcomes.items() if outcome == "same")
    # a fuzz that only makes refused files would prove nothing
    assert read > 0.3 * sum(tally.outcomes.values())


def test_cases_that_were_once_read_otherwise():
    outcomes = {
        (seed.name, number): judge(seed, number)["outcome"]
        for seed in seeds()
        for number in ONCE_WRONG.get(seed.name, ())
    }
    refused = {5192, 5386, 5428, 7278, 8341, 40368, 50317}
    alone = {30773}  # xlrd fails, and a finding says that a text is garbled
    assert outcomes == {
        (name, number): "refused" if number in refused else "alone" if number in alone else "same"
        for name, number in outcomes
    }
    assert len(outcomes) == sum(map(len, ONCE_WRONG.values()))
