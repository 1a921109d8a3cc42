"""Tables of one file that name different quarters, where the file is about one."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from ingest.findings import Finding
from ingest.messages import finding


def other_quarters(tables: list[dict[str, Any]]) -> Iterator[Finding]:
    """A question for each table whose quarter is not that of most tables of its file.

    A file that holds one form for several quarters (a sheet a quarter) is about all of them.

    Args:
        tables: tables of the check result.
    """
    quarters: dict[str, set[str]] = {}
    for table in tables:
        if table["period"]:
            quarters.setdefault(table["form"], set()).add(table["period"])
    counts = Counter(period for found in quarters.values() for period in found)
    if len(counts) < 2 or any(len(found) > 1 for found in quarters.values()):
        return
    [(usual, most), (_, next_most), *_] = counts.most_common()
    for table in tables:
        if table["period"] and most > next_most and table["period"] != usual:
            yield finding(
                "other_quarter",
                sheet=table["sheet"],
                cell=table["range"],
                found=_name(table["period"]),
                usual=_name(usual),
            )


def _name(period: str) -> str:
    return f"quý {period[5]}/{period[:4]}"
