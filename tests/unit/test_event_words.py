"""Every code that an event may carry has its words, so no screen shows a code."""

import csv

import pytest

from ingest.contracts.contract import load_forms
from ingest.document_findings import SEED_FILE

# dimension of breakdown_categories -> form, column and codes that never reach a list of events
DIMENSIONS = {
    "dispute_type": ("dispute_log", "dispute_type", {"strike", "collective_stoppage"}),
    "dispute_channel": ("dispute_log", "channel", set()),
    "dispute_cause": ("dispute_log", "cause", set()),
    "dispute_outcome": ("dispute_log", "outcome", set()),
    "event_type": ("stoppage_log", "event_type", set()),
    "stoppage_outcome": ("stoppage_log", "outcome", set()),
    "stoppage_procedure": ("stoppage_log", "lawful_procedure", set()),
    "stoppage_leader": ("stoppage_log", "led_by", set()),
    "inspection_type": ("inspection_list", "inspection_type", {"self_check"}),
    "inspection_form": ("inspection_list", "inspection_form", set()),
    "ownership": ("inspection_list", "ownership", set()),
    "authority": ("penalty_decisions", "authority", set()),
    "subject": ("penalty_decisions", "subject", set()),
    "penalty_status": ("penalty_decisions", "status", set()),
    "session_form": ("outreach_sessions", "session_form", set()),
    "topic": ("outreach_sessions", "topics", set()),
}
ALWAYS_STATED = {"inspection_type"}  # "check" where the list does not say


def _words() -> set[tuple[str, str]]:
    path = SEED_FILE.with_name("breakdown_categories.csv")
    with path.open(encoding="utf-8", newline="") as file:
        return {
            (row["dimension"], row["category"])
            for row in csv.DictReader(file)
            if row["category_name"].strip()
        }


@pytest.mark.parametrize("dimension", DIMENSIONS)
def test_every_code_has_its_words(dimension) -> None:
    form, column, elsewhere = DIMENSIONS[dimension]
    codes = set(load_forms()[form].columns[column].codes) - elsewhere
    assert codes
    if dimension not in ALWAYS_STATED:
        codes.add("unknown")
    assert {(dimension, code) for code in codes} - _words() == set()
