"""Server time of every callback of every page, with the inputs that a browser sends.

Run: QHLD_HOME=<home> .venv/bin/python tests/bench/bench_callbacks.py [--runs 20] [--quarters 20]

A copy of the home's release is served by the app's own server in this process. A Chromium with an
analyst signed in walks over every page (walk_pages.py); each question that it asked is then asked
again over HTTP, without the browser, for the newest, a middle and the oldest quarter, in an order
drawn by lot, and timed in the server until the last byte of the answer. With ``--quarters`` the
copy is grown to so many quarters (grow_release.py).

Printed are median and 95th percentile of the time on the clock of every callback (of those that
draw pages and tables: of each page and table), the processors' time of all threads, which on a
busy machine is the steadier figure, the 95th percentile of each question's first answer, when
nothing was kept from an earlier one, and the largest answer. What starts a child process (a
workbook's check, a question in SQL) is set apart.
"""

import argparse
import http.client
import json
import logging
import os
import random
import re
import sys
import tempfile
import threading
import time
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from grow_release import home_with
from waitress.server import create_server
from walk_pages import CALLBACKS, USER, chromium, signed_in, walk

from dashboards import release_reader
from dashboards.app.access.sign_in import SIGN_IN
from dashboards.release_reader import current_release, find_home
from tests.users import PASSWORD, add_users

SEED = 20260914
LIMIT = 100  # milliseconds, 95th percentile
CHILD = re.compile(r"nop-bieu|kham-pha-answer")  # these start `qhld` or the SQL process


@dataclass
class Timed:
    """A WSGI app around another that notes how long its answers take.

    Attributes:
        app: the other.
        took: (milliseconds on the clock, of the processors, bytes) of the last answer to a
            callback.
    """

    app: object
    took: tuple[float, float, int] = (0.0, 0.0, 0)

    def __call__(self, environ: dict, start: object) -> list[bytes]:
        """Answer, and note the time."""
        clock, processors = time.perf_counter(), time.process_time()
        answer = self.app(environ, start)
        body = b"".join(answer)
        getattr(answer, "close", lambda: None)()
        if environ["PATH_INFO"] == CALLBACKS:
            spent = (time.perf_counter() - clock, time.process_time() - processors)
            self.took = (1000 * spent[0], 1000 * spent[1], len(body))
        return [body]


@dataclass
class Measured:
    """What was measured of one callback."""

    walls: list[float] = field(default_factory=list)
    firsts: list[float] = field(default_factory=list)
    processors: list[float] = field(default_factory=list)
    largest: int = 0

    def note(self, took: tuple[float, float, int], first: bool) -> None:
        """Add an answer; ``first`` where nobody has asked this question before."""
        self.walls.append(took[0])
        if first:
            self.firsts.append(took[0])
        self.processors.append(took[1])
        self.largest = max(self.largest, took[2])


def percentile(values: list[float], share: float) -> float:
    """The value below which this share of the values lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def name_of(question: str) -> str:
    """A callback's name: its first output; of pages and tables, which one is drawn."""
    body = json.loads(question)
    output = body["output"].strip(".").split("...")[0].split("@")[0]
    if output == "content.children":
        path = (body["inputs"][0]["value"] or {}).get("path") or "/"
        return f"draws {re.sub('/[0-9]{5}', '/<mã>', path)}"
    if output.startswith("{"):
        return f"table {body['outputs']['id']['card']}"
    if output == "source-body.children":
        area = (body["inputs"][0]["value"] or {}).get("area")
        return f"sources, {'province' if area == 'province' else 'commune'}"
    return output


class Client:
    """An analyst who has signed in, over HTTP.

    Args:
        port: of the server.
    """

    def __init__(self, port: int) -> None:
        self.port, self.cookies = port, {}
        form = self._send("GET", SIGN_IN)[1].decode()
        token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', form)[1]
        told = {"csrf_token": token, "user": USER, "password": PASSWORD}
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        self._send("POST", SIGN_IN, urlencode(told), kind)
        self._send("GET", "/")

    def _send(self, method: str, path: str, body: str = "", headers: dict | None = None) -> tuple:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = {"Cookie": cookies} | (headers or {})
        connection.request(method, path, body.encode(), headers)
        answer = connection.getresponse()
        for line in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = line.partition(";")[0].partition("=")
            self.cookies[name] = value
        told = answer.status, answer.read()
        connection.close()
        return told

    def ask(self, question: str) -> int:
        """Ask the question of a callback; the status of the answer."""
        headers = {
            "X-CSRFToken": self.cookies["_csrf_token"],
            "Content-Type": "application/json",
            "Accept-Encoding": "gzip, deflate, br, zstd",
        }
        return self._send("POST", CALLBACKS, question, headers)[0]


def questions_of(port: int, home: Path, kept: Path | None) -> list[str]:
    """The questions of a walk over the pages, or those kept from an earlier one."""
    if kept and kept.exists():
        return json.loads(kept.read_text("utf-8"))
    workbook = next(iter(sorted((home / "sample").glob("*.xlsx"))), None)
    address = f"http://127.0.0.1:{port}"
    with chromium() as browser:
        context = signed_in(browser, f"{address}/")
        made = walk(context, address, newest(home), str(workbook) if workbook else None)
    if kept:
        kept.write_text(json.dumps(made), encoding="utf-8")
    return made


def newest(home: Path) -> str:
    """The newest quarter of the release."""
    return current_release(home).run("periods")[0]["period"]


def measure(home: Path, runs: int, kept: Path | None) -> dict[str, Measured]:
    """Serve a home, walk over its pages, and time each question."""
    from dashboards.app.server import create_app, set_aside

    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # the walk's own queue
    add_users(home)
    app = create_app(home).server
    set_aside()
    app.wsgi_app = timed = Timed(app.wsgi_app)
    server = create_server(app, host="127.0.0.1", port=0, threads=4)
    threading.Thread(target=server.run, daemon=True).start()
    asked = questions_of(server.effective_port, home, kept)
    quarters = [row["period"] for row in current_release(home).run("periods")]
    shown = (quarters[0], quarters[len(quarters) // 2], quarters[-1])
    asked = [(name_of(body), body.replace(quarters[0], ky)) for body in asked for ky in shown]
    release_reader.forget_answers()  # those of the walk
    client, chance = Client(server.effective_port), random.Random(SEED)
    found: dict[str, Measured] = defaultdict(Measured)
    asked = sorted(set(asked))
    for run in range(runs):
        chance.shuffle(asked)
        for name, body in asked:
            if CHILD.search(name) and run:
                continue
            if (status := client.ask(body)) not in (200, 204):
                raise SystemExit(f"{name} answered {status}: {body[:400]}")
            if status == 200:  # 204: nothing to draw, as for a table that nobody has turned to
                found[name].note(timed.took, run == 0)
    server.close()
    return found


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser()
    options.add_argument("--runs", type=int, default=20)
    options.add_argument("--quarters", type=int)
    options.add_argument("--questions", type=Path, help="file that keeps the walk's questions")
    given = options.parse_args()
    if current_release() is None:
        print("no release in QHLD_HOME: run `make demo` first")
        return
    with tempfile.TemporaryDirectory() as folder:
        quarters = home_with(find_home(), Path(folder), given.quarters)
        os.environ["QHLD_HOME"] = folder
        found = measure(Path(folder), given.runs, given.questions)
    show(found, quarters)


def show(found: dict[str, Measured], quarters: int) -> None:
    """Print what was measured, slowest first."""
    print(f"{quarters} quarters")
    print(
        f"{'callback':42}{'asked':>7}{'median ms':>11}{'p95 ms':>9}{'CPU ms':>9}{'CPU p95':>9}"
        f"{'first ms':>10}{'KB':>7}"
    )
    every = []
    for name, one in sorted(found.items(), key=lambda item: -percentile(item[1].walls, 0.95)):
        median, high = percentile(one.walls, 0.5), percentile(one.walls, 0.95)
        child = bool(CHILD.search(name))
        mark = "  child process" if child else f"  over {LIMIT}" if high > LIMIT else ""
        cpu, cpu_high = percentile(one.processors, 0.5), percentile(one.processors, 0.95)
        first = percentile(one.firsts, 0.95)
        print(
            f"{name:42}{len(one.walls):7}{median:11.1f}{high:9.1f}{cpu:9.1f}{cpu_high:9.1f}"
            f"{first:10.1f}{one.largest / 1024:7.0f}{mark}"
        )
        every += [] if child else one.walls
    median, high = percentile(every, 0.5), percentile(every, 0.95)
    print(f"{'all but child processes':42}{len(every):7}{median:11.1f}{high:9.1f}")


if __name__ == "__main__":
    main()
