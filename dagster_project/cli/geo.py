"""`qhld geo install | show | remove`."""

from datetime import datetime
from pathlib import Path

import typer

from dagster_project.cli.published import vietnamese_number
from dagster_project.cli.signing import permitted


def install(path: Path, by: str | None, *, make_valid: bool, check_only: bool) -> int:
    """Check a file of boundaries; install it, or only say that it could be.

    Raises:
        UserError: the file cannot be used, or the person may not install.
    """
    from dagster_project.geo import installed

    if check_only:
        file, coded, shaped = installed.check(path, mend=make_valid)
        typer.echo(
            f"Tệp {file.name} dùng được: 99 xã, phường, nhận theo {coded.found_by}; "
            f"{_number(file.points)} điểm, còn {_number(shaped.points)} khi cài. Chưa cài gì."
        )
        _tell(shaped.notes)
        return 0
    actor = permitted("install_boundaries", by)
    record, notes = installed.install(path, actor, mend=make_valid)
    typer.echo(
        f"Đã cài ranh giới 99 xã, phường từ {record['file_name']} (nhận theo "
        f"{record['communes_by']}; {_number(record['points_read'])} điểm, còn "
        f"{_number(record['points'])})."
    )
    _tell(notes)
    typer.echo(
        "Bản đồ trên các trang dùng ranh giới này từ lần mở tiếp theo; ai muốn xem dạng ô thì chọn "
        "“Ô”. Hãy mở trang Tổng quan để xem lại; gỡ bằng qhld geo remove."
    )
    return 0


def show() -> int:
    """Say what is installed."""
    from dagster_project.geo import installed

    found = installed.installed()
    if found is None:
        typer.echo("Chưa cài ranh giới; bản đồ là các ô. Cài bằng: qhld geo install TỆP.geojson")
        return 0
    if not found.is_whole:
        typer.echo(
            "Có tệp ranh giới nhưng hồ sơ đi kèm thiếu hoặc không khớp (việc cài bị ngắt, hoặc tệp "
            "bị thay tay). Hãy cài lại: qhld geo install TỆP.geojson"
        )
        return 1
    record = found.record
    typer.echo(f"Tệp: {record['file_name']} ({vietnamese_number(record['file_size'] / 1e6, 1)} MB)")
    typer.echo(f"Mã kiểm tra SHA-256: {record['file_sha256']}")
    when = datetime.fromisoformat(record["installed_at"])
    typer.echo(f"Cài: {when:%d/%m/%Y %H:%M}, bởi {record['installed_by']} ({record['role']})")
    typer.echo(
        f"99 xã, phường theo {record['communes_by']}; {_number(record['points'])} điểm, "
        f"{vietnamese_number(found.size / 1e3, 0)} KB."
    )
    _tell(record["notes"])
    return 0


def remove(by: str | None) -> int:
    """Remove the boundaries.

    Raises:
        UserError: the person may not.
    """
    from dagster_project.geo import installed

    permitted("install_boundaries", by)
    gone = installed.remove()
    typer.echo("Đã gỡ ranh giới; bản đồ trở lại dạng ô." if gone else "Chưa cài ranh giới nào.")
    return 0


def _number(value: int) -> str:
    return vietnamese_number(value, 0)


def _tell(notes: list[str]) -> None:
    for note in notes:
        typer.echo(f"  - {note}")
