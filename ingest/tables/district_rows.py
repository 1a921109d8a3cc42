"""Rows of whole districts in a summary: headings over their communes, or figures of their own.

Most often "Huyện Bát Xát" heads the communes below it, and what stands in its row is their sum. An
office that tells no communes apart writes one row a district: then the row is a record.
"""

from ingest.cells.read_cells import Sheet
from ingest.communes.match_districts import named_district
from ingest.communes.parse_commune_text import parse_commune_text
from ingest.tables.classify_rows import Kind, RowClassifier
from ingest.values.fold_text import nfc

_ENDS: tuple[Kind, ...] = ("section", "total", "subtotal")


def tell_district_rows(
    sheet: Sheet, classifier: RowClassifier, kinds: dict[int, Kind]
) -> frozenset[int]:
    """Make records of the districts that head no row, where districts head their rows at all.

    Args:
        sheet: the table's sheet.
        classifier: what classified the rows.
        kinds: kind of each body row, in order; changed in place.

    Returns:
        The rows that are records of whole districts; a sum above one of them does not reach it.
    """
    found: set[int] = set()
    if not classifier.is_summary or classifier.key is None:
        return frozenset()
    first = next((kind for kind in kinds.values() if kind in ("detail", "section")), None)
    if first != "section":
        return frozenset()  # sums below their rows
    ahead: Kind | None = None
    for row in reversed(kinds):
        kind = kinds[row]
        if kind == "section" and ahead in (None, *_ENDS) and _is_record(sheet, classifier, row):
            kinds[row] = "detail"
            ahead = "section"
            found.add(row)
        elif kind in ("detail", *_ENDS):
            ahead = kind
    return frozenset(found)


def _is_record(sheet: Sheet, classifier: RowClassifier, row: int) -> bool:
    text = sheet.at(row, classifier.key.index) if classifier.key else None
    if type(text) is not str or named_district(parse_commune_text(nfc(text))) is None:
        return False
    return any(
        sheet.at(row, column.index) is not None
        for column in classifier.table.matched
        if column.name not in ("commune", "period")
    )
