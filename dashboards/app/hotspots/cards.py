"""The cards of the page of warning scores."""

from dash import html

from dashboards.app.format_vi import number
from dashboards.app.hotspots import tables
from dashboards.app.hotspots import wording as say
from dashboards.app.hotspots.facts import ADDRESS, LEVEL_NAMES, LOOKS, Facts
from dashboards.app.hotspots.figures import history_figure, levels_figure
from dashboards.app.parts.boundary_map import map_body
from dashboards.app.parts.category_bars import Bar, bars_card
from dashboards.app.parts.chart_card import chart_card
from dashboards.app.parts.headlines import definitions
from dashboards.app.parts.list_card import list_card
from dashboards.app.parts.pieces import icon, source_button, trace
from dashboards.app.parts.tile_map import abbreviation

LISTED = 18
CAUTION = (
    "Điểm nóng là tín hiệu để kiểm tra, không phải kết luận. Trọng số và ngưỡng là đề xuất, chưa "
    "được phê duyệt. Xám là chưa đủ dữ liệu, không phải là xanh."
)


def body(facts: Facts) -> list:
    """Return the cards of the page.

    Args:
        facts: the facts of the page.
    """
    if not facts.scores:
        text = "Quý này chưa tính điểm nóng: cần số liệu của các biểu từ quý III/2025."
        return [html.P(text, className="card empty")]
    return [
        _levels(facts),
        html.P([icon("info-circle"), html.Span(CAUTION)], className="caution"),
        html.Div([map_card(facts), ranking_card(facts)], className="pair even"),
        html.Div([_components(facts), _history(facts)], className="pair even"),
        _triggers(facts),
        html.Div([_sensitivity(facts), _over_time(facts)], className="pair even"),
        definitions(("EW-01", "EW-02")),
    ]


def _link(facts: Facts, commune: str) -> str:
    return "/diem-nong" + ADDRESS.search(ky=facts.period["period"], muc=facts.level, xa=commune)


def _levels(facts: Facts) -> html.Section:
    return html.Section(
        [
            html.Div(
                [
                    html.Span(className=f"swatch {LOOKS[level]}"),
                    html.B(number(facts.counts[level])),
                    html.Span(name),
                ],
                className="level-count",
            )
            for level, name in LEVEL_NAMES.items()
        ],
        className="level-counts",
        **{"aria-label": "Số xã, phường theo mức"},
    )


def map_card(facts: Facts) -> html.Section:
    """The map of levels."""
    placed = [(row, facts.tiles[row["commune_code"]]) for row in facts.scores]
    rows = max(tile["tile_row"] for _, tile in placed) + 1
    columns = max(tile["tile_col"] for _, tile in placed) + 1
    squares = html.Div(
        [_tile(facts, row, tile) for row, tile in placed],
        className="tiles",
        style={"--rows": rows, "--columns": columns},
        role="group",
        **{"aria-label": "Mức điểm nóng theo xã, phường. Phím mũi tên đi giữa các ô."},
    )
    return chart_card(
        "diem-nong-danh-sach",
        title=say.list_title(facts),
        subtitle=facts.measure("Mức và điểm nóng của từng xã, phường (điểm, 0–100)"),
        body=map_body(squares, "Mức điểm nóng theo xã, phường."),
        words="Chọn một nơi để xem điểm gồm những gì. Gạch chéo: chưa đủ dữ liệu.",
        pictures=True,
    )


def _tile(facts: Facts, row: dict, tile: dict) -> html.A:
    grey = row["level"] == "xám"
    chosen = row["commune_code"] == facts.chosen["commune_code"]
    words = "chưa đủ dữ liệu" if grey else f"{number(row['score'], 1)} điểm"
    lines = [row["commune_name"], f"Mức {row['level']}: {words}"]
    if row["triggers_fired"]:
        lines.append(row["trigger_name"])
    if grey and row["grey_reason"]:
        lines.append(row["grey_reason"])
    return html.A(
        [
            html.Span(tile["short_name"], className="tile-name"),
            html.Span(abbreviation(tile["short_name"]), className="tile-short"),
            html.Span("?" if grey else number(row["score"]), className="tile-value"),
        ],
        href=_link(facts, row["commune_code"]),
        className=f"tile {LOOKS[row['level']]}{' chosen' if chosen else ''}",
        style={"gridRow": tile["tile_row"] + 1, "gridColumn": tile["tile_col"] + 1},
        tabIndex=0 if chosen else -1,
        **{
            "data-code": row["commune_code"],
            "data-row": tile["tile_row"],
            "data-col": tile["tile_col"],
            "data-tip": "\n".join(lines),
            "aria-label": ". ".join(lines),
        },
    )


def ranking_card(facts: Facts) -> html.Section:
    """Where to look first."""
    rows = facts.listed
    items = [_item(facts, row) for row in rows[:LISTED]]
    more = f"Còn {len(rows) - LISTED} nơi: xem trong bảng." if len(rows) > LISTED else ""
    shown = html.Ol(items, className="hot-list")
    return chart_card(
        "diem-nong-xep-hang",
        title="Nơi cần xem trước",
        subtitle=facts.measure("Đỏ trước, rồi theo điểm (điểm, 0–100)"),
        words="Vạch mảnh: khoảng điểm khi đổi từng trọng số ±25 %.",
        body=shown if rows else html.P("Không xã, phường nào ở mức này.", className="empty"),
        note=more,
        pictures=bool(rows),
    )


def _item(facts: Facts, row: dict) -> html.Li:
    grey = row["level"] == "xám"
    period = facts.period["period"]
    span = {
        "left": f"{row['lowest_score'] or 0:.1f}%",
        "width": f"{(row['highest_score'] or 0) - (row['lowest_score'] or 0):.1f}%",
    }
    track = [
        html.Span(className=f"hot-fill {LOOKS[row['level']]}", style={"width": f"{row['score']}%"}),
        html.Span(className="hot-span", style=span),
    ]
    name = html.A(row["commune_name"], href=_link(facts, row["commune_code"]), className="hot-name")
    words = "chưa đủ dữ liệu" if grey else number(row["score"], 1)
    return html.Li(
        [
            name,
            html.Span(row["level"], className=f"level-word {LOOKS[row['level']]}"),
            html.Span([] if grey else track, className="hot-track"),
            source_button(
                words,
                *("EW-01", row["commune_code"], period),
                f"{row['commune_name']}: {words}",
                "hot-value",
            ),
        ],
        className="hot chosen" if row["commune_code"] == facts.chosen["commune_code"] else "hot",
    )


def _components(facts: Facts) -> html.Section:
    chosen, found = facts.chosen, facts.components()
    bars = [
        Bar(
            row["component_name"],
            row["contribution"] or 0,
            row["most_contribution"],
            trace(row["kpi_id"] or "EW-01", chosen["commune_code"], facts.period["period"]),
            words=number(row["contribution"] or 0, 1),
        )
        for row in found
        if row["has_data"]
    ]
    card = bars_card(
        "diem-nong-thanh-phan",
        sorted(bars, key=lambda bar: -bar.value),
        title=say.commune_title(facts),
        subtitle=f"Điểm đóng góp của từng thành phần (điểm) · {chosen['commune_name']} · "
        f"{facts.period['label']}",
        words=say.commune_words(facts),
        names=("Điểm đóng góp", "Nhiều nhất có thể"),
        empty="Không thành phần nào có số liệu.",
    )
    card.children.append(html.P(say.missing_words(found), className="fine card-note"))
    return card


def _history(facts: Facts) -> html.Section:
    return chart_card(
        "diem-nong-lich-su",
        title=f"{facts.chosen['commune_name']} qua các quý",
        subtitle="Điểm nóng (điểm, 0–100) và mức · các quý đã tính",
        figure=history_figure(facts),
        words="Quý chưa đủ dữ liệu không có cột: không so được với quý khác.",
    )


def _triggers(facts: Facts) -> html.Section:
    made = tables.triggers(facts)
    return list_card(
        "diem-nong-su-viec",
        made,
        title=f"{len(made.rows)} sự việc kích hoạt mức đỏ ngay",
        subtitle=facts.measure("Mỗi dòng một sự việc, kèm ô bảng tính"),
        empty="Quý này không có sự việc nào kích hoạt mức đỏ ngay.",
    )


def _sensitivity(facts: Facts) -> html.Section:
    by_component: dict[str, dict] = {}
    for row in facts.sensitivity:
        kept = by_component.setdefault(row["component_name"], {})
        kept["less" if row["weight_factor"] < 1 else "more"] = row["communes_changed"]
    place = trace("EW-02", "province", facts.period["period"])
    bars = [
        Bar(name, kept.get("less", 0), kept.get("more", 0), place)
        for name, kept in by_component.items()
    ]
    return bars_card(
        "diem-nong-do-nhay",
        sorted(bars, key=lambda bar: -max(bar.value, bar.beside)),
        title=say.sensitivity_title(facts),
        subtitle=facts.measure("Số nơi đổi mức khi đổi một trọng số (xã, phường)"),
        words=say.sensitivity_words(facts),
        names=("Giảm 25 %", "Tăng 25 %"),
        empty="Chưa thử độ nhạy cho quý này.",
    )


def _over_time(facts: Facts) -> html.Section:
    return chart_card(
        "diem-nong-qua-quy",
        title=say.history_title(facts),
        subtitle="Số xã, phường theo mức (xã, phường) · toàn tỉnh · các quý đã tính",
        figure=levels_figure(facts),
        words="Phần gạch chéo là nơi chưa đủ dữ liệu; giảm phần này thì các mức khác tăng theo.",
        note="Xếp từ dưới lên: đỏ, vàng, xanh, xám.",
        height=340,
    )
