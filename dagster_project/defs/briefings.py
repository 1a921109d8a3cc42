"""The quarterly briefing: its documents are made after each release, apart from the refresh.

A release never waits for its briefing and a briefing that fails stops no release.
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
    from dagster_project.briefing_drafts import make_drafts

    try:
        drafts = make_drafts()
    except Exception as error:
        sentence = f"Không lập được báo cáo quý: {error}"
        notify("qhld: chưa lập được báo cáo quý", sentence)
        raise dg.Failure(description=sentence, allow_retries=False) from error
    return dg.MaterializeResult(
        metadata={
            "release_id": drafts.release_id,
            "period": drafts.period,
            "files": [str(path) for path in drafts.files],
            "made": drafts.made,
        }
    )


briefing_documents = dg.define_asset_job(
    "briefing_documents",
    selection=dg.AssetSelection.assets("quarterly_briefing"),
    description="Lập báo cáo quý từ bản công bố hiện hành. Làm đúng như qhld briefing.",
    executor_def=dg.in_process_executor,
)


@dg.asset_sensor(asset_key=RELEASE, job=briefing_documents, minimum_interval_seconds=60)
def after_release(
    context: dg.SensorEvaluationContext, asset_event: dg.EventLogEntry
) -> dg.RunRequest:
    """One run a published release; off until someone starts it."""
    return dg.RunRequest(run_key=context.cursor)
