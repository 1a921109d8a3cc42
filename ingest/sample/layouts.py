"""Table layouts that made-up agencies use: marks, titles and header labels, form by form.

Here those of the five forms that every commune owes each quarter; the others: `more_layouts`.

A layout names one column a line: the column's key and its header from the top row to the bottom
row ("Xử phạt > Số quyết định"); neighbours that share a beginning are merged over it. Keys that
begin with an underscore are what real forms carry beside the contract's columns (running number,
cumulative figures, subsets, notes, personal columns): a reader must recognise them and leave them
out. "fines_vnd[đồng]" says in which unit the cells are written.
"""

from __future__ import annotations

from ingest.sample.layout import Layout, layout
from ingest.sample.list_layouts import DISPUTES, REGISTER, STOPPAGES
from ingest.sample.more_layouts import MORE_LAYOUTS

INSPECTION = (
    layout(
        "Biểu số 01/KTLĐ",
        "KẾT QUẢ THANH TRA, KIỂM TRA VIỆC CHẤP HÀNH PHÁP LUẬT LAO ĐỘNG",
        """
        _stt: STT
        commune: Tên đơn vị
        inspections: Thanh tra, kiểm tra > Số cuộc
        employers_inspected: Thanh tra, kiểm tra > Số doanh nghiệp được thanh tra, kiểm tra
        employers_violating: Kết quả > Số doanh nghiệp có vi phạm
        violations: Kết quả > Số hành vi vi phạm
        penalty_decisions: Xử phạt vi phạm hành chính > Số quyết định
        fines_vnd[triệu đồng]: Xử phạt vi phạm hành chính > Số tiền phạt (triệu đồng)
        _note: Ghi chú
        """,
    ),
    layout(
        "Biểu 01/KTLĐ",
        "TỔNG HỢP KẾT QUẢ KIỂM TRA VIỆC CHẤP HÀNH PHÁP LUẬT LAO ĐỘNG",
        """
        _stt: TT
        commune: Đơn vị hành chính
        inspections: Số cuộc thanh tra, kiểm tra
        employers_inspected: Số DN được kiểm tra
        employers_violating: Số DN vi phạm
        violations: Tổng số hành vi vi phạm
        requirements: Kiến nghị, yêu cầu > Tổng số
        requirements_done: Kiến nghị, yêu cầu > Đã thực hiện
        requirements_in_progress: Kiến nghị, yêu cầu > Đang thực hiện
        requirements_overdue: Kiến nghị, yêu cầu > Quá hạn
        penalty_decisions: Số QĐ xử phạt
        fines_vnd[đồng]: Số tiền xử phạt (đồng)
        """,
    ),
    layout(
        "Mẫu số 01/KTLĐ",
        "BIỂU TỔNG HỢP CÔNG TÁC THANH TRA, KIỂM TRA VIỆC CHẤP HÀNH PHÁP LUẬT LAO ĐỘNG",
        """
        _stt: Số TT
        commune: Xã, phường
        inspections: Hoạt động thanh tra, kiểm tra > Trong kỳ > Số cuộc
        employers_inspected: Hoạt động thanh tra, kiểm tra > Trong kỳ > Số đơn vị được kiểm tra
        _ytd_inspections: Hoạt động thanh tra, kiểm tra > Luỹ kế từ đầu năm > Số cuộc
        employers_violating: Vi phạm phát hiện > Số đơn vị vi phạm
        violations: Vi phạm phát hiện > Số hành vi
        penalty_decisions: Xử phạt > Số quyết định xử phạt
        fines_vnd[triệu đồng]: Xử phạt > Số tiền
        _note: Ghi chú
        """,
        "Đơn vị tính: triệu đồng",
    ),
    layout(
        "Biểu số 1",
        "BÁO CÁO TÌNH HÌNH KIỂM TRA, XỬ PHẠT VI PHẠM HÀNH CHÍNH VỀ LAO ĐỘNG",
        """
        _stt: STT
        commune: Địa phương
        employers_inspected: Kiểm tra > Số DN
        inspections: Kiểm tra > Số cuộc
        violations: Vi phạm > Số hành vi vi phạm
        employers_violating: Vi phạm > Số DN vi phạm
        fines_vnd[đồng]: Phạt tiền > Số tiền
        penalty_decisions: Phạt tiền > Số QĐ
        """,
        "ĐVT: đồng",
    ),
)

OUTREACH = (
    layout(
        "Biểu số 05/TTGD",
        "KẾT QUẢ TUYÊN TRUYỀN, GIÁO DỤC CHÍNH TRỊ TƯ TƯỞNG, PHỔ BIẾN PHÁP LUẬT CHO CÔNG NHÂN",
        """
        _stt: STT
        commune: Đơn vị thực hiện
        annual_plan_sessions: Kế hoạch năm (cuộc)
        sessions: Tuyên truyền trực tiếp > Số cuộc
        attendances: Tuyên truyền trực tiếp > Số lượt người
        attendances_female: Tuyên truyền trực tiếp > Trong đó: nữ
        media_items: Số tin, bài
        materials_distributed: Tài liệu phát hành (tờ, cuốn)
        sessions_ytd: Luỹ kế từ đầu năm > Số cuộc
        attendances_ytd: Luỹ kế từ đầu năm > Số lượt người
        _note: Ghi chú
        """,
    ),
    layout(
        "Biểu 05/TTGD",
        "BÁO CÁO CÔNG TÁC TUYÊN TRUYỀN, PHỔ BIẾN PHÁP LUẬT LAO ĐỘNG",
        """
        _stt: TT
        commune: Xã, phường
        sessions: Số hội nghị
        attendances: Số lượt người tham dự
        media_items: Số tin, bài, phóng sự
        materials_distributed: Số tài liệu đã phát
        annual_plan_sessions: Kế hoạch cả năm
        """,
    ),
    layout(
        "Mẫu số 05",
        "TỔNG HỢP HOẠT ĐỘNG TUYÊN TRUYỀN CHO NGƯỜI LAO ĐỘNG TRONG DOANH NGHIỆP",
        """
        _stt: STT
        commune: Địa bàn
        annual_plan_sessions: Hội nghị, lớp tuyên truyền > Kế hoạch năm
        sessions: Hội nghị, lớp tuyên truyền > Thực hiện trong kỳ
        attendances: Số lượt người tham dự > Tổng số
        _subset_male: Số lượt người tham dự > Nam
        attendances_female: Số lượt người tham dự > Nữ
        media_items: Truyền thông > Tin, bài
        materials_distributed: Truyền thông > Tờ rơi, tài liệu
        """,
    ),
    layout(
        "Biểu số 5",
        "KẾT QUẢ TUYÊN TRUYỀN, PHỔ BIẾN, GIÁO DỤC PHÁP LUẬT",
        """
        _stt: STT
        commune: Địa phương
        sessions: Số buổi tuyên truyền
        attendances: Số lượt người nghe
        media_items: Tin, bài trên báo, đài
        materials_distributed: Tài liệu (tờ)
        annual_plan_sessions: Số buổi theo kế hoạch năm
        _note: Ghi chú
        """,
    ),
)

OWED: dict[str, tuple[Layout, ...]] = {
    "inspection_summary": INSPECTION,
    "dispute_log": DISPUTES,
    "stoppage_log": STOPPAGES,
    "outreach_summary": OUTREACH,
    "employer_register": REGISTER,
}

LAYOUTS = OWED | MORE_LAYOUTS
