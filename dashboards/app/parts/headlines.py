"""Headline numbers: value, past, bullet graph, target, change against two earlier quarters."""

from collections.abc import Callable

from dash import html

from dashboards.app.ask import ask
from dashboards.app.format_vi import lower_first, number, value_in_words
from dashboards.app.parts.bullet import aim_of, bullet, legend
from dashboards.app.parts.pieces import change_chip, source_button, target_chip, value_parts
from dashboards.app.parts.sparkline import sparkline
from dashboards.app.parts.subject import Subject

SPARK_QUARTERS = 8
MOST_COMMUNES = 99


def headlines(
    rows: list[dict],
    series: list[dict],
    area: str,
    period: str,
    *,
    targets: list[dict],
    name: Callable[[dict], html.A] | None = None,
    selected: str | None = None,
) -> html.Section:
    """Return one cell an indicator.

    Args:
        rows: scorecard rows (queries/scorecard.sql), in the order to show.
        series: every indicator of the area over all quarters (queries/area_series.sql).
        area: area code.
        period: the shown quarter.
        targets: the area's targets and plans (queries/targets.sql).
        name: makes the name of a row; by default it leads to the definition below on the page.
        selected: the indicator to mark.
    """
    past: dict[str, list[dict]] = {}
    for point in series:
        past.setdefault(point["kpi_id"], []).append(point)
    cells = [
        _cell(
            row,
            past.get(row["kpi_id"], []),
            (area, period),
            (name or _definition_link)(row),
            aim_of(row, targets),
            row["kpi_id"] == selected,
        )
        for row in rows
    ]
    label = {"aria-label": "Các số chính"}
    return html.Section([*cells, legend()], className="headlines", **label)


def subject_headlines(facts: Subject, kpi_ids: tuple[str, ...]) -> html.Section:
    """Return the headline numbers of a page by subject.

    Args:
        facts: the facts of the page.
        kpi_ids: which, in order.
    """
    rows = [facts.scorecard[kpi_id] for kpi_id in kpi_ids if kpi_id in facts.scorecard]
    targets = ask("targets", **facts.here)
    return headlines(rows, facts.all_series, *facts.here.values(), targets=targets)


def _definition_link(row: dict) -> html.A:
    return html.A(
        row["short_name"],
        href=f"#dinh-nghia-{row['kpi_id']}",
        className="kpi-name",
        title="Xem định nghĩa",
    )


def _cell(
    row: dict,
    past: list[dict],
    place: tuple[str, str],
    name: html.A,
    aim: dict | None,
    is_selected: bool,
) -> html.Div:
    """One indicator.

    Args:
        row: its scorecard row.
        past: its value in all quarters.
        place: area and quarter.
        name: its name.
        aim: its target, where one is set.
        is_selected: whether to mark it.
    """
    area, period = place
    words = value_in_words(row, row["unit"], row["decimals"])
    reporting, expected = row["reporting_units"] or 0, row["expected_units"] or 0
    coverage = f"{number(reporting)}/{number(expected)}" if expected > 1 else ""
    # an indicator over several quarters or forms counts reports, not communes
    counted = " báo cáo đã có" if expected > MOST_COMMUNES else " xã, phường có số liệu"
    until = [point for point in past if point["period"] <= period]
    before = [point for point in until if point["period"] < period]
    return html.Div(
        [
            html.Div(
                [
                    name,
                    html.Span(
                        [coverage, html.Span(counted, className="sr-only")],
                        className="kpi-coverage",
                    )
                    if coverage
                    else None,
                ],
                className="kpi-top",
            ),
            html.Div(
                [
                    source_button(
                        value_parts(row, row["unit"], row["decimals"]),
                        *(row["kpi_id"], area, period),
                        f"{row['short_name']}: {words}",
                        "kpi-value",
                    ),
                    sparkline(until[-SPARK_QUARTERS:], row["unit"], row["decimals"], period),
                ],
                className="kpi-middle",
            ),
            bullet(row, before[1 - SPARK_QUARTERS :], aim, area, period),
            html.Div(
                [
                    html.Div([html.Span(label, className="side"), chip], className="change")
                    for label, chip in (
                        ("Mục tiêu", target_chip(aim)),
                        ("Quý trước", change_chip(row, "quarter")),
                        ("Cùng kỳ", change_chip(row, "year")),
                    )
                ],
                className="kpi-changes",
            ),
        ],
        className="kpi selected" if is_selected else "kpi",
        **{"data-kpi": row["kpi_id"]},
    )


def definitions(kpi_ids: tuple[str, ...]) -> html.Section:
    """Return the definitions of a page's indicators, open, so that paper has them too.

    Args:
        kpi_ids: which, in order.
    """
    known = {kpi["kpi_id"]: kpi for kpi in ask("kpis")}
    forms = {row["form"]: row["form_name"] for row in ask("forms")}
    return html.Section(
        [
            html.H2("Định nghĩa các chỉ tiêu của trang"),
            html.Div(
                [_definition(known[kpi_id], forms) for kpi_id in kpi_ids if kpi_id in known],
                className="definitions",
            ),
        ],
        className="card definition-card",
    )


def _definition(kpi: dict, forms: dict[str, str]) -> html.Div:
    named = [forms.get(form.strip()) for form in (kpi["source_forms"] or "").split(";")]
    sources = "; ".join(dict.fromkeys(lower_first(name) for name in named if name))
    parts = [("Tử số", kpi["numerator_text"]), ("Mẫu số", kpi["denominator_text"])]
    parts += [("Lấy từ", sources), ("Lưu ý", kpi["caveat"])]
    lines = [item for word, text in parts if text for item in (html.Dt(word), html.Dd(text))]
    return html.Div(
        [
            html.H3(f"{kpi['name']} ({kpi['unit']})"),
            html.P(kpi["definition"]),
            html.Dl(lines) if lines else None,
        ],
        id=f"dinh-nghia-{kpi['kpi_id']}",
    )
