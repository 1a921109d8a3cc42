"""Handing in: who sent a file, whether it counts, what it replaces and changes."""
