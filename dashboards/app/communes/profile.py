"""All indicators of a commune as a table with sparklines, beside median, place and like size."""

from dash import html

from dashboards.app.communes.facts import Facts
from dashboards.app.format_vi import (
    NO_REPORT,
    NOT_APPLICABLE,
    number,
    rounded_with_unit,
    value_in_words,
)
from dashboards.app.indicators.facts import KPI_GROUPS
from dashboards.app.parts.pieces import source_button
from dashboards.app.parts.sparkline import sparkline

HEADINGS = (
    "Chỉ tiêu",
    "Giá trị",
    "Các quý",
    "So với quý trước",
    "Trung vị tỉnh",
    "Thứ hạng trong tỉnh",
    "Trong nhóm cùng quy mô",
)


def profile_table(facts: Facts) -> html.Div:
    """Return the table, one group of indicators below the other."""
    bodies, groups = [], {}
    for row in facts.profile:
        groups.setdefault(row["kpi_id"][:2], []).append(row)
    for prefix, rows in groups.items():
        heading = html.Th(KPI_GROUPS.get(prefix, "Khác"), colSpan=len(HEADINGS), scope="rowgroup")
        bodies.append(
            html.Tbody(
                [html.Tr(heading, className="group-row"), *(_row(facts, row) for row in rows)]
            )
        )
    head = html.Thead(html.Tr([html.Th(text, scope="col") for text in HEADINGS]))
    return html.Div(
        html.Table([head, *bodies], className="profile"),
        className="profile-box",
        tabIndex=0,
        role="region",
        **{"aria-label": f"Các chỉ tiêu của {facts.area['area_name']}"},
    )


def _row(facts: Facts, row: dict) -> html.Tr:
    words = value_in_words(row, row["unit"], row["decimals"])
    href = f"/chi-tieu?chi_tieu={row['kpi_id']}&ky={facts.period_id}&dia_ban={facts.code}"
    points = facts.window(row["kpi_id"])
    button = source_button(
        shown_value(row),
        *(row["kpi_id"], facts.code, facts.period_id),
        f"{row['short_name']}: {words}",
        "profile-value",
    )
    if row["value_state"] != "value":
        button = html.Span(button, **{"data-tip": words})
    small = (
        html.Span(" *", title="Mẫu số nhỏ, không nên kết luận") if row["is_small_number"] else None
    )
    change = (row["quarter_label"] or "").split(" (")[0].split(":")[0]
    judged = {"good": "good", "bad": "bad"}.get(row["quarter_assessment"], "")
    word = {"good": " · tốt lên", "bad": " · xấu đi"}.get(judged, "")
    return html.Tr(
        [
            html.Th(html.A(row["short_name"], href=href, className="kpi-name"), scope="row"),
            html.Td([button, small, _fraction(row)]),
            html.Td(sparkline(points, row["unit"], row["decimals"], facts.period_id)),
            html.Td(html.Span(change + word, className=f"profile-change {judged}")),
            html.Td(level(row, "province_median"), className="right"),
            html.Td(place(row, "province"), className="right"),
            html.Td(place(row, "band"), className="right"),
        ]
    )


def shown_value(row: dict) -> str:
    """The value with its unit; a dash where there is nothing to count, words where no report."""
    if row["value_state"] == "na":
        return NOT_APPLICABLE
    if row["value_state"] != "value":
        # the report may be there and only this figure missing: the reason is in the tip
        return NO_REPORT if (row["value_reason"] or NO_REPORT) == NO_REPORT else "chưa có số liệu"
    return value_in_words(row, row["unit"], row["decimals"])


def _fraction(row: dict) -> html.Span | None:
    if row["value_state"] != "value" or row["denominator"] in (None, 1):
        return None
    parts = (number(row[name], 0) for name in ("numerator", "denominator"))
    return html.Span(" ÷ ".join(parts), className="profile-fraction")


def level(row: dict, name: str) -> str:
    """A median in words, a dash where nobody is ranked."""
    if row[name] is None:
        return NOT_APPLICABLE
    text, unit = rounded_with_unit(row[name], row["unit"], row["decimals"])
    return f"{text} {unit}" if unit in ("%", "tỷ đồng", "triệu đồng", "đồng") else text


def place(row: dict, among: str) -> object:
    """A place among all (``province``) or those of like size (``band``), or why there is none."""
    if row[f"{among}_rank"]:
        return f"{row[f'{among}_rank']}/{row[f'{among}_size']}"
    why = row["unranked_reason"]
    return html.Span(NOT_APPLICABLE, title=why, **{"data-tip": why}) if why else NOT_APPLICABLE
