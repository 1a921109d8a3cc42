"""Ranked list of communes: bars from zero, highest or lowest first, fifteen of them."""

import dash_mantine_components as dmc
from dash import html

from dashboards.app.format_vi import lower_first, value_in_words
from dashboards.app.overview.pieces import card_head, source_button
from dashboards.app.overview.view import View

SHOWN_ROWS = 15
EMPHASISED = 3


def ranked(communes: list[dict], *, lowest: bool) -> list[dict]:
    """Return communes with a value in rank order.

    Args:
        communes: rows of queries/commune_values.sql.
        lowest: from the lowest value up instead of from the highest down.

    Returns:
        Those with a small base come last, unless they are most of all: then order alone, without
        a claim to rank, is what the list can show.
    """
    known = [row for row in communes if row["value_state"] == "value"]
    sign, apart = (1 if lowest else -1), not _mostly_small(known)
    return sorted(
        known,
        key=lambda row: (
            apart and bool(row["is_small_number"]),
            sign * row["value"],
            row["sort_order"],
        ),
    )


def _mostly_small(known: list[dict]) -> bool:
    return sum(1 for row in known if row["is_small_number"]) > len(known) / 2


def ranking_head(view: View) -> html.Div:
    """Return the card's heading."""
    csv = "/tai-ve/xa-phuong.csv" + view.shown.search(commune=None)
    known = ranked(view.communes, lowest=False)
    text = f"{view.kpi['short_name']}, {lower_first(view.period['label'])}."
    if _mostly_small(known):
        text += " Phần lớn xã, phường có mẫu số nhỏ (*): thứ tự chỉ để tham khảo."
    elif any(row["is_small_number"] for row in known):
        text += " Xã, phường có mẫu số nhỏ (*) xếp sau."
    return card_head("Xếp theo xã, phường", text, table="xa-phuong", csv=csv)


def ranking(view: View) -> list:
    """Return both lists and the way to the full table.

    Args:
        view: the facts of the page.
    """
    highest = ranked(view.communes, lowest=False)
    above_zero = [row for row in highest if row["value"]]
    return [
        html.Div(
            [
                _bars(view, above_zero or highest, "high", len(highest) - len(above_zero)),
                _bars(view, ranked(view.communes, lowest=True), "low", 0),
            ],
            id="rank-lists",
            className="rank-lists show-high",
        ),
        html.A(
            f"Xem tất cả {len(view.communes)} xã, phường",
            href="#bang-so-lieu",
            className="more-link",
            **{"data-table": "xa-phuong"},
        ),
    ]


def rank_choice() -> dmc.SegmentedControl:
    """The control that turns the list around; it keeps its state while the list changes."""
    return dmc.SegmentedControl(
        id="rank-choice",
        value="high",
        data=[{"value": "high", "label": "Cao nhất"}, {"value": "low", "label": "Thấp nhất"}],
        size="xs",
        **{"aria-label": "Xếp từ cao hay từ thấp"},
    )


def _bars(view: View, rows: list[dict], end: str, zeros: int) -> html.Div:
    """One list; ``zeros`` communes at zero are counted below it instead of listed."""
    if not rows:
        return html.P("Chưa xã, phường nào có số liệu.", className=f"empty rank-{end}")
    top = max(row["value"] for row in rows) or 1
    items = [_bar(view, row, place, top) for place, row in enumerate(rows[:SHOWN_ROWS])]
    listed_all = len(rows) <= SHOWN_ROWS and rows[0]["value"]
    return html.Div(
        [
            html.Ol(items, className="bars"),
            html.P(f"{zeros} xã, phường còn lại bằng 0.", className="fine")
            if zeros and listed_all
            else None,
        ],
        className=f"rank-{end}",
    )


def _bar(view: View, row: dict, place: int, top: float) -> html.Li:
    words = value_in_words(row, view.kpi["unit"], view.kpi["decimals"])
    small = row["is_small_number"]
    look = (
        "strong" if place < EMPHASISED and row["value"] and not small else "small" if small else ""
    )
    chosen = " chosen" if row["commune_code"] == view.shown.commune else ""
    button = source_button(
        [
            html.Span(row["commune_name"], className="bar-name"),
            html.Span(
                html.Span(
                    className="bar-fill", style={"width": f"{row['value'] / top * 100:.1f}%"}
                ),
                className="bar-track",
            ),
            html.Span(
                [
                    words.split(" ")[0] if view.kpi["unit"] != "đồng" else words,
                    " *" if small else "",
                ],
                className="bar-value",
            ),
        ],
        *(view.shown.kpi, row["commune_code"], view.shown.period),
        f"{row['commune_name']}: {words}" + (", mẫu số nhỏ" if small else ""),
        f"bar {look}{chosen}",
    )
    return html.Li(button)
