"""Numbers of a release as figures: how they are written and read again from an address.

The same function writes a number when a briefing is made and when it is checked years later, so a
difference is a difference of the number and never of its form.
"""

from collections.abc import Mapping
from typing import Any, Protocol

from dashboards.app.format_vi import NO_REPORT, number
from dashboards.briefing.blocks import Address, Figure, State

WITHHELD = "không công bố"
_MONEY = ((1_000_000_000, "tỷ đồng", 2), (1_000_000, "triệu đồng", 1))


class Answers(Protocol):
    """What can answer a query: a release, or the facts of a quarter that keep its answers."""

    def run(self, query_name: str, **params: object) -> list[dict]:
        """Answer one question (`dashboards.release_reader.Release.run`)."""


class Remembered:
    """Answers each question once: many figures stand in one answer.

    Args:
        answers: what is asked.
    """

    def __init__(self, answers: Answers) -> None:
        self._answers = answers
        self._known: dict[tuple, list[dict]] = {}

    def run(self, query_name: str, **params: object) -> list[dict]:
        """Answer a question, from memory where it was asked before."""
        key = (query_name, *sorted(params.items()))
        if key not in self._known:
            self._known[key] = self._answers.run(query_name, **params)
        return self._known[key]


def write(value: float, decimals: int, divisor: float, signed: bool, magnitude: bool) -> str:
    """Write a number as a figure shows it.

    Args:
        value: the number of the release.
        decimals: decimals to show; halves are rounded away from zero.
        divisor: what it is divided by for showing.
        signed: with `+` or `−` before it; zero has none.
        magnitude: without its sign.
    """
    shown = value / divisor if divisor != 1 else value
    text = number(abs(shown) if magnitude else shown, decimals)
    return f"+{text}" if signed and shown > 0 and text.strip("0,.") else text


def scaled(value: float | None, unit: str, decimals: int) -> tuple[float, str, int]:
    """Divisor, unit and decimals of a number read at a glance: money in triệu or tỷ đồng."""
    if unit == "đồng" and value is not None:
        for size, words, places in _MONEY:
            if abs(value) >= size:
                return size, words, places
    return 1, unit, decimals


def state_of(row: Mapping[str, Any]) -> State:
    """The state of a row's value; one that an outsider may not see says so by its reason."""
    if (row.get("value_reason") or "").startswith(WITHHELD):
        return "withheld"
    state = row.get("value_state")
    return state if state in ("value", "na") else "null"


def words_of(state: State, reason: str | None, *, short: bool) -> str:
    """What stands in place of a number that is not there.

    Args:
        state: why there is none.
        reason: the release's own words.
        short: for a cell of a table: `–` for nobody to count, `…` for no report (both explained
            under the table).
    """
    if short:
        return {"na": "–", "withheld": "x"}.get(state, "…")
    if state == "withheld":
        return "không công bố để bảo vệ số nhỏ"
    return reason or ("không có đối tượng để tính" if state == "na" else NO_REPORT)


def row_at(answers: Answers, address: Address) -> dict | None:
    """The row that an address names, None where the release has no such row.

    Raises:
        QueryError: the query is not known any more, or takes other inputs.
        duckdb.Error: the release lacks a mart that the query reads.
    """
    for row in answers.run(address.query, **dict(address.inputs)):
        if all(str(row.get(column)) == value for column, value in address.where):
            return row
    return None


def read_again(answers: Answers, figure: Figure) -> tuple[float | None, str | None]:
    """What a release says today where a figure came from.

    Args:
        answers: a release, the figure's own or a later one.
        figure: must have an address.

    Returns:
        The number and how it would be printed; (None, None) where there is no number.
    """
    row = row_at(answers, figure.address)
    value = row.get(figure.address.column) if row else None
    if value is None:
        return None, None
    shown = (figure.decimals, figure.divisor, figure.signed, figure.magnitude)
    return float(value), write(value, *shown)
