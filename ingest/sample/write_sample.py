"""Writes the sample: folders by quarter with workbooks, receipts.csv and truth/<file>.json."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ingest import reference
from ingest.former_districts import communes_in
from ingest.reference import REFERENCE_DIR, agencies, deadline, period_bounds
from ingest.sample.agency_style import DEPARTMENT_STYLES, commune_styles
from ingest.sample.cases import CaseBook
from ingest.sample.commune_books import Book, commune_books
from ingest.sample.department_books import Drawer, department_book
from ingest.sample.district_books import DistrictDrawer
from ingest.sample.district_style import DistrictStyle, district_styles
from ingest.sample.employers import Place
from ingest.sample.figures import FIRST_PERIOD, Quarter, World
from ingest.sample.former_units import FIRST_FORMER_PERIOD
from ingest.sample.plan import (
    FURTHER,
    NEVER,
    Sending,
    plan_communes,
    plan_departments,
    plan_districts,
    plan_further_departments,
)
from ingest.sample.write_csv import write_csv
from ingest.sample.write_ods import write_ods
from ingest.sample.write_xls import write_xls
from ingest.sample.write_xlsx import write_xlsx
from ingest.submissions.due_days import due_day

RECEIPT_COLUMNS = ("file", "agency_code", "period", "received_at", "plan", "note")
_CODECS = {"csv_utf8": "utf-8-sig", "csv_1258": "cp1258"}


def write_sample(
    out: Path,
    quarters: list[str],
    seed: int,
    communes: list[str] | None = None,
    on_progress: Callable[[int, int], None] | None = None,
) -> None:
    """Write made-up workbooks of whole quarters.

    A file depends on the seed, its agency and its quarter alone: asking for fewer quarters gives
    the same files, and asking for fewer communes changes only the departments' tables.

    Args:
        out: folder to write into; holds one folder a quarter afterwards.
        quarters: period ids from 2023Q3 on, e.g. ["2025Q2", "2026Q3"]; before 2025Q3 the offices
            of the former districts report, by old units or only by district.
        seed: any whole number.
        communes: commune codes to which the sample is limited; None for all 99.
        on_progress: called after each dispatch with (done, total).

    Raises:
        ValueError: a quarter before the reporting calendar begins, or an unknown commune code.
    """
    sample = Sample.build(seed, communes)
    for period in quarters:
        if period < FIRST_FORMER_PERIOD:
            raise ValueError(
                f"Không tạo được số liệu mẫu cho {period}: số liệu mẫu bắt đầu từ "
                f"{FIRST_FORMER_PERIOD}, quý đầu tiên của lịch báo cáo."
            )
    plans = [(period, sample.plan(period)) for period in quarters]
    total, done = sum(len(plan) for _, plan in plans), 0
    for period, plan in plans:
        folder = out / period
        (folder / "truth").mkdir(parents=True, exist_ok=True)
        receipts = []
        for sending in plan:
            receipts += sample.send(folder, period, sending)
            done += 1
            if on_progress:
                on_progress(done, total)
        _write_receipts(folder / "receipts.csv", receipts)


@dataclass
class Sample:
    """One sample: the world, its cases, the habits of its agencies, and whom to write.

    Attributes:
        chosen: codes of the communes to write, in their usual order.
    """

    world: World
    cases: CaseBook
    styles: dict
    districts: dict[str, DistrictStyle]
    chosen: tuple[str, ...]

    @classmethod
    def build(cls, seed: int, only: list[str] | None) -> Sample:
        """Invent the world of a seed.

        Args:
            seed: any whole number.
            only: commune codes to write, or None for all.

        Raises:
            ValueError: an unknown commune code.
        """
        known = reference.communes()
        unknown = sorted(set(only or ()) - set(known))
        if unknown:
            raise ValueError(
                f"Không có xã, phường mang mã {', '.join(unknown)}. "
                "Xem data/reference/communes.csv."
            )
        places = _places()
        world = World(seed, places, _quarter)
        chosen = tuple(place.code for place in places if only is None or place.code in only)
        styles = commune_styles(seed, places)
        return cls(world, CaseBook(world), styles, district_styles(seed), chosen)

    def plan(self, period: str) -> list[Sending]:
        """All dispatches of a quarter that concern the chosen communes."""
        quarter = self.world.quarter_of(period)
        if period < FIRST_PERIOD:
            due_on = due_day("*", period, "district", "BCDK")
            plan = plan_districts(self.world.seed, list(self.districts), quarter, due_on)
            return [sent for sent in plan if sent.agency_code in self._offices()]
        in_csv = {c for c, style in self.styles.items() if style.file_kind.startswith("csv")}
        due = deadline(period, "commune")
        plan = plan_communes(self.world, self.cases, quarter, due, in_csv)
        plan = [sent for sent in plan if sent.agency_code.removeprefix("X") in self.chosen]
        departments = [code for code, agency in agencies().items() if agency.kind == "department"]
        further = {agency for agency, calendar in FURTHER if calendar == "BCDK"} | {"BHXH"}
        departments = [c for c in departments if c in DEPARTMENT_STYLES and c not in further]
        due = {name: deadline(period, "department", name) for name in ("BCDK", "THONGKE")}
        plan += plan_departments(self.world.seed, departments, quarter, due["BCDK"])
        return plan + plan_further_departments(self.world.seed, quarter, due)

    def send(self, folder: Path, period: str, sending: Sending) -> list[dict]:
        """Write the files of one dispatch; returns its lines of the manifest."""
        line = {
            "file": "",
            "agency_code": sending.agency_code,
            "period": period,
            "received_at": "",
            "plan": sending.plan,
            "note": sending.note,
        }
        if sending.plan == NEVER:
            return [line]
        line["received_at"] = sending.received_at.isoformat()
        books = self._books(self.world.quarter_of(period), sending)
        for book in books:
            _write_book(folder / book.file_name, book, sending)
            truth = line | {"file": book.file_name, "made_up": "SỐ LIỆU GIẢ LẬP"}
            truth |= {"tables": book.tables, "faults": book.faults}
            text = json.dumps(truth, ensure_ascii=False, indent=1)
            (folder / "truth" / f"{book.file_name}.json").write_text(text + "\n", "utf-8")
        return [line | {"file": book.file_name} for book in books]

    def _offices(self) -> list[str]:
        """Offices of the districts that have a unit in one of the chosen communes."""
        return [
            agency
            for agency, own in self.districts.items()
            if communes_in(own.district.district_code) & set(self.chosen)
        ]

    def _books(self, quarter: Quarter, sending: Sending) -> list[Book]:
        if own := self.districts.get(sending.agency_code):
            drawer = DistrictDrawer(self.world, self.cases, own, self.chosen, quarter, sending)
            return [drawer.book()]
        code = sending.agency_code.removeprefix("X")
        if code in self.styles:
            return commune_books(self.world, self.cases, self.styles[code], quarter, sending)
        name = agencies()[sending.agency_code].name
        drawer = Drawer(self.world, self.cases, self.chosen, name, quarter, sending)
        return [department_book(drawer)]


def _places() -> list[Place]:
    """The communes in their usual order, each with the industrial zones that exist in it."""
    zones: dict[str, list[str]] = {}
    text = (REFERENCE_DIR / "industrial_zones.csv").read_text("utf-8")
    for row in csv.DictReader(io.StringIO(text)):
        if row["status"].startswith("hiện hữu"):
            # a zone over several communes is given to each of them
            for code in row["commune_codes"].split(";"):
                zones.setdefault(code.strip(), []).append(row["name"])
    ordered = sorted(reference.communes().values(), key=lambda commune: commune.sort_order)
    return [
        Place(
            commune.commune_code,
            commune.name,
            commune.short_name,
            commune.unit_type,
            _district(commune.principal_former_district),
            tuple(zones.get(commune.commune_code, ())),
        )
        for commune in ordered
    ]


def _district(name: str) -> str:
    for kind in ("Huyện ", "Thành phố ", "Thị xã "):
        name = name.removeprefix(kind)
    return name


def _quarter(period: str) -> Quarter:
    return Quarter(period, *period_bounds(period, "BCDK"))


def _write_book(path: Path, book: Book, sending: Sending) -> None:
    if book.kind == "xlsx":
        write_xlsx(path, book.sheets, sending.received_at.date())
    elif book.kind.startswith("xls"):
        write_xls(path, book.sheets, in_tcvn3=book.kind == "xls_tcvn3")
    elif book.kind == "ods":
        write_ods(path, book.sheets)
    else:
        (sheet,) = book.sheets
        write_csv(path, sheet, _CODECS[book.kind])


def _write_receipts(path: Path, receipts: list[dict]) -> None:
    """The manifest in order of receipt; what never came stands last."""
    receipts.sort(
        key=lambda line: (line["received_at"] or "9999", line["agency_code"], line["file"])
    )
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, RECEIPT_COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(receipts)
