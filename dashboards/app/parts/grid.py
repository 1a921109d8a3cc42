"""Look and words of AG Grid, the same in every table of the product."""

import json
from functools import cache
from pathlib import Path

import dash_ag_grid as dag

GRID_THEME = {
    "function": "themeQuartz.withParams({"
    "accentColor: 'var(--brand)', backgroundColor: 'var(--card)', foregroundColor: 'var(--ink)',"
    "headerBackgroundColor: 'var(--soft)', headerTextColor: 'var(--ink-soft)',"
    "borderColor: 'var(--line)', rowHoverColor: 'var(--brand-soft)',"
    "oddRowBackgroundColor: 'var(--card)', fontFamily: 'inherit', headerFontWeight: 600,"
    "fontSize: 13, headerFontSize: 12.5, rowHeight: 38, headerHeight: 42, wrapperBorder: false,"
    "wrapperBorderRadius: 8, spacing: 6})"
}


@cache
def grid_locale() -> dict[str, str]:
    """Return AG Grid's words in Vietnamese (grid_words.json)."""
    path = Path(__file__).parent / "grid_words.json"
    return json.loads(path.read_text(encoding="utf-8"))


GRID_LOCALE = grid_locale()


def grid(
    grid_id: str | dict,
    defs: list[dict],
    rows: list[dict],
    *,
    height: str = "520px",
    page_size: int | None = None,
    **options: object,
) -> dag.AgGrid:
    """Return a grid in the product's look: sortable, resizable, Vietnamese.

    Args:
        grid_id: Dash id.
        defs: column definitions (``parts.table.column_defs``).
        rows: rows.
        height: CSS height; ``auto`` is as high as its rows.
        page_size: rows a page; None scrolls.
        **options: further ``dashGridOptions``.
    """
    paging = (
        {"pagination": True, "paginationPageSize": page_size, "paginationPageSizeSelector": False}
        if page_size
        else {}
    )
    return dag.AgGrid(
        id=grid_id,
        columnDefs=defs,
        rowData=rows,
        defaultColDef={
            "sortable": True,
            "resizable": True,
            "wrapHeaderText": True,
            "comparator": {"function": "compareVi"},
        },
        dashGridOptions={
            "theme": GRID_THEME,
            "localeText": GRID_LOCALE,
            "enableCellTextSelection": True,
            "suppressMenuHide": True,
        }
        | ({"domLayout": "autoHeight"} if height == "auto" else {})
        | paging
        | options,
        className="",
        style={"width": "100%"} | ({} if height == "auto" else {"height": height}),
    )
