"""What the page of warning scores shows, for a quarter, a level and a chosen commune."""

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import yaml

from dashboards.app import address
from dashboards.app.ask import ask
from dashboards.app.parts.subject import Subject, read_subject
from dashboards.app.viewer import current_viewer

KNOWN = yaml.safe_load(Path(__file__).with_name("levels.yaml").read_text("utf-8"))
LEVELS = {known["key"]: known["level"] for known in KNOWN}
LEVEL_NAMES = {known["level"]: known["name"] for known in KNOWN}
LOOKS = {known["level"]: known["look"] for known in KNOWN}
ADDRESS = address.Address(
    address.period(), address.choice("muc", "tat-ca", *LEVELS), address.commune()
)


@dataclass(frozen=True)
class Facts(Subject):
    """The facts of the page.

    Attributes:
        level: key of ``LEVELS`` or ``tat-ca``.
        asked_commune: the commune that the address names.
    """

    level: str = field(default="tat-ca")
    asked_commune: str | None = field(default=None)

    @cached_property
    def scores(self) -> list[dict]:
        """Every commune's score and level, the reddest first."""
        return ask("hotspot_scores", period=self.period["period"])

    @cached_property
    def tiles(self) -> dict[str, dict]:
        """Place of every commune on the tile map, by code."""
        rows = ask("commune_values", kpi="EW-01", period=self.period["period"])
        return {row["commune_code"]: row for row in rows}

    @property
    def counts(self) -> Counter:
        """Communes by level."""
        return Counter(row["level"] for row in self.scores)

    @property
    def listed(self) -> list[dict]:
        """The communes of the chosen level."""
        wanted = LEVELS.get(self.level)
        return [row for row in self.scores if wanted in (None, row["level"])]

    @property
    def chosen(self) -> dict | None:
        """The commune whose score is taken apart: the asked one, else the first of the list."""
        for row in self.scores:
            if row["commune_code"] == self.asked_commune:
                return row
        return (self.listed or self.scores or [None])[0]

    def components(self) -> list[dict]:
        """What each component brings into the chosen commune's score, in their stated order."""
        if self.chosen is None:
            return []
        return ask(
            "hotspot_components",
            area=self.chosen["commune_code"],
            period=self.period["period"],
        )

    @cached_property
    def triggers(self) -> list[dict]:
        """Facts that turned communes red at once."""
        return ask("hotspot_triggers", area="", period=self.period["period"])

    def history(self) -> list[dict]:
        """The chosen commune's scores over the quarters that have any, oldest first."""
        return ask("hotspot_history", area=self.chosen["commune_code"]) if self.chosen else []

    @cached_property
    def sensitivity(self) -> list[dict]:
        """Communes that change colour when one weight is a quarter smaller or larger."""
        rows = ask("hotspot_sensitivity", period=self.period["period"])
        names = {row["component"]: row["component_name"] for row in self.components()}
        return [
            row | {"component_name": row["component_name"] or names.get(row["component"], "")}
            for row in rows
            if row["component"]
        ]

    @cached_property
    def levels_over_time(self) -> list[dict]:
        """Communes by level in every quarter that was scored, oldest first."""
        counts: dict[str, Counter] = {}
        for row in ask("hotspot_levels"):
            counts.setdefault(row["period"], Counter())[row["level"]] = row["communes"]
        return [
            {"label": row["label"], "period": row["period"], "counts": counts[row["period"]]}
            for row in reversed(ask("periods"))
            if row["period"] in counts
        ]


def read_facts(**asked: object) -> Facts | None:
    """Return the facts for checked parameters.

    Args:
        **asked: ``ky``, ``muc`` and ``xa`` as the browser sent them.

    Returns:
        None where the viewer may not see scores, or the release has no such quarter.
    """
    if not current_viewer().may("hotspots"):
        return None
    shown = ADDRESS.check(**asked)
    found = read_subject(Facts, ADDRESS, **asked)
    if found is None:
        return None
    return Facts(found.period, found.area, shown["muc"] or "tat-ca", shown["xa"])
