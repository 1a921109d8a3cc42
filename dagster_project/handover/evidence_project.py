"""The Evidence project over a release: pages, queries, sources, and the tables they read.

A built site ships all its data and has no login, so only the tables that its sources name are
handed over, and for outsiders they come from the disclosure-safe file.
"""

import json
import shutil
from pathlib import Path

from dagster_project.handover.audience import HandedRelease
from dagster_project.handover.warehouse_files import write_facts, write_manifest, write_parquet
from dagster_project.user_error import UserError
from dashboards.release_reader import QUERY_DIR
from ingest.home import home

PROJECT = QUERY_DIR.parent / "evidence"
# what npm and Evidence make, and the data of an earlier hand-over
NOT_COPIED = ("node_modules", ".evidence", "build", "data")
COMMUNE_CODE = "commune_code"


def write_project(handed: HandedRelease, folder: Path) -> dict[str, int]:
    """Write the project with its data.

    Args:
        handed: what is handed over.
        folder: folder to make.

    Returns:
        Rows of each table.

    Raises:
        UserError: a page reads a table that this release does not have.
    """
    shutil.copytree(PROJECT, folder, ignore=shutil.ignore_patterns(*NOT_COPIED, "queries"))
    _copy_queries(folder / "queries")
    data = folder / "data"
    tables = sources()
    rows = write_parquet(handed, data, tables)
    if missing := tables - rows.keys():
        raise UserError(
            f"Bản công bố {handed.release_id} không có bảng {', '.join(sorted(missing))} mà trang "
            "Evidence cần. Chạy qhld refresh --full để công bố lại rồi xuất."
        )
    (data / "release").mkdir()
    boundaries = home() / "geo" / "communes.geojson"
    if boundaries.is_file():
        _copy_boundaries(boundaries, folder / "static" / "geo" / "communes.geojson")
    write_facts(handed, data / "release" / "facts.parquet", has_boundaries=boundaries.is_file())
    write_manifest(handed, folder / "manifest.json", rows, data)
    return rows


def sources() -> set[str]:
    """Names of the tables that the project's sources read."""
    return {path.stem for path in (PROJECT / "sources" / "marts").glob("*.sql")}


def page_queries() -> set[str]:
    """Names of the files of `dashboards/queries` that the pages list in their frontmatter."""
    import yaml

    named: set[str] = set()
    for page in (PROJECT / "pages").rglob("*.md"):
        frontmatter = yaml.safe_load(page.read_text(encoding="utf-8").split("---")[1])
        for entry in frontmatter.get("queries", []):
            named |= {name.removesuffix(".sql") for name in entry.values()}
    return named


def _copy_queries(folder: Path) -> None:
    """Copy the queries that pages use, unmodified; the others read what is not handed over."""
    folder.mkdir()
    for name in page_queries():
        shutil.copyfile(QUERY_DIR / f"{name}.sql", folder / f"{name}.sql")


def _copy_boundaries(installed: Path, target: Path) -> None:
    """Copy the boundaries with the code of the commune and nothing else that they carry."""
    shapes = json.loads(installed.read_text(encoding="utf-8"))
    for feature in shapes["features"]:
        code = feature["properties"].get(COMMUNE_CODE)
        if code is None:
            raise UserError(f"{installed} thiếu mã xã ({COMMUNE_CODE}); chạy lại qhld geo install.")
        feature["properties"] = {COMMUNE_CODE: str(code)}
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(shapes, separators=(",", ":")), encoding="utf-8")
