"""`qhld briefing verify`: say whether the figures of a document still stand."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from dagster_project.user_error import UserError

if TYPE_CHECKING:
    from dashboards.briefing.verify import Difference

SHOWN = 20  # differences that are printed; the others are counted


def verify(file: Path, *, as_json: bool = False) -> int:
    """Check a document and print the verdict.

    Args:
        file: the document.
        as_json: everything as one JSON object.

    Returns:
        0 where every number stands, 1 where one does not.

    Raises:
        UserError: no such file, no document of ours, or nothing to compare with.
    """
    from dashboards.briefing.produce import NoReleaseFor
    from dashboards.briefing.verify import CannotVerify, verify_file
    from ingest.home import home

    if not file.is_file():
        raise UserError(f"Không có tệp {file}.", 64)
    try:
        verdict = verify_file(file, home())
    except CannotVerify as error:
        raise UserError(str(error)) from None
    except NoReleaseFor:
        raise UserError("Chưa có bản công bố nào cho loại người đọc của tệp này.") from None
    if as_json:
        typer.echo(json.dumps(asdict(verdict) | {"stands": verdict.stands}, ensure_ascii=False))
        return 0 if verdict.stands else 1
    there = "" if verdict.release_there else " (tệp đã được dọn, không đối chiếu lại được)"
    typer.echo(f"Tệp {file.name}: bản công bố {verdict.release_id}{there}, {verdict.checked} số.")
    _print("bị sửa sau khi lập", "đúng ra là", verdict.edited)
    _print("không khớp bản công bố của tệp", "bản đó ghi", verdict.release_differs)
    if verdict.current_id == verdict.release_id:
        typer.echo("Bản công bố này đang là bản hiện hành.")
    else:
        _print(f"đã khác ở bản hiện hành {verdict.current_id}", "nay là", verdict.current_differs)
    typer.echo("Mọi số còn đúng." if verdict.stands else "Có số không còn đúng, xem ở trên.")
    return 0 if verdict.stands else 1


def _print(what: str, instead: str, differences: Sequence["Difference"]) -> None:
    if not differences:
        return
    typer.echo(f"{len(differences)} chỗ {what}:")
    for one in differences[:SHOWN]:
        typer.echo(f"  {one.where}: {one.printed}; {instead} {one.now or 'không có số'}")
    if len(differences) > SHOWN:
        typer.echo(f"  … và {len(differences) - SHOWN} chỗ khác (--json để xem tất cả)")
