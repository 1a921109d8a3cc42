"""A page by subject: a heading with its finding, two filters, and cards drawn for what they say."""

from collections.abc import Callable

from dash import Input, Output, callback, html

from dashboards.app.address import Address
from dashboards.app.parts.page_frame import page_frame
from dashboards.app.parts.subject import Subject

NOTHING = "Không có số liệu cho lựa chọn này."


def subject_page(
    key: str,
    name: str,
    address: Address,
    controls: dict[str, Callable[[str, str | None], object]],
    read: Callable[..., Subject | None],
    title: Callable[[Subject], str],
    body: Callable[[Subject], list],
) -> Callable[..., html.Div]:
    """Register the callbacks of a page and return its layout; called by the page's module.

    Args:
        key: how the ids of the page begin.
        name: of the page.
        address: its parameters.
        controls: maker of the control of each parameter, given its id and value.
        read: returns the page's facts for parameters.
        title: the finding.
        body: the cards.
    """
    ids = {parameter: f"{key}-{parameter}" for parameter in controls}

    def layout(**query: str) -> html.Div:
        shown = address.check(**query)
        return page_frame(
            name,
            html.Span(id=f"{key}-title"),
            text=html.Span(id=f"{key}-dates"),
            controls=[make(ids[one], shown[one]) for one, make in controls.items()],
            body=html.Div(id=f"{key}-body", className="page"),
        )

    address.follow(**ids)

    @callback(
        Output(f"{key}-title", "children"),
        Output(f"{key}-dates", "children"),
        Output(f"{key}-body", "children"),
        *(Input(control, "value") for control in ids.values()),
    )
    def draw(*values: object) -> tuple:
        facts = read(**dict(zip(ids, values, strict=True)))
        if facts is None:
            return name, "", html.P(NOTHING, className="empty")
        return title(facts), facts.dates(), body(facts)

    return layout
