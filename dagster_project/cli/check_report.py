"""The result of a check as a person reads it: the verdict first, then what to do, by sheet."""

from collections.abc import Iterator
from typing import Any

from ingest.contracts.contract import load_forms
from ingest.verdict import SEVERITIES, quarter_words, verdict

MOST_FINDINGS = 20  # of one file, unless all are asked for
_ORDER = {"error": 0, "warning": 1, "note": 2}
_LONGEST = 100


def report_lines(
    result: dict, *, with_rows: bool = False, all_findings: bool = False
) -> Iterator[str]:
    """Yield the lines of the report of one file.

    Args:
        result: what `ingest.check.check_file` answers.
        with_rows: also list the accepted rows.
        all_findings: list every finding, not only the first, worst ones.
    """
    yield f"{result['file']}: {verdict(result)}"
    agency = result.get("agency")
    if agency:
        yield f"  Cơ quan gửi: {agency['name']}"
    for table in result["tables"]:
        yield from _table_lines(table, with_rows)
    yield from _findings(result["findings"], all_findings)


def _table_lines(table: dict, with_rows: bool) -> Iterator[str]:
    period = quarter_words(table.get("period"))
    form = load_forms()[table["form"]]
    title = f"{form.title.vi}, biểu {form.number}"
    place = f"trang “{table['sheet']}”" + (f" {table['range']}" if table.get("range") else "")
    if table.get("nil_return"):
        yield f"  {title} ({period}), {place}: báo cáo không phát sinh."
        return
    yield (
        f"  {title} ({period}), {place}: đọc {table['rows_read']} dòng, "
        f"nhận {table['rows_accepted']}, trả lại {table['rows_rejected']}, "
        f"không phải dòng số liệu {table['rows_not_data']}."
    )
    if with_rows:
        for row in table["rows"]:
            pairs = "; ".join(f"{name} = {value}" for name, value in row["values"].items())
            yield f"    dòng {row['row']}: {pairs}"


def _findings(findings: list[dict], all_findings: bool) -> Iterator[str]:
    """The findings by sheet, the worst of each sheet first; the sheets in the file's order."""
    worst = sorted(findings, key=lambda item: _ORDER[item["severity"]])
    shown = worst if all_findings else worst[:MOST_FINDINGS]
    sheets: dict[str | None, list[dict]] = {}
    for item in shown:
        sheets.setdefault(item.get("sheet"), []).append(item)
    for sheet in sorted(sheets, key=lambda name: name is not None):
        yield "  Cả tệp:" if sheet is None else f"  Trang “{sheet}”:"
        for item in sheets[sheet]:
            yield from _finding_lines(item)
    rest = worst[len(shown) :]
    if rest:
        counts = {s: sum(item["severity"] == s for item in rest) for s in SEVERITIES}
        words = ", ".join(f"{n} {SEVERITIES[s].lower()}" for s, n in counts.items() if n)
        yield f"  … và {words} khác. Xem tất cả: thêm --all, hoặc --return DIR để có bảng tính đánh"
        yield "    dấu từng ô."


def _finding_lines(finding: dict[str, Any]) -> Iterator[str]:
    place = f" {finding['cell']}" if finding.get("cell") else ""
    yield f"    {SEVERITIES[finding['severity']].upper()}{place}: {finding['message']}"
    for title, key in (("Đã thấy", "found"), ("Được phép", "allowed")):
        text = finding.get(key)
        if text not in (None, ""):
            yield f"        {title}: {_cut(str(text))}"


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
