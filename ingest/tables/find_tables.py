"""Where the tables of a sheet stand: header, columns and body, by labels and never by position."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ingest.cells.read_cells import Sheet, Value
from ingest.communes.match_communes import match_commune
from ingest.contracts.contract import Form
from ingest.tables.end_of_table import end_of_body
from ingest.tables.header_words import variants
from ingest.tables.match_columns import HeaderColumn, labels_of
from ingest.tables.read_headers import (
    MAX_HEADER_ROWS,
    header_paths,
    is_numbering,
    is_unit_row,
    lowest_merge,
    may_be_header,
    never_header,
    stands_over_figures,
)
from ingest.tables.read_titles import read_titles
from ingest.tables.read_units import is_unit
from ingest.tables.score_headers import Header, is_better, score_header
from ingest.values.fold_text import fold
from ingest.values.read_periods import mentions

_TITLE = 25  # characters; a group of columns in capitals is shorter
# rows; below these no turned table begins, whose labels stand beside figures
_LONG_LIST = 1000
_LONGEST_LABEL = 160  # characters


@dataclass(slots=True)
class Table:
    """One table of a sheet; rows and columns count from 0.

    Attributes:
        form: the form's contract.
        top: first header row.
        body: first row below header and numbering row.
        end: row after the last row of the table.
        columns: what each sheet column is.
        preamble: rows above the header that belong to this table, (first, after last).
        body_rows: indices of body rows to classify, in order.
        signed_before: whether a sign-off stands between this table and the one above.
    """

    form: Form
    top: int
    body: int
    end: int
    columns: list[HeaderColumn]
    preamble: tuple[int, int]
    body_rows: list[int] = field(default_factory=list)
    signed_before: bool = False

    @property
    def matched(self) -> list[HeaderColumn]:
        """Columns that mean a column of the form."""
        return [column for column in self.columns if column.kind == "column"]

    @property
    def names(self) -> set[str]:
        """Names of the form columns that the table has."""
        return {column.name for column in self.matched if column.name}

    def label(self, name: str) -> str:
        """The header of a form column as the sender wrote it, else the form's own label."""
        found = next((column.label for column in self.matched if column.name == name), None)
        return found or self.form.columns[name].labels[0]

    @property
    def is_wide(self) -> bool:
        """Whether quarters, or years of one quarter, stand side by side."""
        return any(column.quarter or column.year for column in self.matched)

    @property
    def names_quarters(self) -> bool:
        """Whether headers name quarters."""
        return any(column.quarter for column in self.matched)

    @property
    def shape(self) -> set[tuple[int, str | None, int | None, int | None]]:
        """What stands where: equal for a header that is printed again."""
        return {(c.index, c.name, c.year, c.quarter) for c in self.matched}


@dataclass(frozen=True, slots=True)
class Seed:
    """A row with cells that are labels of some form, as a header has them; from 0."""

    row: int
    columns: tuple[int, ...]


class TableFinder:
    """Finds the tables of a sheet for a set of forms."""

    def __init__(self, forms: Sequence[Form]) -> None:
        self.labels = [labels_of(form) for form in forms]
        self._leaves = frozenset().union(*(form.known_leaves for form in self.labels))
        self._known: dict[str, bool] = {}

    def knows(self, text: str) -> bool:
        """Whether a text is exactly a label of one of the forms."""
        if text not in self._known:
            if len(self._known) > 100_000:
                self._known.clear()
            self._known[text] = not self._leaves.isdisjoint(variants(text))
        return self._known[text]

    def find(self, sheet: Sheet, seeds: list[Seed] | None = None) -> list[Table]:
        """All tables of a sheet from the top down; a header printed again starts no new table.

        Args:
            sheet: the sheet.
            seeds: what ``seeds`` gave for it, where that is known.
        """
        headers: list[Header] = []
        after = 0
        for seed in self.seeds(sheet) if seeds is None else seeds:
            if seed.row < after:
                continue
            again = headers and self._printed_again(sheet, seed.row, after, headers[-1])
            header = again or self._best_header(sheet, seed.row, after)
            if header:
                headers.append(header)
                after = header.bottom + 1
        return _joined(sheet, list(_tables(sheet, headers)))

    def seeds(self, sheet: Sheet) -> list[Seed]:
        """Rows with labels of forms, from the top down."""
        known, seeds = self._known, []
        for index in self._looked_at(sheet):
            row = sheet.grid[index]
            columns = tuple(
                column
                for column, value in enumerate(row)
                if type(value) is str
                and len(value) < _LONGEST_LABEL
                and (known[value] if value in known else self.knows(value))
            )
            if columns:
                seeds.append(Seed(index, columns))
        return seeds

    @staticmethod
    def _looked_at(sheet: Sheet) -> Iterator[int]:
        """Rows that may be a header; most rows of a long list hold figures and may not."""
        yield from range(min(_LONG_LIST + 1, len(sheet.grid)))
        shapes = sheet.shapes[_LONG_LIST + 1 :]
        skipped = {shape for shape in set(shapes) if shape.numbers and never_header(shape)}
        for index, shape in enumerate(shapes, _LONG_LIST + 1):
            if shape not in skipped and (not shape.numbers or may_be_header(sheet, index)):
                yield index

    def _best_header(self, sheet: Sheet, seed: int, after: int) -> Header | None:
        best: Header | None = None
        for top in range(max(after, seed - 2), seed + 1):
            # a lone text above the labels is a title, and is read as one; so are several beside
            # one another
            if not may_be_header(sheet, top) or _are_titles(sheet, top):
                continue
            is_banner = stands_over_figures(sheet, top)
            if stands_over_figures(sheet, top - 1) or (_filled(sheet, top) < 2 and not is_banner):
                continue
            titles = read_titles(sheet, top, [labels.form for labels in self.labels])
            if titles.is_foreign:
                continue
            for bottom in range(top, min(top + MAX_HEADER_ROWS, len(sheet.grid))):
                if bottom > top and not may_be_header(sheet, bottom):
                    break
                # a header reaches as far down as its merged cells, and takes its units along
                if bottom < seed or lowest_merge(sheet, top, bottom) > bottom:
                    continue
                if is_unit_row(sheet, bottom + 1) or self._goes_on(sheet, top, bottom + 1):
                    continue
                paths = header_paths(sheet, top, bottom)
                for form in self.labels:
                    header = score_header(form, top, bottom, paths, titles)
                    if header and (best is None or is_better(header, best)):
                        best = header
        return best

    def _printed_again(self, sheet: Sheet, seed: int, after: int, before: Header) -> Header | None:
        """The header above, when it stands word for word on the next page: of the same form."""
        depth = before.bottom - before.top
        said = [_cells(sheet, before.top + down) for down in range(depth + 1)]
        for top in range(max(after, seed - 2), seed + 1):
            if [_cells(sheet, top + down) for down in range(depth + 1)] == said:
                lone = [r for r in range(before.bottom + 1, top) if _filled(sheet, r) < 3]
                if any(self._names_form(value) for row in lone for value in sheet.grid[row]):
                    return None
                return Header(before.form, top, top + depth, before.columns, before.score)
        return None

    def _names_form(self, value: Value) -> bool:
        """Whether a text is the title of some form."""
        if type(value) is not str or not 10 < len(value) < _LONGEST_LABEL:
            return False
        text = f" {fold(value)} "
        return any(f" {fold(title)} " in text for f in self.labels for title in f.form.titles)

    def _goes_on(self, sheet: Sheet, top: int, row: int) -> bool:
        """Whether a row is a further header row: nothing but labels and units, none for the names.

        Offices leave the cells of a group unmerged, and print a header again without its merges.
        """
        if row - top >= MAX_HEADER_ROWS or row >= len(sheet.grid) or not may_be_header(sheet, row):
            return False
        filled = [(c, v) for c, v in enumerate(sheet.grid[row]) if v is not None]
        first = next(c for c, v in enumerate(sheet.grid[top]) if v is not None)
        return filled[0][0] > first + 1 and all(
            type(v) is str and (is_unit(v) or self.knows(v)) for _, v in filled
        )


def _cells(sheet: Sheet, row: int) -> list[tuple[int, Value]]:
    """The filled cells of a row with their columns."""
    cells = sheet.grid[row] if row < len(sheet.grid) else []
    return [(column, value) for column, value in enumerate(cells) if value is not None]


def _are_titles(sheet: Sheet, row: int) -> bool:
    """Whether a row holds titles: long texts in capitals, as those above tables side by side."""
    texts = [v for v in sheet.grid[row] if v is not None]
    return all(type(v) is str and len(v) > _TITLE and v.upper() == v for v in texts)


def _filled(sheet: Sheet, row: int) -> int:
    return sum(value is not None for value in sheet.grid[row])


def _tables(sheet: Sheet, headers: list[Header]) -> Iterator[Table]:
    end_of_previous = 0
    signed = False
    for index, header in enumerate(headers):
        body = header.bottom + 1
        while body < len(sheet.grid) and not any(v is not None for v in sheet.grid[body]):
            body += 1
        if body < len(sheet.grid) and is_numbering(sheet.grid[body]):
            body += 1
        else:
            body = header.bottom + 1
        is_last = index + 1 == len(headers)
        limit = len(sheet.grid) if is_last else headers[index + 1].top
        end, signs = end_of_body(sheet, body, limit)
        yield Table(
            header.form.form,
            header.top,
            body,
            end,
            header.columns,
            (end_of_previous, header.top),
            list(range(body, end)),
            signed,
        )
        end_of_previous, signed = end, signs


def _joined(sheet: Sheet, tables: list[Table]) -> list[Table]:
    """Join tables which only repeat the header above them: pages, districts, sections."""
    kept: list[Table] = []
    for table in tables:
        above = kept[-1] if kept else None
        if (
            above is not None
            and above.form is table.form
            and above.shape == table.shape
            and not table.signed_before
            and not _has_title(sheet, table)
        ):
            # rows between the two, header included, are classified with the body
            above.body_rows += range(above.end, table.end)
            above.end = table.end
            continue
        kept.append(table)
    return kept


def _has_title(sheet: Sheet, table: Table) -> bool:
    """Whether the texts above a repeated header name a quarter or a sending office."""
    texts = [
        value for row in sheet.grid[slice(*table.preamble)] for value in row if type(value) is str
    ]
    return any(
        any(mention.quarter for mention in mentions(text))
        or fold(text).startswith(("ubnd ", "ủy ban nhân dân", "đơn vị "))
        or ("commune" not in table.names and match_commune(text).status == "matched")
        for text in texts
    )
