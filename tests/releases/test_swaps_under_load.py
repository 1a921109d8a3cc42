"""Releases are swapped while readers ask: every answer is wholly of one release, none is an error.

Two releases take turns that differ in every figure. What each request answers from one release
alone is known beforehand, so an answer that mixes both is neither. A release is removed as soon
as two others followed it, also under those who read it.
"""

import itertools
import json
import os
import shutil
import threading
import time
import urllib.error
import urllib.request
from collections import Counter
from pathlib import Path

import duckdb
import pytest
from waitress.server import create_server

from dashboards.app.server import create_app
from dashboards.app.viewer import ANALYST, Viewer
from dashboards.release_reader import Release
from tests.browser.events_fixture import add_events
from tests.browser.release_fixture import point_current_at, write_release
from tests.dashboards.test_row_scope import _draw_body, _outputs, _paths, _posts

SWAPS = 20
PATHS = (
    "/",
    "/chi-tieu",
    "/xa-phuong/02647",
    "/thanh-tra",
    "/tranh-chap",
    "/diem-nong",
    "/bao-cao",
)
FILES = (
    "/tai-ve/chi-tieu-ban-do.csv?ky=2026Q3&chi_tieu=OE-02",
    "/tai-ve/theo-quy.csv?chi_tieu=CI-01",
)


def _second_release(first: Path) -> Path:
    """A copy of a release with other figures in all that pages and callbacks read."""
    second = first.parent / "20260921T140500-gia-lap"
    shutil.copytree(first, second)
    with duckdb.connect(str(second / "internal.duckdb")) as connection:
        for table, columns in {
            "fct_kpi_values": ("value", "numerator", "denominator"),
            "fct_kpi_changes": ("value", "base_value"),
            "fct_period_status": ("reported_units", "late_units"),
            "fct_hotspot_scores": ("score",),
            "fct_disputes": ("days_to_close",),
        }.items():
            changes = ", ".join(f"{column} = {column} + 3" for column in columns)
            connection.execute(f"update marts.{table} set {changes}")
    manifest = json.loads((second / "manifest.json").read_text(encoding="utf-8"))
    manifest |= {"release_id": second.name, "created_at": "2026-09-21T14:05:00+07:00"}
    (second / "manifest.json").write_text(json.dumps(manifest, ensure_ascii=False), "utf-8")
    return second


@pytest.fixture(scope="module")
def releases(tmp_path_factory) -> tuple[Path, Path]:
    """Two release folders outside the home that is served."""
    first = write_release(tmp_path_factory.mktemp("made"))
    add_events(first)
    return first, _second_release(first)


def _publish(home: Path, release: Path, number: int) -> Path:
    """Put a release in force as a refresh does: a new folder, then the link, in one step."""
    folder = home / "releases" / f"{number:03d}-{release.name}"
    shutil.copytree(release, folder, copy_function=os.link)
    point_current_at(folder)
    return folder


class Server:
    """The app behind waitress, as it is served, for an analyst."""

    def __init__(self, home: Path) -> None:
        app = create_app(home, viewer=Viewer("Thử", ANALYST, None, "thu"))
        app.server.config["PROPAGATE_EXCEPTIONS"] = False
        self._server = create_server(app.server, host="127.0.0.1", port=0, threads=8)
        self.address = f"http://127.0.0.1:{self._server.effective_port}"
        threading.Thread(target=self._server.run, daemon=True).start()

    def close(self) -> None:
        self._server.close()

    def answer(self, ask: tuple[str, dict | None]) -> tuple[int, str]:
        """Return status and body of one request."""
        path, body = ask
        request = urllib.request.Request(
            self.address + path,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Content-Type": "application/json"},
        )
        try:
            with urllib.request.urlopen(request, timeout=60) as response:
                return response.status, response.read().decode("utf-8", "replace")
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode("utf-8", "replace")


def _callback(output: str, inputs: list[dict], state: list[dict]) -> tuple[str, dict]:
    changed = [f"{inputs[0]['id']}.{inputs[0]['property']}"]
    body = {"output": output, "outputs": _outputs(output), "inputs": inputs, "state": state}
    return "/_dash-update-component", body | {"changedPropIds": changed}


def _questions() -> list[tuple[str, dict | None]]:
    """Pages as they are drawn, the strip of the release, the drawer of sources, and files."""
    asked = []
    search = "?ky=2026Q3&chi_tieu=OE-02"
    for path in PATHS:
        route = {"id": "route", "property": "data", "value": {"path": path, "search": search}}
        before = {"id": "content", "property": "data-path", "value": ""}
        output = (
            "..content.children...content.data-path...content.data-own-address...arrival.data.."
        )
        asked.append(_callback(output, [route], [before]))
    trace = {"kpi": "OE-02", "area": "02647", "period": "2026Q3", "span": "quarter"}
    output = (
        "..source-body.children...source-drawer.title...source-drawer.opened...release-now.data.."
    )
    request = {"id": "trace-request", "property": "data", "value": trace}
    asked.append(_callback(output, [request], []))
    return asked + [(path, None) for path in FILES]


def _hammer(home: Path, releases: tuple[Path, Path], clients: int, answers_a_swap: int) -> Counter:
    """Swap releases under clients that never pause; return how often each release answered.

    Raises:
        AssertionError: an error, an answer of no single release, or one that came too late.
    """
    folders = [_publish(home, releases[0], 0)]
    server = Server(home)
    questions = _questions()
    try:
        known: list[list[tuple[int, str]]] = []
        for number, release in enumerate(releases, 1):
            folders.append(_publish(home, release, number))
            known.append([server.answer(question) for question in questions])
        assert {status for answers in known for status, _ in answers} == {200}
        differ = [place for place in range(len(questions)) if known[0][place] != known[1][place]]
        assert len(differ) >= len(questions) - 1, "the two releases must tell each other apart"
        wrong: list[str] = []
        counts: Counter = Counter()
        ended = threading.Event()

        def client(start: int) -> None:
            for place in itertools.islice(itertools.cycle(differ), start, None):
                if ended.is_set():
                    return
                got = server.answer(questions[place])
                found = [which for which in (0, 1) if got == known[which][place]]
                if not found:
                    wrong.append(f"{questions[place][0]} {place}: {got[0]} {got[1][:300]}")
                counts[found[0] if found else "wrong"] += 1

        threads = [threading.Thread(target=client, args=(number,)) for number in range(clients)]
        for thread in threads:
            thread.start()
        for swap in range(SWAPS):
            which = swap % 2
            folders.append(_publish(home, releases[which], swap + 3))
            # a question that begins after the swap is answered by the new release
            place = differ[swap % len(differ)]
            assert server.answer(questions[place]) == known[which][place]
            shutil.rmtree(folders.pop(0))
            target = counts.total() + answers_a_swap
            while counts.total() < target and not wrong and any(t.is_alive() for t in threads):
                time.sleep(0.01)
        ended.set()
        for thread in threads:
            thread.join()
        assert wrong == []
        return counts
    finally:
        server.close()


def test_all_questions_of_a_request_go_to_one_release(tmp_path, releases, monkeypatch) -> None:
    """What clients meet by chance, for certain: the pointer moves whenever a query was answered.

    Every page, callback and file of an analyst is asked; what counts is not the text, which may be
    the same in both releases, but which release each query of the request was run on.
    """
    folders = [_publish(tmp_path, release, number) for number, release in enumerate(releases, 1)]
    app = create_app(tmp_path, viewer=Viewer("Thử", ANALYST, None, "thu"))
    app.server.config["PROPAGATE_EXCEPTIONS"] = False
    client, turns, run = app.server.test_client(), itertools.cycle(folders), Release.run
    asked: list[Path] = []

    def run_and_swap(release: Release, query: str, **inputs: object) -> list[dict]:
        rows = run(release, query, **inputs)
        asked.append(release.folder)
        point_current_at(next(turns))
        return rows

    monkeypatch.setattr(Release, "run", run_and_swap)
    bodies = [_draw_body(path) for path in _paths()]
    bodies += [body for _, _, body in _posts(app, values=("2026Q3",))]
    several = 0
    requests = [("/_dash-update-component", body) for body in bodies]
    for path, body in [*requests, *((path, None) for path in FILES)]:
        asked.clear()
        answer = client.get(path) if body is None else client.post(path, json=body)
        answer.close()
        assert len(set(asked)) <= 1, (path, body and body["output"])
        several += len(asked) > 1
    assert several > 20, "many requests ask more than one question"


@pytest.mark.slow
def test_twenty_swaps_under_four_clients(tmp_path, releases) -> None:
    counts = _hammer(tmp_path, releases, clients=4, answers_a_swap=5)
    assert min(counts[0], counts[1]) >= SWAPS


@pytest.mark.slow
def test_twenty_swaps_under_sixteen_clients(tmp_path, releases) -> None:
    counts = _hammer(tmp_path, releases, clients=16, answers_a_swap=60)
    assert min(counts[0], counts[1]) >= 10 * SWAPS
