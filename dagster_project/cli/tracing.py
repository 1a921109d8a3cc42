"""`qhld trace`: from a published value to the cells behind it, and whether they give it back."""

import json
import math
import sys

import typer

from dagster_project.cli.periods import parse_period
from dagster_project.cli.published import require_release, vietnamese_number
from dagster_project.cli.spans import SPAN_LABELS, parse_span
from dagster_project.user_error import UserError

ROLES = {"numerator": "tử số", "denominator": "mẫu số"}
KINDS = {
    "cell": "ô bảng tính",
    "ledger": "sổ tiếp nhận",
    "nil": "báo cáo không phát sinh",
    "reference": "bảng tham chiếu",
}
_TOLERANCE = 1e-9


def print_trace(
    kpi_id: str, period: str, commune: str, *, span: str = "quarter", as_json: bool
) -> int:
    """Print a value, its numerator and denominator and every cell behind them.

    Returns:
        0 when the cells recompute the value, else 1.

    Raises:
        UserError: no release, or no such value in it.
    """
    release = require_release()
    traced = trace(release, kpi_id.upper(), parse_period(period), commune, parse_span(span))
    if as_json:
        typer.echo(json.dumps(traced, ensure_ascii=False, indent=1, default=str))
    else:
        _print_table(traced)
    return 0 if traced["recomputed"]["agrees"] else 1


def trace(release, kpi_id: str, period: str, area: str, span: str = "quarter") -> dict:
    """Everything behind a value.

    Args:
        release: an open `dashboards.release_reader.Release`.
        kpi_id: such as `CI-01`.
        period: such as `2026Q3`.
        area: code of an area (`marts.dim_area`).
        span: what ends with the quarter, as the marts call it.

    Returns:
        {release_id, the columns of query `kpi_value`, cells: rows of query `trace_cells`,
        recomputed: {value, numerator, denominator, agrees}}.

    Raises:
        UserError: there is no such value.
    """
    inputs = {"kpi": kpi_id, "area": area, "period": period, "span": span}
    values = release.run("kpi_value", **inputs)
    if not values:
        raise UserError(
            f"Bản công bố {release.release_id} không có {kpi_id} của {_area(area)} trong {period}. "
            "Kiểm tra mã chỉ tiêu, mã địa bàn, quý và kỳ tổng hợp bằng lệnh qhld kpi."
        )
    cells = release.run("trace_cells", **inputs)
    return {
        "release_id": release.release_id,
        **values[0],
        "cells": cells,
        "recomputed": recompute(values[0], cells),
    }


def _span(traced: dict) -> str:
    label = traced["period_label"]
    if traced["period_span"] == "quarter":
        return label
    return f"{SPAN_LABELS[traced['period_span']]} {label[:1].lower()}{label[1:]}"


def _area(area: str) -> str:
    return "toàn tỉnh" if area == "province" else f"địa bàn {area}"


def recompute(value: dict, cells: list[dict]) -> dict:
    """Compute a value again from its cells alone.

    Args:
        value: row of query `kpi_value`.
        cells: rows of query `trace_cells`.

    Returns:
        {value, numerator, denominator, agrees}: the sums of value × weight of each role, the
        value they make, and whether all agree with what is published. A value that is not there
        (null, na) must have no value here either.
    """
    sums = {
        role: math.fsum(c["value"] * c["weight"] for c in of_role) if of_role else None
        for role in ROLES
        for of_role in [[c for c in cells if c["role"] == role and c["value"] is not None]]
    }
    numerator, denominator = sums["numerator"], sums["denominator"]
    if value["denominator"] is None:
        computed = numerator  # a count has no denominator
    elif numerator is None or not denominator:
        computed = None
    else:
        computed = value["scale"] * numerator / denominator
    published = value["value"]
    if value["value_state"] == "value":
        agrees = (
            _same(computed, published)
            and _same(numerator, value["numerator"])
            and _same(denominator, value["denominator"])
        )
    else:
        # na: nobody to count, so the parts are there and the value is not; null: no report at all.
        agrees = published is None and all(
            _same(sums[role] or 0.0, value[role] or 0.0) for role in ROLES
        )
        computed = None
    return {
        "value": computed,
        "numerator": numerator,
        "denominator": denominator,
        "agrees": agrees,
    }


def _same(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return math.isclose(one, other, rel_tol=_TOLERANCE, abs_tol=_TOLERANCE)


def _print_table(traced: dict) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table

    shown = vietnamese_number(traced["value"], traced["decimals"])
    typer.echo(
        f"{traced['kpi_id']} {traced['name']}, {traced['area_name']}, {_span(traced)}: "
        f"{shown} {traced['unit']}  (bản công bố {traced['release_id']})"
    )
    if traced["value_state"] != "value":
        typer.echo(f"  Không có giá trị: {traced['value_reason']}")
    typer.echo(f"  Tử số: {_plain(traced['numerator'])} ({traced['numerator_text']})")
    if traced["denominator"] is not None:
        typer.echo(f"  Mẫu số: {_plain(traced['denominator'])} ({traced['denominator_text']})")
    table = Table(box=box.SIMPLE_HEAD)
    for heading in ("Vai trò", "Địa bàn", "Quý", "Nguồn", "Tệp", "Trang tính", "Ô"):
        table.add_column(heading)
    table.add_column("Giá trị", justify="right")
    table.add_column("Hệ số", justify="right")
    # what adds something first; nil returns after it
    for cell in sorted(traced["cells"], key=lambda cell: not cell["value"]):
        table.add_row(
            ROLES[cell["role"]],
            cell["commune_name"] or cell["commune_code"],
            cell["period"],
            _source(cell),
            cell["file_name"] or "",
            cell["sheet"] or "",
            cell["cell"] or "",
            _plain(cell["value"]),
            _plain(cell["weight"]),
        )
    if traced["cells"]:
        Console(width=None if sys.stdout.isatty() else 200).print(table)
    typer.echo(_verdict(traced))
    if named := next(
        (cell["file_sha256"] for cell in traced["cells"] if cell["file_sha256"]), None
    ):
        typer.echo(
            f"Mở tệp gốc (vai trò được phép, có ghi nhật ký): qhld archive open {named[:12]} "
            "--out TỆP --purpose MỤC_ĐÍCH; mã của từng tệp ở trace --json, file_sha256."
        )


def _source(cell: dict) -> str:
    """What kind of source a line is, and its note where that says more."""
    kind, note = KINDS[cell["kind"]], cell["note"]
    return f"{kind}: {note}" if note and note != kind else kind


def _plain(value: float | None) -> str:
    """A number with the decimals it has, at most four."""
    if value is None:
        return "…"
    text = vietnamese_number(value, 4)
    return text.rstrip("0").rstrip(",")


def _verdict(traced: dict) -> str:
    again = traced["recomputed"]
    count = len(traced["cells"])
    repeated = sum(1 for cell in traced["cells"] if cell["is_counted_elsewhere"])
    if not again["agrees"]:
        return (
            f"KHÔNG KHỚP: {count} dòng nguồn cho tử số {_plain(again['numerator'])}, mẫu số "
            f"{_plain(again['denominator'])}, giá trị {_plain(again['value'])}; khác với số đã "
            "công bố. Báo cho bộ phận quản lý kho số liệu và không dùng con số này."
        )
    if traced["value_state"] != "value":
        return f"Khớp: {count} dòng nguồn cũng không cho giá trị nào."
    text = f"Khớp: {count} dòng nguồn tính lại đúng {_plain(again['value'])}."
    if repeated:
        text += (
            f" {repeated} dòng có hệ số 0 vì cùng một đơn vị, quyết định hoặc cuộc chỉ tính "
            "một lần trong địa bàn và kỳ này."
        )
    return text
