"""The number of workers of a commune, by which rates are stated.

Insured workers by place of work where the social insurance reported on the commune; else those of
the active employers of the register (insured, without that all). A quarter's number is the mean of
the stock at its beginning and at its end; the closing stock alone where no earlier one is known.
"""

from collections import defaultdict

from tests.pipeline.truth.calendar_quarters import back
from tests.pipeline.truth.standing_tables import Standing


def worker_numbers(standing: Standing) -> dict[tuple[str, str], float]:
    """(commune, quarter) -> workers, the mean of opening and closing stock.

    Args:
        standing: the tables that stand.
    """
    stocks = _stocks(standing)
    return {
        (commune, quarter): (closing + stocks.get((commune, back(quarter, 1)), closing)) / 2
        for (commune, quarter), closing in stocks.items()
    }


def _stocks(standing: Standing) -> dict[tuple[str, str], float]:
    stocks: dict[tuple[str, str], float] = {
        (commune, quarter): 0
        for form, commune, quarter in standing.winning
        if form == "employer_register"
    }
    for commune, quarter, row, _ in standing.register_rows("employer_register"):
        if (row.get("status") or "active") == "active":
            insured = row.get("workers_insured")
            stocks[commune, quarter] += (row.get("workers") if insured is None else insured) or 0
    insured = defaultdict(float)
    for commune, quarter, row, _ in standing.register_rows("social_insurance"):
        if row.get("insured") is not None:
            insured[commune, quarter] += row["insured"]
    return stocks | dict(insured)
