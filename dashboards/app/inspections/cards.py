"""The cards of the page of inspections."""

from dash import html

from dashboards.app.format_vi import rounded_with_unit
from dashboards.app.inspections import tables
from dashboards.app.inspections import wording as say
from dashboards.app.inspections.facts import DEFINED, HEADLINES, Facts
from dashboards.app.parts.category_bars import Bar, bars_card
from dashboards.app.parts.chart_card import chart_card
from dashboards.app.parts.headlines import definitions, subject_headlines
from dashboards.app.parts.list_card import list_card
from dashboards.app.parts.pieces import icon, trace
from dashboards.app.parts.quarter_columns import Layer, columns_note, quarter_columns

MILLION = 1_000_000


def body(facts: Facts) -> list:
    """Return the cards of the page.

    Args:
        facts: the facts of the page.
    """
    return [
        subject_headlines(facts, HEADLINES),
        html.P([icon("info-circle"), html.Span(say.coverage_words(facts))], className="caution"),
        html.Div(
            [
                _by_quarter(facts),
                html.Div([_by_form(facts), _follow_up(facts)], className="column"),
            ],
            className="pair even",
        ),
        html.Div(
            [
                html.Div([_kinds(facts), _money(facts)], className="column"),
                _industries(facts),
            ],
            className="pair even",
        ),
        _penalties(facts),
        _visits(facts),
        definitions(DEFINED),
    ]


def _by_quarter(facts: Facts) -> html.Section:
    series = facts.series("CI-01")
    layers = [Layer("Thanh tra, kiểm tra", [row["value"] for row in series])]
    return chart_card(
        "thanh-tra-theo-quy",
        title=say.quarters_title(facts),
        subtitle=facts.measure("Số cuộc thanh tra, kiểm tra (cuộc)", quarters=True),
        figure=quarter_columns(
            *(series, layers, "CI-01", facts.area["area_code"], facts.period["period"]),
            unit="cuộc",
        ),
        words=say.quarters_words(facts),
        note=columns_note(series),
    )


def _by_form(facts: Facts) -> html.Section:
    place = trace("CI-01", facts.area["area_code"], facts.period["period"])
    bars = [
        Bar(
            row["inspection_form_name"],
            row["visits"],
            None,
            place,
            is_rest=row["inspection_form"] == "unknown",
        )
        for row in facts.by_form
    ]
    return bars_card(
        "thanh-tra-hinh-thuc",
        bars,
        title=say.form_title(facts),
        subtitle=facts.measure("Đơn vị được kiểm tra theo hình thức (lượt đơn vị)"),
        empty="Quý này chưa nơi nào gửi danh sách đơn vị được kiểm tra.",
    )


def _kinds(facts: Facts) -> html.Section:
    place = trace("CI-04", facts.area["area_code"], facts.period["period"])
    bars = [
        Bar(kind["violation_name"], kind["found"], kind["punished"], place, is_rest=kind["is_rest"])
        for kind in facts.by_kind
    ]
    return bars_card(
        "vi-pham-theo-nhom",
        bars,
        title=say.kinds_title(facts),
        subtitle=facts.measure("Hành vi vi phạm theo nhóm (số hành vi)"),
        words="Bảng cho biết từng nhóm ở từng ngành. Phát hiện và xử phạt có thể khác quý.",
        names=("Phát hiện khi kiểm tra", "Bị xử phạt"),
        empty="Không có hành vi vi phạm nào trong danh sách của quý này.",
    )


def _industries(facts: Facts) -> html.Section:
    place = trace("CI-04", facts.area["area_code"], facts.period["period"])
    bars = [
        Bar(row["industry"], row["visits"], row["with_violations"], place)
        for row in facts.industries
    ]
    return bars_card(
        "thanh-tra-theo-nganh",
        bars,
        title=say.industry_title(facts),
        subtitle=facts.measure("Đơn vị được kiểm tra theo ngành (lượt đơn vị)"),
        words="Mỗi ngành chỉ vài đơn vị: xem số, không so tỷ lệ giữa các ngành.",
        names=("Được kiểm tra", "Có vi phạm"),
        empty="Quý này chưa nơi nào gửi danh sách đơn vị được kiểm tra.",
    )


def _money(facts: Facts) -> html.Section:
    series = facts.series("CI-07")
    layers = [
        Layer(name, [None if row[key] is None else row[key] / MILLION for row in series])
        for name, key in (("Phải thu", "denominator"), ("Đã nộp", "numerator"))
    ]
    drawing = {
        "figure": quarter_columns(
            *(series, layers, "CI-07", facts.area["area_code"], facts.period["period"]),
            unit="triệu đồng",
            beside=True,
        ),
        "note": columns_note(series),
    }
    if all(row["value"] is None for row in series):
        text = "Chưa quý nào có số liệu thu nộp tiền phạt."
        drawing = {"body": html.P(text, className="empty")}
    return chart_card(
        "tien-phat-theo-quy",
        title=say.money_title(facts),
        subtitle=facts.measure("Tiền phạt phải thu và đã nộp (triệu đồng)", quarters=True),
        words=say.money_words(facts),
        **drawing,
    )


def _follow_up(facts: Facts) -> html.Section:
    place = trace("CI-05", facts.area["area_code"], facts.period["period"])
    states = facts.requirement_states()
    bars = [Bar(name, count, None, place, is_rest=rest) for name, count, rest in states]
    return bars_card(
        "kien-nghi-khac-phuc",
        bars,
        title=say.follow_up_title(facts),
        subtitle=facts.measure("Kiến nghị của các cuộc trong quý (số kiến nghị)"),
        words=say.follow_up_words(facts),
        empty="Danh sách của quý này không ghi kiến nghị nào.",
    )


def _penalties(facts: Facts) -> html.Section:
    made = tables.penalties(facts)
    still_open = made.rows[0]["open_in_all_vnd"] if made.rows else None
    amount = " ".join(rounded_with_unit(still_open or 0, "đồng", 0))
    title = f"{len(made.rows)} quyết định xử phạt trong danh sách, còn phải thu {amount}"
    return list_card(
        "xu-phat-danh-sach",
        made,
        title=title if made.rows else "Danh sách quyết định xử phạt",
        subtitle=facts.measure("Mỗi dòng một quyết định, mới nhất trước"),
        empty="Quý này chưa nơi nào gửi danh sách quyết định xử phạt, hoặc không có quyết định.",
    )


def _visits(facts: Facts) -> html.Section:
    made = tables.visits(facts)
    return list_card(
        "thanh-tra-danh-sach",
        made,
        title=f"{len(made.rows)} lượt đơn vị được kiểm tra trong danh sách",
        subtitle=facts.measure("Mỗi dòng một đơn vị, không nêu tên"),
        empty="Quý này chưa nơi nào gửi danh sách đơn vị được kiểm tra.",
    )
