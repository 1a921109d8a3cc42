"""A menu behind a button: the browser's own disclosure, worked by keyboard like any other.

``dmc.Menu`` puts its state on a box around the button, where screen readers do not look for it,
and its entries are buttons around links, where Enter follows no link.
"""

from dash import html

from dashboards.app.parts.pieces import icon


def menu(button: list, entries: list, *, label: str, class_name: str) -> html.Details:
    """Return a button and, below it when open, its entries (closed by assets/52-menu.js).

    Args:
        button: icon and words of the button.
        entries: links and buttons, each with the class ``menu-link``.
        label: the button in words, for screen readers.
        class_name: CSS classes of the button.
    """
    return html.Details(
        [
            html.Summary(button, className=class_name, **{"aria-label": label}),
            html.Div(entries, className="menu-panel"),
        ],
        className="menu",
    )


def menu_link(symbol: str, words: str, href: str, **attributes: str) -> html.A:
    """An entry that leads somewhere.

    Args:
        symbol: icon.
        words: what it does.
        href: address.
        **attributes: further attributes (``download``, ``**{"data-external": "yes"}``).
    """
    return html.A([icon(symbol), words], href=href, className="menu-link", **attributes)


def menu_button(symbol: str, words: str, **attributes: str) -> html.Button:
    """An entry that does something.

    Args:
        symbol: icon.
        words: what it does.
        **attributes: what the browser's listeners look for.
    """
    return html.Button(
        [icon(symbol), words], type="button", className="menu-link menu-button", **attributes
    )
