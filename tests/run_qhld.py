"""`python -m tests.run_qhld ...` is `qhld ...` without needing the script to be installed."""

from dagster_project.cli import main

if __name__ == "__main__":
    main()
