"""An indicator's past in the room of a word: columns from zero, one a quarter."""

from dash import html

from dashboards.app.format_vi import value_in_words


def sparkline(points: list[dict], unit: str, decimals: int, shown_period: str) -> html.Div:
    """Return columns for quarters; one without a value is an empty frame.

    Args:
        points: quarters oldest first, with ``period``, ``label``, ``value``, ``value_state``,
            ``value_reason``, ``comparability`` (queries/area_series.sql).
        unit: unit of the values.
        decimals: decimals to show.
        shown_period: the quarter to emphasise.
    """
    top = max((point["value"] or 0 for point in points), default=0)
    bars, words = [], []
    for point in points:
        limited = " limited" if point["comparability"] != "được" else ""
        words.append(
            f"{point['label']}: {value_in_words(point, unit, decimals)}"
            + (" (so sánh hạn chế)" if point["comparability"] == "hạn chế" else "")
        )
        if point["value"] is None:
            bars.append(html.Span(className="spark-bar none"))
            continue
        state = "now" if point["period"] == shown_period else "past"
        height = max(point["value"] / top * 100, 3) if top else 3
        bars.append(
            html.Span(className=f"spark-bar {state}{limited}", style={"height": f"{height:.0f}%"})
        )
    label = "Các quý: " + "; ".join(words)
    return html.Div(
        bars, className="spark", role="img", **{"aria-label": label, "data-tip": "\n".join(words)}
    )
