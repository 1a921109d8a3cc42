"""A card that is a table from the start: events and other rows to read, sort and take away."""

from dash import html

from dashboards.app.parts.chart_card import file_links
from dashboards.app.parts.grid import grid
from dashboards.app.parts.table import Table, column_defs, grid_rows

FEW = 12  # as many rows are shown without a scroll bar of their own


def list_card(
    name: str, made: Table, *, title: str, subtitle: str, words: str = "", empty: str
) -> html.Section:
    """Return the card of a table, with its files.

    Args:
        name: the name under which the table is registered (``parts.table.table``).
        made: its columns and rows for what the page shows.
        title: the finding, about twelve words at most.
        subtitle: measure, unit, place, period.
        words: one sentence on what the rows show.
        empty: said instead of a table without rows.
    """
    body = html.P(empty, className="empty")
    if made.rows:
        height = "auto" if len(made.rows) <= FEW else "460px"
        wrapped = {"wrapText": True, "autoHeight": True}
        defs = [one if "type" in one else one | wrapped for one in column_defs(made)]
        rows = grid(f"{name}-grid", defs, grid_rows(made), height=height)
        body = html.Div(rows, role="region", **{"aria-label": made.caption})
    return html.Section(
        [
            html.Div(
                [
                    html.Div(
                        [
                            html.H2(title),
                            html.P(subtitle, className="card-measure"),
                            html.P(words, className="card-text") if words else None,
                        ],
                        className="grow",
                    ),
                    html.Div(file_links(name, title), className="card-actions")
                    if made.rows
                    else None,
                ],
                className="card-head",
            ),
            body,
        ],
        className="card list-card",
    )
