"""The reference tables hold what the law and the map say, and the build script makes them."""

import csv
import importlib.util
import io
import sys
import time
from collections import Counter, defaultdict
from datetime import date, timedelta
from itertools import pairwise
from subprocess import run

import pytest

from ingest.reference import (
    MERGER_DAY,
    REFERENCE_DIR,
    aliases,
    commune_history,
    communes,
    deadline,
    period_bounds,
    quarter_of,
    reporting_calendar,
)
from ingest.values.fold_text import strip_marks

WARDS = {
    "02647": "Lào Cai",
    "02671": "Cam Đường",
    "03006": "Sa Pa",
    "04252": "Yên Bái",
    "04273": "Nam Cường",
    "04279": "Văn Phú",
    "04288": "Nghĩa Lộ",
    "04543": "Âu Lâu",
    "04663": "Trung Tâm",
    "04681": "Cầu Thia",
}
TWO_DISTRICTS = {
    "02647": "Thành phố Lào Cai",
    "02746": "Thành phố Lào Cai",
    "02848": "Huyện Bắc Hà",
    "02923": "Huyện Bảo Thắng",
    "02989": "Huyện Bảo Yên",
    "04273": "Thành phố Yên Bái",
    "04279": "Thành phố Yên Bái",
    "04288": "Thị xã Nghĩa Lộ",
    "04450": "Huyện Văn Yên",
    "04543": "Thành phố Yên Bái",
    "04630": "Huyện Văn Chấn",
    "04660": "Thị xã Nghĩa Lộ",
}


def rows(name: str) -> list[dict[str, str]]:
    text = (REFERENCE_DIR / name).read_text(encoding="utf-8")
    return list(csv.DictReader(io.StringIO(text)))


class TestCommunes:
    def test_counts(self):
        kinds = Counter(c.unit_type for c in communes().values())
        assert kinds == {"xã": 89, "phường": 10}

    def test_wards(self):
        found = {c.commune_code: c.short_name for c in communes().values() if c.name[0] == "P"}
        assert found == WARDS

    def test_name_is_kind_and_short_name(self):
        for commune in communes().values():
            assert commune.name == f"{commune.unit_type.capitalize()} {commune.short_name}"
            assert len(commune.commune_code) == 5
            assert commune.valid_from == MERGER_DAY

    def test_official_spelling(self):
        assert communes()["02962"].name == "Xã Xuân Hòa"
        assert communes()["04342"].name == "Xã Khánh Hòa"
        assert communes()["04585"].name == "Xã Hạnh Phúc"
        assert communes()["04606"].name == "Xã Trạm Tấu"

    def test_short_names_stay_unique_without_accents(self):
        assert len({strip_marks(c.short_name) for c in communes().values()}) == 99

    def test_positions_lie_in_the_province_and_near_their_neighbours(self):
        for commune in communes().values():
            assert 103.5 < commune.longitude < 105.1
            assert 21.3 < commune.latitude < 22.9
        yen_bai, yen_binh = communes()["04252"], communes()["04714"]
        assert abs(yen_bai.longitude - yen_binh.longitude) < 0.15
        assert abs(yen_bai.latitude - yen_binh.latitude) < 0.15

    def test_sort_order_is_vietnamese(self):
        assert [c.sort_order for c in communes().values()] == list(range(1, 100))
        names = [c.short_name for c in communes().values()]
        for before, after in [
            ("A Mú Sung", "Âu Lâu"),
            ("Âu Lâu", "Bản Hồ"),
            ("Cốc San", "Dền Sáng"),
            ("Dương Quỳ", "Đông Cuông"),
            ("Lục Yên", "Lùng Phình"),
            ("Tà Xi Láng", "Tả Phìn"),  # tones in the order ngang, huyền, hỏi, ngã, sắc, nặng
            ("Yên Bình", "Yên Thành"),
        ]:
            assert names.index(before) < names.index(after)


class TestTileMap:
    def test_one_cell_each_in_a_compact_grid(self):
        cells = {(c.tile_row, c.tile_col) for c in communes().values()}
        assert len(cells) == 99
        assert min(r for r, _ in cells) == 0
        assert min(c for _, c in cells) == 0
        assert max(r for r, _ in cells) < 15
        assert max(c for _, c in cells) < 15

    def test_no_hole_and_no_island(self):
        cells = {(c.tile_row, c.tile_col) for c in communes().values()}
        start = next(iter(cells))
        seen, todo = {start}, [start]
        while todo:
            r, c = todo.pop()
            near = {(r + 1, c), (r - 1, c), (r, c + 1), (r, c - 1)} & cells - seen
            seen |= near
            todo += near
        assert seen == cells
        for r in range(15):
            for c in range(15):
                around = {(r + 1, c), (r - 1, c), (r, c + 1), (r, c - 1)}
                assert (r, c) in cells or not around <= cells

    def test_tiles_keep_the_compass(self):
        """Wherever two communes lie clearly apart on the map, their tiles lie the same way."""
        wrong = total = 0
        listed = list(communes().values())
        for a in listed:
            for b in listed:
                if b.longitude - a.longitude > 0.25:
                    total += 1
                    wrong += b.tile_col <= a.tile_col
                if a.latitude - b.latitude > 0.25:
                    total += 1
                    wrong += b.tile_row <= a.tile_row
        assert total > 5000
        assert wrong / total < 0.01


class TestHistory:
    def test_319_units_became_99_and_none_was_split(self):
        olds = commune_history()
        assert len(olds) == 319
        assert len({o.old_code for o in olds}) == 319
        assert {o.commune_code for o in olds} == set(communes())
        assert {o.valid_to for o in olds} == {MERGER_DAY - timedelta(days=1)}
        assert Counter(o.old_province for o in olds) == {"Lào Cai": 151, "Yên Bái": 168}

    def test_codes_were_used_again(self):
        olds = {o.old_code: o for o in commune_history()}
        changed = [c for c, now in communes().items() if c in olds and olds[c].old_name != now.name]
        assert len(changed) >= 40
        assert olds["04585"].old_name == "Thị trấn Trạm Tấu"
        assert olds["02671"].old_name == "Phường Nam Cường"

    def test_communes_over_two_districts(self):
        districts = defaultdict(set)
        for old in commune_history():
            districts[old.commune_code].add(old.old_district)
        assert {code for code, names in districts.items() if len(names) > 1} == set(TWO_DISTRICTS)
        assert max(map(len, districts.values())) == 2
        for code, commune in communes().items():
            assert commune.principal_former_district in districts[code]
            if code in TWO_DISTRICTS:
                assert commune.principal_former_district == TWO_DISTRICTS[code]

    def test_old_names_are_told_apart_by_kind_and_district(self):
        keys = Counter((o.old_name, o.old_district) for o in commune_history())
        assert max(keys.values()) == 1

    def test_aliases_point_to_communes(self):
        seen = Counter((a.alias, a.commune_code) for a in aliases())
        assert max(seen.values()) == 1
        for alias in aliases():
            assert alias.commune_code in communes()
            assert alias.kind in ("spelling", "former_name", "abbreviation")
            assert alias.confidence in "ABC"
            assert alias.source
            assert (alias.valid_to is None) == (alias.kind == "spelling")


class TestCalendar:
    def test_bounds_of_both_calendars(self):
        assert period_bounds("2026Q1", "BCDK") == (date(2025, 12, 15), date(2026, 3, 14))
        assert period_bounds("2026Q4", "BCDK") == (date(2026, 9, 15), date(2026, 12, 14))
        assert period_bounds("2024Q1", "THONGKE") == (date(2024, 1, 1), date(2024, 3, 31))

    @pytest.mark.parametrize("calendar", ["BCDK", "THONGKE"])
    def test_quarters_follow_each_other_without_gap(self, calendar):
        listed = [row for (name, _), row in reporting_calendar().items() if name == calendar]
        assert (listed[0].period, listed[-1].period, len(listed)) == ("2023Q3", "2028Q3", 21)
        for row, following in pairwise(listed):
            assert row.ends_on + timedelta(days=1) == following.starts_on
            for day in (row.starts_on, row.ends_on):
                assert quarter_of(day, calendar) == row.period

    def test_deadlines_are_working_days_after_the_period(self):
        for row in reporting_calendar().values():
            for due in (row.commune_deadline, row.department_deadline):
                assert due.weekday() < 5
                assert due > row.ends_on
            assert row.commune_deadline <= row.department_deadline
        assert deadline("2026Q3", "commune") == date(2026, 9, 17)
        assert deadline("2026Q3", "department") == date(2026, 9, 21)  # the 20th is a Sunday

    def test_a_day_belongs_to_other_quarters_in_the_two_calendars(self):
        day = date(2026, 3, 20)
        assert (quarter_of(day, "BCDK"), quarter_of(day, "THONGKE")) == ("2026Q2", "2026Q1")

    def test_days_outside_the_table(self):
        assert quarter_of(date(2016, 2, 29)) == "2016Q1"
        assert quarter_of(date(2030, 12, 20)) == "2031Q1"

    def test_unknown_period_or_kind_is_an_error(self):
        with pytest.raises(LookupError, match=r"2030Q1.*2028Q3"):
            period_bounds("2030Q1", "BCDK")
        with pytest.raises(LookupError, match="BCDK"):
            quarter_of(date(2026, 1, 1), "LUNAR")
        with pytest.raises(ValueError, match="commune"):
            deadline("2026Q3", "ministry")


class TestOtherTables:
    def test_industrial_zones_name_known_communes(self):
        zones = rows("industrial_zones.csv")
        assert len({z["zone_code"] for z in zones}) == len(zones)
        for zone in zones:
            assert zone["source"]
            assert set(zone["commune_codes"].split(";")) <= set(communes())

    def test_glossary(self):
        terms = rows("glossary.csv")
        assert len(terms) >= 30
        assert len({t["term_vi"] for t in terms}) == len(terms)
        assert all(all(t.values()) for t in terms)

    def test_every_row_of_every_table_has_a_source(self):
        for path in REFERENCE_DIR.glob("*.csv"):
            if path.name.startswith("kpi"):
                continue
            for row in rows(path.name):
                assert None not in row, path.name
                assert row["source"], (path.name, row)


def test_build_script_makes_the_committed_tables(tmp_path):
    pytest.importorskip("vietnamadminunits", reason="development package of the build script")
    spec = importlib.util.spec_from_file_location("build", REFERENCE_DIR / "build_reference.py")
    build = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(build)
    by_hand = {"tile_grid.txt", "departments.csv", "duties.csv"}
    for name in by_hand:
        (tmp_path / name).write_bytes((REFERENCE_DIR / name).read_bytes())
    build.HERE = tmp_path
    build.main()
    written = sorted({p.name for p in tmp_path.glob("*.csv")} - by_hand)
    assert len(written) == 5
    for name in written:
        assert (tmp_path / name).read_bytes() == (REFERENCE_DIR / name).read_bytes(), name


def test_loaders_are_light():
    code = (
        "import sys, ingest.communes.match_communes as m; m.match_commune('Xã Bảo Thắng');"
        "print([n for n in ('polars','duckdb','dagster','dbt','yaml','pydantic') "
        "if n in sys.modules])"
    )
    started = time.perf_counter()
    done = run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
    assert time.perf_counter() - started < 5
