"""Events and warning scores beside the made-up release: what the pages by subject list and draw.

Few rows, each there for a reason: a stoppage without a day, a dispute that is still open, a penalty
that nobody paid, a commune that is grey although its score is high. All made up.
"""

from datetime import date
from pathlib import Path

import duckdb

from tests.unit.mart_contracts import create_missing_marts

PERIOD, BEFORE = "2026Q3", "2025Q3"
DAY = {"2025Q3": date(2025, 8, 4), "2026Q2": date(2026, 5, 11), "2026Q3": date(2026, 7, 22)}
WARD, COMMUNE, GREY = "02647", "02908", "02686"
LEVELS = ("đỏ", "vàng", "xanh", "xám")


def add_events(folder: Path) -> None:
    """Add events and scores to a release that ``write_release`` made.

    Args:
        folder: the release's folder.
    """
    with duckdb.connect(str(folder / "internal.duckdb")) as connection:
        create_missing_marts(connection)
        codes = [
            code
            for (code,) in connection.execute(
                "select commune_code from marts.dim_commune order by sort_order"
            ).fetchall()
        ]
        for table, rows in _rows(codes).items():
            for row in rows:
                names = ", ".join(f'"{name}"' for name in row)
                marks = ", ".join("?" for _ in row)
                connection.execute(
                    f"insert into marts.{table} ({names}) values ({marks})", list(row.values())
                )


def _rows(codes: list[str]) -> dict[str, list[dict]]:
    return {
        "fct_disputes": _disputes(),
        "fct_stoppages": _stoppages(),
    }


def _event(number: int, commune: str, period: str, form: str) -> dict:
    return {
        "event_id": f"{form}:{number}",
        "commune_code": commune,
        "period": period,
        "period_calendar": "BCDK",
        "file_name": f"BC {commune} {period}.xlsx",
        "form": form,
        "sheet": "B1",
        "row": 8 + number,
        "cell": f"C{8 + number}",
        "industry": "Xây dựng" if number % 2 else "May mặc",
    }


def _disputes() -> list[dict]:
    made = []
    for period, open_cases in ((BEFORE, 0), (PERIOD, 2)):
        for number in range(8):
            pending = number < open_cases
            together = number == 7
            made.append(
                _event(number, WARD if number % 2 else COMMUNE, period, "dispute_log")
                | {
                    "received_on": DAY[period],
                    "closed_on": None if pending else DAY[period],
                    "days_to_close": None if pending else 9,
                    "is_settled": not pending,
                    "is_collective": together,
                    "dispute_type": "collective_rights" if together else "individual",
                    "dispute_type_name": "Tập thể về quyền" if together else "Cá nhân",
                    "channel_name": "UBND xã, phường",
                    "cause_names": "Tiền lương, thưởng",
                    "outcome": "pending" if pending else "mediated",
                    "outcome_name": "Đang giải quyết" if pending else "Hoà giải thành",
                    "workers_involved": None if number == 6 else 1,
                    "is_workers_estimate": False,
                }
            )
    return made


def _stoppages() -> list[dict]:
    sizes = ((WARD, PERIOD, 40, True), (COMMUNE, "2026Q2", 80, True), (WARD, "2026Q2", 25, False))
    return [
        _event(number, commune, period, "stoppage_log")
        | {
            "event_type": "collective_stoppage",
            "event_type_name": "Ngừng việc tập thể",
            "started_on": DAY[period] if dated else None,
            "ended_on": DAY[period] if dated else None,
            "workers_involved": people,
            "days_lost": people * 2.0,
            "is_workers_estimate": number == 1,
            "is_days_estimate": False,
            "procedure_name": "Không đúng trình tự",
            "led_by_name": "Tự phát",
            "hours_until_authorities": 20.0,
            "outcome_name": "Đáp ứng một phần yêu cầu",
            "is_preliminary": number == 2,
        }
        for number, (commune, period, people, dated) in enumerate(sizes)
    ]
