"""Loads, their tables and what befell them in words, as all commands about them say it."""

from datetime import datetime

STATES = {
    "received": "nhận",
    "returned": "trả lại",
    "accepted": "chấp nhận",
    "superseded": "bị thay thế",
    "withdrawn": "thu hồi",
}
EVENTS = {
    "received": "nhận tệp",
    "returned": "trả lại",
    "accepted": "chấp nhận",
    "accepted_in_part": "tiếp nhận một phần",
    "withdrawn": "thu hồi",
    "superseded": "bị thay thế bởi {other}",
    "read_again": "được đọc lại thành {other}",
}
OUTCOME_WORDS = {
    "accepted": "chấp nhận",
    "accepted_with_warnings": "chấp nhận, có điểm cần lưu ý",
    "rejected": "trả lại",
    "refused": "từ chối, không đọc",
}
SHORT = 12  # characters of a load's id that are shown


def state_words(table: dict) -> str:
    """The state of a table in words: "chấp nhận (một phần)", "bị thay thế bởi 0a1b…"."""
    words = STATES[table["state"]]
    if table["state"] == "accepted" and table["is_partly"]:
        words += " (một phần)"
    if table["state"] == "superseded" and table["replaced_by"]:
        words += f" bởi {table['replaced_by'][:SHORT]}"
    elif table["state"] == "accepted" and table.get("replaced"):
        words += (
            f" ({table['replaced']}/{table['covered']} xã, phường bị thay thế bởi "
            f"{table['replaced_by'][:SHORT]})"
        )
    return words


def form_title(form: str) -> str:
    """A form's number, or its id where there is no such form any more."""
    from ingest.contracts.contract import load_forms

    found = load_forms().get(form)
    return f"biểu {found.number}" if found else form


def sender(one: dict) -> str:
    """Name of who sent a load."""
    from ingest.reference import agencies

    agency = agencies().get(one["agency_code"] or "")
    return agency.name if agency else (one["agency_stated"] or "không rõ đơn vị gửi")


def moment(text: str) -> str:
    """A time of the ledger as 16/09/2026 08:30."""
    return f"{datetime.fromisoformat(text):%d/%m/%Y %H:%M}"
