"""Tests of qhld."""
