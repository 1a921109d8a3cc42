"""What the page shows of one commune in one quarter, asked once and only where it is needed."""

from datetime import date, datetime
from functools import cached_property

from dashboards.app import address
from dashboards.app.ask import ask
from dashboards.app.format_vi import HANOI
from dashboards.app.navigation import find_page, may_open
from dashboards.app.viewer import current_viewer

ADDRESS = address.Address(address.period())
CODE = address.commune()  # None where the viewer may not see the commune, or there is none
UNDONE = ("trả lại", "chưa nộp")
SHOWN_QUARTERS = 9  # of a sparkline: this quarter, and two years before it
NOT_COUNTED = {
    "value": None,
    "value_state": "null",
    "value_reason": "chưa tính chỉ tiêu này",
    "comparability": "được",
}


class Facts:
    """One commune and quarter of the release in force, as the viewer may see it.

    Args:
        code: a commune's code that was checked (``commune_in``).
        **asked: values for ``ADDRESS``.
    """

    def __init__(self, code: str, **asked: object) -> None:
        self.code = code
        self.period_id = ADDRESS.check(**asked)["ky"]

    @cached_property
    def periods(self) -> list[dict]:
        """The quarters of the release, newest first."""
        return ask("periods")

    @cached_property
    def period(self) -> dict:
        """The shown quarter."""
        return next(row for row in self.periods if row["period"] == self.period_id)

    @cached_property
    def area(self) -> dict:
        """The commune (queries/areas.sql)."""
        return next(row for row in ask("areas", kind="commune") if row["area_code"] == self.code)

    @cached_property
    def profile(self) -> list[dict]:
        """Every indicator that is stated for communes (queries/commune_profile.sql)."""
        rows = ask("commune_profile", area=self.code, period=self.period_id)
        return [row for row in rows if row["lowest_area"] == "commune"]

    @cached_property
    def series(self) -> dict[str, list[dict]]:
        """Every indicator over all quarters up to the shown one, oldest first."""
        found: dict[str, list[dict]] = {}
        for row in ask("area_series", area=self.code):
            if row["period"] <= self.period_id:
                found.setdefault(row["kpi_id"], []).append(row)
        return found

    def window(self, kpi_id: str) -> list[dict]:
        """An indicator over the same quarters as every other: blank where it was not counted yet.

        Args:
            kpi_id: the indicator.
        """
        known = {row["period"]: row for row in self.series.get(kpi_id, [])}
        until = [row for row in reversed(self.periods) if row["period"] <= self.period_id]
        return [known.get(row["period"]) or row | NOT_COUNTED for row in until[-SHOWN_QUARTERS:]]

    @cached_property
    def reports(self) -> list[dict]:
        """The forms that are late, returned or missing (queries/late_or_missing.sql)."""
        rows = ask("late_or_missing", period=self.period_id)
        return [row for row in rows if row["commune_code"] == self.code]

    @cached_property
    def submissions(self) -> list[dict]:
        """What was sent for the quarter, newest first."""
        return ask("submission_list", area=self.code, period=self.period_id)

    @cached_property
    def findings(self) -> list[dict]:
        """Errors and warnings in what was sent for the quarter, worst first."""
        rows = ask("findings_of_area", area=self.code, period=self.period_id)
        return [row for row in rows if row["severity"] != "note"]

    @cached_property
    def events(self) -> list[dict]:
        """What happened in the quarter, newest first."""
        return ask("area_events", area=self.code, period=self.period_id)

    @cached_property
    def neighbours(self) -> list[dict]:
        """Communes of like size that the viewer may see, nearest first."""
        return ask("commune_neighbours", area=self.code, period=self.period_id)

    @cached_property
    def gaps(self) -> list[dict]:
        """Targets that were not reached in the quarter."""
        rows = ask("targets", area=self.code, period=self.period_id)
        return [row for row in rows if row["target_state"] == "chưa đạt"]

    @cached_property
    def next_deadline(self) -> dict | None:
        """The first quarter whose deadline has not passed today."""
        today = today_in_vietnam()
        rows = ask("deadlines")
        return next((row for row in rows if row["commune_deadline"] >= today), None)


def today_in_vietnam() -> date:
    """Today's date where the readers are."""
    return datetime.now(HANOI).date()


def commune_in(code: object) -> str | None:
    """Return a commune's code where the viewer may see that commune, else None.

    Args:
        code: what an address or the browser says.
    """
    return CODE.check(code)


def own_commune() -> str | None:
    """The commune of an officer who answers for just one."""
    communes = current_viewer().scope.communes
    return next(iter(communes)) if communes is not None and len(communes) == 1 else None


def link_to(path: str) -> bool:
    """True where a page stands at a path and the viewer may open it."""
    page, _ = find_page(path)
    return page is not None and may_open(page, current_viewer())
