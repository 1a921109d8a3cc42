"""Tables of the page of inspections: for the grids, the .csv and the .xlsx."""

from dashboards.app.format_vi import coverage, value_in_words
from dashboards.app.inspections.facts import ADDRESS, Facts, read_facts
from dashboards.app.parts.event_source import event_trace
from dashboards.app.parts.pieces import trace
from dashboards.app.parts.subject import SOURCE, subject_table, subject_tables
from dashboards.app.parts.table import Column, Table

NAME = "thanh-tra"


def register() -> None:
    """Register the tables; called by the page's module."""
    made = {
        "thanh-tra-theo-quy": by_quarter,
        "thanh-tra-hinh-thuc": by_form,
        "thanh-tra-theo-nganh": by_industry,
        "vi-pham-theo-nhom": by_kind,
        "kien-nghi-khac-phuc": follow_up,
        "tien-phat-theo-quy": money,
        "thanh-tra-danh-sach": visits,
        "xu-phat-danh-sach": penalties,
    }
    subject_tables(read_facts, ADDRESS, made)


def by_quarter(facts: Facts) -> Table:
    """Inspections of each quarter."""
    rows = [
        row
        | {
            "value_text": value_in_words(row, "", 0).strip(),
            "coverage": coverage(row),
            "trace": trace("CI-01", facts.area["area_code"], row["period"]),
        }
        for row in facts.series("CI-01")
    ]
    columns = [
        Column("label", "Quý", width=130, pinned=True),
        Column("value", "Thanh tra, kiểm tra (cuộc)", "source", 170, decimals=0),
        Column("coverage", "Xã, phường có số liệu", width=160),
        Column("comparability", "So sánh", width=120),
    ]
    return subject_table(facts, "Số cuộc thanh tra, kiểm tra, các quý", columns, rows, NAME)


def by_form(facts: Facts) -> Table:
    """Inspected employers by form of inspection."""
    place = trace("CI-01", facts.area["area_code"], facts.period["period"])
    rows = [row | {"trace": place} for row in facts.by_form]
    columns = [
        Column("inspection_form_name", "Hình thức", width=220, pinned=True),
        Column("visits", "Lượt đơn vị", "source", 120, decimals=0),
    ]
    caption = f"Đơn vị được kiểm tra theo hình thức, {facts.period['label']}"
    return subject_table(facts, caption, columns, rows, NAME)


def by_industry(facts: Facts) -> Table:
    """Inspected employers by industry."""
    place = trace("CI-04", facts.area["area_code"], facts.period["period"])
    rows = [row | {"trace": place} for row in facts.industries]
    numbers = (
        ("visits", "Được kiểm tra"),
        ("planned", "Theo kế hoạch"),
        ("unannounced", "Đột xuất"),
        ("on_complaint", "Theo đơn thư"),
        ("with_violations", "Có vi phạm"),
        ("violations", "Số vi phạm"),
        ("requirements", "Kiến nghị"),
        ("requirements_done", "Đã khắc phục"),
        ("requirements_overdue", "Quá hạn"),
    )
    columns = [
        Column("industry", "Ngành", width=190, pinned=True),
        *(
            Column(key, title, "source" if key == "visits" else "number", 110, decimals=0)
            for key, title in numbers
        ),
    ]
    caption = f"Đơn vị được kiểm tra theo ngành (lượt đơn vị), {facts.period['label']}"
    return subject_table(facts, caption, columns, rows, NAME)


def by_kind(facts: Facts) -> Table:
    """Violations by kind and industry."""
    place = trace("CI-04", facts.area["area_code"], facts.period["period"])
    rows = [row | {"trace": place} for row in facts.violations]
    columns = [
        Column("violation_name", "Nhóm hành vi vi phạm", width=280, pinned=True),
        Column("industry", "Ngành", width=180),
        Column("found", "Phát hiện khi kiểm tra", "source", 140, decimals=0),
        Column("punished", "Bị xử phạt", "number", 120, decimals=0),
    ]
    caption = f"Vi phạm theo nhóm và ngành (số hành vi), {facts.period['label']}"
    return subject_table(facts, caption, columns, rows, NAME)


def follow_up(facts: Facts) -> Table:
    """What became of the requirements of the quarter's inspections."""
    place = trace("CI-05", facts.area["area_code"], facts.period["period"])
    rows = [
        {"name": name, "count": count, "trace": place}
        for name, count, _ in facts.requirement_states()
    ]
    columns = [
        Column("name", "Tình trạng", width=240, pinned=True),
        Column("count", "Số kiến nghị", "source", 130, decimals=0),
    ]
    caption = f"Kiến nghị sau kiểm tra, {facts.period['label']}"
    return subject_table(facts, caption, columns, rows, NAME)


def money(facts: Facts) -> Table:
    """Penalties owed and paid, quarter by quarter."""
    rows = [
        row
        | {
            "value_text": value_in_words(row, "", 1).strip(),
            "trace": trace("CI-07", facts.area["area_code"], row["period"]),
        }
        for row in facts.series("CI-07")
    ]
    columns = [
        Column("label", "Quý", width=130, pinned=True),
        Column("value", "Đã nộp (%)", "source", 120, decimals=1),
        Column("denominator", "Phải thu (đồng)", "number", 160, decimals=0),
        Column("numerator", "Đã nộp (đồng)", "number", 160, decimals=0),
    ]
    return subject_table(facts, "Tiền phạt phải thu và đã nộp, các quý", columns, rows, NAME)


def visits(facts: Facts) -> Table:
    """The inspected employers, one a row, without their names."""
    rows = [
        row
        | {
            "trace": event_trace(row),
            "violation_names": row["violation_names"] or "",
        }
        | ({} if row["remedied_on"] else {"remedied_on_text": "–"})
        for row in facts.visits
    ]
    columns = [
        Column("commune_name", "Xã, phường", width=150, pinned=True),
        Column("happened_on", "Ngày kiểm tra", "date", 120),
        Column("inspection_type_name", "Loại", width=190),
        Column("inspection_form_name", "Hình thức", width=130),
        Column("industry", "Ngành", width=160),
        Column("violations", "Vi phạm", "source", 100, decimals=0),
        Column("violation_names", "Nhóm hành vi", width=240),
        Column("requirements", "Kiến nghị", "number", 100, decimals=0),
        Column("requirements_done", "Đã khắc phục", "number", 110, decimals=0),
        Column("requirements_overdue", "Quá hạn", "number", 100, decimals=0),
        Column("remedy_due_on", "Hạn khắc phục", "date", 130),
        Column("remedied_on", "Ngày khắc phục", "date", 130),
        *SOURCE,
    ]
    caption = f"Đơn vị được thanh tra, kiểm tra, {facts.period['label']}"
    return subject_table(facts, caption, columns, rows, NAME)


def penalties(facts: Facts) -> Table:
    """The penalty decisions, one a row."""
    rows = [
        row
        | {
            "trace": event_trace(row),
            "violation_names": row["violation_names"] or "",
        }
        for row in facts.penalties
    ]
    columns = [
        Column("commune_name", "Xã, phường", width=150, pinned=True),
        Column("decided_on", "Ngày quyết định", "date", 120),
        Column("authority_name", "Người có thẩm quyền", width=190),
        Column("subject_name", "Đối tượng", width=110),
        Column("industry", "Ngành", width=160),
        Column("violation_names", "Nhóm hành vi", width=220),
        Column("payable_vnd", "Phải thu (đồng)", "source", 140, decimals=0),
        Column("paid_vnd", "Đã nộp (đồng)", "number", 140, decimals=0),
        Column("open_vnd", "Còn phải thu (đồng)", "number", 140, decimals=0),
        Column("status_name", "Tình trạng", width=150),
        *SOURCE,
    ]
    caption = f"Quyết định xử phạt, {facts.period['label']}"
    return subject_table(facts, caption, columns, rows, NAME)
