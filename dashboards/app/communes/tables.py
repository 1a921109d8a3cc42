"""The tables of the page, for its grids and its files."""

from urllib.parse import parse_qs

from dashboards.app.communes.facts import Facts, commune_in
from dashboards.app.format_vi import day, moment, number, state_words
from dashboards.app.indicators.tables import measures
from dashboards.app.parts.pieces import trace
from dashboards.app.parts.table import Column, Table, table
from dashboards.app.viewer import SIGNED_IN


def facts_of(search: str) -> Facts | None:
    """Read ``?xa=…&ky=…`` (what the links of the page's files say)."""
    asked = {key: values[0] for key, values in parse_qs((search or "").lstrip("?")).items()}
    code = commune_in(asked.get("xa"))
    return Facts(code, **asked) if code else None


def _make(facts: Facts, what: str, name: str, columns: list[Column], rows: list[dict]) -> Table:
    caption = f"{what}, {facts.area['area_name']}, {facts.period['label']}"
    for row in rows:
        row |= {"file_status": facts.period["release_status"], "file_period": facts.period["label"]}
    beside = (Column("file_period", "Quý"), Column("file_status", "Trạng thái số liệu", width=150))
    return Table(caption, columns, rows, f"{name}-{facts.code}-{facts.period_id}", beside)


def indicators(facts: Facts) -> Table:
    """One row an indicator."""
    rows = [
        measures(row, row, facts.code, facts.period_id, "quarter")
        | {
            "name": row["short_name"],
            "kpi_id": row["kpi_id"],
            "unit": row["unit"],
            "median": row["province_median"],
            "rank": f"{row['province_rank']}/{row['province_size']}"
            if row["province_rank"]
            else "",
            "band": f"{row['band_rank']}/{row['band_size']}" if row["band_rank"] else "",
            "why": row["unranked_reason"] or "",
            "quarter": row["quarter_label"] or "",
            "year": row["year_label"] or "",
            "state": state_words(row),
        }
        for row in facts.profile
    ]
    columns = [
        Column("name", "Chỉ tiêu", width=230, pinned=True),
        Column("value", "Giá trị", "source", 110),
        Column("unit", "Đơn vị", width=130),
        Column("numerator", "Tử số", "number", 95),
        Column("denominator", "Mẫu số", "number", 95),
        Column("median", "Trung vị tỉnh", "number", 110, decimals=1),
        Column("rank", "Trong tỉnh", width=100),
        Column("band", "Cùng quy mô", width=110),
        Column("quarter", "So với quý trước", width=180),
        Column("year", "So với cùng kỳ", width=180),
        Column("state", "Tình trạng", width=135),
        Column("why", "Vì sao không xếp hạng", width=220),
        Column("kpi_id", "Mã", width=80),
    ]
    return _make(facts, "Các chỉ tiêu", "xa-phuong-chi-tieu", columns, rows)


def events(facts: Facts) -> Table:
    """One row an event of the quarter."""
    rows = [
        {
            "happened": day(row["happened_on"]),
            "kind": row["kind_name"],
            "what": row["what"] or "",
            "outcome": row["outcome"] or "",
            "industry": row["industry"] or "",
            "figure": row["figure"],
            "figure_text": number(row["figure"]) if row["figure"] is not None else "–",
            "unit": row["figure_unit"],
            "place": f"{row['file_name']} · {row['sheet']} · dòng {row['row']}",
        }
        for row in facts.events
    ]
    columns = [
        Column("happened", "Ngày", width=100, pinned=True),
        Column("kind", "Loại", width=150),
        Column("what", "Nội dung", width=230),
        Column("outcome", "Kết quả", width=190),
        Column("figure", "Số lượng", "number", 100),
        Column("unit", "Đơn vị", width=95),
        Column("industry", "Ngành", width=140),
        Column("place", "Tệp, trang, dòng", width=250),
    ]
    return _make(facts, "Sự việc trong quý", "xa-phuong-su-viec", columns, rows)


def submissions(facts: Facts) -> Table:
    """One row a form that was sent, or is owed."""
    rows = [
        {
            "form": row["form_name"],
            "received": moment(row["received_at"]),
            "due": day(row["due_on"]),
            "outcome": row["outcome"],
            "kind": _kind(row),
            "errors": row["errors"],
            "warnings": row["warnings"],
            "file": row["file_name"],
        }
        for row in facts.submissions
    ]
    sent = {row["form"] for row in facts.submissions}
    rows += [
        {
            "form": row["form_name"],
            "received": "",
            "due": day(row["due_on"]),
            "outcome": row["status"],
        }
        | {"kind": "", "errors": None, "warnings": None, "file": ""}
        for row in facts.reports
        if row["form"] not in sent
    ]
    columns = [
        Column("form", "Biểu", width=230, pinned=True),
        Column("outcome", "Kết quả", width=110),
        Column("received", "Nhận lúc", width=140),
        Column("due", "Hạn nộp", width=105),
        Column("kind", "Loại", width=130),
        Column("errors", "Lỗi", "number", 75, decimals=0),
        Column("warnings", "Cảnh báo", "number", 95, decimals=0),
        Column("file", "Tệp", width=260),
    ]
    return _make(facts, "Các lần nộp", "xa-phuong-lan-nop", columns, rows)


def _kind(row: dict) -> str:
    words = (
        ("is_withdrawn", "đã rút"),
        ("is_replacement", "bản thay thế"),
        ("is_correction", "đính chính"),
        ("is_nil_return", "không phát sinh"),
    )
    return ", ".join(word for name, word in words if row[name])


def findings(facts: Facts) -> Table:
    """One row a kind of finding in a form."""
    rows = [
        {
            "form": row["form_name"] or "",
            "severity": row["severity_name"],
            "title": row["title"],
            "about": row["about"] or "",
            "findings": row["findings"],
            "open": row["open_findings"],
        }
        for row in facts.findings
    ]
    columns = [
        Column("form", "Biểu", width=230, pinned=True),
        Column("severity", "Mức", width=100),
        Column("title", "Phát hiện", width=260),
        Column("about", "Ở", width=90),
        Column("findings", "Số lần", "number", 90, decimals=0),
        Column("open", "Còn mở", "number", 90, decimals=0),
    ]
    return _make(facts, "Lỗi, cảnh báo", "xa-phuong-phat-hien", columns, rows)


def neighbours(facts: Facts) -> Table:
    """One row a commune of like size."""
    rows = [
        {
            "name": row["commune_name"],
            "workers": row["workers"],
            "band": row["band_label"] or "",
            "trace": trace("OE-03", row["commune_code"], facts.period_id),
        }
        for row in facts.neighbours
    ]
    columns = [
        Column("name", "Xã, phường", width=200, pinned=True),
        Column("workers", "Lao động", "number", 110, decimals=0),
        Column("band", "Nhóm quy mô", width=200),
    ]
    return _make(facts, "Xã, phường cùng quy mô", "xa-phuong-cung-quy-mo", columns, rows)


MADE = {
    "xa-phuong-chi-tieu": indicators,
    "xa-phuong-su-viec": events,
    "xa-phuong-lan-nop": submissions,
    "xa-phuong-phat-hien": findings,
    "xa-phuong-cung-quy-mo": neighbours,
}


def register() -> None:
    """Register the tables under the names of their cards."""
    for name, make in MADE.items():
        table(name, roles=set(SIGNED_IN))(_from_address(make))


def _from_address(make: object) -> object:
    def made(search: str) -> Table | None:
        facts = facts_of(search)
        return make(facts) if facts else None

    return made
