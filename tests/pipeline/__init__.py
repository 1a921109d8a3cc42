"""Tests that run the warehouse on small lakes."""
