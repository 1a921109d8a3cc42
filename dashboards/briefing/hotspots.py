"""What the briefing says of the hot spots: counts, the red list, appendix 06. For inside only."""

from dashboards.app.format_vi import day, lower_first
from dashboards.briefing.blocks import NBSP, Column, Figure, Paragraph, Row, Sentence, Table
from dashboards.briefing.facts import Facts

LEVELS = (("red", "đỏ"), ("yellow", "vàng"), ("green", "xanh"))
NOT_YET = "Bộ tiêu chí điểm nóng chưa áp dụng cho kỳ này, chưa xếp mức cảnh báo."


def summary(facts: Facts) -> Paragraph:
    """How many communes stand at each level, the red ones by name."""
    asked = {"period": facts.period}
    row = next(iter(facts.run("hotspot_summary", **asked)), None)
    if row is None:
        return Paragraph((Sentence((NOT_YET,), "diem-nong", ("EW-02",)),))

    def count(column: str) -> Figure:
        return facts.figure("hotspot_summary", asked, {}, column, row, unit="", kpi_id="EW-02")

    parts: list[str | Figure] = ["Theo chỉ số cảnh báo, trong "]
    parts += [count("communes"), f"{NBSP}xã, phường có "]
    for place, (column, words) in enumerate(LEVELS):
        parts += [", " if place else "", count(column), f"{NBSP}nơi mức {words}"]
    parts += ["; ", count("grey"), f"{NBSP}nơi chưa đủ số liệu để xếp mức."]
    said = [Sentence(tuple(parts), "diem-nong", ("EW-02",))]
    red = [lower_first(one["commune_name"]) for one in _scores(facts) if one["level"] == "đỏ"]
    if red:
        words = f"Các nơi mức đỏ: {', '.join(red)} (Phụ lục 06, hạn chế)."
    else:
        words = "Không có xã, phường nào ở mức đỏ."
    said.append(Sentence((words,), "diem-nong-do", ("EW-01",)))
    return Paragraph(tuple(said))


def red_list(facts: Facts) -> Table:
    """Communes at level red, the highest score first: page one."""
    columns = (
        Column("STT", "order", weight=0.5),
        Column("Xã, phường", weight=2),
        Column("Điểm", "number", weight=0.8),
        Column("Sự việc đưa lên mức đỏ", weight=4),
    )
    rows = [
        Row((str(number), row["commune_name"], _score(facts, row), _trigger(row)))
        for number, row in enumerate(
            (row for row in _scores(facts) if row["level"] == "đỏ"),
            1,
        )
    ]
    empty = "Không có xã, phường nào ở mức đỏ." if _scores(facts) else NOT_YET
    title = "Địa bàn ở mức cảnh báo đỏ"
    return Table("dia-ban-do", title, columns, tuple(rows), empty=empty, restricted=True)


def appendix(facts: Facts) -> Table:
    """Appendix 06: communes at level red and yellow, how firm each level is, what decided it."""
    columns = (
        Column("STT", "order", weight=0.5),
        Column("Xã, phường", weight=2),
        Column("Mức", weight=0.8),
        Column("Điểm", "number", weight=0.8),
        Column("Thấp nhất", "number", weight=0.9, group="Khi thử đổi trọng số"),
        Column("Cao nhất", "number", weight=0.9, group="Khi thử đổi trọng số"),
        Column("% trọng số có số liệu", "number", weight=1),
        Column("Sự việc, căn cứ xếp mức", weight=5),
    )
    rows = []
    for row in _scores(facts):
        if row["level"] not in ("đỏ", "vàng"):
            continue
        figures = [_score(facts, row, name) for name in ("score", "lowest_score", "highest_score")]
        share = _score(facts, row, "weight_share")
        said = (str(len(rows) + 1), row["commune_name"], row["level"])
        rows.append(Row((*said, *figures, share, _trigger(row))))
    empty = "Không có xã, phường nào ở mức đỏ hoặc vàng." if _scores(facts) else NOT_YET
    note = Sentence(
        (
            "Chỉ số cảnh báo là công cụ để chọn nơi cần xem xét, không phải kết luận về địa bàn "
            "hay đơn vị. Phụ lục này chỉ dành cho người được phân công.",
        ),
        "diem-nong-luu-y",
    )
    return Table(
        "phu-luc-06",
        "Địa bàn ở mức cảnh báo đỏ và vàng",
        columns,
        tuple(rows),
        "06",
        empty,
        notes=(note,),
        landscape=True,
        restricted=True,
    )


def _scores(facts: Facts) -> list[dict]:
    return facts.run("hotspot_scores", period=facts.period)


def _score(facts: Facts, row: dict, column: str = "score") -> Figure:
    code = row["commune_code"]
    return facts.figure(
        "hotspot_scores",
        {"period": facts.period},
        {"commune_code": code},
        column,
        row,
        unit="%" if column == "weight_share" else "điểm",
        decimals=1,
        short=True,
        kpi_id="EW-01",
        area_code=code,
        span="quarter",
    )


def _trigger(row: dict) -> str:
    if row["override_level"]:
        until = day(row["override_expires_on"])
        return f"Người có thẩm quyền ấn định: {row['override_reason']} (đến {until})"
    return row["trigger_name"] or "Theo điểm số"
