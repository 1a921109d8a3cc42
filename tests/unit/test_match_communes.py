"""Communes are found by name, kind, district and date, and never by likeness."""

import unicodedata
from datetime import date

import pytest

from ingest.communes.match_communes import match_commune
from ingest.communes.parse_commune_text import parse_commune_text
from ingest.reference import aliases, commune_history, communes
from ingest.values.fold_text import strip_marks

OLD_DAY = date(2025, 6, 30)
NEW_DAY = date(2025, 7, 1)
# A bare name of these two may also mean the province.
PROVINCE_NAMES = {"02647", "04252"}


def spellings(name: str, short: str, kind: str) -> dict[str, str]:
    """Ways in which agencies write one of today's names."""
    letter = kind[0].upper()
    return {
        "official": name,
        "capitals": name.upper(),
        "abbreviated": f"{letter}. {short}",
        "abbreviated without space": f"{letter.lower()}.{short}",
        "kind behind": f"{short} ({letter})",
        "office": f"UBND {name[0].lower()}{name[1:]}",
        "with province": f"{name}, tỉnh Lào Cai",
        "footnote": f"{name} (*)",
        "numbered": f"12. {name}",
        "decomposed": unicodedata.normalize("NFD", name),
        "hard spaces": "\ufeff " + name.replace(" ", "\u00a0") + "\u200b ",
        "without accents": strip_marks(name),
    }


class TestEverySpelling:
    @pytest.mark.parametrize("on", [None, NEW_DAY, date(2026, 9, 30)])
    def test_todays_names(self, on):
        for code, commune in communes().items():
            written = spellings(commune.name, commune.short_name, commune.unit_type)
            for how, text in written.items():
                match = match_commune(text, on=on)
                assert (match.status, match.commune_code) == ("matched", code), (how, match)
                assert match.matched_name == commune.name
                assert match.candidates == ()

    def test_bare_names(self):
        for code, commune in communes().items():
            match = match_commune(commune.short_name)
            if code in PROVINCE_NAMES:
                assert match.status == "ambiguous"
                assert match.candidates[0].code == code
            else:
                assert (match.status, match.commune_code) == ("matched", code)

    @pytest.mark.parametrize("on", [None, OLD_DAY, NEW_DAY])
    def test_319_former_units_with_their_district(self, on):
        for old in commune_history():
            for text in (
                f"{old.old_name}, {old.old_district}",
                f"{old.old_name} ({short_title(old.old_district)})",
                f"{old.old_name} cũ - {old.old_district}",
            ):
                match = match_commune(text, on=on)
                assert (match.status, match.commune_code) == ("matched", old.commune_code), text

    def test_former_units_without_district_are_right_or_ambiguous(self):
        answers = {"matched": 0, "ambiguous": 0}
        for old in commune_history():
            match = match_commune(old.old_name, on=OLD_DAY)
            answers[match.status] += 1
            if match.status == "matched":
                assert match.commune_code == old.commune_code, old
            else:
                assert old.commune_code in [c.code for c in match.candidates]
        assert answers["ambiguous"] < 20

    def test_every_sure_alias_leads_to_its_commune(self):
        for alias in aliases():
            text = f"{alias.alias}, {alias.former_district}".rstrip(", ")
            match = match_commune(text, on=alias.valid_to)
            if alias.confidence == "C" or alias.alias in SPLIT:
                assert match.status == "ambiguous", alias
            else:
                assert (match.status, match.commune_code) == ("matched", alias.commune_code), alias


SPLIT = {a.alias for a in aliases() if sum(b.alias == a.alias for b in aliases()) > 1}


def short_title(district: str) -> str:
    for title, short in (("Thành phố", "TP."), ("Thị xã", "TX"), ("Huyện", "H.")):
        if district.startswith(title):
            return district.replace(title, short)
    raise AssertionError(district)


class TestTraps:
    @pytest.mark.parametrize(
        ("text", "code", "how"),
        [
            ("P. Sa Pa", "03006", "official"),
            ("phường Sapa", "03006", "alias"),
            ("SaPa", "03006", "alias"),
            ("x.Bảo Thắng", "02905", "official"),
            ("P.Cam Đường", "02671", "official"),
            ("TT Phố Lu", "02905", "former"),
            ("T.T. Phố Lu", "02905", "former"),
            ("xã Phố Lu (cũ)", "02905", "former"),
            ("xã Phố Lu huyện Bảo Thắng", "02905", "former"),
            ("Huyện Bảo Thắng, xã Phố Lu", "02905", "former"),
            ("thị trấn Trạm Tấu", "04585", "former"),
            ("TT Trạm Tấu", "04585", "former"),
            ("xã Trạm Tấu", "04606", "official"),
            ("xã Pá Hu", "04606", "former"),
            ("Xuân Hoà", "02962", "official"),
            ("Khánh Hoà", "04342", "official"),
            ("Mù Căng Chải", "04456", "alias"),
            ("Nậm Chầy", "03076", "alias"),
            ("Tà Si Láng", "04603", "alias"),
            ("Lao Chải", "04474", "official"),
            ("Phường Nam Cường", "04273", "official"),
            ("Phường Nam Cường, TP Lào Cai", "02671", "former"),
            ("Phường Nam Cường, TP Yên Bái", "04273", "official"),
            ("xã Cam Đường", "02671", "former"),
            ("xã Trung Tâm", "04363", "former"),
            ("Trung Tâm", "04663", "official"),
            ("xã Yên Bình", "04714", "official"),
            ("xã Yên Bình (cũ)", "04717", "former"),
            ("TT Yên Bình", "04714", "former"),
            ("xã Khánh Yên", "03103", "official"),
            ("thị trấn Khánh Yên", "03082", "former"),
            ("TTNT Phong Hải", "02902", "former"),
            ("TT. Nông trường Liên Sơn", "04660", "former"),
            ("P. Lào Cai", "02647", "official"),
            ("phuong lao cai", "02647", "without_marks"),
            ("Bao Thang", "02905", "without_marks"),
            ("thi tran Pho Lu", "02905", "former"),
            ("xa Pho Lu, huyen Bao Thang", "02905", "former"),
            ("phuong coc leu thanh pho lao cai", "02647", "former"),
            ("Thị trấn N.T Phong Hải", "02902", "former"),
            ("Xã Tả Ngải Chồ, huyện Mường Khương", "02752", "former"),
            ("Xã Phố Lu (nay là xã Bảo Thắng)", "02905", "official"),
            ("Thôn 3, xã Gia Phú, tỉnh Lào Cai", "02923", "official"),
            ("Xã Gia Phú\n(Bảo Thắng)", "02923", "official"),
            ("Tả Phìn, Sa Pa", "03013", "official"),
            ("Tổ 5, P. Sa Pa", "03006", "official"),
            ("xã Pha Long mới", "02752", "official"),
            ("phường Phố Mới", "02647", "former"),
            ("phường Phố Mới cũ", "02647", "former"),
            ("xã Phố Lu (trước 01/7/2025)", "02905", "former"),
        ],
    )
    def test_matched(self, text, code, how):
        match = match_commune(text)
        assert (match.status, match.commune_code, match.how) == ("matched", code, how)
        assert match.explanation

    @pytest.mark.parametrize(
        ("text", "codes"),
        [
            ("Lào Cai", {"02647"}),
            ("LAO CAI", {"02647"}),
            ("Yên Bái", {"04252"}),
            ("Minh Tân", {"02968", "04252"}),
            ("Tân An", {"02989", "04288"}),
            ("Tân Thịnh", {"04279", "04699"}),
            ("Thanh Bình", {"02761", "03046"}),
            ("Lao Chải (cũ)", {"04474", "03037", "03006"}),
            ("xã Bảo Hưng", {"04543", "04498"}),
            ("Khánh Yên, huyện Văn Bàn", {"03103", "03082"}),
        ],
    )
    def test_ambiguous(self, text, codes):
        match = match_commune(text)
        assert (match.status, match.commune_code, match.how) == ("ambiguous", None, None)
        assert {c.code for c in match.candidates[: len(codes)]} == codes
        assert len(match.candidates) == 3
        assert all(c.why for c in match.candidates)

    @pytest.mark.parametrize(
        "text",
        [
            "Xã Bảo Thăng",  # one accent wrong
            "Xã Bảo Tháng",
            "Bao Thắng",  # accents half written
            "Xã Bảo Thắngg",
            "xã Sa Pa",  # a ward, not a commune
            "phường Bảo Thắng",
            "Xã Cam Đường (P)",  # contradicts itself
            "Bản Cải",
            "xã Bảo Thắng, tỉnh Thái Nguyên",
            "Nam Cường, tỉnh Nam Định",
            "xã Bảo Thắng, huyện Văn Chấn",
            "Bảo Thắng; Bảo Yên; Gia Phú",
            "Xã Bảo Thắng và xã Gia Phú",
            "TX Sa Pa",
            "TP. Lào Cai",
            "Huyện Bảo Thắng",
            "H. Bát Xát",
            "Tỉnh Lào Cai",
            "Toàn tỉnh",
            "Tổng cộng",
            "TONG CONG",
            "KCN Tằng Loỏng",
            "Quý III/2026",
            "",
            " - ",
            "***",
            "12",
        ],
    )
    def test_unknown(self, text):
        match = match_commune(text)
        assert (match.status, match.commune_code, match.how) == ("unknown", None, None)
        assert match.explanation
        assert len(match.candidates) <= 3

    def test_accents_decide_between_former_units(self):
        quan, quán = (match_commune(f"xã Minh {n}, huyện Trấn Yên") for n in ("Quân", "Quán"))
        assert (quan.commune_code, quán.commune_code) == ("04543", "04498")


class TestDates:
    @pytest.mark.parametrize(
        ("text", "before", "after"),
        [
            ("xã Trạm Tấu", "04606", "04606"),
            ("thị trấn Trạm Tấu", "04585", "04585"),
            ("Phường Nam Cường", None, "04273"),  # two of them until 2025-06-30
            ("xã Yên Bình", "04717", "04714"),
            ("xã Bảo Thắng", "02905", "02905"),  # the name did not exist, so it is the new one
            ("Bảo Thắng", None, "02905"),  # a district then
            ("Nam Cuong", None, "04273"),
        ],
    )
    def test_the_day_decides(self, text, before, after):
        assert match_commune(text, on=date(2024, 5, 1)).commune_code == before
        assert match_commune(text, on=NEW_DAY).commune_code == after
        assert match_commune(text).commune_code == after

    @pytest.mark.parametrize(
        ("text", "code"),
        [
            ("Huyện Bát Xát", "082"),
            ("huyện bát xát (cũ)", "082"),
            ("TX. Sa Pa", "088"),
            ("TP Yên Bái", "132"),
            ("Huyện Mù Cang Chải", "137"),
        ],
    )
    def test_a_district_stands_for_itself_only_before_the_merger(self, text, code):
        found = match_commune(text, on=date(2025, 6, 14))
        assert (found.status, found.commune_code, found.how) == ("matched", code, "district")
        for day in (date(2025, 7, 1), None):
            later = match_commune(text, on=day)
            assert later.status == "unknown"
            assert "đã kết thúc hoạt động từ 01/7/2025" in later.explanation[0]

    def test_a_bare_name_of_a_district_is_asked_about(self):
        assert match_commune("Bát Xát", on=date(2024, 3, 14)).status == "ambiguous"

    def test_the_sending_district_tells_between_homonyms(self):
        day = date(2024, 3, 14)
        assert match_commune("Xã Thanh Bình", on=day).status == "ambiguous"
        for district, code in (("Thị xã Sa Pa", "03046"), ("Huyện Mường Khương", "02761")):
            told = match_commune("Xã Thanh Bình", on=day, context=district)
            assert (told.status, told.commune_code) == ("matched", code)

    def test_units_abolished_in_2020(self):
        assert match_commune("xã Lao Chải", on=date(2024, 5, 1)).commune_code == "04474"
        assert match_commune("xã Lao Chải", on=date(2019, 5, 1)).status == "ambiguous"

    def test_the_loser_is_named(self):
        told = " ".join(match_commune("Phường Nam Cường").explanation)
        assert "Thành phố Lào Cai" in told
        assert "Phường Cam Đường" in told

    def test_former_unit_says_until_when(self):
        (told,) = match_commune("TT Phố Lu").explanation
        assert "30/06/2025" in told
        assert "Xã Bảo Thắng (mã 02905)" in told


class TestContext:
    def test_decides_between_equal_names_only(self):
        assert match_commune("Minh Tân", context="II. Huyện Bảo Yên").commune_code == "02968"
        assert match_commune("Minh Tân", context="TP Yên Bái").commune_code == "04252"
        assert match_commune("Lào Cai", context="Các phường").commune_code == "02647"
        assert match_commune("Lào Cai", context="Xã, phường").status == "ambiguous"
        assert match_commune("Bảo Thăng", context="Huyện Bảo Thắng").status == "unknown"

    def test_does_not_change_a_clear_answer(self):
        plain, hinted = (match_commune("xã Gia Phú", context=c) for c in (None, "Huyện Văn Chấn"))
        assert hinted == plain


class TestParse:
    def test_parts(self):
        parsed = parse_commune_text("UBND xã Phố Lu (cũ), huyện Bảo Thắng, tỉnh Lào Cai")
        assert (parsed.area, parsed.name, parsed.kind) == ("commune", "phố lu", "xã")
        assert (parsed.district, parsed.province) == ("bảo thắng", "lào cai")
        assert parsed.is_former
        assert parsed.left_over == ()

    def test_remarks_are_kept_apart(self):
        parsed = parse_commune_text("Xã Bảo Thắng (số liệu chưa chốt 5 ngày)")
        assert parsed.name == "bảo thắng"
        assert parsed.left_over == ("số liệu chưa chốt 5 ngày",)

    @pytest.mark.parametrize("text", ["Cam Đường (P)", "P.Cam Đường", "phuong Cam Đường"])
    def test_kind(self, text):
        assert parse_commune_text(text).kind == "phường"


def test_no_input_raises():
    for text in ("(", ")", "((", "xã (", "x. ", "P.", ",,,", "huyện", "tỉnh ", "\x00", "ư" * 500):
        assert match_commune(text).status in ("unknown", "ambiguous")
