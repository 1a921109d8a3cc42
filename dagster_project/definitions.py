"""Entry point of `dg` and `dagster dev`: everything under `defs`, run step by step in one process.

One process because nearly all of a refresh's time would otherwise go into importing Dagster and
dbt again for every step, and because the warehouse has one writer.
"""

from pathlib import Path

import dagster as dg

from dagster_project.defs.dbt_models import OfflineDbt
from dagster_project.defs.quarterly_refresh import OnlyRefresh


@dg.definitions
def defs() -> dg.Definitions:
    """Collect all definitions."""
    return dg.Definitions.merge(
        dg.load_from_defs_folder(path_within_project=Path(__file__).parent),
        dg.Definitions(
            resources={"dbt": OfflineDbt.for_this_checkout(), "only_refresh": OnlyRefresh()},
            executor=dg.in_process_executor,
        ),
    )
