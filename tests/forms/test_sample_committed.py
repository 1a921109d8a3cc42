"""The example workbooks in data/sample are what the tool writes today."""

from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from dagster_project.cli.app import DEFAULT_SEED
from ingest.sample import write_sample

EXAMPLES = Path(__file__).resolve().parents[2] / "data" / "sample"


def cells(path: Path) -> dict[str, list[list]]:
    book = CalamineWorkbook.from_path(str(path))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


@pytest.fixture(scope="module")
def written(tmp_path_factory) -> Path:
    out = tmp_path_factory.mktemp("written")
    write_sample(out, ["2026Q3"], DEFAULT_SEED)
    return out / "2026Q3"


def test_examples_are_few_and_current(written):
    examples = sorted(path.name for path in EXAMPLES.iterdir() if path.suffix != ".md")
    assert 1 <= len(examples) <= 6
    for name in examples:
        # cells, not bytes: another zlib packs the same cells into other bytes
        assert cells(EXAMPLES / name) == cells(written / name), name
        assert name in (EXAMPLES / "README.md").read_text("utf-8")
