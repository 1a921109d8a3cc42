"""Computes what was withheld from what was shown: linear equations, and no number is negative."""

from dataclasses import dataclass, field

import numpy as np

QUARTERS = ["2025Q4", "2026Q1", "2026Q2", "2026Q3"]
SMALL = 5
EPSILON = 1e-9


def quarters_of(period: str, span: str) -> list[str]:
    """The quarters that a span takes."""
    upto = QUARTERS[: QUARTERS.index(period) + 1]
    if span == "quarter":
        return [period]
    if span == "year_to_date":
        return [quarter for quarter in upto if quarter[:4] == period[:4]]
    return upto[-4:]


def reduced(matrix: np.ndarray) -> tuple[np.ndarray, list[int]]:
    """Gauss-Jordan: the independent equations (last column: the sum) and the column each solves."""
    left, pivots = matrix.copy(), []
    for column in range(left.shape[1] - 1):
        row = len(pivots)
        if row == len(left):
            break
        best = row + int(np.argmax(abs(left[row:, column])))
        if abs(left[best, column]) > EPSILON:
            left[[row, best]] = left[[best, row]]
            left[row] /= left[row, column]
            others = np.arange(len(left)) != row
            left[others] -= np.outer(left[others, column], left[row])
            pivots.append(column)
    assert np.allclose(left[len(pivots) :, -1], 0, atol=1e-6), "what was shown agrees with itself"
    solved = left[: len(pivots)]
    return np.where(abs(solved) < EPSILON, 0, solved), pivots


def bound(weights: np.ndarray, low: np.ndarray, high: np.ndarray) -> float:
    """The largest that a weighted sum can be."""
    used = weights != 0
    return float((weights * np.where(weights > 0, high, low))[used].sum())


def intervals(equations: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """What each unknown lies between, none being negative, tightened until nothing changes."""
    size = equations.shape[1] - 1
    low, high = np.zeros(size), np.full(size, 1e6)
    for _ in range(50):
        before = low.copy(), high.copy()
        for equation in equations:
            used = np.flatnonzero(equation[:-1])
            weights, total = equation[used], equation[-1]
            ends = weights * low[used], weights * high[used]
            least, most = np.minimum(*ends), np.maximum(*ends)
            # what is left for each unknown when the others take all or nothing
            first = (total - (least.sum() - least)) / weights
            second = (total - (most.sum() - most)) / weights
            low[used] = np.maximum(low[used], np.minimum(first, second))
            high[used] = np.minimum(high[used], np.maximum(first, second))
        if np.allclose(before, (low, high), atol=1e-6):
            break
    return low, high


@dataclass
class Seen:
    """One release as an outsider knows it.

    Attributes:
        atoms: the truth behind it, (part, quarter) -> amount, to know what changed.
        shown: (area, period, span) -> number, withheld ones left out.
        hidden: (area, period, span) -> number of what is withheld.
    """

    atoms: dict
    shown: dict
    hidden: dict = field(default_factory=dict)


class Attacker:
    """Knows what was shown, of each release, and which numbers changed between releases.

    One quantity at a time: however many indicators tell of it, what one of them shows is known.
    """

    def __init__(self, tree: dict, releases: list[Seen], is_mean: bool = False) -> None:
        """Take the releases in order; the last one is attacked.

        Args:
            tree: area -> its parts (communes or employers).
            releases: what was shown.
            is_mean: a span has the mean of its quarters, as a stock has, not their sum.
        """
        self.tree, self.is_mean, self.columns = tree, is_mean, {}
        self.last, self.truth = len(releases) - 1, releases[-1]
        last = self.truth.atoms
        self.unchanged = [
            {pair for pair in last if release.atoms.get(pair) == last[pair]} for release in releases
        ]
        rows = [
            (*self._terms(number, key), value)
            for number, release in enumerate(releases)
            for key, value in release.shown.items()
        ]
        for number, release in enumerate(releases):
            for key in release.hidden:
                self._terms(number, key)
        known = np.zeros((len(rows), len(self.columns) + 1))
        for row, (terms, weight, value) in enumerate(rows):
            known[row, terms] = weight
            known[row, -1] = value
        self.solved, self.pivots = reduced(known)
        self.low, self.high = intervals(np.vstack([known, self.solved]))

    def _terms(self, number: int, key: tuple) -> tuple[list[int], float]:
        area, period, span = key
        quarters = quarters_of(period, span)
        pairs = [(part, quarter) for part in self.tree[area] for quarter in quarters]
        names = [(pair, None if pair in self.unchanged[number] else number) for pair in pairs]
        columns = [self.columns.setdefault(name, len(self.columns)) for name in names]
        return columns, 1 / len(quarters) if self.is_mean else 1

    def bounds(self, key: tuple) -> tuple[float, float]:
        """Smallest and largest value that agree with everything that was shown."""
        target = np.zeros(len(self.columns) + 1)
        terms, weight = self._terms(self.last, key)
        target[terms] = weight
        plain = target[:-1]
        low, high = plain @ self.low, bound(plain, self.low, self.high)
        for row, pivot in enumerate(self.pivots):
            target = target - target[pivot] * self.solved[row]
        rest, known = target[:-1], -target[-1]
        rest = np.where(abs(rest) < EPSILON, 0, rest)
        low = max(low, known - bound(-rest, self.low, self.high))
        return low, min(high, known + bound(rest, self.low, self.high))

    def pinned(self) -> list[tuple]:
        """Small numbers of the last release that are withheld and yet known to one person."""
        found = []
        for key, value in self.truth.hidden.items():
            if 0 < value < SMALL:
                low, high = self.bounds(key)
                assert low - 1e-6 <= value <= high + 1e-6
                if high - low < 1:
                    found.append(key)
        return found
