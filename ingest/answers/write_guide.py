"""The guide sheet of a workbook of blank forms: how to fill in, column by column, in Vietnamese."""

from collections.abc import Sequence

import xlsxwriter

from ingest.answers.draw_form import FONT, FormSheet
from ingest.answers.template_columns import shown_label
from ingest.tables.read_markers import GUIDE_SHEET, GUIDE_TITLE


def write_guide(book: xlsxwriter.Workbook, sheets: Sequence[FormSheet]) -> None:
    """Add the sheet that says how to fill in the forms; it is taken out before a file is read.

    Args:
        book: the workbook.
        sheets: the forms in it.
    """
    page = book.add_worksheet(GUIDE_SHEET)
    title = book.add_format(FONT | {"bold": True, "font_size": 14})
    text = book.add_format(FONT | {"text_wrap": True, "valign": "top"})
    bold = book.add_format(FONT | {"bold": True})
    head = book.add_format(
        FONT | {"bold": True, "border": 1, "bg_color": "#E8EEF4", "align": "center"}
    )
    cell = book.add_format(
        FONT | {"border": 1, "text_wrap": True, "valign": "top", "font_size": 11}
    )
    for column, width in enumerate((30, 12, 10, 62, 46)):
        page.set_column(column, column, width)
    page.write_string(0, 0, GUIDE_TITLE, title)
    row = 1
    for line in _GUIDE:
        page.merge_range(row, 0, row, 4, line, text)
        page.set_row(row, 17 * (1 + len(line) // 150))
        row += 1
    for sheet in sheets:
        row += 1
        page.write_string(row, 0, f"{sheet.name}: {sheet.form.title.vi}", bold)
        row += 1
        titles = ("Cột", "Đơn vị", "Bắt buộc", "Cách ghi", "Danh mục")
        for column, name in enumerate(titles):
            page.write_string(row, column, name, head)
        for own in sheet.columns:
            row += 1
            label = " > ".join(map(shown_label, own.path))
            codes = "; ".join(own.listed)
            values = (label, own.column.unit or "", "x" if own.required else "", own.explanation())
            for column, value in enumerate((*values, codes)):
                page.write_string(row, column, value, cell)
            lines = max(len(own.explanation()) / 58, len(codes) / 42, len(label) / 27)
            page.set_row(row, 15.5 * (1 + int(lines)))
        row += 1
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.set_margins(0.5, 0.4, 0.6, 0.6)


_GUIDE = (
    "1. Điền vào các ô có khung ở từng biểu. Bấm vào ô để xem cách ghi; ô có mũi tên là chọn trong "
    "danh sách.",
    "2. Không có thì ghi 0. Để trống nghĩa là chưa có số liệu, không được tính là 0.",
    "3. Nếu trong quý không có việc nào để báo cáo ở một biểu: xoá các dòng số liệu của biểu đó và "
    "ghi “Không phát sinh” vào ô thứ hai của dòng đầu tiên dưới dòng đánh số cột.",
    "4. Thiếu dòng thì chèn thêm dòng phía trên phần ký. Không đổi tên trang, không đổi tiêu đề "
    "cột, không xoá trang ẩn: nhờ đó tệp gửi lại được hiểu đúng biểu, đúng kỳ.",
    "5. Lưu dạng .xlsx rồi gửi; có thể tự kiểm tra trước bằng lệnh qhld check.",
)
