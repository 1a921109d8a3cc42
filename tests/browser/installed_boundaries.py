"""Made-up boundaries, installed as `qhld geo install` would."""

import json
import os
from pathlib import Path
from unittest.mock import patch

from dagster_project.geo import installed
from ingest.archives.access import Actor
from tests.unit.made_boundaries import changed


def install_boundaries(home: Path) -> None:
    """Install the made-up boundaries into a home."""
    path = home / "lam-gia.geojson"
    path.write_text(json.dumps(changed()), encoding="utf-8")
    with patch.dict(os.environ, {"QHLD_HOME": str(home)}):
        installed.install(path, Actor("lan", "chuyen_vien", "qhld"), mend=False)
    path.unlink()
