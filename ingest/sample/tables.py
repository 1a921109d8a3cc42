"""A form to be drawn: its rows with what is deliberately wrong, and what comes of drawing it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from ingest.sample.figures import Quarter
from ingest.sample.layout import Column, Layout
from ingest.sample.sheet_draft import CellValue, SheetDraft

SUMMED = {
    "inspection_summary": (
        "inspections",
        "employers_inspected",
        "employers_violating",
        "violations",
        "penalty_decisions",
        "fines_vnd",
    ),
    "outreach_summary": (
        "sessions",
        "attendances",
        "media_items",
        "materials_distributed",
        "annual_plan_sessions",
    ),
    "employer_register": ("workers", "workers_female", "workers_insured"),
    "dispute_log": ("workers_involved",),
    "stoppage_log": ("workers_involved", "days_not_worked"),
    "inspection_list": ("violations", "requirements", "requirements_done"),
    "penalty_decisions": ("fine_vnd", "paid_vnd", "remaining_vnd"),
    "dispute_summary": (
        "opening",
        "received_total",
        "received_individual",
        "received_collective_rights",
        "received_collective_interests",
        "workers_involved",
        "mediated",
        "mediation_failed",
        "settled_total",
        "closing",
    ),
    "outreach_sessions": ("attendances", "attendances_female", "materials"),
    "union_summary": (
        "workers_total",
        "workers_female",
        "members_total",
        "members_female",
        "unions_total",
        "unions_public",
        "unions_private",
    ),
    "social_insurance": (
        "insured",
        "due_to_date_vnd",
        "collected_vnd",
        "late_social_vnd",
        "late_health_vnd",
        "late_unemployment_vnd",
        "late_interest_vnd",
    ),
    "media_products": ("news", "articles", "reports", "short_videos", "minutes"),
    "grassroots_media": ("speaker_clusters", "broadcasts", "activities", "activity_attendances"),
    "accident_summary": ("accidents", "victims", "victims_dead", "victims_serious"),
    "alert_log": ("workers",),
}


@dataclass
class Row:
    """A body row: model values by column id, and what is deliberately wrong with it.

    Attributes:
        values: column id (with "@period" in a wide table) -> model value.
        raw: column id -> cell content that replaces the regular spelling.
        accepted: False when a reader must reject the row.
        copy_of_above: True for an exact copy of the row above it.
        true_values: column id -> true value where `raw` reads as something else.
    """

    values: dict[str, object]
    raw: dict[str, CellValue] = field(default_factory=dict)
    accepted: bool = True
    copy_of_above: bool = False
    true_values: dict[str, object] = field(default_factory=dict)


@dataclass
class Table:
    """Everything needed to draw one form.

    Attributes:
        sections: (section title or "", rows); several only in a department's table.
        ytd: column id -> figure since the start of the year, for cumulative columns and rows.
        total_off: column id -> amount by which the stated total is wrong.
        extra: label of an unknown column to add, or "".
        without: column id that is missing, or "".
        accepted: False when a reader must reject the whole table.
        wide: periods of a table with quarters side by side, else ().
    """

    form: str
    layout: Layout
    sheet_name: str
    quarter: Quarter
    sections: list[tuple[str, list[Row]]]
    ytd: dict[str, int] = field(default_factory=dict)
    total_off: dict[str, int] = field(default_factory=dict)
    extra: str = ""
    without: str = ""
    accepted: bool = True
    wide: tuple[str, ...] = ()

    @property
    def rows(self) -> list[Row]:
        """All body rows in order."""
        return [row for _, rows in self.sections for row in rows]

    @property
    def names_one_quarter(self) -> bool:
        """Whether the sheet is about one quarter: not side by side, not in conflict with itself."""
        return not self.wide and (self.accepted or bool(self.without))


@dataclass
class Drawn:
    """A drawn table with its truth.

    Attributes:
        truth: the table as `truth/<file>.json` holds it.
        row_cells: for each body row, column id -> address.
        header_cells: column id -> address of its lowest header label.
        total_cells: column id -> address in the total row ({} without one).
        period_cell: where the period is written.
    """

    sheet: SheetDraft
    truth: dict
    row_cells: list[dict[str, str]]
    header_cells: dict[str, str]
    total_cells: dict[str, str]
    period_cell: str


def widened(layout: Layout, form: str, periods: Iterable[tuple[str, str]]) -> Layout:
    """The layout with its figures repeated for each (period, label) side by side."""
    columns = [c for c in layout.columns if c.key in ("_stt", "commune")]
    for period, label in periods:
        columns += [
            Column(f"{c.key}@{period}", (label, _own_label(c)), c.unit)
            for c in layout.columns
            if c.key in SUMMED[form] and c.key != "annual_plan_sessions"
        ]
    return replace(layout, columns=tuple(columns))


def _own_label(column: Column) -> str:
    """The label that tells what a figure is, without the groups over it."""
    return column.path[-2] if column.path[-1] == "Tổng số" else column.path[-1]
