"""Roll-ups side by side: bars for sums, points with their interval for rates."""

from dashboards.app.format_vi import rounded_with_unit, value_in_words
from dashboards.app.indicators.spread import axis_of_values
from dashboards.app.indicators.wording import fraction, interval
from dashboards.app.parts.figure import Figure
from dashboards.app.parts.pieces import trace
from dashboards.app.theme import INK, LIGHT_BAR, LINE, SOFT_INK, WARN

ROW_HEIGHT = 26


def in_order(areas: list[dict], is_ratio: bool) -> list[dict]:
    """Areas with a value, highest first; the province is left out of sums.

    Args:
        areas: rows of queries/kpi_in_areas.sql.
        is_ratio: whether the province may stand beside its parts.
    """
    known = [row for row in areas if row["value_state"] == "value" and row["value"] is not None]
    if not is_ratio:
        known = [row for row in known if row["area_kind"] not in ("province", "former_province")]
    return sorted(known, key=lambda row: (-row["value"], row["area_name"]))


def areas_figure(areas: list[dict], kpi: dict, period: str, span: str, marked: list[str]) -> Figure:
    """Draw areas in the order given.

    Args:
        areas: rows of queries/kpi_in_areas.sql with a value.
        kpi: ``kpi_id``, ``unit``, ``decimals``, ``scale``.
        period: the quarter.
        span: what the values cover.
        marked: areas that stand out.
    """
    rows = areas[::-1]
    names = [row["area_name"] for row in rows]
    figure = Figure()
    common = {
        "x": [row["value"] for row in rows],
        "y": names,
        "customdata": [
            [_hover(row, kpi), trace(kpi["kpi_id"], row["area_code"], period, span)] for row in rows
        ],
        "hovertemplate": "%{y}: %{customdata[0]}<extra></extra>",
    }
    strong = [row["area_code"] in marked or row["area_kind"] == "province" for row in rows]
    if any(row["wilson_low"] is not None for row in rows):
        figure.add_scatter(
            **common,
            mode="markers",
            marker={
                "size": [11 if is_strong else 9 for is_strong in strong],
                "color": [WARN if is_strong else LINE for is_strong in strong],
            },
            error_x={
                "type": "data",
                "symmetric": False,
                "array": [(row["wilson_high"] or row["value"]) - row["value"] for row in rows],
                "arrayminus": [
                    row["value"]
                    - (row["wilson_low"] if row["wilson_low"] is not None else row["value"])
                    for row in rows
                ],
                "color": SOFT_INK,
                "thickness": 1.4,
                "width": 4,
            },
        )
        whole = next((row["value"] for row in rows if row["area_kind"] == "province"), None)
        if whole is not None:
            figure.add_vline(
                x=whole, line={"color": INK, "width": 1.2, "dash": "dot"}, layer="below"
            )
    else:
        figure.add_bar(
            **common,
            orientation="h",
            marker={"color": [LINE if is_strong else LIGHT_BAR for is_strong in strong]},
            text=[_label(row, kpi) for row in rows],
            textposition="outside",
            cliponaxis=False,
        )
    top = max((row["wilson_high"] or row["value"] for row in rows), default=1) or 1
    ticks = axis_of_values(top, kpi)
    figure.update_xaxes(range=[0, top * 1.16], showgrid=True, side="top", **ticks)
    figure.update_yaxes(showgrid=False, ticklabelstandoff=6)
    figure.update_layout(margin={"t": 26, "b": 4}, bargap=0.35)
    return figure


def _label(row: dict, kpi: dict) -> str:
    text, unit = rounded_with_unit(row["value"], kpi["unit"], kpi["decimals"])
    return f"{text} {unit}" if kpi["unit"] == "đồng" else text


def _hover(row: dict, kpi: dict) -> str:
    parts = [value_in_words(row, kpi["unit"], kpi["decimals"])]
    made_of = fraction(row, kpi["scale"])
    if made_of:
        parts.append(made_of)
    between = interval(row, kpi["unit"], kpi["decimals"])
    if between:
        parts.append(f"khoảng tin cậy 95 %: {between}")
    return "; ".join(parts)


def areas_words(rows: list[dict], kpi: dict) -> str:
    """The chart in one sentence."""
    parts = [row for row in rows if row["area_kind"] not in ("province", "former_province")]
    if not parts:
        return "Chưa địa bàn nào có số liệu."
    high, low = parts[0], parts[-1]
    words = [value_in_words(row, kpi["unit"], kpi["decimals"]) for row in (high, low)]
    if high["value"] == low["value"]:
        return f"{len(parts)} địa bàn cùng ở mức {words[0]}."
    return (
        f"Cao nhất: {high['area_name']} ({words[0]}); thấp nhất: {low['area_name']} ({words[1]})."
    )


def areas_title(rows: list[dict]) -> str:
    """The chart's finding in a few words."""
    parts = [row for row in rows if row["area_kind"] == "former_district"]
    if len(parts) < 2 or parts[0]["value"] == parts[-1]["value"]:
        return "Các địa bàn gộp"
    leaders = [row for row in parts if row["value"] == parts[0]["value"]]
    if len(leaders) > 2:
        return f"{len(leaders)} huyện cũ cùng cao nhất"
    return f"{' và '.join(row['area_name'] for row in leaders)}: cao nhất trong các huyện cũ"
