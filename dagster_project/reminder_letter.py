"""The draft of a công văn that reminds a unit of its reports, laid out after NĐ 30/2020/NĐ-CP.

A draft: number, day and signature are left to the officer who sends it. python-docx writes it.
"""

import io
from collections.abc import Sequence
from datetime import date

from ingest.submissions.open_reports import OpenReport, form_title

MOST_ERRORS = 10
_ROMAN = ("I", "II", "III", "IV")
_FONT = "Times New Roman"


def quarter_words(period: str) -> str:
    """2026Q3 as officials write it: quý III/2026."""
    return f"quý {_ROMAN[int(period[5]) - 1]}/{period[:4]}"


def letter(reports: Sequence[OpenReport], today: date) -> bytes:
    """The draft for one unit.

    Args:
        reports: the unit's open reports of one quarter, at least one.
        today: the day of the draft; says whether a deadline is past.

    Returns:
        The .docx file.
    """
    from docx import Document
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Cm, Pt

    agency, period = reports[0].owed.agency, reports[0].owed.period
    document = Document()
    document.core_properties.title = f"Đôn đốc báo cáo {quarter_words(period)}: {agency.name}"
    document.core_properties.author = "Sở Nội vụ tỉnh Lào Cai (dự thảo)"
    style = document.styles["Normal"]
    style.font.name, style.font.size = _FONT, Pt(14)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(3), Cm(1.5)
    section.top_margin, section.bottom_margin = Cm(2), Cm(2)

    head = document.add_table(rows=1, cols=2)
    left, right = head.rows[0].cells
    _lines(left, ["UBND TỈNH LÀO CAI", "SỞ NỘI VỤ", "Số:        /SNV-LĐ", _subject(period)], bold=2)
    _lines(
        right,
        [
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Độc lập - Tự do - Hạnh phúc",
            f"Lào Cai, ngày      tháng      năm {today.year}",
        ],
        bold=2,
    )
    draft = document.add_paragraph("DỰ THẢO (lập tự động, chưa ban hành)")
    draft.alignment = WD_ALIGN_PARAGRAPH.CENTER
    to = document.add_paragraph()
    to.alignment = WD_ALIGN_PARAGRAPH.CENTER
    to.add_run(f"Kính gửi: {agency.name}").bold = True
    for text in _body(reports, today):
        paragraph = document.add_paragraph(text)
        paragraph.paragraph_format.first_line_indent = Cm(1)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    _table_of(document, reports, today)
    for report in reports:
        _errors_of(document, report)
    document.add_paragraph(
        "Trân trọng đề nghị quý đơn vị quan tâm, phối hợp thực hiện./."
    ).paragraph_format.first_line_indent = Cm(1)
    foot = document.add_table(rows=1, cols=2)
    _lines(foot.rows[0].cells[0], ["Nơi nhận:", "- Như trên;", "- Lưu: VT."], bold=1, centred=False)
    _lines(foot.rows[0].cells[1], ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "", "", ""], bold=2)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _subject(period: str) -> str:
    return f"V/v đôn đốc báo cáo quan hệ lao động {quarter_words(period)}"


def _body(reports: Sequence[OpenReport], today: date) -> list[str]:
    late = sum(report.owed.due_on < today for report in reports)
    said = f", trong đó {late} biểu đã quá hạn" if late else ""
    period = quarter_words(reports[0].owed.period)
    return [
        f"Theo dõi việc thực hiện chế độ báo cáo quan hệ lao động {period}, đến ngày "
        f"{today:%d/%m/%Y} Sở Nội vụ chưa nhận được số liệu hợp lệ của {len(reports)} biểu thuộc "
        f"trách nhiệm của quý đơn vị{said}.",
        "Đề nghị quý đơn vị gửi đủ các biểu dưới đây, hoặc báo “không phát sinh” nếu không có số "
        "liệu; biểu đã bị trả lại thì sửa các điểm nêu kèm theo rồi gửi lại.",
    ]


def _table_of(document, reports: Sequence[OpenReport], today: date) -> None:
    table = document.add_table(rows=1, cols=4)
    table.style = "Table Grid"
    for cell, text in zip(
        table.rows[0].cells, ("TT", "Biểu", "Hạn nộp", "Tình trạng"), strict=True
    ):
        cell.paragraphs[0].add_run(text).bold = True
    for number, report in enumerate(reports, start=1):
        texts = (str(number), form_title(report.owed.form), f"{report.owed.due_on:%d/%m/%Y}")
        for cell, text in zip(
            table.add_row().cells, (*texts, state_words(report, today)), strict=True
        ):
            cell.text = text


def state_words(report: OpenReport, today: date) -> str:
    """How a report stands, with the days that it is late."""
    late = (today - report.owed.due_on).days
    said = f"; quá hạn {late} ngày" if late > 0 else ""
    return f"{report.state}{said}"


def _errors_of(document, report: OpenReport) -> None:
    if not report.errors:
        return
    document.add_paragraph(
        f"Biểu {form_title(report.owed.form)}, tệp {report.file_name}, các điểm phải sửa:"
    )
    for error in report.errors[:MOST_ERRORS]:
        document.add_paragraph(error, style="List Bullet")
    if len(report.errors) > MOST_ERRORS:
        more = len(report.errors) - MOST_ERRORS
        document.add_paragraph(f"… và {more} điểm khác, xem tệp trả lời đã gửi.")


def _lines(cell, texts: Sequence[str], *, bold: int, centred: bool = True) -> None:
    """Lines into a cell of a layout table; line number `bold`, from 1, in bold."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    for number, text in enumerate(texts, start=1):
        paragraph = cell.paragraphs[0] if number == 1 else cell.add_paragraph()
        run = paragraph.add_run(text)
        run.bold, run.font.size = number == bold, Pt(13)
        paragraph.paragraph_format.space_after = Pt(0)
        if centred:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
