"""Rows that are told to be details at a glance are what the classifier itself says."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.cells.read_cells import Sheet
from ingest.contracts.contract import load_forms
from ingest.tables import classify_rows
from ingest.tables.classify_rows import RowClassifier
from ingest.tables.find_tables import TableFinder
from ingest.tables.plain_rows import TOLD_BY_TEXT, first_words, plain_details
from ingest.values.vocabulary import vocabulary

HEADER = ["STT", "Tên doanh nghiệp", "MST", "Xã, phường", "Tổng số lao động", "Nữ", "Tham gia BHXH"]
NAME, CODE, PLACE = "Công ty TNHH Giả Lập Một", "5300100001", "Xã Bảo Thắng"
PLAIN = [1.0, NAME, CODE, PLACE, 120.0, 30.0, 100.0]
ROWS = {
    "plain": PLAIN,
    "without number": [None, *PLAIN[1:]],
    "number as text": ["1", *PLAIN[1:]],
    "outline": ["I", *PLAIN[1:]],
    "total": [None, "Tổng cộng toàn tỉnh", None, None, 120.0, 30.0, 100.0],
    "total left": ["Tổng cộng", None, None, None, 120.0, 30.0, 100.0],
    "subset": [None, "Trong đó: doanh nghiệp FDI", None, None, 20.0, 3.0, 10.0],
    "bullet": [None, "- Doanh nghiệp nhà nước", None, None, 20.0, 3.0, 10.0],
    "year to date": [None, "Luỹ kế từ đầu năm", None, None, 20.0, 3.0, 10.0],
    "last year": [None, "Cùng kỳ năm trước", None, None, 20.0, 3.0, 10.0],
    "note": [None, "Ghi chú: số liệu ước tính", None, None, 20.0, 3.0, None],
    "numbering": [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0],
    "numbering in letters": ["A", "B", "C", "D", 1.0, 2.0, 3.0],
    "header again": [*HEADER],
    "header with figures": [1.0, *HEADER[1:5], 2.0, None],
    "nil": [None, "Không phát sinh", None, None, 0.0, None, None],
    "section": [None, "Các phường trên địa bàn tỉnh", None, None, None, None, None],
    "name and number": [1.0, NAME, None, None, None, None, None],
    "figures alone": [None, None, None, None, 1.0, 2.0, 3.0],
    "ticks": [1.0, NAME, CODE, PLACE, True, True, None],
    "short": [1.0, "ABC", CODE, PLACE, 120.0, 30.0, 100.0],
    "ragged": [1.0, NAME, CODE, PLACE, 120.0],
}


@pytest.mark.parametrize("name", ROWS)
def test_plain_rows_are_details_to_the_classifier(name):
    title = [["DANH SÁCH DOANH NGHIỆP VÀ LAO ĐỘNG QUÝ III NĂM 2026"], HEADER]
    sheet = Sheet("S", [*title, PLAIN, PLAIN, ROWS[name], PLAIN])
    [table] = TableFinder([load_forms()["employer_register"]]).find(sheet)
    classifier = RowClassifier(sheet, table)
    plain = plain_details(classifier)
    assert plain >= {2, 3}
    assert {classifier.kind(row) for row in plain} == {"detail"}


def test_hidden_rows_are_not_plain(monkeypatch):
    title = [["DANH SÁCH DOANH NGHIỆP VÀ LAO ĐỘNG QUÝ III NĂM 2026"], HEADER]
    sheet = Sheet("S", [*title, PLAIN, PLAIN, PLAIN], hidden_rows={3})
    [table] = TableFinder([load_forms()["employer_register"]]).find(sheet)
    assert RowClassifier(sheet, table).classify() == {2: "detail", 3: "hidden", 4: "detail"}
    monkeypatch.setattr(classify_rows, "plain_details", lambda _: set())
    assert RowClassifier(sheet, table).classify() == {2: "detail", 3: "hidden", 4: "detail"}


def test_texts_tell_the_kind_of_their_row_by_their_first_words():
    rows = vocabulary().rows
    for pattern in (rows[kind].pattern for kind in TOLD_BY_TEXT):
        alternatives = pattern.removeprefix("(?:").split(")|(?:")
        assert len(alternatives) > 1
        assert all(words.startswith("^") for words in alternatives), pattern


@settings(deadline=None)
@given(st.data())
def test_what_tells_begins_with_a_word_of_its_expression(data):
    kind = data.draw(st.sampled_from(TOLD_BY_TEXT))
    text = data.draw(st.from_regex(vocabulary().rows[kind]))
    first = text.partition(" ")[0].partition("\n")[0]
    assert first in first_words()
