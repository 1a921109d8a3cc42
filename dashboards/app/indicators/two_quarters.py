"""Two quarters of free choice side by side: communes, roll-ups, the map of the other quarter."""

from dash import html

from dashboards.app.format_vi import lower_first, value_in_words
from dashboards.app.indicators.facts import Facts
from dashboards.app.indicators.wording import short_measure
from dashboards.app.parts.chart_card import chart_card
from dashboards.app.parts.pieces import change_chip, short_change, source_button
from dashboards.app.parts.sentences import where_sentence, where_title
from dashboards.app.parts.tile_map import tile_map

SHOWN_ROWS = 15
SUMS = ("province", "former_province")  # of counts: far longer than their parts
HOW_TO_READ = (
    "Thanh trên: {base}. Thanh dưới: {now}. Bấm một con số để xem nguồn. * Số trường hợp nhỏ: vài "
    "trường hợp cũng làm số đổi nhiều, nên xếp sau."
)


def compared(rows: list[dict]) -> list[dict]:
    """Those whose two values may be compared.

    Args:
        rows: of queries/two_quarters.sql.
    """
    return [row for row in rows if row["pair_kind"] != "not_comparable"]


def moved_most(rows: list[dict], *, down: bool) -> list[dict]:
    """Those that rose (or fell), the most first; small bases after all others.

    Args:
        rows: of queries/two_quarters.sql.
        down: those that fell.
    """
    sign = 1 if down else -1
    moved = [row for row in compared(rows) if row["pair_abs"] * sign < 0]
    return sorted(
        moved, key=lambda row: (row["is_small_number"], sign * row["pair_abs"], row["area_name"])
    )


def by_change(rows: list[dict], *, down: bool) -> list[dict]:
    """Roll-ups: the province first, then by their change, those that cannot be compared last."""
    sign = 1 if down else -1
    return sorted(
        rows,
        key=lambda row: (
            row["area_kind"] != "province",
            row["pair_kind"] == "not_comparable",
            sign * (row["pair_abs"] or 0),
        ),
    )


def counts_in_words(rows: list[dict], period: str) -> str:
    """How many rose, fell and stayed, and how many cannot be compared.

    Args:
        rows: of queries/two_quarters.sql.
        period: label of the quarter that the others are compared with.
    """
    known = compared(rows)
    if not known:
        return f"Không nơi nào so sánh được với {lower_first(period)}."
    up = sum(1 for row in known if row["pair_abs"] > 0)
    down = sum(1 for row in known if row["pair_abs"] < 0)
    parts = [(up, "nơi tăng"), (down, "nơi giảm"), (len(known) - up - down, "nơi không đổi")]
    text = ", ".join(f"{count} {word}" for count, word in parts if count)
    text = f"So với {lower_first(period)}: {text}"
    if missing := len(rows) - len(known):
        text += f"; {missing} nơi không so sánh được (lý do: xem “Bảng”)"
    return text + "."


def limits_in_words(rows: list[dict]) -> str:
    """Whether the comparison is limited everywhere or in places; empty where it is not."""
    known = compared(rows)
    limited = sum(1 for row in known if row["pair_comparability"] == "hạn chế")
    if not limited:
        return ""
    where = "So sánh hạn chế" if limited == len(known) else f"† {limited} nơi so sánh hạn chế"
    return (
        f"{where}: có phần trước 1/7/2025, nguồn số liệu khác nhau hoặc quy định thay đổi giữa "
        "hai quý."
    )


def season_in_words(facts: Facts) -> str:
    """A word of care where the two are not the same quarter of a year."""
    if facts.base_id is None or facts.base_id[-2:] == facts.period_id[-2:]:
        return ""
    return "Hai quý khác nhau trong năm: chênh lệch có thể do mùa vụ."


def step_in_words(row: dict) -> str:
    """How far a place moved, as a title says it: what began is told with its value.

    Args:
        row: of queries/two_quarters.sql, comparable.
    """
    if row["pair_kind"] != "new":
        return short_change(row, "pair")
    return f"từ 0 lên {value_in_words(row, row['unit'], row['decimals'])}"


def communes_title(facts: Facts) -> str:
    """Where it rose or fell the most, as a heading."""
    down = facts.shown["xep"] == "thap"
    rows, word = moved_most(facts.commune_pairs, down=down), "giảm" if down else "tăng"
    if not rows:
        return f"Không xã, phường nào {word}"
    first = rows[0]
    return f"{first['area_name']} {word} nhiều nhất: {step_in_words(first)}"


def areas_title(facts: Facts) -> str:
    """How the province, or else the first roll-up, moved, as a heading."""
    rows = by_change(facts.area_pairs, down=False)
    if not rows or rows[0]["pair_kind"] == "not_comparable":
        return "Các địa bàn gộp, hai quý"
    step = rows[0]["pair_abs"]
    word = "tăng" if step > 0 else "giảm" if step < 0 else ""
    if not word or rows[0]["pair_label"] == "gần như không đổi":
        return f"{rows[0]['area_name']}: gần như không đổi"
    return f"{rows[0]['area_name']} {word} {step_in_words(rows[0])}"


def beside(facts: Facts) -> list:
    """Both maps, then both lists; nothing where no second quarter is chosen."""
    if facts.base_id is None:
        return []
    lists = [areas_card(facts)]
    if facts.is_of_communes:
        lists.insert(0, communes_card(facts))
    return [html.Div(lists, className="pair even")]


def communes_card(facts: Facts) -> html.Section:
    """The communes that rose (or fell) the most."""
    rows = moved_most(facts.commune_pairs, down=facts.shown["xep"] == "thap")
    return chart_card(
        "chi-tieu-hai-quy",
        title=communes_title(facts),
        subtitle=_measure(facts, "từng xã, phường"),
        words=counts_in_words(facts.commune_pairs, facts.base_label),
        body=_list(facts, rows[:SHOWN_ROWS], everywhere=_all_limited(facts.commune_pairs)),
        note=_note(facts, facts.commune_pairs),
        class_name="two-card",
        pictures=bool(rows),
    )


def areas_card(facts: Facts) -> html.Section:
    """The roll-ups, and the areas chosen for comparison."""
    rows = by_change(facts.area_pairs, down=facts.shown["xep"] == "thap")
    return chart_card(
        "chi-tieu-hai-quy-dia-ban",
        title=areas_title(facts),
        subtitle=_measure(facts, "các địa bàn gộp"),
        words=counts_in_words(facts.area_pairs, facts.base_label),
        body=_list(facts, rows, everywhere=_all_limited(facts.area_pairs)),
        note=_note(facts, facts.area_pairs),
        class_name="two-card",
        pictures=bool(rows),
    )


def base_map_card(facts: Facts) -> html.Section:
    """The map of the other quarter, in the same classes."""
    kpi, rows = facts.kpi, [row | {"rank_high": None} for row in facts.base_communes]
    return chart_card(
        "chi-tieu-ban-do-ky-goc",
        title=f"{facts.base_label}: {where_title(rows, kpi['unit'], kpi['decimals'])}",
        subtitle=short_measure(facts, "từng xã, phường", facts.base_label),
        words=where_sentence(rows, kpi["unit"], kpi["decimals"]),
        body=tile_map(rows, kpi, facts.base_period, facts.class_limits, span=facts.span),
        class_name="map-card",
        pictures=True,
    )


def bar_rows(facts: Facts, rows: list[dict]) -> list[dict]:
    """Each row with both values in words and both lengths, 0 to 1 of the longest.

    Args:
        facts: the shown view.
        rows: of queries/two_quarters.sql, in order.
    """
    is_ratio = facts.kpi["additivity"] == "RATIO"
    drawn = [row for row in rows if is_ratio or row["area_kind"] not in SUMS]
    values = [row[name] or 0 for row in drawn for name in ("value", "base_value")]
    top = max(values, default=0) or 1
    return [
        row
        | {
            "now_words": _short(facts, row, "value", "value_state"),
            "base_words": _short(facts, row, "base_value", "base_state"),
            "now_share": _share(row["value"], top) if row in drawn else None,
            "base_share": _share(row["base_value"], top) if row in drawn else None,
        }
        for row in rows
    ]


def _share(value: float | None, top: float) -> float | None:
    return None if value is None else value / top


def _short(facts: Facts, row: dict, value: str, state: str) -> str:
    """A value as short as a list has room for: no unit but that of large sums of money."""
    if row[state] != "value":
        return "–" if row[state] == "na" else "chưa có"
    kpi = facts.kpi
    words = value_in_words(
        {"value": row[value], "value_state": "value"}, kpi["unit"], kpi["decimals"]
    )
    return words if kpi["unit"] == "đồng" else words.split(" ")[0]


def _list(facts: Facts, rows: list[dict], *, everywhere: bool) -> html.Ol | html.P:
    if not rows:
        return html.P("Không nơi nào như vậy. Đổi “Danh sách xếp từ”.", className="empty")
    return html.Ol(
        [html.Li(_row(facts, row, everywhere)) for row in bar_rows(facts, rows)],
        className="two-list",
    )


def _row(facts: Facts, row: dict, everywhere: bool) -> list:
    """One place: name, both bars, both values, the change."""
    asked = (facts.kpi_id, row["area_code"])
    words = f"{row['area_name']}, {lower_first(facts.base_label)}: {row['base_words']}"
    before = source_button(
        row["base_words"], *asked, facts.base_id, words, "two-before", facts.span
    )
    words = f"{row['area_name']}, {lower_first(facts.period['label'])}: {row['now_words']}"
    now = source_button(row["now_words"], *asked, facts.period_id, words, "two-now", facts.span)
    hindered = row["pair_kind"] == "not_comparable"
    below = []
    if hindered:
        below.append(row["pair_label"])
    elif row["pair_kind"] == "points" and "(" in row["pair_label"]:
        below.append(row["pair_label"][row["pair_label"].index("(") :].strip("()"))
    limited = not everywhere and not hindered and row["pair_comparability"] == "hạn chế"
    marks = [
        html.Span(f" {mark}", title=words)
        for mark, words, is_set in (
            ("*", "số trường hợp nhỏ", row["is_small_number"]),
            ("†", "so sánh hạn chế", limited),
        )
        if is_set
    ]
    return [
        html.Span([row["area_name"], *marks], className="bar-name"),
        html.Span(_bars(row), className="two-bars", **{"aria-hidden": "true"}),
        html.Span([before, html.Span("→", **{"aria-hidden": "true"}), now], className="two-values"),
        None if hindered else change_chip(row, "pair"),
        html.Span("; ".join(below), className="fine two-below") if below else None,
    ]


def _bars(row: dict) -> list:
    """The other quarter above, the shown one below; where one has no value its place is empty."""
    shares = (("base", row["base_share"]), ("now", row["now_share"]))
    return [
        html.Span(className=f"two-bar {look}", style={"width": f"{share * 100:.1f}%"})
        if share is not None
        else html.Span(className="two-bar nothing")
        for look, share in shares
    ]


def _all_limited(rows: list[dict]) -> bool:
    return all(row["pair_comparability"] == "hạn chế" for row in compared(rows))


def _measure(facts: Facts, place: str) -> str:
    return f"{short_measure(facts, place)} so với {lower_first(facts.base_label)}"


def _note(facts: Facts, rows: list[dict]) -> str:
    labels = {"now": lower_first(facts.period["label"]), "base": lower_first(facts.base_label)}
    parts = (HOW_TO_READ.format(**labels), limits_in_words(rows), season_in_words(facts))
    return " ".join(filter(None, parts))
