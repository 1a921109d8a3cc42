"""Deciding names, proposing and approving quarters; each right is looked up anew, each time."""

from dash import ALL, Input, Output, State, callback, ctx, html, no_update
from dash.exceptions import PreventUpdate

from dashboards.app.access import audit
from dashboards.app.ask import ask, home
from dashboards.app.submitting import command, queues
from dashboards.app.viewer import Viewer, current_viewer


def register() -> None:
    """Register the callbacks of the queues; called by the page's module."""

    @callback(Output("nop-bieu-names", "children"), Input("nop-bieu-names", "id"))
    def show_names(_id: str) -> list:
        return queues.names_queue(command.waiting_names(viewer_with("decide"), home()))

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
        waiting = command.waiting_names(viewer, home())
        if not isinstance(name, str) or name not in {one["name"] for one in waiting}:
            raise PreventUpdate
        if not why:
            return _told("Hãy ghi lý do; lý do được lưu mãi."), no_update
        if ctx.triggered_id == "nop-bieu-reject":
            ended = command.reject_name(name, why, viewer, home())
        else:
            codes = {row["commune_code"] for row in ask("commune_codes")}
            if commune not in codes:
                return _told("Hãy chọn xã, phường mà tên này chỉ."), no_update
            ended = command.decide_name(name, str(commune), why, viewer, home())
        audit.note("decide", f"{name}: {why}")
        rest = queues.names_queue(command.waiting_names(viewer, home()))
        return html.Pre(ended.words, className="said"), rest

    @callback(Output("nop-bieu-quarters", "children"), Input("nop-bieu-quarters", "id"))
    def show_quarters(_id: str) -> list:
        return _quarters(viewer_with("decide", "approve"))

    @callback(Output("nop-bieu-warnings", "children"), Input("nop-bieu-propose-period", "value"))
    def show_warnings(period: object) -> list:
        return queues.warning_inputs(command.quarters(viewer_with("decide"), home()), period)

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
        codes = {
            warning["code"]
            for one in command.quarters(viewer, home())
            if one["period"] == period
            for warning in one["warnings"]
        }
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
    if period not in {row["period"] for row in ask("periods")}:
        raise PreventUpdate
    audit.note("propose" if act == "propose" else "approve", f"{act} {period}")
    ended = command.sign(act, str(period), text_of(reason), viewer, home(), accepted)
    return html.Pre(ended.words, className="said"), _quarters(viewer)


def _quarters(viewer: Viewer) -> list:
    return queues.quarters_queue(
        command.quarters(viewer, home()),
        may_propose=viewer.may("decide"),
        may_approve=viewer.may("approve"),
    )


def _told(words: str) -> html.P:
    return html.P(words, className="note-line bad")
