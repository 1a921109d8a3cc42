"""Runs many cases in child processes; ``python -m tests.fuzz.run SECONDS FIRST`` for a long run."""

import json
import select
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ingest.reader_limits import Limits
from tests.fuzz.seeds import seeds

_LATE_SECONDS = Limits().seconds * 2


@dataclass
class Tally:
    """What became of the cases.

    Attributes:
        outcomes: how many cases of each seed ended how.
        wrong: the cases that must not be: ``(seed, number, outcome, detail)``.
    """

    outcomes: Counter = field(default_factory=Counter)
    wrong: list[tuple[str, int, str, str]] = field(default_factory=list)


class Child:
    """The process in which cases are read; replaced when it dies."""

    def __init__(self) -> None:
        self.process: subprocess.Popen | None = None

    def ask(self, seed: int, number: int) -> dict:
        """The verdict on one case; ``died`` or ``hangs`` when there is none."""
        if self.process is None:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tests.fuzz.judge"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                bufsize=0,
            )
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(f"{seed} {number}\n".encode())
        line = b""
        while not line.endswith(b"\n"):
            if not select.select([self.process.stdout], [], [], _LATE_SECONDS)[0]:
                self.end()
                return {"outcome": "hangs", "detail": ""}
            chunk = self.process.stdout.read(1 << 16)
            if not chunk:
                self.end()
                return {"outcome": "died", "detail": ""}
            line += chunk
        return json.loads(line)

    def end(self) -> None:
        """End the process."""
        if self.process:
            self.process.kill()
            self.process.wait()
            self.process = None


def run(cases: Iterable[tuple[int, int]]) -> Tally:
    """Judge cases, each ``(index of the seed, number)``."""
    tally, names, child = Tally(), [seed.name for seed in seeds()], Child()
    try:
        for seed, number in cases:
            verdict = child.ask(seed, number)
            outcome = verdict["outcome"]
            tally.outcomes[names[seed], outcome] += 1
            if outcome not in ("same", "alone", "refused"):
                tally.wrong.append((names[seed], number, outcome, str(verdict["detail"])))
    finally:
        child.end()
    return tally


def _until(deadline: float, first: int) -> Iterator[tuple[int, int]]:
    number, count = first, len(seeds())
    while time.monotonic() < deadline:
        yield from ((seed, number) for seed in range(count))
        number += 1


def main() -> None:
    """Fuzz for so many seconds from a first number on; exit code 1 when anything is wrong."""
    seconds, first = float(sys.argv[1]), int(sys.argv[2])
    print(f"fuzz: {seconds:.0f} s, cases from number {first}")
    tally = run(_until(time.monotonic() + seconds, first))
    for (name, outcome), count in sorted(tally.outcomes.items()):
        print(f"{count:8d}  {name}: {outcome}")
    for name, number, outcome, detail in tally.wrong[:400]:
        print(f"{outcome}: {name} {number}: {detail}")
    print(f"{sum(tally.outcomes.values())} cases, {len(tally.wrong)} wrong")
    sys.exit(bool(tally.wrong))


if __name__ == "__main__":
    main()
