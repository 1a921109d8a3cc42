"""Answers of queries that are kept for the next who asks the same of the same release.

A release never changes, so an answer holds as long as it is open. A key names the opening of the
release, and a release is opened once a scope: what was answered for one scope is never given to
another. The answers asked longest ago make room when together they hold too many rows.
"""

import threading
from collections import OrderedDict
from collections.abc import Hashable

MOST_ROWS = 60_000  # of all answers together: some 60 MB
LONGEST = 3_000  # rows of one answer; longer ones (a pivot, a list of cells) are asked again

Answer = tuple[list[str], list[tuple]]


class KeptAnswers:
    """Answers by key, the oldest dropped first.

    Args:
        most_rows: rows that all answers together may hold.
        longest: rows of the longest answer that is kept.
    """

    def __init__(self, most_rows: int = MOST_ROWS, longest: int = LONGEST) -> None:
        self._most_rows, self._longest = most_rows, longest
        self._answers: OrderedDict[Hashable, Answer] = OrderedDict()
        self._rows = 0
        self._lock = threading.Lock()

    def find(self, key: Hashable) -> Answer | None:
        """Return the answer kept under a key, or None."""
        with self._lock:
            answer = self._answers.get(key)
            if answer is not None:
                self._answers.move_to_end(key)
            return answer

    def keep(self, key: Hashable, answer: Answer) -> None:
        """Keep an answer unless it is too long.

        Args:
            key: names the opening of a release, the question and its inputs.
            answer: columns and rows; nobody may change them.
        """
        if len(answer[1]) > self._longest:
            return
        with self._lock:
            if key in self._answers:
                return
            self._answers[key] = answer
            self._rows += _size(answer)
            while self._rows > self._most_rows:
                self._rows -= _size(self._answers.popitem(last=False)[1])

    def forget(self) -> None:
        """Drop all answers."""
        with self._lock:
            self._answers.clear()
            self._rows = 0


def _size(answer: Answer) -> int:
    return len(answer[1]) + 1
