"""The verdict of a check in one sentence, and how much of each severity was found."""

from collections.abc import Mapping
from typing import Any

SEVERITIES = {"error": "Lỗi", "warning": "Lưu ý", "note": "Ghi chú"}
_QUARTERS = ("I", "II", "III", "IV")


def count_findings(result: Mapping[str, Any]) -> dict[str, int]:
    """How many findings of each severity a check result has, the worst first."""
    return {
        severity: sum(item["severity"] == severity for item in result["findings"])
        for severity in SEVERITIES
    }


def verdict(result: Mapping[str, Any]) -> str:
    """What becomes of the file and what the sender has to do, in one sentence.

    Args:
        result: a check result.
    """
    counts = count_findings(result)
    if result["outcome"] == "refused":
        return "TỪ CHỐI: tệp không đọc được hoặc không an toàn, xem cách sửa bên dưới rồi gửi lại."
    if result["outcome"] == "rejected":
        return f"TRẢ LẠI: có {counts['error']} lỗi phải sửa, sửa xong hãy gửi lại."
    if result["outcome"] == "accepted_with_warnings":
        return (
            f"ĐƯỢC NHẬN, có {counts['warning']} điểm cần xem lại: nếu ghi nhầm, hãy sửa rồi gửi "
            "lại; nếu đúng, không phải làm gì."
        )
    return "ĐƯỢC NHẬN: không có lỗi, không phải sửa gì."


def quarter_words(period: str | None) -> str:
    """A period id as a reader of reports writes it: ``Quý III/2026``."""
    if period is None:
        return "kỳ ghi trên từng dòng"
    return f"Quý {_QUARTERS[int(period[5]) - 1]}/{period[:4]}"
