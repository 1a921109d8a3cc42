"""What one quarter of a release says, asked once a question and handed out as figures."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from dashboards.briefing.blocks import Address, Figure
from dashboards.briefing.content import Audience
from dashboards.briefing.figures import scaled, state_of, words_of, write
from dashboards.release_reader import Release

PROVINCE = "province"


@dataclass
class Facts:
    """A quarter of a release, for one audience.

    Attributes:
        release: what is asked; opened for the audience's scope.
        period: the quarter.
        audience: whom the briefing is for.
    """

    release: Release
    period: str
    audience: Audience = "noi-bo"
    _answers: dict[tuple, list[dict]] = field(default_factory=dict, repr=False)
    _kpis: dict[str, dict] = field(default_factory=dict, repr=False)

    def run(self, query_name: str, **inputs: object) -> list[dict]:
        """Answer a question; the same one only once."""
        key = (query_name, *sorted(inputs.items()))
        if key not in self._answers:
            self._answers[key] = self.release.run(query_name, **inputs)
        return self._answers[key]

    @property
    def is_internal(self) -> bool:
        """Whether the marts that outsiders do not get are there."""
        return self.audience == "noi-bo"

    @property
    def quarter(self) -> dict:
        """The row of the quarter in `periods`.

        Raises:
            KeyError: the release holds no such quarter.
        """
        return self.periods[self.period]

    @property
    def periods(self) -> dict[str, dict]:
        """Quarters of the release by id, newest first."""
        return {row["period"]: row for row in self.run("periods")}

    @property
    def kpis(self) -> dict[str, dict]:
        """Rows of the comparison block of the province by indicator, in their stated order."""
        if not self._kpis:
            rows = self.run("comparison_block", area=PROVINCE, period=self.period)
            self._kpis = {row["kpi_id"]: row for row in rows}
        return self._kpis

    def coverage(self, kind: str) -> dict | None:
        """How many agencies of a kind (`commune`, `department`) reported; None for outsiders."""
        if not self.is_internal:
            return None
        rows = self.run("reporting_coverage", period=self.period)
        return next((row for row in rows if row["kind"] == kind), None)

    def of_kpi(self, kpi_id: str, column: str = "value", **form: object) -> Figure:
        """A number of the comparison block of the province.

        Args:
            kpi_id: the indicator; one that the release does not know gives a figure without value.
            column: column of `comparison_block.sql`.
            form: how it is written (`figure`).
        """
        row = self.kpis.get(kpi_id, {})
        inputs = {"area": PROVINCE, "period": self.period}
        span = "year_to_date" if column.startswith("ytd_") else "quarter"
        base = {"quarter_base_value": "quarter_base_period", "year_base_value": "year_base_period"}
        form.setdefault("period", row.get(base.get(column, ""), None) or self.period)
        where = {"kpi_id": kpi_id}
        return self.figure(
            "comparison_block", inputs, where, column, row, kpi_id=kpi_id, span=span, **form
        )

    def of_quarter(self, column: str) -> Figure:
        """A count of units of the quarter (`periods.sql`)."""
        where = {"period": self.period}
        return self.figure("periods", {}, where, column, self.quarter, area_code=None)

    def figure(
        self,
        query: str,
        inputs: Mapping[str, str],
        where: Mapping[str, str],
        column: str,
        row: Mapping,
        *,
        unit: str | None = None,
        decimals: int | None = None,
        divisor: float | None = None,
        signed: bool = False,
        magnitude: bool = False,
        short: bool = False,
        kpi_id: str | None = None,
        area_code: str | None = PROVINCE,
        period: str | None = None,
        span: str | None = None,
    ) -> Figure:
        """One number of an answer.

        Args:
            query, inputs, where, column: its address.
            row: the row that stands there; empty where there is none.
            unit, decimals: default the row's own.
            divisor: default by size for money, else 1.
            signed, magnitude: as in `Figure`.
            short: the words in place of a missing number are one sign.
            kpi_id, area_code, period, span: what the number is about.
        """
        value = row.get(column)
        unit = (row.get("unit") or "") if unit is None else unit
        decimals = (row.get("decimals") or 0) if decimals is None else decimals
        if divisor is None:
            divisor, unit, decimals = scaled(value, unit, decimals)
        address = Address(
            query,
            tuple(sorted((name, str(text)) for name, text in inputs.items())),
            tuple(sorted((name, str(text)) for name, text in where.items())),
            column,
        )
        prefix = "ytd_" if column == "ytd_value" else ""
        told = {name: row.get(f"{prefix}{name}") for name in ("value_state", "value_reason")}
        state = "value" if value is not None else state_of(told)
        if value is None:
            text = words_of(state, told["value_reason"], short=short)
        else:
            text = write(value, decimals, divisor, signed, magnitude)
        return Figure(
            text,
            None if value is None else float(value),
            unit,
            decimals,
            divisor,
            signed,
            magnitude,
            state,
            address,
            kpi_id,
            area_code,
            period or self.period,
            span,
        )
