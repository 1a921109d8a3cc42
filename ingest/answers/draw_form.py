"""Draws one blank form on a worksheet: heading, header rows, rows to fill in, signatures."""

from collections.abc import Sequence
from dataclasses import dataclass

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name, xl_range_abs

from ingest.answers.template_columns import TemplateColumn, shown_label, template_columns
from ingest.contracts.contract import Form
from ingest.former_districts import old_names
from ingest.reference import Agency, communes, obligations, period_bounds
from ingest.tables.read_markers import MARKER_SHEET

_QUARTERS = ("I", "II", "III", "IV")
_BLANK_ROWS = {"summary": 20, "log": 40, "register": 60}
_A3, _A4 = 8, 9  # paper sizes as Excel numbers them
_WIDEST_A4 = 190  # characters; wider forms are printed on A3
_LEAST_WIDTH = 104  # characters; heading and signatures need room
_LIST_COLUMN = 8  # on the marker sheet, right of the markers
FONT = {"font_name": "Times New Roman", "font_size": 12, "valign": "vcenter"}


@dataclass(frozen=True, slots=True)
class TemplateLayout:
    """Where things stand on a template's sheet; rows and columns from 0.

    Attributes:
        sheet: the sheet's name.
        columns: the columns from the second on; the first is STT.
        body: first row to fill in.
        end: row after the last one to fill in.
    """

    sheet: str
    columns: list[TemplateColumn]
    body: int
    end: int


class ChoiceLists:
    """Lists for cells to choose from, kept on the marker sheet."""

    def __init__(self) -> None:
        self._lists: list[tuple[str, ...]] = []

    def source(self, words: Sequence[str]) -> str:
        """The range that holds a list, as a formula."""
        words = tuple(words)
        if words not in self._lists:
            self._lists.append(words)
        column = _LIST_COLUMN + self._lists.index(words)
        return f"={MARKER_SHEET}!{xl_range_abs(0, column, len(words) - 1, column)}"

    def write(self, sheet: xlsxwriter.worksheet.Worksheet) -> None:
        """Write the lists."""
        for number, words in enumerate(self._lists):
            sheet.write_column(0, _LIST_COLUMN + number, words)


class FormSheet:
    """One form's sheet."""

    def __init__(
        self,
        book: xlsxwriter.Workbook,
        form: Form,
        agency: Agency | None,
        period: str | None,
        lists: "ChoiceLists",
    ) -> None:
        self.form, self.agency, self.period, self.lists = form, agency, period, lists
        self.name = f"Biểu {form.number.replace('/', '-')}"[:31]
        self.bounds = period_bounds(period, form.calendar) if period else None
        self.columns = template_columns(form, period)
        self.page = book.add_worksheet(self.name)
        self.look = {
            name: book.add_format(FONT | options)
            for name, options in {
                "plain": {},
                "center": {"align": "center"},
                "bold": {"bold": True, "align": "center"},
                "title": {"bold": True, "align": "center", "font_size": 14, "text_wrap": True},
                "italic": {"italic": True, "align": "center"},
                "right": {"italic": True, "align": "right"},
                "head": {
                    "bold": True, "align": "center", "border": 1, "text_wrap": True,
                    "bg_color": "#E8EEF4", "font_size": 11,
                },
                "number": {"italic": True, "align": "center", "border": 1, "font_size": 10},
                "stt": {"align": "center", "border": 1},
                "name": {"border": 1, "text_wrap": True},
                "total": {"bold": True, "border": 1, "num_format": "#,##0.##"},
            }.items()
        }  # fmt: skip
        self.cells = {
            c.name: book.add_format(
                FONT
                | {"border": 1, "num_format": c.number_format, "text_wrap": c.column.type == "text"}
                | ({} if c.required else {"bg_color": "#FCFCFC"})
            )
            for c in self.columns
        }
        self.widths = self._widths()

    def draw(self) -> TemplateLayout:
        """Draw the sheet and say where its rows to fill in stand."""
        for column, width in enumerate(self.widths):
            self.page.set_column(column, column, width)
        self._heading()
        head = 7
        body = self._header(head)
        names = self._communes()
        end = body + (len(names) or _BLANK_ROWS[self.form.kind])
        self._body(body, end, names)
        after = self._total(body, end) if len(names) > 1 else end
        self._signatures(after + 1)
        self._print(head, body, after + 8)
        return TemplateLayout(self.name, self.columns, body, end)

    def _widths(self) -> list[float]:
        widths = [5.5, *(column.width for column in self.columns)]
        stretch = max(1.0, _LEAST_WIDTH / sum(widths))
        return [width * stretch for width in widths]

    def _split(self) -> int:
        """The column at which the right half of the heading begins."""
        total, reached = sum(self.widths), 0.0
        for column, width in enumerate(self.widths):
            reached += width
            if reached >= total * 0.45:
                return min(max(column + 1, 1), len(self.widths) - 1)
        return 1

    def _heading(self) -> None:
        last, split = len(self.columns), self._split()
        self._over(0, 0, split - 1, _parent(self.agency), "center")
        own = _short_office(self.agency) if self.agency else "TÊN ĐƠN VỊ BÁO CÁO: ……………………"
        self._over(1, 0, split - 1, own, "bold")
        self._over(2, 0, split - 1, f"Biểu số: {self.form.number}", "italic")
        self._over(0, split, last, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "bold")
        self._over(1, split, last, "Độc lập - Tự do - Hạnh phúc", "bold")
        self._over(4, 0, last, self.form.title.vi.upper(), "title")
        self.page.set_row(4, 24)
        self._over(5, 0, last, self._period_words(), "italic")

    def _over(self, row: int, first: int, last: int, text: str, look: str) -> None:
        if last > first:
            self.page.merge_range(row, first, row, last, text, self.look[look])
        else:
            self.page.write_string(row, first, text, self.look[look])

    def _period_words(self) -> str:
        if self.period is None or self.bounds is None:
            return "Quý …… năm ……"
        start, end = self.bounds
        quarter = _QUARTERS[int(self.period[5]) - 1]
        return (
            f"Quý {quarter} năm {self.period[:4]} (từ ngày {start:%d/%m/%Y} đến hết ngày "
            f"{end:%d/%m/%Y})"
        )

    def _header(self, top: int) -> int:
        """Draw header rows and the numbering row; returns the row after them."""
        look = self.look["head"]
        has_groups = any(len(column.path) > 1 for column in self.columns)
        leaf = top + 1 if has_groups else top
        self._head_cell(top, leaf, 0, "STT")
        column = 0
        while column < len(self.columns):
            own = self.columns[column]
            if len(own.path) == 1:
                self._head_cell(top, leaf, column + 1, own.header)
                column += 1
                continue
            last = column
            while (
                last + 1 < len(self.columns) and self.columns[last + 1].path[:-1] == own.path[:-1]
            ):
                last += 1
            group = shown_label(" > ".join(own.path[:-1]))
            if last > column:
                self.page.merge_range(top, column + 1, top, last + 1, group, look)
            else:
                self.page.write_string(top, column + 1, group, look)
            for number in range(column, last + 1):
                self.page.write_string(leaf, number + 1, self.columns[number].header, look)
            column = last + 1
        lines = max(
            len(c.header.split("\n")[0]) / (w * 0.85) + c.header.count("\n") + 1
            for c, w in zip(self.columns, self.widths[1:], strict=True)
        )
        self.page.set_row(leaf, 15.5 * (int(lines) + (0 if has_groups else 1)))
        if has_groups:
            self.page.set_row(top, 31)
        for number in range(len(self.columns) + 1):
            text = f"({number})" if number else "(A)"
            self.page.write_string(leaf + 1, number, text, self.look["number"])
        return leaf + 2

    def _head_cell(self, top: int, bottom: int, column: int, text: str) -> None:
        if bottom > top:
            self.page.merge_range(top, column, bottom, column, text, self.look["head"])
        else:
            self.page.write_string(top, column, text, self.look["head"])

    def _communes(self) -> list[str]:
        """Names to be filled in beforehand: the sender's own commune, or those it reports on."""
        if self.form.kind != "summary" or self.form.key_column != "commune":
            return []
        names = {code: commune.name for code, commune in communes().items()}
        if self.agency is None:
            return list(names.values())
        if self.agency.commune_code:
            return [names[self.agency.commune_code]]
        if self.agency.district_code:
            return old_names(self.agency.district_code)
        covers = {
            item.covers
            for item in obligations()
            if item.agency_code == self.agency.agency_code and item.form == self.form.id
        }
        listed = {code for text in covers for code in text.split(";")} & names.keys()
        return [name for code, name in names.items() if not listed or code in listed]

    def _body(self, body: int, end: int, names: list[str]) -> None:
        own = self.agency.commune_code if self.agency else None
        for row in range(body, end):
            self.page.set_row(row, 19)
            number = row - body + 1 if names else None
            if number is None:
                self.page.write_blank(row, 0, None, self.look["stt"])
            else:
                self.page.write_number(row, 0, number, self.look["stt"])
            for at, column in enumerate(self.columns, start=1):
                if names and column.name == "commune":
                    self.page.write_string(row, at, names[row - body], self.look["name"])
                else:
                    self.page.write_blank(row, at, None, self.cells[column.name])
        for at, column in enumerate(self.columns, start=1):
            options = column.validation(self.bounds[1] if self.bounds else None)
            words = column.choices
            if column.column.type == "commune":
                every = [commune.name for commune in communes().values()]
                district = self.agency.district_code if self.agency else None
                words = [communes()[own].name] if own and names else every
                words = old_names(district) if district else words
            if words:
                options = {"validate": "list", "source": self.lists.source(words)}
                if column.column.open_codes:
                    options["error_type"] = "warning"
            self.page.data_validation(
                body, at, end - 1, at,
                options | {
                    "input_title": _cut(column.path[-1], 32),
                    "input_message": _cut(column.explanation(), 255),
                    "error_title": "Chưa đúng cách ghi",
                    "error_message": _cut(column.explanation(), 255),
                },
            )  # fmt: skip

    def _total(self, body: int, row: int) -> int:
        """A row of sums below the communes; returns the row after it."""
        self.page.write_blank(row, 0, None, self.look["total"])
        for at, column in enumerate(self.columns, start=1):
            letter = xl_col_to_name(at)
            if column.name == "commune":
                self.page.write_string(row, at, "Tổng cộng", self.look["total"])
            elif column.column.adds_up == "sum":
                sums = f"=SUM({letter}{body + 1}:{letter}{row})"
                self.page.write_formula(row, at, sums, self.look["total"], "")
            else:
                self.page.write_blank(row, at, None, self.look["total"])
        return row + 1

    def _signatures(self, row: int) -> None:
        last, split = len(self.columns), self._split()
        year = self.period[:4] if self.period else "……"
        place, signer = "Lào Cai", "THỦ TRƯỞNG ĐƠN VỊ"
        if self.agency and self.agency.commune_code:
            place = communes()[self.agency.commune_code].short_name
            signer = "TM. ỦY BAN NHÂN DÂN"  # who signs for a committee: NĐ 30/2020, art. 13
        self._over(row, split, last, f"{place}, ngày …… tháng …… năm {year}", "italic")
        self._over(row + 1, 0, split - 1, "NGƯỜI LẬP BIỂU", "bold")
        self._over(row + 1, split, last, signer, "bold")
        self._over(row + 2, 0, split - 1, "(Ký, ghi rõ họ tên)", "italic")
        self._over(row + 2, split, last, "(Ký, đóng dấu)", "italic")

    def _print(self, head: int, body: int, end: int) -> None:
        self.page.set_landscape()
        self.page.set_paper(_A3 if sum(self.widths) > _WIDEST_A4 else _A4)
        self.page.fit_to_pages(1, 0)
        self.page.set_margins(0.5, 0.4, 0.6, 0.6)
        self.page.repeat_rows(head, body - 1)
        self.page.set_footer("&C&9Trang &P/&N")
        self.page.print_area(0, 0, end, len(self.columns))
        self.page.freeze_panes(body, 2)


def _parent(agency: Agency | None) -> str:
    if agency is None:
        return "CƠ QUAN CẤP TRÊN: ………………"
    return "ỦY BAN NHÂN DÂN" if agency.commune_code else "ỦY BAN NHÂN DÂN TỈNH LÀO CAI"


def _short_office(agency: Agency) -> str:
    if agency.commune_code:
        return communes()[agency.commune_code].name.upper()
    return agency.name.upper()


def _cut(text: str, limit: int) -> str:
    return text if len(text) <= limit else f"{text[: limit - 1]}…"
