"""Drawer "Nguồn số liệu": from a number to the cells, ledger entries and nil returns behind it."""

import math

import dash_mantine_components as dmc
from dash import html

from dashboards.app.format_vi import exact, lower_first, value_in_words
from dashboards.app.original_files import Originals
from dashboards.app.parts.pieces import icon, source_button, trace
from dashboards.app.parts.source_grids import KIND_WORDS, ROLE_WORDS, cell_grid, commune_grid
from dashboards.app.terms import column_words
from dashboards.release_reader import Release

MOST_CARDS = 60  # more entries than that are read in a grid
SPAN_WORDS = {
    "year_to_date": "lũy kế từ đầu năm đến ",
    "rolling_4_quarters": "bốn quý đến ",
    "year": "cả năm đến ",
}


def source_title(row: dict | None) -> html.Span:
    """Heading of the drawer."""
    name = f"{row['short_name']} · {row['area_name']}" if row else "Không tìm thấy"
    return html.Span([html.Span("Nguồn số liệu", className="eyebrow"), html.Span(name)])


def drawer() -> dmc.Drawer:
    """Return the drawer, once in the frame of all pages."""
    return dmc.Drawer(
        html.Div(id="source-body", className="source-body"),
        id="source-drawer",
        title="Nguồn số liệu",
        position="right",
        size="min(860px, 100vw)",
        opened=False,
        padding="lg",
        transitionProps={"duration": 120},
        closeButtonProps={"aria-label": "Đóng"},
        overlayProps={"backgroundOpacity": 0.35},
    )


def source_body(
    release: Release, kpi: str, area: str, period: str, span: str = "quarter"
) -> tuple[dict | None, list]:
    """Return the number's row and the drawer's content.

    Args:
        release: the release that published the number, as the viewer may see it.
        kpi: indicator id.
        area: area code (commune, ``province``, former district, …).
        period: quarter.
        span: ``quarter``, ``year_to_date``, ``rolling_4_quarters`` or ``year``.
    """
    found = release.run("kpi_value", kpi=kpi, area=area, period=period, span=span)
    if not found:
        text = "Bản phát hành hiện hành không có số liệu này. Tải lại trang để xem số mới."
        return None, [html.P(text, className="empty")]
    row = found[0]
    parts = [_summary(row), _quarters(release, row)]
    if release.scope.audience == "external":
        text = "Bản công bố ra ngoài không kèm ô bảng tính và tệp của đơn vị gửi."
        parts.append(html.P(text, className="empty"))
    elif release.scope.communes is None or area in release.scope.communes:
        parts += _entries(release, row)
    else:
        text = "Các ô bảng tính đứng sau số này thuộc nhiều xã, phường; bạn xem được ô của xã mình."
        parts.append(html.P(text, className="empty"))
    parts.append(
        html.P(
            f"Bản phát hành {release.release_id}. Tệp gốc được giữ nguyên, không sửa.",
            className="fine",
        )
    )
    return row, parts


def _entries(release: Release, row: dict) -> list:
    """The check that the cells add up, and the cells (of the province: commune by commune)."""
    asked = {"kpi": row["kpi_id"], "area": row["area_code"], "period": row["period"]}
    asked |= {"span": row["period_span"]}
    totals = {entry["role"]: entry for entry in release.run("trace_totals", **asked)}
    checks = [sum_line(role, row[role], totals.get(role)) for role in ROLE_WORDS if role in totals]
    parts = [html.Div(checks, className="drawer-checks")] if checks else []
    if row["area_code"] == "province" and row["period_span"] == "quarter":
        communes = release.run("trace_communes", kpi=row["kpi_id"], period=row["period"])
        entries = sum(entry["entries"] for entry in communes)
        return [*parts, _tabs(communes, entries, row)]
    cells = release.run("trace_cells", **asked)
    if not cells:
        return [*parts, html.P(_why_empty(row), className="empty")]
    if len(cells) > MOST_CARDS:
        return [*parts, html.H3("Các ô và bút toán"), cell_grid(release, **asked)]
    originals = Originals(release)
    cards = _cell_cards(cells, originals)
    return [*parts, html.H3("Các ô và bút toán"), cards, html.P(originals.note, className="fine")]


def _why_empty(row: dict) -> str:
    reason = row["value_reason"] or "chưa có báo cáo"
    return f"Không có ô bảng tính nào đứng sau ô này: {lower_first(reason)}."


def _summary(row: dict) -> html.Div:
    words = value_in_words(row, row["unit"], row["decimals"])
    children = [
        html.P(
            f"{row['name']}, {SPAN_WORDS.get(row['period_span'], '')}"
            f"{lower_first(row['period_label'])}",
            className="measure",
        ),
        html.P(words, className="drawer-value"),
    ]
    if row["value_state"] == "value":
        children.append(html.P(_formula(row), className="formula"))
    return html.Div(children, className="drawer-summary")


def _quarters(release: Release, row: dict) -> html.Div:
    """The same number in the other quarters, each leading to its own sources."""
    if row["period_span"] != "quarter":
        return html.Div()
    series = release.run("area_series", area=row["area_code"])
    items = [
        html.Li(
            source_button(
                [
                    html.Span(point["label"].removeprefix("Quý "), className="side"),
                    html.B(value_in_words(point, "", row["decimals"]).strip()),
                ],
                *(row["kpi_id"], row["area_code"], point["period"]),
                f"{point['label']}: {value_in_words(point, row['unit'], row['decimals'])}",
                "quarter-link now" if point["period"] == row["period"] else "quarter-link",
            )
        )
        for point in series
        if point["kpi_id"] == row["kpi_id"]
    ]
    way_up = html.Button(
        [icon("arrow-back-up"), "Toàn tỉnh"],
        type="button",
        className="number-link way-up",
        **{"data-trace": trace(row["kpi_id"], "province", row["period"])},
    )
    return html.Div(
        [html.Ul(items, className="quarters"), way_up if row["area_code"] != "province" else None],
        className="drawer-nav",
        **{"aria-label": "Các quý khác"},
    )


def _formula(row: dict) -> str:
    """How the value is made from its parts, with the parts written out."""
    shown = f"{exact(row['value'])} {row['unit']}"
    if row["additivity"] == "RATIO" or row["scale"] != 1:
        scale = f" × {exact(row['scale'])}" if row["scale"] != 1 else ""
        rounded = value_in_words(row, row["unit"], row["decimals"])
        return f"{exact(row['numerator'])} ÷ {exact(row['denominator'])}{scale} = {rounded}"
    return f"Cộng các ô = {shown}"


def sum_line(role: str, stated: float | None, total: dict) -> html.P:
    """The sum over the entries beside the published figure: equal, or plainly not.

    Args:
        role: ``numerator`` or ``denominator``.
        stated: what was published.
        total: a row of queries/trace_totals.sql.
    """
    added = total["cells_sum"] or 0
    # sums of doubles may differ in their last digits with the order of the cells
    agrees = stated is not None and math.isclose(added, stated, rel_tol=1e-9, abs_tol=1e-9)
    counts = [
        f"{exact(total[key])} {word}"
        for key, word in (
            ("cells", "ô bảng tính"),
            ("ledger_entries", "bút toán sổ tiếp nhận"),
            ("nil_returns", "báo cáo không phát sinh"),
        )
        if total[key]
    ]
    text = f"Cộng lại {ROLE_WORDS[role]} từ {', '.join(counts)} trong {total['files']} tệp: "
    verdict = "khớp" if agrees else f"KHÔNG khớp với số công bố ({exact(stated)})"
    return html.P(
        [
            icon("circle-check" if agrees else "alert-triangle"),
            html.Span([text, html.B(exact(total["cells_sum"])), f" – {verdict}."]),
        ],
        className="check good" if agrees else "check bad",
    )


def _cell_cards(cells: list[dict], originals: Originals) -> html.Div:
    """One file a block, with its entries as a small table."""
    files: dict[tuple, list[dict]] = {}
    for cell in cells:
        files.setdefault((cell["file_name"], cell["file_sha256"]), []).append(cell)
    blocks = []
    for (file_name, sha), entries in files.items():
        blocks.append(
            html.Section(
                [
                    html.H4([icon("file-spreadsheet"), file_name or "Sổ tiếp nhận báo cáo"]),
                    html.P(
                        f"Mã băm {sha[:12]}… · lần nạp {(entries[0]['load_id'] or '–')[:12]}"
                        if sha
                        else "Bút toán của hệ thống tiếp nhận",
                        className="fine",
                    ),
                    originals.offer(entries[0]["load_id"]),
                    html.Table(
                        [
                            html.Thead(
                                html.Tr(
                                    [
                                        html.Th("Trang tính"),
                                        html.Th("Ô"),
                                        html.Th("Cột"),
                                        html.Th("Giá trị", className="right"),
                                        html.Th("Hệ số", className="right"),
                                        html.Th("Vai trò"),
                                    ]
                                )
                            ),
                            html.Tbody([_entry(entry) for entry in entries]),
                        ],
                        className="cells",
                    ),
                ],
                className="file-block",
            )
        )
    return html.Div(blocks, className="file-blocks")


def _entry(entry: dict) -> html.Tr:
    where = entry["sheet"] or KIND_WORDS.get(entry["kind"], entry["kind"])
    note = entry["note"] if entry["note"] else None
    return html.Tr(
        [
            html.Td([where, html.Div(note, className="fine") if note else None]),
            html.Td(html.Code(entry["cell"]) if entry["cell"] else "–"),
            html.Td(column_words(entry["column_name"])),
            html.Td(exact(entry["value"]), className="right figure"),
            html.Td(exact(entry["weight"]), className="right figure"),
            html.Td(ROLE_WORDS.get(entry["role"], entry["role"])),
        ]
    )


def _tabs(communes: list[dict], entries: int, row: dict) -> dmc.Tabs:
    """For the province: what each commune brings in, and (when asked for) all entries in pages."""
    return dmc.Tabs(
        [
            dmc.TabsList(
                [
                    dmc.TabsTab(f"Theo xã, phường ({len(communes)})", value="communes"),
                    dmc.TabsTab(f"Tất cả ô và bút toán ({exact(entries)})", value="cells"),
                ]
            ),
            dmc.TabsPanel(commune_grid(communes, row), value="communes", pt="sm"),
            dmc.TabsPanel(html.Div(id="source-cells-box"), value="cells", pt="sm"),
        ],
        value="communes",
        id="source-tabs",
    )
