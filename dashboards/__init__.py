"""Dashboards: everything that reads a published release."""
