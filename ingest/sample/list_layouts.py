"""Layouts of the forms with a row a case or an employer (how to read them: `layouts`)."""

from __future__ import annotations

from ingest.sample.layout import layout

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
        channel: Nơi tiếp nhận
        cause: Nguyên nhân
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
        mediator_received_on: Hoà giải > Ngày HGV nhận
        mediation_ended_on: Hoà giải > Ngày kết thúc hoà giải
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
        mediator_received_on: Ngày hoà giải viên nhận
        mediation_ended_on: Ngày lập biên bản hoà giải
        mediation_exempt: Không bắt buộc hoà giải
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
        notified_at: Thời điểm nhận tin
        authorities_present_at: Thời điểm cơ quan chức năng có mặt
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
        notified_at: Giờ nhận tin
        authorities_present_at: Cơ quan chức năng có mặt
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
        contracts_indefinite: HĐLĐ > Không xác định thời hạn
        contracts_definite: HĐLĐ > Xác định thời hạn
        has_union: Có CĐCS (x)
        has_agreement: Có TƯLĐTT (x)
        agreement_expires_on: Ngày hết hạn TƯLĐTT
        last_dialogue_on: Ngày đối thoại gần nhất
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
        workers_liable: Số LĐ thuộc diện tham gia BHXH
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
        last_dialogue_on: Quan hệ lao động > Đối thoại gần nhất
        status: Tình trạng hoạt động
        """,
    ),
)
