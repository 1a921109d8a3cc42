"""Spreadsheets in, checked rows out."""
