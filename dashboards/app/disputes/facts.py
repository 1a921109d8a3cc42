"""What the page of disputes and stoppages shows, read once for a quarter and an area."""

from dataclasses import dataclass
from functools import cached_property

from dashboards.app import address
from dashboards.app.ask import ask
from dashboards.app.parts.area_choice import event_area

ADDRESS = address.Address(address.period(), event_area(zones=True))
HEADLINES = ("DS-01", "DS-03", "DS-04", "DS-05", "DS-06", "DS-08")
DEFINED = (*HEADLINES, "DS-02", "DS-07", "DS-09", "DS-10")
# the stated order of ends: by agreement, without, elsewhere, open
OUTCOMES = (
    *("mediated", "withdrawn", "returned_to_work", "mediation_failed"),
    *("to_court", "to_arbitration", "pending", "unknown"),
)


@dataclass(frozen=True)
class Facts:
    """The facts of the page.

    Attributes:
        period: the shown quarter (queries/periods.sql).
        area: the shown area (queries/areas.sql).
    """

    period: dict
    area: dict

    @property
    def place(self) -> str:
        """The area in the middle of a sentence."""
        return "toàn tỉnh" if self.area["area_kind"] == "province" else self.area["area_name"]

    @cached_property
    def scorecard(self) -> dict[str, dict]:
        """The quarter's indicators with their changes, by id."""
        rows = ask("scorecard", area=self.area["area_code"], period=self.period["period"])
        return {row["kpi_id"]: row for row in rows}

    @cached_property
    def all_series(self) -> list[dict]:
        """Every indicator of the area over all quarters."""
        return ask("area_series", area=self.area["area_code"])

    def series(self, kpi_id: str) -> list[dict]:
        """One indicator over all quarters, oldest first."""
        return [row for row in self.all_series if row["kpi_id"] == kpi_id]

    @cached_property
    def kpis(self) -> dict[str, dict]:
        """The indicators by id."""
        return {row["kpi_id"]: row for row in ask("kpis")}

    @cached_property
    def counts(self) -> list[dict]:
        """Disputes by quarter, kind and end (queries/dispute_counts.sql)."""
        return ask("dispute_counts", area=self.area["area_code"])

    @cached_property
    def stoppages(self) -> list[dict]:
        """Stoppages over all quarters, newest first."""
        return ask("stoppage_list", area=self.area["area_code"])

    @cached_property
    def disputes(self) -> list[dict]:
        """Disputes received in the quarter."""
        return ask("dispute_list", area=self.area["area_code"], period=self.period["period"])

    def outcomes(self, period: str | None) -> dict[str, tuple[str, int]]:
        """Disputes that an area received in a quarter: name and number by how they ended."""
        found: dict[str, tuple[str, int]] = {}
        for row in self.counts:
            if row["period"] == period:
                name, before = found.get(row["outcome"], (row["outcome_name"], 0))
                found[row["outcome"]] = (name, before + row["cases"])
        return found

    def collective(self) -> dict[str, int]:
        """Collective disputes by quarter."""
        found: dict[str, int] = {}
        for row in self.counts:
            if row["dispute_type"].startswith("collective"):
                found[row["period"]] = found.get(row["period"], 0) + row["cases"]
        return found

    def causes(self) -> list[dict]:
        """Causes of the quarter's disputes, the most frequent first, those not stated last.

        One case may have several causes, as the register allows.
        """
        if self.area["area_kind"] not in ("province", "commune"):
            return []
        rows = ask(
            "kpi_breakdowns",
            kpi="DS-01",
            area=self.area["area_code"],
            period=self.period["period"],
        )
        causes = [row for row in rows if row["dimension"] == "dispute_cause" and row["numerator"]]
        return sorted(causes, key=lambda row: row["category"] == "unknown")


def read_facts(**asked: object) -> Facts | None:
    """Return the facts for checked parameters; None where the release has no such quarter.

    Args:
        **asked: ``ky`` and ``dia_ban`` as the browser sent them.
    """
    shown = ADDRESS.check(**asked)
    periods = {row["period"]: row for row in ask("periods")}
    areas = {row["area_code"]: row for row in ask("areas", kind="")}
    if shown["ky"] not in periods or shown["dia_ban"] not in areas:
        return None
    return Facts(periods[shown["ky"]], areas[shown["dia_ban"]])
