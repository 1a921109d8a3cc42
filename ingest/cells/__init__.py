"""Bytes of any spreadsheet to decoded cells with true addresses, or a refusal."""
