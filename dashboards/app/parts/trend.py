"""Trend of one indicator over quarters, drawn with its break and its incomplete quarters."""

from datetime import date

from dashboards.app.format_vi import coverage, number, rounded_with_unit
from dashboards.app.parts.figure import Figure
from dashboards.app.parts.pieces import trace
from dashboards.app.theme import GROUND, INK, LINE, WARN

MANY = 8  # quarters that have room for a number above and a coverage below each point
MERGER = date(2025, 7, 1)  # 319 units became 99; a quarter that began before counts both


def trend_figure(
    series: list[dict],
    kpi: dict,
    shown_period: str,
    *,
    area: str = "province",
    span: str = "quarter",
) -> Figure:
    """Draw an indicator over quarters.

    Args:
        series: quarters oldest first, with ``period``, ``label``, ``starts_on``, ``value``,
            ``reporting_units``, ``expected_units``, ``comparability``.
        kpi: the indicator's ``kpi_id``, ``unit`` and ``decimals``.
        shown_period: the quarter to emphasise.
        area: whose figures these are; a point opens its sources.
        span: what each point covers.

    Returns:
        A figure with one point a quarter. A quarter without a value breaks the line; one where
        comparison is limited is joined by a dashed line and named; one with missing reports has a
        hollow point.
    """
    figure = Figure(300)
    many = len(series) > MANY
    ticks = [
        quarter_tick(row["label"], place == 0) if many else coverage_tick(row)
        for place, row in enumerate(series)
    ]
    positions = list(range(len(series)))
    for start in positions[:-1]:
        left, right = series[start], series[start + 1]
        if left["value"] is None or right["value"] is None:
            continue
        limited = left["comparability"] != "được" or right["comparability"] != "được"
        figure.add_scatter(
            x=[start, start + 1],
            y=[left["value"], right["value"]],
            mode="lines",
            hoverinfo="skip",
            line={
                "color": LINE,
                "width": 2 if limited else 3,
                "dash": "dot" if limited else "solid",
            },
        )
    known = [place for place in positions if series[place]["value"] is not None]
    named = _told_apart(series, known, shown_period) if many else set(known)
    figure.add_scatter(
        x=known,
        y=[series[place]["value"] for place in known],
        mode="markers+text",
        text=[
            _label(series[place], kpi, shown_period) if place in named else "" for place in known
        ],
        textposition=[_side(series, place) for place in known],
        textfont={"size": 13, "color": INK},
        cliponaxis=False,
        marker={
            "opacity": 1,
            "size": [13 if series[place]["period"] == shown_period else 10 for place in known],
            "color": [LINE if is_complete(series[place]) else GROUND for place in known],
            "line": {"width": 2.5, "color": LINE},
        },
        customdata=[
            [
                series[place]["label"],
                f"{_label(series[place], kpi)} ({_in_words(series[place])})",
                trace(kpi.get("kpi_id", ""), area, series[place]["period"], span),
            ]
            for place in known
        ],
        hovertemplate="%{customdata[0]}: %{customdata[1]}<extra></extra>",
    )
    mark_break(figure, series)
    top = max((series[place]["value"] for place in known), default=1) or 1
    figure.update_yaxes(range=[0, top * 1.22], tickformat=",.0f" if top >= 4 else ",.1f", nticks=5)
    if kpi["decimals"] == 0 and top < 6:
        figure.update_yaxes(dtick=1, tickformat=",.0f")
    figure.update_xaxes(
        tickvals=positions, ticktext=ticks, tickangle=0, range=[-0.5, max(len(series) - 0.5, 0.5)]
    )
    return figure


def _side(series: list[dict], place: int) -> str:
    """Where a point's number stands: below a low one between two higher, clear of their lines.

    Args:
        series: quarters oldest first.
        place: of the point; it has a value.
    """
    value = series[place]["value"]
    beside = [row["value"] for row in series[max(place - 1, 0) : place + 2]]
    is_low = len(beside) == 3 and None not in beside and value < min(beside[0], beside[2])
    # a number below 0.15 of the highest would lie on the axis
    top = max(row["value"] for row in series if row["value"] is not None)
    return "bottom center" if is_low and value > 0.15 * top else "top center"


def is_complete(row: dict) -> bool:
    """True where every commune that owes a quarter's figures has sent them."""
    return (row["reporting_units"] or 0) >= (row["expected_units"] or 0)


def coverage_tick(row: dict) -> str:
    """Return a quarter's tick: its name, and below it how many communes have figures."""
    told = f"<span style='font-size:11px'>{coverage(row)}</span>"
    return f"{row['label'].removeprefix('Quý ')}<br>{told}"


def quarter_tick(label: str, with_year: bool = False) -> str:
    """Write "Quý III/2026" where there is little room: the year only where it begins.

    Args:
        label: of the quarter.
        with_year: whether the year is said in any case.
    """
    quarter, _, year = label.removeprefix("Quý ").partition("/")
    return f"{quarter}<br>{year}" if with_year or quarter == "I" else quarter


def _in_words(row: dict) -> str:
    return f"{coverage(row)} xã, phường" if row["expected_units"] else coverage(row)


def _told_apart(series: list[dict], known: list[int], shown_period: str) -> set[int]:
    """Return the places whose number is written where not all fit: the shown, highest, lowest.

    Args:
        series: quarters oldest first.
        known: places of those with a value.
        shown_period: the quarter that is always written.
    """
    if not known:
        return set()
    chosen = {place for place in known if series[place]["period"] == shown_period}
    for pick in (max, min):
        place = pick(known, key=lambda place: series[place]["value"])
        if all(abs(place - other) > 1 for other in chosen):
            chosen.add(place)
    return chosen


def _label(row: dict, kpi: dict, bold_period: str | None = None) -> str:
    text, unit = rounded_with_unit(row["value"], kpi["unit"], kpi["decimals"])
    if kpi["unit"] == "đồng" or kpi["unit"] == "%":
        text = f"{text} {unit}"
    return f"<b>{text}</b>" if row["period"] == bold_period else text


def mark_break(figure: Figure, series: list[dict]) -> None:
    """Rule off the quarters that began before the merger from those after it.

    Args:
        figure: quarters stand at 0, 1, 2, … of its x axis.
        series: the quarters, oldest first, with ``starts_on``.
    """
    before = [place for place, row in enumerate(series) if row["starts_on"] < MERGER]
    if not before or before[-1] == len(series) - 1:
        return
    at = before[-1] + 0.5
    late = at > len(series) / 2  # the words stand where the plot has room for them
    figure.add_vline(x=at, line={"color": WARN, "width": 1.5, "dash": "dash"})
    figure.add_annotation(
        x=at,
        y=1.0,
        yref="paper",
        yanchor="bottom",
        text="◂ so sánh hạn chế: sáp nhập 1/7/2025",
        font={"size": 12, "color": WARN},
        showarrow=False,
        xanchor="right" if late else "left",
        xshift=6 if late else -36,
    )


def axis_note(series: list[dict]) -> str:
    """What the marks of the chart mean, in words below it."""
    below = "" if len(series) > MANY else "; dưới mỗi quý là số xã, phường có số liệu"
    notes = [f"Trục bắt đầu từ 0{below}."]
    if any(not is_complete(row) and row["value"] is not None for row in series):
        notes.append("Điểm rỗng: quý chưa đủ báo cáo.")
    if any(row["comparability"] == "hạn chế" for row in series):
        notes.append("Nét chấm: so sánh hạn chế.")
    missing = [row["label"] for row in series if row["value"] is None]
    if missing:
        notes.append(f"Không có số liệu: {number(len(missing))} quý ({', '.join(missing)}).")
    return " ".join(notes)
