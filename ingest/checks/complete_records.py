"""What one column of a record says about another: a date inside a text, a name not to be kept."""

from typing import TYPE_CHECKING

from ingest.checks.table_rows import TableColumn
from ingest.contracts.contract import Column, Form
from ingest.values.fold_text import nfc
from ingest.values.read_values import Context, read_value

if TYPE_CHECKING:
    from ingest.checks.records import Records


def complete_records(records: "Records", form: Form) -> None:
    """Fill columns that stand within another one's text, and drop values that are not stored.

    "12/QĐ-XPHC ngày 5/3/2026" in the column of the number holds the date too. The name of a fined
    offender is stored for an organisation and never for a person; where the row does not say which
    it is, it is not stored.

    Args:
        records: the records; changed.
        form: its form.
    """
    for name, contract in form.columns.items():
        if contract.within and name not in records.columns and contract.within in records.raws:
            _take_from_within(records, name, contract)
    for name, contract in form.columns.items():
        if contract.stored_when and name in records.columns:
            _drop_unstored(records, name, contract)


def _take_from_within(records: "Records", name: str, contract: Column) -> None:
    source = records.columns[str(contract.within)]
    texts = [nfc(raw) if type(raw) is str else None for raw in records.raws[str(contract.within)]]
    readings = {
        text: read_value(text, contract, Context())
        for text in dict.fromkeys(texts)
        if text is not None
    }
    found = [readings.get(text) for text in texts]
    found = [r if r and r.problem is None and r.value is not None else None for r in found]
    records.columns[name] = TableColumn(
        [reading.value if reading else None for reading in found],
        [reading.state if reading else None for reading in found],
        source.letters,
        source.moved | {n: None for n, reading in enumerate(found) if reading is None},
    )


def _drop_unstored(records: "Records", name: str, contract: Column) -> None:
    stored = [False] * len(records)
    for by, codes in contract.stored_when.items():
        for number, value in enumerate(records.values(by)):
            if value in codes:
                stored[number] = True
    column, raws = records.columns[name], records.raws.get(name)
    column.restate([v if s else None for v, s in zip(column.values, stored, strict=True)])
    if raws is not None:
        records.raws[name] = [raw if s else None for raw, s in zip(raws, stored, strict=True)]
