"""Layouts of the forms that not every commune sends every quarter (how to read them: `layouts`)."""

from __future__ import annotations

from ingest.sample.department_layouts import DEPARTMENT_LAYOUTS
from ingest.sample.layout import Layout, layout

INSPECTION_LIST = (
    layout(
        "Biểu số 01/KTLĐ-DS",
        "DANH SÁCH ĐƠN VỊ ĐƯỢC THANH TRA, KIỂM TRA VIỆC CHẤP HÀNH PHÁP LUẬT LAO ĐỘNG",
        """
        _stt: STT
        employer: Tên đơn vị, doanh nghiệp
        tax_code: Mã số thuế
        commune: Địa chỉ (xã, phường)
        ownership: Loại hình DN
        workers: Số lao động > Tổng số
        workers_female: Số lao động > Trong đó: nữ
        planned: Hình thức > Theo kế hoạch
        unannounced: Hình thức > Đột xuất
        on_complaint: Hình thức > Theo đơn thư
        decision_no: Quyết định > Số
        decided_on: Quyết định > Ngày
        concluded_on: Ngày kết thúc
        violations: Kết quả > Số hành vi vi phạm
        violation_chapters: Kết quả > Nội dung vi phạm (điều, khoản)
        requirements: Kết quả > Số kiến nghị, yêu cầu
        requirements_done: Kết quả > Đã thực hiện
        requirements_in_progress: Kết quả > Đang thực hiện
        requirements_overdue: Kết quả > Quá hạn
        reminded: Xử lý > Nhắc nhở
        referred_for_penalty: Xử lý > Chuyển xử phạt
        _note: Ghi chú
        """,
    ),
    layout(
        "Biểu 01-DS/KTLĐ",
        "DANH SÁCH DOANH NGHIỆP ĐƯỢC KIỂM TRA",
        """
        _stt: TT
        decision_no: Số quyết định
        decided_on: Ngày quyết định
        employer: Doanh nghiệp
        tax_code: MST
        commune: Địa bàn
        inspection_form: Hình thức
        concluded_on: Ngày kết luận
        violations: Số hành vi vi phạm
        violation_chapters: Nội dung vi phạm
        remedy_due_on: Hạn khắc phục
        remedied_on: Ngày khắc phục xong
        """,
    ),
)

PENALTIES = (
    layout(
        "Biểu số 02/XPHC",
        "SỔ THEO DÕI QUYẾT ĐỊNH XỬ PHẠT VI PHẠM HÀNH CHÍNH",
        """
        _stt: STT
        decision_no: Số quyết định
        decided_on: Ngày quyết định
        authority: Người có thẩm quyền
        employer: Đối tượng bị xử phạt > Tên
        subject: Đối tượng bị xử phạt > Cá nhân/Tổ chức
        tax_code: Đối tượng bị xử phạt > MST/CCCD
        commune: Xã, phường
        violation_chapters: Căn cứ (điểm, khoản, điều; nghị định)
        fined: Hình thức > Phạt tiền
        fine_vnd[đồng]: Số tiền phạt (đồng)
        amount_after_appeal_vnd[đồng]: Số tiền phải nộp sau khiếu nại (đồng)
        paid_vnd[đồng]: Đã nộp (đồng)
        remaining_vnd[đồng]: Còn phải nộp
        paid_on: Ngày nộp
        status: Tình trạng
        """,
    ),
    layout(
        "Biểu 02/XPHC",
        "DANH SÁCH QUYẾT ĐỊNH XỬ PHẠT VI PHẠM HÀNH CHÍNH VỀ LAO ĐỘNG",
        """
        _stt: TT
        decision_no: Số, ký hiệu quyết định
        decided_on: Ngày ban hành
        subject: Cá nhân, tổ chức
        employer: Tên tổ chức, cá nhân bị xử phạt
        tax_code: Mã số thuế
        commune: Địa bàn
        acts: Số hành vi
        fine_vnd[triệu đồng]: Số tiền phạt (triệu đồng)
        paid_vnd[triệu đồng]: Đã nộp (triệu đồng)
        status: Tình trạng thi hành
        """,
    ),
)

DISPUTE_SUMMARY = (
    layout(
        "Biểu số 03/TCLĐ-TH",
        "TỔNG HỢP TÌNH HÌNH GIẢI QUYẾT TRANH CHẤP LAO ĐỘNG",
        """
        _stt: STT
        commune: Đơn vị
        opening: Tồn kỳ trước
        received_total: Phát sinh trong kỳ > Tổng số
        received_individual: Phát sinh trong kỳ > Cá nhân
        received_collective_rights: Phát sinh trong kỳ > Tập thể về quyền
        received_collective_interests: Phát sinh trong kỳ > Tập thể về lợi ích
        workers_involved: Số NLĐ liên quan
        cause_wages: Nguyên nhân > Tiền lương, thưởng
        cause_insurance: Nguyên nhân > BHXH
        cause_termination: Nguyên nhân > Chấm dứt HĐLĐ
        cause_working_time: Nguyên nhân > Thời giờ làm việc
        cause_discipline: Nguyên nhân > Kỷ luật
        cause_other: Nguyên nhân > Khác
        mediated: Đã giải quyết > Hoà giải thành
        mediation_failed: Đã giải quyết > Hoà giải không thành
        arbitrated: Đã giải quyết > Trọng tài
        to_court: Đã giải quyết > Toà án
        withdrawn: Đã giải quyết > Rút yêu cầu
        settled_on_time: Trong đó đúng hạn (05 ngày làm việc)
        closing: Còn tồn cuối kỳ
        _note: Ghi chú
        """,
    ),
    layout(
        "Biểu 03/TCLĐ-TH",
        "KẾT QUẢ GIẢI QUYẾT TRANH CHẤP LAO ĐỘNG",
        """
        _stt: TT
        commune: Xã, phường
        opening: Số vụ tồn kỳ trước
        received_total: Tổng số vụ phát sinh
        mediated: Số vụ hoà giải thành
        mediation_failed: Số vụ hoà giải không thành
        settled_total: Số vụ đã giải quyết trong kỳ
        closing: Số vụ tồn cuối kỳ
        """,
    ),
)

SESSIONS = (
    layout(
        "Biểu số 05/TTGD-NK",
        "DANH SÁCH CÁC CUỘC TUYÊN TRUYỀN, PHỔ BIẾN PHÁP LUẬT CHO NGƯỜI LAO ĐỘNG",
        """
        _stt: STT
        held_on: Ngày tổ chức
        place: Địa điểm
        commune: Xã, phường
        lead_unit: Đơn vị chủ trì
        tax_code: MST các doanh nghiệp
        topics: Nội dung
        session_form: Hình thức
        attendances: Số lượt người
        attendances_female: Trong đó: nữ
        materials: Tài liệu cấp phát
        _note: Ghi chú
        """,
    ),
    layout(
        "Biểu 05-NK/TTGD",
        "NHẬT KÝ TUYÊN TRUYỀN",
        """
        _stt: TT
        held_on: Thời gian tổ chức
        commune: Địa bàn
        place: Nơi tổ chức
        tax_code: Mã số thuế
        topics: Chủ đề
        attendances: Số người tham dự
        """,
    ),
)

ACCIDENTS = (
    layout(
        "Biểu số 09/TNLĐ",
        "TỔNG HỢP TÌNH HÌNH TAI NẠN LAO ĐỘNG",
        """
        _stt: STT
        commune: Đơn vị
        accidents: Số vụ > Tổng số
        accidents_fatal: Số vụ > Chết người
        accidents_multiple: Số vụ > Có từ 2 người bị nạn trở lên
        victims: Số người bị nạn > Tổng số
        victims_dead: Số người bị nạn > Chết
        victims_serious: Số người bị nạn > Bị thương nặng
        victims_light: Số người bị nạn > Bị thương nhẹ
        victims_female: Số người bị nạn > Nữ
        victims_without_contract: Số người bị nạn > Không có HĐLĐ
        cause_employer: Nguyên nhân > Do NSDLĐ
        cause_worker: Nguyên nhân > Do NLĐ
        cause_other: Nguyên nhân > Khác
        damage_vnd[triệu đồng]: Thiệt hại > Chi phí (triệu đồng)
        days_off: Thiệt hại > Ngày nghỉ
        """,
    ),
    layout(
        "Biểu 09/TNLĐ",
        "TÌNH HÌNH TAI NẠN LAO ĐỘNG",
        """
        _stt: TT
        commune: Xã, phường
        accidents: Số vụ TNLĐ
        accidents_fatal: Số vụ có người chết
        victims: Số người bị nạn
        victims_dead: Số người chết
        victims_serious: Số người bị thương nặng
        """,
    ),
)

ALERTS = (
    layout(
        "Biểu số 11/CB",
        "SỔ THEO DÕI TIN BÁO, CẢNH BÁO VỀ QUAN HỆ LAO ĐỘNG",
        """
        _stt: STT
        reported_on: Ngày nhận tin
        employer: Doanh nghiệp
        tax_code: Mã số thuế
        commune: Xã, phường
        kind: Loại tin
        workers: Số NLĐ liên quan
        total_workers: Tổng số lao động của DN
        months_unpaid: Số tháng nợ lương
        info_source: Nguồn tin
        _content: Nội dung
        status: Tình trạng xử lý
        """,
    ),
    layout(
        "Biểu 11/CB",
        "SỔ THEO DÕI TIN BÁO VỀ QUAN HỆ LAO ĐỘNG",
        """
        _stt: TT
        reported_on: Ngày tiếp nhận
        kind: Loại cảnh báo
        commune: Địa bàn
        employer: Tên doanh nghiệp
        workers: Số lao động liên quan
        info_source: Nguồn thông tin
        """,
    ),
)

MORE_LAYOUTS: dict[str, tuple[Layout, ...]] = {
    "inspection_list": INSPECTION_LIST,
    "penalty_decisions": PENALTIES,
    "dispute_summary": DISPUTE_SUMMARY,
    "outreach_sessions": SESSIONS,
    "accident_summary": ACCIDENTS,
    "alert_log": ALERTS,
} | DEPARTMENT_LAYOUTS
