"""Layouts of the forms that one department each sends (how to read them: `layouts`)."""

from __future__ import annotations

from ingest.sample.layout import Layout, layout

UNIONS = layout(
    "Biểu số 06/CĐ",
    "TỔNG HỢP HOẠT ĐỘNG CÔNG ĐOÀN",
    """
    _stt: STT
    unit: Đơn vị
    workers_total: Số CNVCLĐ > Tổng số
    workers_female: Số CNVCLĐ > Nữ
    members_total: Đoàn viên > Tổng số
    members_female: Đoàn viên > Nữ
    members_admitted: Đoàn viên > Kết nạp mới
    members_left: Đoàn viên > Giảm
    unions_total: CĐCS > Tổng số
    unions_public: CĐCS > Khu vực nhà nước
    unions_private: CĐCS > Ngoài nhà nước
    unions_new: CĐCS > Thành lập mới
    unions_dissolved: CĐCS > Giải thể
    employers_25_without_union: DN từ 25 LĐ chưa có CĐCS
    agreements_in_force: TƯLĐTT > Còn hiệu lực
    agreements_new: TƯLĐTT > Ký mới
    agreements_amended: TƯLĐTT > Sửa đổi, bổ sung
    agreements_expired: TƯLĐTT > Hết hạn
    dialogue_employers: Đối thoại định kỳ > Số DN
    dialogue_sessions: Đối thoại định kỳ > Số cuộc
    conference_employers: Hội nghị NLĐ > Số DN
    legal_consultations: Tư vấn pháp luật
    lawsuits_supported: Hỗ trợ khởi kiện
    """,
)

INSURANCE = layout(
    "Biểu số 07/BHXH",
    "TÌNH HÌNH THU, CHẬM ĐÓNG BẢO HIỂM XÃ HỘI CỦA ĐƠN VỊ SỬ DỤNG LAO ĐỘNG",
    """
    _stt: STT
    unit_code: Mã đơn vị
    employer: Tên đơn vị
    tax_code: Mã số thuế
    commune: Xã, phường
    insured: Số LĐ tham gia
    due_to_date_vnd[đồng]: Số phải thu luỹ kế
    collected_vnd[đồng]: Số đã thu
    late_social_vnd[đồng]: Số tiền chậm đóng > BHXH
    late_health_vnd[đồng]: Số tiền chậm đóng > BHYT
    late_unemployment_vnd[đồng]: Số tiền chậm đóng > BHTN
    late_interest_vnd[đồng]: Số tiền chậm đóng > Lãi
    months_late: Số tháng chậm đóng
    urged_over_60_days: Trong đó quá 60 ngày đã đôn đốc
    evasion: Trốn đóng
    _note: Ghi chú
    """,
    "Đơn vị tính: đồng",
)

MEDIA = (
    layout(
        "Biểu số 08a/TT-VH",
        "KẾT QUẢ TRUYỀN THÔNG VỀ CÔNG NHÂN, NGƯỜI LAO ĐỘNG",
        """
        _stt: STT
        media_kind: Loại hình
        programme: Tên chuyên trang/chuyên mục
        news: Số tin
        articles: Số bài
        reports: Phóng sự
        short_videos: Video ngắn
        infographics: Infographic, đồ hoạ
        podcasts: Podcast
        republished: Trong đó đăng lại
        language: Ngôn ngữ
        minutes: Thời lượng (phút)
        views: Lượt xem/tiếp cận
        """,
    ),
    layout(
        "Biểu 08a/TT-VH",
        "SẢN PHẨM TRUYỀN THÔNG",
        """
        _stt: TT
        programme: Chuyên trang, chuyên mục
        media_kind: Loại hình truyền thông
        news: Tin
        articles: Bài
        short_videos: Video
        views: Lượt xem
        """,
    ),
)

GRASSROOTS = layout(
    "Biểu số 08b/TT-VH",
    "HỆ THỐNG TRUYỀN THANH CƠ SỞ VÀ THIẾT CHẾ VĂN HOÁ PHỤC VỤ CÔNG NHÂN",
    """
    _stt: STT
    commune: Xã, phường
    speaker_clusters: Số cụm loa/bảng điện tử
    broadcasts: Số buổi phát
    broadcast_time: Thời lượng phát
    broadcast_unit: Đơn vị thời lượng
    culture_houses: Thiết chế văn hoá > Nhà VH
    sports_grounds: Thiết chế văn hoá > Sân thể thao
    activity_points: Thiết chế văn hoá > Điểm sinh hoạt
    activities: Hoạt động > Cuộc
    activity_attendances: Hoạt động > Lượt người
    """,
)

DEPARTMENT_LAYOUTS: dict[str, tuple[Layout, ...]] = {
    "union_summary": (UNIONS,),
    "social_insurance": (INSURANCE,),
    "media_products": MEDIA,
    "grassroots_media": (GRASSROOTS,),
}
