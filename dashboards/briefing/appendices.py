"""Appendices 01 to 03, 05 and the definitions: what a report carries behind its text.

Signs in cells, explained under each table: `…` no report, `–` nobody to count or not comparable,
`x` withheld from outsiders.
"""

from collections.abc import Iterator

from dashboards.app.format_vi import day, lower_first, moment
from dashboards.briefing.blocks import Cell, Column, Figure, Row, Sentence, Table
from dashboards.briefing.content import Definition
from dashboards.briefing.facts import Facts
from dashboards.briefing.layout import layout

SIGNS = Sentence(
    (
        "Ký hiệu: “…” chưa có báo cáo; “–” không có đối tượng để tính hoặc không so sánh được; "
        "“x” không công bố để bảo vệ số nhỏ.",
    ),
    "ky-hieu",
)
MILLION = {"unit": "triệu đồng", "divisor": 1_000_000, "decimals": 1}
NEW = "mới"
SIDES = {"quarter": "quý trước", "year": "cùng kỳ năm trước"}
ADDED_OVER_COMMUNES = ("ADD", "SEMI")  # flows, and stocks: these add over places, never over time


def indicators(facts: Facts) -> Table:
    """Appendix 01: every indicator beside its comparisons."""
    before, year = "So với quý trước", "So với cùng kỳ năm trước"
    columns = (
        Column("STT", "order", weight=0.5),
        Column("Chỉ tiêu", weight=4),
        Column("Đơn vị tính", weight=1.4),
        Column("Kỳ này", "number"),
        Column("Quý trước", "number", group=before),
        Column("Tăng, giảm", "number", group=before),
        Column("%", "number", weight=0.8, group=before),
        Column("Cùng kỳ", "number", group=year),
        Column("Tăng, giảm", "number", group=year),
        Column("%", "number", weight=0.8, group=year),
        Column("Kỳ này", "number", group="Luỹ kế từ đầu năm"),
        Column("Cùng kỳ", "number", group="Luỹ kế từ đầu năm"),
        Column("Mục tiêu, kế hoạch", "number"),
        Column("% thực hiện", "number", weight=0.8),
        Column("Ghi chú", weight=2.6),
    )
    rows: list[Row] = []
    group = None
    for kpi_id, row in facts.kpis.items():
        if row["lowest_area"] is None or _is_only_by_commune(row):
            continue
        if kpi_id[:2] != group:
            group = kpi_id[:2]
            heading = (layout()["groups"].get(group, group), *[""] * (len(columns) - 1))
            rows.append(Row(heading, "section"))
        number = str(sum(1 for one in rows if one.kind == "body") + 1)
        rows.append(Row((number, *_indicator_cells(facts, kpi_id, row))))
    notes = (
        SIGNS,
        Sentence(
            (
                "Tăng, giảm của tỷ lệ tính bằng điểm phần trăm; tỷ lệ % chỉ tính khi số gốc từ 10 "
                "trở lên và so sánh được; “mới” là phát sinh mới, kỳ gốc bằng 0.",
            ),
            "cach-so-sanh",
        ),
    )
    without = [words for side, words in SIDES.items() if not is_compared(facts, side)]
    if without:
        words = f"Không có số so sánh được của {' và '.join(without)}."
        notes = (*notes, Sentence((words,), "khong-so-sanh"))
    title = f"Tổng hợp các chỉ tiêu {lower_first(facts.quarter['label'])}"
    return Table("phu-luc-01", title, columns, tuple(rows), "01", notes=notes, landscape=True)


def is_compared(facts: Facts, side: str) -> bool:
    """Whether any indicator is compared on a side at all: a first quarter says so once.

    Args:
        facts: of the quarter.
        side: `quarter` or `year`.
    """
    return any(row[f"{side}_kind"] not in (None, "not_comparable") for row in facts.kpis.values())


def _is_only_by_commune(row: dict) -> bool:
    """An index is stated for communes only: it has no line among the sums."""
    return row["additivity"] == "INDEX"


def _indicator_cells(facts: Facts, kpi_id: str, row: dict) -> Iterator[Cell]:
    form = dict(MILLION) if row["unit"] == "đồng" else {"divisor": 1}

    def of(column: str, **more: object) -> Figure:
        return facts.of_kpi(kpi_id, column, short=True, **{**form, **more})

    yield row["name"]
    yield form.get("unit") or row["unit"]
    yield of("value")
    for side in ("quarter", "year"):
        yield of(f"{side}_base_value") if row[f"{side}_base_value"] is not None else "…"
        kind = row[f"{side}_kind"]
        yield of(f"{side}_abs", signed=True) if row[f"{side}_abs"] is not None else "–"
        if kind == "percent":
            percent = {"unit": "%", "divisor": 1, "decimals": 1}
            yield of(f"{side}_pct", signed=True, **percent)
        else:
            yield NEW if kind == "new" else "–"
    yield of("ytd_value")
    yield of("ytd_base_value") if row["ytd_base_value"] is not None else "…"
    yield from _plan_cells(facts, kpi_id, row, form)
    yield _note(facts, row)


def _plan_cells(facts: Facts, kpi_id: str, row: dict, form: dict) -> Iterator[Cell]:
    percent = {"unit": "%", "divisor": 1, "decimals": 1}
    plan = layout()["plans"].get(kpi_id)
    if plan and facts.kpis.get(plan, {}).get("denominator") is not None:
        yield facts.of_kpi(plan, "denominator", unit=row["unit"], divisor=1, decimals=0)
        yield facts.of_kpi(plan, "value", **percent)
    elif row["target"] is not None:
        yield facts.of_kpi(kpi_id, "target", **form)
        has_share = row["fulfilment_pct"] is not None
        yield facts.of_kpi(kpi_id, "fulfilment_pct", **percent) if has_share else "–"
    else:
        yield ""
        yield ""


def _note(facts: Facts, row: dict) -> str:
    """What must be known beside the numbers, without numbers of its own."""
    if row["value"] is None:
        return row["value_reason"] or "chưa có báo cáo"
    notes = []
    if row["missing_units"]:
        notes.append("thiếu số liệu một số nơi")
    if row["is_small_number"]:
        notes.append("số nhỏ")
    limited = [
        words
        for side, words in (("quarter", "quý trước"), ("year", "cùng kỳ"))
        if row[f"{side}_comparability"] == "hạn chế" and row[f"{side}_abs"] is not None
    ]
    if limited:
        notes.append(f"so sánh hạn chế với {', '.join(limited)}")
    for side, words in (("quarter", "quý trước"), ("year", "cùng kỳ")):
        if row[f"{side}_kind"] == "not_comparable" and is_compared(facts, side):
            notes.append(f"{words}: không so sánh được")
    return "; ".join(notes)


def communes(facts: Facts) -> Table:
    """Appendix 02: chosen indicators by commune, in Vietnamese alphabetical order."""
    shown = [kpi for kpi in layout()["commune_columns"] if kpi in facts.kpis]
    rows_of: dict[str, dict[str, dict]] = {}
    names: dict[str, str] = {}
    for row in facts.run("communes_in_quarter", period=facts.period):
        rows_of.setdefault(row["commune_code"], {})[row["kpi_id"]] = row
        names[row["commune_code"]] = row["commune_name"]
    columns = [Column("STT", "order", weight=0.5), Column("Xã, phường", weight=2.4)]
    for kpi_id in shown:
        kpi = facts.kpis[kpi_id]
        unit = "triệu đồng" if kpi["unit"] == "đồng" else kpi["unit"]
        group = layout()["groups"].get(kpi_id[:2], "")
        adds_up = kpi["additivity"] in ADDED_OVER_COMMUNES
        name = kpi["short_name"]
        columns.append(Column(name, "number", unit, group=group, adds_up=adds_up))
    rows = []
    for number, (code, by_kpi) in enumerate(rows_of.items(), 1):
        cells: list[Cell] = [str(number), names[code]]
        cells += [_commune_figure(facts, code, kpi, by_kpi.get(kpi, {})) for kpi in shown]
        rows.append(Row(tuple(cells)))
    total: list[Cell] = ["", "Toàn tỉnh"]
    for kpi_id in shown:
        form = MILLION if facts.kpis[kpi_id]["unit"] == "đồng" else {"divisor": 1}
        total.append(facts.of_kpi(kpi_id, short=True, **form))
    rows.append(Row(tuple(total), "total"))
    title = f"Chỉ tiêu theo {len(rows_of)} xã, phường"
    empty = "Bản công bố này không có số liệu theo xã, phường."
    return Table(
        "phu-luc-02",
        title,
        tuple(columns),
        tuple(rows) if rows_of else (),
        "02",
        empty,
        notes=(SIGNS,),
        landscape=True,
    )


def _commune_figure(facts: Facts, code: str, kpi_id: str, row: dict) -> Figure:
    kpi = facts.kpis[kpi_id]
    form = MILLION if kpi["unit"] == "đồng" else {"unit": kpi["unit"], "decimals": kpi["decimals"]}
    return facts.figure(
        "communes_in_quarter",
        {"period": facts.period},
        {"kpi_id": kpi_id, "commune_code": code},
        "value",
        row,
        short=True,
        kpi_id=kpi_id,
        area_code=code,
        span="quarter",
        **{"divisor": 1, **form},
    )


def late_or_missing(facts: Facts) -> Table:
    """Appendix 03: who is late, missing or had forms returned."""
    columns = (
        Column("STT", "order", weight=0.5),
        Column("Đơn vị", weight=2.5),
        Column("Tình trạng", weight=1.1),
        Column("Số biểu", "number", weight=0.7),
        Column("Biểu", weight=5),
        Column("Hạn nộp", weight=1),
        Column("Nhận lần cuối", weight=1.3),
    )
    asked = {"period": facts.period}
    rows = []
    for row in facts.run("late_or_missing_agencies", **asked) if facts.is_internal else ():
        where = {"agency_code": row["agency_code"], "status": row["status"]}
        forms = facts.figure(
            "late_or_missing_agencies", asked, where, "forms", row, unit="", area_code=None
        )
        told = (
            row["form_names"],
            day(row["due_on"]),
            moment(row["last_received_at"]) or "chưa nhận",
        )
        rows.append(Row((str(len(rows) + 1), row["agency_name"], row["status"], forms, *told)))
    empty = "Mọi đơn vị đã gửi đủ báo cáo đúng hạn."
    if not facts.is_internal:
        empty = "Danh sách đơn vị nộp chậm, chưa nộp không có trong bản dành cho bên ngoài."
    title = "Đơn vị nộp chậm, chưa nộp hoặc bị trả lại báo cáo"
    return Table("phu-luc-03", title, columns, tuple(rows), "03", empty, landscape=True)


def definitions(facts: Facts) -> tuple[Definition, ...]:
    """What each indicator of the report means."""
    return tuple(
        Definition(
            row["kpi_id"],
            row["name"],
            row["unit"],
            row["definition"] or "",
            row["formula"] or "",
            row["source_forms"] or "",
            row["caveat"] or "",
        )
        for row in facts.run("kpi_dictionary", kpi="")
        if row["kpi_id"] in facts.kpis
    )


def explanations(facts: Facts) -> Table:
    """Appendix 05: the definitions as a table."""
    columns = (
        Column("Mã", weight=0.7),
        Column("Chỉ tiêu", weight=2),
        Column("Đơn vị tính", weight=1),
        Column("Cách hiểu", weight=4.5),
        Column("Cách tính", weight=2.6),
        Column("Lưu ý khi đọc", weight=4),
    )
    rows = tuple(
        Row((one.kpi_id, one.name, one.unit, one.definition, one.formula, one.caveat))
        for one in definitions(facts)
    )
    empty = "Bản công bố này không kèm giải thích chỉ tiêu."
    return Table("phu-luc-05", "Giải thích chỉ tiêu", columns, rows, "05", empty, landscape=True)
