"""What happens when files are dropped, looked at and handed in.

The viewer's right and the sender are looked up anew in every callback, from the session; the
browser's word counts only where it names something that the viewer may name.
"""

import dash
from dash import (
    ClientsideFunction,
    Input,
    Output,
    State,
    callback,
    clientside_callback,
    dcc,
    html,
    no_update,
)
from dash.exceptions import PreventUpdate

from dashboards.app.access import audit
from dashboards.app.ask import home
from dashboards.app.submitting import command, handed_in, handing_in, verdicts
from dashboards.app.submitting.trays import MOST_BYTES_TOGETHER, Tray, UploadError, decode
from dashboards.app.viewer import Viewer, current_viewer

EXPIRED = "Lần kiểm tra này đã hết hạn. Hãy chọn tệp lại."
SHOWN, HIDDEN = {"display": "block"}, {"display": "none"}


def register() -> None:
    """Register the callbacks of uploads; called by the page's module."""
    limits = dash.get_app().server.config
    limits["MAX_CONTENT_LENGTH"] = MOST_BYTES_TOGETHER * 4 // 3 + 1_000_000
    clientside_callback(  # the upload's own input has no name for screen readers
        ClientsideFunction("submitting", "nameUpload"),
        Output("nop-bieu-detail", "data-named"),
        Input("nop-bieu-upload", "id"),
    )

    @callback(
        Output("nop-bieu-tray", "data"),
        Output("nop-bieu-result", "children"),
        Output("nop-bieu-choose", "style"),
        Output("nop-bieu-replacing", "style"),
        Output("nop-bieu-file", "data"),
        Output("nop-bieu-file", "value"),
        Output("nop-bieu-said", "children"),
        Input("nop-bieu-upload", "contents"),
        State("nop-bieu-upload", "filename"),
        State("nop-bieu-sender", "value"),
        prevent_initial_call=True,
    )
    def check(contents: object, names: object, asked: object) -> tuple:
        viewer = submitter()
        try:
            files = decode(contents, names)
            agency = handing_in.sender_of(asked, viewer)
        except (UploadError, PermissionError) as error:
            said = html.P(str(error), className="note-line bad")
            return None, said, HIDDEN, HIDDEN, [], None, None
        tray = Tray.make(files, viewer, home())
        items = handing_in.check_tray(tray, agency, viewer)["items"]
        replacing = any(map(handing_in.needs_replacement, items))
        return (
            *(tray.token, _board(items), SHOWN, SHOWN if replacing else HIDDEN),
            *(_choices(items), _worst(items), None),
        )

    @callback(
        Output("nop-bieu-detail", "children"),
        Output("nop-bieu-marked", "disabled"),
        Input("nop-bieu-file", "value"),
        State("nop-bieu-tray", "data"),
        prevent_initial_call=True,
    )
    def look(chosen: object, token: object) -> tuple:
        found = _item_of(token, chosen)
        return (_detail(*found), not found[1]["marked"]) if found else (None, True)

    @callback(
        Output("nop-bieu-download", "data"),
        Input("nop-bieu-marked", "n_clicks"),
        State("nop-bieu-file", "value"),
        State("nop-bieu-tray", "data"),
        prevent_initial_call=True,
    )
    def download(_clicks: int, chosen: object, token: object) -> object:
        found = _item_of(token, chosen)
        if not found or not found[1]["marked"]:
            return no_update
        tray, item = found
        path = tray.marked / item["marked"]
        return dcc.send_bytes(path.read_bytes(), path.name)

    @callback(
        Output("nop-bieu-said", "children", allow_duplicate=True),
        Output("nop-bieu-result", "children", allow_duplicate=True),
        Output("nop-bieu-replacing", "style", allow_duplicate=True),
        Output("nop-bieu-detail", "children", allow_duplicate=True),
        Input("nop-bieu-submit", "n_clicks"),
        State("nop-bieu-file", "value"),
        State("nop-bieu-tray", "data"),
        State("nop-bieu-replaces", "checked"),
        State("nop-bieu-reason", "value"),
        prevent_initial_call=True,
    )
    def submit(
        _clicks: int, chosen: object, token: object, replaces: object, reason: object
    ) -> tuple:
        viewer = submitter()
        tray = Tray.open(token, viewer, home())
        if tray is None:
            return _told(EXPIRED)
        why = reason.strip()[:500] if isinstance(reason, str) else ""
        before = tray.facts()
        if said := _not_yet(before["items"], replaces is True, why):
            return _told(said)
        facts = handing_in.submit_tray(tray, replaces is True, why, viewer)
        for item in facts["items"]:
            if item["submitted"] and item not in before["items"]:
                audit.note("submit", item["result"]["file"])
        said = [handed_in.handed_in(facts["items"])]
        if rest := _left(facts["items"]):
            said.append(html.P(rest, className="note-line"))
        detail = _detail(*found) if (found := _item_of(token, chosen)) else None
        return said, _board(facts["items"]), SHOWN if rest else HIDDEN, detail


def submitter() -> Viewer:
    """Return the viewer where the role may hand in.

    Raises:
        PreventUpdate: it may not; the page stays as it is.
    """
    viewer = current_viewer()
    if not viewer.may("submit"):
        raise PreventUpdate
    return viewer


def _told(words: str) -> tuple:
    return html.P(words, className="note-line bad"), no_update, no_update, no_update


def _not_yet(items: list[dict], replaces: bool, reason: str) -> str:
    """Say why nothing is handed in yet; nothing where all is said."""
    ready = [item for item in items if handing_in.can_submit(item)]
    replacing = [item for item in ready if handing_in.needs_replacement(item)]
    if not ready:
        if any(item["submitted"] for item in items):
            return "Các tệp nộp được đã nộp cả rồi."
        if all(item["stray"] for item in items):
            return "Không nộp được biểu của đơn vị khác. Hãy chọn biểu của đơn vị mình."
        return "Không có tệp nào nộp được: sửa lỗi rồi kiểm tra lại."
    if replacing and not replaces and replacing == ready:
        return "Tệp làm đổi số đã nộp: hãy đánh dấu “Thay bản đã gửi” và nêu lý do."
    if replacing and replaces and not reason:
        return "Hãy nêu lý do thay bản đã gửi."
    return ""


def _left(items: list[dict]) -> str:
    """Say what is still there to be handed in."""
    left = [item["result"]["file"] for item in items if handing_in.can_submit(item)]
    if not left:
        return ""
    return f"Chưa nộp, vì phải đánh dấu “Thay bản đã gửi” và nêu lý do: {', '.join(left)}."


def _board(items: list[dict]) -> list:
    board = verdicts.board(items, handed_in.submission_pill)
    return [html.H3(verdicts.summary(items)), board]


def _choices(items: list[dict]) -> list[dict]:
    return [
        {
            "value": str(number),
            "label": f"{item['result']['file']} · {verdicts.verdict_of(item)[2]}",
        }
        for number, item in enumerate(items)
    ]


def _worst(items: list[dict]) -> str | None:
    """The file to look at first: one that has to be mended."""
    for number, item in enumerate(items):
        if item["stray"] or item["result"]["outcome"] not in handing_in.ACCEPTED:
            return str(number)
    return "0" if items else None


def _item_of(token: object, chosen: object) -> tuple[Tray, dict] | None:
    tray = Tray.open(token, submitter(), home())
    if tray is None or not isinstance(chosen, str) or not chosen.isdecimal():
        return None
    items = tray.facts()["items"]
    return (tray, items[int(chosen)]) if int(chosen) < len(items) else None


def _detail(tray: Tray, item: dict) -> list:
    result = item["result"]
    parts = [
        html.Div(
            [html.H3(result["file"]), verdicts.pill(*verdicts.verdict_of(item))],
            className="check-place",
        ),
        None if item["submitted"] else handed_in.changes_part(result.get("changes")),
        verdicts.findings_list(item),
    ]
    sheets = [
        one["sheet"]
        for severity in ("error", "warning")
        for one in result["findings"]
        if one["sheet"] and one["severity"] == severity
    ] + [table["sheet"] for table in result["tables"]]
    if sheets and item["marked"]:
        rows = command.sheet_rows(tray.marked / item["marked"], sheets[0])
        if rows:
            heading = f"Trang “{sheets[0]}” như đã gửi, ô sai được đánh dấu"
            parts += [
                html.H4(heading),
                verdicts.sheet_grid(rows, result["findings"], sheets[0]),
            ]
    return parts
