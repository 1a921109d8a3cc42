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
        ``part`` (which of a .zip, from 1; None outside of one), ``result`` (without rows),
        ``marked``, ``stray`` (why it is not the viewer's) and ``submitted`` (what the command
        answered; empty before).
    """
    files = tray.files()
    plain = [number for number, path in enumerate(files) if not _is_bundle(path)]
    found: list[tuple[int, int | None, dict]] = []
    if plain:
        paths = [files[number] for number in plain]
        results = command.check(paths, agency, tray.marked, viewer, home())
        found += [(n, None, result) for n, result in zip(plain, results, strict=False)]
    for number, path in enumerate(files):
        if number not in plain:
            results = command.check([path], agency, tray.marked, viewer, home())
            found += [(number, part, result) for part, result in enumerate(results, 1)]
    items = [_item(*one, agency, viewer) for one in found]
    facts = {"agency": agency, "items": items}
    tray.keep(facts)
    return facts


def _is_bundle(path: Path) -> bool:
    return path.suffix.casefold() == ".zip"


def _item(number: int, part: int | None, result: dict, agency: str | None, viewer: Viewer) -> dict:
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
        "part": part,
        "result": result | {"tables": tables},
        "marked": marked,
        "stray": stray,
        "submitted": {},
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


def can_submit(item: dict) -> bool:
    """True where a spreadsheet would be taken in, is the viewer's own and was not handed in yet."""
    good = item["result"]["outcome"] in ACCEPTED
    return good and not item["stray"] and not item["submitted"]


def needs_replacement(item: dict) -> bool:
    """True where a spreadsheet must say that it replaces what was sent."""
    return bool((item["result"].get("changes") or {}).get("needs_replacement"))


def submit_tray(tray: Tray, replaces: bool, reason: str, viewer: Viewer) -> dict:
    """Hand in the files of a tray that can be; files that replace others only where it is said.

    Args:
        tray: the viewer's own, checked.
        replaces: the viewer says that those that have to replace others do.
        reason: why, kept in the ledger.
        viewer: who hands in.

    Returns:
        The facts of the tray, with what the command answered in ``submitted``.
    """
    facts, files = tray.facts(), tray.files()
    agency = sender_of(facts["agency"], viewer)
    ready = [
        item
        for item in facts["items"]
        if can_submit(item) and (replaces or not needs_replacement(item))
    ]
    for together in _groups(ready):
        answers = command.submit(
            list(dict.fromkeys(files[item["upload"]] for item in together)),
            agency,
            viewer,
            home(),
            parts=[item["part"] for item in together if item["part"]],
            replaces=needs_replacement(together[0]),
            reason=reason,
        )
        for item, answer in zip(together, answers, strict=True):
            item["submitted"] = answer
    tray.keep(facts)
    return facts


def _groups(items: list[dict]) -> list[list[dict]]:
    """What one run of the command hands in: files, or parts of one .zip, all replacing or none."""
    groups: dict[tuple, list[dict]] = {}
    for item in items:
        key = (needs_replacement(item), item["upload"] if item["part"] else None)
        groups.setdefault(key, []).append(item)
    return list(groups.values())
