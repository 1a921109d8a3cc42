"""What the page of disputes and stoppages shows, read once for a quarter and an area."""

from dataclasses import dataclass
from functools import cached_property

from dashboards.app import address
from dashboards.app.ask import ask
from dashboards.app.parts.area_choice import event_area
from dashboards.app.parts.subject import Subject, read_subject

ADDRESS = address.Address(address.period(), event_area())
HEADLINES = ("DS-01", "DS-03", "DS-04", "DS-05", "DS-06", "DS-08")
DEFINED = (*HEADLINES, "DS-02", "DS-07", "DS-09", "DS-10")


@dataclass(frozen=True)
class Facts(Subject):
    """The facts of the page."""

    @cached_property
    def kinds(self) -> dict[str, dict]:
        """Disputes of one employee and of many, by quarter (queries/dispute_kinds.sql)."""
        rows = ask("dispute_kinds", area=self.area["area_code"])
        return {row["period"]: row for row in rows}

    @cached_property
    def outcomes(self) -> list[dict]:
        """How the quarter's disputes ended, beside the year before, in their stated order."""
        return ask("dispute_outcomes", **self.here)

    @cached_property
    def stoppages(self) -> list[dict]:
        """Stoppages over all quarters, newest first."""
        return ask("stoppage_list", area=self.area["area_code"])

    @cached_property
    def disputes(self) -> list[dict]:
        """Disputes received in the quarter."""
        return ask("dispute_list", area=self.area["area_code"], period=self.period["period"])

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
    return read_subject(Facts, ADDRESS, **asked)
