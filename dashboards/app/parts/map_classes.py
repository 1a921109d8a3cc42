"""Classes of a map and their legend in words: one rule for the tile map, the map with the
boundaries, the files of both, and the map on paper. Nothing here knows Dash or SVG.
"""

from bisect import bisect_left

from dashboards.app.format_vi import NO_REPORT, is_withheld, number, rounded_with_unit

# what stands in a tile that has no value
MARKS = {"null": "", "na": "–", "withheld": "×"}


def class_of(row: dict, limits: list[float]) -> str:
    """Return the look of one commune: a class from ``class-1`` to ``class-5``, or why it has none.

    Args:
        row: has ``value_state``, ``value`` and ``value_reason``.
        limits: upper limits of the classes, ascending.

    Returns:
        Also ``zero``, ``null`` (nothing came), ``na`` (nothing to count) and ``withheld``.
    """
    if row["value_state"] == "na":
        return "withheld" if is_withheld(row) else "na"
    if row["value_state"] != "value" or row["value"] is None:
        return "null"
    if row["value"] == 0:
        return "zero"
    step = min(bisect_left(limits, row["value"]), len(limits) - 1)
    return f"class-{_spread(step, len(limits))}"


def _spread(step: int, classes: int) -> int:
    """Place fewer than five classes over the whole ramp, so that the highest is always dark."""
    return 5 if classes <= 1 else 1 + round(step * 4 / (classes - 1))


def missing_words(communes: list[dict]) -> str:
    """Say what is missing: the reports, or (where some came with a blank) the figures.

    Args:
        communes: rows of queries/commune_values.sql.
    """
    reasons = [row["value_reason"] or NO_REPORT for row in communes if row["value_state"] == "null"]
    return NO_REPORT if all(text.startswith(NO_REPORT) for text in reasons) else "chưa có số liệu"


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
    """Return (look, words) of every class, lowest first.

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


def legend_counts(
    communes: list[dict], limits: list[float], unit: str, decimals: int
) -> list[tuple[str, str, int]]:
    """Return (look, words, number of communes) from the highest class down, then what has no class.

    Args:
        communes: rows of queries/commune_values.sql.
        limits: upper limits of the classes, ascending.
        unit: unit of the values.
        decimals: decimals to show.

    Returns:
        Every class, also an empty one; zero, missing, "not applicable" and withheld where there are
        any.
    """
    counts: dict[str, int] = {}
    for row in communes:
        look = class_of(row, limits)
        counts[look] = counts.get(look, 0) + 1
    entries = legend_entries(limits, unit, decimals)[::-1]
    entries += [("zero", "bằng 0"), ("null", missing_words(communes)), ("na", "không áp dụng")]
    entries.append(("withheld", "không công bố (số nhỏ)"))
    return [
        (look, text, counts.get(look, 0))
        for look, text in entries
        if look.startswith("class") or counts.get(look)
    ]
