"""Tile map: every commune one square of the same size, near its place in the province.

Squares are buttons, so the map is read and used with the keyboard and prints sharp; colours are
classes of ``--class-1`` … ``--class-5``. No report is hatched, zero is white, "not applicable" a
dash, withheld a grid: four things that never look the same.
"""

from dataclasses import dataclass

from dash import html

from dashboards.app.format_vi import lower_first, number, value_in_words
from dashboards.app.parts.boundary_map import map_body
from dashboards.app.parts.map_classes import MARKS, class_of, legend_counts, tile_text
from dashboards.app.parts.pieces import trace


def abbreviation(short_name: str) -> str:
    """Initials for squares too small for a name ("Mường Khương" → "MK")."""
    return "".join(word[0] for word in short_name.split()).upper()


@dataclass(frozen=True)
class _Shown:
    """What all squares of one map have in common."""

    kpi: dict
    period: dict
    limits: list[float]
    chosen: str | None
    span: str


def tile_map(
    communes: list[dict],
    kpi: dict,
    period: dict,
    limits: list[float],
    *,
    chosen: str | None = None,
    span: str = "quarter",
) -> html.Div:
    """Return the squares and the legend.

    Args:
        communes: rows of queries/commune_values.sql (or with the same columns).
        kpi: ``kpi_id``, ``short_name``, ``unit``, ``decimals``.
        period: ``period`` and ``label`` of the quarter.
        limits: upper limits of the classes, ascending, each once (queries/class_limits.sql).
        chosen: commune that stands out.
        span: what the values cover; a square opens the sources of this span.
    """
    if not communes:
        return html.Div(html.P("Không có xã, phường nào.", className="empty"), className="map-body")
    shown = _Shown(kpi, period, limits, chosen, span)
    first = min(communes, key=lambda row: (row["tile_row"], row["tile_col"]))
    tiles = [_tile(row, shown, row is first) for row in communes]
    rows = max(row["tile_row"] for row in communes) + 1
    columns = max(row["tile_col"] for row in communes) + 1
    label = f"{kpi['short_name']} theo xã, phường, {lower_first(period['label'])}."
    squares = html.Div(
        [*tiles, *_in_the_corners(communes, shown)],
        className="tiles",
        style={"--rows": rows, "--columns": columns},
        role="group",
        **{"aria-label": f"{label} Dùng phím mũi tên để đi giữa các ô."},
    )
    return map_body(squares, label)


def _tile(row: dict, shown: _Shown, is_first: bool) -> html.Button:
    unit, decimals = shown.kpi["unit"], shown.kpi["decimals"]
    words = value_in_words(row, unit, decimals)
    look = class_of(row, shown.limits)
    text = MARKS.get(look)
    if text is None:
        text = tile_text(row["value"], unit, decimals)
    chosen = row["commune_code"] == shown.chosen
    area = row["commune_code"]
    return html.Button(
        [
            html.Span(row["short_name"], className="tile-name"),
            html.Span(abbreviation(row["short_name"]), className="tile-short"),
            html.Span(text, className="tile-value"),
        ],
        type="button",
        className=f"tile {look}{' chosen' if chosen else ''}",
        style={"gridRow": row["tile_row"] + 1, "gridColumn": row["tile_col"] + 1},
        tabIndex=0 if (chosen or (is_first and not shown.chosen)) else -1,
        **{
            "data-trace": trace(shown.kpi["kpi_id"], area, shown.period["period"], shown.span),
            "data-code": area,
            "data-row": row["tile_row"],
            "data-col": row["tile_col"],
            "data-tip": "\n".join(_tip(row, words)),
            "aria-label": f"{row['commune_name']}: {words}. Xem nguồn số liệu",
        },
    )


def _tip(row: dict, words: str) -> list[str]:
    lines = [row["commune_name"], words]
    if row.get("quarter_label") and row.get("quarter_kind") != "not_comparable":
        lines.append(f"So với quý trước: {row['quarter_label']}")
    if row.get("rank_high"):
        lines.append(f"Xếp thứ {row['rank_high']} từ cao xuống")
    if row["is_small_number"] and row["value_state"] == "value":
        lines.append("Số trường hợp nhỏ, không nên kết luận")
    return lines


def _in_the_corners(communes: list[dict], shown: _Shown) -> list:
    """Legend and note, laid into corners of the grid that hold no commune.

    Lào Cai leaves the upper right and the lower left free; where a corrected grid (or the grid of
    an officer who sees one commune) does not, both go below the map.
    """
    taken = {(row["tile_row"], row["tile_col"]) for row in communes}
    last_row = max(row for row, _ in taken)
    last_column = max(column for _, column in taken)
    upper_right = {(row, last_column - back) for row in range(5) for back in range(3)}
    lower_left = {(last_row - back, column) for back in range(4) for column in range(4)}
    return [
        html.Div(
            _legend(communes, shown), className="legend-box" + _corner(upper_right & taken, "upper")
        ),
        html.Div(
            _note(shown.kpi["unit"]), className="note-box" + _corner(lower_left & taken, "lower")
        ),
    ]


def _corner(occupied: set, place: str) -> str:
    return " below" if occupied else f" {place}"


def _legend(communes: list[dict], shown: _Shown) -> html.Ul:
    kpi = shown.kpi
    entries = legend_counts(communes, shown.limits, kpi["unit"], kpi["decimals"])
    return html.Ul(
        [
            html.Li(
                [
                    html.Span(className=f"swatch {look}"),
                    html.Span(text, className="grow"),
                    html.Span(
                        [number(count), html.Span(" xã, phường", className="sr-only")],
                        className="legend-count",
                    ),
                ]
            )
            for look, text, count in entries
        ],
        className="legend",
    )


def _note(unit: str) -> html.P:
    in_tiles = "Số trong ô: triệu đồng. " if unit == "đồng" else ""
    squares = "Mỗi ô là một xã, phường, đặt gần vị trí thật; ô bằng nhau, không theo diện tích. "
    return html.P(
        [
            html.Span(in_tiles + squares, className="of-tiles"),
            html.Span("Đường đậm: ranh giới hai tỉnh cũ. ", className="of-areas"),
            "Mức màu giữ nguyên qua các quý. Bấm một nơi để xem các ô bảng tính đứng sau con số.",
        ],
        className="fine",
    )
