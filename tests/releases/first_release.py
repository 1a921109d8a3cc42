"""Cells of two communes, and how a build of such cells is published."""

from dagster_project import release
from tests.unit.build_fixture import Cell, write_build

RULES = "rules-1"
TWO_CELLS = [Cell("02905", "2026Q2", 4, "load-a"), Cell("02647", "2026Q3", 7, "load-b")]
FIRST = [
    Cell("02905", "2026Q2", 4, "load-a"),
    Cell("02647", "2026Q2", 3, "load-b"),
    Cell("02647", "2026Q3", 7, "load-c"),
]


def publish(name, cells, rules=RULES, **options):
    """Publish a build of these cells."""
    return release.publish(write_build(name, cells, **options), rules)
