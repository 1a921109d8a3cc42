"""How a made-up dispute was mediated, where it came in and what it was about, in codes.

Every case has a stream of its own, so that nothing here moves another figure of the world.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from ingest.sample.employers import stream
from ingest.sample.sheet_draft import Spelled

_CAUSES = {
    "Tiền lương, thưởng": "wages",
    "Chấm dứt HĐLĐ": "termination",
    "BHXH": "insurance",
    "Thời giờ làm việc": "working_time",
    "Kỷ luật lao động": "discipline",
}
# BLLĐ 188.1: what need not be mediated first
_MAY_BE_EXEMPT = ("Chấm dứt HĐLĐ", "BHXH")
_CHANNELS = (("commune", 45), ("mediator", 25), ("union", 15), ("department", 15))


@dataclass(frozen=True)
class Mediation:
    """What the log of a case tells of its mediation.

    Attributes:
        channel: where the petition came in.
        exempt: whether it need not be mediated.
        received_on: day on which the mediator received it; None where there was no mediation.
        ended_on: day of the minutes; None where it came to none.
        outcome: mediated, mediation_failed or None.
    """

    channel: str
    exempt: bool
    received_on: date | None = None
    ended_on: date | None = None
    outcome: str | None = None

    def as_of(self, day: date, subject: str) -> dict:
        """The columns as the log of that day shows them."""
        ended = self.ended_on if self.ended_on and self.ended_on <= day else None
        received = self.received_on if self.received_on and self.received_on <= day else None
        cause = _CAUSES.get(subject)
        return {
            "channel": self.channel,
            "cause": Spelled(subject, cause) if cause else None,
            "mediation_exempt": self.exempt,
            "mediator_received_on": received,
            "mediation_ended_on": ended,
            "mediation_outcome": self.outcome if ended else None,
        }


def mediation_of(key: tuple, received_on: date, closed_on: date, outcome: str, subject: str):
    """The mediation of a case.

    Args:
        key: what names the case, seed first.
        received_on: day of the petition.
        closed_on: day on which the case ended.
        outcome: how it ended.
        subject: what it was about.
    """
    draw = stream(key[0], "mediation", *key[1:])
    channels, odds = zip(*_CHANNELS, strict=True)
    channel = draw.choices(channels, odds)[0]
    sent_on = outcome in ("to_court", "to_arbitration")
    if sent_on and subject in _MAY_BE_EXEMPT and draw.random() < 0.6:
        return Mediation(channel, True)
    received = min(closed_on, received_on + timedelta(days=draw.randint(0, 3)))
    if outcome == "withdrawn":
        return Mediation(channel, False, received)
    # most are through in a week, some take as long as the whole case
    quick = received + timedelta(days=draw.randint(1, 6))
    ended = min(closed_on, quick) if draw.random() < 0.8 else closed_on
    result = "mediated" if outcome == "mediated" else "mediation_failed"
    return Mediation(channel, False, received, ended, result)
