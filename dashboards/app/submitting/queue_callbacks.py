"""Deciding names, proposing and approving quarters; each right is looked up anew, each time."""

from collections.abc import Callable

from dash import ALL, Input, Output, State, callback, ctx, html, no_update
from dash.exceptions import PreventUpdate

from dashboards.app.access import audit
from dashboards.app.ask import ask, home
from dashboards.app.format_vi import lower_first
from dashboards.app.submitting import command, queues, standing
from dashboards.app.viewer import Viewer, current_viewer

ACT_WORDS = {"propose": "đề nghị", "approve": "duyệt", "decline": "trả lại"}
DONE_WORDS = {
    "propose": "Đã đề nghị công nhận số liệu {}. Chờ một lãnh đạo khác duyệt.",
    "approve": "Đã duyệt số liệu {}. Trạng thái mới hiện ở bản phát hành tiếp theo.",
    "decline": "Đã trả lại đề nghị về số liệu {}.",
}


def register() -> None:
    """Register the callbacks of the queues; called by the page's module."""

    @callback(Output("nop-bieu-names", "children"), Input("nop-bieu-names", "id"))
    def show_names(_id: str) -> list:
        return _names(viewer_with("decide"))

    @callback(
        Output("nop-bieu-names-said", "children"),
        Output("nop-bieu-names", "children", allow_duplicate=True),
        Input("nop-bieu-decide", "n_clicks"),
        Input("nop-bieu-reject", "n_clicks"),
        State("nop-bieu-name", "value"),
        State("nop-bieu-means", "value"),
        State("nop-bieu-name-reason", "value"),
        prevent_initial_call=True,
    )
    def decide(yes: int, no: int, name: object, commune: object, reason: object) -> tuple:
        if not (yes or no):
            raise PreventUpdate
        viewer, why = viewer_with("decide"), text_of(reason)
        try:
            waiting = {one["name"] for one in standing.waiting_names(viewer, home())}
        except standing.NotAnsweredError as error:
            return _told(str(error)), no_update
        if not isinstance(name, str) or name not in waiting:
            raise PreventUpdate
        if not why:
            return _told("Hãy ghi lý do; lý do được lưu mãi."), no_update
        if ctx.triggered_id == "nop-bieu-reject":
            what = f"không nhận tên “{name}”: {why}"
            ended = recorded("decide", what, lambda: command.reject_name(name, why, viewer, home()))
        else:
            names = {row["area_code"]: row["area_name"] for row in ask("areas", kind="commune")}
            if commune not in names:
                return _told("Hãy chọn xã, phường mà tên này chỉ."), no_update
            what = f"“{name}” là {names[commune]}: {why}"
            ended = recorded(
                "decide", what, lambda: command.decide_name(name, str(commune), why, viewer, home())
            )
        return html.Pre(ended.words, className="said"), _names(viewer)

    @callback(Output("nop-bieu-quarters", "children"), Input("nop-bieu-quarters", "id"))
    def show_quarters(_id: str) -> list:
        return _quarters(viewer_with("decide", "approve"))

    @callback(Output("nop-bieu-warnings", "children"), Input("nop-bieu-propose-period", "value"))
    def show_warnings(period: object) -> list:
        return _answered(
            lambda viewer: queues.warning_inputs(standing.quarters(viewer, home()), period),
            viewer_with("decide"),
        )

    @callback(
        Output("nop-bieu-quarters-said", "children"),
        Output("nop-bieu-quarters", "children", allow_duplicate=True),
        Input("nop-bieu-propose", "n_clicks"),
        State("nop-bieu-propose-period", "value"),
        State("nop-bieu-propose-reason", "value"),
        State({"part": "nop-bieu-warning", "code": ALL}, "value"),
        State({"part": "nop-bieu-warning", "code": ALL}, "id"),
        prevent_initial_call=True,
    )
    def propose(
        clicks: int, period: object, reason: object, whys: list[object], ids: list[dict]
    ) -> tuple:
        if not clicks:
            raise PreventUpdate
        viewer = viewer_with("decide")
        try:
            codes = {
                warning["code"]
                for one in standing.quarters(viewer, home())
                if one["period"] == period
                for warning in one["warnings"]
            }
        except standing.NotAnsweredError as error:
            return _told(str(error)), no_update
        accepted = {
            each["code"]: text_of(why)
            for each, why in zip(ids, whys, strict=False)
            if each.get("code") in codes and text_of(why)
        }
        return _signed("propose", period, reason, viewer, accepted)

    @callback(
        Output("nop-bieu-quarters-said", "children", allow_duplicate=True),
        Output("nop-bieu-quarters", "children", allow_duplicate=True),
        Input("nop-bieu-approve", "n_clicks"),
        Input("nop-bieu-decline", "n_clicks"),
        State("nop-bieu-sign-period", "value"),
        State("nop-bieu-sign-reason", "value"),
        prevent_initial_call=True,
    )
    def sign(yes: int, no: int, period: object, reason: object) -> tuple:
        if not (yes or no):
            raise PreventUpdate
        viewer = viewer_with("approve")
        act = "decline" if ctx.triggered_id == "nop-bieu-decline" else "approve"
        if act == "decline" and not text_of(reason):
            return _told("Hãy ghi lý do trả lại."), no_update
        return _signed(act, period, reason, viewer, None)


def viewer_with(*rights: str) -> Viewer:
    """Return the viewer where the role has one of the rights.

    Raises:
        PreventUpdate: it has none; the page stays as it is.
    """
    viewer = current_viewer()
    if not any(viewer.may(right) for right in rights):
        raise PreventUpdate
    return viewer


def text_of(value: object) -> str:
    """A short text that a browser sent, else nothing."""
    return value.strip()[:500] if isinstance(value, str) else ""


def _signed(
    act: str, period: object, reason: object, viewer: Viewer, accepted: dict[str, str] | None
) -> tuple:
    labels = {row["period"]: row["label"] for row in ask("periods")}
    if period not in labels:
        raise PreventUpdate
    quarter = lower_first(labels[period])
    ended = recorded(
        "propose" if act == "propose" else "approve",
        f"{ACT_WORDS[act]} {quarter}",
        lambda: command.sign(act, str(period), text_of(reason), viewer, home(), accepted),
    )
    # the command speaks to who types commands
    words = DONE_WORDS[act].format(quarter) if ended.code == 0 else ended.words
    return html.Pre(words.replace(str(period), quarter), className="said"), _quarters(viewer)


def recorded(action: str, what: str, run: Callable[[], command.Ended]) -> command.Ended:
    """Run a command between two entries of the audit log: what was asked, and how it ended.

    Args:
        action: a key of ``audit.ACTIONS``.
        what: what is done to what, with the reason.
        run: runs the command.
    """
    audit.note(action, f"{what}: yêu cầu")
    ended = run()
    why = (ended.errors.strip() or ended.text.strip()).partition("\n")[0]
    outcome = "xong" if ended.code == 0 else f"không được (mã {ended.code}): {why}"
    audit.note(action, f"{what}: {outcome}")
    return ended


def _names(viewer: Viewer) -> list:
    return _answered(
        lambda asking: queues.names_queue(standing.waiting_names(asking, home())), viewer
    )


def _quarters(viewer: Viewer) -> list:
    return _answered(
        lambda asking: queues.quarters_queue(
            standing.quarters(asking, home()),
            may_propose=asking.may("decide"),
            may_approve=asking.may("approve"),
        ),
        viewer,
    )


def _answered(draw: Callable[[Viewer], list], viewer: Viewer) -> list:
    """What a queue draws, or why there is no answer to draw it from."""
    try:
        return draw(viewer)
    except standing.NotAnsweredError as error:
        return [_told(str(error))]


def _told(words: str) -> html.P:
    return html.P(words, className="note-line bad")
