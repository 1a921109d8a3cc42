"""The release: published only when every blocking check of the build has passed."""

import json

import dagster as dg

from dagster_project import refresh
from dagster_project.defs.dbt_models import MANIFEST
from dagster_project.defs.failing_in_words import failing_in_words, refuse_in_words
from dagster_project.defs.quarterly_refresh import OnlyRefresh
from dagster_project.release import PublishingBlockedError
from dagster_project.release_checks import CHECK_NAMES, check_build

KEY = dg.AssetKey("published_release")
# The checks look at the whole build; they hang on the mart that every screen reads.
CHECKED = dg.AssetKey(["marts", "fct_kpi_values"])


def _marts() -> list[dg.AssetKey]:
    nodes = json.loads(MANIFEST.read_text(encoding="utf-8"))["nodes"].values()
    return [
        dg.AssetKey(["marts", node["name"]])
        for node in nodes
        if node["resource_type"] == "model" and node["fqn"][1] == "marts"
    ]


@dg.multi_asset_check(
    name="release_checks",
    specs=[dg.AssetCheckSpec(name, asset=CHECKED, blocking=True) for name in CHECK_NAMES],
)
def release_checks(context: dg.AssetCheckExecutionContext, only_refresh: OnlyRefresh):
    """Every check that must hold before the build may be published."""
    checks = check_build(refresh.build_of_run(context.run.run_id))
    for check in checks:
        yield dg.AssetCheckResult(
            asset_key=CHECKED,
            check_name=check.name,
            passed=check.passed,
            metadata={"detail": check.detail},
        )
    if not all(check.passed for check in checks):
        refuse_in_words(str(PublishingBlockedError(checks)))


@dg.asset(
    key=KEY,
    deps=_marts(),
    group_name="release",
    description="Bản công bố hiện hành: mọi màn hình và lệnh đều đọc từ đây.",
    kinds={"duckdb"},
)
def published_release(
    context: dg.AssetExecutionContext, only_refresh: OnlyRefresh
) -> dg.MaterializeResult:
    """Copy the marts into a release and move the pointer, unless nothing has changed."""
    with failing_in_words("Kiểm tra và công bố", context.run_id):
        publication = refresh.publish(refresh.build_of_run(context.run_id))
    context.log.info(publication.summary)
    return dg.MaterializeResult(
        metadata={
            "release_id": publication.release_id,
            "content_hash": publication.content_hash,
            "is_new": publication.is_new,
            "summary": publication.summary,
        }
    )
