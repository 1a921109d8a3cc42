"""A map of one indicator on paper: SVG text, no browser, with the classes of the app's own maps."""

from dashboards.app.parts.map_classes import MARKS, class_of, legend_counts, tile_text
from dashboards.pictures.draw import picture
from dashboards.pictures.look import PAPER, Look
from dashboards.pictures.maps import WIDTH, Legend, Mark, drawn_map

IN_TILES = "Mỗi ô là một xã, phường, đặt gần vị trí thật; ô bằng nhau, không theo diện tích."
IN_MILLIONS = "Số trên bản đồ: triệu đồng."
COUNTED = "Số bên phải: số xã, phường."
SMALL = "*: số trường hợp nhỏ, không nên kết luận."
THICK = "Đường đậm: ranh giới hai tỉnh cũ."


def print_map(
    values: list[dict],
    kpi: dict,
    boundaries: dict | None,
    *,
    limits: list[float],
    look: Look = PAPER,
) -> str:
    """Return the map as SVG text, 640 units wide (160 mm at 4 units a millimetre).

    Args:
        values: one row a commune (queries/commune_values.sql): ``commune_code``, ``short_name``,
            ``tile_row``, ``tile_col``, ``value``, ``value_state``, ``value_reason``,
            ``is_small_number``.
        kpi: ``short_name``, ``unit``, ``decimals``.
        boundaries: ``dashboards.boundaries.read(home)``; None, or one without all these communes,
            draws tiles.
        limits: upper limits of the classes, ascending (queries/class_limits.sql): the ones of the
            app, so that a colour means the same on paper and on the screen.
        look: fonts and colours; the font is "Tinos" on paper.
    """
    body, height = values_map(values, kpi, boundaries, limits, look)
    return picture(WIDTH, height, body, look, f"{kpi['short_name']} theo xã, phường")


def values_map(
    values: list[dict], kpi: dict, boundaries: dict | None, limits: list[float], look: Look
) -> tuple[str, float]:
    """Return the map and its legend without a document around it, and its height in units.

    Args:
        values: see ``print_map``.
        kpi: see ``print_map``.
        boundaries: see ``print_map``.
        limits: see ``print_map``.
        look: fonts and colours.
    """
    legend: Legend = legend_counts(values, limits, kpi["unit"], kpi["decimals"])
    notes = [COUNTED, THICK if boundaries else IN_TILES]
    if kpi["unit"] == "đồng":
        notes.append(IN_MILLIONS)
    marks = [_mark(row, kpi, limits) for row in values]
    if any(mark.text.endswith("*") for mark in marks):
        notes.append(SMALL)
    return drawn_map(marks, legend, boundaries, notes, look)


def _mark(row: dict, kpi: dict, limits: list[float]) -> Mark:
    look = class_of(row, limits)
    text = MARKS.get(look)
    is_known = text is None
    if is_known:
        text = tile_text(row["value"], kpi["unit"], kpi["decimals"])
        text += " *" if row["is_small_number"] else ""
    weight = row["value"] if is_known and row["value"] and not row["is_small_number"] else None
    return Mark(
        row["commune_code"],
        row["short_name"],
        look,
        text or "",
        row["tile_row"],
        row["tile_col"],
        weight,
    )
