"""What a first and a second visit cost: bytes, first useful paint, and the memory of a worker.

Run: QHLD_HOME=<home> .venv/bin/python tests/bench/bench_first_visit.py [--runs 5]

`qhld serve` runs in a process of its own over a copy of the home's release; a Chromium without a
network but this machine's opens each page as a signed-in analyst. A first visit has an empty
cache, a second one what the first has left. Bytes are those on the wire, compressed. The first
useful paint is the moment when the page's heading with its finding is on the screen. The memory
is that of the serving process after every page was opened by every visitor.
"""

import argparse
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from grow_release import home_with
from walk_pages import chromium, signed_in

from dashboards.release_reader import current_release, find_home
from tests.users import add_users

PAGES = ("/", "/chi-tieu", "/xa-phuong", "/tranh-chap", "/diem-nong", "/bao-cao", "/tu-dien")
# Told by the page itself: when its heading was painted first.
PAINTED = """
new MutationObserver((_, watch) => {
  const heading = document.querySelector("#content h1");
  if (!heading || !heading.textContent.trim()) return;
  watch.disconnect();
  requestAnimationFrame(() => setTimeout(() => { window.paintedAt = performance.now(); }));
}).observe(document, { childList: true, subtree: true, characterData: true });
"""


def serve(home: Path, port: int) -> subprocess.Popen:
    """Start the app as a user does, and wait until it answers."""
    code = "from dagster_project.cli import main; main()"
    process = subprocess.Popen(
        [sys.executable, "-c", code, "serve", "--port", str(port)],
        env=os.environ | {"QHLD_HOME": str(home)},
        stdout=subprocess.DEVNULL,
    )
    for _ in range(600):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return process
        except OSError:
            time.sleep(0.2)
    raise SystemExit("the app did not start")


def visit(context, address: str) -> tuple[float, int, int]:
    """Open a page in a context of a browser; milliseconds to its paint, bytes and requests."""
    page = context.new_page()
    page.add_init_script(PAINTED)
    told = context.new_cdp_session(page)
    told.send("Network.enable")
    sizes: dict[str, float] = {}
    kept: set[str] = set()  # served from the browser's own cache
    told.on(
        "Network.loadingFinished",
        lambda event: sizes.update({event["requestId"]: event["encodedDataLength"]}),
    )
    told.on("Network.requestServedFromCache", lambda event: kept.add(event["requestId"]))
    told.on(
        "Network.responseReceived",
        lambda event: (
            kept.add(event["requestId"]) if event["response"].get("fromDiskCache") else None
        ),
    )
    page.goto(address)
    while not (painted := page.evaluate("window.paintedAt || 0")):  # the CSP bars wait_for_function
        page.wait_for_timeout(50)
    page.wait_for_load_state("networkidle")
    page.close()
    fetched = [size for request, size in sizes.items() if request not in kept]
    return painted, int(sum(fetched)), len(fetched)


def memory_mb(process: int) -> float:
    """Memory of a process alone and its share of what it has in common with others, MB."""
    lines = Path(f"/proc/{process}/smaps_rollup").read_text("ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def measure(port: int, runs: int, process: int) -> None:
    """Open the pages and print."""
    address = f"http://127.0.0.1:{port}"
    print(f"worker at the start: {memory_mb(process):.0f} MB")
    print(f"{'page':14}{'visit':>8}{'paint ms':>10}{'KB':>8}{'requests':>10}")
    with chromium() as browser:
        cookies = signed_in(browser, f"{address}/").cookies()
        for path in PAGES:
            told: dict[str, list] = {"first": [], "second": []}
            for _ in range(runs):
                context = browser.new_context(locale="vi-VN")
                context.set_default_timeout(60_000)
                context.add_cookies(cookies)
                for which in told:
                    told[which].append(visit(context, address + path))
                context.close()
            for which, seen in told.items():
                paint, size, requests = (
                    statistics.median(part) for part in zip(*seen, strict=True)
                )
                print(f"{path:14}{which:>8}{paint:10.0f}{size / 1024:8.0f}{requests:10.0f}")
    print(f"worker after {2 * runs * len(PAGES)} visits: {memory_mb(process):.0f} MB")


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser()
    options.add_argument("--runs", type=int, default=5)
    given = options.parse_args()
    if current_release() is None:
        print("no release in QHLD_HOME: run `make demo` first")
        return
    with tempfile.TemporaryDirectory() as folder, socket.socket() as taken:
        home_with(find_home(), Path(folder))
        add_users(Path(folder))
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        taken.close()
        process = serve(Path(folder), port)
        try:
            measure(port, given.runs, process.pid)
        finally:
            process.terminate()
            process.wait(30)


if __name__ == "__main__":
    main()
