"""A small made-up briefing with every kind of block, for the tests of the documents."""

from dataclasses import replace

from dashboards.app.format_vi import number
from dashboards.briefing.blocks import (
    NBSP,
    Chart,
    Column,
    Figure,
    NoteSlot,
    Paragraph,
    Row,
    Section,
    Sentence,
    Series,
    Table,
)
from dashboards.briefing.content import DRAFT_MARK, Briefing, Headline, LetterHead

RELEASE = "20261126T215120-d147c032"
PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 240" width="640" height="240">'
    '<rect x="40" y="40" width="80" height="160" fill="#0f5a94"/>'
    '<text x="40" y="225" font-size="16" font-family="Tinos, serif">Quý III &amp; IV</text></svg>'
)
PICTURES = dict.fromkeys(("cot", "duong", "thanh", "ban-do"), PICTURE)


def said(*parts: str | Figure) -> Sentence:
    """A sentence of words and numbers."""
    return Sentence(parts)


def figure(value: float | None, unit: str = "vụ", decimals: int = 0) -> Figure:
    """A number, or the words in its place."""
    if value is None:
        return Figure("chưa có báo cáo", None, unit, state="null")
    return Figure(number(value, decimals), value, unit, decimals)


def briefing(note: str | None = None, communes: int = 12, red: int = 3, **more) -> Briefing:
    """A briefing of the third quarter of 2026, provisional, for readers inside.

    Args:
        note: people's text in every place for it.
        communes: rows of the appendix of communes.
        red: communes at the red level.
        more: fields of the briefing to set otherwise.
    """
    made = Briefing(
        release_id=RELEASE,
        status="tạm tính",
        status_words="Số liệu tạm tính, chưa được duyệt.",
        draft_mark=DRAFT_MARK,
        audience="noi-bo",
        period="2026Q3",
        period_label="Quý III/2026",
        made_up=True,
        made_up_words="Số liệu minh họa, không phải số liệu thật.",
        cut_off=said("Số liệu chốt từ 15/6/2026 đến 14/9/2026."),
        received=said("Nhận ", figure(96, ""), "/", figure(99, ""), " xã, phường."),
        head=_head(),
        headlines=tuple(_headline(place) for place in range(1, 8)),
        red_list=_red_list(red),
        sections=_sections(note),
        appendices=(_appendix("02", communes), _revisions(), _appendix("06", 2)),
        sheet_charts=tuple(PICTURES),
        sources=(),
        definitions=(),
        footnotes=(said("Cảnh báo được chấp nhận: tổng ghi khác tổng cộng."),),
        foot_line=f"Bản phát hành {RELEASE} · Quý III/2026 · tạm tính · 96/99 xã, phường",
    )
    return replace(made, **more)


def _head() -> LetterHead:
    return LetterHead(
        agency_above="Ủy ban nhân dân tỉnh Lào Cai",
        agency="Sở Nội vụ",
        nation="Cộng hòa xã hội chủ nghĩa Việt Nam",
        motto="Độc lập - Tự do - Hạnh phúc",
        number_line="Số:        /BC-SNV",
        place_date="Lào Cai, ngày      tháng 9 năm 2026",
        kind="BÁO CÁO",
        subject="Tình hình quan hệ lao động quý III năm 2026",
        addressed_to=("Ủy ban nhân dân tỉnh", "Ban Tuyên giáo và Dân vận Tỉnh ủy"),
        grounds=("Căn cứ Chỉ thị số 58-CT/TW;",),
        recipients=("Như trên;", "Lưu: VT."),
        signer=("Giám đốc",),
        contact="Liên hệ: Phòng Lao động – Việc làm",
    )


def _headline(place: int) -> Headline:
    known = None if place == 3 else 1234.5 * place
    return Headline(
        f"DS-0{place}",
        f"Số vụ tranh chấp loại {place}",
        figure(known, decimals=1),
        (said("tăng ", figure(3), f"{NBSP}vụ so với quý II/2026"), said("đạt 68,3 % kế hoạch")),
        ("good", "bad", "neutral")[place % 3],
        Series("quý", tuple(figure(value) for value in (3, None, 4, 8, 9, place))),
    )


def _red_list(count: int) -> Table:
    return Table(
        "dia-ban-do",
        "Địa bàn cảnh báo mức đỏ",
        (Column("Xã, phường"), Column("Điểm", "number"), Column("Vì sao", weight=4)),
        tuple(
            Row((f"Phường Cam Đường {n}", figure(81.5, "", 1), "2 cuộc ngừng việc; nợ 12,5 %"))
            for n in range(count)
        ),
        empty="Không có địa bàn nào ở mức đỏ.",
    )


def _sections(note: str | None) -> tuple[Section, ...]:
    told = Paragraph((said("Toàn tỉnh có ", figure(1234), f"{NBSP}vụ."), said("Câu thứ hai.")))
    strikes = said("Trong quý, không xảy ra cuộc ngừng việc tập thể nào.")
    return (
        Section("I", "Tình hình chung", (told, _chart("cot", "columns")), said("Tăng nhẹ")),
        Section("II", "Kết quả thực hiện", ()),
        Section("II.1", "Công tác chỉ đạo", (_slot("ii-chi-dao", note),)),
        Section(
            "II.4",
            "Tranh chấp, ngừng việc, đình công",
            (
                Paragraph((strikes,)),
                Paragraph((said("Gạch đầu dòng thứ nhất."),), True),
                Paragraph((said("Gạch đầu dòng thứ hai."),), True),
                _comparison(),
                Table(
                    "dinh-cong", "Đình công", _comparison().columns, (), empty="Không phát sinh."
                ),
                _chart("duong", "line"),
                _chart("thanh", "bars"),
                _chart("ban-do", "map"),
            ),
        ),
        Section("III", "Đánh giá", (_slot("iii-uu-diem", note), _slot("iii-ton-tai", note))),
        Section("V", "Đề xuất, kiến nghị", (_slot("v-kien-nghi", note),)),
    )


def _slot(name: str, note: str | None) -> NoteSlot:
    return NoteSlot(name, "Nhận định", note, "Nêu văn bản đã ban hành.")


def _chart(name: str, kind: str) -> Chart:
    return Chart(
        name,
        kind,
        said("Tranh chấp tăng hai quý liền"),
        "Số vụ tranh chấp · vụ · toàn tỉnh",
        said("Quý III có ", figure(12), f"{NBSP}vụ."),
        "Biểu đồ: quý II 11 vụ; quý III 12 vụ",
        ("II/2026", "III/2026"),
        (Series("Thực hiện", (figure(11), figure(12))),),
        "vụ",
    )


def _comparison() -> Table:
    columns = (
        Column("Chỉ tiêu", weight=3),
        Column("Đơn vị"),
        Column("Kỳ này", "number"),
        Column("Tuyệt đối", "number", group="Tăng, giảm"),
        Column("%", "number", group="Tăng, giảm"),
    )
    body = Row(("Số vụ tranh chấp", "vụ", figure(12345.6, decimals=1), figure(3), figure(None)))
    rows = (Row(("Tranh chấp", "", "", "", ""), "section"), body, replace(body, kind="total"))
    return Table("so-sanh", "So sánh", columns, rows, notes=(said("Chưa gồm 3 xã."),))


def _appendix(number: str, communes: int) -> Table:
    numbers = [Column(f"Chỉ tiêu {place}", "number", "vụ") for place in range(8)]
    columns = (Column("STT", "order", weight=0.4), Column("Xã, phường", weight=2), *numbers)
    rows = tuple(
        Row((str(n + 1), f"Xã Nghĩa Lộ {n}", *(figure(n * 37.5 or None, "", 1) for _ in range(8))))
        for n in range(communes)
    )
    return Table(
        f"phu-luc-{number}",
        "Số liệu theo xã, phường",
        columns,
        rows,
        number,
        landscape=True,
        restricted=number == "06",
    )


def _revisions() -> Table:
    columns = (Column("Chỉ tiêu"), Column("Trước", "number"), Column("Sau", "number"))
    empty = "Không có số liệu kỳ trước nào được điều chỉnh."
    return Table("phu-luc-04", "Điều chỉnh số liệu", columns, (), "04", empty)
