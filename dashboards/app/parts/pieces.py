"""Small parts that several cards share: icons, change chips, numbers that open their sources."""

from dash import html

from dashboards.app.format_vi import (
    NOT_APPLICABLE,
    WITHHELD,
    is_withheld,
    number,
    rounded_with_unit,
)

ASSESSMENT_WORDS = {"good": "tốt lên", "bad": "xấu đi", "neutral": ""}


def icon(name: str) -> html.Span:
    """A Tabler icon in the colour of the text around it; hidden from screen readers."""
    return html.Span(className=f"icon i-{name}", **{"aria-hidden": "true"})


def trace(kpi: str, area: str, period: str, span: str = "quarter") -> str:
    """Return what a number, bar, cell or point says to open the drawer "Nguồn số liệu".

    It stands in ``data-trace`` of an element, in the field ``trace`` of a grid's row, or last in
    the ``customdata`` of a Plotly point.
    """
    return f"{kpi}|{area}|{period}|{span}"


def source_button(
    children,
    kpi: str,
    area: str,
    period: str,
    label: str,
    class_name: str = "",
    span: str = "quarter",
) -> html.Button:
    """A number that opens the drawer "Nguồn số liệu" when pressed.

    Args:
        children: what is shown.
        kpi: indicator id.
        area: commune code or ``province``.
        period: quarter.
        label: the number in words, for screen readers.
        class_name: CSS classes beside ``number-link``.
        span: ``quarter``, ``year_to_date``, ``rolling_4_quarters`` or ``year``.
    """
    return html.Button(
        children,
        type="button",
        className=f"number-link {class_name}".strip(),
        title="Xem nguồn số liệu",
        **{
            "data-trace": trace(kpi, area, period, span),
            "aria-label": f"{label}. Xem nguồn số liệu",
        },
    )


def value_parts(row: dict, unit: str, decimals: int) -> list:
    """A value and its small unit, or words for "no report" and "not applicable"."""
    if row.get("value_state") == "value" and row.get("value") is not None:
        text, shown_unit = rounded_with_unit(row["value"], unit, decimals)
        return [html.Span(text, className="figure"), html.Span(shown_unit, className="unit")]
    if is_withheld(row):
        return [html.Span("×", className="figure"), html.Span(WITHHELD)]
    if row.get("value_state") == "na":
        return [html.Span(NOT_APPLICABLE, className="figure"), html.Span("không áp dụng")]
    return [html.Span("chưa có báo cáo", className="no-report")]


def short_change(row: dict, side: str) -> str:
    """A change in as few words as a card has room for.

    Args:
        row: a scorecard row.
        side: ``quarter`` or ``year``.
    """
    kind, label = row.get(f"{side}_kind"), row.get(f"{side}_label") or ""
    if kind is None or kind == "not_comparable":
        return "chưa so được"
    if kind == "points":
        points = number(abs(row[f"{side}_abs"]), 1)
        return "dưới 0,1 điểm %" if points == "0,0" else f"{points} điểm %"
    if kind == "absolute" and len(row["unit"]) > 10:  # "lượt/100 lao động" stands beside it already
        return number(abs(row[f"{side}_abs"]), row["decimals"])
    text = label.split(" (")[0].split(":")[0].lstrip("▲▼+− ")
    return text or "không đổi"


def change_chip(row: dict, side: str, text: str | None = None) -> html.Span:
    """A change as arrow, amount and judgement; colour follows the judgement, never the sign."""
    kind, step = row.get(f"{side}_kind"), row.get(f"{side}_abs")
    judged = row.get(f"{side}_assessment") or "none"
    if kind in (None, "not_comparable"):
        symbol = icon("minus")
    elif not step:
        symbol = icon("equal")
    else:
        symbol = icon("arrow-up" if step > 0 else "arrow-down")
    said = "tăng " if step and step > 0 else "giảm " if step and step < 0 else ""
    word = ASSESSMENT_WORDS.get(judged, "")
    return html.Span(
        [
            symbol,
            html.Span(said, className="sr-only"),
            html.Span(text or short_change(row, side), className="chip-text"),
            html.Span(word, className="chip-word") if word else None,
        ],
        className=f"chip {judged}",
    )


def target_chip(row: dict | None) -> html.Span:
    """A target or plan and whether it was reached, in as few words as a card has room for.

    Args:
        row: of queries/targets.sql; None where nobody has set one.
    """
    if row is None or row["target"] is None:
        return html.Span("chưa giao", className="chip none")
    kind = {"at_least": "từ", "at_most": "không quá"}.get(row["target_kind"], "")
    aim = " ".join((kind, *rounded_with_unit(row["target"], row["unit"], row["decimals"]))).strip()
    state = row["target_state"]
    judged = {"đạt": "good", "chưa đạt": "bad"}.get(state, "none")
    return html.Span(
        [html.Span(aim, className="chip-text"), html.Span(state, className="chip-word")],
        className=f"chip {judged}",
        title=row["target_source"],
    )


def card_head(title: str, text: str, *, table: str | None = None, files: object = None):
    """Heading of a card, one sentence below it, the way to its table, and the menu of its files."""
    actions = []
    if table:
        actions.append(
            html.A(
                [icon("table"), "Bảng"],
                href="#bang-so-lieu",
                className="quiet-link",
                **{"data-table": table, "aria-label": f"{title}: xem dạng bảng"},
            )
        )
    if files is not None:
        actions.append(files)
    return html.Div(
        [
            html.Div([html.H2(title), html.P(text, className="card-text")], className="grow"),
            html.Div(actions, className="card-actions") if actions else None,
        ],
        className="card-head",
    )
