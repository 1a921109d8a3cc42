"""One asset a form: the checked rows of all agencies in the lake.

All forms come out of one step, because files are taken in whole and a workbook holds several
forms. The ledger's tables are exported into the build by the same step, so that a build sees the
ledger at one moment.
"""

from collections.abc import Iterator

import dagster as dg
import polars as pl
from pydantic import Field

from dagster_project import refresh
from dagster_project.defs.failing_in_words import failing_in_words
from dagster_project.defs.quarterly_refresh import OnlyRefresh
from dagster_project.defs.quarters import QUARTERS
from dagster_project.release_journal import JOURNAL_EXPORTS
from dagster_project.warehouse_build import LEDGER
from ingest.contracts.contract import load_forms
from ingest.home import inbox_dir
from ingest.ledgers.export_ledger import EXPORTS

_FORMS = {
    form.id: dg.AssetSpec(
        ["lake", form.id],
        description=f"{form.title.vi}: các dòng đã kiểm tra trong hồ dữ liệu (Parquet).",
        group_name="intake",
        kinds={"parquet"},
    )
    for form in load_forms().values()
}
_LEDGER = {
    name: dg.AssetSpec(
        ["ledger", name],
        description="Sổ tiếp nhận và nhật ký công bố tại thời điểm bắt đầu bản dựng (Parquet).",
        group_name="intake",
        kinds={"parquet"},
    )
    for name in (*EXPORTS, *JOURNAL_EXPORTS)
}


class Intake(dg.Config):
    """What to take in and what to read: the partition's quarter by default.

    Attributes:
        all_quarters: take in whatever waits.
        quarters: take in these quarters instead of the partition's.
        files: take in just these, by their place in the inbox (the sensor names whole files).
        full: read every load of the lake, not only those not read before.
        take_in: False leaves the inbox alone and builds from what came in by other ways.
    """

    all_quarters: bool = False
    quarters: list[str] = Field(default_factory=list)
    files: list[str] = Field(default_factory=list)
    full: bool = False
    take_in: bool = True


@dg.multi_asset(
    specs=[*_FORMS.values(), *_LEDGER.values()],
    partitions_def=QUARTERS,
    # A range of quarters is one run: the warehouse is built once, whatever the range.
    backfill_policy=dg.BackfillPolicy.single_run(),
)
def take_in_inbox(
    context: dg.AssetExecutionContext, config: Intake, only_refresh: OnlyRefresh
) -> Iterator[dg.MaterializeResult]:
    """Take the inbox in and begin a build with the ledger as it then is."""
    with failing_in_words("Tiếp nhận và chuẩn bị bản dựng", context.run_id):
        refresh.recover()
        quarters = config.quarters or list(context.partition_keys)
        received = []
        if config.take_in:
            received = refresh.take_in_inbox(
                None if config.all_quarters or config.files else quarters,
                {inbox_dir() / place for place in config.files} or None,
            )
        for result in received:
            context.log.info(f"{result.file}: {result.outcome}")
        build = refresh.build_of_run(context.run_id, full=config.full)
    tables = pl.read_parquet(build / LEDGER / "load_tables.parquet")
    of_quarter = tables.filter(pl.col("period").is_in(quarters))
    for form, spec in _FORMS.items():
        of_form = of_quarter.filter(pl.col("form") == form)
        yield dg.MaterializeResult(
            asset_key=spec.key,
            metadata={
                "tables": of_form.height,
                "accepted_tables": of_form.filter(pl.col("accepted")).height,
                "records": int(of_form["records"].sum()),
                "intake": refresh.intake_sentence(received),
            },
        )
    for name, spec in _LEDGER.items():
        path = build / LEDGER / f"{name}.parquet"
        rows = pl.scan_parquet(path).select(pl.len()).collect().item()
        yield dg.MaterializeResult(asset_key=spec.key, metadata={"rows": rows})
