"""What waits for a decision is asked of the command once, and again when something changed."""

import json
import sqlite3
from pathlib import Path

import pytest

from dashboards.app.submitting import command, standing
from dashboards.app.viewer import ANALYST, Viewer

BINH = Viewer("Bình", ANALYST, user="binh")


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The questions that reached the command, which answers with their number."""
    questions: list[list[str]] = []

    def run(arguments: list[str], *_: object) -> command.Ended:
        questions.append(arguments)
        return command.Ended(0, json.dumps([{"number": len(questions)}]), "")

    monkeypatch.setattr(command, "run", run)
    return questions


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with a ledger and a release in force."""
    for release in ("first", "second"):
        (tmp_path / "releases" / release).mkdir(parents=True)
    (tmp_path / "releases" / "current").symlink_to("first")
    with sqlite3.connect(tmp_path / "ledger.sqlite") as ledger:
        ledger.execute("pragma journal_mode = wal")
        ledger.execute("create table decisions (reason)")
    return tmp_path


def test_the_same_state_is_asked_for_once(asked, home) -> None:
    first = [standing.quarters(BINH, home), standing.waiting_names(BINH, home)]
    again = [standing.quarters(BINH, home), standing.waiting_names(BINH, home)]
    assert first == again == [[{"number": 1}], [{"number": 2}]]
    assert len(asked) == 2


def test_an_entry_of_the_ledger_is_seen(asked, home) -> None:
    standing.quarters(BINH, home)
    ledger = sqlite3.connect(home / "ledger.sqlite")
    with ledger:
        ledger.execute("insert into decisions values ('vì sao')")
    assert standing.quarters(BINH, home) == [{"number": 2}]  # still in the write-ahead log
    ledger.close()


def test_a_new_release_is_seen(asked, home) -> None:
    standing.quarters(BINH, home)
    (home / "releases" / "next").symlink_to("second")
    (home / "releases" / "next").rename(home / "releases" / "current")
    assert standing.quarters(BINH, home) == [{"number": 2}]


def test_before_the_first_release_there_is_no_quarter(asked, tmp_path) -> None:
    assert standing.quarters(BINH, tmp_path) == []
    assert asked == []


def test_a_failure_is_told_and_not_kept(monkeypatch, home) -> None:
    ended = [command.Ended(75, "", command.BUSY), command.Ended(0, "[]", "")]
    monkeypatch.setattr(command, "run", lambda *_: ended.pop(0))
    with pytest.raises(standing.NotAnsweredError, match="thử lại sau một phút"):
        standing.waiting_names(BINH, home)
    assert standing.waiting_names(BINH, home) == []
