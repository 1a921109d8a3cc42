"""What each finding says to the sender: what is allowed and what to do, in Vietnamese.

One row a code, so that a translator or a lawyer can read them all in one place.
"""

from dataclasses import dataclass
from typing import Any

from ingest.clean_text import without_persons
from ingest.findings import Finding, Severity, show


@dataclass(frozen=True, slots=True)
class Message:
    """Severity and texts of one finding code; texts may name ``{fields}``."""

    severity: Severity
    allowed: str | None
    text: str


MESSAGES: dict[str, Message] = {
    # the file
    "unknown_form": Message(
        "error",
        "một trong các biểu: {forms}",
        "Không thấy bảng nào theo biểu mẫu đã biết. Hãy kiểm tra dòng tiêu đề cột (đúng tên cột "
        "như biểu mẫu) hoặc gửi đúng biểu.",
    ),
    "wrong_form": Message(
        "error",
        "biểu {wanted}",
        "Tệp có vẻ là biểu {seen}, không phải biểu {wanted}. Hãy chọn đúng biểu hoặc gửi đúng tệp.",
    ),
    "other_quarter": Message(
        "warning",
        "{usual}, như các bảng khác của tệp",
        "Bảng này ghi {found}, các bảng khác của tệp ghi {usual}. Nếu ghi nhầm, hãy sửa tiêu đề "
        "bảng rồi gửi lại; nếu không sửa, số liệu được tính cho {found}.",
    ),
    "personal_data_removed": Message(
        "note",
        "nội dung không nêu đích danh cá nhân",
        "Cột “{column}” có {kinds} của cá nhân. Phần đó đã được che bằng “[đã che …]” và không lưu "
        "vào kho; phần còn lại của ô được giữ nguyên. Lần sau xin không ghi thông tin cá nhân ở "
        "cột này.",
    ),
    "made_up_data": Message(
        "note",
        None,
        "Trang ghi rõ là số liệu giả lập; bản công bố dựng từ tệp này sẽ mang dấu “số liệu giả "
        "lập”. Nếu là số liệu thật, hãy xoá dòng chữ đó rồi gửi lại.",
    ),
    "sheet_without_table": Message(
        "note",
        None,
        "Trang này không có bảng theo biểu mẫu nào nên không được đọc. Nếu trang có số liệu báo "
        "cáo, hãy sửa dòng tiêu đề cột theo biểu mẫu.",
    ),
    "hidden_sheet": Message(
        "warning",
        "số liệu ở trang hiện",
        "Trang tính bị ẩn không được đọc. Nếu có số liệu cần báo cáo, hãy bỏ ẩn trang rồi gửi lại.",
    ),
    "hidden_rows": Message(
        "warning",
        "số liệu ở dòng hiện",
        "Các dòng bị ẩn hoặc đang lọc không được đọc. Hãy bỏ ẩn, bỏ lọc nếu cần tính các dòng này.",
    ),
    "hidden_columns": Message(
        "warning",
        "số liệu ở cột hiện",
        "Các cột bị ẩn không được đọc. Hãy bỏ ẩn nếu cần tính các cột này.",
    ),
    "copy_below_signature": Message(
        "warning",
        "một bảng cho mỗi biểu và kỳ",
        "Dưới phần ký có một bảng nữa cùng biểu, cùng kỳ nên không được đọc. "
        "Hãy xoá bảng thừa, hoặc ghi rõ kỳ của bảng.",
    ),
    "whole_year_table": Message(
        "warning",
        "số liệu từng quý",
        "Bảng này là số cả năm hoặc nhiều quý nên không được đọc; số liệu lấy từ các bảng theo "
        "quý. Không cần sửa nếu các quý đã đủ.",
    ),
    "copied_table": Message(
        "warning",
        "một bảng cho mỗi biểu và kỳ",
        "Bảng này giống hệt một bảng đã đọc trong cùng tệp nên chỉ tính một lần. "
        "Hãy xoá bảng thừa, hoặc gửi đúng số liệu của bảng này.",
    ),
    # the table
    "missing_column": Message(
        "error",
        "cột “{column}” (có thể ghi: {labels})",
        "Bảng thiếu cột “{column}”. Các cột đọc được: {present}. Hãy thêm cột hoặc sửa tên cột "
        "theo biểu mẫu.",
    ),
    "duplicate_column": Message(
        "error",
        "mỗi cột của biểu một lần",
        "Hai cột cùng có nghĩa là “{column}”. Hãy sửa tiêu đề cho rõ cột nào là số của kỳ này.",
    ),
    "unknown_column": Message(
        "warning",
        "các cột của biểu: {known}",
        "Cột này không có trong biểu nên không được đọc. Nếu là cột của biểu, hãy sửa tên cột.",
    ),
    "column_by_keywords": Message(
        "note",
        None,
        "Tên cột không trùng biểu mẫu; được hiểu là “{column}”. Hãy báo lại nếu hiểu sai.",
    ),
    "period_missing": Message(
        "error",
        "“Quý … năm …” ở tiêu đề hoặc tên trang",
        "Không rõ bảng thuộc quý nào. Hãy ghi “Quý … năm …” ở tiêu đề bảng, hoặc gửi kèm kỳ "
        "báo cáo.",
    ),
    "period_conflict": Message(
        "error",
        "một quý cho mỗi bảng",
        "Kỳ báo cáo mâu thuẫn: {places}. Hãy sửa cho thống nhất rồi gửi lại.",
    ),
    "period_outside": Message(
        "error",
        "một quý trong lịch báo cáo",
        "Kỳ {found} không có trong lịch báo cáo. Hãy kiểm tra lại quý và năm ghi trong tệp.",
    ),
    "unit_missing": Message(
        "error",
        "(đồng) hoặc (triệu đồng) ở tiêu đề cột",
        "Không rõ đơn vị tính của cột tiền. Hãy ghi “(đồng)” hoặc “(triệu đồng)” ở tiêu đề cột.",
    ),
    "unit_assumed": Message(
        "note",
        "(đồng) hoặc (triệu đồng) ở tiêu đề cột",
        "Cột tiền không ghi đơn vị; theo độ lớn của số liệu được hiểu là đồng.",
    ),
    "no_rows": Message(
        "error",
        "ít nhất một dòng số liệu, hoặc ghi “Không phát sinh”",
        "Bảng không có dòng số liệu nào. Nếu không phát sinh, hãy ghi “Không phát sinh” dưới "
        "tiêu đề bảng.",
    ),
    "total_mismatch": Message(
        "warning",
        "tổng các dòng: {computed}",
        "Dòng tổng ghi {found} nhưng cộng các dòng được {computed} (cột “{column}”). "
        "Hãy kiểm tra dòng nào sót hoặc thừa; số cộng các dòng được dùng.",
    ),
    "number_style": Message(
        "note", None, "Số dạng “{found}” được hiểu theo cách viết của cả tệp ({style})."
    ),
    # a row
    "duplicate_row": Message(
        "warning",
        "mỗi vụ, mỗi đơn vị một dòng",
        "Dòng này trùng hoàn toàn với dòng {first}; chỉ tính một lần. "
        "Nếu là hai vụ khác nhau, hãy ghi số thụ lý.",
    ),
    "duplicate_key": Message(
        "error",
        "mỗi xã, phường một dòng trong một quý",
        "{name} đã có ở dòng {first} với số liệu khác. Hãy giữ một dòng đúng rồi gửi lại.",
    ),
    "rule_broken": Message("error", "{allowed_rule}", "{rule}. Hãy kiểm tra lại các ô {cells}."),
    # a cell
    "blank_required": Message(
        "error", "{means}", "Ô “{column}” bắt buộc nhưng để trống. Hãy điền rồi gửi lại."
    ),
    "blank_mandatory": Message(
        "warning",
        "số, hoặc 0 nếu không có",
        "Ô “{column}” để trống nên chưa có số liệu (không tính là 0). "
        "Hãy ghi 0 nếu không phát sinh.",
    ),
    "unknown_commune": Message(
        "error",
        "tên một trong 99 xã, phường của tỉnh{candidates}",
        "Không có xã, phường nào tên như vậy. {advice}",
    ),
    "ambiguous_commune": Message(
        "error",
        "tên đủ để chỉ một xã, phường{candidates}",
        "Tên này có thể chỉ nhiều xã, phường. {advice}",
    ),
    "former_commune": Message(
        "warning",
        "tên xã, phường sau ngày 01/7/2025",
        "Tên đơn vị cũ; được tính cho {name}. Lần sau hãy ghi tên mới.",
    ),
    "not_a_number": Message(
        "error",
        "số, ví dụ 1.234",
        "Ô “{column}” không phải là số. Hãy ghi bằng chữ số (0 nếu không có).",
    ),
    "date_in_number": Message(
        "error",
        "số, ví dụ 1.234",
        "Ô “{column}” là ngày tháng, có thể do Excel tự đổi. Hãy định dạng ô là số và ghi lại.",
    ),
    "negative_number": Message(
        "error", "số từ 0 trở lên", "Ô “{column}” là số âm. Hãy kiểm tra và ghi lại."
    ),
    "not_whole_number": Message(
        "error", "số nguyên", "Ô “{column}” phải là số nguyên. Hãy kiểm tra và ghi lại."
    ),
    "lost_thousands": Message(
        "error",
        "số nguyên",
        "Ô “{column}” là số thập phân; có thể Excel đã đổi “1.234” thành 1,234. "
        "Hãy ghi lại số không có dấu ngăn cách.",
    ),
    "ambiguous_number": Message(
        "error",
        "1.234 (một nghìn…) hoặc 1,5 (một phẩy năm)",
        "Số này đọc được hai cách (dấu phẩy là ngăn hàng nghìn hay phần thập phân?). "
        "Hãy ghi lại không có dấu ngăn cách.",
    ),
    "bad_date": Message(
        "error",
        "ngày có thật, ví dụ 05/3/2026",
        "Ô “{column}” không phải là một ngày có thật. Hãy ghi lại dạng ngày/tháng/năm.",
    ),
    "partial_date": Message(
        "error",
        "đủ ngày/tháng/năm, ví dụ 05/3/2026",
        "Ô “{column}” thiếu ngày, tháng hoặc năm. Hãy ghi đủ ngày/tháng/năm.",
    ),
    "date_after_period": Message(
        "warning",
        "ngày không sau {limit}",
        "Ngày ở ô “{column}” sau ngày cuối kỳ báo cáo ({limit}). Hãy kiểm tra lại.",
    ),
    "future_date": Message(
        "warning",
        "ngày không sau hôm nay ({limit})",
        "Ngày ở ô “{column}” chưa tới. Hãy kiểm tra lại.",
    ),
    "unknown_code": Message(
        "error", "{codes}", "Nội dung ô “{column}” không thuộc danh mục. Hãy ghi theo danh mục."
    ),
    "bad_tax_code": Message(
        "warning", "10 hoặc 13 chữ số", "Ô “{column}” chưa được tính. Hãy ghi đủ mã số thuế."
    ),
    "short_tax_code": Message(
        "warning",
        "10 hoặc 13 chữ số",
        "Ô “{column}” thiếu một chữ số, có thể do bảng tính bỏ số 0 ở đầu; chưa được tính. Hãy "
        "định dạng ô là văn bản rồi ghi lại đủ.",
    ),
    "time_missing": Message(
        "warning",
        "giờ và ngày, ví dụ 7h30 ngày 05/3/2026",
        "Ô “{column}” không ghi giờ nên chưa được tính. Hãy ghi cả giờ, ngày.",
    ),
    "unknown_flag": Message(
        "warning",
        "x hoặc để trống",
        "Ô đánh dấu “{column}” chỉ ghi “x” hoặc để trống; nội dung này không được tính.",
    ),
    "unknown_period": Message(
        "error", "ví dụ Quý III/2026", "Ô kỳ báo cáo không rõ là quý nào. Hãy ghi “Quý …/năm”."
    ),
    "error_cell": Message(
        "error",
        "giá trị, không phải lỗi công thức",
        "Ô “{column}” đang báo lỗi công thức. Hãy sửa công thức hoặc ghi số trực tiếp.",
    ),
    "uncalculated_formula": Message(
        "error",
        "giá trị đã tính",
        "Ô “{column}” có công thức chưa được tính nên chưa có giá trị (không tính là 0). "
        "Hãy mở tệp bằng Excel, lưu lại rồi gửi.",
    ),
    "implausible": Message(
        "warning",
        "{bounds}",
        "Giá trị ở ô “{column}” ngoài khoảng hợp lý ({source}). Hãy kiểm tra lại.",
    ),
    "reading_hint": Message(
        "warning", None, "Ô “{column}”: {hint}; được tính là {value}. Hãy kiểm tra lại."
    ),
}


def finding(
    code: str,
    *,
    sheet: str | None = None,
    cell: str | None = None,
    found: Any = None,
    severity: Severity | None = None,
    **fields: Any,
) -> Finding:
    """A finding in the words of ``MESSAGES``.

    Args:
        code: key of ``MESSAGES``.
        sheet: sheet name.
        cell: address or range.
        found: the cell's value, shown as a person reads it; None when there is nothing to show.
        severity: overrides the code's usual severity.
        **fields: fields named by the code's texts.
    """
    message = MESSAGES[code]
    shown = None if found is None else show(without_persons(found))
    texts = {"found": shown, **{name: without_persons(value) for name, value in fields.items()}}
    allowed = message.allowed.format(**texts) if message.allowed else None
    return Finding(
        severity or message.severity,
        code,
        sheet,
        cell,
        shown,
        allowed,
        message.text.format(**texts),
    )
