"""A refresh for what is dropped into the inbox; off until someone starts it.

Files that are still being copied are left until they are whole.
"""

from datetime import datetime

import dagster as dg

from dagster_project.defs.quarterly_refresh import quarterly_refresh
from dagster_project.defs.quarters import begun_quarters
from dagster_project.inbox_look import look
from dagster_project.warehouse_build import TIME_ZONE

_GOING_ON = [
    dg.DagsterRunStatus.QUEUED,
    dg.DagsterRunStatus.NOT_STARTED,
    dg.DagsterRunStatus.STARTING,
    dg.DagsterRunStatus.STARTED,
]


@dg.sensor(job=quarterly_refresh, minimum_interval_seconds=60)
def inbox(context: dg.SensorEvaluationContext) -> dg.SensorResult | dg.SkipReason:
    """Ask for a refresh once whole files wait, or loads came by `qhld watch` or `qhld submit`."""
    going_on = dg.RunsFilter(job_name=quarterly_refresh.name, statuses=_GOING_ON)
    if context.instance.get_runs_count(going_on):
        return dg.SkipReason("Một lần cập nhật đang chạy hoặc đang chờ; lần sau xem tiếp.")
    found = look(context.cursor)
    if not found.files and not found.came_otherwise:
        context.update_cursor(found.cursor)
        said = "; ".join(f"{place}: {why}" for place, why in found.waiting.items())
        return dg.SkipReason(f"Chờ: {said}" if said else "Hộp thư đến không có tệp nào.")
    # A refresh that failed with the files still waiting is asked for again, once an hour.
    hour = datetime.now(TIME_ZONE).strftime("%Y%m%d%H")
    intake = {"files": found.files, "take_in": bool(found.files)}
    request = dg.RunRequest(
        run_key=f"{found.key}:{hour}",
        partition_key=begun_quarters()[-1],
        run_config={"ops": {"take_in_inbox": {"config": intake}}},
    )
    return dg.SensorResult(run_requests=[request], cursor=found.cursor)
