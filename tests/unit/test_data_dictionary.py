"""The data dictionary is the generated one and leaves no form or column out."""

from ingest.contracts.contract import load_forms
from ingest.contracts.data_dictionary import DICTIONARY_FILE, data_dictionary


def test_the_dictionary_is_the_generated_one():
    written = DICTIONARY_FILE.read_text(encoding="utf-8")
    assert written == data_dictionary(), "run: python -m ingest.contracts.data_dictionary"


def test_every_form_and_column_is_described():
    pages = data_dictionary().split('<a id="')[1:]
    assert [page.split('"')[0] for page in pages] == list(load_forms())
    for page, form in zip(pages, load_forms().values(), strict=True):
        rows = [line for line in page.splitlines() if line.startswith("| `")]
        assert [row.split("`")[1] for row in rows] == list(form.columns)
        assert all(row.count(" | ") == 5 for row in rows), "a cell breaks its table"
        for column in form.columns.values():
            assert not column.plausible or column.plausible.source in page
        for rule in form.rules:
            assert rule.message in page
            assert rule.source in page
