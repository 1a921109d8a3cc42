"""`qhld communes match`: which commune a written name means, and why."""

from dagster_project.cli.dates import parse_date


def match_and_explain(name: str, on: str | None) -> int:
    """Print the commune that a name means with every step of the reasoning.

    Returns:
        0 when exactly one commune matches, else 1.
    """
    from ingest.match_communes import match_commune

    match = match_commune(name, on=parse_date(on))
    raise NotImplementedError(match)
