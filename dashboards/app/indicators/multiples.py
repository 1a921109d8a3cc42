"""Small multiples: the same indicator in many areas, on one scale, with the break of 2025 drawn."""

from dash import html

from dashboards.app.format_vi import NOT_APPLICABLE, is_withheld, rounded_with_unit, value_in_words
from dashboards.app.parts.pieces import source_button, trace
from dashboards.app.parts.trend import MERGER


def multiples(
    panels: dict[str, list[dict]], names: dict[str, str], kpi: dict, period: str, span: str
) -> html.Div | html.P:
    """Return one small panel of columns an area.

    Args:
        panels: series by area, oldest first (queries/kpi_series.sql).
        names: name of every area.
        kpi: ``kpi_id``, ``short_name``, ``unit``, ``decimals``.
        period: the quarter to emphasise.
        span: what each column covers.
    """
    top = max((row["value"] or 0 for rows in panels.values() for row in rows), default=0)
    if not any(row["value"] is not None for rows in panels.values() for row in rows):
        return html.P("Chưa địa bàn nào có số liệu qua các quý.", className="empty")
    return html.Div(
        [
            _panel(code, rows, names.get(code, ""), kpi, period, span, top)
            for code, rows in panels.items()
        ],
        className="multiples",
    )


def _panel(
    code: str, rows: list[dict], name: str, kpi: dict, period: str, span: str, top: float
) -> html.Div:
    words, short = now_in_words(rows, kpi, period)
    asked = (kpi["kpi_id"], code, period)
    columns = [_column(row, kpi, code, period, span, top) for row in rows]
    before = sum(1 for row in rows if row["starts_on"] < MERGER)
    rule = []
    if 0 < before < len(rows):
        rule = [
            html.Span(className="break-rule", style={"left": f"{before / len(rows) * 100:.2f}%"})
        ]
    tips = [f"{row['label']}: {value_in_words(row, kpi['unit'], kpi['decimals'])}" for row in rows]
    return html.Div(
        [
            html.Div(
                [
                    html.Span(name, className="multiple-name"),
                    source_button(short, *asked, f"{name}: {words}", "multiple-value", span),
                ],
                className="multiple-head",
            ),
            html.Div(
                [*columns, *rule],
                className="quarter-bars",
                role="img",
                **{"aria-label": f"{name} qua các quý: " + "; ".join(tips)},
            ),
        ],
        className="multiple",
    )


def now_in_words(rows: list[dict], kpi: dict, period: str) -> tuple[str, str]:
    """A panel's value of the shown quarter, in words and short."""
    now = next((row for row in rows if row["period"] == period), {})
    words = value_in_words(now, kpi["unit"], kpi["decimals"])
    if is_withheld(now):
        return words, "×"
    return words, {"value": words, "na": NOT_APPLICABLE}.get(now.get("value_state"), "chưa có")


def _column(row: dict, kpi: dict, code: str, period: str, span: str, top: float) -> html.Span:
    tip = f"{row['label']}\n{value_in_words(row, kpi['unit'], kpi['decimals'])}"
    attributes = {"data-tip": tip, "data-trace": trace(kpi["kpi_id"], code, row["period"], span)}
    if row["value"] is None:
        return html.Span(
            html.Span(className="spark-bar none"), className="quarter-bar", **attributes
        )
    look = "now" if row["period"] == period else "past"
    limited = "" if row["comparability"] == "được" else " limited"
    height = max(row["value"] / top * 100, 2) if top else 2
    bar = html.Span(className=f"spark-bar {look}{limited}", style={"height": f"{height:.1f}%"})
    return html.Span(bar, className="quarter-bar", **attributes)


def scale_words(panels: dict[str, list[dict]], kpi: dict) -> str:
    """What all panels share: scale, order of time, marks."""
    rows = [row for series in panels.values() for row in series]
    known = [row["value"] for row in rows if row["value"] is not None]
    if not known:
        return ""
    top, unit = rounded_with_unit(max(known), kpi["unit"], kpi["decimals"])
    labels = sorted({(row["period"], row["label"]) for row in rows})
    text = (
        f"Mọi ô cùng một thang, từ 0 đến {top} {unit}, từ {labels[0][1]} đến {labels[-1][1]}. "
        "Cột sẫm: quý đang xem. Khung nét đứt: không có số liệu. Dấu –: không có đối tượng để tính."
    )
    if any(row["starts_on"] < MERGER for row in rows) and any(
        row["starts_on"] >= MERGER for row in rows
    ):
        text += " Vạch đứng: trước và sau sáp nhập 1/7/2025; cột kẻ sọc là so sánh hạn chế."
    return text
