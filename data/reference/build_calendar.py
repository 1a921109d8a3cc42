"""Builds the tables of days: public_holidays, working_days, reporting_calendar and deadlines.

    python data/reference/build_calendar.py

Running it twice changes nothing. deadline_rules.csv is kept by hand. Source of the holidays: BLLĐ
45/2019 Điều 112 (fixed days; Tết by the lunar calendar) and Điều 111 khoản 3 (days in lieu), as
computed by the PyPI package `holidays` (MIT), needed only here; swapped days are the authorities'
decisions. What is decided anew every year and not known yet says "đề xuất" and is not confirmed.
"""

from __future__ import annotations

import csv
import re
from datetime import date, timedelta
from pathlib import Path

HERE = Path(__file__).parent
YEARS = range(2023, 2029)
# The deadline of the quarter after lies in a year of which no holiday is worked out.
FIRST_QUARTER, LAST_QUARTER = (2023, 3), (2028, 3)
DECIDED_UNTIL = 2026  # the yearly decisions (Điều 112 khoản 3) on Tết and 2/9 are known to here
LAW = "BLLĐ 45/2019/QH14 Điều 112"
IN_LIEU = "BLLĐ 45/2019/QH14 Điều 111 khoản 3 (nghỉ bù)"
YEARLY = "; ngày cụ thể do Thủ tướng Chính phủ quyết định hằng năm: đề xuất"
SWAP = "hoán đổi ngày làm việc theo thông báo của cơ quan có thẩm quyền"
CULTURE = "Nghị quyết 80-NQ/TW (Ngày Văn hóa Việt Nam); chờ đối chiếu văn bản thi hành: đề xuất"
# Known here, not to the package: (day off, day worked instead)
OTHER_SWAPS = [(date(2026, 1, 2), date(2026, 1, 10))]
BY_LAW_ALONE = ("Tết Dương lịch", "Giỗ Tổ", "Chiến thắng", "Quốc tế Lao động", "Tết Nguyên Đán")


def holiday_rows() -> list[dict]:
    """Days off on weekdays and weekends, and the weekend days that are worked instead."""
    import holidays

    rows = []
    for day, name in sorted(holidays.VN(years=YEARS, language="vi").items()):
        swapped = re.search(r"thay cho ngày (\d\d)/(\d\d)/(\d{4})", name)
        if swapped:
            worked = date(int(swapped[3]), int(swapped[2]), int(swapped[1]))
            rows += _swap(day, worked, SWAP, confirmed=True)
        elif "nghỉ bù" in name:
            rows.append(_row(day, "holiday", name, IN_LIEU, confirmed=True))
        elif "Văn hóa" in name:
            rows.append(_row(day, "holiday", name, CULTURE, confirmed=False))
        else:
            sure = day.year <= DECIDED_UNTIL or _is_by_law_alone(day, name)
            rows.append(_row(day, "holiday", name, LAW + ("" if sure else YEARLY), confirmed=sure))
    for off, worked in OTHER_SWAPS:
        rows += _swap(off, worked, SWAP + "; chờ đối chiếu văn bản: đề xuất", confirmed=False)
    return sorted(rows, key=lambda row: row["day"])


def _is_by_law_alone(day: date, name: str) -> bool:
    """Whether no yearly decision moves a day: the eves and fifth day of Tết are chosen, 2/9 not."""
    if "Quốc khánh" in name:
        return (day.month, day.day) == (9, 2)
    chosen = ("Giao thừa", "29 Tết", "bốn Tết", "năm Tết")
    return any(word in name for word in BY_LAW_ALONE) and not any(word in name for word in chosen)


def _swap(off: date, worked: date, source: str, *, confirmed: bool) -> list[dict]:
    return [
        _row(
            off, "swapped_off", f"Nghỉ hoán đổi với {worked:%d/%m/%Y}", source, confirmed=confirmed
        ),
        _row(worked, "working_day", f"Làm bù cho {off:%d/%m/%Y}", source, confirmed=confirmed),
    ]


def _row(day: date, kind: str, name: str, source: str, *, confirmed: bool) -> dict:
    return {
        "day": day.isoformat(),
        "kind": kind,
        "name": name,
        "confirmed": str(confirmed).lower(),
        "source": source,
    }


class WorkingDays:
    """Tells working days by the rows of public_holidays.csv."""

    def __init__(self, rows: list[dict]) -> None:
        self.off = {date.fromisoformat(r["day"]) for r in rows if r["kind"] != "working_day"}
        self.worked = {date.fromisoformat(r["day"]) for r in rows if r["kind"] == "working_day"}

    def roll(self, day: date) -> date:
        """The day itself, or the next working day."""
        while day not in self.worked and (day.weekday() > 4 or day in self.off):
            day += timedelta(days=1)
        return day

    def office(self, day: date) -> bool:
        """Whether offices work: Monday to Friday, holidays and swapped days as decided."""
        return self.roll(day) == day


def working_day_rows(holidays: list[dict]) -> list[dict]:
    """Every day with a running number of office and of factory days, so that SQL subtracts.

    Offices work as `WorkingDays` tells. Factories work six days a week (BLLĐ Điều 105: 48 hours)
    but for the holidays of Điều 112 and the days in lieu of them; swaps are the offices' alone.
    """
    days = WorkingDays(holidays)
    closed = {date.fromisoformat(r["day"]) for r in holidays if r["kind"] == "holiday"}
    first, last = date(YEARS[0], 1, 1), date(YEARS[-1], 12, 31)
    rows, offices, factories = [], 0, 0
    for day in (first + timedelta(days=n) for n in range((last - first).days + 1)):
        office, factory = days.office(day), day.weekday() < 6 and day not in closed
        offices, factories = offices + office, factories + factory
        rows.append(
            {
                "day": day.isoformat(),
                "is_office_day": str(office).lower(),
                "office_day_no": offices,
                "is_factory_day": str(factory).lower(),
                "factory_day_no": factories,
                "source": "public_holidays.csv; BLLĐ 45/2019/QH14 Điều 105, 111, 112",
            }
        )
    return rows


def deadline_rows(days: WorkingDays) -> list[dict]:
    """One row for each rule and quarter that it is for; rules that begin later prevail from then."""
    rows: dict[tuple[str, ...], dict] = {}
    for rule in read("deadline_rules.csv"):
        for year, quarter in quarters():
            if f"Q{quarter}" not in rule["quarters"].split("|"):
                continue
            nominal = nominal_day(rule, year, quarter)
            ends = ends_on(rule["period_calendar"], year, quarter).isoformat()
            if not rule["valid_from"] <= ends <= (rule["valid_to"] or "9999"):
                continue
            key = (rule["form"], rule["agency_kind"], rule["period_calendar"], f"{year}Q{quarter}")
            rows[key] = {
                "form": rule["form"],
                "agency_kind": rule["agency_kind"],
                "period_calendar": rule["period_calendar"],
                "period": f"{year}Q{quarter}",
                "nominal_on": nominal.isoformat(),
                "due_on": (
                    days.roll(nominal) if rule["roll"] == "next_working_day" else nominal
                ).isoformat(),
                "source": rule["source"],
            }
    return [rows[key] for key in sorted(rows)]


def quarters() -> list[tuple[int, int]]:
    """The quarters of the calendar as (year, number), oldest first."""
    every = [(year, number) for year in YEARS for number in (1, 2, 3, 4)]
    return [quarter for quarter in every if FIRST_QUARTER <= quarter <= LAST_QUARTER]


def nominal_day(rule: dict, year: int, quarter: int) -> date:
    """The day that a rule names, before it is moved to a working day."""
    month = 3 * quarter + int(rule["months_after"])
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, int(rule["day"]))


def starts_on(calendar: str, year: int, quarter: int) -> date:
    """First day of a quarter: NĐ 09/2019 Điều 12 begins on the 15th of the month before."""
    if calendar == "THONGKE":
        return date(year, 3 * quarter - 2, 1)
    return date(year, 3 * quarter - 3, 15) if quarter > 1 else date(year - 1, 12, 15)


def ends_on(calendar: str, year: int, quarter: int) -> date:
    """Last day of a quarter."""
    following = (year, quarter + 1) if quarter < 4 else (year + 1, 1)
    return starts_on(calendar, *following) - timedelta(days=1)


PERIOD_SOURCES = {
    "BCDK": "kỳ: NĐ 09/2019/NĐ-CP Điều 12; hạn nộp ngày 17 và 20: đề xuất",
    "THONGKE": "kỳ: quý dương lịch; hạn nộp ngày 17 và 20 tháng sau quý: đề xuất",
}


def calendar_rows(deadlines: list[dict]) -> list[dict]:
    """All quarters in both calendars, with the deadlines of forms that have none of their own."""
    general = {
        (row["period_calendar"], row["period"], row["agency_kind"]): row["due_on"]
        for row in deadlines
        if row["form"] == "*"
    }
    return [
        {
            "period_calendar": calendar,
            "period": period,
            "starts_on": starts_on(calendar, year, quarter).isoformat(),
            "ends_on": ends_on(calendar, year, quarter).isoformat(),
            "commune_deadline": general[calendar, period, "commune"],
            "department_deadline": general[calendar, period, "department"],
            "source": PERIOD_SOURCES[calendar],
        }
        for calendar in ("BCDK", "THONGKE")
        for year, quarter in quarters()
        for period in [f"{year}Q{quarter}"]
    ]


def read(name: str) -> list[dict]:
    """Reads a table that is kept by hand."""
    with (HERE / name).open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def tables() -> dict[str, list[dict]]:
    """The built tables by file name."""
    holidays = holiday_rows()
    deadlines = deadline_rows(WorkingDays(holidays))
    return {
        "public_holidays.csv": holidays,
        "working_days.csv": working_day_rows(holidays),
        "deadlines.csv": deadlines,
        "reporting_calendar.csv": calendar_rows(deadlines),
    }


def main() -> None:
    """Builds and writes the four tables."""
    for name, rows in tables().items():
        with (HERE / name).open("w", encoding="utf-8", newline="") as handle:
            writer = csv.DictWriter(handle, fieldnames=list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
        print(f"{name}: {len(rows)} rows")


if __name__ == "__main__":
    main()
