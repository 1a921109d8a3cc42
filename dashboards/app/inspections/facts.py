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
FORMS = (
    ("planned", "Theo kế hoạch"),
    ("unannounced", "Đột xuất"),
    ("on_complaint", "Theo đơn thư"),
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

    def by_form(self) -> list[tuple[str, int, bool]]:
        """Inspected employers by form: name, number, whether the form is not known."""
        found = [(name, sum(row[key] for row in self.industries), False) for key, name in FORMS]
        rest = sum(row["visits"] for row in self.industries) - sum(row[1] for row in found)
        return found + ([("Không ghi hình thức", rest, True)] if rest else [])

    def by_kind(self) -> list[dict]:
        """Violations by kind over all industries: most found first, those without a kind last."""
        found: dict[str, dict] = {}
        for row in self.violations:
            kind = found.setdefault(
                row["violation_name"],
                {
                    "name": row["violation_name"],
                    "found": 0,
                    "punished": 0,
                    "is_rest": row["violation_chapter"] is None,
                },
            )
            kind["found"] += row["found"]
            kind["punished"] += row["punished"]
        return sorted(
            found.values(), key=lambda kind: (kind["is_rest"], -kind["found"], -kind["punished"])
        )

    def requirements(self) -> list[tuple[str, int, bool]]:
        """Follow-up of what inspectors required: state, number, whether the state is not known."""
        states = (
            ("Đã khắc phục", "requirements_done"),
            ("Đang khắc phục, còn hạn", "requirements_in_progress"),
            ("Quá hạn", "requirements_overdue"),
        )
        total = sum(row["requirements"] or 0 for row in self.visits)
        found = [(name, sum(row[key] or 0 for row in self.visits), False) for name, key in states]
        rest = total - sum(row[1] for row in found)
        return (found + ([("Không ghi kết quả", rest, True)] if rest > 0 else [])) if total else []


def read_facts(**asked: object) -> Facts | None:
    """Return the facts for checked parameters; None where the release has no such quarter.

    Args:
        **asked: ``ky`` and ``dia_ban`` as the browser sent them.
    """
    return read_subject(Facts, ADDRESS, **asked)
