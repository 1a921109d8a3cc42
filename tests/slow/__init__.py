"""Tests that take many minutes; `make test-slow`."""
