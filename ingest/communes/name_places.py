"""Communes, quarters and lists of them in the words of a message."""

from collections.abc import Iterable

from ingest.former_districts import area_name
from ingest.submissions.coverage import Covered

NAMED_AT_MOST = 5


def places(items: Iterable[Covered]) -> str:
    """Communes with their quarters: "Xã Bảo Thắng 2026Q3, …"."""
    return some([f"{commune_name(i.commune_code)} {i.period}" for i in items])


def commune_name(commune_code: str) -> str:
    """Name of a commune or of what stands in its place; its code where no list knows it."""
    return area_name(commune_code)


def some(names: list[str]) -> str:
    """The first of some names, and how many more there are."""
    shown = ", ".join(names[:NAMED_AT_MOST])
    rest = len(names) - NAMED_AT_MOST
    return f"{shown} và {rest} mục khác" if rest > 0 else shown
