"""Whatever writes a spreadsheet passes the one guard: no text of a sender is run as a formula."""

import io
import re
import zipfile
from pathlib import Path

import pytest

from ingest.answers.return_workbook import return_workbook
from ingest.answers.write_template import write_template
from ingest.check import check_file
from ingest.contracts.contract import load_forms
from ingest.reader_limits import Limits

ROOT = Path(__file__).parents[2]
# what we draw ourselves: made-up samples, tables of reference and seeds, of no sender's words
OWN_WORDS = (
    *("ingest/sample/", "data/reference/"),
    *("ingest/contracts/dbt_sources.py", "ingest/document_findings.py"),
)
SOURCES = {
    str(path.relative_to(ROOT)): path.read_text(encoding="utf-8")
    for area in ("ingest", "dagster_project", "dashboards", "data")
    for path in (ROOT / area).rglob("*.py")
}
WRITERS = {name: text for name, text in SOURCES.items() if not name.startswith(OWN_WORDS)}
_FORMULA = re.compile(r"<(?:\w+:)?f(?:\s[^>]*)?>([^<]*)<")
HOSTILE = ("=1+1", "+cmd|'/c calc'!A0", "-2+3", "@SUM(A1)", '=HYPERLINK("http://x.example")')


def test_every_csv_passes_the_guard() -> None:
    found = {name for name, text in WRITERS.items() if re.search(r"csv\.(?:Dict)?[Ww]riter", text)}
    assert found >= {"dagster_project/cli/kpi_values.py", "dashboards/app/parts/table.py"}
    for name in found:
        assert re.search(r"import .*\bcsv_value\b", WRITERS[name]), name
        rows = re.findall(r"\.writerows?\((?!.*csv_value).*\)", WRITERS[name])
        # a row of headings may do without: it is ours
        assert all("titles" in row for row in rows), (name, rows)


def test_every_workbook_keeps_texts_as_texts() -> None:
    found = {name for name, text in WRITERS.items() if "xlsxwriter.Workbook(\n" in text}
    found |= {name for name, text in WRITERS.items() if "= xlsxwriter.Workbook(" in text}
    assert found >= {"ingest/answers/rebuild_workbook.py", "ingest/answers/write_template.py"}
    for name in found:
        assert re.search(r'"strings_to_formulas": False', WRITERS[name]), name
    formulas = {name for name, text in WRITERS.items() if ".write_formula(" in text}
    # the sums of a blank form, those of a data pack (only =SUM, see test_briefing_documents)
    assert formulas == {"ingest/answers/draw_form.py", "dashboards/briefing/xlsx_looks.py"}
    other = (
        r"openpyxl\.Workbook\(|\.to_excel\(|\.write_excel\(|\.to_csv\(|\.write_csv\(|\.sink_csv\("
    )
    assert [name for name, text in WRITERS.items() if re.search(other, text)] == []


def _formulas(data: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [
            formula
            for name in archive.namelist()
            if name.startswith("xl/worksheets/")
            for formula in _FORMULA.findall(archive.read(name).decode())
        ]


def test_a_blank_form_has_sums_only() -> None:
    data, _ = write_template(list(load_forms().values()), None, "2026Q3")
    formulas = _formulas(data)
    assert formulas
    assert all(re.fullmatch(r"[A-Z]+\([A-Z0-9$:,<>=\"&]*\)|.*SUM.*", f) for f in formulas)
    assert not any("http" in f or "|" in f or "[" in f for f in formulas)


@pytest.mark.parametrize("ending", [".csv", ".tsv"])
def test_an_answer_to_hostile_texts_has_no_formula(tmp_path: Path, ending: str) -> None:
    sign = "\t" if ending == ".tsv" else ";"
    head = ["STT", "Xã, phường", "Số cuộc", "Số DN được kiểm tra", "Số DN có vi phạm"]
    rows = [
        ["TỔNG HỢP KẾT QUẢ THANH TRA, KIỂM TRA PHÁP LUẬT LAO ĐỘNG QUÝ III NĂM 2026"],
        [*head, "Số hành vi vi phạm", "=Ghi chú()"],
        *([str(n + 1), text, text, "4", "1", "2", text] for n, text in enumerate(HOSTILE)),
    ]
    quoted = (sign.join('"' + c.replace('"', '""') + '"' for c in row) for row in rows)
    path = tmp_path / f"=cmd{ending}"
    path.write_text("\n".join(quoted), encoding="utf-8")
    result = check_file(path)
    assert result["findings"]
    data = return_workbook(path.read_bytes(), result, Limits(), name=path.stem)
    assert _formulas(data) == []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        everything = "".join(
            archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml")
        )
    assert "calc" in everything  # it is there, as a text
