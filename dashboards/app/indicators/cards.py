"""The cards of the page: places (map, order, spread, roll-ups) and times (trend, multiples)."""

from dash import html

from dashboards.app.indicators.areas import (
    ROW_HEIGHT,
    areas_figure,
    areas_title,
    areas_words,
    in_order,
)
from dashboards.app.indicators.facts import Facts
from dashboards.app.indicators.multiples import multiples, scale_words
from dashboards.app.indicators.spread import spread_figure, spread_title, spread_words
from dashboards.app.indicators.two_quarters import base_map_card, beside
from dashboards.app.indicators.wording import is_rare, short_measure, unranked_reason
from dashboards.app.parts.chart_card import chart_card
from dashboards.app.parts.ranked_bars import SHOWN_ROWS, mostly_small, ranked, ranked_bars
from dashboards.app.parts.sentences import trend_sentence, trend_title, where_sentence, where_title
from dashboards.app.parts.tile_map import tile_map
from dashboards.app.parts.trend import axis_note, trend_figure


def places(facts: Facts) -> list:
    """Map and order side by side, or with a second quarter both maps and both lists; words where
    there are no communes.
    """
    if _has_no_year(facts):
        return []
    if not facts.is_of_communes:
        return [_province_only(facts), *beside(facts)]
    if facts.base_id:
        maps = html.Div([map_card(facts), base_map_card(facts)], className="pair even")
        return [maps, *beside(facts)]
    return [html.Div([map_card(facts), order_card(facts)], className="pair")]


def spreads(facts: Facts) -> list:
    """Roll-ups and spread side by side."""
    if _has_no_year(facts) or not facts.is_of_communes:
        return []
    if is_rare(facts.communes):  # a spread of zeros says nothing
        return [_areas(facts)]
    return [html.Div([_areas(facts), _spread(facts)], className="pair even")]


def _has_no_year(facts: Facts) -> bool:
    return facts.headline is None and facts.span == "year"


def times(facts: Facts) -> list:
    """The shown area's trend, and the small multiples."""
    cards = [_trend(facts)]
    if facts.is_of_communes:
        cards.append(multiples_card(facts))
    return cards


def _province_only(facts: Facts) -> html.Section:
    text = (
        f"“{facts.kpi['short_name']}” chỉ được tính cho toàn tỉnh: số liệu nguồn không tách theo "
        "xã, phường, hoặc từng xã, phường có quá ít trường hợp để nói lên điều gì. Vì vậy không có "
        "bản đồ và xếp hạng."
    )
    heading = html.H2("Chỉ tính ở cấp tỉnh")
    return html.Section([heading, html.P(text, className="card-text")], className="card")


def map_card(facts: Facts) -> html.Section:
    """The map of the shown indicator."""
    kpi = facts.kpi
    rows = [row | {"rank_high": None} for row in facts.communes]
    quarter = f"{facts.period['label']}: " if facts.base_id else ""  # beside another map
    return chart_card(
        "chi-tieu-ban-do",
        title=quarter + where_title(rows, kpi["unit"], kpi["decimals"]),
        subtitle=short_measure(facts, "từng xã, phường"),
        words=where_sentence(rows, kpi["unit"], kpi["decimals"]),
        body=tile_map(rows, kpi, facts.period, facts.class_limits, span=facts.span),
        class_name="map-card",
        pictures=True,
    )


def ranked_rows(facts: Facts) -> list[dict]:
    """The communes in the chosen order; of what is rare only those where it happened."""
    rows = ranked(facts.communes, lowest=facts.shown["xep"] == "thap")
    return [row for row in rows if row["value"]] if is_rare(facts.communes) else rows


def order_card(facts: Facts) -> html.Section:
    """The ranked list."""
    lowest = facts.shown["xep"] == "thap"
    reason = unranked_reason(facts.communes)
    rows, rare = ranked_rows(facts), is_rare(facts.communes)
    end = "thấp nhất" if lowest else "cao nhất"
    title = "Nơi có phát sinh" if rare else f"{min(len(rows), SHOWN_ROWS)} xã, phường {end}"
    words = f"{reason[:1].upper()}{reason[1:]}." if reason else ""
    if not reason and any(row["is_small_number"] for row in rows):
        words = "Xã, phường có mẫu số nhỏ (*) xếp sau."
    if not rare and mostly_small(rows):
        words = "Phần lớn xã, phường có mẫu số nhỏ (*): thứ tự chỉ để tham khảo."
    bars = ranked_bars(rows, facts.kpi, facts.period_id, span=facts.span)
    if rare and not rows:
        bars = html.P("Không xã, phường nào phát sinh.", className="empty")
    return chart_card(
        "chi-tieu-xep-hang",
        title=title,
        subtitle=short_measure(facts, "từng xã, phường"),
        words=words,
        body=bars,
        note="Đủ mọi xã, phường, kèm thứ hạng: bấm “Bảng”.",
        class_name="rank-card",
        pictures=bool(rows),
    )


def _spread(facts: Facts) -> html.Section:
    kpi = facts.kpi
    is_ratio = kpi["additivity"] == "RATIO"
    whole = next((row["value"] for row in facts.areas if row["area_code"] == "province"), None)
    known = [row for row in facts.communes if row["value_state"] == "value"]
    figure = spread_figure(
        facts.communes,
        kpi,
        facts.period_id,
        facts.span,
        province=whole if is_ratio else None,
        compared=facts.compared,
    )
    return chart_card(
        "chi-tieu-phan-bo",
        title=spread_title(facts.communes, kpi),
        subtitle=short_measure(facts, "mỗi chấm một xã, phường"),
        figure=figure if known else None,
        body=html.P("Chưa xã, phường nào có số liệu.", className="empty"),
        words=spread_words(facts.communes, kpi),
        note="Bấm một chấm để xem nguồn số liệu của xã, phường đó.",
        height=_areas_height(facts),
    )


def _areas(facts: Facts) -> html.Section:
    kpi = facts.kpi
    is_ratio = kpi["additivity"] == "RATIO"
    rows = in_order(facts.areas, is_ratio)
    marked = [facts.area_code, *facts.compared]
    has_interval = any(row["wilson_low"] is not None for row in rows)
    note = "Gộp theo huyện cũ chính của từng xã, phường; tỷ lệ = tổng tử số ÷ tổng mẫu số."
    if has_interval:
        note += (
            " Thanh ngang: khoảng tin cậy 95 %; hai thanh chồng nhau thì chưa nên nói nơi nào hơn."
        )
    figure = areas_figure(rows, kpi, facts.period_id, facts.span, marked=marked)
    return chart_card(
        "chi-tieu-dia-ban",
        title=areas_title(rows),
        subtitle=short_measure(facts, "huyện, thị xã, thành phố cũ và khu công nghiệp"),
        figure=figure if rows else None,
        body=html.P("Chưa địa bàn nào có số liệu.", className="empty"),
        words=areas_words(rows, kpi),
        note=note,
        height=_areas_height(facts),
    )


def _areas_height(facts: Facts) -> int:
    rows = in_order(facts.areas, facts.kpi["additivity"] == "RATIO")
    return max(300, ROW_HEIGHT * len(rows) + 50)


def _trend(facts: Facts) -> html.Section:
    kpi, place = facts.kpi, facts.area_names[facts.area_code]
    known = [row for row in facts.series if row["value"] is not None]
    figure = trend_figure(facts.series, kpi, facts.period_id, area=facts.area_code, span=facts.span)
    return chart_card(
        "chi-tieu-dien-bien",
        title=trend_title(facts.series, kpi["short_name"]),
        subtitle=short_measure(facts, place),
        figure=figure if known else None,
        body=html.P("Chưa quý nào có số liệu.", className="empty"),
        words=trend_sentence(facts.series, kpi["unit"], kpi["decimals"]),
        note=axis_note(facts.series) if known else "",
    )


def multiples_card(facts: Facts) -> html.Section:
    """The small multiples."""
    kpi = facts.kpi
    what = "các địa bàn đã chọn" if facts.compared else "18 huyện, thị xã, thành phố cũ"
    return chart_card(
        "chi-tieu-nhieu-dia-ban",
        title=f"Diễn biến của {what}",
        subtitle=short_measure(facts, what),
        words=scale_words(facts.panels, kpi),
        body=multiples(facts.panels, facts.area_names, kpi, facts.period_id, facts.span),
        note="Chọn xã, phường hay địa bàn khác ở ô “So sánh địa bàn”.",
        pictures=True,
    )
