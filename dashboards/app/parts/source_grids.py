"""Tables of the drawer "Nguồn số liệu": communes behind a province, entries behind a number."""

from dash import html

from dashboards.app.format_vi import exact, value_in_words
from dashboards.app.original_files import Originals
from dashboards.app.parts.grid import grid
from dashboards.app.parts.pieces import trace
from dashboards.app.terms import column_words
from dashboards.release_reader import Release

KIND_WORDS = {
    "cell": "ô bảng tính",
    "ledger": "sổ tiếp nhận",
    "nil": "báo cáo không phát sinh",
    "reference": "bảng tham chiếu",
}
ROLE_WORDS = {"numerator": "tử số", "denominator": "mẫu số"}


def commune_grid(communes: list[dict], row: dict) -> html.Div:
    """Return what every commune brings into a number of the province.

    Args:
        communes: rows of queries/trace_communes.sql.
        row: the number (queries/kpi_value.sql).
    """
    rows = [
        {
            "name": entry["commune_name"],
            "value": entry["value"],
            "value_text": value_in_words(entry, "", row["decimals"]).strip(),
            "numerator": entry["numerator"],
            "numerator_text": exact(entry["numerator"]),
            "denominator": entry["denominator"],
            "denominator_text": exact(entry["denominator"]),
            "entries": entry["entries"],
            "entries_text": exact(entry["entries"]),
            "trace": trace(row["kpi_id"], entry["commune_code"], row["period"]),
        }
        for entry in communes
    ]
    numbers = [("value", "Giá trị"), ("numerator", "Tử số"), ("denominator", "Mẫu số")]
    if row["additivity"] != "RATIO":
        numbers = numbers[:1]
    defs = [{"field": "name", "headerName": "Xã, phường", "flex": 2, "minWidth": 150}]
    defs += [_number_column(field, title) for field, title in [*numbers, ("entries", "Số ô")]]
    defs[1]["cellRenderer"] = "NumberLink"
    return _grid("source-communes", defs, rows, "Từng xã, phường đóng góp bao nhiêu")


def cell_grid(
    release: Release, kpi: str, area: str, period: str, span: str = "quarter"
) -> html.Div:
    """Return all entries behind a number, fifty a page.

    Args:
        release: the release that published the number.
        kpi: indicator id.
        area: commune code or ``province``.
        period: quarter.
        span: what the number covers.
    """
    cells = release.run("trace_cells", kpi=kpi, area=area, period=period, span=span)
    originals = Originals(release)
    rows = [
        {
            "commune": cell["commune_name"] or cell["agency_code"] or "",
            "file": cell["file_name"] or "",
            "file_address": originals.address(cell["load_id"]),
            "sheet": cell["sheet"] or KIND_WORDS.get(cell["kind"], ""),
            "cell": cell["cell"] or "–",
            "column": column_words(cell["column_name"]),
            "value": cell["value"],
            "value_text": exact(cell["value"]),
            "weight": cell["weight"],
            "weight_text": exact(cell["weight"]),
            "role": ROLE_WORDS.get(cell["role"], cell["role"]),
            "note": cell["note"] or "",
        }
        for cell in cells
    ]
    texts = [
        ("commune", "Xã, phường", 150),
        ("file", "Tệp", 210),
        ("sheet", "Trang tính", 170),
        ("cell", "Ô", 70),
        ("column", "Cột", 150),
    ]
    defs = [
        {"field": field, "headerName": title, "minWidth": width, "flex": 1}
        for field, title, width in texts
    ]
    defs += [_number_column("value", "Giá trị"), _number_column("weight", "Hệ số")]
    defs += [
        {"field": "role", "headerName": "Vai trò", "minWidth": 100},
        {"field": "note", "headerName": "Ghi chú", "minWidth": 200, "flex": 1},
    ]
    next(one for one in defs if one["field"] == "file")["cellRenderer"] = "FileLink"
    made = _grid("source-cells", defs, rows, "Các ô và bút toán đứng sau con số")
    return html.Div([made, html.P(originals.note, className="fine")])


def _number_column(field: str, title: str) -> dict:
    return {
        "field": field,
        "headerName": title,
        "type": "rightAligned",
        "minWidth": 90,
        "flex": 1,
        "comparator": {"function": "compareNumber"},
        "valueFormatter": {"function": f"params.data.{field}_text"},
    }


def _grid(grid_id: str, defs: list[dict], rows: list[dict], label: str) -> html.Div:
    made = grid(grid_id, defs, rows, height="min(60vh, 560px)", page_size=50)
    return html.Div(made, role="region", **{"aria-label": label})
