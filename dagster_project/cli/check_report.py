"""The result of a check as a person reads it: the outcome first, then each finding."""

from collections.abc import Iterator

from ingest.contract import load_forms
from ingest.table_rows import row_dicts

OUTCOMES = {
    "accepted": "ĐƯỢC NHẬN",
    "accepted_with_warnings": "ĐƯỢC NHẬN, có điểm cần lưu ý",
    "rejected": "TRẢ LẠI: có lỗi phải sửa rồi gửi lại",
    "refused": "TỪ CHỐI: tệp không đọc được hoặc không an toàn",
}
SEVERITIES = {"error": "LỖI", "warning": "LƯU Ý", "note": "Ghi chú"}


def report_lines(result: dict, *, with_rows: bool = False) -> Iterator[str]:
    """Yield the lines of the report of one file.

    Args:
        result: what `ingest.check.check_file` answers.
        with_rows: also list the accepted rows.
    """
    yield f"{result['file']}: {OUTCOMES[result['outcome']]}."
    agency = result.get("agency")
    if agency:
        yield f"  Cơ quan gửi: {agency['name']}"
    for table in result["tables"]:
        yield from _table_lines(table, with_rows)
    order = {"error": 0, "warning": 1, "note": 2}
    for finding in sorted(result["findings"], key=lambda item: order[item["severity"]]):
        yield from _finding_lines(finding)


def _table_lines(table: dict, with_rows: bool) -> Iterator[str]:
    period = _quarter(table.get("period"))
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
        for row in row_dicts(table):
            pairs = "; ".join(f"{name} = {value}" for name, value in row["values"].items())
            yield f"    dòng {row['row']}: {pairs}"


def _quarter(period: str | None) -> str:
    """A period id as a reader of reports writes it: ``Quý III/2026``."""
    if period is None:
        return "kỳ ghi trên từng dòng"
    return f"Quý {('I', 'II', 'III', 'IV')[int(period[5]) - 1]}/{period[:4]}"


def _finding_lines(finding: dict) -> Iterator[str]:
    place = finding.get("sheet") or ""
    if finding.get("cell"):
        place = f"{place}!{finding['cell']}" if place else finding["cell"]
    head = f"  {SEVERITIES[finding['severity']]}"
    yield f"{head} {place}: {finding['message']}" if place else f"{head}: {finding['message']}"
    if finding.get("found") not in (None, ""):
        yield f"      Đã thấy: {finding['found']}"
    if finding.get("allowed") not in (None, ""):
        yield f"      Được phép: {finding['allowed']}"
