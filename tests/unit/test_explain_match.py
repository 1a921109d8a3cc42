"""The steps by which a name becomes a commune, as text and as JSON."""

import json

import pytest

from dagster_project.cli.run import run
from ingest.communes.explain_match import explain_match
from ingest.communes.match_communes import match_commune
from ingest.reference import communes
from ingest.values.fold_text import nfc


def test_every_unit_of_the_name_is_listed_with_its_dates():
    found = explain_match("TT Trạm Tấu")
    assert (found.parsed.kind, found.parsed.name) == ("thị trấn", "trạm tấu")
    units = [(e.name, e.commune_code, e.valid_from, e.valid_to, e.fits) for e in found.entries]
    assert units == [
        ("Xã Trạm Tấu", "04606", "2025-07-01", None, False),
        ("Thị trấn Trạm Tấu (Huyện Trạm Tấu cũ)", "04585", None, "2025-06-30", True),
        ("Xã Trạm Tấu (Huyện Trạm Tấu cũ)", "04606", None, "2025-06-30", False),
    ]
    assert found.match.commune_code == "04585"


def test_another_spelling_is_said():
    found = explain_match("xã Nậm Chầy")
    assert (found.spelling_of, found.match.commune_code) == ("nậm chày", "03076")


@pytest.mark.parametrize("text", ["Minh Tân", "Xã Bảo Thăng", "xyz"])
def test_json_has_three_candidates_with_likeness(text, capsys):
    assert run(["communes", "match", text, "--json"]) == 1
    said = json.loads(capsys.readouterr().out)
    assert said["decision"]["commune_code"] is None
    assert len(said["decision"]["candidates"]) == 3
    assert [c["likeness"] for c in said["nearest"]] == sorted(
        (c["likeness"] for c in said["nearest"]), reverse=True
    )


def test_json_of_a_match(capsys):
    assert run(["communes", "match", "thi tran Pho Lu", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["decision"]["commune_code"] == "02905"
    assert said["looked_up"] == "pho lu"
    assert {entry["commune_code"] for entry in said["entries"]} == {"02905"}


def test_the_steps_are_printed(capsys):
    run(["communes", "match", "Xã Bảo Thăng"])
    text = capsys.readouterr().out
    assert "1. Đọc chữ" in text
    assert "không có đơn vị nào" in text
    assert "02905 Xã Bảo Thắng (không kể dấu, giống 100%)" in text


class TestCandidates:
    @pytest.mark.parametrize(
        ("text", "nearest"),
        [
            ("Xã Bảo Thăng", "02905"),
            ("Xã Tằng Loong", "02908"),
            ("Si Ma Kai", "02809"),
            ("xã Sa Pa", "03006"),
            ("Xã Mường Khươngg", "02761"),
        ],
    )
    def test_the_nearest_comes_first(self, text, nearest):
        match = match_commune(text)
        assert match.candidates[0].code == nearest
        assert match.candidates[0].name == communes()[nearest].name

    @pytest.mark.parametrize(
        "text", ["xyz", "Xã Bảo Thăng", "Minh Tân", "Lào Cai", "xã Sa Pa", "Tan Thinh (cu)"]
    )
    def test_there_are_always_three(self, text):
        candidates = match_commune(text).candidates
        assert len({c.code for c in candidates}) == 3
        assert all(0 <= c.likeness <= 1 for c in candidates)

    def test_messages_are_vietnamese_sentences(self):
        for text in ("Xã Bảo Thăng", "Minh Tân", "TX Sa Pa", "", "xã Bảo Thắng, tỉnh Hà Giang"):
            for sentence in match_commune(text).explanation:
                assert sentence.endswith(".")
                assert sentence == nfc(sentence)
