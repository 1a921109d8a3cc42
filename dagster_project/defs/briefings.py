"""The quarterly briefing: its documents are made after each release, apart from the refresh.

A release never waits for its briefing and a briefing that fails stops no release. `qhld refresh`
runs the job itself; for a refresh that was started in Dagster the sensor does, and finds what is
there already.
"""

import dagster as dg

from dagster_project.defs.published_release import KEY as RELEASE
from dagster_project.notify import notify


@dg.asset(
    key="quarterly_briefing",
    deps=[RELEASE],
    group_name="briefing",
    description="Báo cáo quý mới nhất: PDF, Word, trình chiếu, gói số liệu, tờ tin.",
    kinds={"typst"},
)
def quarterly_briefing(context: dg.AssetExecutionContext) -> dg.MaterializeResult:
    """Make the documents of the newest quarter from the release in force."""
    from dagster_project.briefing_drafts import make_drafts, told, write_record
    from dagster_project.release import current_manifest

    try:
        drafts = make_drafts()
    except Exception as error:
        sentence = f"Không lập được báo cáo quý: {error}"
        write_record((current_manifest() or {}).get("release_id", ""), sentence, made=False)
        notify("qhld: chưa lập được báo cáo quý", sentence)
        raise dg.Failure(description=sentence, allow_retries=False) from error
    write_record(drafts.release_id, told(drafts), made=True)
    return dg.MaterializeResult(
        metadata={
            "release_id": drafts.release_id,
            "period": drafts.period,
            "files": [str(path) for path in drafts.files],
            "made": drafts.made,
            "summary": told(drafts),
        }
    )


briefing_documents = dg.define_asset_job(
    "briefing_documents",
    selection=dg.AssetSelection.assets("quarterly_briefing"),
    description="Lập báo cáo quý từ bản công bố hiện hành. Làm đúng như qhld briefing.",
    executor_def=dg.in_process_executor,
)


@dg.asset_sensor(
    asset_key=RELEASE,
    job=briefing_documents,
    minimum_interval_seconds=60,
    default_status=dg.DefaultSensorStatus.RUNNING,
)
def after_release(
    context: dg.SensorEvaluationContext, asset_event: dg.EventLogEntry
) -> dg.RunRequest:
    """One run a published release."""
    return dg.RunRequest(run_key=context.cursor)
