"""The shown indicator in full: the finding, the number, both changes, cautions, its definition."""

from dash import html

from dashboards.app.format_vi import lower_first, value_in_words
from dashboards.app.overview.view import View
from dashboards.app.overview.wording import cautions, finding, measure_line
from dashboards.app.parts.definition import definition
from dashboards.app.parts.pieces import change_chip, icon, source_button, value_parts
from dashboards.app.parts.sentences import movement


def focus(view: View) -> list:
    """Return the finding (left) and the definition (right) of the shown indicator.

    Args:
        view: the facts of the page.
    """
    return [_finding(view), definition(view.kpi, view.form_names)]


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
