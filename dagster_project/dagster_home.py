"""Where Dagster keeps its own state: under QHLD_HOME, with telemetry off."""

from ingest.home import home

# dagster.yaml: nothing leaves the machine, and one run at a time (the warehouse has one writer).
_SETTINGS = """\
telemetry:
  enabled: false
concurrency:
  runs:
    max_concurrent_runs: 1
"""


def prepare_dagster_home() -> dict[str, str]:
    """Create Dagster's folder and settings.

    Returns:
        The environment variables with which Dagster must run.
    """
    folder = home() / "dagster"
    folder.mkdir(parents=True, exist_ok=True)
    settings = folder / "dagster.yaml"
    if not settings.exists() or settings.read_text("utf-8") != _SETTINGS:
        settings.write_text(_SETTINGS, encoding="utf-8")
    return {
        "QHLD_HOME": str(home()),
        "DAGSTER_HOME": str(folder),
        "DAGSTER_DISABLE_TELEMETRY": "1",
        "DO_NOT_TRACK": "1",
    }
