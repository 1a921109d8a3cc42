"""The calendar in Dagster: two schedules in the time of Lào Cai, off until someone starts them.

`qhld tick` does the same from the command line.
"""

from datetime import date

import dagster as dg

from dagster_project import daily_tick as tick
from dagster_project.defs.quarterly_refresh import quarterly_refresh
from dagster_project.warehouse_build import TIME_ZONE

EVERY_MORNING = "0 6 * * *"


class Day(dg.Config):
    """The day to look up; empty is today in Lào Cai."""

    on: str = ""


@dg.op(description="Soạn công văn và tin nhắn nhắc báo cáo; trình các quý đủ điều kiện.")
def look_up_calendar(context: dg.OpExecutionContext, config: Day) -> None:
    """Write the reminders that are due and prepare the quarters that may become final."""
    today = date.fromisoformat(config.on) if config.on else tick.local_today()
    for line in (*tick.remind(today), *tick.prepare_finals(today)):
        context.log.info(line)


@dg.job(
    description="Nhắc hạn báo cáo và trình bản chính thức.", executor_def=dg.in_process_executor
)
def daily_tick() -> None:
    """What the calendar asks for besides refreshing."""
    look_up_calendar()


@dg.schedule(job=daily_tick, cron_schedule=EVERY_MORNING, execution_timezone=str(TIME_ZONE))
def every_morning(context: dg.ScheduleEvaluationContext) -> dg.RunRequest:
    """One tick a day."""
    day = context.scheduled_execution_time.astimezone(TIME_ZONE).date().isoformat()
    return dg.RunRequest(
        run_key=day, run_config={"ops": {"look_up_calendar": {"config": {"on": day}}}}
    )


@dg.schedule(job=quarterly_refresh, cron_schedule=EVERY_MORNING, execution_timezone=str(TIME_ZONE))
def provisional_release(
    context: dg.ScheduleEvaluationContext,
) -> dg.RunRequest | dg.SkipReason:
    """A refresh on the morning after a deadline, again each morning until it succeeded."""
    today = context.scheduled_execution_time.astimezone(TIME_ZONE).date()
    due = tick.provisional_due(today)
    if not due:
        return dg.SkipReason("Chưa đến ngày lập bản tạm tính của quý nào.")
    return dg.RunRequest(
        run_key=f"{due[-1]}:{today}",
        partition_key=due[-1],
        run_config={"ops": {"take_in_inbox": {"config": {"all_quarters": True}}}},
    )
