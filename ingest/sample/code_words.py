"""Sheet names, code words and tick marks, each in the spellings that agencies use."""

from __future__ import annotations

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
