"""What the page of outreach shows: every commune against its plan, for one quarter."""

from dataclasses import dataclass, field
from functools import cached_property

from dashboards.app import address
from dashboards.app.ask import ask
from dashboards.app.parts.subject import Subject, read_subject

ORDERS = {"thap": "Thấp nhất trước", "cao": "Cao nhất trước", "ten": "Theo tên"}
ADDRESS = address.Address(address.period(), address.choice("xep", *ORDERS))
HEADLINES = ("OE-07", "OE-01", "OE-02", "OE-03", "OE-04", "OE-05")
DEFINED = (*HEADLINES, "OE-06")


@dataclass(frozen=True)
class Facts(Subject):
    """The facts of the page.

    Attributes:
        order: key of ``ORDERS``.
    """

    order: str = field(default="thap")

    @cached_property
    def plan(self) -> list[dict]:
        """Every commune's plan of the year and what was held of it so far."""
        return ask("outreach_plan", period=self.period["period"])

    @property
    def planned(self) -> list[dict]:
        """Communes with a plan and a report."""
        return [row for row in self.plan if row["plan_state"] == "value"]

    @property
    def unknown(self) -> list[dict]:
        """Communes without a plan or without a report, by name as the province orders them."""
        return [row for row in self.plan if row["plan_state"] != "value"]

    @property
    def ordered(self) -> list[dict]:
        """Communes with a plan in the chosen order."""
        if self.order == "ten":
            return self.planned
        sign = -1 if self.order == "cao" else 1
        return sorted(self.planned, key=lambda row: sign * row["fulfilment_pct"])

    @cached_property
    def due_share(self) -> float | None:
        """How much of the plan is due by the end of the quarter, in percent; None: nobody said."""
        rows = ask("targets", area="province", period=self.period["period"])
        return next((row["target"] for row in rows if row["kpi_id"] == "OE-07"), None)

    @property
    def behind(self) -> list[dict]:
        """Communes that have held a smaller share of the plan than is due."""
        due = self.due_share
        if due is None:
            return []
        return [row for row in self.planned if row["fulfilment_pct"] < due]

    @cached_property
    def sessions(self) -> list[dict]:
        """The sessions of the quarter that a list names."""
        return ask("outreach_list", **self.here)

    def parts(self, dimension: str) -> list[dict]:
        """Sessions of the quarter by form (``session_form``) or subject (``topic``)."""
        rows = ask("kpi_breakdowns", kpi="OE-01", **self.here)
        found = [row for row in rows if row["dimension"] == dimension and row["numerator"]]
        return sorted(found, key=lambda row: row["category"] == "unknown")


def read_facts(**asked: object) -> Facts | None:
    """Return the facts for checked parameters; None where the release has no such quarter.

    Args:
        **asked: ``ky`` and ``xep`` as the browser sent them.
    """
    found = read_subject(Facts, ADDRESS, **asked)
    if found is None:
        return None
    return Facts(found.period, found.area, ADDRESS.check(**asked)["xep"] or "thap")
