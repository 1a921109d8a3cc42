"""The order of the report, its formal parts and its places for people's words: `report.yml`."""

from functools import lru_cache
from pathlib import Path

import yaml

LAYOUT = Path(__file__).with_name("report.yml")


@lru_cache(maxsize=1)
def layout() -> dict:
    """The whole file; sections, charts and slots by their ids."""
    return yaml.safe_load(LAYOUT.read_text(encoding="utf-8"))
