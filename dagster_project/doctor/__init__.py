"""Is this installation sound: the software, the state under `QHLD_HOME`, and the machine below."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

State = Literal["ok", "warning", "error"]


@dataclass(frozen=True)
class Verdict:
    """What one check came to.

    Attributes:
        about: what was looked at, Vietnamese.
        state: `warning` works today but asks for attention; `error` does not work.
        found: what was found, Vietnamese.
        advice: what to do, Vietnamese; empty when there is nothing to do.
    """

    about: str
    state: State
    found: str
    advice: str = ""


def examine(*, with_state: bool = True) -> Iterator[Verdict]:
    """Look at everything, nothing is changed or repaired.

    Args:
        with_state: also look at `QHLD_HOME`; without, only the software.

    Yields:
        One verdict a check, as it is reached.
    """
    from dagster_project.doctor.software import examine_software
    from dagster_project.doctor.state import examine_state

    yield from examine_software()
    if with_state:
        yield from examine_state()
