"""Tables of the page of outreach: for the grids, the .csv and the .xlsx."""

from dashboards.app.format_vi import coverage, value_in_words
from dashboards.app.outreach.facts import ADDRESS, Facts, read_facts
from dashboards.app.parts.event_source import event_trace
from dashboards.app.parts.pieces import trace
from dashboards.app.parts.subject import SOURCE, subject_table, subject_tables
from dashboards.app.parts.table import Column, Table

NAME = "tuyen-truyen"


def register() -> None:
    """Register the tables; called by the page's module."""
    made = {
        "tuyen-truyen-ke-hoach": plan,
        "tuyen-truyen-luot-nguoi": reached,
        "tuyen-truyen-hinh-thuc": lambda facts: kinds(facts, "session_form", "Hình thức"),
        "tuyen-truyen-noi-dung": lambda facts: kinds(facts, "topic", "Nội dung"),
        "tuyen-truyen-danh-sach": sessions,
    }
    subject_tables(read_facts, ADDRESS, made)


def plan(facts: Facts) -> Table:
    """Every commune's plan of the year, what is done of it, and whom it reached."""
    rows = [
        row
        | {
            "trace": trace("OE-07", row["commune_code"], facts.period["period"]),
            "reason": row["plan_reason"] or "",
        }
        | (
            {"fulfilment_pct_text": row["plan_reason"] or "chưa có báo cáo"}
            if row["fulfilment_pct"] is None
            else {}
        )
        for row in facts.ordered + facts.unknown
    ]
    columns = [
        Column("commune_name", "Xã, phường", width=160, pinned=True),
        Column("sessions_planned", "Kế hoạch năm (cuộc)", "number", 120, decimals=0),
        Column("sessions_held", "Đã thực hiện (cuộc)", "number", 120, decimals=0),
        Column("fulfilment_pct", "Đạt kế hoạch (%)", "source", 130, decimals=1),
        Column("sessions_in_quarter", "Cuộc trong quý", "number", 110, decimals=0),
        Column("attendances_in_quarter", "Lượt người trong quý", "number", 120, decimals=0),
        Column("attendances_in_year", "Lượt người từ đầu năm", "number", 120, decimals=0),
        Column("employers_reached_pct", "DN được phổ biến (%)", "number", 120, decimals=1),
        Column("reason", "Ghi chú", width=220),
    ]
    caption = f"Tuyên truyền so với kế hoạch năm, {facts.period['label']}"
    return subject_table(facts, caption, columns, rows, NAME)


def reached(facts: Facts) -> Table:
    """Attendances of each quarter."""
    rows = [
        row
        | {
            "value_text": value_in_words(row, "", 0).strip(),
            "coverage": coverage(row),
            "trace": trace("OE-02", facts.area["area_code"], row["period"]),
        }
        for row in facts.series("OE-02")
    ]
    columns = [
        Column("label", "Quý", width=130, pinned=True),
        Column("value", "Lượt người", "source", 140, decimals=0),
        Column("coverage", "Xã, phường có số liệu", width=160),
        Column("comparability", "So sánh", width=120),
    ]
    return subject_table(facts, "Lượt người được tuyên truyền, các quý", columns, rows, NAME)


def kinds(facts: Facts, dimension: str, title: str) -> Table:
    """Sessions of the quarter by form or by subject."""
    place = trace("OE-01", facts.area["area_code"], facts.period["period"])
    rows = [row | {"trace": place} for row in facts.parts(dimension)]
    columns = [
        Column("category_name", title, width=280, pinned=True),
        Column("numerator", "Số cuộc", "source", 120, decimals=0),
    ]
    caption = f"Cuộc tuyên truyền trong danh sách theo {title.lower()}, {facts.period['label']}"
    return subject_table(facts, caption, columns, rows, NAME)


def sessions(facts: Facts) -> Table:
    """The sessions that lists name, one a row."""
    rows = [
        row
        | {
            "trace": event_trace(row),
            "counted": "" if row["is_counted"] else "không tính vào chỉ tiêu",
            "lead_unit": row["lead_unit"] or "",
        }
        for row in facts.sessions
    ]
    columns = [
        Column("commune_name", "Xã, phường", width=150, pinned=True),
        Column("held_on", "Ngày", "date", 110),
        Column("session_form_name", "Hình thức", width=180),
        Column("topic_names", "Nội dung", width=230),
        Column("lead_unit", "Đơn vị chủ trì", width=190),
        Column("attendances", "Lượt người", "source", 110, decimals=0),
        Column("attendances_female", "Trong đó nữ", "number", 110, decimals=0),
        Column("attendances_ethnic", "Dân tộc thiểu số", "number", 110, decimals=0),
        Column("materials", "Tài liệu phát", "number", 110, decimals=0),
        Column("counted", "Ghi chú", width=160),
        *SOURCE,
    ]
    caption = f"Cuộc tuyên truyền có trong danh sách, {facts.period['label']}"
    return subject_table(facts, caption, columns, rows, NAME)
