"""The card that ranks communes by the shown indicator."""

from dash import html

from dashboards.app.format_vi import lower_first
from dashboards.app.overview.view import View
from dashboards.app.parts.chart_card import file_links
from dashboards.app.parts.pieces import card_head
from dashboards.app.parts.ranked_bars import SHOWN_ROWS, mostly_small, ranked, ranked_bars


def ranking_head(view: View) -> html.Div:
    """Return the card's heading."""
    title = "Xếp theo xã, phường"
    files = file_links("xa-phuong", title, not is_alone(view), picture="tong-quan-xep-hang")
    return card_head(title, ranking_sentence(view), table="xa-phuong", files=files)


def is_alone(view: View) -> bool:
    """True for an officer: there is nothing to rank."""
    return view.release.scope.communes is not None


def shown_highest(view: View) -> list[dict]:
    """Communes from the highest down; those at zero only where all are."""
    highest = ranked(view.communes, lowest=False)
    return [row for row in highest if row["value"]] or highest


def ranking_sentence(view: View) -> str:
    """What is ranked, and how far the order may be trusted."""
    known = ranked(view.communes, lowest=False)
    text = f"{view.kpi['short_name']}, {lower_first(view.period['label'])}."
    if mostly_small(known):
        text += " Phần lớn xã, phường có mẫu số nhỏ (*): thứ tự chỉ để tham khảo."
    elif any(row["is_small_number"] for row in known):
        text += " Xã, phường có mẫu số nhỏ (*) xếp sau."
    return text


def ranking(view: View) -> list:
    """Return both lists and the way to the full table.

    Args:
        view: the facts of the page.
    """
    if is_alone(view):
        text = "Bạn xem số liệu của xã, phường mình và các số tổng hợp; không có thứ tự để xếp."
        alone = html.P(text, className="empty no-ranking")
        return [html.Div(alone, id="rank-lists", className="rank-lists")]
    highest = ranked(view.communes, lowest=False)
    shown = shown_highest(view)
    zeros = len(highest) - len(shown)
    return [
        html.Div(
            [
                _bars(view, shown, "high", zeros),
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


def _bars(view: View, rows: list[dict], end: str, zeros: int) -> html.Div:
    """One list; ``zeros`` communes at zero are counted below it instead of listed."""
    listed_all = rows and len(rows) <= SHOWN_ROWS and rows[0]["value"]
    return html.Div(
        [
            ranked_bars(rows, view.kpi, view.shown.period, chosen=view.shown.commune),
            html.P(f"{zeros} xã, phường còn lại bằng 0.", className="fine")
            if zeros and listed_all
            else None,
        ],
        className=f"rank-{end}",
    )
