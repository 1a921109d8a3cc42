"""Contracts, collective agreements and dialogue of an invented employer, for its register row."""

from __future__ import annotations

from datetime import date, timedelta

from ingest.sample.employers import Employer, stream


def relations(seed: int, employer: Employer, workers: int, insured: int, closing: date) -> dict:
    """What the register says of an employer besides its headcount.

    Args:
        seed: seed of the whole sample.
        employer: the employer.
        workers: its workers at the end of the quarter.
        insured: of these, in the social insurance.
        closing: last day of the quarter.

    Returns:
        Values by column of the register.
    """
    draw = stream(seed, "relations", employer.key)
    casual = min(workers - insured, round(workers * draw.uniform(0, 0.12)))
    definite = round((workers - casual) * draw.uniform(0.1, 0.5))
    expires_on = date(2025, 1, 1) + timedelta(days=draw.randint(200, 1500))
    has_agreement = employer.has_agreement and workers > 0
    return {
        "contracts_indefinite": workers - casual - definite,
        "contracts_definite": definite,
        "workers_liable": workers - casual,
        "agreement_expires_on": expires_on if has_agreement else None,
        "last_dialogue_on": _last_dialogue(seed, employer, closing) if workers else None,
    }


def _last_dialogue(seed: int, employer: Employer, closing: date) -> date | None:
    """The last of its yearly dialogues; not every employer holds one every year, or ever."""
    draw = stream(seed, "dialogue", employer.key)
    if draw.random() > (0.8 if employer.has_union else 0.25):
        return None
    day_of_year = timedelta(days=draw.randint(20, 340))
    for year in range(closing.year, closing.year - 3, -1):
        held_on = date(year, 1, 1) + day_of_year
        if held_on <= closing and stream(seed, "dialogue", employer.key, year).random() < 0.8:
            return held_on
    return None
