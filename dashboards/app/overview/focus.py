"""The shown indicator in full: the finding, the number, both changes, cautions, its definition."""

from dash import html

from dashboards.app.format_vi import lower_first, value_in_words
from dashboards.app.overview.view import View
from dashboards.app.overview.wording import cautions, finding, measure_line, movement
from dashboards.app.parts.pieces import change_chip, icon, source_button, value_parts


def focus(view: View) -> list:
    """Return the finding (left) and the definition (right) of the shown indicator.

    Args:
        view: the facts of the page.
    """
    return [_finding(view), _definition(view)]


def _finding(view: View) -> html.Div:
    row, kpi = view.headline, view.kpi
    words = value_in_words(row, kpi["unit"], kpi["decimals"])
    number_button = source_button(
        [*value_parts(row, kpi["unit"], kpi["decimals"]), html.Span("Nguồn số liệu")],
        *(view.shown.kpi, "province", view.shown.period),
        f"{kpi['short_name']} toàn tỉnh: {words}",
        "hero-value",
    )
    number_button.children[-1] = html.Span(
        [icon("file-spreadsheet"), "Nguồn số liệu"], className="source-hint"
    )
    reason = row["value_reason"] if row["value_state"] != "value" else None
    notes = cautions(view)
    return html.Div(
        [
            html.P("Chỉ tiêu đang xem", className="eyebrow"),
            html.H2(finding(view), id="finding", className="finding"),
            html.P(measure_line(view), className="measure"),
            html.Div(
                [
                    number_button,
                    html.Div(
                        [
                            _comparison(view, "quarter", "So với quý trước"),
                            _comparison(view, "year", "So với cùng kỳ năm trước"),
                        ],
                        className="comparisons",
                    ),
                ],
                className="hero",
            ),
            html.P(reason, className="fine") if reason else None,
            html.Ul(
                [html.Li([icon("alert-triangle"), html.Span(note)]) for note in notes],
                className="cautions",
                **{"aria-label": "Lưu ý khi đọc số liệu"},
            )
            if notes
            else None,
        ],
        className="focus-finding",
    )


def _comparison(view: View, side: str, title: str) -> html.Div:
    row, kpi = view.headline, view.kpi
    base = row[f"{side}_base_value"]
    base_label = view.period_labels.get(row[f"{side}_base_period"])
    if movement(row, side) is None:
        text = row[f"{side}_label"] or "không so sánh được: không có số liệu của kỳ gốc"
        return html.Div(
            [html.Span(title, className="side"), html.Span(text, className="fine")],
            className="comparison",
        )
    before = value_in_words({"value": base, "value_state": "value"}, kpi["unit"], kpi["decimals"])
    limited = " · so sánh hạn chế" if row[f"{side}_comparability"] == "hạn chế" else ""
    label = (row[f"{side}_label"] or "").split(" (")[0].lstrip("▲▼+− ")
    return html.Div(
        [
            html.Span(title, className="side"),
            change_chip(row, side, label or None),
            html.Span(
                f"{lower_first(base_label or 'kỳ gốc')}: {before}{limited}", className="fine"
            ),
        ],
        className="comparison",
    )


def _forms(source_forms: str | None, names: dict[str, str]) -> str:
    """Names of the forms of an indicator ("a; b" of ids); an unknown one as it is."""
    forms = [form.strip() for form in (source_forms or "").split(";")]
    return "; ".join(names.get(form, form) for form in forms if form)


def _definition(view: View) -> html.Div:
    kpi = view.kpi
    rows = [
        ("Tử số", kpi["numerator_text"]),
        ("Mẫu số", kpi["denominator_text"]),
        ("Lấy từ biểu", _forms(kpi["source_forms"], view.form_names)),
        ("Đối chiếu quốc tế", kpi["intl"]),
        ("Chiều tốt", {"up": "tăng là tốt", "down": "giảm là tốt"}.get(kpi["direction"], "không")),
    ]
    if kpi["direction"] == "neutral":
        rows[-1] = ("Chiều tốt", "tăng hay giảm không tự nói lên tốt, xấu")
    return html.Div(
        [
            html.H3([icon("info-circle"), f"Cách hiểu chỉ tiêu {kpi['kpi_id']}"]),
            html.P(kpi["definition"]),
            html.Dl(
                [part for term, text in rows if text for part in (html.Dt(term), html.Dd(text))]
            ),
            html.P([html.B("Lưu ý. "), kpi["caveat"]], className="caveat")
            if kpi["caveat"]
            else None,
        ],
        className="focus-definition",
    )
