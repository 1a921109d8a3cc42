"""The refresh as one job, and the lock that lets only one of them run."""

from collections.abc import Iterator
from contextlib import contextmanager

import dagster as dg

from dagster_project import refresh


class OnlyRefresh(dg.ConfigurableResource):
    """Holds the refresh lock while a run of this process lasts."""

    @contextmanager
    def yield_for_execution(self, context: dg.InitResourceContext) -> Iterator["OnlyRefresh"]:
        """Take the lock before the first step that asks for it."""
        with refresh.only_refresh():
            yield self


quarterly_refresh = dg.define_asset_job(
    "quarterly_refresh",
    selection=dg.AssetSelection.all() - dg.AssetSelection.assets("quarterly_briefing"),
    description="Hộp thư đến → hồ dữ liệu → dbt → kiểm tra → công bố. Làm đúng như qhld refresh.",
    executor_def=dg.in_process_executor,
)
