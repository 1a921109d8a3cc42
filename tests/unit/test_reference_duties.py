"""Who owes which form: agencies, obligations and union areas of the reference data."""

import csv
from collections import Counter, defaultdict
from datetime import timedelta

from ingest.former_districts import area_name, communes_in, former_districts
from ingest.reference import (
    MERGER_DAY,
    REFERENCE_DIR,
    agencies,
    commune_history,
    communes,
    obligations,
    union_areas,
)

SEED = REFERENCE_DIR.parents[1] / "dbt" / "seeds" / "forms.csv"


class TestAgenciesAndDuties:
    def test_communes_departments_and_the_offices_of_former_districts(self):
        kinds = Counter(a.kind for a in agencies().values())
        assert kinds == {"commune": 99, "department": 15, "district": 18}
        assert agencies()["X02905"].name == "UBND xã Bảo Thắng"
        assert agencies()["X02647"].name == "UBND phường Lào Cai"

    def test_no_two_agencies_share_a_name(self):
        names = Counter(
            name for a in agencies().values() for name in {a.name, *a.aliases} if a.kind
        )
        assert [n for n, times in names.items() if times > 1] == []

    def test_communes_owe_five_forms_a_quarter_and_one_a_half_year(self):
        owed = defaultdict(set)
        for duty in obligations():
            agency = agencies()[duty.agency_code]
            if agency.kind == "commune":
                assert (duty.covers, duty.precedence) == ("own", 1)
                if duty.expected:
                    owed[duty.agency_code].add((duty.form, duty.frequency))
            elif agency.kind == "district":
                assert (duty.covers, duty.precedence, duty.expected) == ("own", 1, True)
                assert duty.valid_to == agency.valid_to == MERGER_DAY - timedelta(days=1)
            else:
                # a form that is not about communes has nobody to prevail over
                about = {1: "itself", 2: "all"}[duty.precedence]
                assert duty.covers == about
            assert duty.source.endswith("đề xuất (chờ Sở Nội vụ quyết định)")
        assert len(owed) == 99
        assert {len(forms) for forms in owed.values()} == {6}
        twice_a_year = {
            form for forms in owed.values() for form, often in forms if often != "quarter"
        }
        assert twice_a_year == {"accident_summary"}

    def test_every_duty_is_in_the_calendar_of_its_form(self):
        seeds = csv.DictReader(SEED.read_text(encoding="utf-8").splitlines())
        calendars = {row["form"]: row["period_calendar"] for row in seeds}
        for duty in obligations():
            assert duty.calendar == calendars[duty.form]
            assert duty.frequency in ("quarter", "half_year")
        assert {duty.form for duty in obligations()} == set(calendars)

    def test_the_districts_are_those_of_the_former_units(self):
        named = {(unit.old_district, unit.old_province) for unit in commune_history()}
        assert {(d.name, d.former_province) for d in former_districts().values()} == named
        assert len(named) == 18
        assert area_name("082") == "Huyện Bát Xát"
        assert set.union(*(set(communes_in(code)) for code in former_districts())) == {*communes()}
        # a unit of huyện Bảo Thắng became part of phường Lào Cai
        assert "02647" in communes_in("080") & communes_in("086")

    def test_union_areas_are_eleven_and_none_is_invented(self):
        assert len(union_areas()) == 11
        for area in union_areas().values():
            if not area.name:
                assert area.status.startswith("chờ")
                assert area.commune_codes == ()
            assert set(area.commune_codes) <= set(communes())
