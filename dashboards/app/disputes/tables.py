"""Tables of the page of disputes and stoppages: for the grids, the .csv and the .xlsx."""

from dashboards.app.disputes.facts import ADDRESS, Facts, read_facts
from dashboards.app.format_vi import coverage, value_in_words
from dashboards.app.parts.event_source import event_trace
from dashboards.app.parts.pieces import trace
from dashboards.app.parts.subject import SOURCE, subject_table, subject_tables
from dashboards.app.parts.table import Column, Table


def register() -> None:
    """Register the tables; called by the page's module."""
    made = {
        "tranh-chap-theo-quy": by_quarter,
        "tranh-chap-ket-qua": by_outcome,
        "tranh-chap-nguyen-nhan": by_cause,
        "tranh-chap-danh-sach": disputes,
        "hoa-giai-thanh-theo-quy": mediation,
        "ngung-viec-danh-sach": stoppages,
    }
    subject_tables(read_facts, ADDRESS, made)


def by_quarter(facts: Facts) -> Table:
    """Disputes of each quarter, individual and collective."""
    rows = [
        {
            "label": row["label"],
            "value": row["value"],
            "value_text": value_in_words(row, "", 0).strip(),
            **facts.kinds[row["period"]],
            "coverage": coverage(row),
            "comparability": row["comparability"] or "",
            "trace": trace("DS-01", facts.area["area_code"], row["period"]),
        }
        for row in facts.series("DS-01")
    ]
    columns = [
        Column("label", "Quý", width=130, pinned=True),
        Column("value", "Tranh chấp (vụ)", "source", 140, decimals=0),
        Column("individual", "Cá nhân (vụ)", "number", 130, decimals=0),
        Column("collective", "Tập thể (vụ)", "number", 130, decimals=0),
        Column("coverage", "Xã, phường có số liệu", width=160),
        Column("comparability", "So sánh", width=120),
    ]
    return _table(facts, "Số vụ tranh chấp lao động tiếp nhận, các quý", columns, rows)


def by_outcome(facts: Facts) -> Table:
    """How the disputes ended that were received in the quarter, and a year before."""
    place = trace("DS-01", facts.area["area_code"], facts.period["period"])
    rows = [row | {"trace": place} for row in facts.outcomes]
    columns = [
        Column("outcome_name", "Kết quả giải quyết", width=260, pinned=True),
        Column("cases", f"{facts.period['label']} (vụ)", "source", 150, decimals=0),
        Column("cases_before", "Cùng kỳ năm trước (vụ)", "number", 170, decimals=0),
    ]
    return _table(facts, f"Kết quả các vụ tiếp nhận {facts.period['label']}", columns, rows)


def by_cause(facts: Facts) -> Table:
    """Causes of the quarter's disputes; one case may have several."""
    rows = [
        {
            "name": row["category_name"],
            "cases": row["numerator"],
            "trace": trace("DS-01", facts.area["area_code"], facts.period["period"]),
        }
        for row in facts.causes()
    ]
    columns = [
        Column("name", "Nguyên nhân", width=260, pinned=True),
        Column("cases", "Số vụ", "source", 120, decimals=0),
    ]
    title = f"Nguyên nhân tranh chấp, {facts.period['label']} (một vụ có thể có nhiều nguyên nhân)"
    return _table(facts, title, columns, rows)


def mediation(facts: Facts) -> Table:
    """Mediation that succeeded, of that which ended, quarter by quarter."""
    kpi = facts.kpis["DS-03"]
    rows = [
        row
        | {
            "value_text": value_in_words(row, "", kpi["decimals"]).strip(),
            "trace": trace("DS-03", facts.area["area_code"], row["period"]),
        }
        for row in facts.series("DS-03")
    ]
    columns = [
        Column("label", "Quý", width=130, pinned=True),
        Column("value", "Hoà giải thành (%)", "source", 150, decimals=kpi["decimals"]),
        Column("numerator", "Hoà giải thành (vụ)", "number", 150, decimals=0),
        Column("denominator", "Hoà giải kết thúc (vụ)", "number", 160, decimals=0),
    ]
    return _table(facts, "Tỷ lệ hoà giải thành, các quý", columns, rows)


def disputes(facts: Facts) -> Table:
    """The disputes received in the quarter, one a row."""
    rows = [
        row
        | {
            "trace": event_trace(row),
            "closed_on_text": "" if row["closed_on"] else "chưa kết thúc",
            "received_on_text": "" if row["received_on"] else "không ghi",
            "days_to_close_text": "" if row["days_to_close"] is None else None,
            "workers_involved_text": "không ghi" if row["workers_involved"] is None else None,
        }
        for row in facts.disputes
    ]
    for row in rows:  # a text that is empty stands for "as the value says"
        for key in [key for key in row if key.endswith("_text") and not row[key]]:
            del row[key]
    columns = [
        Column("commune_name", "Xã, phường", width=150, pinned=True),
        Column("received_on", "Ngày nhận", "date", 110),
        Column("dispute_type_name", "Loại", width=140),
        Column("cause_names", "Nguyên nhân", width=200),
        Column("industry", "Ngành", width=150),
        Column("channel_name", "Nơi tiếp nhận", width=190),
        Column("workers_involved", "Số người", "source", 100, decimals=0),
        Column("outcome_name", "Kết quả", width=170),
        Column("closed_on", "Ngày kết thúc", "date", 125),
        Column("days_to_close", "Số ngày giải quyết", "number", 120, decimals=0),
        *SOURCE,
    ]
    return _table(facts, f"Các vụ tranh chấp tiếp nhận {facts.period['label']}", columns, rows)


def stoppages(facts: Facts) -> Table:
    """The stoppages of all quarters, one a row."""
    rows = [
        row
        | {
            "trace": event_trace(row),
            "zone_name": row["zone_name"] or "",
            "estimate": "ước tính" if row["is_workers_estimate"] or row["is_days_estimate"] else "",
        }
        for row in facts.stoppages
    ]
    columns = [
        Column("started_on", "Bắt đầu", "date", 110, pinned=True),
        Column("ended_on", "Kết thúc", "date", 110),
        Column("commune_name", "Xã, phường", width=150),
        Column("zone_name", "Khu, cụm công nghiệp", width=150),
        Column("event_type_name", "Loại", width=160),
        Column("industry", "Ngành", width=150),
        Column("workers_involved", "Người tham gia", "source", 110, decimals=0),
        Column("workers_indirect", "Người bị ảnh hưởng", "number", 110, decimals=0),
        Column("days_lost", "Ngày công mất", "number", 110, decimals=0),
        Column("estimate", "Ghi chú", width=90),
        Column("procedure_name", "Trình tự", width=170),
        Column("led_by_name", "Lãnh đạo", width=160),
        Column("hours_until_authorities", "Giờ đến khi có cơ quan chức năng", "number", 140),
        Column("outcome_name", "Kết quả", width=200),
        *SOURCE,
    ]
    return _table(facts, "Các cuộc ngừng việc tập thể, đình công, mọi quý", columns, rows)


def _table(facts: Facts, caption: str, columns: list[Column], rows: list[dict]) -> Table:
    return subject_table(facts, caption, columns, rows, "tranh-chap")
