"""What the pages by subject have in common: a quarter, an area, its indicators, its tables."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from dashboards.app.address import Address
from dashboards.app.ask import ask
from dashboards.app.format_vi import day, lower_first
from dashboards.app.parts.area_choice import event_areas
from dashboards.app.parts.table import Column, Table, table
from dashboards.app.viewer import SIGNED_IN

SOURCE = (
    Column("file_name", "Tệp", width=220),
    Column("sheet", "Trang tính", width=130),
    Column("cell", "Ô", width=80),
)


@dataclass(frozen=True)
class Subject:
    """The facts of a page for one quarter and one area, read when they are needed.

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

    @property
    def here(self) -> dict[str, str]:
        """The inputs that most queries take."""
        return {"area": self.area["area_code"], "period": self.period["period"]}

    @cached_property
    def scorecard(self) -> dict[str, dict]:
        """The quarter's indicators with their changes, by id."""
        return {row["kpi_id"]: row for row in ask("scorecard", **self.here)}

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

    def known(self, kpi_id: str) -> dict | None:
        """The quarter's number where there is one."""
        row = self.scorecard.get(kpi_id)
        return row if row is not None and row["value_state"] == "value" else None

    def measure(self, text: str, *, quarters: bool = False) -> str:
        """Second line of a card: measure, place, period.

        Args:
            text: the measure with its unit.
            quarters: whether the card shows all quarters.
        """
        when = "các quý" if quarters else lower_first(self.period["label"])
        return f"{text} · {self.place} · {when}"

    def dates(self) -> str:
        """Line below the page's heading: place, days that the quarter covers, status."""
        row = self.period
        text = f"{self.area['area_name']} · từ {day(row['starts_on'])} đến {day(row['ends_on'])}"
        status = row["release_status"]
        return text if status == "chính thức" else f"{text} · số {status}"


def read_subject(made: type[Subject], address: Address, **asked: object) -> Subject | None:
    """Return a page's facts for checked parameters; None where the release has no such quarter.

    Args:
        made: the page's own kind of facts.
        address: its parameters, ``ky`` and maybe ``dia_ban``.
        **asked: what the browser sent.
    """
    shown = address.check(**asked)
    periods = {row["period"]: row for row in ask("periods")}
    areas = {row["area_code"]: row for row in ask("areas", kind="")}
    # without a choice of area: the province, for an officer the own commune
    code = shown.get("dia_ban") or next((area["area_code"] for area in event_areas()), None)
    if shown["ky"] not in periods or code not in areas:
        return None
    return made(periods[shown["ky"]], areas[code])


def subject_tables(
    read: Callable[..., Subject | None],
    address: Address,
    made: dict[str, Callable[[Subject], Table]],
    roles: frozenset[str] = SIGNED_IN,
) -> None:
    """Register the tables of a page.

    Args:
        read: returns the page's facts for parameters.
        address: the page's parameters.
        made: maker of each table by name.
        roles: who may have them.
    """

    def from_address(make: Callable[[Subject], Table]) -> Callable[[str], Table | None]:
        def of_address(search: str) -> Table | None:
            facts = read(**address.read(search))
            return make(facts) if facts else None

        return of_address

    for name, make in made.items():
        table(name, roles=set(roles))(from_address(make))


def subject_table(
    facts: Subject, caption: str, columns: list[Column], rows: list[dict], name: str
) -> Table:
    """Return a table with place and status in its caption, notes and file name.

    Args:
        facts: the facts of the page.
        caption: what is shown, with the period.
        columns: in order.
        rows: one dict a row.
        name: beginning of the files' name.
    """
    return Table(
        f"{caption}, {facts.place}",
        columns,
        rows,
        file_name=f"{name}-{facts.area['area_code']}-{facts.period['period']}",
        notes=(f"Số {facts.period['release_status']}, {facts.period['label']}.",),
    )
