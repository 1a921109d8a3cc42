"""Table layouts that made-up agencies use: marks, titles and header labels of the five forms.

A layout names one column a line: the column's key and its header from the top row to the bottom
row ("Xử phạt > Số quyết định"); neighbours that share a beginning are merged over it. Keys that
begin with an underscore are what real forms carry beside the contract's columns (running number,
cumulative figures, subsets, notes, personal columns): a reader must recognise them and leave them
out. "fines_vnd[đồng]" says in which unit the cells are written.
"""

from __future__ import annotations

from ingest.sample.layout import Layout, layout

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

DISPUTES = (
    layout(
        "Biểu số 03/TCLĐ",
        "SỔ THEO DÕI CÁC VỤ TRANH CHẤP LAO ĐỘNG",
        """
        _stt: STT
        case_no: Số thụ lý
        received_on: Ngày tiếp nhận
        _claimant: Người yêu cầu
        employer: Người sử dụng lao động
        commune: Xã, phường
        dispute_type: Loại tranh chấp
        workers_involved: Số lao động liên quan
        closed_on: Ngày kết thúc
        outcome: Kết quả giải quyết
        _note: Ghi chú
        """,
    ),
    layout(
        "Biểu 03b/TCLĐ",
        "DANH SÁCH VỤ VIỆC TRANH CHẤP LAO ĐỘNG TRÊN ĐỊA BÀN",
        """
        _stt: TT
        case_no: Vụ việc > Số hồ sơ
        received_on: Vụ việc > Ngày nhận đơn
        _claimant: Các bên tranh chấp > Người yêu cầu (họ tên)
        employer: Các bên tranh chấp > Doanh nghiệp
        commune: Địa bàn (xã, phường)
        dispute_type: Tranh chấp > Loại TC
        _content: Tranh chấp > Nội dung
        workers_involved: Tranh chấp > Số NLĐ tham gia
        outcome: Kết quả giải quyết > Kết quả
        closed_on: Kết quả giải quyết > Ngày kết thúc
        """,
    ),
    layout(
        "Biểu số 3",
        "DANH SÁCH CÁC VỤ TRANH CHẤP LAO ĐỘNG, NGỪNG VIỆC, ĐÌNH CÔNG",
        """
        _stt: STT
        received_on: Ngày phát sinh
        employer: Tên doanh nghiệp
        commune: Xã/phường
        dispute_type: Hình thức tranh chấp
        workers_involved: Số người tham gia
        closed_on: Ngày giải quyết xong
        outcome: Kết quả
        """,
    ),
    layout(
        "Mẫu 03/TCLĐ",
        "BIỂU THEO DÕI HÒA GIẢI TRANH CHẤP LAO ĐỘNG",
        """
        _stt: STT
        case_no: Mã vụ việc
        employer: Tên đơn vị sử dụng lao động
        commune: Nơi xảy ra
        received_on: Ngày thụ lý
        dispute_type: Loại tranh chấp lao động
        workers_involved: Số NLĐ liên quan (người)
        _mediator: Hoà giải viên
        closed_on: Ngày hoàn thành
        outcome: Kết quả hoà giải
        _note: Ghi chú
        """,
    ),
)

STOPPAGES = (
    layout(
        "Biểu số 04/NVTT",
        "TÌNH HÌNH NGỪNG VIỆC TẬP THỂ, ĐÌNH CÔNG",
        """
        _stt: STT
        employer: Tên doanh nghiệp
        industrial_zone: Khu công nghiệp
        commune: Xã, phường
        event_type: Loại sự việc
        total_workers: Tổng số lao động
        started_on: Thời gian > Bắt đầu
        ended_on: Thời gian > Kết thúc
        workers_involved: Số người lao động > Tham gia (cao nhất)
        workers_indirect: Số người lao động > Ngừng việc theo (gián tiếp)
        days_not_worked: Tổng số ngày công ngừng
        led_by: Tổ chức lãnh đạo
        lawful_procedure: Trình tự
        cause: Nguyên nhân, yêu cầu
        outcome: Kết quả giải quyết
        _note: Ghi chú
        """,
    ),
    layout(
        "Biểu 04/NVTT",
        "BÁO CÁO CÁC CUỘC NGỪNG VIỆC TẬP THỂ, ĐÌNH CÔNG VÀ ĐÓNG CỬA TẠM THỜI NƠI LÀM VIỆC",
        """
        _stt: TT
        event_type: Hình thức
        employer: Doanh nghiệp
        commune: Địa bàn xã, phường
        industrial_zone: KCN
        started_on: Ngày bắt đầu
        ended_on: Ngày kết thúc
        total_workers: Tổng số LĐ của DN
        workers_involved: Số NLĐ tham gia
        workers_indirect: Số NLĐ bị ảnh hưởng gián tiếp
        days_not_worked: Số ngày công ngừng việc
        led_by: Lãnh đạo
        lawful_procedure: Trình tự theo quy định
        cause: Nguyên nhân
        outcome: Kết quả
        """,
    ),
    layout(
        "Mẫu số 04",
        "DANH SÁCH VỤ NGỪNG VIỆC, ĐÌNH CÔNG TRÊN ĐỊA BÀN",
        """
        _stt: STT
        employer: Tên đơn vị
        commune: Địa phương
        event_type: Loại vụ việc
        started_on: Thời điểm bắt đầu
        ended_on: Thời điểm kết thúc
        workers_involved: Số người tham gia
        total_workers: Tổng số LĐ
        days_not_worked: Số ngày công bị mất
        cause: Nguyên nhân
        outcome: Kết quả giải quyết
        """,
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
        _subset_female: Tuyên truyền trực tiếp > Trong đó: nữ
        media_items: Số tin, bài
        materials_distributed: Tài liệu phát hành (tờ, cuốn)
        _ytd_sessions: Luỹ kế từ đầu năm > Số cuộc
        _ytd_attendances: Luỹ kế từ đầu năm > Số lượt người
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
        _subset_female: Số lượt người tham dự > Nữ
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

REGISTER = (
    layout(
        "Biểu số 10/DN-LĐ",
        "DANH SÁCH DOANH NGHIỆP VÀ LAO ĐỘNG TRÊN ĐỊA BÀN",
        """
        _stt: STT
        employer: Tên doanh nghiệp
        tax_code: Mã số thuế
        ownership: Loại hình
        industry: Ngành nghề
        commune: Xã, phường nơi làm việc
        industrial_zone: KCN, CCN
        workers: Số lao động > Tổng số
        workers_female: Số lao động > Trong đó: nữ
        workers_insured: Số lao động > Tham gia BHXH bắt buộc
        has_union: Có CĐCS (x)
        has_agreement: Có TƯLĐTT (x)
        status: Tình trạng hoạt động
        _note: Ghi chú
        """,
    ),
    layout(
        "Biểu 10/DN-LĐ",
        "TỔNG HỢP DOANH NGHIỆP, HỢP TÁC XÃ SỬ DỤNG LAO ĐỘNG",
        """
        _stt: TT
        employer: Tên đơn vị, doanh nghiệp
        tax_code: MST
        commune: Địa bàn
        ownership: Loại hình DN
        industry: Ngành
        workers: Tổng số LĐ
        workers_female: LĐ nữ
        workers_insured: Số LĐ tham gia BHXH
        has_union: Công đoàn cơ sở
        has_agreement: Thoả ước LĐTT
        industrial_zone: Khu công nghiệp
        status: Tình trạng
        """,
    ),
    layout(
        "Mẫu số 10",
        "BIỂU THỐNG KÊ DOANH NGHIỆP VÀ LAO ĐỘNG",
        """
        _stt: STT
        employer: Doanh nghiệp > Tên
        tax_code: Doanh nghiệp > Mã số thuế
        ownership: Doanh nghiệp > Loại hình DN
        industry: Doanh nghiệp > Ngành nghề SXKD
        commune: Nơi làm việc > Xã, phường
        industrial_zone: Nơi làm việc > KCN
        workers: Lao động (người) > Tổng số
        workers_insured: Lao động (người) > Đóng BHXH
        workers_female: Lao động (người) > Nữ
        has_union: Quan hệ lao động > CĐCS
        has_agreement: Quan hệ lao động > TƯLĐTT
        status: Tình trạng hoạt động
        """,
    ),
)

LAYOUTS: dict[str, tuple[Layout, ...]] = {
    "inspection_summary": INSPECTION,
    "dispute_log": DISPUTES,
    "stoppage_log": STOPPAGES,
    "outreach_summary": OUTREACH,
    "employer_register": REGISTER,
}
