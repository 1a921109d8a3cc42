"""Names, schema and texts of the made-up release: the marts exactly as the warehouse has them."""

from typing import NamedTuple

SCHEMA = """
create schema marts;
create table marts.dim_commune(
    commune_code varchar, commune_name varchar, short_name varchar, unit_type varchar,
    former_province varchar, principal_former_district varchar, longitude double,
    latitude double, tile_row integer, tile_col integer, sort_order integer);
create table marts.dim_area(
    area_code varchar, area_kind varchar, area_name varchar, short_name varchar,
    former_province_code varchar, former_district_code varchar, sort_order integer);
create table marts.bridge_area_members(
    area_code varchar, area_kind varchar, member_code varchar);
create table marts.bridge_span_periods(
    period varchar, period_calendar varchar, period_span varchar, time_rule varchar,
    event_period varchar, is_observed boolean);
create table marts.bridge_kpi_members(
    kpi_id varchar, member_code varchar, period varchar, period_calendar varchar,
    period_span varchar, numerator double, denominator double, numerator_quarters integer,
    denominator_quarters integer);
create table marts.dim_period(
    period varchar, period_calendar varchar, year integer, quarter integer, label varchar,
    starts_on date, ends_on date, previous_period varchar, same_period_last_year varchar,
    commune_deadline date, department_deadline date);
create table marts.dim_kpi(
    kpi_id varchar, name varchar, short_name varchar, name_en varchar, definition varchar,
    unit varchar, decimals integer, additivity varchar, direction varchar,
    numerator_text varchar, denominator_text varchar, scale double, source_forms varchar,
    intl varchar, caveat varchar, sort_order integer, period_calendar varchar,
    numerator_time varchar, denominator_time varchar, lowest_area varchar,
    disclosure_class varchar, formula varchar, ilo_indicator varchar, legal_source varchar,
    series_break_on date);
create table marts.fct_kpi_values(
    kpi_id varchar, area_code varchar, area_kind varchar, period varchar,
    period_calendar varchar, period_span varchar, value double, numerator double,
    denominator double, value_state varchar, value_reason varchar, source_used varchar,
    reporting_units integer, expected_units integer, is_partial boolean,
    is_small_number boolean, wilson_low double, wilson_high double, comparability varchar,
    comparability_reason varchar);
create table marts.fct_kpi_changes(
    kpi_id varchar, area_code varchar, period varchar, period_span varchar, comparison varchar,
    base_period varchar, base_value double, value double, change_abs double,
    change_pct double, change_kind varchar, change_label varchar, assessment varchar,
    comparability varchar);
create table marts.fct_reporting_status(
    agency_code varchar, agency_name varchar, form varchar, form_name varchar,
    commune_code varchar, period varchar, period_calendar varchar, due_on date,
    first_received_at timestamp, first_accepted_at timestamp, status varchar,
    submissions integer, load_id varchar, is_nil_return boolean);
create table marts.fct_period_status(
    period varchar, period_calendar varchar, release_status varchar, is_approved boolean,
    approved_at timestamp, approved_release_id varchar, approvals integer,
    values_changed_since integer, expected_units integer, reported_units integer,
    on_time_units integer, late_units integer, returned_units integer,
    missing_units integer);
create table marts.fct_kpi_cells(
    kpi_id varchar, commune_code varchar, period varchar, role varchar, kind varchar,
    load_id varchar, agency_code varchar, file_name varchar, file_sha256 varchar, form varchar,
    sheet varchar, cell varchar, row integer, column_name varchar, value double, weight double,
    note varchar, entity_key varchar, zone_code varchar, member_code varchar);
create table marts.fct_kpi_breakdowns(
    kpi_id varchar, commune_code varchar, period varchar, period_calendar varchar,
    dimension varchar, category varchar, dimension_name varchar, category_name varchar,
    numerator double, denominator double);
"""


# the made-up facts in words
FACTS = {
    "inspections": "số cuộc thanh tra, kiểm tra",
    "employers": "số đơn vị được thanh tra, kiểm tra",
    "employers_violating": "số đơn vị có vi phạm",
    "fines_vnd": "số tiền phạt",
    "disputes": "số vụ tranh chấp",
    "concluded": "số vụ hoà giải kết thúc",
    "mediated": "số vụ hoà giải thành",
    "stoppages": "số cuộc ngừng việc",
    "involved": "số lượt người tham gia",
    "sessions": "số cuộc tuyên truyền",
    "attendances": "số lượt người dự",
    "workers": "số lao động",
    "on_time": "số đơn vị nộp đúng hạn",
    "expected": "số đơn vị phải nộp",
    "first_pass": "số biểu không có lỗi chặn",
    "first_forms": "số biểu đã nộp",
}


class Kpi(NamedTuple):
    """One indicator: its texts, and which made-up facts are its numerator and denominator."""

    kpi_id: str
    name: str
    short_name: str
    unit: str
    decimals: int
    direction: str
    numerator: str
    denominator: str | None
    scale: float
    form: str
    column: str
    definition: str
    caveat: str


KPIS = [
    Kpi(
        *("CI-01", "Số cuộc thanh tra, kiểm tra chấp hành pháp luật lao động"),
        *("Cuộc thanh tra, kiểm tra", "cuộc", 0, "neutral", "inspections", None, 1),
        *("inspection_summary", "inspections"),
        "Đếm các cuộc thanh tra, kiểm tra kết thúc trong quý; không tính tự kiểm tra.",
        "Một cuộc có thể trải trên nhiều xã, phường: toàn tỉnh chỉ tính một lần.",
    ),
    Kpi(
        *("CI-04", "Tỷ lệ đơn vị có vi phạm trong số đơn vị được thanh tra, kiểm tra"),
        *("Tỷ lệ đơn vị vi phạm", "%", 1, "neutral", "employers_violating", "employers", 100),
        *("inspection_summary", "employers_violating"),
        "Số đơn vị có ít nhất một hành vi vi phạm chia cho số đơn vị được thanh tra, kiểm tra.",
        "Đơn vị được chọn theo kế hoạch hoặc theo đơn, không đại diện cho mọi đơn vị.",
    ),
    Kpi(
        *("CI-06", "Tổng số tiền xử phạt vi phạm hành chính"),
        *("Tiền xử phạt", "đồng", 0, "neutral", "fines_vnd", None, 1),
        *("inspection_summary", "fines_vnd"),
        "Cộng tiền phạt của các quyết định ban hành trong quý.",
        "Quyết định bị huỷ về sau được ghi giảm bằng một dòng điều chỉnh.",
    ),
    Kpi(
        *("DS-01", "Số vụ tranh chấp lao động phát sinh"),
        *("Vụ tranh chấp lao động", "vụ", 0, "neutral", "disputes", None, 1),
        *("dispute_log", "case_no"),
        "Đếm các vụ tiếp nhận trong quý, cá nhân và tập thể.",
        "Cùng một vụ có thể được nhiều cơ quan ghi; đã ghép theo đơn vị và ngày.",
    ),
    Kpi(
        *("DS-03", "Tỷ lệ hoà giải thành"),
        *("Tỷ lệ hoà giải thành", "%", 1, "up", "mediated", "concluded", 100),
        *("dispute_log", "outcome"),
        "Số vụ hoà giải thành chia cho số vụ hoà giải kết thúc trong quý.",
        "Vụ rút yêu cầu không tính; vụ đang giải quyết không phải là không thành.",
    ),
    Kpi(
        *("DS-06", "Số cuộc ngừng việc tập thể, đình công"),
        *("Cuộc ngừng việc, đình công", "cuộc", 0, "down", "stoppages", None, 1),
        *("stoppage_log", "event_type"),
        "Đếm các cuộc bắt đầu trong quý, không có ngưỡng tối thiểu về quy mô.",
        "Số rất nhỏ: không tính phần trăm thay đổi.",
    ),
    Kpi(
        *("DS-07", "Số lượt người lao động tham gia ngừng việc, đình công"),
        *("Lượt người ngừng việc", "lượt người", 0, "down", "involved", None, 1),
        *("stoppage_log", "workers_involved"),
        "Cộng số người tham gia trực tiếp nhiều nhất của từng cuộc.",
        "Là lượt người: một người ở hai cuộc được tính hai lần.",
    ),
    Kpi(
        *("OE-01", "Số cuộc tuyên truyền, phổ biến pháp luật trực tiếp cho công nhân"),
        *("Cuộc tuyên truyền trực tiếp", "cuộc", 0, "up", "sessions", None, 1),
        *("outreach_summary", "sessions"),
        "Đếm các cuộc tổ chức trong quý, mọi chủ đề và hình thức.",
        "Cuộc nhiều bên cùng tổ chức chỉ tính một lần.",
    ),
    Kpi(
        *("OE-02", "Số lượt người lao động được tuyên truyền trực tiếp"),
        *("Lượt người được tuyên truyền", "lượt người", 0, "up", "attendances", None, 1),
        *("outreach_summary", "attendances"),
        "Cộng số lượt người dự các cuộc tuyên truyền trực tiếp.",
        "Là lượt người, không phải số người.",
    ),
    Kpi(
        *("OE-03", "Số lượt tuyên truyền trên 100 lao động"),
        *("Lượt tuyên truyền trên 100 lao động", "lượt/100 lao động", 1, "up"),
        *("attendances", "workers", 100, "outreach_summary", "attendances"),
        "Số lượt người được tuyên truyền chia cho số lao động, nhân 100.",
        "Không phải tỷ lệ người được tuyên truyền; có thể lớn hơn 100.",
    ),
    Kpi(
        *("DQ-01", "Tỷ lệ đơn vị nộp báo cáo đúng hạn"),
        *("Nộp báo cáo đúng hạn", "%", 1, "up", "on_time", "expected", 100),
        *("inspection_summary", "first_accepted_at"),
        "Số xã, phường có lần nộp đầu được nhận không muộn hơn hạn, chia cho 99.",
        "Tính theo lúc hệ thống nhận, không theo ngày ký; tệp bị trả lại không tính.",
    ),
    Kpi(
        *("DQ-03", "Tỷ lệ biểu đạt kiểm tra lô-gíc lần nộp đầu"),
        *("Biểu đạt ngay lần đầu", "%", 1, "up", "first_pass", "first_forms", 100),
        *("inspection_summary", "outcome"),
        "Số biểu không có lỗi chặn ở lần nộp đầu chia cho số biểu đã nộp.",
        "Quy tắc kiểm tra có phiên bản; không so sánh giữa các phiên bản.",
    ),
]

FORMS = {
    "inspection_summary": "Tổng hợp thanh tra, kiểm tra",
    "dispute_log": "Sổ theo dõi tranh chấp lao động",
    "stoppage_log": "Sổ theo dõi ngừng việc, đình công",
    "outreach_summary": "Tổng hợp tuyên truyền, phổ biến pháp luật",
    "employer_register": "Danh sách người sử dụng lao động",
}

# period, year, quarter, label, starts on, ends on, commune deadline, department deadline
PERIODS = [
    ("2025Q3", 2025, 3, "Quý III/2025", "2025-06-15", "2025-09-14", "2025-09-17", "2025-09-22"),
    ("2025Q4", 2025, 4, "Quý IV/2025", "2025-09-15", "2025-12-14", "2025-12-17", "2025-12-22"),
    ("2026Q1", 2026, 1, "Quý I/2026", "2025-12-15", "2026-03-14", "2026-03-17", "2026-03-20"),
    ("2026Q2", 2026, 2, "Quý II/2026", "2026-03-15", "2026-06-14", "2026-06-17", "2026-06-22"),
    ("2026Q3", 2026, 3, "Quý III/2026", "2026-06-15", "2026-09-14", "2026-09-17", "2026-09-21"),
]
