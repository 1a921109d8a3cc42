"""Fifty people click at once: errors, how long they wait, memory of the one process that answers.

Run: QHLD_HOME=<home> .venv/bin/python tests/bench/bench_fifty_users.py [--users 50] [--clicks 8]

`qhld serve` runs as a child over the home's releases (users and sessions are in a folder of the
bench's own). Each person signs in as one of the four roles, then clicks without a pause: a page as
the browser asks for it (frame, page, strip, what its callbacks draw), a number's sources, a file.
Nobody reads between two clicks, so this is harder than fifty readers. What runs a child process
(uploads, the SQL box) has limits of its own and is left out.
"""

import argparse
import json
import os
import random
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections import Counter
from http.cookiejar import CookieJar
from pathlib import Path

from grow_release import home_with

from dashboards.app.server import create_app
from dashboards.app.viewer import ANALYST, Viewer
from dashboards.release_reader import find_home
from tests.dashboards.test_row_scope import _draw_body, _paths, _posts
from tests.users import PASSWORD, ROLES, add_users

SEED = 20260914
# beside child processes: pages stand apart, and Dash's own page callback is taken out by the app
OTHERS_WORK = ("nop-bieu", "kham-pha-answer", "arrival.data", "_pages_content")
FILES = ("/tai-ve/chi-tieu-xep-hang.csv", "/tai-ve/theo-quy.xlsx", "/tai-ve/chi-tieu-ban-do.csv")


class Person:
    """One signed-in browser."""

    def __init__(self, address: str, role: str) -> None:
        self.address, self.jar = address, CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))
        page = self.get("/dang-nhap")[1]
        token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)[1]
        form = {"user": role, "password": PASSWORD, "csrf_token": token}
        self.opener.open(address + "/dang-nhap", urllib.parse.urlencode(form).encode()).read()
        self.get("/")
        self.token = next(cookie.value for cookie in self.jar if cookie.name == "_csrf_token")

    def _open(self, request) -> tuple[int, str]:
        try:
            with self.opener.open(request, timeout=120) as response:
                return response.status, response.read().decode("utf-8", "replace")
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode("utf-8", "replace")

    def get(self, path: str) -> tuple[int, str]:
        """Ask for a page or a file."""
        return self._open(self.address + path)

    def post(self, body: dict) -> tuple[int, str]:
        """Ask for what a callback answers."""
        return self._open(
            urllib.request.Request(
                self.address + "/_dash-update-component",
                json.dumps(body).encode(),
                {"Content-Type": "application/json", "X-CSRFToken": self.token},
            )
        )


def _serve(home: Path) -> tuple[subprocess.Popen, str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = "from dagster_project.cli import main; main()"
    child = subprocess.Popen(
        [sys.executable, "-c", command, "serve", "--port", str(port)],
        env=os.environ | {"QHLD_HOME": str(home)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    for _ in range(300):
        try:
            urllib.request.urlopen(address + "/healthz", timeout=5).read()
            return child, address
        except OSError:
            time.sleep(0.2)
    child.kill()
    raise SystemExit("the server did not start")


def _memory(pid: int) -> str:
    text = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    now, most = (
        int(re.search(rf"{name}:\s+(\d+)", text)[1]) // 1024 for name in ("VmRSS", "VmHWM")
    )
    return f"{now} MB (at most {most} MB)"


def _processor_ms(pid: int) -> float:
    """Processor time of a process so far, in milliseconds: steadier than the clock."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return 1000 * (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _questions(home: Path) -> list[tuple[str, dict | None]]:
    """Pages, callbacks as their pages call them, and files."""
    app = create_app(home, viewer=Viewer("Thử", ANALYST, None, "thu"))
    asked = [("page", _draw_body(path)) for path in _paths()]
    asked += [
        ("callback", body)
        for output, _, body in _posts(app, ("2026Q3",))
        if not any(name in output or name in json.dumps(body["inputs"]) for name in OTHERS_WORK)
    ]
    return asked + [(path, None) for path in FILES]


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser()
    options.add_argument("--users", type=int, default=50)
    options.add_argument("--clicks", type=int, default=8)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        home_with(find_home(), home)
        add_users(home)
        child, address = _serve(home)
        try:
            _measure(chosen, home, child.pid, address)
        finally:
            child.terminate()
            child.wait()


def _measure(chosen: argparse.Namespace, home: Path, pid: int, address: str) -> None:
    questions = _questions(home)
    sessions = {role: Person(address, role) for role in ROLES}
    print(f"memory after signing in: {_memory(pid)}")
    waits: list[tuple[str, float]] = []
    answers: Counter = Counter()
    wrong: list[str] = []
    together = threading.Barrier(chosen.users)

    def click(number: int) -> None:
        person = sessions[ROLES[number % len(ROLES)]]
        chance = random.Random(SEED + number)
        together.wait()
        for _ in range(chosen.clicks):
            kind, body = chance.choice(questions)
            began = time.perf_counter()
            status, text = person.get(kind) if body is None else person.post(body)
            name = "file" if body is None else kind
            waits.append((name, 1000 * (time.perf_counter() - began)))
            answers[f"{name} {status}"] += 1
            if status >= 500 or "đang gặp lỗi" in text:
                wrong.append(f"{status} {text[:200]}")

    threads = [threading.Thread(target=click, args=(number,)) for number in range(chosen.users)]
    began, worked = time.perf_counter(), _processor_ms(pid)
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took = time.perf_counter() - began
    print(f"{chosen.users} users, {len(waits)} clicks in {took:.1f} s: {len(waits) / took:.0f}/s")
    print(
        f"processor time of the server: {(_processor_ms(pid) - worked) / len(waits):.0f} ms a click"
    )
    for name in ("page", "callback", "file"):
        told = sorted(wait for kind, wait in waits if kind == name) or [0.0]
        late = told[min(len(told) - 1, int(0.95 * len(told)))]
        print(
            f"  {name:9} n {len(told):4}  p50 {statistics.median(told):6.0f} ms  p95 {late:6.0f} ms"
        )
    print(f"answers: {dict(sorted(answers.items()))}; errors: {len(wrong)}")
    for one in wrong[:5]:
        print("  ", one)
    print(f"memory afterwards: {_memory(pid)}")


if __name__ == "__main__":
    main()
