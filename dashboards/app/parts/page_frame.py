"""The head of a page: what it is, what it finds, and the filters in force."""

import dash_mantine_components as dmc
from dash import html

from dashboards.app.ask import ask


def page_frame(
    eyebrow: str, title: object, *, controls: list, body: object, text: object = None
) -> html.Div:
    """Return a page: heading, filters, then its cards one below the other.

    Args:
        eyebrow: the page's name.
        title: heading: a text, or a component that a callback fills.
        controls: selects and other filters, few.
        body: the cards; a list, or a container that a callback fills.
        text: a line below the heading.
    """
    return html.Div(
        [
            html.Div(
                [
                    html.Div(
                        [
                            html.P(eyebrow, className="eyebrow"),
                            html.H1(title),
                            html.P(text, className="period-dates") if text is not None else None,
                        ],
                        className="grow",
                    ),
                    html.Div(
                        controls, className="controls", role="group", **{"aria-label": "Bộ lọc"}
                    ),
                ],
                className="page-head",
            ),
            *(body if isinstance(body, list) else [body]),
        ],
        className="page",
    )


def period_select(control: str, value: str | None) -> dmc.Select:
    """A choice of the release's quarters, newest first.

    Args:
        control: Dash id.
        value: the chosen quarter.
    """
    return select(
        control,
        "Quý",
        [{"value": row["period"], "label": row["label"]} for row in ask("periods")],
        value,
        width=170,
    )


def select(
    control: str,
    label: str,
    choices: list,
    value: str | None,
    *,
    width: int | str = 220,
    clearable: bool = False,
) -> dmc.Select:
    """A choice of one, found by typing.

    Args:
        control: Dash id.
        label: what is chosen.
        choices: ``{"value", "label"}``, or groups ``{"group", "items"}``.
        value: the chosen value.
        width: in pixels, or CSS.
        clearable: whether nothing may be chosen.
    """
    return dmc.Select(
        id=control,
        label=label,
        data=choices,
        value=value,
        allowDeselect=False,
        clearable=clearable,
        searchable=len(choices) > 8,
        checkIconPosition="right",
        nothingFoundMessage="Không có mục nào khớp",
        maxDropdownHeight=420,
        w=width,
        comboboxProps={"shadow": "md"},
    )
