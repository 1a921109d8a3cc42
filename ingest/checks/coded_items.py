"""Many cells of which few differ, held as the different ones and a sign for each cell."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

# the signs begin here: below are those that JSON escapes; they end below the surrogates
FIRST_SIGN, _MOST = 0x5D, 0xD000


@dataclass(frozen=True, slots=True)
class Coded:
    """A column's different values, and for each cell a sign of which of them it has.

    Attributes:
        values: the different values; some may be equal.
        states: how the cells of each of them are filled in.
        signs: one character a cell: ``sign(n)`` for the nth value.
    """

    values: list[Any]
    states: list[Any]
    signs: str

    def spread(self, made: Sequence[Any]) -> list[Any]:
        """What stands for each cell.

        Args:
            made: what stands for each of the different values.
        """
        if len(set(made)) == 1:
            return [made[0]] * len(self.signs)
        by_sign = {sign(n): item for n, item in enumerate(made)}
        return list(map(by_sign.__getitem__, self.signs))

    def places(self, numbers: Iterable[int]) -> list[int]:
        """Where the cells of these of the different values stand, rising."""
        found = []
        for number in numbers:
            place = self.signs.find(sign(number))
            while place >= 0:
                found.append(place)
                place = self.signs.find(sign(number), place + 1)
        return sorted(found)

    def without(self, numbers: Sequence[int]) -> "Coded":
        """The cells without a few of them, whose numbers rise."""
        starts = [0, *(number + 1 for number in numbers)]
        ends = [*numbers, len(self.signs)]
        kept = [self.signs[start:end] for start, end in zip(starts, ends, strict=True)]
        return Coded(self.values, self.states, "".join(kept))


def sign(number: int) -> str:
    """The sign of the different value of this number, from 0."""
    return chr(FIRST_SIGN + number)


def signs_of(cells: Iterable[Any], different: Mapping[Any, Any], count: int) -> str | None:
    """The signs of cells; None where so many differ that they are better listed.

    Args:
        cells: the cells.
        different: the different ones.
        count: number of cells.
    """
    if len(different) > min(_MOST, count // 2):
        return None
    signs = {cell: sign(number) for number, cell in enumerate(different)}
    return "".join(map(signs.__getitem__, cells))
