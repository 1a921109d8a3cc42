"""The queues of those who decide: names, warnings and proposals of a quarter."""

import dash_mantine_components as dmc
from dash import html

from dashboards.app.ask import ask
from dashboards.app.format_vi import moment
from dashboards.app.parts.page_frame import select
from dashboards.app.submitting.verdicts import pill, quarter_words

MOST_NAMES = 50
VERDICT_WORDS = {
    None: ("late", "clock", "chờ duyệt"),
    "approved": ("on-time", "check", "đã duyệt"),
    "declined": ("returned", "arrow-back-up", "bị trả lại"),
    "given_up": ("plain", "minus", "đã rút"),
}
# the checks of dbt/tests that warn, for readers who do not know their names
CHECK_WORDS = {
    "kiem-tra-warn_dispute_stocks_disagree": (
        "Số vụ tranh chấp tồn đầu kỳ, phát sinh, giải quyết và tồn cuối kỳ không khớp nhau"
    ),
    "kiem-tra-warn_shares_above_100": "Tỷ lệ vượt 100 %: tử số lớn hơn mẫu số trong báo cáo",
}
STATUS_LOOKS = {"chính thức": ("on-time", "circle-check"), "điều chỉnh": ("late", "edit")}


def names_queue(waiting: list[dict]) -> list:
    """Draw the names that hold files up, with what each may mean, and a form to decide one.

    Args:
        waiting: of ``standing.waiting_names``.
    """
    if not waiting:
        return [html.P("Không có tên xã, phường nào đang chờ quyết định.", className="empty")]
    communes = [
        {"value": row["area_code"], "label": row["area_name"]}
        for row in ask("areas", kind="commune")
    ]
    lines = [
        html.Li(
            [
                html.B(f"“{one['name']}”"),
                html.Span(
                    ("nhiều nơi cùng tên" if one["is_ambiguous"] else "không có trong danh mục")
                    + f" · giữ {len(one['submissions'])} tệp",
                    className="name-detail",
                ),
                html.P(f"Tệp: {', '.join(one['files'][:3])}", className="fine"),
                html.Ul([html.Li(f"{c['name']}: {c['why']}") for c in one["candidates"][:3]]),
            ]
        )
        for one in waiting[:MOST_NAMES]
    ]
    return [
        html.Ul(lines, className="queue", tabIndex=0),
        html.Div(
            [
                select(
                    "nop-bieu-name",
                    "Tên chờ quyết định",
                    [one["name"] for one in waiting[:MOST_NAMES]],
                    waiting[0]["name"],
                    width=260,
                ),
                select(
                    "nop-bieu-means", "Là xã, phường", communes, None, width=240, clearable=True
                ),
                dmc.TextInput(
                    id="nop-bieu-name-reason", label="Lý do (lưu mãi)", w="min(320px, 100%)"
                ),
                dmc.Button("Quyết định", id="nop-bieu-decide", n_clicks=0),
                dmc.Button(
                    "Không nhận tên này", id="nop-bieu-reject", variant="default", n_clicks=0
                ),
            ],
            className="queue-form",
        ),
    ]


def quarters_queue(quarters: list[dict], *, may_propose: bool, may_approve: bool) -> list:
    """Draw how each quarter stands, and the form to propose or to approve one.

    Args:
        quarters: of ``standing.quarters``.
        may_propose: the viewer proposes.
        may_approve: the viewer approves.
    """
    if not quarters:
        return [html.P("Chưa có quý nào để công nhận.", className="empty")]
    parts: list = [html.Ul([_quarter(one) for one in quarters[:8]], className="queue", tabIndex=0)]
    waiting = [
        one["period"]
        for one in quarters
        if any(proposal["verdict"] is None for proposal in one["proposals"])
    ]
    if may_propose:
        free = [one["period"] for one in quarters if one["period"] not in waiting]
        parts.append(_propose_form(free))
    if may_approve:
        parts.append(_approve_form(waiting))
    return parts


def _quarter(one: dict) -> html.Li:
    look, symbol = STATUS_LOOKS.get(one["status"], ("plain", "clock"))
    return html.Li(
        [
            html.B(quarter_words(one["period"])),
            pill(look, symbol, one["status"]),
            html.Span(
                f"{one['reported_units']}/{one['expected_units']} đơn vị đã báo cáo đủ",
                className="name-detail",
            ),
            *(_proposal(proposal) for proposal in one["proposals"]),
        ]
    )


def _proposal(one: dict) -> html.Div:
    accepted = [
        html.Li(
            "Chấp nhận “"
            + warning_words({"code": each.get("code"), "text": each["warning"]})
            + f"”: {each['reason']}"
        )
        for each in one["accepted"]
    ]
    decided = f"; {one['decided_by']} {moment(one['decided_at'])}" if one["verdict"] else ""
    return html.Div(
        [
            pill(*VERDICT_WORDS.get(one["verdict"], VERDICT_WORDS[None])),
            f" {one['proposed_by']} đề nghị “{one['status']}” "
            f"{moment(one['proposed_at'])}{decided}",
            html.P(one["reason"], className="fine") if one["reason"] else None,
            html.Ul(accepted, className="fine") if accepted else None,
        ]
    )


def _periods(periods: list[str]) -> list[dict]:
    return [{"value": period, "label": quarter_words(period)} for period in periods]


def _propose_form(free: list[str]) -> html.Div:
    return html.Div(
        [
            html.H3("Đề nghị công nhận số liệu một quý"),
            html.Div(
                [
                    select(
                        "nop-bieu-propose-period",
                        "Quý",
                        _periods(free),
                        free[0] if free else None,
                        width=170,
                    ),
                    dmc.TextInput(
                        id="nop-bieu-propose-reason", label="Lý do đề nghị", w="min(340px, 100%)"
                    ),
                ],
                className="queue-form",
            ),
            html.P(
                "Mỗi cảnh báo dưới đây phải được chấp nhận bằng văn bản; lý do in thành chú thích.",
                className="fine",
            ),
            html.Div(id="nop-bieu-warnings", className="queue-warnings"),
            dmc.Button("Đề nghị lãnh đạo duyệt", id="nop-bieu-propose", n_clicks=0),
        ]
    )


def warning_inputs(quarters: list[dict], period: object) -> list:
    """Draw a box for the reason of each warning of a quarter."""
    found = next((one for one in quarters if one["period"] == period), None)
    return [
        dmc.TextInput(
            id={"part": "nop-bieu-warning", "code": warning["code"]},
            label=warning_words(warning),
            placeholder="Vì sao chấp nhận",
        )
        for warning in (found or {"warnings": []})["warnings"]
    ]


def warning_words(warning: dict) -> str:
    """A warning in words: a check by what it looks at and how many rows it found."""
    words = CHECK_WORDS.get(warning["code"])
    found = warning["text"].rpartition(": ")[2]
    text = f"{words}: {found}" if words else warning["text"]
    return text[:1].upper() + text[1:]


def _approve_form(waiting: list[str]) -> html.Div:
    if not waiting:
        return html.P("Không có đề nghị nào chờ lãnh đạo duyệt.", className="empty")
    return html.Div(
        [
            html.H3("Duyệt đề nghị"),
            html.Div(
                [
                    select("nop-bieu-sign-period", "Quý", _periods(waiting), waiting[0], width=170),
                    dmc.TextInput(id="nop-bieu-sign-reason", label="Ý kiến", w="min(340px, 100%)"),
                    dmc.Button("Duyệt", id="nop-bieu-approve", n_clicks=0),
                    dmc.Button("Trả lại", id="nop-bieu-decline", variant="default", n_clicks=0),
                ],
                className="queue-form",
            ),
        ]
    )
