"""The habits of the labour offices of the former districts: two provinces, two kinds of forms.

Lào Cai drew its tables as the ministry's circular had them, Yên Bái had forms of its own; both
still name a ministry that was merged away in March 2025. Made up, as everything here.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from ingest.former_districts import FormerDistrict, former_districts
from ingest.sample.agency_style import Style, invent_style
from ingest.sample.employers import stream
from ingest.sample.layout import Layout
from ingest.sample.layouts import OWED

FORMS = tuple(OWED)
# Offices that tell no communes apart
ONLY_BY_DISTRICT = 5
# From this quarter on the district office had another name
RENAMED_FROM = "2025Q2"
_OLD_OFFICE, _NEW_OFFICE = "Phòng Lao động - Thương binh và Xã hội", "Phòng Nội vụ"
# former province -> layouts that its offices may take, by form (none with sums over the year)
_LAYOUTS = {
    "Lào Cai": {
        "inspection_summary": (0, 1),
        "dispute_log": (0, 1),
        "stoppage_log": (0,),
        "outreach_summary": (1,),
        "employer_register": (0, 1),
    },
    "Yên Bái": {
        "inspection_summary": (3,),
        "dispute_log": (2, 3),
        "stoppage_log": (1,),
        "outreach_summary": (2, 3),
        "employer_register": (2,),
    },
}
_MARKS = {
    "Lào Cai": "(Biểu theo hướng dẫn của Bộ Lao động - Thương binh và Xã hội)",
    "Yên Bái": "(Kèm theo công văn của Sở Lao động - Thương binh và Xã hội tỉnh Yên Bái)",
}


@dataclass(frozen=True)
class DistrictStyle:
    """How one district office draws its workbooks.

    Attributes:
        style: habits of cells and frames.
        by_district: its rows name the district alone.
    """

    district: FormerDistrict
    style: Style
    by_district: bool

    @property
    def agency_code(self) -> str:
        """Code of the office."""
        return f"H{self.district.district_code}"

    def office(self, period: str) -> str:
        """Name of the office in a quarter, without its district."""
        return _NEW_OFFICE if period >= RENAMED_FROM else _OLD_OFFICE

    def layout(self, form: str) -> Layout:
        """The office's layout of a form, with the words of its time."""
        own = OWED[form][self.style.layout[form]]
        columns = tuple(
            replace(column, path=(*column.path[:-1], "Xã, phường, thị trấn"))
            if column.key == "commune" and not self.by_district
            else column
            for column in own.columns
        )
        return replace(own, mark=_MARKS[self.district.former_province], columns=columns)


def district_styles(seed: int) -> dict[str, DistrictStyle]:
    """Habits of all 18 offices by code of their agency.

    Args:
        seed: seed of the whole sample.
    """
    codes = sorted(former_districts())
    coarse = set(stream(seed, "only by district").sample(codes, ONLY_BY_DISTRICT))
    styles = [_invent(seed, former_districts()[code], code in coarse) for code in codes]
    return {style.agency_code: style for style in styles}


def _invent(seed: int, district: FormerDistrict, by_district: bool) -> DistrictStyle:
    draw = stream(seed, "district style", district.district_code)
    kind = draw.choices(("xlsx", "xls", "ods"), (70, 22, 8))[0]
    general = invent_style(seed, f"H{district.district_code}", kind, False)
    allowed = _LAYOUTS[district.former_province]
    in_yen_bai = district.former_province == "Yên Bái"
    style = replace(
        general,
        layout={form: draw.choice(allowed[form]) for form in FORMS},
        preamble="label" if in_yen_bai and draw.random() < 0.4 else "two_sided",
        office_line=False,
        subset_row=False,
        ytd_row=False,
        spacer=False,
        hidden_sheet=False,
        commune=draw.choice(("official", "lower", "dot") if not by_district else ("official",)),
        numbering="none" if in_yen_bai else "letters",
    )
    return DistrictStyle(district, style, by_district)
