"""Boundaries in QHLD_HOME: put there whole, shown, removed.

geo/communes.geojson   what maps draw: commune codes, points for names, clockwise rings
geo/communes.json      where it comes from: file, its SHA-256, day, who, what was done
"""

import hashlib
import json
import os
from dataclasses import dataclass
from pathlib import Path

from dagster_project.geo.commune_codes import Coded, find_communes
from dagster_project.geo.coordinate_system import check_coordinates
from dagster_project.geo.geojson_file import GeoError, GeoFile, read_geojson
from dagster_project.geo.shapes import Shaped, shape_communes
from dashboards.boundaries import FILE
from ingest.archives.access import Actor
from ingest.durable import flush_folder, write_whole
from ingest.home import geo_dir
from ingest.ledgers.ledger import now

RECORD = "communes.json"


@dataclass(frozen=True)
class Installed:
    """What is installed.

    Attributes:
        record: the content of ``communes.json``; empty where it is missing.
        size: of the boundaries, in bytes.
        is_whole: the boundaries are those that the record tells of.
    """

    record: dict
    size: int
    is_whole: bool


def check(path: Path, *, mend: bool) -> tuple[GeoFile, Coded, Shaped]:
    """Check a file and make of it what maps draw, writing nothing.

    Args:
        path: a GeoJSON file.
        mend: whether invalid shapes may be mended.

    Raises:
        GeoError: the file cannot be used; all that is wrong is listed.
    """
    file = read_geojson(path)
    check_coordinates(file)
    coded = find_communes(file)
    return file, coded, shape_communes(file, coded.features, mend=mend)


def install(path: Path, actor: Actor, *, mend: bool) -> tuple[dict, list[str]]:
    """Check a file and install it in place of what is there.

    Args:
        path: a GeoJSON file.
        actor: who installs it.
        mend: whether invalid shapes may be mended.

    Returns:
        The record, and sentences about what was done and seen.

    Raises:
        GeoError: the file cannot be used; nothing was changed.
    """
    file, coded, shaped = check(path, mend=mend)
    record = {
        "file_name": file.name,
        "file_sha256": file.sha256,
        "file_size": file.size,
        "installed_at": now().isoformat(),
        "installed_by": actor.user,
        "role": actor.role_name,
        "system_user": actor.system_user,
        "communes_by": coded.found_by,
        "points_read": file.points,
        "points": shaped.points,
        "tolerance_m": shaped.tolerance_m,
        "notes": shaped.notes,
        "geojson_sha256": hashlib.sha256(shaped.geojson).hexdigest(),
    }
    folder = geo_dir()
    # a kill in between leaves new boundaries beside the old record, which `show` tells
    write_whole(folder / FILE, shaped.geojson)
    text = json.dumps(record, ensure_ascii=False, indent=2) + "\n"
    write_whole(folder / RECORD, text.encode())
    return record, shaped.notes


def installed() -> Installed | None:
    """What is installed now, None where maps are tiles.

    Raises:
        GeoError: the boundaries cannot be read.
    """
    folder = geo_dir()
    try:
        content = (folder / FILE).read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise GeoError(
            f"Không đọc được {folder / FILE}: {os.strerror(error.errno or 0)}."
        ) from error
    try:
        record = json.loads((folder / RECORD).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        record = {}
    stated = record.get("geojson_sha256") if isinstance(record, dict) else None
    is_whole = stated == hashlib.sha256(content).hexdigest()
    return Installed(record if is_whole else {}, len(content), is_whole)


def remove() -> bool:
    """Remove what is installed; maps are tiles again.

    Returns:
        False where nothing was installed.
    """
    folder, gone = geo_dir(), False
    for name in (FILE, RECORD):
        try:
            (folder / name).unlink()
            gone = True
        except FileNotFoundError:
            continue
    flush_folder(folder)
    return gone
