"""`qhld export`: hand a release over as files, and say what was handed over."""

from pathlib import Path

import typer

from dagster_project import release_citations
from dagster_project.cli.published import vietnamese_number
from dagster_project.handover.audience import INSIDE, WARNING, HandedRelease, find_release
from dagster_project.handover.evidence_project import write_project
from dagster_project.handover.warehouse_files import (
    MANIFEST,
    write_database,
    write_manifest,
    write_parquet,
)
from dagster_project.handover.whole_folder import made_whole, refuse_to_overwrite
from ingest.archives.access import acting


def hand_over_evidence(folder: Path, audience: str, release_id: str | None) -> int:
    """Write the Evidence project over a release.

    Args:
        folder: new or empty.
        audience: `ben-ngoai` or `noi-bo`.
        release_id: None for the release in force.

    Raises:
        UserError: no such audience or release, or something stands there already.
    """
    handed = find_release(audience, release_id)
    with made_whole(folder) as making:
        rows = write_project(handed, making)
    _say(handed, folder, rows, "trang Evidence")
    typer.echo(f"Dựng trang: cd {folder} && npm ci && npm run sources && npm run build (README.md)")
    return 0


def hand_over_warehouse(target: Path, audience: str, release_id: str | None) -> int:
    """Write the tables of a release: one DuckDB file with its manifest beside it, or Parquet.

    Args:
        target: a file that ends in `.duckdb`, or a new or empty folder.
        audience: `ben-ngoai` or `noi-bo`.
        release_id: None for the release in force.

    Raises:
        UserError: no such audience or release, or something stands there already.
    """
    handed = find_release(audience, release_id)
    if target.suffix == ".duckdb":
        beside = target.with_name(f"{target.stem}.{MANIFEST}")
        refuse_to_overwrite(beside)
        with made_whole(target) as making, made_whole(beside) as manifest:
            rows = write_database(handed, making)
            write_manifest(handed, manifest, rows, making, target.name)
    else:
        with made_whole(target) as making:
            rows = write_parquet(handed, making)
            write_manifest(handed, making / MANIFEST, rows, making)
    _say(handed, target, rows, "bảng số liệu")
    return 0


def _say(handed: HandedRelease, target: Path, rows: dict[str, int], what: str) -> None:
    """Tell what was written, warn of an internal one, and let the release stay."""
    name = f"xuất {what} ({handed.audience}): {target.name}"
    release_citations.cite(handed.release_id, name, acting(None))
    if handed.audience == INSIDE:
        typer.echo(WARNING, err=True)
    typer.echo(
        f"Đã xuất {what} của bản {handed.release_id} ra {target}: {len(rows)} bảng, "
        f"{vietnamese_number(sum(rows.values()))} dòng, đối tượng {handed.audience}."
    )
