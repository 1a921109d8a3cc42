"""The shown number in full: value, fraction, interval, target, changes, cautions, definition."""

from dash import html

from dashboards.app.address import SPANS
from dashboards.app.format_vi import lower_first, value_in_words
from dashboards.app.indicators.facts import ADDRESS, Facts
from dashboards.app.indicators.wording import cautions, fraction, interval, target_words
from dashboards.app.parts.definition import definition
from dashboards.app.parts.pieces import change_chip, icon, source_button, value_parts
from dashboards.app.parts.sentences import movement


def focus(facts: Facts) -> list:
    """Return the number (left) and what it means (right)."""
    return [_number(facts), definition(facts.kpi, facts.form_names)]


def _number(facts: Facts) -> html.Div:
    row, kpi = facts.headline, facts.kpi
    if row is None:
        return html.Div(_nothing(facts), className="focus-finding")
    words = value_in_words(row, kpi["unit"], kpi["decimals"])
    place = facts.area_names[facts.area_code]
    hint = html.Span([icon("file-spreadsheet"), "Nguồn số liệu"], className="source-hint")
    button = source_button(
        [*value_parts(row, kpi["unit"], kpi["decimals"]), hint],
        *(facts.kpi_id, facts.area_code, facts.period_id),
        f"{kpi['short_name']}, {place}: {words}",
        "hero-value",
        facts.span,
    )
    notes = cautions(facts)
    return html.Div(
        [
            html.P(f"{place} · {_span_label(facts)}", className="eyebrow"),
            html.Div(
                [button, html.Div(_comparisons(facts), className="comparisons")], className="hero"
            ),
            _details(facts),
            html.P(row["value_reason"], className="fine")
            if row["value_state"] != "value" and row["value_reason"]
            else None,
            html.Ul(
                [html.Li([icon("alert-triangle"), html.Span(note)]) for note in notes],
                className="cautions",
                **{"aria-label": "Lưu ý khi đọc số liệu"},
            )
            if notes
            else None,
            _spans(facts),
        ],
        className="focus-finding",
    )


def _span_label(facts: Facts) -> str:
    label = facts.period["label"]
    return label if facts.span == "quarter" else f"{SPANS[facts.span]}, đến {lower_first(label)}"


def _nothing(facts: Facts) -> list:
    why = (
        "“Cả năm” chỉ có ở quý IV. Hãy chọn quý IV hoặc khoảng thời gian khác."
        if facts.span == "year"
        else "Chỉ tiêu này không được tính cho địa bàn đã chọn. Hãy chọn địa bàn khác."
    )
    return [html.P("Không có số liệu", className="eyebrow"), html.P(why, className="empty")]


def _details(facts: Facts) -> html.Dl:
    row, kpi = facts.headline, facts.kpi
    rows = [
        ("Tử số ÷ mẫu số", fraction(row, kpi["scale"])),
        ("Khoảng tin cậy 95 %", interval(row, kpi["unit"], kpi["decimals"])),
        ("Mục tiêu", target_words(facts)),
    ]
    pairs = [part for term, text in rows if text for part in (html.Dt(term), html.Dd(text))]
    return html.Dl(pairs, className="number-details") if pairs else html.Div()


def _comparisons(facts: Facts) -> list:
    chosen = [_with_second_quarter(facts)] if facts.base_id else []
    if facts.span not in ("quarter", "year_to_date"):
        text = "Khoảng này không có so sánh tăng, giảm; xem diễn biến bên dưới."
        return chosen or [html.P(text, className="fine")]
    sides = [("year", "So với cùng kỳ năm trước")]
    if facts.span == "quarter":
        sides.insert(0, ("quarter", "So với quý trước"))
    return [*(_comparison(facts, facts.headline, side, title) for side, title in sides), *chosen]


def _with_second_quarter(facts: Facts) -> html.Div | None:
    """The shown number beside that of the chosen second quarter."""
    row = next((row for row in facts.pairs if row["area_code"] == facts.area_code), None)
    if row is None:
        return None
    row = row | {"pair_base_value": row["base_value"], "pair_base_period": facts.base_id}
    return _comparison(facts, row, "pair", f"So với {lower_first(facts.base_label)} đã chọn")


def _comparison(facts: Facts, row: dict, side: str, title: str) -> html.Div:
    kpi = facts.kpi
    if movement(row, side) is None:
        text = row[f"{side}_label"] or "không so sánh được: không có số liệu của kỳ gốc"
        parts = [html.Span(title, className="side"), html.Span(text, className="fine")]
        return html.Div(parts, className="comparison")
    base = {"value": row[f"{side}_base_value"], "value_state": "value"}
    before = value_in_words(base, kpi["unit"], kpi["decimals"])
    label = facts.period_labels.get(row[f"{side}_base_period"], "kỳ gốc")
    limited = " · so sánh hạn chế" if row[f"{side}_comparability"] == "hạn chế" else ""
    text = (row[f"{side}_label"] or "").split(" (")[0].lstrip("▲▼+− ")
    return html.Div(
        [
            html.Span(title, className="side"),
            change_chip(row, side, text or None),
            html.Span(f"{lower_first(label)}: {before}{limited}", className="fine"),
        ],
        className="comparison",
    )


def _spans(facts: Facts) -> html.Div | None:
    """The same number over all spans, each a link that shows it."""
    if len(facts.spans) < 2:
        return None
    kpi = facts.kpi
    items = []
    for row in facts.spans:
        span = row["period_span"]
        href = ADDRESS.search(**facts.shown | {"khoang": span})
        words = value_in_words(row, kpi["unit"], kpi["decimals"])
        here = {"aria-current": "true"} if span == facts.span else {}
        inside = [html.Span(SPANS[span], className="side"), html.B(words)]
        below = interval(row, kpi["unit"], kpi["decimals"]) if row["is_small_number"] else None
        inside.append(html.Span(f"khoảng tin cậy {below}", className="fine") if below else None)
        items.append(html.Li(html.A(inside, href=href, className="span-link", **here)))
    return html.Div(
        [
            html.H3("Cùng chỉ tiêu, các khoảng thời gian", className="small-heading"),
            html.Ul(items, className="span-links"),
        ]
    )
