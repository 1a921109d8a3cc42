"""What a page shows is in its address: ``?ky=2026Q3&chi_tieu=CI-01&xa=02647``.

A page declares its parameters once. Every value is checked against what the viewer's release
holds, whether it comes from an address or from a control in the browser; anything else becomes the
default, so an old, mistyped or forged link still opens the page and opens nothing more.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import parse_qs, urlencode

from dash import Input, Output, clientside_callback

from dashboards.app.ask import ask

SPANS = {
    "quarter": "Trong quý",
    "year_to_date": "Lũy kế từ đầu năm",
    "rolling_4_quarters": "Bốn quý gần nhất",
    "year": "Cả năm",
}


@dataclass(frozen=True)
class Parameter:
    """One name in an address.

    Attributes:
        key: the name, Vietnamese without marks (``ky``).
        choices: returns the values allowed now, in order; None allows any short text.
        default: the value without one; ``first`` is the first of the choices.
        many: several values, with commas between (``xa=02647,02671``).
    """

    key: str
    choices: Callable[[], Iterable[str]] | None = None
    default: str | None = "first"
    many: bool = False

    def check(self, value: object) -> str | list[str] | None:
        """Return the value where it is allowed, else the default.

        Args:
            value: text, a list of texts where ``many``, or anything that a browser may send.
        """
        if self.choices is None:
            text = value if isinstance(value, str) else ""
            return text[:200] or (None if self.default == "first" else self.default)
        allowed = list(self.choices())
        if self.many:
            asked = value.split(",") if isinstance(value, str) else value
            asked = asked if isinstance(asked, list) else []
            return [item for item in allowed if item in asked]
        if isinstance(value, str) and value in allowed:
            return value
        if self.default == "first":
            return allowed[0] if allowed else None
        return self.default


class Address:
    """The parameters of one page.

    Args:
        *parameters: in the order in which they are written.
    """

    def __init__(self, *parameters: Parameter) -> None:
        self.parameters = {parameter.key: parameter for parameter in parameters}

    def read(self, search: str | None) -> dict[str, str | list[str] | None]:
        """Return the checked value of every parameter of a query string (with or without ``?``)."""
        asked = parse_qs((search or "").lstrip("?"))
        return self.check(**{key: values[0] for key, values in asked.items()})

    def check(self, **values: object) -> dict[str, str | list[str] | None]:
        """Return the checked value of every parameter; unknown names are left out."""
        return {key: made.check(values.get(key)) for key, made in self.parameters.items()}

    def search(self, **values: str | list[str] | None) -> str:
        """Return the query string that shows ``values`` ("" where there are none)."""
        pairs = {
            key: ",".join(value) if isinstance(value, list) else value
            for key in self.parameters
            if (value := values.get(key))
        }
        return "?" + urlencode(pairs, safe=",") if pairs else ""

    def follow(self, **controls: str | dict) -> None:
        """Write the values of controls into the address whenever one changes, in the browser.

        The first writing replaces the entry of the history, a choice adds one; back and forward
        draw the page anew from the address. Call this in the page's module.

        Args:
            **controls: id of the control (its ``value``) for each parameter.
        """
        keys = "[" + ",".join(f"'{key}'" for key in controls) + "]"
        write = f"window.dash_clientside.address.write({keys}, [...arguments])"
        clientside_callback(
            f"function() {{ return {write}; }}",
            # a callback without an output would not run when the page is drawn
            Output("written", "data", allow_duplicate=True),
            *(Input(control, "value") for control in controls.values()),
            prevent_initial_call="initial_duplicate",
        )


def period() -> Parameter:
    """``ky``: a quarter of the release, the newest by default."""
    return Parameter("ky", lambda: [row["period"] for row in ask("periods")])


def kpi(default: str = "first") -> Parameter:
    """``chi_tieu``: an indicator of the release."""
    return Parameter("chi_tieu", lambda: [row["kpi_id"] for row in ask("kpis")], default)


def commune(default: str | None = None, many: bool = False) -> Parameter:
    """``xa``: a commune that the viewer may see, none by default."""
    codes = lambda: [row["commune_code"] for row in ask("commune_codes")]  # noqa: E731
    return Parameter("xa", codes, default, many)


def area(default: str = "province") -> Parameter:
    """``dia_ban``: an area that the viewer may see, the province by default."""
    return Parameter(
        "dia_ban", lambda: [row["area_code"] for row in ask("areas", kind="")], default
    )


def span() -> Parameter:
    """``khoang``: quarter, year to date, four rolling quarters, year."""
    return Parameter("khoang", lambda: list(SPANS))


def choice(key: str, *values: str) -> Parameter:
    """One of a few fixed values, the first by default."""
    return Parameter(key, lambda: values)


def text(key: str) -> Parameter:
    """A short text, such as a search."""
    return Parameter(key)
