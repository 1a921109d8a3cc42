"""Plain pages outside of the frame, written on the server (templates/): no script is needed."""

import os

from dash import Dash
from dash.exceptions import DependencyException
from flask import render_template
from werkzeug.exceptions import HTTPException, NotFound

ACCESSIBILITY = "/tiep-can"
MADE_ON = "26/11/2026"  # of the statement; a new look at the product gives a new day
NOBODY_NAMED = "bộ phận quản trị hệ thống của Sở Nội vụ tỉnh Lào Cai"
_REFUSED = ("Yêu cầu không đúng", "Máy chủ không hiểu yêu cầu này. Hãy tải lại trang rồi thử lại.")
_FAULT = (
    "Máy chủ gặp lỗi",
    "Chưa làm được việc vừa yêu cầu. Hãy thử lại sau một phút; nếu vẫn vậy, báo người quản trị.",
)
_SAID = {
    401: ("Phiên làm việc đã hết", "Hãy về trang đầu, đăng nhập lại rồi tải lại tệp."),
    404: (
        "Không có trang hoặc tệp này",
        "Địa chỉ có thể ghi sai, hoặc trang, tệp không mở cho tài khoản này. Hãy quay lại trang "
        "trước và chọn lại.",
    ),
    413: (
        "Tệp gửi lên quá lớn",
        "Không có gì được nhận. Hãy chia thành nhiều lần gửi, mỗi lần dưới 45 MB.",
    ),
}


def contact() -> str:
    """Whom to ask about accessibility: ``QHLD_ACCESSIBILITY_CONTACT``, else the office's own."""
    named = " ".join(os.environ.get("QHLD_ACCESSIBILITY_CONTACT", "").split())
    return named[:300] or NOBODY_NAMED


def notice_page(title: str, *words: str, code: int) -> tuple[str, int]:
    """A page that only says something, with the way back.

    Args:
        title: heading.
        *words: paragraphs.
        code: status of the answer.
    """
    return render_template("notice.html", title=title, words=words), code


def _failed(error: HTTPException) -> HTTPException | tuple[str, int]:
    """What a browser shows of an answer that failed, in Vietnamese and with what to do."""
    code = error.code or 500
    if code < 400:
        return error
    said = _SAID.get(code, _FAULT if code >= 500 else _REFUSED)
    return notice_page(*said, code=code)


def register(app: Dash) -> None:
    """Register the statement on accessibility, which everybody may read, and pages of failures.

    Args:
        app: the Dash app.
    """

    app.server.register_error_handler(HTTPException, _failed)
    # a script of a package that no component belongs to: nothing failed, there is no such address
    app.server.register_error_handler(DependencyException, lambda error: _failed(NotFound()))

    @app.server.get(ACCESSIBILITY)
    def accessibility() -> str:
        return render_template("accessibility.html", contact=contact(), made_on=MADE_ON)
