"""Several codes in one cell: by words, by articles of a decree; what the list lacks is asked."""

import pytest

from ingest.contracts.contract import Column
from ingest.contracts.dated_tables import dated_table
from ingest.values.read_code_lists import read_code_list

CHAPTERS = Column(
    type="codes",
    means="Nhóm hành vi",
    labels=["nhóm"],
    dictionary="violation_chapters",
    words={"không vi phạm": "null"},
)
CAUSES = Column(
    type="codes",
    means="Nguyên nhân",
    labels=["nguyên nhân"],
    codes_within=True,
    codes={
        "wages": ["tiền lương", "lương", "nợ lương"],
        "insurance": ["bhxh", "bảo hiểm xã hội"],
        "other": ["khác"],
    },
)


@pytest.mark.parametrize(
    ("raw", "codes"),
    [
        ("Đ21, Đ23 NĐ 12", "decree_12_2022"),
        ("Đ21, Đ23 NĐ 283", "dialogue;wages"),
        ("điểm a khoản 1 Điều 23 và Điều 43 Nghị định số 283/2026/NĐ-CP", "wages;insurance_late"),
        ("Điều 21, 23, 43 NĐ 283/2026/NĐ-CP", "dialogue;wages;insurance_late"),
        ("Đ.31-33 NĐ283/2026", "safety"),
        ("Đ15 NĐ 12/2022; Đ23 NĐ 283/2026", "decree_12_2022;wages"),
        ("NĐ 283/2026: Đ21", "dialogue"),
        ("Nghị định 12/2022/NĐ-CP", "decree_12_2022"),
        ("Tiền lương; đối thoại", "wages;dialogue"),
        ("tien luong", "wages"),
        ("Tiền lương, thưởng", "wages"),
        ("chậm đóng BHXH\nATVSLĐ", "insurance_late;safety"),
    ],
)
def test_chapters_of_violations(raw, codes):
    reading = read_code_list(raw, CHAPTERS)
    assert (reading.value, reading.problem) == (codes, None)


@pytest.mark.parametrize(
    "raw",
    [
        "Điều 23",  # of which decree?
        "Điều 99 NĐ 283/2026",
        "Điều 5 NĐ 96/2026",
        "NĐ 283/2026",
        "tiền lương; gì đó",
        23,
    ],
)
def test_what_the_list_does_not_have_is_asked(raw):
    reading = read_code_list(raw, CHAPTERS)
    assert (reading.value, reading.problem) == (None, "unknown_code")


@pytest.mark.parametrize(
    ("raw", "state"), [("-", "dash"), ("…", "ellipsis"), ("Không vi phạm", "zero_word")]
)
def test_no_codes(raw, state):
    reading = read_code_list(raw, CHAPTERS)
    assert (reading.value, reading.state, reading.problem) == (None, state, None)


def test_codes_within_a_sentence_in_its_order():
    assert read_code_list("Chốt sổ BHXH và nợ lương tháng 2", CAUSES).value == "insurance;wages"
    assert read_code_list("lương; khác", CAUSES).value == "wages;other"
    assert read_code_list("thái độ", CAUSES).problem == "unknown_code"


def test_every_article_of_the_decree_belongs_to_one_chapter():
    rows = [row.fields for row in dated_table("violation_chapters")]
    for article in range(8, 54):
        reading = read_code_list(f"Điều {article} NĐ 283/2026", CHAPTERS)
        assert reading.value in {row["code"] for row in rows}, article
    for row in rows:
        assert row["source"]
        assert read_code_list(row["name"], CHAPTERS).value == row["code"]
        for name in filter(None, row["names"].split("|")):
            assert read_code_list(name, CHAPTERS).value == row["code"], name
