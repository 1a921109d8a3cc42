"""A large list in a warm reader against python-calamine alone and pandas with openpyxl.

Run: .venv/bin/python tests/bench/bench_large_list.py [--rows 50000] [--columns 20] [--runs 5]

Makes a register of employers as an office keeps it (merged header rows, names, tax codes, communes,
dates, counts, money, codes, ticks, a few bad cells) and reads it, in turns, in three ways:

- calamine: python-calamine alone, the sheet into Python lists (get_sheet … to_python);
- qhld: a warm reader process checks the file, this process takes the rows over, finds out what they
  report on and writes the load's Parquet file;
- pandas: pandas with openpyxl into a frame; nothing is checked, nothing written.

Each way has a process of its own. Printed are best and median wall time, their ratio to calamine's
in the same run, and the highest resident memory; the start of a reader stands apart.
"""

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

FORM = "employer_register"
BAD = {"count": "khoảng vài trăm", "money": "1,234", "date": "31/02/2026", "commune": "Xã Không Có"}


def make_sheet(path: Path, rows: int, columns: int) -> int:
    """Write the sheet; returns how many of its columns the form knows."""
    import xlsxwriter

    from ingest.contracts.contract import load_forms
    from ingest.reference import communes

    form = load_forms()[FORM]
    known = list(form.columns.items())[: columns - 1]
    extra = columns - 1 - len(known)
    draw = random.Random(20260914)
    names = [commune.name for commune in communes().values()]
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    sheet = book.add_worksheet("Danh sách")
    sheet.write(0, 0, "SỞ NỘI VỤ TỈNH LÀO CAI")
    sheet.write(2, 0, f"{form.title.vi.upper()} QUÝ III NĂM 2026 (SỐ LIỆU GIẢ LẬP)")
    labels = ["STT", *(c.labels[0] for _, c in known), *(f"Ghi chép {n}" for n in range(extra))]
    counts = [at for at, (_, c) in enumerate(known, start=1) if c.type == "count"]
    group = range(counts[0], counts[0] + sum(at - counts[0] == n for n, at in enumerate(counts)))
    upper = ["Số cuối kỳ" if at in group else label for at, label in enumerate(labels)]
    sheet.write_row(4, 0, [text if at not in group[1:] else None for at, text in enumerate(upper)])
    sheet.write_row(5, group[0], [labels[at] for at in group])
    # a label stands over both header rows, the group's over its columns
    sheet.merge.extend([4, at, 5, at] for at in range(columns) if at not in group)
    sheet.merge.append([4, group[0], 4, group[-1]])
    for number in range(rows):
        row = 6 + number
        sheet.write(row, 0, number + 1)
        for at, (name, column) in enumerate(known, start=1):
            value = draw_value(draw, name, column, number, names)
            if number % 5000 == 4321 and at == 1 + (number // 5000) % len(known):
                value = BAD.get(column.type, value)
            if isinstance(value, datetime):
                sheet.write_datetime(row, at, value, day)
            elif value is not None:
                sheet.write(row, at, value)
        for at in range(1 + len(known), columns):
            sheet.write(row, at, draw.randrange(1000) if at % 2 else f"ghi chú {at} {number % 97}")
    book.close()
    return len(known)


def draw_value(draw: random.Random, name: str, column: Any, number: int, names: list[str]) -> Any:
    """A made-up value of a column, as an office would type it."""
    if name == "employer":
        what = draw.choice(["Công ty TNHH", "Công ty cổ phần", "Hợp tác xã"])
        return f"{what} Giả Lập {draw.choice(['Hồng Hà', 'Bảo Thắng', 'Đại Phát'])} {number}"
    if name == "tax_code":
        return tax_code(number)
    if name == "workers":
        return 100 + draw.randrange(400)
    kind = column.type
    if kind == "commune":
        return draw.choice(names)
    if kind == "count":
        # insured are fewer than those who have to be
        return draw.randrange(20) if "insured" in name else 20 + draw.randrange(40)
    if kind == "money":
        return draw.randrange(1, 5000) * 1_000_000
    if kind in ("quantity", "share"):
        return draw.randrange(1000) / 10
    if kind == "date":
        return datetime(2026, 6, 20) + timedelta(draw.randrange(80))
    if kind == "code":
        return draw.choice([labels[0] for labels in column.codes.values()])
    if kind == "flag":
        return draw.choice(["x", None])
    return draw.choice(["Khai khoáng", "Xây dựng", "Chế biến gỗ", None]) or None


def tax_code(number: int) -> str:
    """A made-up tax code with its check digit, as the tax office gives it."""
    for first in (f"53{2 * number + n:07}" for n in range(2)):
        weights = (31, 29, 23, 19, 17, 13, 7, 5, 3)
        rest = sum(int(d) * weight for d, weight in zip(first, weights, strict=True)) % 11
        if rest:
            return f"{first}{10 - rest}"
    raise AssertionError(number)


def read_calamine(file: str, runs: int) -> dict[str, Any]:
    """Wall times of python-calamine alone."""
    import python_calamine

    times = []
    for _ in range(runs):
        started = time.perf_counter()
        book = python_calamine.CalamineWorkbook.from_path(file)
        cells = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
        times.append(time.perf_counter() - started)
        del cells
    return {"times": times, "peak_mb": peak_mb("self")}


def read_pandas(file: str, runs: int) -> dict[str, Any]:
    """Wall times of pandas with openpyxl."""
    import pandas

    times = []
    for _ in range(runs):
        started = time.perf_counter()
        pandas.read_excel(file, engine="openpyxl", header=None)
        times.append(time.perf_counter() - started)
    return {"times": times, "peak_mb": peak_mb("self")}


def read_qhld(file: str, runs: int) -> dict[str, Any]:
    """Wall times of a warm reader and of what follows it, and what each step takes."""
    from bench_reader import PeakWatch

    from ingest import reference
    from ingest.checks.table_rows import lake_frame
    from ingest.contracts.contract import load_forms
    from ingest.home import building_dir
    from ingest.reader_limits import Limits
    from ingest.reader_pool import ReaderPool
    from ingest.sample import write_sample
    from ingest.submissions.coverage import coverage_of

    small = Path(file).with_name("small")
    write_sample(small, ["2026Q3"], 20260914, communes=["02647"])
    warm_up = min((small / "2026Q3").glob("*.xlsx"))
    steps: dict[str, list[float]] = {"check": [], "coverage": [], "parquet": []}
    agency = next(a for a in reference.agencies().values() if a.kind != "commune")
    form = load_forms()[FORM]
    with ReaderPool(1, Limits(seconds=300), as_columns=True) as pool, PeakWatch(pool) as watch:
        started = time.perf_counter()
        pool.check(warm_up)
        start = time.perf_counter() - started
        for _ in range(runs + 1):  # the first run warms this process
            pool.check(warm_up)  # a reader that grew is replaced; the new one warms up here
            t0 = time.perf_counter()
            result = pool.check(file)
            t1 = time.perf_counter()
            [table] = result["tables"]
            coverage_of(table, form, agency, "2026Q3")
            t2 = time.perf_counter()
            frame = lake_frame(table, form, "bench", 1, 1)
            frame.write_parquet(building_dir() / "bench.parquet")
            t3 = time.perf_counter()
            for name, took in zip(steps, (t1 - t0, t2 - t1, t3 - t2), strict=True):
                steps[name].append(took)
    steps = {name: times[1:] for name, times in steps.items()}
    times = [sum(parts) for parts in zip(*steps.values(), strict=True)]
    kept = {"accepted": table["rows_accepted"], "rejected": table["rows_rejected"]}
    return {
        "times": times,
        "peak_mb": watch.peak,
        "own_peak_mb": peak_mb("self"),
        "start": start,
        "steps": steps,
        "rows": kept,
        "findings": len(result["findings"]),
    }


def peak_mb(pid: str) -> float:
    """Highest resident memory of a process so far, in MB."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0.0
    return next(int(s.split()[1]) / 1024 for s in status.splitlines() if s.startswith("VmHWM"))


WAYS = {"calamine": read_calamine, "qhld": read_qhld, "pandas": read_pandas}


def main() -> None:
    """Measure in child processes, in turns, and print."""
    options = argparse.ArgumentParser()
    options.add_argument("--rows", type=int, default=50_000)
    options.add_argument("--columns", type=int, default=20)
    options.add_argument("--runs", type=int, default=5)
    options.add_argument("--way", choices=WAYS)
    options.add_argument("--file")
    chosen = options.parse_args()
    if chosen.way:
        print(json.dumps(WAYS[chosen.way](chosen.file, chosen.runs)))
        return
    with tempfile.TemporaryDirectory() as folder:
        os.environ["QHLD_HOME"] = str(Path(folder, "home"))
        file = Path(folder, "list.xlsx")
        known = make_sheet(file, chosen.rows, chosen.columns)
        print(f"{chosen.rows} rows, {chosen.columns} columns, {known} known to {FORM}")
        found = {}
        for way in ("calamine", "qhld", "pandas"):
            runs = 1 if way == "pandas" else chosen.runs
            answer = subprocess.run(
                [sys.executable, __file__, "--way", way, "--file", str(file), "--runs", str(runs)],
                stdout=subprocess.PIPE,
                check=True,
            )
            found[way] = json.loads(answer.stdout)
            times = found[way]["times"]
            base = found["calamine"]["times"]
            print(
                f"{way:9} best {min(times):6.2f} s (×{min(times) / min(base):.2f})  median "
                f"{statistics.median(times):6.2f} s (×"
                f"{statistics.median(times) / statistics.median(base):.2f})"
                f"  peak {found[way]['peak_mb']:.0f} MB"
            )
        ours = found["qhld"]
        print({name: round(min(times), 2) for name, times in ours["steps"].items()})
        print(
            f"reader start {ours['start']:.2f} s; this process {ours['own_peak_mb']:.0f} MB; "
            f"{ours['rows']}; {ours['findings']} findings"
        )


if __name__ == "__main__":
    main()
