"""The frame of the page: upload and board for those who hand in, queues for those who decide."""

import dash_mantine_components as dmc
from dash import dcc, html

from dashboards.app.parts.page_frame import page_frame, select
from dashboards.app.parts.pieces import icon
from dashboards.app.submitting.handing_in import senders
from dashboards.app.submitting.trays import KINDS, MOST_BYTES, MOST_FILES
from dashboards.app.viewer import Viewer, current_viewer


def layout(**_query: str) -> html.Div:
    """Return the page for the viewer's role."""
    viewer = current_viewer()
    parts = [_upload(viewer)] if viewer.may("submit") else []
    if viewer.may("decide"):
        parts.append(_queue("nop-bieu-names", "Tên chờ quyết định", "Tên đang giữ tệp lại"))
    if viewer.may("decide") or viewer.may("approve"):
        parts.append(_queue("nop-bieu-quarters", "Công nhận số liệu quý", "Hai người ký một quý"))
    title = (
        "Kiểm tra trước, thấy ô sai ngay, rồi nộp"
        if viewer.may("submit")
        else "Các đề nghị chờ lãnh đạo duyệt"
    )
    return page_frame("Nộp biểu", title, controls=[], body=parts)


def _upload(viewer: Viewer) -> html.Section:
    rows = senders(viewer)
    choices = [{"value": row["agency_code"], "label": row["agency_name"]} for row in rows]
    own = viewer.scope.communes is not None
    return html.Section(
        [
            html.H2("Kiểm tra và nộp bảng tính"),
            html.P(
                "Kiểm tra không lưu gì. Số liệu chỉ được tính sau khi bấm nộp.",
                className="card-text",
            ),
            select(
                "nop-bieu-sender",
                "Đơn vị gửi",
                choices,
                choices[0]["value"] if own and choices else None,
                width="min(420px, 100%)",
                clearable=not own,
            ),
            html.P(
                "Chỉ nộp được cho đơn vị của mình."
                if own
                else "Bỏ trống: tin theo tên đơn vị ghi trong tệp.",
                className="fine",
            ),
            dcc.Upload(
                html.Div(
                    [
                        icon("upload"),
                        html.B("Thả bảng tính vào đây, hoặc bấm để chọn"),
                        html.Span(
                            f"{', '.join(KINDS)} · tối đa {MOST_FILES} tệp, mỗi tệp "
                            f"{MOST_BYTES // 1_000_000} MB · nhiều tệp: nén thành một tệp .zip",
                            className="fine",
                        ),
                    ],
                    className="drop",
                ),
                id="nop-bieu-upload",
                multiple=True,
                max_size=MOST_BYTES,
                accept=",".join(KINDS),
            ),
            dcc.Store(id="nop-bieu-tray"),
            dcc.Download(id="nop-bieu-download"),
            dcc.Loading(
                html.Div(
                    id="nop-bieu-result", className="upload-result", **{"aria-live": "polite"}
                ),
                type="dot",
            ),
            html.Div(_choose(), id="nop-bieu-choose", style={"display": "none"}),
            html.Div(id="nop-bieu-detail", className="upload-result"),
        ],
        className="card",
    )


def _choose() -> list:
    """What can be done with checked files; shown when there are any."""
    return [
        html.Div(
            [
                html.P(
                    "Có tệp làm đổi số đã nộp. Nếu đúng là bản sửa, hãy đánh dấu và ghi lý do.",
                    className="note-line",
                ),
                html.Div(
                    [
                        dmc.Checkbox(
                            id="nop-bieu-replaces",
                            label="Thay bản đã gửi",
                            checked=False,
                            radius="sm",
                        ),
                        dmc.TextInput(
                            id="nop-bieu-reason",
                            label="Lý do thay (lưu mãi)",
                            w="min(320px, 100%)",
                        ),
                    ],
                    className="queue-form",
                ),
            ],
            id="nop-bieu-replacing",
        ),
        html.Div(
            dmc.Button("Nộp các tệp được nhận", id="nop-bieu-submit", n_clicks=0),
            className="queue-form",
        ),
        html.Div(id="nop-bieu-said", **{"aria-live": "polite"}),
        html.Div(
            [
                select("nop-bieu-file", "Xem chi tiết tệp", [], None, width="min(520px, 100%)"),
                dmc.Button(
                    "Tải bảng tính đã đánh dấu",
                    id="nop-bieu-marked",
                    variant="default",
                    leftSection=icon("file-download"),
                    n_clicks=0,
                ),
            ],
            className="queue-form",
        ),
    ]


def _queue(part: str, title: str, text: str) -> html.Section:
    return html.Section(
        [
            html.H2(title),
            html.P(text, className="card-text"),
            html.Div(id=f"{part}-said", **{"aria-live": "polite"}),
            dcc.Loading(html.Div(id=part, className="upload-result"), type="dot"),
        ],
        className="card",
    )
