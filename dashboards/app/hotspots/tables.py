"""Tables of the page of warning scores, for those who may see them."""

from dashboards.app.hotspots.facts import ADDRESS, Facts, read_facts
from dashboards.app.parts.pieces import trace
from dashboards.app.parts.subject import subject_table, subject_tables
from dashboards.app.parts.table import Column, Table
from dashboards.app.viewer import roles_with

NAME = "diem-nong"
# a score over too little weight says nothing: it is shown nowhere
UNKNOWN = {
    "score": None,
    "score_text": "chưa đủ dữ liệu",
    "lowest_score": None,
    "highest_score": None,
    "level_by_score": "",
}


def register() -> None:
    """Register the tables; called by the page's module."""
    made = {
        "diem-nong-danh-sach": communes,
        "diem-nong-xep-hang": communes,
        "diem-nong-thanh-phan": components,
        "diem-nong-su-viec": triggers,
        "diem-nong-do-nhay": sensitivity,
        "diem-nong-lich-su": history,
        "diem-nong-qua-quy": levels,
    }
    subject_tables(read_facts, ADDRESS, made, roles_with("hotspots"))


def communes(facts: Facts) -> Table:
    """Every commune of the chosen level with its score and what decided."""
    rows = [
        row
        | {
            "trace": trace("EW-01", row["commune_code"], facts.period["period"]),
            "why": row["grey_reason"] or row["trigger_name"] or "theo điểm",
            "override": row["override_reason"] or "",
        }
        | (UNKNOWN if row["level"] == "xám" else {})
        for row in facts.listed
    ]
    columns = [
        Column("commune_name", "Xã, phường", width=150, pinned=True),
        Column("level", "Mức", width=90),
        Column("score", "Điểm (0–100)", "source", 130, decimals=1),
        Column("lowest_score", "Thấp nhất khi thử", "number", 120, decimals=1),
        Column("highest_score", "Cao nhất khi thử", "number", 120, decimals=1),
        Column("level_by_score", "Mức theo điểm", width=120),
        Column("triggers_fired", "Sự việc kích hoạt", "number", 110, decimals=0),
        Column("why", "Vì sao", width=260),
        Column("weight_share", "Trọng số có số liệu (%)", "number", 120, decimals=0),
        Column("changing_scenarios", "Phương án đổi mức", "number", 120, decimals=0),
        Column("override", "Lý do ấn định", width=150),
    ]
    return subject_table(facts, f"Điểm nóng, {facts.period['label']}", columns, rows, NAME)


def components(facts: Facts) -> Table:
    """The chosen commune's score taken apart."""
    chosen = facts.chosen
    rows = []
    for row in facts.components():
        made = row | {"reason": row["reason"] or ""}
        if row["kpi_id"]:
            place = (row["kpi_id"], chosen["commune_code"], facts.period["period"])
            made["trace"] = trace(*place)
        rows.append(made)
    columns = [
        Column("component_name", "Thành phần", width=280, pinned=True),
        Column("contribution", "Điểm đóng góp", "source", 120, decimals=1),
        Column("weight", "Trọng số", "number", 100, decimals=1),
        Column("value", "Giá trị", "number", 110, decimals=2),
        Column("unit", "Đơn vị", width=160),
        Column("half_from", "Nửa điểm từ", "number", 110),
        Column("full_from", "Đủ điểm từ", "number", 110),
        Column("reason", "Ghi chú", width=260),
    ]
    name = chosen["commune_name"] if chosen else ""
    caption = f"Thành phần điểm nóng, {name}, {facts.period['label']}"
    return subject_table(facts, caption, columns, rows, NAME)


def triggers(facts: Facts) -> Table:
    """Facts that turned a commune red at once, with their cells."""
    rows = [
        row | {"trace": trace("EW-01", row["commune_code"], facts.period["period"])}
        for row in facts.triggers
    ]
    columns = [
        Column("commune_name", "Xã, phường", width=150, pinned=True),
        Column("trigger_name", "Sự việc", width=300),
        Column("value", "Giá trị", "source", 100),
        Column("threshold", "Ngưỡng", "number", 100),
        Column("unit", "Đơn vị", width=100),
        Column("file_name", "Tệp", width=240),
        Column("sheet", "Trang tính", width=120),
        Column("cell", "Ô", width=80),
    ]
    caption = f"Sự việc kích hoạt mức đỏ, {facts.period['label']}"
    return subject_table(facts, caption, columns, rows, NAME)


def sensitivity(facts: Facts) -> Table:
    """Communes that would have another level if one weight were other."""
    columns = [
        Column("component_name", "Trọng số được thử", width=280, pinned=True),
        Column("weight_change_pct", "Thay đổi (%)", "number", 110, decimals=0),
        Column("communes_changed", "Xã, phường đổi mức", "number", 130, decimals=0),
        Column("communes_red", "Đỏ", "number", 80, decimals=0),
        Column("communes_amber", "Vàng", "number", 80, decimals=0),
        Column("communes_green", "Xanh", "number", 80, decimals=0),
        Column("communes_grey", "Xám", "number", 80, decimals=0),
    ]
    caption = f"Độ nhạy của mức điểm nóng với trọng số, {facts.period['label']}"
    return subject_table(facts, caption, columns, facts.sensitivity, NAME)


def history(facts: Facts) -> Table:
    """The chosen commune's score in every quarter."""
    labels = {row["period"]: row["label"] for row in facts.levels_over_time}
    chosen = facts.chosen
    rows = [
        row
        | {
            "label": labels.get(row["period"], ""),
            "trace": trace("EW-01", chosen["commune_code"], row["period"]),
        }
        | (UNKNOWN if row["level"] == "xám" else {})
        for row in facts.history()
    ]
    columns = [
        Column("label", "Quý", width=130, pinned=True),
        Column("level", "Mức", width=90),
        Column("score", "Điểm (0–100)", "source", 130, decimals=1),
        Column("weight_share", "Trọng số có số liệu (%)", "number", 140, decimals=0),
        Column("triggers_fired", "Sự việc kích hoạt", "number", 120, decimals=0),
    ]
    name = chosen["commune_name"] if chosen else ""
    return subject_table(facts, f"Điểm nóng qua các quý, {name}", columns, rows, NAME)


def levels(facts: Facts) -> Table:
    """Communes by level in every quarter."""
    names = (("đỏ", "red"), ("vàng", "amber"), ("xanh", "green"), ("xám", "grey"))
    rows = [
        {"label": row["label"]} | {key: row["counts"][level] for level, key in names}
        for row in facts.levels_over_time
    ]
    titles = ("Đỏ", "Vàng", "Xanh", "Xám (chưa đủ dữ liệu)")
    columns = [Column("label", "Quý", width=130, pinned=True)] + [
        Column(key, title, "number", 110, decimals=0)
        for (_, key), title in zip(names, titles, strict=True)
    ]
    return subject_table(facts, "Xã, phường theo mức điểm nóng, các quý", columns, rows, NAME)
