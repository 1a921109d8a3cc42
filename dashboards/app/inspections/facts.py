"""What the page of inspections shows, read once for a quarter and an area."""

from dataclasses import dataclass
from functools import cached_property

from dashboards.app import address
from dashboards.app.ask import ask
from dashboards.app.parts.area_choice import event_area
from dashboards.app.parts.subject import Subject, read_subject

ADDRESS = address.Address(address.period(), event_area())
HEADLINES = ("CI-01", "CI-02", "CI-04", "CI-05", "CI-06", "CI-07")
DEFINED = (*HEADLINES, "CI-03", "CI-08", "CI-09")
STATES = (
    ("done", "Đã khắc phục"),
    ("in_progress", "Đang khắc phục, còn hạn"),
    ("overdue", "Quá hạn"),
)


@dataclass(frozen=True)
class Facts(Subject):
    """The facts of the page."""

    @cached_property
    def visits(self) -> list[dict]:
        """The employers that were inspected in the quarter, one a row."""
        return ask("inspection_list", **self.here)

    @cached_property
    def industries(self) -> list[dict]:
        """Inspected employers by industry, most first."""
        return ask("inspections_by_industry", **self.here)

    @cached_property
    def violations(self) -> list[dict]:
        """Violations found and punished by kind and industry."""
        return ask("violations_by_kind", **self.here)

    @cached_property
    def penalties(self) -> list[dict]:
        """The quarter's penalty decisions."""
        return ask("penalty_list", **self.here)

    @cached_property
    def by_form(self) -> list[dict]:
        """Inspected employers by form, those whose form is not stated last."""
        return ask("inspections_by_form", **self.here)

    @cached_property
    def by_kind(self) -> list[dict]:
        """Violations by kind over all industries: most found first, those without a kind last."""
        return ask("violations_in_all", **self.here)

    @cached_property
    def requirements(self) -> dict | None:
        """What became of the requirements of the quarter; None where there are none."""
        return next(iter(ask("requirements_by_state", **self.here)), None)

    def requirement_states(self) -> list[tuple[str, int, bool]]:
        """Requirements by state: name, number, whether the state is not known."""
        if self.requirements is None:
            return []
        found = [(name, self.requirements[key], False) for key, name in STATES]
        rest = self.requirements["not_stated"]
        return found + ([("Không ghi kết quả", rest, True)] if rest else [])


def read_facts(**asked: object) -> Facts | None:
    """Return the facts for checked parameters; None where the release has no such quarter.

    Args:
        **asked: ``ky`` and ``dia_ban`` as the browser sent them.
    """
    return read_subject(Facts, ADDRESS, **asked)
