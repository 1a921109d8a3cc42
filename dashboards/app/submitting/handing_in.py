"""From an upload to a verdict, and from a verdict to the ledger; who sends is decided here."""

from pathlib import Path

from dashboards.app.ask import ask, home
from dashboards.app.submitting import command
from dashboards.app.submitting.trays import Tray
from dashboards.app.viewer import Viewer

ACCEPTED = ("accepted", "accepted_with_warnings")
NOT_YOURS = (
    "Tệp này có số liệu của đơn vị khác ({who}). Cán bộ xã, phường chỉ kiểm tra và nộp biểu của "
    "đơn vị mình; hãy chọn đúng tệp hoặc chuyển cho đơn vị đó."
)


def senders(viewer: Viewer) -> list[dict]:
    """Return the agencies in whose name a viewer may hand in; an officer's own only.

    Args:
        viewer: decided by the session.
    """
    rows, own = ask("senders"), viewer.scope.communes
    return rows if own is None else [row for row in rows if row["commune_code"] in own]


def sender_of(asked: object, viewer: Viewer) -> str | None:
    """Return the sender's code; what the browser asks for counts only among ``senders``.

    Returns:
        None where an analyst leaves it to the file.

    Raises:
        PermissionError: an officer without a commune that reports.
    """
    allowed = [row["agency_code"] for row in senders(viewer)]
    if asked in allowed:
        return str(asked)
    if viewer.scope.communes is None:
        return None
    if not allowed:
        raise PermissionError("Tài khoản chưa gắn với xã, phường nào có nghĩa vụ báo cáo.")
    return allowed[0]


def check_tray(tray: Tray, agency: str | None, viewer: Viewer) -> dict:
    """Check what lies in a tray and keep the results in it.

    Args:
        tray: the viewer's own.
        agency: of ``sender_of``.
        viewer: who hands in.

    Returns:
        ``agency`` and ``items``: one a spreadsheet, with ``upload`` (number of the uploaded file),
        ``result`` (without rows), ``marked``, ``stray`` (why it is not the viewer's) and
        ``submitted``.
    """
    files = tray.files()
    plain = [number for number, path in enumerate(files) if path.suffix.casefold() != ".zip"]
    found: list[tuple[int, dict]] = []
    if plain:
        paths = [files[number] for number in plain]
        results = command.check(paths, agency, tray.marked, viewer, home())
        found += zip(plain, results, strict=False)
    for number, path in enumerate(files):
        if number not in plain:
            results = command.check([path], agency, tray.marked, viewer, home())
            found += [(number, result) for result in results]
    items = [_item(number, result, agency, viewer) for number, result in found]
    facts = {"agency": agency, "items": items}
    tray.keep(facts)
    return facts


def _item(number: int, result: dict, agency: str | None, viewer: Viewer) -> dict:
    stray = why_not_yours(result, agency, viewer)
    marked = Path(result.pop("marked", "")).name
    if stray:  # nothing of another agency is shown, not even what it would change
        result = result | {"tables": [], "findings": [], "changes": None}
        marked = ""
    tables = [
        {key: value for key, value in table.items() if key != "rows"} for table in result["tables"]
    ]
    return {
        "upload": number,
        "result": result | {"tables": tables},
        "marked": marked,
        "stray": stray,
        "submitted": "",
    }


def why_not_yours(result: dict, agency: str | None, viewer: Viewer) -> str:
    """Say why a file is not an officer's own; nothing where it is, or for other roles.

    Args:
        result: of the check, with rows.
        agency: the officer's agency.
        viewer: decided by the session.
    """
    own = viewer.scope.communes
    if own is None:
        return ""
    named = result.get("agency") or {}
    if named.get("code") and named["code"] != agency:
        return NOT_YOURS.format(who=named.get("name") or "đơn vị khác")
    others = {
        row["values"].get("commune")
        for table in result["tables"]
        for row in table.get("rows") or ()
        if row["values"].get("commune") not in (None, *own)
    }
    return NOT_YOURS.format(who=f"{len(others)} xã, phường khác") if others else ""


def can_submit(facts: dict, upload: int) -> bool:
    """True where an uploaded file holds something that would be taken in, and nothing stray."""
    items = [item for item in facts["items"] if item["upload"] == upload]
    return (
        any(item["result"]["outcome"] in ACCEPTED for item in items)
        and not any(item["stray"] for item in items)
        and not any(item["submitted"] for item in items)
    )


def needs_replacement(facts: dict, upload: int) -> bool:
    """True where a file must say that it replaces what was sent."""
    return any(
        (item["result"].get("changes") or {}).get("needs_replacement")
        for item in facts["items"]
        if item["upload"] == upload
    )


def submit_tray(tray: Tray, replaces: bool, reason: str, viewer: Viewer) -> dict:
    """Hand in the files of a tray that can be; files that replace others only where it is said.

    Args:
        tray: the viewer's own, checked.
        replaces: the viewer says that those that have to replace others do.
        reason: why, kept in the ledger.
        viewer: who hands in.

    Returns:
        The facts of the tray, with what the command said in ``submitted``.
    """
    facts, files = tray.facts(), tray.files()
    agency = sender_of(facts["agency"], viewer)
    for is_replacement in (False, True):
        uploads = [
            number
            for number in range(len(files))
            if can_submit(facts, number)
            and needs_replacement(facts, number) == is_replacement
            and (replaces or not is_replacement)
        ]
        if not uploads:
            continue
        paths = [files[number] for number in uploads]
        ended = command.submit(
            paths, agency, viewer, home(), replaces=is_replacement, reason=reason
        )
        for item in facts["items"]:
            if item["upload"] in uploads:
                item["submitted"] = ended.words or "Đã nộp."
    tray.keep(facts)
    return facts
