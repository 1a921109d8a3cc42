"""Appendix 04, the data themselves: what was published before and changed since, and what forms
state of the year that their own quarters do not add up to.

Luỹ kế is always summed from what was accepted, never taken from a form; here a form's own number is
laid beside that sum, with its cell.
"""

from collections.abc import Iterator

import duckdb

from dashboards.briefing.appendices import MILLION
from dashboards.briefing.blocks import NBSP, Cell, Column, Row, Sentence, Table
from dashboards.briefing.facts import Facts
from dashboards.briefing.layout import layout

OLDER = "Bản công bố này được lập khi chưa có việc đối chiếu luỹ kế ghi trên biểu."


def revisions(facts: Facts) -> Table:
    """Appendix 04a: numbers published before that have changed since."""
    columns = (
        Column("STT", "order", weight=0.5),
        Column("Chỉ tiêu", weight=2.6),
        Column("Đơn vị tính", weight=1.2),
        Column("Địa bàn", weight=1.6),
        Column("Kỳ", weight=1),
        Column("Số đã công bố", "number"),
        Column("Số điều chỉnh", "number"),
        Column("Chênh lệch", "number"),
        Column("Lý do", weight=3),
    )
    asked = {"period": facts.period}
    found = facts.run("latest_revisions", **asked) if facts.is_internal else []
    known = [row for row in found if row["kpi_id"] in facts.kpis]  # the others: not for this reader
    most = layout()["revised_rows"]
    rows = [
        Row((str(no), *_revision_cells(facts, asked, row)))
        for no, row in enumerate(known[:most], 1)
    ]
    empty = "Không có số liệu nào đã công bố bị điều chỉnh ở bản công bố này."
    if not facts.is_internal:
        empty = "Việc điều chỉnh số liệu đã công bố không có trong bản dành cho bên ngoài."
    title = "Điều chỉnh số liệu đã công bố"
    number = "04a" if facts.is_internal else "04"
    notes = (_left_out(facts, asked, found[0]),) if len(known) > most else ()
    return Table(
        "phu-luc-04", title, columns, tuple(rows), number, empty, notes=notes, landscape=True
    )


def _left_out(facts: Facts, asked: dict, row: dict) -> Sentence:
    """How many numbers have changed where not all of them are listed."""
    where = {name: row[name] for name in ("kpi_id", "area_code", "period")}
    form = {"unit": "", "divisor": 1, "decimals": 0}
    changes = facts.figure(
        "latest_revisions", asked, where, "all_changes", row, area_code=None, **form
    )
    words = (
        f"{NBSP}số theo quý, của tỉnh và của từng địa bàn; bảng nêu những số đầu, của toàn tỉnh "
        "trước. Xem theo quý ở trang Báo cáo & chất lượng số liệu của bảng điều khiển."
    )
    return Sentence(("Lần công bố này thay đổi ", changes, words), "dieu-chinh-con-lai")


def _revision_cells(facts: Facts, asked: dict, row: dict) -> Iterator[Cell]:
    unit = "triệu đồng" if row["unit"] == "đồng" else row["unit"] or ""
    form = MILLION if row["unit"] == "đồng" else {"divisor": 1}
    where = {name: row[name] for name in ("kpi_id", "area_code", "period")}
    about = {**where, "span": "quarter", "short": True}
    yield row["short_name"] or row["kpi_id"]
    yield unit
    yield row["area_name"] or row["area_code"]
    yield facts.periods.get(row["period"], {}).get("label") or row["period"]
    for column in ("old_value", "new_value"):
        yield facts.figure("latest_revisions", asked, where, column, row, **about, **form)
    if row["change_abs"] is None:
        yield "–"
    else:
        yield facts.figure(
            "latest_revisions", asked, where, "change_abs", row, signed=True, **about, **form
        )
    yield row["cause"] or row["change_kind"]


def stated_year_to_date(facts: Facts) -> Table:
    """Appendix 04b: luỹ kế as forms state it where their own quarters add up to another number."""
    columns = (
        Column("STT", "order", weight=0.5),
        Column("Xã, phường", weight=1.8),
        Column("Đơn vị gửi", weight=2.2),
        Column("Biểu", weight=1.8),
        Column("Cột", weight=2.2),
        Column("Ghi trên biểu", "number", weight=0.9),
        Column("Tổng các quý", "number", weight=0.9),
        Column("Chênh lệch", "number", weight=0.9),
        Column("Tệp, trang, ô", weight=3),
        Column("Lưu ý", weight=2),
    )
    asked, empty = (
        {"period": facts.period},
        ("Mọi số luỹ kế ghi trên biểu mà đối chiếu được đều bằng tổng các quý đã nhận."),
    )
    try:
        found = facts.run("stated_year_to_date", **asked)
    except duckdb.CatalogException:  # a release that was made before there was this mart
        found, empty = [], OLDER
    rows = [Row((str(no), *_stated_cells(facts, asked, row))) for no, row in enumerate(found, 1)]
    note = Sentence(
        (
            "Báo cáo này dùng tổng các quý đã nhận, không dùng số luỹ kế ghi trên biểu. Chỉ đối "
            "chiếu được nơi đã nhận đủ các quý từ đầu năm.",
        ),
        "luy-ke-tren-bieu",
    )
    title = "Luỹ kế ghi trên biểu khác tổng các quý"
    return Table(
        "phu-luc-04b",
        title,
        columns,
        tuple(rows),
        "04b",
        empty,
        notes=(note,),
        landscape=True,
        goes_on=True,
    )


def _stated_cells(facts: Facts, asked: dict, row: dict) -> Iterator[Cell]:
    keys = ("load_id", "sheet", "cell", "commune_code", "column_name")
    where = {name: row[name] for name in keys}
    yield row["area_name"]
    yield row["agency_name"] or row["agency_code"]
    yield row["form_name"]
    yield f"{row['column_label']} ({row['unit']})"
    for column in ("stated_value", "summed_value", "difference"):
        yield facts.figure(
            "stated_year_to_date",
            asked,
            where,
            column,
            row,
            divisor=1,
            decimals=0,
            signed=column == "difference",
            area_code=row["commune_code"],
            span="year_to_date",
        )
    yield f"{row['file_name']}, trang {row['sheet']}, ô {row['cell']}"
    yield row["explanation"] or ""
