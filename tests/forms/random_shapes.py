"""Draws summaries of made-up figures in a random shape, with the truth that must come back."""

import random
from dataclasses import dataclass, field
from typing import Any

from ingest.reference import communes
from tests.forms.read_cases import Case, DrawnSheet

LABELS: dict[str, dict[str, list[str]]] = {
    "inspection_summary": {
        "inspections": ["Số cuộc", "Số cuộc TTKT", "Thanh tra, kiểm tra (cuộc)"],
        "employers_inspected": ["Số DN được TTKT", "Số cơ sở, doanh nghiệp được kiểm tra"],
        "employers_violating": ["Số DN có vi phạm", "Doanh nghiệp có hành vi vi phạm"],
        "violations": ["Số hành vi VP", "Tổng số lỗi vi phạm", "Số hành vi vi phạm phát hiện"],
        "penalty_decisions": ["Số QĐXP", "Quyết định xử phạt đã ban hành"],
        "fines_vnd": ["Tiền phạt", "Tổng số tiền xử phạt"],
    },
    "outreach_summary": {
        "sessions": ["Số hội nghị", "Số buổi tuyên truyền", "Số lớp, hội nghị"],
        "attendances": ["Số lượt NLĐ tham dự", "Lượt người nghe", "Số người tham dự"],
        "media_items": ["Tin bài", "Số tin, bài, phóng sự"],
        "materials_distributed": ["Tờ rơi, sổ tay cấp phát", "Số tài liệu tuyên truyền"],
    },
}
TITLES = {
    "inspection_summary": "TỔNG HỢP KẾT QUẢ THANH TRA, KIỂM TRA LAO ĐỘNG",
    "outreach_summary": "KẾT QUẢ TUYÊN TRUYỀN, PHỔ BIẾN PHÁP LUẬT LAO ĐỘNG",
}
UNITS = {"đồng": 1, "nghìn đồng": 1000, "triệu đồng": 1_000_000}
SHAPES = ("single", "long", "wide", "wide_by_measure", "sheets", "stacked", "quarter_sections")
ROMAN = ("I", "II", "III", "IV")
YEAR = 2026


@dataclass
class Drawing:
    """A drawn file, what it is and what must come out: (commune, period) → column → value."""

    case: Case
    form: str
    shape: str
    truth: dict[tuple[str, str], dict[str, int]] = field(default_factory=dict)


class ShapeWriter:
    """Writes one file in a shape drawn from a seed."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        pick = self.random.choice
        self.form, self.shape = pick(list(LABELS)), pick(SHAPES)
        self.labels = {name: pick(labels) for name, labels in LABELS[self.form].items()}
        self.unit = pick(list(UNITS))
        self.quarters = (
            [pick((1, 2, 3, 4))] if self.shape == "single" else [1, 2, 3][: pick((2, 3))]
        )
        self.communes = self.random.sample(list(communes().values()), self.random.randint(2, 6))
        self.as_text, self.has_total, self.is_merged = (self.random.random() < 0.5 for _ in "abc")
        self.key = pick(("Xã, phường", "Địa phương", "Đơn vị", "Tên xã/phường"))
        self.how = pick(
            (str, lambda name: name.replace("Phường", "P.").replace("Xã", "x."), str.upper)
        )
        text, ending = pick((None, None, "nfd", "bare")), pick((".xlsx", ".xlsx", ".ods", ".xls"))
        case = Case(f"seed{seed}", f"seed{seed}{ending}", text)
        self.drawing = Drawing(case, self.form, self.shape, self._figures())

    def draw(self) -> Drawing:
        """The file with its truth."""
        getattr(self, f"_draw_{self.shape}")()
        return self.drawing

    def _figures(self) -> dict[tuple[str, str], dict[str, int]]:
        truth = {}
        for commune in self.communes:
            for quarter in self.quarters:
                several, each = self.random.randint(0, 9), self.random.randint(1, 90)
                values = [
                    several,
                    several + 2,
                    several,
                    several * 2,
                    several,
                    several * each * 50_000,
                ]
                if self.form == "outreach_summary":
                    values = [several, several * each, each, each * 37]
                key = commune.commune_code, f"{YEAR}Q{quarter}"
                truth[key] = dict(zip(self.labels, values, strict=True))
        return truth

    def _sheet(self, name: str, grid: list[list[Any]], merges: list[Any] | None = None) -> None:
        down, right = self.random.choice((0, 2)), self.random.choice((0, 1))
        moved = [[]] * down + [[None] * right + row for row in grid]
        places = [(a + down, b + right, c + down, d + right) for a, b, c, d in merges or []]
        self.drawing.case.sheets.append(DrawnSheet(name, moved, places))

    def _header(self) -> list[str]:
        money = f" ({self.unit})"
        return [text + money * (name == "fines_vnd") for name, text in self.labels.items()]

    def _cells(self, code: str, quarter: int) -> list[Any]:
        return [self._cell(n, v) for n, v in self.drawing.truth[code, f"{YEAR}Q{quarter}"].items()]

    def _cell(self, name: str, value: int) -> Any:
        shown: Any = value / UNITS[self.unit] if name == "fines_vnd" else value
        if isinstance(shown, float) and shown.is_integer():
            shown = int(shown)
        if value == 0:
            return self.random.choice((0, "-", "không", "0"))
        return f"{shown:,}".replace(",", ".") if self.as_text and type(shown) is int else shown

    def _total(self, lead: list[Any], quarters: list[int]) -> list[Any]:
        sums = [
            sum(
                self.drawing.truth[c.commune_code, f"{YEAR}Q{q}"][n]
                for c in self.communes
                for q in quarters
            )
            for n in self.labels
        ]
        return [*lead, *(self._cell(n, v) for n, v in zip(self.labels, sums, strict=True))]

    def _block(self, quarter: int) -> list[list[Any]]:
        rows = [[f"{TITLES[self.form]} QUÝ {ROMAN[quarter - 1]} NĂM {YEAR}"], []]
        rows.append(["STT", self.key, *self._header()])
        for number, commune in enumerate(self.communes, 1):
            cells = self._cells(commune.commune_code, quarter)
            rows.append([number, self.how(commune.name), *cells])
        return rows + [self._total([None, "Tổng cộng"], [quarter])] * self.has_total

    def _draw_single(self) -> None:
        signed = [[], ["NGƯỜI LẬP BIỂU", None, None, "KT. GIÁM ĐỐC"], ["(Ký, ghi rõ họ tên)"]]
        self._sheet("Sheet1", self._block(self.quarters[0]) + signed)

    def _draw_sheets(self) -> None:
        for quarter in self.quarters:
            self._sheet(f"Quý {ROMAN[quarter - 1]}", self._block(quarter))

    def _draw_stacked(self) -> None:
        self._sheet("TH", [row for quarter in self.quarters for row in [*self._block(quarter), []]])

    def _draw_long(self) -> None:
        grid: list[list[Any]] = [[f"{TITLES[self.form]} NĂM {YEAR}"], []]
        grid.append(["STT", self.key, "Quý", *self._header()])
        merges = []
        for number, commune in enumerate(self.communes, 1):
            if self.is_merged:
                merges.append((len(grid), 1, len(grid) + len(self.quarters) - 1, 1))
            for quarter in self.quarters:
                is_first = quarter == self.quarters[0]
                lead = [number, self.how(commune.name)] if is_first else [None, None]
                cells = self._cells(commune.commune_code, quarter)
                grid.append([*lead, ROMAN[quarter - 1], *cells])
        self._sheet("TH", grid, merges)

    def _draw_quarter_sections(self) -> None:
        grid: list[list[Any]] = [
            [f"{TITLES[self.form]} NĂM {YEAR}"],
            ["STT", self.key, *self._header()],
        ]
        for quarter in self.quarters:
            roman = ROMAN[quarter - 1]
            grid.append([roman, f"Quý {roman}"])
            for number, commune in enumerate(self.communes, 1):
                cells = self._cells(commune.commune_code, quarter)
                grid.append([number, self.how(commune.name), *cells])
            grid += [self._total([None, f"Cộng quý {roman}"], [quarter])] * self.has_total
        self._sheet("TH", grid)

    def _draw_wide(self) -> None:
        groups = [f"Quý {ROMAN[quarter - 1]}" for quarter in self.quarters] + ["Cả năm"]
        self._draw_groups(groups, self._header(), by_measure=False)

    def _draw_wide_by_measure(self) -> None:
        leaves = [f"Quý {ROMAN[quarter - 1]}" for quarter in self.quarters] + ["Cộng"]
        self._draw_groups(self._header(), leaves, by_measure=True)

    def _draw_groups(self, groups: list[str], leaves: list[str], by_measure: bool) -> None:
        above: list[Any] = ["STT", self.key]
        below: list[Any] = [None, None]
        merges = [(1, 0, 2, 0), (1, 1, 2, 1)]
        for group in groups:
            merges.append((1, len(above), 1, len(above) + len(leaves) - 1))
            above += [group, *[None] * (len(leaves) - 1)]
            below += leaves
        grid = [[f"{TITLES[self.form]} NĂM {YEAR}"], above, below]
        for number, commune in enumerate(self.communes, 1):
            code = commune.commune_code
            by_quarter = [self._cells(code, quarter) for quarter in self.quarters]
            by_quarter.append([99] * len(self.labels))  # a sum by hand that must not be read
            if by_measure:
                by_quarter = [list(cells) for cells in zip(*by_quarter, strict=True)]
            grid.append(
                [number, self.how(commune.name), *(v for cells in by_quarter for v in cells)]
            )
        self._sheet("TH", grid, merges if self.is_merged else None)
