"""Columns held by their different values, and on their way between processes, lose nothing."""

import json
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.checks.coded_items import Coded, sign, signs_of
from ingest.checks.read_columns import read_column
from ingest.checks.table_rows import TableColumn, TableRows
from ingest.contracts.contract import load_forms
from ingest.tables.match_columns import HeaderColumn
from ingest.values.read_values import Context

VALUES = st.sampled_from([None, True, False, 0, 1, 0.0, 1.0, "", "0", "Xã", '"\\', "a\nb"])


def kinds(values):
    return [(type(value), value) for value in values]


def column_of(raws: list, name: str = "workers") -> TableColumn:
    contract = load_forms()["employer_register"].columns[name]
    header = HeaderColumn(0, (contract.labels[0],), "column", name)
    read = read_column(list(raws), [Context()], header, contract)
    return TableColumn(read.values, read.states, "A", {}, read.coded)


@settings(deadline=None)
@given(st.lists(VALUES, max_size=12), st.sets(st.integers(0, 11)))
def test_records_left_out_are_left_out_of_the_signs_too(raws, dropped):
    rows = TableRows([*range(len(raws))], {"workers": column_of(raws)})
    kept = [n for n in range(len(raws)) if n not in dropped]
    taken = rows.take(kept).columns["workers"]
    assert taken.values == [rows.columns["workers"].values[n] for n in kept]
    if taken.coded:
        assert kinds(taken.coded.spread(taken.coded.values)) == kinds(taken.values)
        assert taken.coded.spread(taken.coded.states) == taken.states


@settings(deadline=None)
@given(st.lists(VALUES, max_size=12), st.booleans())
def test_nothing_is_lost_between_processes(raws, leaves_out):
    rows = TableRows([*range(len(raws))], {"workers": column_of(raws)})
    if leaves_out:
        rows = rows.take([*range(len(raws) - 1)])
    sent = TableRows.from_wire(json.loads(json.dumps(rows.to_wire())))
    assert kinds(sent.columns["workers"].values) == kinds(rows.columns["workers"].values)
    assert sent.columns["workers"].states == rows.columns["workers"].states
    assert sent.dicts() == rows.dicts()


@settings(deadline=None)
@given(st.lists(VALUES, max_size=12))
def test_equal_values_of_other_types_are_told_apart(values):
    column = TableColumn(values, ["value"] * len(values))
    assert kinds(column.each(lambda value: value)) == kinds(values)
    assert column.each(repr) == [*map(repr, values)]


def test_a_changed_column_is_no_longer_coded():
    column = column_of([5.0] * 8)
    assert column.coded
    column.put(3, 7, "value", "A4")
    assert (column.coded, column.each(str)[3]) == (None, "7")


def test_converted_values_keep_their_signs():
    raws = [date(2026, 7, 1), date(2026, 7, 2)] * 5
    column = column_of(raws, "agreement_expires_on").converted(str)
    assert column.values == ["2026-07-01", "2026-07-02"] * 5
    assert column.coded
    assert column.coded.spread(column.coded.values) == column.values


def test_cells_that_mostly_differ_are_listed():
    assert signs_of("abc", dict.fromkeys("abc"), 3) is None
    assert signs_of("aab", dict.fromkeys("aab"), 4) == "]]^"


def test_places_of_some_of_the_values_rise():
    coded = Coded(["a", "b", "c"], ["value"] * 3, "".join(map(sign, [0, 1, 2, 0, 1])))
    assert coded.places([1, 0]) == [0, 1, 3, 4]
    assert coded.places([]) == []
