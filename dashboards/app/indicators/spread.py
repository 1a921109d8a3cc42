"""How communes spread over the values of an indicator: one dot a commune, stacked where equal."""

from dashboards.app.format_vi import number, value_in_words
from dashboards.app.parts.figure import Figure
from dashboards.app.parts.pieces import trace
from dashboards.app.theme import GROUND, INK, LINE, SOFT_INK, WARN

BINS = 48
LINE_HEIGHT = 18  # of a name above the chart, in pixels
LOOKS = {"dot": "┄┄", "solid": "──"}  # of a line, before its name


def stacked(values: list[float], bins: int = BINS) -> list[tuple[float, int]]:
    """Return for each value its place: the middle of its bin, and its height in the stack.

    Args:
        values: the values, in any order.
        bins: bins between the lowest (or zero) and the highest value.
    """
    low, high = min([0.0, *values]), max(values, default=0.0)
    width = (high - low) / bins or 1.0
    heights: dict[int, int] = {}
    places = []
    for value in values:
        step = round((value - low) / width)
        heights[step] = heights.get(step, 0) + 1
        places.append((low + step * width, heights[step]))
    return places


def spread_figure(
    communes: list[dict],
    kpi: dict,
    period: str,
    span: str,
    *,
    province: float | None,
    compared: list[str],
) -> Figure:
    """Draw every commune with a value as a dot.

    Args:
        communes: rows of queries/kpi_in_communes.sql.
        kpi: ``kpi_id``, ``unit``, ``decimals``.
        period: the quarter.
        span: what the values cover.
        province: the province's value where it may be compared with a commune's (not for sums).
        compared: communes that stand out.

    Returns:
        A figure; hollow dots rest on a small base.
    """
    known = sorted(
        (row for row in communes if row["value_state"] == "value"),
        key=lambda row: (bool(row["is_small_number"]), row["value"]),
    )
    places = stacked([row["value"] for row in known])
    edges = [WARN if row["commune_code"] in compared else LINE for row in known]
    figure = Figure()
    figure.add_scatter(
        x=[height for _, height in places],
        y=[value for value, _ in places],
        mode="markers",
        marker={
            "size": 9,
            "color": [GROUND if row["is_small_number"] else LINE for row in known],
            "line": {"width": 1.6, "color": edges},
        },
        customdata=[_point(row, kpi, period, span) for row in known],
        hovertemplate="%{customdata[0]}: %{customdata[1]}<extra></extra>",
        cliponaxis=False,
    )
    for (value, height), row in zip(places, known, strict=True):
        if row["commune_code"] in compared:
            figure.add_annotation(
                x=height,
                y=value,
                text=row["short_name"],
                arrowcolor=WARN,
                ax=56,
                ay=-16,
                font={"size": 12, "color": WARN},
            )
    levels = [(_middle(known), "trung vị", "dot"), (province, "toàn tỉnh", "solid")]
    levels = [level for level in levels if level[0] is not None]
    for place, (value, name, dash) in enumerate(levels):
        _rule(figure, value, f"{name} {_short(value, kpi)}", dash, place)
    widest = max((height for _, height in places), default=1)
    top = max((value for value, _ in places), default=1) or 1
    figure.update_xaxes(visible=False, range=[0, max(widest, 30) * 1.06])
    figure.update_yaxes(range=[-top * 0.03, top * 1.06], **axis_of_values(top, kpi))
    figure.update_layout(margin={"t": 12 + LINE_HEIGHT * len(levels), "b": 8})
    return figure


def axis_of_values(top: float, kpi: dict) -> dict:
    """Ticks of an axis of values from zero: whole for counts, triệu đồng for money.

    Args:
        top: the highest value.
        kpi: ``unit`` and ``decimals``.
    """
    if kpi["unit"] == "đồng":
        ticks = [top / 4 * place for place in range(5)]
        return {"tickvals": ticks, "ticktext": [f"{number(tick / 1e6, 1)} tr" for tick in ticks]}
    if top >= 6:
        return {"nticks": 6, "tickformat": ",.0f"}
    return {"dtick": 1} if kpi["decimals"] == 0 else {"nticks": 6, "tickformat": ",.1f"}


def _point(row: dict, kpi: dict, period: str, span: str) -> list[str]:
    small = ", mẫu số nhỏ" if row["is_small_number"] else ""
    words = value_in_words(row, kpi["unit"], kpi["decimals"]) + small
    return [row["commune_name"], words, trace(kpi["kpi_id"], row["commune_code"], period, span)]


def _middle(known: list[dict]) -> float | None:
    middles = (row["province_median"] for row in known)
    return next((value for value in middles if value is not None), None)


def _rule(figure: Figure, value: float, text: str, dash: str, place: int) -> None:
    """Draw a level across the chart, named above it: dots leave no room beside the line."""
    colour = INK if dash == "solid" else SOFT_INK
    figure.add_hline(y=value, line={"color": colour, "width": 1.5, "dash": dash}, layer="below")
    figure.add_annotation(
        x=1,
        xref="paper",
        y=1,
        yref="paper",
        xanchor="right",
        yanchor="bottom",
        yshift=LINE_HEIGHT * place,
        text=f"{LOOKS[dash]} {text}",
        showarrow=False,
        font={"size": 12, "color": colour},
    )


def _short(value: float, kpi: dict) -> str:
    return value_in_words({"value": value, "value_state": "value"}, kpi["unit"], kpi["decimals"])


def spread_words(communes: list[dict], kpi: dict) -> str:
    """The chart in one sentence."""
    known = [row for row in communes if row["value_state"] == "value"]
    if not known:
        return "Chưa xã, phường nào có số liệu."
    values = sorted(row["value"] for row in known)
    low, high = (_short(value, kpi) for value in (values[0], values[-1]))
    small = sum(1 for row in known if row["is_small_number"])
    if values[0] == values[-1]:
        text = f"{len(known)} xã, phường có số liệu, đều bằng {low}"
    else:
        text = f"{len(known)} xã, phường trải từ {low} đến {high}"
        middle = _middle(known)
        if middle is not None:
            text += f"; một nửa số được xếp hạng ở mức {_short(middle, kpi)} trở xuống"
    return text + (f"; {small} nơi mẫu số nhỏ (chấm rỗng)." if small else ".")


def spread_title(communes: list[dict], kpi: dict) -> str:
    """The chart's finding in a few words."""
    known = [row for row in communes if row["value_state"] == "value"]
    middle = _middle(known)
    if middle is not None:
        return f"Một nửa xã, phường ở mức {_short(middle, kpi)} trở xuống"
    return f"{len(known)} xã, phường phân bố ra sao"
