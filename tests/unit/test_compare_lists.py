"""A summary and its list: the list decides, every difference is told."""

from datetime import date

import pytest

from ingest.contracts.contract import load_forms
from ingest.submissions.compare_lists import compare_with_list

FORMS = load_forms()
SUMMARY, LIST = FORMS["inspection_summary"], FORMS["inspection_list"]
STATED = {
    "commune": ["02647", "02671", "02647"],
    "period": ["2026Q1", "2026Q1", "2026Q2"],
    "inspections": [2, 0, 1],
    "employers_inspected": [3, 0, 1],
    "employers_violating": [2, None, 1],
    "violations": [5, 0, 2],
    "fines_vnd": [1, 0, 0],
}
ROWS = {
    "commune": ["02647", "02647", "02647", "02671", "02647"],
    "decision_no": ["01/QĐ", "01/QĐ", "02/QĐ", "03/QĐ", "04/QĐ"],
    "employer": ["Công ty A", "Công ty B", "công ty  a", "Công ty C", "Công ty D"],
    "violations": [2, 3, 0, 1, 2],
    # BCĐK: 15/3 is the first day of the second quarter
    "concluded_on": [
        date(2025, 12, 15),
        date(2026, 2, 1),
        date(2026, 3, 14),
        date(2026, 1, 5),
        "2026-03-15",
    ],
}


def differences(stated=STATED, rows=ROWS):
    found = compare_with_list(SUMMARY, stated, LIST, rows)
    return [(d.key, d.period, d.column, d.stated, d.counted, d.row) for d in found]


def test_what_the_list_does_not_bear_out_is_told():
    assert differences() == [
        (("02647",), "2026Q1", "employers_inspected", 3, 2, 0),
        (("02671",), "2026Q1", "inspections", 0, 1, 1),
        (("02671",), "2026Q1", "employers_inspected", 0, 1, 1),
        (("02671",), "2026Q1", "violations", 0, 1, 1),
    ]


def test_a_column_that_the_list_leaves_empty_is_not_compared():
    rows = ROWS | {"decision_no": [None] * 5}
    del rows["violations"]
    assert {d[2] for d in differences(rows=rows)} == {"employers_inspected"}


def test_a_row_without_date_belongs_to_its_own_quarter_or_none():
    rows = ROWS | {"concluded_on": [None] * 5}
    assert {d[4] for d in differences(rows=rows)} == {0}
    rows |= {"period": ["2026Q1"] * 4 + ["2026Q2"]}
    assert differences(rows=rows) == differences()


def test_topics_count_in_each_of_their_rows():
    summary, listed = FORMS["outreach_summary"], FORMS["outreach_sessions"]
    rows = {
        "commune": ["02647"] * 2,
        "held_on": [date(2026, 1, 1)] * 2,
        "topics": ["wages", "labour_law;safety"],
        "attendances": [100, None],
    }
    stated = {"commune": ["02647"], "period": ["2026Q1"], "topic_safety": [1], "attendances": [99]}
    found = compare_with_list(summary, stated, listed, rows)
    assert [(d.column, d.counted) for d in found] == [("attendances", 100)]


def test_forms_that_have_nothing_to_do_with_each_other():
    with pytest.raises(LookupError):
        compare_with_list(SUMMARY, STATED, FORMS["alert_log"], ROWS)


def test_every_summary_names_columns_of_its_list():
    relations = [(form, item) for form in FORMS.values() for item in form.summary_of]
    assert len(relations) >= 4
    for form, item in relations:
        for column, tally in item.columns.items():
            assert not form.columns[column].is_personal
            for name in tally.columns:
                assert name in FORMS[item.form].stored_columns
