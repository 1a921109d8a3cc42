"""The cards of the page of disputes and stoppages."""

from dash import html

from dashboards.app.disputes import tables
from dashboards.app.disputes import wording as say
from dashboards.app.disputes.facts import DEFINED, HEADLINES, Facts
from dashboards.app.disputes.timeline import event_items, timeline_figure
from dashboards.app.parts.category_bars import Bar, bars_height, category_bars
from dashboards.app.parts.chart_card import chart_card, figure_parts
from dashboards.app.parts.headlines import definitions, subject_headlines
from dashboards.app.parts.list_card import list_card
from dashboards.app.parts.pieces import trace
from dashboards.app.parts.quarter_columns import Layer, columns_note, quarter_columns
from dashboards.app.parts.trend import axis_note, trend_figure


def body(facts: Facts) -> list:
    """Return the cards of the page.

    Args:
        facts: the facts of the page.
    """
    return [
        subject_headlines(facts, HEADLINES),
        html.Div([_by_quarter(facts), _outcomes(facts)], className="pair even"),
        _stoppages(facts),
        html.Div([_mediation(facts), _causes(facts)], className="pair even"),
        _disputes(facts),
        definitions(DEFINED),
    ]


def _by_quarter(facts: Facts) -> html.Section:
    series = facts.series("DS-01")
    layers = [
        Layer(name, [facts.kinds[row["period"]][key] for row in series])
        for name, key in (("Cá nhân", "individual"), ("Tập thể", "collective"))
    ]
    return chart_card(
        "tranh-chap-theo-quy",
        title=say.quarters_title(facts),
        subtitle=facts.measure("Số vụ tranh chấp lao động tiếp nhận (vụ)", quarters=True),
        figure=quarter_columns(
            *(series, layers, "DS-01", facts.area["area_code"], facts.period["period"]),
            unit="vụ",
        ),
        words=say.quarters_words(facts),
        note=columns_note(series),
    )


def _outcomes(facts: Facts) -> html.Section:
    place = trace("DS-01", facts.area["area_code"], facts.period["period"])
    before = any(row["all_before"] for row in facts.outcomes)
    bars = [
        Bar(row["outcome_name"], row["cases"], row["cases_before"] if before else None, place)
        for row in facts.outcomes
    ]
    legend = (facts.period["label"], "Cùng kỳ năm trước" if before else "")
    drawing = {
        "figure": category_bars(bars, legend),
        "height": bars_height(bars),
    }
    if not bars:
        text = "Không có vụ tranh chấp nào được báo cáo trong quý này và cùng kỳ năm trước."
        drawing = {"body": html.P(text, className="empty")}
    return chart_card(
        "tranh-chap-ket-qua",
        title=say.outcome_title(facts),
        subtitle=facts.measure("Kết quả các vụ tiếp nhận trong quý (vụ)"),
        words=say.outcome_words(facts),
        **drawing,
    )


def _stoppages(facts: Facts) -> html.Section:
    words = say.timeline_words(facts)
    figure = html.Div(
        figure_parts(
            "ngung-viec-danh-sach",
            timeline_figure(facts),
            f"{say.timeline_title(facts)}. {words}",
            320,
        ),
        className="timeline-figure",
    )
    return chart_card(
        "ngung-viec-danh-sach",
        title=say.timeline_title(facts),
        subtitle=facts.measure(
            "Ngừng việc tập thể, đình công theo ngày bắt đầu (người tham gia)", quarters=True
        ),
        body=html.Div([figure, event_items(facts)], className="timeline"),
        words=words,
        pictures=True,
        note="Số cuộc rất ít, nên liệt kê từng cuộc và không xếp hạng xã, phường. "
        "Điểm đậm: quý đang xem; điểm rỗng: số liệu ban đầu.",
    )


def _mediation(facts: Facts) -> html.Section:
    series, kpi = facts.series("DS-03"), facts.kpis["DS-03"]
    row = facts.scorecard.get("DS-03") or {}
    known = row.get("value_state") == "value"
    return chart_card(
        "hoa-giai-thanh-theo-quy",
        title="Hoà giải thành qua các quý"
        if not known
        else f"Hoà giải thành {say.share(row)} số vụ hoà giải kết thúc",
        subtitle=facts.measure(f"{kpi['name']} ({kpi['unit']})", quarters=True),
        figure=trend_figure(series, kpi, facts.period["period"], area=facts.area["area_code"]),
        words=say.extremes(series, kpi),
        note=axis_note(series),
    )


def _causes(facts: Facts) -> html.Section:
    causes = facts.causes()
    place = trace("DS-01", facts.area["area_code"], facts.period["period"])
    bars = [
        Bar(
            *(row["category_name"], row["numerator"], None, place),
            is_rest=row["category"] == "unknown",
        )
        for row in causes
    ]
    drawing = {
        "figure": category_bars(bars),
        "height": bars_height(bars),
    }
    if not bars:
        text = (
            "Nguyên nhân được tính cho toàn tỉnh và từng xã, phường."
            if facts.area["area_kind"] not in ("province", "commune")
            else "Không có vụ nào ghi nguyên nhân trong quý này."
        )
        drawing = {"body": html.P(text, className="empty")}
    return chart_card(
        "tranh-chap-nguyen-nhan",
        title=say.causes_title(causes),
        subtitle=facts.measure("Nguyên nhân tranh chấp (vụ)"),
        words="Một vụ có thể có nhiều nguyên nhân, nên cộng lại có thể lớn hơn số vụ.",
        **drawing,
    )


def _disputes(facts: Facts) -> html.Section:
    made = tables.disputes(facts)
    row = facts.scorecard.get("DS-01") or {}
    reported = row.get("value_state") == "value"
    return list_card(
        "tranh-chap-danh-sach",
        made,
        title=f"Danh sách {len(made.rows)} vụ tiếp nhận trong quý",
        subtitle=facts.measure("Mỗi dòng một vụ, mới nhất trước"),
        words="Bấm tiêu đề cột để sắp xếp, bấm số người để xem ô bảng tính.",
        empty="Trong quý không phát sinh tranh chấp (đã báo cáo bằng 0)."
        if reported
        else "Chưa có báo cáo về tranh chấp của quý này.",
    )
