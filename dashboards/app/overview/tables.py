"""The numbers of every chart as tables: columns and rows, for the grid and for CSV alike."""

from dataclasses import replace

from dashboards.app.format_vi import (
    coverage,
    day,
    exact,
    moment,
    number,
    state_words,
    value_in_words,
)
from dashboards.app.overview.view import View
from dashboards.app.parts.pieces import trace
from dashboards.app.parts.table import Column, Table

CHOICES = (
    ("xa-phuong", "Xã, phường"),
    ("theo-quy", "Theo quý"),
    ("chi-tieu", "Các chỉ tiêu"),
    ("bao-cao", "Nộp báo cáo"),
)


def make_table(view: View, choice: str) -> Table:
    """Return one of the page's tables.

    Args:
        view: the facts of the page.
        choice: a key of ``CHOICES``; anything else gives the first.
    """
    makers = {"theo-quy": _by_quarter, "chi-tieu": _indicators, "bao-cao": _reports}
    made = makers.get(choice, _communes)(view)
    beside = {
        "file_status": view.period["release_status"],
        "file_release": view.release.release_id,
    }
    for row in made.rows:
        row |= beside | {
            "file_period": view.period_labels.get(row.get("period"), view.period["label"])
        }
    has_unit = any("unit" in row for row in made.rows)
    titles = [column.title for column in made.columns]
    unit = [Column("unit", "Đơn vị")] if has_unit and "Đơn vị" not in titles else []
    return replace(
        made,
        file_name=f"{choice}-{view.shown.kpi}-{view.shown.period}",
        in_files=(
            *unit,
            Column("file_period", "Quý"),
            Column("file_status", "Trạng thái số liệu", width=150),
            Column("file_release", "Bản phát hành", width=180),
        ),
    )


def _measure(row: dict, kpi: dict, period: str, area: str) -> dict:
    """Value, numerator and denominator of one number, raw and as text."""
    words = value_in_words(row, "", kpi["decimals"]) if kpi["unit"] != "đồng" else None
    if words is None:
        words = exact(row["value"]) or value_in_words(row, "", 0)
    return {
        "value": row["value"],
        "value_text": words.strip(),
        "numerator": row.get("numerator"),
        "numerator_text": exact(row.get("numerator")),
        "denominator": row.get("denominator"),
        "denominator_text": exact(row.get("denominator")),
        "unit": kpi["unit"],
        "state": state_words(row),
        "period": period,
        "trace": trace(kpi["kpi_id"], area, period),
    }


def _communes(view: View) -> Table:
    kpi, period = view.kpi, view.shown.period
    rows = []
    for row in view.communes:
        made = _measure(row, kpi, period, row["commune_code"])
        made |= {
            "name": row["commune_name"],
            "code": row["commune_code"],
            "district": row["principal_former_district"] or "",
            "rank": row["rank_high"],
            "rank_text": str(row["rank_high"] or "–"),
            "quarter": row["quarter_label"] or "",
            "year": row["year_label"] or "",
            "small": "ít trường hợp" if row["is_small_number"] else "",
        }
        rows.append(made)
    columns = [
        Column("name", "Xã, phường", width=170, pinned=True),
        Column("rank", "Thứ hạng", "number", 100),
        Column("value", f"{kpi['short_name']} ({kpi['unit']})", "source", 170),
        *(_ratio_columns(rows)),
        Column("quarter", "So với quý trước", width=190),
        Column("year", "So với cùng kỳ", width=190),
        Column("state", "Tình trạng", width=140),
        Column("small", "Ghi chú", width=120),
        Column("district", "Huyện cũ (chính)", width=160),
        Column("code", "Mã", width=90),
    ]
    return Table(f"{kpi['name']}, {view.period['label']}", columns, rows)


def _ratio_columns(rows: list[dict]) -> list[Column]:
    """Numerator and denominator, where there is a denominator that says anything."""
    if all(row["denominator"] in (None, 1) for row in rows):
        return []
    return [
        Column("numerator", "Tử số", "number", 110),
        Column("denominator", "Mẫu số", "number", 110),
    ]


def _by_quarter(view: View) -> Table:
    rows = []
    for row in view.series_of(view.shown.kpi):
        made = _measure(row, view.kpi, row["period"], "province")
        made |= {
            "label": row["label"],
            "coverage": coverage(row),
            "comparability": {"được": "so sánh được", "hạn chế": "so sánh hạn chế"}.get(
                row["comparability"], "không so sánh được"
            ),
        }
        rows.append(made)
    columns = [
        Column("label", "Quý", width=130, pinned=True),
        Column("value", f"{view.kpi['short_name']} ({view.kpi['unit']})", "source", 190),
        *_ratio_columns(rows),
        Column("coverage", "Xã, phường đã gửi", width=150),
        Column("comparability", "So sánh", width=160),
        Column("state", "Tình trạng", width=140),
    ]
    return Table(f"{view.kpi['name']}, toàn tỉnh, các quý", columns, rows)


def _indicators(view: View) -> Table:
    kpis = {kpi["kpi_id"]: kpi for kpi in view.kpis}
    rows = []
    for row in view.scorecard:
        made = _measure(row, kpis[row["kpi_id"]], view.shown.period, "province")
        made |= {
            "kpi_id": row["kpi_id"],
            "name": row["name"],
            "quarter": row["quarter_label"] or "",
            "year": row["year_label"] or "",
            "coverage": coverage(row),
        }
        rows.append(made)
    columns = [
        Column("name", "Chỉ tiêu", width=320, pinned=True),
        Column("kpi_id", "Mã", width=90),
        Column("value", "Giá trị", "source", 150),
        Column("unit", "Đơn vị", width=140),
        Column("quarter", "So với quý trước", width=200),
        Column("year", "So với cùng kỳ", width=200),
        Column("coverage", "Xã, phường đã gửi", width=150),
        Column("state", "Tình trạng", width=140),
    ]
    return Table(f"Các chỉ tiêu toàn tỉnh, {view.period['label']}", columns, rows)


def _reports(view: View) -> Table:
    rows = [
        {
            "name": row["agency_name"],
            "form_name": row["form_name"],
            "status": row["status"],
            "due": day(row["due_on"]),
            "received": moment(row["first_received_at"]),
            "accepted": moment(row["first_accepted_at"]),
            "submissions": row["submissions"],
            "submissions_text": number(row["submissions"] or 0),
            "nil": "không phát sinh" if row["is_nil_return"] else "",
        }
        for row in view.release.run("reporting_status", period=view.shown.period)
    ]
    columns = [
        Column("name", "Cơ quan", width=200, pinned=True),
        Column("form_name", "Biểu", width=260),
        Column("status", "Tình trạng", width=120),
        Column("due", "Hạn nộp", width=110),
        Column("received", "Nhận lần đầu", width=150),
        Column("accepted", "Được chấp nhận", width=150),
        Column("submissions", "Số lần nộp", "number", 110),
        Column("nil", "Ghi chú", width=140),
    ]
    return Table(f"Tình hình nộp báo cáo, {view.period['label']}", columns, rows)
