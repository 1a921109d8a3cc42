"""How many files a second the reader pool checks, and what its processes need at most.

Run: .venv/bin/python tests/bench/bench_reader.py [--readers 2] [--rows 50000]

Reads a made-up quarter of all communes and departments, then one register of many rows.
"""

import argparse
import sys
import tempfile
import threading
import time
from pathlib import Path

import xlsxwriter

from ingest.reader_limits import Limits
from ingest.reader_pool import ReaderPool
from ingest.sample import write_sample

HEADER = ["Tên doanh nghiệp", "Mã số thuế", "Xã, phường", "Tổng số lao động", "Tình trạng"]


class PeakWatch:
    """Highest resident memory of any reader while the block runs, in MB (read from /proc)."""

    def __init__(self, pool: ReaderPool) -> None:
        self.pool, self.peak, self._done = pool, 0.0, threading.Event()

    def __enter__(self) -> "PeakWatch":
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._done.wait(0.02):
            for pid in self.pool.pids():
                try:
                    status = Path(f"/proc/{pid}/status").read_text()
                except OSError:
                    continue
                for line in status.splitlines():
                    if line.startswith("VmHWM"):
                        self.peak = max(self.peak, int(line.split()[1]) / 1024)


def check(files: list[Path], readers: int) -> None:
    """Check the files and print what it took."""
    outcomes: dict[str, int] = {}
    with ReaderPool(readers, Limits(seconds=300)) as pool, PeakWatch(pool) as watch:
        started = time.perf_counter()
        rows = 0
        for result in pool.check_all((path, None, None) for path in files):
            outcomes[result["outcome"]] = outcomes.get(result["outcome"], 0) + 1
            rows += sum(table["rows_read"] for table in result["tables"])
        seconds = time.perf_counter() - started
    print(
        f"{len(files)} files, {rows} rows, {seconds:.1f} s: {len(files) / seconds:.1f} files/s, "
        f"{rows / seconds:.0f} rows/s, {readers} readers, peak {watch.peak:.0f} MB; {outcomes}"
    )


def register(path: Path, rows: int) -> None:
    """A made-up register of employers with so many rows."""
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet = book.add_worksheet("Danh sách")
    sheet.write(0, 0, "UBND xã Bảo Thắng")
    sheet.write(1, 0, "DANH SÁCH DOANH NGHIỆP VÀ LAO ĐỘNG QUÝ III NĂM 2026 (SỐ LIỆU GIẢ LẬP)")
    sheet.write_row(2, 0, HEADER)
    for row in range(rows):
        values = [f"Công ty giả lập {row}", f"53{row:08}", "Xã Bảo Thắng", row % 500 + 1]
        sheet.write_row(3 + row, 0, [*values, "đang hoạt động"])
    book.close()


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser()
    options.add_argument("--readers", type=int, default=2)
    options.add_argument("--rows", type=int, default=50_000)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        write_sample(Path(folder), ["2026Q3"], 20260914)
        quarter = Path(folder, "2026Q3")
        files = [p for p in sorted(quarter.iterdir()) if p.is_file() and p.name != "receipts.csv"]
        check(files, chosen.readers)
        register(quarter / "lon.xlsx", chosen.rows)
        check([quarter / "lon.xlsx"], 1)


if __name__ == "__main__":
    sys.exit(main())
