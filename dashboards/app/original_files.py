"""The file as received behind a cell: ``/tep-goc/<load>``, for whoever has the right "files".

Which loads those are is decided by the scope in which the viewer's session opens the release: an
officer's holds what the own commune sent, and nothing of what others sent. The door of the archive
(``qhld archive open``) asks the ledger once more and writes every opening down.
"""

import tempfile
from pathlib import Path

from dash import Dash, html
from flask import Response, send_file

from dashboards.app.access import audit
from dashboards.app.ask import home, shown_release
from dashboards.app.parts.pieces import icon
from dashboards.app.plain_pages import notice_page
from dashboards.app.submitting import command
from dashboards.app.submitting.trays import clean_name
from dashboards.app.viewer import COMMUNE, LEADER, current_viewer
from dashboards.release_reader import Release, find_home

PATH = "/tep-goc"
LEADERS_WAY = (
    "Tệp gốc có thể chứa dữ liệu cá nhân nên không mở cho vai trò lãnh đạo; cần đối chiếu, hãy "
    "giao chuyên viên mở theo tên tệp, trang tính và ô ở trên."
)
HANDLE_WITH_CARE = (
    "Tệp gốc có thể chứa dữ liệu cá nhân: mỗi lần tải được ghi vào nhật ký; xóa tệp khi dùng xong."
)
_NOT_HERE = "Không có tệp này"
_NOT_YOURS = (
    "Tệp không có trong bản phát hành hiện hành, hoặc không mở cho tài khoản này.",
    "Chuyên viên tải được mọi tệp; cán bộ xã, phường tải được tệp do xã, phường mình gửi. Cần tệp "
    "khác, hãy hỏi chuyên viên Sở Nội vụ.",
)


class Originals:
    """What may be offered of the files behind a drawer's cells.

    Args:
        release: as the viewer may see it.
    """

    def __init__(self, release: Release) -> None:
        self._viewer = current_viewer()
        may = self._viewer.may("files")
        rows = release.run("load_files", load="") if may else []
        self._files = {row["load_id"]: row for row in rows}

    def offer(self, load: str | None) -> html.Div | None:
        """The link to a load's file, or why there is none; None where one note says it for all.

        Args:
            load: id of a load; None has no file.
        """
        if not load or not self._viewer.may("files"):
            return None
        if (row := self._files.get(load)) is None:
            return _words("lock", _not_offered(self._viewer.role))
        if not _is_kept(row):
            return _words("info-circle", _gone(row["agency_name"]))
        return html.Div(
            html.A(
                [icon("file-download"), "Tải tệp gốc"],
                href=f"{PATH}/{load}",
                className="button-link",
                **{"data-external": "yes", "aria-label": f"Tải tệp gốc {row['file_name']}"},
            ),
            className="original",
        )

    def address(self, load: str | None) -> str | None:
        """Where a load's file can be had; None where it cannot."""
        row = self._files.get(load or "")
        return f"{PATH}/{load}" if row and _is_kept(row) else None

    @property
    def note(self) -> str:
        """What holds for all files of the drawer."""
        if self._viewer.role == LEADER:
            return LEADERS_WAY
        return HANDLE_WITH_CARE if self._viewer.may("files") else ""


def _is_kept(row: dict) -> bool:
    """Whether the archive still holds the file; its retention may be over."""
    return (find_home(home()) / "archive" / f"{row['file_sha256']}.enc").is_file()


def _words(symbol: str, text: str) -> html.Div:
    return html.Div([icon(symbol), html.Span(text)], className="original fine")


def _not_offered(role: str) -> str:
    if role == COMMUNE:
        return (
            "Tệp do nơi khác gửi; bạn tải được tệp do xã, phường mình gửi. Cần xem tệp này, hãy "
            "hỏi chuyên viên Sở Nội vụ."
        )
    return "Sổ tiếp nhận của bản phát hành này không có tệp; hãy báo quản trị."


def _gone(sender: str | None) -> str:
    return (
        "Tệp gốc không còn trong kho lưu trữ (đã hết hạn lưu, hoặc có dấu mật nên không được giữ). "
        f"Cần đối chiếu: đề nghị {sender or 'đơn vị gửi'} cấp lại bản lưu rồi so mã băm."
    )


def register(app: Dash) -> None:
    """Register the address of the files on an app.

    Args:
        app: the Dash app.
    """

    @app.server.get(f"{PATH}/<load>")
    def original_file(load: str) -> Response | tuple[str, int]:
        viewer, release = current_viewer(), shown_release()
        may = release is not None and viewer.may("files")
        found = release.run("load_files", load=load) if may and load else []
        if not found:
            return _refuse(load)
        row = found[0]
        with tempfile.TemporaryDirectory(prefix="qhld-tep-goc-") as folder:
            out = Path(folder) / "tep"
            ended = command.open_original(row["load_id"], out, viewer, home())
            if ended.code == command.DENIED:
                return _refuse(load)
            if ended.code or not out.is_file():
                return _not_read(row, ended)
            content = out.open("rb")  # stays open, and readable, when the folder is gone
        name = clean_name(row["file_name"])
        audit.note("download", f"tệp gốc {name} ({row['agency_code']}, {load[:12]})")
        return send_file(
            content,
            mimetype="application/octet-stream",  # whatever it is, a browser is not to open it
            as_attachment=True,
            download_name=name,
            max_age=0,
        )


def _refuse(load: str) -> tuple[str, int]:
    """The same words whether there is no such load or it is somebody else's; written down."""
    if current_viewer().user:
        audit.note("file_refused", load[:80])
    return notice_page(_NOT_HERE, *_NOT_YOURS, code=404)


def _not_read(row: dict, ended: command.Ended) -> tuple[str, int]:
    if not _is_kept(row):
        return notice_page("Tệp gốc không còn", _gone(row["agency_name"]), code=410)
    words = ended.words.removeprefix("LỖI: ") or "Hãy thử lại sau một phút."
    return notice_page("Chưa mở được tệp gốc", words, code=503)
