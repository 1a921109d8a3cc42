"""A pivot: areas of a kind down, quarters across, one measure of one indicator in each cell."""

from dashboards.app.format_vi import number, value_in_words
from dashboards.app.parts.figure import Figure
from dashboards.app.parts.pieces import trace
from dashboards.app.parts.table import Column, Table
from dashboards.app.theme import INK, LINE, SOFT_INK

KINDS = {
    "commune": "Xã, phường",
    "former_district": "Huyện cũ (chính)",
    "former_province": "Tỉnh cũ",
    "industrial_zone": "Khu công nghiệp",
    "province": "Toàn tỉnh",
}
MEASURES = {"value": "Giá trị", "numerator": "Tử số", "denominator": "Mẫu số"}
STATES = {"null": "chưa có báo cáo", "na": "không áp dụng", "withheld": "không công bố"}
MOST_LINES = 12
MOST_BARS = 20


def quarters_of(rows: list[dict]) -> list[tuple[str, str]]:
    """The quarters in rows of queries/pivot_values.sql, oldest first, with their labels."""
    return sorted({(row["period"], row["label"]) for row in rows})


def pivot_table(rows: list[dict], kpi: dict, measure: str, span: str) -> Table:
    """Turn rows into a table with a column a quarter, newest first; numbers open their sources.

    Args:
        rows: of queries/pivot_values.sql.
        kpi: the indicator's ``kpi_id``, ``name``, ``unit``, ``decimals``.
        measure: a key of ``MEASURES``.
        span: what each number covers.
    """
    lines: dict[str, dict] = {}
    for row in rows:
        line = lines.setdefault(row["area_code"], {"name": row["area_name"]})
        field = row["period"]
        line[field] = row[measure] if row["value_state"] == "value" else None
        line[f"{field}_text"] = cell_words(row, kpi, measure)
        line[f"{field}_trace"] = trace(kpi["kpi_id"], row["area_code"], row["period"], span)
    decimals = kpi["decimals"] if measure == "value" else None
    columns = [Column("name", "Địa bàn", width=170, pinned=True)] + [
        Column(period, label, "number", 112, decimals=decimals)
        for period, label in reversed(quarters_of(rows))
    ]
    return Table("", columns, list(lines.values()))


def cell_words(row: dict, kpi: dict, measure: str) -> str:
    """A cell as text: the number, or in words why there is none."""
    if row["value_state"] != "value" or row[measure] is None:
        return STATES.get(row["value_state"], "–")
    if measure == "value":
        return value_in_words(row, "", kpi["decimals"]).strip()
    return number(row[measure], 0 if float(row[measure]).is_integer() else 2)


def pivot_defs(made: Table) -> list[dict]:
    """AG Grid's columns of a pivot: each cell a number that opens its sources."""
    defs: list[dict] = [{"field": "name", "headerName": "Địa bàn", "pinned": "left", "width": 170}]
    return defs + [
        {
            "field": column.field,
            "headerName": column.title,
            "width": 124,
            "type": "rightAligned",
            "comparator": {"function": "compareNumber"},
            "cellRenderer": "PivotCell",
        }
        for column in made.columns[1:]
    ]


def pivot_figure(rows: list[dict], measure: str) -> Figure:
    """Lines over quarters for few areas; for many, bars of the newest quarter, largest first.

    Args:
        rows: of queries/pivot_values.sql.
        measure: a key of ``MEASURES``.
    """
    figure = Figure()
    areas = list(dict.fromkeys(row["area_name"] for row in rows))
    if len(areas) > MOST_LINES:
        return _bars(figure, rows, measure)
    quarters = quarters_of(rows)
    places = {period: place for place, (period, _) in enumerate(quarters)}
    for place, area in enumerate(areas):
        own = [row for row in rows if row["area_name"] == area]
        known = [row[measure] if row["value_state"] == "value" else None for row in own]
        colour = LINE if place == 0 else SOFT_INK
        figure.add_scatter(
            x=[places[row["period"]] for row in own],
            y=known,
            mode="lines+markers",
            name=area,
            line={"color": colour, "width": 2.5 if place == 0 else 1.5},
            connectgaps=False,
            hovertemplate=f"{area}: %{{y:,.2~f}}<extra></extra>",
        )
        if known and known[-1] is not None:
            figure.add_annotation(
                x=places[own[-1]["period"]],
                y=known[-1],
                text=area,
                showarrow=False,
                xanchor="left",
                xshift=8,
                font={"size": 11, "color": colour},
            )
    breaks = [place for period, place in places.items() if period == "2025Q3"]
    for place in breaks:
        figure.add_vline(x=place - 0.5, line={"dash": "dot", "color": SOFT_INK, "width": 1})
        figure.add_annotation(
            x=place - 0.5, y=1, yref="paper", text="sắp xếp đơn vị 1/7/2025", showarrow=False
        )
    figure.update_xaxes(
        tickvals=list(places.values()),
        ticktext=[label.replace("Quý ", "") for _, label in quarters],
        range=[-0.3, len(quarters) + 0.9],
    )
    figure.update_yaxes(rangemode="tozero", tickformat=",.2~f")
    return figure


def _bars(figure: Figure, rows: list[dict], measure: str) -> Figure:
    newest = quarters_of(rows)[-1][0]
    known = [row for row in rows if row["period"] == newest and row["value_state"] == "value"]
    known = sorted((r for r in known if r[measure] is not None), key=lambda row: -row[measure])
    shown = known[:MOST_BARS][::-1]
    figure.add_bar(
        x=[row[measure] for row in shown],
        y=[row["area_name"] for row in shown],
        orientation="h",
        marker={"color": LINE},
        text=[number(row[measure], 0 if float(row[measure]).is_integer() else 2) for row in shown],
        textfont={"color": INK},
        textposition="outside",
        cliponaxis=False,
        hoverinfo="skip",
    )
    figure.update_xaxes(rangemode="tozero", showticklabels=False)
    return figure


def sentence(rows: list[dict], kpi: dict, measure: str) -> str:
    """What the pivot shows of its newest quarter, in one sentence."""
    if not rows:
        return "Không có số liệu cho lựa chọn này."
    newest, label = quarters_of(rows)[-1]
    now = [row for row in rows if row["period"] == newest]
    known = [row for row in now if row["value_state"] == "value" and row[measure] is not None]
    if not known:
        return f"{label}: chưa có số liệu ở địa bàn nào."
    most = max(known, key=lambda row: row[measure])
    words = f"{label}: {len(known)}/{len(now)} địa bàn có số liệu"
    if len(known) == 1:
        return f"{words}: {cell_words(most, kpi, measure)} {kpi['unit']}."
    return f"{words}; cao nhất {most['area_name']} ({cell_words(most, kpi, measure)})."
