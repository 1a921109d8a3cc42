"""What the title of a summary says against its figures being results of the quarter."""

from collections.abc import Iterator

from ingest.cells.read_cells import Sheet
from ingest.findings import Finding
from ingest.messages import finding
from ingest.tables.find_tables import Table
from ingest.tables.header_words import joined_words
from ingest.tables.read_preamble import texts_of
from ingest.values.fold_text import fold
from ingest.values.vocabulary import expand, vocabulary

_LONGEST_TITLE = 200


def titles_of_other_figures(
    sheet: Sheet, table: Table, rows_carry_period: bool
) -> Iterator[Finding]:
    """Titles by which a summary holds other figures than those of its quarter.

    "Luỹ kế đến quý II" and "Kế hoạch quý II" name the quarter, and are not its results: an error.
    "Quý II và 6 tháng đầu năm" over one set of columns leaves open which of both they are, and
    "Ước thực hiện quý II" says that the figures are not final: asked about.

    Args:
        sheet: the table's sheet.
        table: a table of any form; only summaries are judged, the rows of lists have dates.
        rows_carry_period: whether rows or columns name their own quarters: then the title may
            span several of them.
    """
    if table.form.kind != "summary":
        return
    words = vocabulary()
    may_be_long = rows_carry_period or table.form.frequency == "half_year" or _has_both(table)
    for cell, text in texts_of(sheet, table.preamble):
        said = f" {expand(text)} "
        if len(text) > _LONGEST_TITLE or " không " in said:
            continue
        where = {"sheet": sheet.name, "cell": cell, "found": " ".join(text.split())}
        if any(said.startswith(sign) for sign in words.plan_titles):
            yield finding("title_of_plan", **where)
        elif any(sign in said for sign in words.long_titles) and not may_be_long:
            both = any(f" {word} " in f" {fold(text)} " for word in ("và", "va"))
            yield finding("title_of_two_periods" if both else "title_of_longer_period", **where)
        elif any(said.startswith(sign) for sign in words.estimate_titles):
            yield finding("title_of_estimate", **where)


def _has_both(table: Table) -> bool:
    """Whether columns of the longer period stand beside those of the quarter."""
    signs = vocabulary().not_current
    paths = [joined_words(list(column.path)) for column in table.columns if column.path]
    said = [any(sign in path for sign in signs) for path in paths]
    return any(said) and not all(said)
