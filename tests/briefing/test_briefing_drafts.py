"""Drafts after a release: made once, handed out while they say what would be made now, told of."""

import shutil

import dagster as dg
import pytest

from dagster_project import briefing_drafts
from dagster_project.briefing_drafts import drafts_of, last_record, make_drafts, told_of
from dagster_project.cli.refreshing import _make_drafts
from dagster_project.cli.run import run
from dagster_project.defs.briefings import quarterly_briefing
from dashboards.briefing import notes
from dashboards.briefing.formats import FORMATS
from tests.browser.release_fixture import write_release

PERIOD = "2026Q3"


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    home = tmp_path_factory.mktemp("home")
    write_release(home)
    return home


@pytest.fixture
def home(published, tmp_path, monkeypatch):
    """A published home of this test's own, with the data pack as its only document."""
    home = tmp_path / "home"
    shutil.copytree(published, home, symlinks=True)
    monkeypatch.setenv("QHLD_HOME", str(home))
    monkeypatch.setattr("dashboards.briefing.formats.FORMATS", {"xlsx": FORMATS["xlsx"]})
    return home


def test_drafts_are_made_once_and_go_with_their_release(home) -> None:
    first, second = make_drafts(), make_drafts()
    assert (first.made, second.made) == (1, 0)
    assert first.files == second.files
    assert first.files[0].parent == home / "briefings" / PERIOD / first.release_id
    assert drafts_of(first.release_id) == [first.files[0].parent]
    assert drafts_of("khac") == []


def test_drafts_follow_the_notes_and_never_write_over_what_a_person_changed(home) -> None:
    (path,) = make_drafts().files
    notes.write_notes(notes.notes_path(home, PERIOD), {"iii-uu-diem": "Tốt."})
    assert make_drafts().made == 1
    path.write_bytes(b"sua")
    notes.write_notes(notes.notes_path(home, PERIOD), {"iii-uu-diem": "Khá."})
    assert make_drafts().made == 0
    assert path.read_bytes() == b"sua"


def test_a_draft_is_handed_out_at_once_while_it_still_says_the_same(
    home, tmp_path, monkeypatch
) -> None:
    (draft,) = make_drafts().files
    asked = ["briefing", "--period", PERIOD, "--format", "xlsx", "--out", str(tmp_path)]
    with monkeypatch.context() as patch:
        patch.setattr(
            "dashboards.briefing.xlsx.write_xlsx", lambda *_: pytest.fail("made once more")
        )
        assert run(asked) == 0
    assert (tmp_path / draft.name).read_bytes() == draft.read_bytes()
    draft.write_bytes(b"sua")  # what a person changed is not handed out as ours
    assert run(asked) == 0
    assert (tmp_path / draft.name).read_bytes()[:2] == b"PK"


def test_what_came_of_it_is_told_by_status(home, monkeypatch, capsys) -> None:
    assert dg.materialize([quarterly_briefing]).success
    record = last_record()
    assert record.made
    run(["status"])
    assert record.sentence in capsys.readouterr().out
    monkeypatch.setattr(briefing_drafts, "make_drafts", lambda: 1 / 0)
    assert not dg.materialize([quarterly_briefing], raise_on_error=False).success
    run(["status"])
    said = capsys.readouterr().out
    assert "LƯU Ý: Không lập được báo cáo quý" in said
    assert f"qhld briefing --period {PERIOD}" in said


def test_a_failure_never_fails_the_refresh(home, monkeypatch) -> None:
    monkeypatch.setattr("dagster_project.definitions.defs", lambda: 1 / 0)
    monkeypatch.setenv(briefing_drafts.SETTING, "1")
    (said,) = _make_drafts(None)
    assert said.startswith("LƯU Ý: không lập được báo cáo quý")
    monkeypatch.setenv(briefing_drafts.SETTING, "0")
    assert _make_drafts(None) == []


def test_a_record_of_an_older_release_says_nothing(home, capsys) -> None:
    briefing_drafts.write_record("20250101T000000-khac", "Không lập được.", made=False)
    assert "Không lập được" in told_of(last_record())
    run(["status"])
    assert "Không lập được" not in capsys.readouterr().out
