"""What is to be done about one commune: its errors, its gap, its place, its next deadline."""

from dash import html

from dashboards.app.communes.facts import UNDONE, Facts, link_to, today_in_vietnam
from dashboards.app.format_vi import day, lower_first, number, value_in_words
from dashboards.app.parts.pieces import icon, source_button

FEW_RANKED = 8  # among fewer a last place says nothing
MOST = 4  # targets and places that are named; the table below has all


def page_title(facts: Facts) -> str:
    """The finding about the commune's reports, as a heading."""
    name = facts.area["area_name"]
    counts = {word: sum(1 for row in facts.reports if row["status"] == word) for word in UNDONE}
    parts = [
        f"{count} biểu {words}"
        for count, words in (
            (counts["trả lại"], "bị trả lại"),
            (counts["chưa nộp"], "chưa nộp"),
            (open_findings(facts, "error"), "còn lỗi") if not counts["trả lại"] else (0, ""),
        )
        if count
    ]
    if parts:
        return f"{name}: còn {', '.join(parts)}"
    late = sum(1 for row in facts.reports if row["status"] == "chậm")
    if late:
        return f"{name}: đã nộp đủ, {late} biểu chậm hạn"
    return f"{name}: đã nộp đủ và đúng hạn"


def open_findings(facts: Facts, severity: str) -> int:
    """How many forms have open findings of a severity (``error``, ``warning``)."""
    rows = (row for row in facts.findings if row["severity"] == severity and row["open_findings"])
    return len({row["form"] for row in rows})


def todo(facts: Facts) -> html.Section:
    """Return the card, most urgent first."""
    steps = [*_forms(facts), *_warnings(facts), *_deadline(facts)]
    return html.Section(
        [
            html.Div(
                [
                    html.Div(
                        [
                            html.H2("Việc cần làm"),
                            html.P(
                                f"{facts.area['area_name']} · {lower_first(facts.period['label'])}",
                                className="card-measure",
                            ),
                        ],
                        className="grow",
                    ),
                    html.A([icon("upload"), "Nộp biểu"], href="/nop-bieu", className="button-link")
                    if link_to("/nop-bieu")
                    else None,
                ],
                className="card-head",
            ),
            html.Ol(steps, className="steps"),
            *_targets(facts),
        ],
        className="card todo-card",
    )


def _step(symbol: str, look: str, title: str, text: object) -> html.Li:
    return html.Li(
        [
            html.Span(icon(symbol), className=f"step-mark {look}"),
            html.Div([html.B(title), html.Div(text, className="fine")]),
        ]
    )


def _forms(facts: Facts) -> list:
    steps = []
    for row in (row for row in facts.reports if row["status"] == "trả lại"):
        wrong = [f["title"] for f in facts.findings if f["form"] == row["form"]]
        text = (
            f"Lỗi: {'; '.join(lower_first(title) for title in dict.fromkeys(wrong))}. "
            if wrong
            else ""
        )
        text += "Mở tệp trả lại, sửa các ô đã đánh dấu rồi nộp lại."
        steps.append(_step("arrow-back-up", "bad", f"Sửa và nộp lại: {row['form_name']}", text))
    missing = [row for row in facts.reports if row["status"] == "chưa nộp"]
    if missing:
        due = min(row["due_on"] for row in missing)
        late = (today_in_vietnam() - due).days
        when = f"hạn {day(due)}" + (f", đã quá {number(late)} ngày" if late > 0 else "")
        names = "; ".join(row["form_name"] for row in missing)
        text = f"{names} ({when}). Không phát sinh thì vẫn nộp, ghi “không phát sinh”."
        steps.append(_step("send", "bad", f"Nộp {number(len(missing))} biểu còn thiếu", text))
    if not steps:
        late = [row for row in facts.reports if row["status"] == "chậm"]
        text = f"{number(len(late))} biểu đến sau hạn." if late else "Mọi biểu đúng hạn."
        steps.append(_step("circle-check", "good", "Đã nộp đủ các biểu của quý", text))
    return steps


def _warnings(facts: Facts) -> list:
    warned = [
        row for row in facts.findings if row["severity"] == "warning" and row["open_findings"]
    ]
    if not warned:
        return []
    count = sum(row["open_findings"] for row in warned)
    titles = "; ".join(dict.fromkeys(lower_first(row["title"]) for row in warned))
    text = f"{titles}. Xem lại số liệu; nếu đúng thì giải thích, nếu sai thì nộp bản thay thế."
    return [_step("alert-triangle", "warn", f"Xem {number(count)} cảnh báo", text)]


def _deadline(facts: Facts) -> list:
    row = facts.next_deadline
    if row is None:
        return []
    left = (row["commune_deadline"] - today_in_vietnam()).days
    text = f"Kỳ báo cáo kết thúc ngày {day(row['ends_on'])}; còn {number(left)} ngày."
    title = f"Hạn tiếp theo: {day(row['commune_deadline'])} ({lower_first(row['label'])})"
    return [_step("calendar-event", "plain", title, text)]


def _targets(facts: Facts) -> list:
    """The gap to the targets, and where the commune stands in its group."""
    parts = []
    if facts.gaps:
        items = [_gap(facts, row) for row in facts.gaps[:MOST]]
        parts += [
            html.H3("Chưa đạt mục tiêu", className="small-heading"),
            html.Ul(items, className="gaps"),
        ]
    ranked = [
        row
        for row in facts.profile
        if row["band_rank"] and row["band_size"] >= FEW_RANKED and row["direction"] != "neutral"
    ]
    last = [row for row in ranked if row["band_rank"] > row["band_size"] * 3 / 4][:MOST]
    if last:
        items = [
            html.Li(f"{row['short_name']}: thứ {row['band_rank']}/{row['band_size']}")
            for row in last
        ]
        parts += [
            html.H3(
                f"Nhóm cuối trong các nơi cùng quy mô ({last[0]['band_label']})",
                className="small-heading",
            ),
            html.Ul(items, className="gaps"),
        ]
    return parts


def _gap(facts: Facts, row: dict) -> html.Li:
    value = value_in_words(row | {"value_state": "value"}, row["unit"], row["decimals"])
    aim = number(row["target"], row["decimals"])
    kind = "không quá" if row["target_kind"] == "at_most" else "từ"
    asked = (row["kpi_id"], facts.code, facts.period_id)
    button = source_button(
        value, *asked, f"{row['short_name']}: {value}", "gap-value", row["period_span"]
    )
    return html.Li([f"{row['short_name']}: ", button, f" (mục tiêu {kind} {aim} {row['unit']})"])
