"""All facts of one view of the page, read from one release in one go.

The parts of the page are pure functions of this; none of them asks the release itself, so all of
them speak of the same release.
"""

from dataclasses import dataclass
from functools import cached_property

from dashboards.app.overview.shown import Shown, read_address
from dashboards.release_reader import Release

GROUPS = (
    ("CI", "Thanh tra, kiểm tra", "shield-check"),
    ("DS", "Tranh chấp, ngừng việc", "scale"),
    ("OE", "Tuyên truyền pháp luật", "speakerphone"),
    ("DQ", "Chất lượng báo cáo", "clipboard-check"),
)
# what a leader asks first: how much was inspected, what disputes arose and how they ended, where
# work stopped, whom outreach reached, who reports on time (đề xuất)
HEADLINES = ("CI-01", "DS-01", "DS-03", "DS-06", "OE-02", "DQ-01")


@dataclass
class View:
    """One quarter and one indicator of one release.

    Attributes:
        release: the release that all rows come from.
        shown: what the address asks for, checked.
        periods: quarters, newest first (queries/periods.sql).
        kpis: indicators in order (queries/kpis.sql).
        scorecard: one row an indicator for the province (queries/scorecard.sql).
        targets: targets and plans of the province (queries/targets.sql).
        movers: what changed most since the quarter before (queries/top_changes.sql).
        series: every indicator over all quarters for the province (queries/area_series.sql).
        communes: 99 rows for the shown indicator (queries/commune_values.sql).
        class_limits: upper limits of the map classes, ascending, each once.
        unfinished: forms late, returned or missing (queries/late_or_missing.sql).
        assessments: counts of indicators that got better and worse.
        form_names: Vietnamese name of every form id.
    """

    release: Release
    shown: Shown
    periods: list[dict]
    kpis: list[dict]
    scorecard: list[dict]
    targets: list[dict]
    movers: list[dict]
    series: list[dict]
    communes: list[dict]
    class_limits: list[float]
    unfinished: list[dict]
    assessments: dict
    form_names: dict[str, str]

    @cached_property
    def period(self) -> dict:
        """The shown quarter."""
        return next(row for row in self.periods if row["period"] == self.shown.period)

    @cached_property
    def kpi(self) -> dict:
        """The shown indicator's texts."""
        return next(row for row in self.kpis if row["kpi_id"] == self.shown.kpi)

    @cached_property
    def headline(self) -> dict:
        """The shown indicator's row of the scorecard."""
        return next(row for row in self.scorecard if row["kpi_id"] == self.shown.kpi)

    @cached_property
    def period_labels(self) -> dict[str, str]:
        """Label of every quarter of the release ("Quý III/2026")."""
        return {row["period"]: row["label"] for row in self.periods}

    def series_of(self, kpi_id: str) -> list[dict]:
        """One indicator of the province over all quarters, oldest first."""
        return [row for row in self.series if row["kpi_id"] == kpi_id]


def read_view(release: Release, search: str | None) -> View | None:
    """Read everything that one address shows; None where the release holds no quarter yet.

    Args:
        release: an open release.
        search: query string of the address.
    """
    periods, kpis = release.run("periods"), release.run("kpis")
    if not periods or not kpis:
        return None
    codes = {row["commune_code"] for row in release.run("commune_codes")}
    shown = read_address(
        search, [row["period"] for row in periods], [row["kpi_id"] for row in kpis], codes
    )
    limits = release.run("class_limits", kpi=shown.kpi)
    communes = release.run("commune_values", kpi=shown.kpi, period=shown.period)
    if release.scope.communes is not None:
        for row in communes:  # ranked among those that the viewer sees, which says nothing
            row["rank_high"] = None
    return View(
        release=release,
        shown=shown,
        periods=periods,
        kpis=kpis,
        scorecard=release.run("scorecard", area="province", period=shown.period),
        targets=release.run("targets", area="province", period=shown.period),
        movers=release.run(
            "top_changes", area="province", comparison="previous_quarter", period=shown.period
        ),
        series=release.run("area_series", area="province"),
        communes=communes,
        class_limits=sorted({row["upper_limit"] for row in limits if row["upper_limit"]}),
        unfinished=release.run("late_or_missing", period=shown.period),
        assessments=release.run("assessment_counts", period=shown.period)[0],
        form_names={row["form"]: row["form_name"] for row in release.run("forms")},
    )
