"""What one column of a record says about another: a date inside a text, a name not to be kept."""

from typing import TYPE_CHECKING

from ingest.contract import Column, Form
from ingest.read_values import Context, read_value

if TYPE_CHECKING:
    from ingest.read_rows import Record


def complete_record(record: "Record", form: Form) -> None:
    """Fill columns that stand within another one's text, and drop values that are not stored.

    "12/QĐ-XPHC ngày 5/3/2026" in the column of the number holds the date too. The name of a fined
    offender is stored for an organisation and never for a person; where the row does not say which
    it is, it is not stored.

    Args:
        record: the record; changed.
        form: its form.
    """
    for name, contract in form.columns.items():
        text = record.names.get(contract.within) if contract.within else None
        if text is not None and name not in record.cells:
            reading = read_value(text, contract, Context())
            if reading.problem is None and reading.value is not None:
                record.values[name] = reading.value
                record.cells[name] = record.cells[str(contract.within)]
                record.states[name] = reading.state
    for name, contract in form.columns.items():
        if contract.stored_when and name in record.values and not _is_stored(record, contract):
            record.values[name] = None
            record.names.pop(name, None)


def _is_stored(record: "Record", contract: Column) -> bool:
    return any(record.values.get(by) in codes for by, codes in contract.stored_when.items())
