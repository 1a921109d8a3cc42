"""Vietnamese words for the column ids of the forms, as the drawer shows them."""

COLUMNS = {
    # tổng hợp thanh tra, kiểm tra
    "inspections": "Số cuộc thanh tra, kiểm tra",
    "employers_inspected": "Số đơn vị được kiểm tra",
    "employers_violating": "Số đơn vị có vi phạm",
    "violations": "Số hành vi vi phạm",
    "penalty_decisions": "Số quyết định xử phạt",
    "fines_vnd": "Tiền phạt (đồng)",
    # sổ tranh chấp, sổ ngừng việc
    "case_no": "Số hồ sơ",
    "received_on": "Ngày tiếp nhận",
    "closed_on": "Ngày kết thúc",
    "dispute_type": "Loại tranh chấp",
    "outcome": "Kết quả giải quyết",
    "event_type": "Loại sự kiện",
    "started_on": "Ngày bắt đầu",
    "ended_on": "Ngày kết thúc",
    "total_workers": "Tổng số lao động",
    "workers_involved": "Số người tham gia",
    "workers_indirect": "Số người bị ảnh hưởng",
    "days_not_worked": "Số ngày công không làm việc",
    # tổng hợp tuyên truyền
    "sessions": "Số cuộc tuyên truyền",
    "attendances": "Số lượt người dự",
    "media_items": "Số tin, bài",
    "materials_distributed": "Số tài liệu phát hành",
    "annual_plan_sessions": "Kế hoạch năm (cuộc)",
    # danh sách đơn vị
    "employer": "Đơn vị sử dụng lao động",
    "workers": "Số lao động",
    "workers_female": "Số lao động nữ",
    "workers_insured": "Số lao động tham gia BHXH",
}


def column_words(column: str | None) -> str:
    """Return a column's Vietnamese name; the id itself where none is known, a dash for None."""
    return COLUMNS.get(column, column) if column else "–"
