"""The refusal of a file that is not read at all, and the sentences that refusals share."""

SAVE_AS = "Hãy mở tệp bằng Excel, chọn “Lưu thành” (Save As) dạng .xlsx rồi gửi lại."


class Refused(Exception):
    """The file is not read at all.

    Attributes:
        code: machine name of the reason.
        found: what the file is, in Vietnamese.
        message: what the sender should do, in Vietnamese.
    """

    def __init__(self, code: str, found: str, message: str) -> None:
        super().__init__(message)
        self.code, self.found, self.message = code, found, message


def password_protected() -> Refused:
    """The refusal of a file that needs a password to open."""
    return Refused(
        "password_protected",
        "tệp đặt mật khẩu",
        "Tệp được bảo vệ bằng mật khẩu nên không đọc được. "
        "Hãy bỏ mật khẩu (Tệp → Thông tin → Bảo vệ sổ làm việc) rồi gửi lại.",
    )


def ask_for_spreadsheet(what: str) -> str:
    """What to do about a file that is no spreadsheet.

    Args:
        what: what it is, in Vietnamese.
    """
    return f"Đây là {what}, không phải bảng tính. Hãy gửi bảng tính .xlsx, .xls, .ods hoặc .csv."


def wrong_kind(what: str, advice: str | None = None) -> Refused:
    """The refusal of a file that is something else.

    Args:
        what: what it is, in Vietnamese.
        advice: what to do; None asks for a spreadsheet.
    """
    return Refused("wrong_kind", what, advice or ask_for_spreadsheet(what))


def damaged(what: str = "tệp bị hỏng hoặc tải về chưa đủ") -> Refused:
    """The refusal of a file whose inside is cut or broken.

    Args:
        what: what is wrong with it, in Vietnamese.
    """
    return Refused(
        "unreadable", what, f"Tệp không đọc được: nội dung bên trong bị cắt hoặc hỏng. {SAVE_AS}"
    )
