"""The command `qhld`.

Importing this package loads nothing heavy: every command imports its own work when it runs, so
that `qhld --help` and `qhld check` start in a fraction of a second.
"""

from dagster_project.cli.run import main

__all__ = ["main"]
