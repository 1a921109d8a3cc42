"""Whether a file has been here before, so that handing it in again changes nothing."""

import sqlite3

from ingest.ledgers import ledger
from ingest.submissions.judge_file import Judged


def standing_load(judged: Judged, book: sqlite3.Connection) -> sqlite3.Row | None:
    """The load that makes this file a no-op: accepted, not withdrawn, of the same bytes.

    That is a load of the same identity, or one whose stated quarter differs from this one's
    without making any difference to what the tables report on.
    """
    for load in ledger.loads_of_identity(book, judged.delivery_key):
        tables = ledger.tables_of_load(book, load["load_id"])
        if not load["withdrawn"] and all(table["status"] != "returned" for table in tables):
            return load
    if judged.agency is None or any(one.status == "returned" for one in judged.judgements):
        return None
    said = [
        (one.table_no, item.commune_code, item.period, item.content_sha256)
        for one in judged.judgements
        for item in one.coverage
    ]
    columns = ("table_no", "commune_code", "period", "content_sha256")
    for load in ledger.loads_of_same_bytes(book, judged.check["sha256"], judged.agency.agency_code):
        if load["contract_version"] != judged.contract_version:
            continue
        tables = ledger.tables_of_load(book, load["load_id"])
        rows = ledger.coverage_of_load(book, load["load_id"])
        if all(table["status"] != "returned" for table in tables) and said == [
            tuple(row[column] for column in columns) for row in rows
        ]:
            return load
    return None


def brings_nothing_new(judged: Judged, book: sqlite3.Connection) -> bool:
    """Whether the file was read just so the last time it came, and no more of it counts now.

    More of it may count when what stood in its way has been withdrawn, or when it is now called
    a replacement.
    """
    earlier = ledger.submissions_of_delivery(book, judged.delivery_key)
    if not earlier or earlier[0]["reading_key"] != judged.reading_key:
        return False
    load_id = earlier[0]["load_id"]
    loads = ledger.loads_of_identity(book, judged.delivery_key)
    if any(load["withdrawn"] for load in loads if load["load_id"] == load_id):
        return False
    tables = ledger.tables_of_load(book, load_id) if load_id else []
    counted = {table["table_no"] for table in tables if table["status"] != "returned"}
    return {one.table_no for one in judged.judgements if one.status != "returned"} <= counted
