"""An event opens the row that it was read from, for those who may see its commune."""

import pytest

from dashboards.app.parts.event_source import event_body, event_trace
from dashboards.release_reader import Release
from dashboards.release_scope import Scope
from tests.browser.events_fixture import add_events
from tests.browser.release_fixture import write_release

LISTS = ("dispute_list", "stoppage_list", "inspection_list", "penalty_list", "outreach_list")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A release with events."""
    made = write_release(tmp_path_factory.mktemp("home"))
    add_events(made)
    return made


def _events(release: Release, listed: str) -> list[dict]:
    inputs = {"area": "province"} | ({} if listed == "stoppage_list" else {"period": ""})
    return release.run(listed, **inputs)


@pytest.mark.parametrize("listed", LISTS)
def test_every_listed_event_leads_to_its_own_cell(folder, listed) -> None:
    release = Release.open(folder)
    events = _events(release, listed)
    assert events
    for event in events[:5]:
        named, body = event_body(release, event_trace(event).split("|")[1])
        assert named["area_name"] == event["commune_name"]
        assert str(event["cell"]) in str(body)
        assert event["file_name"] in str(body)


def test_an_event_of_another_commune_is_not_there(folder) -> None:
    officer = Release.open(folder, Scope(frozenset({"02647"}), hotspots=False))
    events = _events(Release.open(folder), "dispute_list")
    foreign = next(event for event in events if event["commune_code"] != "02647")
    assert event_body(officer, foreign["event_id"])[0] is None
    assert event_body(officer, "' or '1'='1")[0] is None
