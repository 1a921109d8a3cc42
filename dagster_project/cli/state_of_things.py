"""`qhld status`: what is in force, what is going on, what stopped and what to do next."""

import shutil
from datetime import datetime

import typer

from dagster_project.warehouse_build import TIME_ZONE


def print_status() -> int:
    """Print how the warehouse stands.

    Returns:
        0 when nothing asks for help, 1 when the last refresh failed or was cut off.
    """
    from dagster_project import release
    from dagster_project.release_history import current_hold

    manifest = release.current_manifest()
    if manifest is None:
        typer.echo("Bản công bố: chưa có. Chạy qhld refresh để tạo bản đầu tiên.")
    else:
        typer.echo(f"Bản công bố hiện hành: {manifest['release_id']} ({manifest['created_at']}).")
        for period, quarter in sorted(manifest["quarters"].items(), reverse=True)[:2]:
            typer.echo(
                f"  {period}: {quarter['status']}, {quarter['reported_units']}/"
                f"{quarter['expected_units']} đơn vị đã báo cáo đủ."
            )
    if hold := current_hold():
        names = ", ".join(entry["release_id"] for entry in hold["held"])
        typer.echo(f"  Đang giữ lại nội dung đã thu hồi: {names}.")
    if manifest is not None:
        _print_briefing(manifest["release_id"])
    trouble = _print_refresh()
    _print_waiting()
    _print_calendar()
    _print_disk()
    return int(trouble)


def _print_refresh() -> bool:
    """The last refresh; whether it asks for help."""
    from dagster_project import refresh_record
    from dagster_project.refresh import RefreshBusyError, only_refresh

    try:
        with only_refresh():
            is_running = False
    except RefreshBusyError:
        is_running = True
    record = refresh_record.last()
    if record is None:
        typer.echo("Lần cập nhật gần nhất: " + ("đang chạy." if is_running else "chưa có."))
        return False
    if is_running:
        typer.echo(f"Đang cập nhật từ {record.started_at}, ở bước “{record.step}”.")
        return False
    if record.state == refresh_record.RUNNING:
        typer.echo(
            f"LỖI: lần cập nhật bắt đầu lúc {record.started_at} bị ngắt ở bước “{record.step}” "
            "(mất điện, hết bộ nhớ hoặc bị dừng); bản công bố hiện hành giữ nguyên.\n"
            "  Chạy lại qhld refresh: phần dở dang được dọn và làm lại, tệp đã nhận không mất."
        )
        return True
    if record.state == refresh_record.FAILED:
        said = record.sentence.replace("\n", "\n  ")
        typer.echo(f"LỖI: lần cập nhật lúc {record.started_at} không thành công.\n  {said}")
        return True
    typer.echo(f"Lần cập nhật gần nhất: xong lúc {record.ended_at}. {record.sentence}")
    return False


def _print_briefing(release_id: str) -> None:
    """Whether the drafts of the briefing stand beside the release in force."""
    from dagster_project.briefing_drafts import last_record, told_of

    record = last_record()
    if record is not None and record.release_id in (release_id, ""):
        typer.echo(told_of(record))


def _print_waiting() -> None:
    from ingest.submissions.inbox import waiting

    count = len(waiting())
    typer.echo(
        f"Hộp thư đến: {count} tệp đang chờ; chạy qhld refresh hoặc qhld watch."
        if count
        else "Hộp thư đến: không có tệp nào đang chờ."
    )


def _print_calendar() -> None:
    from dagster_project import daily_tick
    from dagster_project.refresh_calendar import reminders_due, watched_periods
    from dagster_project.reminders import is_written

    today = datetime.now(TIME_ZONE).date()
    for period in watched_periods(today):
        due = [one for one in reminders_due(period, today) if not is_written(one)]
        if due:
            days = ", ".join(f"{one.due_on:%d/%m/%Y}" for one in due)
            typer.echo(f"{period}: đến kỳ nhắc hạn {days}; chạy qhld tick.")
        final = daily_tick.read_record(period, daily_tick.FINAL)
        if final and not daily_tick.is_signed(period):
            typer.echo(final["sentence"])
    for period in daily_tick.provisional_due(today):
        typer.echo(f"{period}: đã qua hạn, chưa lập bản tạm tính; chạy qhld tick.")


def _print_disk() -> None:
    from dagster_project.doctor.state import LOW_DISK_BYTES
    from ingest.home import home

    home().mkdir(parents=True, exist_ok=True)
    free = shutil.disk_usage(home()).free
    if free < LOW_DISK_BYTES:
        typer.echo(
            f"Ổ đĩa của {home()} chỉ còn {free / 1024**2:.0f} MB; hãy giải phóng dung lượng "
            "(qhld gc --dry-run)."
        )
