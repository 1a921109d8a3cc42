"""Tile map: every commune one square of the same size, near its place in the province.

Squares are buttons, so the map is read and used with the keyboard and prints sharp; colours are
classes of ``--class-1`` … ``--class-5``. No report is hatched, zero is white, "not applicable" a
dash: three things that never look the same.
"""

from bisect import bisect_left

from dash import html

from dashboards.app.format_vi import lower_first, number, rounded_with_unit, value_in_words
from dashboards.app.overview.pieces import card_head
from dashboards.app.overview.view import View
from dashboards.app.overview.wording import missing_words, where_sentence


def class_of(row: dict, limits: list[float]) -> str:
    """Return the CSS class of one commune's square.

    Args:
        row: has ``value_state`` and ``value``.
        limits: upper limits of the classes, ascending.
    """
    if row["value_state"] == "na":
        return "na"
    if row["value_state"] != "value" or row["value"] is None:
        return "null"
    if row["value"] == 0:
        return "zero"
    step = min(bisect_left(limits, row["value"]), len(limits) - 1)
    return f"class-{_spread(step, len(limits))}"


def _spread(step: int, classes: int) -> int:
    """Place fewer than five classes over the whole ramp, so that the highest is always dark."""
    return 5 if classes <= 1 else 1 + round(step * 4 / (classes - 1))


def abbreviation(short_name: str) -> str:
    """Initials for squares too small for a name ("Mường Khương" → "MK")."""
    return "".join(word[0] for word in short_name.split()).upper()


def tile_map(view: View) -> list:
    """Return the card's heading, the squares and the legend.

    Args:
        view: the facts of the page.
    """
    label = lower_first(view.period["label"])
    first = min(view.communes, key=lambda row: (row["tile_row"], row["tile_col"]))
    tiles = [_tile(row, view, row is first) for row in view.communes]
    rows = max(row["tile_row"] for row in view.communes) + 1
    columns = max(row["tile_col"] for row in view.communes) + 1
    csv = "/tai-ve/xa-phuong.csv" + view.shown.search(commune=None)
    return [
        card_head("Bản đồ 99 xã, phường", where_sentence(view), table="xa-phuong", csv=csv),
        html.Div(
            [
                html.Div(
                    [*tiles, *_in_the_corners(view)],
                    className="tiles",
                    style={"--rows": rows, "--columns": columns},
                    role="group",
                    **{
                        "aria-label": f"{view.kpi['short_name']} theo xã, phường, {label}. "
                        "Dùng phím mũi tên để đi giữa các ô."
                    },
                ),
            ],
            className="map-body",
        ),
    ]


def _tile(row: dict, view: View, is_first: bool) -> html.Button:
    unit, decimals = view.kpi["unit"], view.kpi["decimals"]
    words = value_in_words(row, unit, decimals)
    look = class_of(row, view.class_limits)
    shown = {"null": "", "na": "–"}.get(look)
    if shown is None:
        shown = tile_text(row["value"], unit, decimals)
    tip = [row["commune_name"], words]
    if row["quarter_label"] and row["quarter_kind"] != "not_comparable":
        tip.append(f"So với quý trước: {row['quarter_label']}")
    if row["rank_high"]:
        tip.append(f"Xếp thứ {row['rank_high']} từ cao xuống")
    if row["is_small_number"] and row["value_state"] == "value":
        tip.append("Số trường hợp nhỏ, không nên kết luận")
    chosen = row["commune_code"] == view.shown.commune
    return html.Button(
        [
            html.Span(row["short_name"], className="tile-name"),
            html.Span(abbreviation(row["short_name"]), className="tile-short"),
            html.Span(shown, className="tile-value"),
        ],
        type="button",
        className=f"tile {look}{' chosen' if chosen else ''}",
        style={"gridRow": row["tile_row"] + 1, "gridColumn": row["tile_col"] + 1},
        tabIndex=0 if (chosen or (is_first and not view.shown.commune)) else -1,
        **{
            "data-trace": f"{view.shown.kpi}|{row['commune_code']}|{view.shown.period}",
            "data-row": row["tile_row"],
            "data-col": row["tile_col"],
            "data-tip": "\n".join(tip),
            "aria-label": f"{row['commune_name']}: {words}. Xem nguồn số liệu",
        },
    )


def tile_text(value: float, unit: str, decimals: int) -> str:
    """Write a value in the few characters that a square has room for.

    Args:
        value: the value.
        unit: its unit; đồng are written in triệu đồng, the same in every square.
        decimals: decimals of the indicator, left out where the number is long without them.
    """
    if value == 0:
        return "0"
    if unit == "đồng":
        value, decimals = value / 1_000_000, 1
    return number(value, 0 if abs(value) >= 10 else decimals)


def legend_entries(limits: list[float], unit: str, decimals: int) -> list[tuple[str, str]]:
    """Return (CSS class, words) of every class, lowest first.

    Args:
        limits: upper limits of the classes, ascending.
        unit: unit of the values.
        decimals: decimals to show.
    """
    entries, lower = [], None
    for step, upper in enumerate(limits):
        high, word = rounded_with_unit(upper, unit, decimals)
        if lower is None and decimals == 0 and unit != "đồng":
            text = f"{high if upper == 1 else f'1 – {high}'} {word}"
        elif lower is None:
            text = f"đến {high} {word}"
        elif decimals == 0 and unit != "đồng":
            text = high if upper == lower + 1 else f"{number(lower + 1)} – {high}"
            text += f" {word}"
        else:
            low, low_word = rounded_with_unit(lower, unit, decimals)
            text = f"trên {low}{'' if low_word == word else f' {low_word}'} – {high} {word}"
        entries.append((f"class-{_spread(step, len(limits))}", text))
        lower = upper
    return entries


def _in_the_corners(view: View) -> list:
    """Legend and note, laid into corners of the grid that hold no commune.

    Lào Cai leaves the upper right and the lower left free; where a corrected grid does not, both
    go below the map.
    """
    taken = {(row["tile_row"], row["tile_col"]) for row in view.communes}
    last_row = max(row for row, _ in taken)
    last_column = max(column for _, column in taken)
    upper_right = {(row, last_column - back) for row in range(5) for back in range(3)}
    lower_left = {(last_row - back, column) for back in range(4) for column in range(4)}
    return [
        html.Div(_legend(view), className="legend-box" + _corner(upper_right & taken, "upper")),
        html.Div(
            _note(view.kpi["unit"]), className="note-box" + _corner(lower_left & taken, "lower")
        ),
    ]


def _corner(occupied: set, place: str) -> str:
    return " below" if occupied else f" {place}"


def _legend(view: View) -> html.Ul:
    counts: dict[str, int] = {}
    for row in view.communes:
        look = class_of(row, view.class_limits)
        counts[look] = counts.get(look, 0) + 1
    entries = legend_entries(view.class_limits, view.kpi["unit"], view.kpi["decimals"])[::-1]
    entries += [("zero", "bằng 0"), ("null", missing_words(view.communes)), ("na", "không áp dụng")]
    return html.Ul(
        [
            html.Li(
                [
                    html.Span(className=f"swatch {look}"),
                    html.Span(text, className="grow"),
                    html.Span(
                        [
                            number(counts.get(look, 0)),
                            html.Span(" xã, phường", className="sr-only"),
                        ],
                        className="legend-count",
                    ),
                ]
            )
            for look, text in entries
            if look.startswith("class") or counts.get(look)
        ],
        className="legend",
    )


def _note(unit: str) -> html.P:
    in_tiles = "Số trong ô: triệu đồng. " if unit == "đồng" else ""
    return html.P(
        f"{in_tiles}"
        "Mỗi ô là một xã, phường, đặt gần vị trí thật; ô bằng nhau, không theo diện tích. "
        "Mức màu giữ nguyên qua các quý. Bấm một ô để xem các ô bảng tính đứng sau con số.",
        className="fine",
    )
