"""Sheet names, code words and tick marks, each in the spellings that agencies use."""

from __future__ import annotations

SHEET_NAMES: dict[str, tuple[str, ...]] = {
    "inspection_summary": ("Bieu 01", "01-KTLĐ", "Thanh tra kiểm tra", "B1"),
    "dispute_log": ("Bieu 03", "03-TCLĐ", "Tranh chấp LĐ", "B3"),
    "stoppage_log": ("Bieu 04", "04-NVTT", "Ngừng việc", "B4"),
    "outreach_summary": ("Bieu 05", "05-TTGD", "Tuyên truyền", "B5"),
    "employer_register": ("Bieu 10", "10-DN-LĐ", "Doanh nghiệp LĐ", "B10"),
    "inspection_list": ("Bieu 01-DS", "01-KTLĐ-DS", "Danh sách kiểm tra", "B1-DS"),
    "penalty_decisions": ("Bieu 02", "02-XPHC", "Xử phạt", "B2"),
    "dispute_summary": ("Bieu 03-TH", "03-TCLĐ-TH", "Tổng hợp tranh chấp", "B3-TH"),
    "outreach_sessions": ("Bieu 05-NK", "05-TTGD-NK", "Các cuộc tuyên truyền", "B5-NK"),
    "union_summary": ("Bieu 06", "06-CĐ", "Công đoàn", "B6"),
    "social_insurance": ("Bieu 07", "07-BHXH", "BHXH", "B7"),
    "media_products": ("Bieu 08a", "08a-TT-VH", "Truyền thông", "B8a"),
    "grassroots_media": ("Bieu 08b", "08b-TT-VH", "Cơ sở", "B8b"),
    "accident_summary": ("Bieu 09", "09-TNLĐ", "Tai nạn LĐ", "B9"),
    "alert_log": ("Bieu 11", "11-CB", "Tin báo", "B11"),
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
    ("dispute_log", "channel"): {
        "mediator": ("Hoà giải viên", "HGV"),
        "department": ("Sở Nội vụ",),
        "commune": ("UBND xã", "UBND xã, phường"),
        "union": ("Công đoàn", "LĐLĐ"),
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
    ("inspection_list", "ownership"): {
        "state": ("Nhà nước", "DN nhà nước"),
        "private": ("Ngoài nhà nước", "Ngoài NN"),
        "fdi": ("FDI", "Có vốn đầu tư nước ngoài"),
        "cooperative": ("Hợp tác xã", "HTX"),
    },
    ("inspection_list", "inspection_form"): {
        "planned": ("Theo kế hoạch", "Kế hoạch"),
        "unannounced": ("Đột xuất",),
        "on_complaint": ("Theo đơn thư", "Theo đơn"),
    },
    ("penalty_decisions", "authority"): {
        "commune_chair": ("Chủ tịch UBND cấp xã", "Chủ tịch UBND xã"),
        "department_director": ("Giám đốc Sở Nội vụ", "GĐ Sở Nội vụ"),
    },
    ("penalty_decisions", "subject"): {"organisation": ("Tổ chức", "Doanh nghiệp")},
    ("penalty_decisions", "status"): {
        "in_force": ("Đang thi hành", "Chưa thi hành xong"),
        "done": ("Đã thi hành xong", "Đã xong"),
        "appealed": ("Đang khiếu nại", "Khiếu nại"),
        "annulled": ("Đã huỷ", "Huỷ"),
    },
    ("outreach_sessions", "session_form"): {
        "conference": ("Hội nghị", "Hội nghị tuyên truyền"),
        "talk": ("Toạ đàm", "Nói chuyện chuyên đề"),
        "mobile": ("Lưu động", "Tuyên truyền lưu động"),
        "embedded": ("Lồng ghép",),
    },
    ("media_products", "media_kind"): {
        "newspaper": ("Báo in",),
        "online": ("Báo điện tử", "Cổng TTĐT"),
        "radio": ("Phát thanh",),
        "television": ("Truyền hình",),
        "magazine": ("Tạp chí",),
    },
    ("grassroots_media", "broadcast_unit"): {
        "minute": ("phút", "Phút"),
        "hour": ("giờ", "Giờ"),
        "time": ("lượt", "lần"),
    },
    ("alert_log", "kind"): {
        "collective_petition": ("Đơn thư tập thể", "Đơn tập thể"),
        "unpaid_wages": ("Nợ lương", "Chậm trả lương"),
        "employer_absconded": ("Chủ bỏ trốn", "Chủ doanh nghiệp bỏ trốn"),
        "layoff_plan": ("Phương án cắt giảm", "Cắt giảm lao động"),
        "tip": ("Tin báo", "Phản ánh"),
    },
    ("alert_log", "info_source"): {
        "commune": ("UBND xã", "Cán bộ xã"),
        "union": ("Công đoàn", "CĐCS"),
        "police": ("Công an",),
        "workers": ("Người lao động", "Công nhân"),
        "hotline": ("Đường dây nóng",),
    },
    ("alert_log", "status"): {
        "resolved": ("Đã giải quyết", "Đã xử lý"),
        "pending": ("Đang xác minh", "Đang xử lý"),
    },
}

FLAG_WORDS = (("x", ""), ("X", "-"), ("Có", "Không"))
