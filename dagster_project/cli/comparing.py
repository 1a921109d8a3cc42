"""`qhld release diff A B`."""

import csv
import io
import json

import typer

from dagster_project.cli.published import vietnamese_number
from dagster_project.user_error import UserError
from ingest.answers.guard_formulas import csv_value

_FORMATS = ("table", "csv", "json")
_MOST_LINES = 60
_SPANS = {
    "quarter": "quý",
    "year_to_date": "từ đầu năm",
    "rolling_4_quarters": "bốn quý liền",
    "year": "cả năm",
}


def print_difference(before: str, after: str, output: str) -> int:
    """Print what one release says otherwise than another.

    Raises:
        UserError: no such release or no such format.
    """
    from dagster_project.release_comparison import compare, find_publication

    if output not in _FORMATS:
        raise UserError(
            f"Không có định dạng “{output}”. Chọn một trong: {', '.join(_FORMATS)}.", 64
        )
    first, second = find_publication(before), find_publication(after)
    changes = compare(first, second)
    if output == "json":
        found = {"from": first.release_id, "to": second.release_id, "changes": changes}
        typer.echo(json.dumps(found, ensure_ascii=False, indent=1))
    elif output == "csv":
        typer.echo(_csv(first.release_id, second.release_id, changes), nl=False)
    else:
        _print_table(first.release_id, second.release_id, changes)
    return 0


def _csv(before: str, after: str, changes: list[dict]) -> str:
    stream = io.StringIO()
    columns = [
        "from_release", "to_release", "kpi_id", "area_code", "area_kind", "period",
        "period_calendar", "period_span", "change_kind", "old_value", "new_value", "change_abs",
        "old_state", "new_state", "loads", "load_ids",
    ]  # fmt: skip
    writer = csv.DictWriter(stream, columns, lineterminator="\n")
    writer.writeheader()
    for change in changes:
        named = {"load_ids": " ".join(change["load_ids"])}
        row = {"from_release": before, "to_release": after, **change, **named}
        writer.writerow({column: csv_value(row.get(column)) for column in columns})
    return stream.getvalue()


def _print_table(before: str, after: str, changes: list[dict]) -> None:
    typer.echo(f"Bản {after} so với bản {before}: {len(changes)} giá trị chỉ tiêu khác.")
    for change in changes[:_MOST_LINES]:
        typer.echo(f"  {_line(change)}")
    more = len(changes) - _MOST_LINES
    if more > 0:
        typer.echo(f"  … và {more} giá trị khác (xem hết: --format csv hoặc json)")


def _line(change: dict) -> str:
    place = "toàn tỉnh" if change["area_kind"] == "province" else change["area_code"]
    span = _SPANS.get(change["period_span"], change["period_span"])
    when = change["period"] if span == "quý" else f"{change['period']} ({span})"
    line = (
        f"{change['kpi_id']} {when} {place}: {vietnamese_number(change['old_value'], 2)} → "
        f"{vietnamese_number(change['new_value'], 2)} ({change['change_kind']})"
    )
    if not change["loads"]:
        return line
    named = ", ".join(load[:12] for load in change["load_ids"])
    more = change["loads"] - len(change["load_ids"])
    return f"{line}; do lần nạp {named}" + (f" và {more} lần khác" if more else "")
