"""Computes what was withheld from what was shown: linear equations, and no number is negative."""

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
            weights, total = equation[:-1], equation[-1]
            for column in np.flatnonzero(weights):
                rest = weights.copy()
                rest[column] = 0
                ends = (
                    (total - bound(rest, low, high)) / weights[column],
                    (total + bound(-rest, low, high)) / weights[column],
                )
                low[column] = max(low[column], min(ends))
                high[column] = min(high[column], max(ends))
        if np.allclose(before, (low, high), atol=1e-6):
            break
    return low, high


class Attacker:
    """Knows what was shown, of each release, and which numbers changed between releases."""

    def __init__(self, tree: dict, releases: list[tuple[dict, dict, dict]]) -> None:
        """Take releases of (attendances, values, withheld) in order, the last one attacked."""
        self.tree, self.columns, rows, sums = tree, {}, [], []
        last = releases[-1][0]
        self.last = len(releases) - 1
        self.unchanged = [
            {pair for pair in last if atoms.get(pair) == last[pair]} for atoms, _, _ in releases
        ]
        for number, (_, values, withheld) in enumerate(releases):
            for key, value in values.items():
                if withheld[key] is None:
                    rows.append(self._terms(number, key))
                    sums.append(value)
        for number, (_, values, _) in enumerate(releases):
            for key in values:
                self._terms(number, key)
        known = np.zeros((len(rows), len(self.columns) + 1))
        for row, terms in enumerate(rows):
            known[row, terms] = 1
        known[:, -1] = sums
        self.solved, self.pivots = reduced(known)
        self.low, self.high = intervals(np.vstack([known, self.solved]))

    def _terms(self, number: int, key: tuple) -> list[int]:
        area, period, span = key
        pairs = [(c, q) for c in self.tree[area] for q in quarters_of(period, span)]
        names = [(pair, None if pair in self.unchanged[number] else number) for pair in pairs]
        return [self.columns.setdefault(name, len(self.columns)) for name in names]

    def bounds(self, key: tuple) -> tuple[float, float]:
        """Smallest and largest value that agree with everything that was shown."""
        target = np.zeros(len(self.columns) + 1)
        target[self._terms(self.last, key)] = 1
        plain = target[:-1]
        low, high = plain @ self.low, bound(plain, self.low, self.high)
        for row, pivot in enumerate(self.pivots):
            target = target - target[pivot] * self.solved[row]
        rest, known = target[:-1], -target[-1]
        rest = np.where(abs(rest) < EPSILON, 0, rest)
        low = max(low, known - bound(-rest, self.low, self.high))
        return low, min(high, known + bound(rest, self.low, self.high))

    def pinned(self, values: dict, withheld: dict) -> list[tuple]:
        """Small numbers of the last release that are withheld and yet known to one person."""
        found = []
        for key, value in values.items():
            if 0 < value < SMALL and withheld[key]:
                low, high = self.bounds(key)
                assert low - 1e-6 <= value <= high + 1e-6
                if high - low < 1:
                    found.append(key)
        return found
