"""The value axis of a printed chart: round steps, few of them."""

import math
from dataclasses import dataclass

from dashboards.app.format_vi import number

STEPS = (1, 2, 2.5, 5, 10)
WANTED = 4  # steps of an axis, about


@dataclass(frozen=True)
class Tick:
    """One step of an axis and how it is written."""

    value: float
    text: str


@dataclass(frozen=True)
class Scale:
    """A value axis.

    Attributes:
        lowest, highest: its ends.
        ticks: its steps, ascending, the ends among them.
    """

    lowest: float
    highest: float
    ticks: tuple[Tick, ...]

    def share(self, value: float) -> float:
        """Where a value stands between the ends, 0 to 1."""
        return (value - self.lowest) / (self.highest - self.lowest)


def scale_of(values: list[float], decimals: int, *, from_zero: bool) -> Scale:
    """Return an axis for these values.

    Args:
        values: may be empty.
        decimals: of the values as they are printed; whole numbers get whole steps.
        from_zero: columns and bars; a line may begin above 0 where all values lie far from it.
    """
    high, low = max([*values, 0.0]), min([*values, 0.0])
    if not from_zero and values and min(values) > 0.6 * max(values) > 0:
        low = min(values) - 0.15 * (max(values) - min(values) or max(values))
    least = 1.0 if decimals == 0 else 10.0**-decimals
    step = _round_step((high - low) / WANTED, least)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    last = max(last, first + 1)
    places = 0 if step == int(step) else max(decimals, 1)
    ticks = tuple(
        Tick(n * step, number(round(n * step, 6), places)) for n in range(first, last + 1)
    )
    return Scale(ticks[0].value, ticks[-1].value, ticks)


def _round_step(rough: float, least: float) -> float:
    if rough <= least:
        return least
    size = 10.0 ** math.floor(math.log10(rough))
    step = next(s * size for s in STEPS if s * size >= rough - 1e-9)
    return step if least < 1 or step == int(step) else math.ceil(step)
