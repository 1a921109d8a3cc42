"""The dbt project as assets, one a model, built in one dbt process."""

import json
import os
import sys
from importlib.metadata import version as installed_version

import dagster as dg
from dagster_dbt import DagsterDbtTranslator, DbtCliResource, dbt_assets
from packaging.version import Version

from dagster_project import unit_tests_once
from dagster_project.dbt_checks import with_owners
from dagster_project.dbt_project import DBT_PROJECT, dbt_command_environment, ensure_manifest
from dagster_project.defs.failing_in_words import failing_in_words
from dagster_project.defs.quarterly_refresh import OnlyRefresh
from dagster_project.progress import report
from dagster_project.refresh import build_of_run
from dagster_project.warehouse_build import DBT_ARTIFACTS, environment


class OfflineDbt(DbtCliResource):
    """dbt from this environment, without the questions that dagster-dbt asks before each run."""

    @classmethod
    def for_this_checkout(cls) -> "OfflineDbt":
        """The resource for the project of this checkout, tied to the life of this process."""
        return cls(
            project_dir=os.fspath(DBT_PROJECT),
            profiles_dir=os.fspath(DBT_PROJECT),
            dbt_executable=sys.executable,
            global_config_flags=["-m", "dagster_project.dbt_process"],
        )

    @property
    def _cli_version(self) -> Version:
        # `dbt --version` takes four seconds and asks a package index for news.
        return Version(installed_version("dbt-core"))

    def _initialize_dbt_core_adapter(self, args):
        # Only wanted to fetch column metadata, which we do not; it would parse the project again.
        return None


class LakeAndLedger(DagsterDbtTranslator):
    """dbt's sources are the assets of `raw_forms`."""

    def get_group_name(self, dbt_resource_props) -> str:
        """Group by the folder of the flow: staging, intermediate, marts."""
        return dbt_resource_props["fqn"][1]


MANIFEST = ensure_manifest()


@dbt_assets(
    manifest=with_owners(json.loads(MANIFEST.read_text(encoding="utf-8"))),
    dagster_dbt_translator=LakeAndLedger(),
    name="dbt_models",
)
def dbt_models(context: dg.AssetExecutionContext, dbt: OfflineDbt, only_refresh: OnlyRefresh):
    """Build and test every model in the build of this run."""
    build = build_of_run(context.run_id)
    with (
        failing_in_words("Dựng kho số liệu (dbt)", context.run_id),
        environment(dbt_command_environment()),
    ):
        invocation = dbt.cli(
            ["build", *unit_tests_once.arguments(build)],
            context=context,
            target_path=build / DBT_ARTIFACTS,
        )
        report("Dựng kho số liệu (dbt)")
        yield from invocation.stream()
        unit_tests_once.note_passed(build)
