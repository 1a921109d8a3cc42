"""What the page "Tổng quan" shows is in its address: ``?ky=2026Q3&chi_tieu=CI-01&xa=02647``.

Every value is checked against what the release holds; anything else becomes the default, so an
old or mistyped link still opens the page.
"""

from dataclasses import dataclass
from urllib.parse import parse_qs, urlencode


@dataclass(frozen=True)
class Shown:
    """The quarter, the indicator and (or None) the commune that the page shows."""

    period: str
    kpi: str
    commune: str | None = None

    def search(self, **changes: str | None) -> str:
        """Return the query string of this view, or of one that differs in ``changes``."""
        view = {"period": self.period, "kpi": self.kpi, "commune": self.commune} | changes
        pairs = {"ky": view["period"], "chi_tieu": view["kpi"], "xa": view["commune"]}
        return "?" + urlencode({key: value for key, value in pairs.items() if value})


def read_address(search: str | None, periods: list, kpis: list, communes: set) -> Shown:
    """Return the view that an address asks for.

    Args:
        search: query string, with or without ``?``.
        periods: periods of the release, newest first.
        kpis: ids of its indicators, in order.
        communes: codes of its communes.

    Raises:
        IndexError: the release has no period or no indicator.
    """
    asked = {key: values[0] for key, values in parse_qs((search or "").lstrip("?")).items()}
    period, kpi, commune = asked.get("ky"), asked.get("chi_tieu"), asked.get("xa")
    return Shown(
        period if period in periods else periods[0],
        kpi if kpi in kpis else kpis[0],
        commune if commune in communes else None,
    )
