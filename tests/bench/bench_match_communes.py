"""How long one commune name takes: seen before, seen for the first time, unknown.

Run: .venv/bin/python tests/bench/bench_match_communes.py
"""

from time import perf_counter

from ingest.communes.match_communes import match_commune
from ingest.reference import commune_history, communes


def microseconds(names: list[str]) -> float:
    """Mean time of one name, in microseconds."""
    started = perf_counter()
    for name in names:
        match_commune(name)
    return (perf_counter() - started) / len(names) * 1e6


def main() -> None:
    """Print the three times."""
    match_commune("Xã Bảo Thắng")  # builds the index
    names = [commune.name for commune in communes().values()]
    former = [f"{unit.old_name}, {unit.old_district}" for unit in commune_history()]
    print(f"first sight, current name:  {microseconds(names):8.1f} µs")
    print(f"first sight, former unit:   {microseconds(former):8.1f} µs")
    print(f"seen before:                {microseconds(names * 100):8.1f} µs")
    unknown = [f"Xã Không Có Tên {number}" for number in range(20)]
    print(f"unknown, with candidates:   {microseconds(unknown):8.1f} µs")


if __name__ == "__main__":
    main()
