"""`qhld kpi`: published values as a table, CSV or JSON."""

import csv
import json
import sys

import typer

from dagster_project.cli.periods import parse_period
from dagster_project.cli.published import require_release, vietnamese_number
from dagster_project.cli.spans import parse_kind, parse_span
from dagster_project.user_error import UserError
from ingest.answers.guard_formulas import csv_value

FORMATS = ("table", "csv", "json")


def print_values(
    ids: list[str],
    period: str | None,
    commune: str | None,
    output: str,
    *,
    span: str = "quarter",
    kind: str | None = None,
) -> int:
    """Print the values of some or all KPIs of the current release.

    Args:
        ids: KPI ids; empty for all.
        period: quarter; None for all.
        commune: code of an area; None for the province, or for all areas of `kind`.
        output: `table`, `csv` or `json`.
        span: what ends with the quarter (`dagster_project.cli.spans`).
        kind: kind of area, for every area of it.

    Raises:
        UserError: no release, no such KPI, commune or format, or nothing to show.
    """
    if output not in FORMATS:
        raise UserError(f"Định dạng “{output}” không có. Chọn một trong: {', '.join(FORMATS)}.", 64)
    quarter = parse_period(period) or ""
    wanted_span, wanted_kind = parse_span(span), parse_kind(kind)
    release = require_release()
    known = [row["kpi_id"] for row in release.run("kpis")]
    wanted = [kpi_id.upper() for kpi_id in ids]
    if unknown := [kpi_id for kpi_id in wanted if kpi_id not in known]:
        raise UserError(
            f"Không có chỉ tiêu {', '.join(unknown)}. Các chỉ tiêu hiện có: {', '.join(known)}.", 64
        )
    area = commune or ("" if wanted_kind else "province")
    rows = [
        row
        for kpi_id in wanted or [""]
        for row in release.run(
            "kpi_list", kpi=kpi_id, area=area, kind=wanted_kind, period=quarter, span=wanted_span
        )
    ]
    if not rows:
        raise UserError(
            f"Bản công bố {release.release_id} không có giá trị nào cho "
            f"{area or kind}{f', {quarter}' if quarter else ''}. Kiểm tra mã địa bàn, quý và kỳ "
            "tổng hợp (cả năm chỉ có ở quý IV)."
        )
    if output == "json":
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=1, default=str))
    elif output == "csv":
        writer = csv.DictWriter(sys.stdout, fieldnames=list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows({k: csv_value(v) for k, v in row.items()} for row in rows)
    else:
        _print_table(rows, release.release_id)
    return 0


def _print_table(rows: list[dict], release_id: str) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, title=f"Bản công bố {release_id}", title_justify="left")
    for heading in ("Mã", "Chỉ tiêu", "Địa bàn", "Quý"):
        table.add_column(heading, no_wrap=heading in ("Mã", "Quý"))
    table.add_column("Giá trị", justify="right", no_wrap=True)
    table.add_column("Đơn vị")
    table.add_column("Ghi chú")
    for row in rows:
        table.add_row(
            row["kpi_id"],
            row["name"],
            row["area_name"],
            row["period"],
            vietnamese_number(row["value"], row["decimals"]),
            row["unit"],
            _note(row),
        )
    Console(width=None if sys.stdout.isatty() else 160).print(table)


def _note(row: dict) -> str:
    if row["value_state"] != "value":
        return row["value_reason"] or ""
    notes = []
    if row["reporting_units"] is not None and row["reporting_units"] < row["expected_units"]:
        unit = "đơn vị" if row["period_span"] == "quarter" else "lượt đơn vị × quý"
        notes.append(f"{row['reporting_units']}/{row['expected_units']} {unit} báo cáo")
    if row["is_partial"] and row["reporting_units"] >= row["expected_units"]:
        notes.append("chưa đủ các quý trong kỳ")
    if row["is_small_number"]:
        notes.append("số nhỏ")
    return "; ".join(notes)
