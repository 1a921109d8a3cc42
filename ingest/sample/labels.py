"""The words that made-up agencies use: table layouts, titles, sheet names and code words.

A layout is an ordered list of `Column`s. A column's `path` is its header from the top row to the
bottom row ("Xử phạt", "Số quyết định"); neighbours that share a prefix are merged over it. Columns
whose `key` begins with an underscore are what real forms carry beside the contract's columns
(running number, cumulative figures, subsets, notes, personal columns): a reader must recognise
them and leave them out.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Column:
    """One spreadsheet column of a layout.

    Attributes:
        key: contract column id, or `_name` for a column that no contract row carries.
        path: header labels from top to bottom, 1 to 3 of them.
        unit: "" or the money unit in which the cells are written ("đồng", "triệu đồng").
    """

    key: str
    path: tuple[str, ...]
    unit: str = ""


@dataclass(frozen=True)
class Layout:
    """One way of drawing a form: its mark, its title and its columns."""

    mark: str
    title: str
    columns: tuple[Column, ...]
    unit_line: str = ""


def _columns(*specs: tuple) -> tuple[Column, ...]:
    made = []
    for key, path, *rest in specs:
        parts = (path,) if isinstance(path, str) else path
        made.append(Column(key, parts, rest[0] if rest else ""))
    return tuple(made)


_CHECKED = "Thanh tra, kiểm tra"
_FINED = "Xử phạt vi phạm hành chính"
_LAW = "VIỆC CHẤP HÀNH PHÁP LUẬT LAO ĐỘNG"

INSPECTION = (
    Layout(
        "Biểu số 01/KTLĐ",
        f"KẾT QUẢ THANH TRA, KIỂM TRA {_LAW}",
        _columns(
            ("_stt", "STT"),
            ("commune", "Tên đơn vị"),
            ("inspections", (_CHECKED, "Số cuộc")),
            ("employers_inspected", (_CHECKED, "Số doanh nghiệp được thanh tra, kiểm tra")),
            ("employers_violating", ("Kết quả", "Số doanh nghiệp có vi phạm")),
            ("violations", ("Kết quả", "Số hành vi vi phạm")),
            ("penalty_decisions", (_FINED, "Số quyết định")),
            ("fines_vnd", (_FINED, "Số tiền phạt (triệu đồng)"), "triệu đồng"),
            ("_note", "Ghi chú"),
        ),
    ),
    Layout(
        "Biểu 01/KTLĐ",
        f"TỔNG HỢP KẾT QUẢ KIỂM TRA {_LAW}",
        _columns(
            ("_stt", "TT"),
            ("commune", "Đơn vị hành chính"),
            ("inspections", "Số cuộc thanh tra, kiểm tra"),
            ("employers_inspected", "Số DN được kiểm tra"),
            ("employers_violating", "Số DN vi phạm"),
            ("violations", "Tổng số hành vi vi phạm"),
            ("penalty_decisions", "Số QĐ xử phạt"),
            ("fines_vnd", "Số tiền xử phạt (đồng)", "đồng"),
        ),
    ),
    Layout(
        "Mẫu số 01/KTLĐ",
        f"BIỂU TỔNG HỢP CÔNG TÁC THANH TRA, KIỂM TRA {_LAW}",
        _columns(
            ("_stt", "Số TT"),
            ("commune", "Xã, phường"),
            ("inspections", ("Hoạt động thanh tra, kiểm tra", "Trong kỳ", "Số cuộc")),
            (
                "employers_inspected",
                ("Hoạt động thanh tra, kiểm tra", "Trong kỳ", "Số đơn vị được thanh tra, kiểm tra"),
            ),
            (
                "_ytd_inspections",
                ("Hoạt động thanh tra, kiểm tra", "Luỹ kế từ đầu năm", "Số cuộc"),
            ),
            ("employers_violating", ("Vi phạm phát hiện", "Số đơn vị vi phạm")),
            ("violations", ("Vi phạm phát hiện", "Số hành vi")),
            ("penalty_decisions", ("Xử phạt", "Số quyết định xử phạt")),
            ("fines_vnd", ("Xử phạt", "Số tiền"), "triệu đồng"),
            ("_note", "Ghi chú"),
        ),
        "Đơn vị tính: triệu đồng",
    ),
    Layout(
        "Biểu số 1",
        "BÁO CÁO TÌNH HÌNH KIỂM TRA, XỬ PHẠT VI PHẠM HÀNH CHÍNH VỀ LAO ĐỘNG",
        _columns(
            ("_stt", "STT"),
            ("commune", "Địa phương"),
            ("employers_inspected", ("Kiểm tra", "Số DN")),
            ("inspections", ("Kiểm tra", "Số cuộc")),
            ("violations", ("Vi phạm", "Số hành vi vi phạm")),
            ("employers_violating", ("Vi phạm", "Số DN vi phạm")),
            ("fines_vnd", ("Phạt tiền", "Số tiền"), "đồng"),
            ("penalty_decisions", ("Phạt tiền", "Số QĐ")),
        ),
        "ĐVT: đồng",
    ),
)

_PARTIES = "Các bên tranh chấp"
_SETTLED = "Kết quả giải quyết"

DISPUTES = (
    Layout(
        "Biểu số 03/TCLĐ",
        "SỔ THEO DÕI CÁC VỤ TRANH CHẤP LAO ĐỘNG",
        _columns(
            ("_stt", "STT"),
            ("case_no", "Số thụ lý"),
            ("received_on", "Ngày tiếp nhận"),
            ("_claimant", "Người yêu cầu"),
            ("employer", "Người sử dụng lao động"),
            ("commune", "Xã, phường"),
            ("dispute_type", "Loại tranh chấp"),
            ("workers_involved", "Số lao động liên quan"),
            ("closed_on", "Ngày kết thúc"),
            ("outcome", "Kết quả giải quyết"),
            ("_note", "Ghi chú"),
        ),
    ),
    Layout(
        "Biểu 03b/TCLĐ",
        "DANH SÁCH VỤ VIỆC TRANH CHẤP LAO ĐỘNG TRÊN ĐỊA BÀN",
        _columns(
            ("_stt", "TT"),
            ("case_no", ("Vụ việc", "Số hồ sơ")),
            ("received_on", ("Vụ việc", "Ngày nhận đơn")),
            ("_claimant", (_PARTIES, "Người yêu cầu (họ tên)")),
            ("employer", (_PARTIES, "Doanh nghiệp")),
            ("commune", "Địa bàn (xã, phường)"),
            ("dispute_type", ("Tranh chấp", "Loại TC")),
            ("_content", ("Tranh chấp", "Nội dung")),
            ("workers_involved", ("Tranh chấp", "Số NLĐ tham gia")),
            ("outcome", (_SETTLED, "Kết quả")),
            ("closed_on", (_SETTLED, "Ngày kết thúc")),
        ),
    ),
    Layout(
        "Biểu số 3",
        "DANH SÁCH CÁC VỤ TRANH CHẤP LAO ĐỘNG, NGỪNG VIỆC, ĐÌNH CÔNG",
        _columns(
            ("_stt", "STT"),
            ("received_on", "Ngày phát sinh"),
            ("employer", "Tên doanh nghiệp"),
            ("commune", "Xã/phường"),
            ("dispute_type", "Hình thức tranh chấp"),
            ("workers_involved", "Số người tham gia"),
            ("closed_on", "Ngày giải quyết xong"),
            ("outcome", "Kết quả"),
        ),
    ),
    Layout(
        "Mẫu 03/TCLĐ",
        "BIỂU THEO DÕI HÒA GIẢI TRANH CHẤP LAO ĐỘNG",
        _columns(
            ("_stt", "STT"),
            ("case_no", "Mã vụ việc"),
            ("employer", "Tên đơn vị sử dụng lao động"),
            ("commune", "Nơi xảy ra"),
            ("received_on", "Ngày thụ lý"),
            ("dispute_type", "Loại tranh chấp lao động"),
            ("workers_involved", "Số NLĐ liên quan (người)"),
            ("_mediator", "Hoà giải viên"),
            ("closed_on", "Ngày hoàn thành"),
            ("outcome", "Kết quả hoà giải"),
            ("_note", "Ghi chú"),
        ),
    ),
)

_TIME = "Thời gian"
_JOINED = "Số người lao động"

STOPPAGES = (
    Layout(
        "Biểu số 04/NVTT",
        "TÌNH HÌNH NGỪNG VIỆC TẬP THỂ, ĐÌNH CÔNG",
        _columns(
            ("_stt", "STT"),
            ("employer", "Tên doanh nghiệp"),
            ("industrial_zone", "Khu công nghiệp"),
            ("commune", "Xã, phường"),
            ("event_type", "Loại sự việc"),
            ("total_workers", "Tổng số lao động"),
            ("started_on", (_TIME, "Bắt đầu")),
            ("ended_on", (_TIME, "Kết thúc")),
            ("workers_involved", (_JOINED, "Tham gia (cao nhất)")),
            ("workers_indirect", (_JOINED, "Ngừng việc theo (gián tiếp)")),
            ("days_not_worked", "Tổng số ngày công ngừng"),
            ("led_by", "Tổ chức lãnh đạo"),
            ("lawful_procedure", "Trình tự"),
            ("cause", "Nguyên nhân, yêu cầu"),
            ("outcome", "Kết quả giải quyết"),
            ("_note", "Ghi chú"),
        ),
    ),
    Layout(
        "Biểu 04/NVTT",
        "BÁO CÁO CÁC CUỘC NGỪNG VIỆC TẬP THỂ, ĐÌNH CÔNG VÀ ĐÓNG CỬA TẠM THỜI NƠI LÀM VIỆC",
        _columns(
            ("_stt", "TT"),
            ("event_type", "Hình thức"),
            ("employer", "Doanh nghiệp"),
            ("commune", "Địa bàn xã, phường"),
            ("industrial_zone", "KCN"),
            ("started_on", "Ngày bắt đầu"),
            ("ended_on", "Ngày kết thúc"),
            ("total_workers", "Tổng số LĐ của DN"),
            ("workers_involved", "Số NLĐ tham gia"),
            ("workers_indirect", "Số NLĐ bị ảnh hưởng gián tiếp"),
            ("days_not_worked", "Số ngày công ngừng việc"),
            ("led_by", "Lãnh đạo"),
            ("lawful_procedure", "Trình tự theo quy định"),
            ("cause", "Nguyên nhân"),
            ("outcome", "Kết quả"),
        ),
    ),
    Layout(
        "Mẫu số 04",
        "DANH SÁCH VỤ NGỪNG VIỆC, ĐÌNH CÔNG TRÊN ĐỊA BÀN",
        _columns(
            ("_stt", "STT"),
            ("employer", "Tên đơn vị"),
            ("commune", "Địa phương"),
            ("event_type", "Loại vụ việc"),
            ("started_on", "Thời điểm bắt đầu"),
            ("ended_on", "Thời điểm kết thúc"),
            ("workers_involved", "Số người tham gia"),
            ("total_workers", "Tổng số LĐ"),
            ("days_not_worked", "Số ngày công bị mất"),
            ("cause", "Nguyên nhân"),
            ("outcome", "Kết quả giải quyết"),
        ),
    ),
)

_DIRECT = "Tuyên truyền trực tiếp"
_YTD = "Luỹ kế từ đầu năm"

OUTREACH = (
    Layout(
        "Biểu số 05/TTGD",
        "KẾT QUẢ TUYÊN TRUYỀN, GIÁO DỤC CHÍNH TRỊ TƯ TƯỞNG, PHỔ BIẾN PHÁP LUẬT CHO CÔNG NHÂN",
        _columns(
            ("_stt", "STT"),
            ("commune", "Đơn vị thực hiện"),
            ("annual_plan_sessions", "Kế hoạch năm (cuộc)"),
            ("sessions", (_DIRECT, "Số cuộc")),
            ("attendances", (_DIRECT, "Số lượt người")),
            ("_subset_female", (_DIRECT, "Trong đó: nữ")),
            ("media_items", "Số tin, bài"),
            ("materials_distributed", "Tài liệu phát hành (tờ, cuốn)"),
            ("_ytd_sessions", (_YTD, "Số cuộc")),
            ("_ytd_attendances", (_YTD, "Số lượt người")),
            ("_note", "Ghi chú"),
        ),
    ),
    Layout(
        "Biểu 05/TTGD",
        "BÁO CÁO CÔNG TÁC TUYÊN TRUYỀN, PHỔ BIẾN PHÁP LUẬT LAO ĐỘNG",
        _columns(
            ("_stt", "TT"),
            ("commune", "Xã, phường"),
            ("sessions", "Số hội nghị"),
            ("attendances", "Số lượt người tham dự"),
            ("media_items", "Số tin, bài, phóng sự"),
            ("materials_distributed", "Số tài liệu đã phát"),
            ("annual_plan_sessions", "Kế hoạch cả năm"),
        ),
    ),
    Layout(
        "Mẫu số 05",
        "TỔNG HỢP HOẠT ĐỘNG TUYÊN TRUYỀN CHO NGƯỜI LAO ĐỘNG TRONG DOANH NGHIỆP",
        _columns(
            ("_stt", "STT"),
            ("commune", "Địa bàn"),
            ("annual_plan_sessions", ("Hội nghị, lớp tuyên truyền", "Kế hoạch năm")),
            ("sessions", ("Hội nghị, lớp tuyên truyền", "Thực hiện trong kỳ")),
            ("attendances", ("Số lượt người tham dự", "Tổng số")),
            ("_subset_male", ("Số lượt người tham dự", "Nam")),
            ("_subset_female", ("Số lượt người tham dự", "Nữ")),
            ("media_items", ("Truyền thông", "Tin, bài")),
            ("materials_distributed", ("Truyền thông", "Tờ rơi, tài liệu")),
        ),
    ),
    Layout(
        "Biểu số 5",
        "KẾT QUẢ TUYÊN TRUYỀN, PHỔ BIẾN, GIÁO DỤC PHÁP LUẬT",
        _columns(
            ("_stt", "STT"),
            ("commune", "Địa phương"),
            ("sessions", "Số buổi tuyên truyền"),
            ("attendances", "Số lượt người nghe"),
            ("media_items", "Tin, bài trên báo, đài"),
            ("materials_distributed", "Tài liệu (tờ)"),
            ("annual_plan_sessions", "Số buổi theo kế hoạch năm"),
            ("_note", "Ghi chú"),
        ),
    ),
)

_WORKERS = "Số lao động"

REGISTER = (
    Layout(
        "Biểu số 10/DN-LĐ",
        "DANH SÁCH DOANH NGHIỆP VÀ LAO ĐỘNG TRÊN ĐỊA BÀN",
        _columns(
            ("_stt", "STT"),
            ("employer", "Tên doanh nghiệp"),
            ("tax_code", "Mã số thuế"),
            ("ownership", "Loại hình"),
            ("industry", "Ngành nghề"),
            ("commune", "Xã, phường nơi làm việc"),
            ("industrial_zone", "KCN, CCN"),
            ("workers", (_WORKERS, "Tổng số")),
            ("workers_female", (_WORKERS, "Trong đó: nữ")),
            ("workers_insured", (_WORKERS, "Tham gia BHXH bắt buộc")),
            ("has_union", "Có CĐCS (x)"),
            ("has_agreement", "Có TƯLĐTT (x)"),
            ("status", "Tình trạng hoạt động"),
            ("_note", "Ghi chú"),
        ),
    ),
    Layout(
        "Biểu 10/DN-LĐ",
        "TỔNG HỢP DOANH NGHIỆP, HỢP TÁC XÃ SỬ DỤNG LAO ĐỘNG",
        _columns(
            ("_stt", "TT"),
            ("employer", "Tên đơn vị, doanh nghiệp"),
            ("tax_code", "MST"),
            ("commune", "Địa bàn"),
            ("ownership", "Loại hình DN"),
            ("industry", "Ngành"),
            ("workers", "Tổng số LĐ"),
            ("workers_female", "LĐ nữ"),
            ("workers_insured", "Số LĐ tham gia BHXH"),
            ("has_union", "Công đoàn cơ sở"),
            ("has_agreement", "Thoả ước LĐTT"),
            ("industrial_zone", "Khu công nghiệp"),
            ("status", "Tình trạng"),
        ),
    ),
    Layout(
        "Mẫu số 10",
        "BIỂU THỐNG KÊ DOANH NGHIỆP VÀ LAO ĐỘNG",
        _columns(
            ("_stt", "STT"),
            ("employer", ("Doanh nghiệp", "Tên")),
            ("tax_code", ("Doanh nghiệp", "Mã số thuế")),
            ("ownership", ("Doanh nghiệp", "Loại hình DN")),
            ("industry", ("Doanh nghiệp", "Ngành nghề SXKD")),
            ("commune", ("Nơi làm việc", "Xã, phường")),
            ("industrial_zone", ("Nơi làm việc", "KCN")),
            ("workers", ("Lao động (người)", "Tổng số")),
            ("workers_insured", ("Lao động (người)", "Đóng BHXH")),
            ("workers_female", ("Lao động (người)", "Nữ")),
            ("has_union", ("Quan hệ lao động", "CĐCS")),
            ("has_agreement", ("Quan hệ lao động", "TƯLĐTT")),
            ("status", "Tình trạng hoạt động"),
        ),
    ),
)

LAYOUTS: dict[str, tuple[Layout, ...]] = {
    "inspection_summary": INSPECTION,
    "dispute_log": DISPUTES,
    "stoppage_log": STOPPAGES,
    "outreach_summary": OUTREACH,
    "employer_register": REGISTER,
}

SHEET_NAMES: dict[str, tuple[str, ...]] = {
    "inspection_summary": ("Bieu 01", "01-KTLĐ", "Thanh tra kiểm tra", "B1"),
    "dispute_log": ("Bieu 03", "03-TCLĐ", "Tranh chấp LĐ", "B3"),
    "stoppage_log": ("Bieu 04", "04-NVTT", "Ngừng việc", "B4"),
    "outreach_summary": ("Bieu 05", "05-TTGD", "Tuyên truyền", "B5"),
    "employer_register": ("Bieu 10", "10-DN-LĐ", "Doanh nghiệp LĐ", "B10"),
}

# code -> the ways an agency writes it; a style takes one position and keeps to it
CODE_WORDS: dict[tuple[str, str], dict[str, tuple[str, ...]]] = {
    ("dispute_log", "dispute_type"): {
        "individual": ("Cá nhân", "Tranh chấp lao động cá nhân", "TCLĐ cá nhân"),
        "collective_rights": (
            "Tập thể về quyền",
            "Tranh chấp lao động tập thể về quyền",
            "TCLĐ tập thể về quyền",
        ),
        "collective_interests": (
            "Tập thể về lợi ích",
            "Tranh chấp lao động tập thể về lợi ích",
            "TCLĐ tập thể về lợi ích",
        ),
        "collective_stoppage": ("Ngừng việc tập thể",),
        "strike": ("Đình công",),
    },
    ("dispute_log", "outcome"): {
        "mediated": ("Hoà giải thành", "Hòa giải thành", "hoà giải thành"),
        "mediation_failed": (
            "Hoà giải không thành",
            "Hòa giải không thành",
            "hoà giải không thành",
        ),
        "to_court": ("Chuyển Toà án", "Chuyển Tòa án", "Chuyển toà án"),
        "to_arbitration": ("Chuyển Hội đồng trọng tài", "Chuyển HĐTT lao động"),
        "withdrawn": ("Rút yêu cầu", "Người yêu cầu rút đơn"),
        "returned_to_work": ("Người lao động trở lại làm việc", "NLĐ trở lại làm việc"),
        "pending": ("Đang giải quyết", "đang giải quyết"),
    },
    ("stoppage_log", "event_type"): {
        "strike": ("Đình công",),
        "collective_stoppage": ("Ngừng việc tập thể", "NVTT"),
        "temporary_closure": ("Đóng cửa tạm thời nơi làm việc", "Đóng cửa tạm thời"),
    },
    ("stoppage_log", "led_by"): {
        "grassroots_union": ("CĐCS", "Công đoàn cơ sở"),
        "spontaneous": ("Tự phát", "tự phát"),
    },
    ("stoppage_log", "lawful_procedure"): {
        "yes": ("Đúng", "Đúng trình tự"),
        "no": ("Không đúng", "Không đúng trình tự"),
    },
    ("stoppage_log", "outcome"): {
        "met_in_full": ("Đáp ứng toàn bộ", "đáp ứng toàn bộ"),
        "met_in_part": ("Đáp ứng một phần", "một phần"),
        "not_met": ("Không đáp ứng",),
        "pending": ("Đang giải quyết",),
    },
    ("employer_register", "ownership"): {
        "state": ("Nhà nước", "DN nhà nước"),
        "private": ("Ngoài nhà nước", "Ngoài NN"),
        "fdi": ("FDI", "Có vốn đầu tư nước ngoài"),
        "cooperative": ("Hợp tác xã", "HTX"),
    },
    ("employer_register", "status"): {
        "active": ("Đang hoạt động", "Hoạt động"),
        "suspended": ("Tạm ngừng", "Tạm ngừng hoạt động"),
        "dissolved": ("Đã giải thể", "Giải thể"),
    },
}

FLAG_WORDS = (("x", ""), ("X", "-"), ("Có", "Không"))
