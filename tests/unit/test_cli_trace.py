"""Recomputing a value from its cells: what agrees, what must not."""

import pytest

from dagster_project.cli.published import vietnamese_number
from dagster_project.cli.tracing import recompute


def _cells(role: str, *pairs: tuple[float, float]) -> list[dict]:
    return [{"role": role, "value": value, "weight": weight} for value, weight in pairs]


def _value(value, numerator, denominator, state="value", scale=1.0):
    return {
        "value": value,
        "numerator": numerator,
        "denominator": denominator,
        "value_state": state,
        "scale": scale,
    }


COUNT = _cells("numerator", (4, 1), (3, 1))
RATIO = COUNT + _cells("denominator", (20, 1), (10, 0.5))


@pytest.mark.parametrize(
    ("value", "cells", "agrees"),
    [
        (_value(7, 7, None), COUNT, True),
        (_value(8, 8, None), COUNT, False),
        (_value(7, 8, None), COUNT, False),
        (_value(28, 7, 25, scale=100), RATIO, True),
        (_value(28.1, 7, 25, scale=100), RATIO, False),
        (_value(28, 7, 24, scale=100), RATIO, False),
        (_value(0, 0, None), _cells("numerator", (0, 1)), True),
        (_value(0, 0, None), [], False),  # a zero that nobody reported
        (_value(None, None, None, "null"), [], True),
        (_value(None, None, None, "null"), COUNT, False),
        (_value(None, 0, 0, "na", 100), _cells("denominator", (0, 1)), True),
        (_value(None, 0, 0, "na", 100), RATIO, False),
        (_value(5, None, None, "null"), [], False),
    ],
)
def test_recompute(value, cells, agrees):
    assert recompute(value, cells)["agrees"] is agrees


def test_vietnamese_numbers():
    assert vietnamese_number(1234567.5, 1) == "1.234.567,5"
    assert vietnamese_number(0) == "0"
    assert vietnamese_number(None) == "…"
