"""Asset checks besides dbt's data tests: each form's quality, and dbt's unit tests by model.

Severity decides what blocks. The blocking itself is done by `release_checks`, which looks at the
same things just before the release is made: these checks hang on assets that come before dbt, and
a blocking check may not wait for what comes after its own asset.
"""

import json
from collections.abc import Iterator

import dagster as dg

from dagster_project import dbt_checks, refresh
from dagster_project.defs.dbt_models import MANIFEST
from dagster_project.defs.published_release import CHECKED
from dagster_project.defs.quarterly_refresh import OnlyRefresh
from dagster_project.form_quality import BLOCK, FORM_CHECKS, check_forms
from ingest.contracts.contract import load_forms

_DBT = json.loads(MANIFEST.read_text(encoding="utf-8"))
_UNIT_TESTED = {
    model: dg.AssetKey([_DBT["nodes"][model]["schema"], _DBT["nodes"][model]["name"]])
    for model in dbt_checks.models_with_unit_tests(_DBT)
}
_SEVERITY = {True: dg.AssetCheckSeverity.ERROR, False: dg.AssetCheckSeverity.WARN}


@dg.multi_asset_check(
    name="form_checks",
    specs=[
        dg.AssetCheckSpec(
            check,
            asset=dg.AssetKey(["lake", form]),
            # asked of the finished build, not of the lake
            additional_deps=[CHECKED, dg.AssetKey(["marts", "fct_reporting_status"])],
        )
        for form in load_forms()
        for check in FORM_CHECKS
    ],
)
def form_checks(
    context: dg.AssetCheckExecutionContext, only_refresh: OnlyRefresh
) -> Iterator[dg.AssetCheckResult]:
    """Fresh, complete, nothing lost, nothing unusual for the commune itself."""
    for one in check_forms(refresh.build_of_run(context.run.run_id)):
        yield dg.AssetCheckResult(
            asset_key=dg.AssetKey(["lake", one.form]),
            check_name=one.check,
            passed=one.passed,
            severity=_SEVERITY[one.severity == BLOCK],
            metadata={"detail": one.detail},
        )


@dg.multi_asset_check(
    name="unit_test_checks",
    specs=[dg.AssetCheckSpec(dbt_checks.UNIT_TESTS, asset=key) for key in _UNIT_TESTED.values()],
)
def unit_test_checks(
    context: dg.AssetCheckExecutionContext, only_refresh: OnlyRefresh
) -> Iterator[dg.AssetCheckResult]:
    """dbt's unit tests, which dagster-dbt does not list, a model at a time."""
    build = refresh.build_of_run(context.run.run_id)
    for one in dbt_checks.unit_test_results(build, _DBT):
        yield dg.AssetCheckResult(
            asset_key=_UNIT_TESTED[one.model],
            check_name=dbt_checks.UNIT_TESTS,
            passed=not one.failed,
            metadata={"ran": one.ran, "failed": ", ".join(one.failed) or "-"},
        )
