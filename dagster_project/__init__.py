"""Orchestration: Dagster definitions, releases and the qhld command."""
