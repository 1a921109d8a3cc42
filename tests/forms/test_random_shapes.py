"""Tables written in a random shape read back equal to what was written."""

from datetime import date
from pathlib import Path

import pytest

from ingest.check import check_file
from tests.forms.random_shapes import ShapeWriter
from tests.forms.write_books import write_book


@pytest.mark.parametrize("seed", range(80))
def test_random_shape_reads_back(seed: int, tmp_path: Path) -> None:
    drawing = ShapeWriter(seed).draw()
    result = check_file(write_book(drawing.case, tmp_path), today=date(2027, 2, 1))
    got = {}
    for table in result["tables"]:
        assert table["form"] == drawing.form
        counted = table["rows_accepted"] + table["rows_rejected"] + table["rows_not_data"]
        assert counted == table["rows_read"]
        for row in table["rows"]:
            values = dict(row["values"])
            period = values.pop("period", None) or table["period"]
            assert (values["commune"], period) not in got
            got[values.pop("commune"), period] = values
    findings = [(f["code"], f["cell"]) for f in result["findings"] if f["severity"] != "note"]
    assert got == drawing.truth, (drawing.shape, findings)
