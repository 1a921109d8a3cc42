"""Quarters as Dagster partitions, named as everywhere else: 2026Q3."""

from datetime import datetime

import dagster as dg

from dagster_project.warehouse_build import TIME_ZONE
from ingest.reference import reporting_calendar


def begun_quarters() -> list[str]:
    """Quarters of the reporting calendar that have begun, oldest first."""
    today = datetime.now(TIME_ZONE).date()
    return sorted(
        {entry.period for entry in reporting_calendar().values() if entry.starts_on <= today}
    )


QUARTERS = dg.StaticPartitionsDefinition(begun_quarters())
