"""Byte-level fuzz: mutated workbooks of every format, compared with independent readers."""
