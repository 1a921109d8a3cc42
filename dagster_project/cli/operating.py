"""`qhld tick` and `qhld reminders`."""

from datetime import date
from pathlib import Path

import typer

from dagster_project.cli.periods import parse_period
from dagster_project.user_error import UserError


def run_tick(on: date | None) -> int:
    """Do what the calendar asks for: reminders, provisional release, the final one prepared.

    Args:
        on: the day that is taken for today; None is today in Lào Cai.

    Raises:
        UserError: the provisional release was not published; says why.
    """
    from dagster_project import daily_tick

    today = on or daily_tick.local_today()
    said = daily_tick.remind(today)
    due = daily_tick.provisional_due(today)
    for line in said:
        typer.echo(line)
    if due:
        from dagster_project.cli.refreshing import refresh_in_this_process

        typer.echo(f"Đến ngày lập bản tạm tính của {', '.join(due)}.")
        typer.echo(refresh_in_this_process())
    finals = daily_tick.prepare_finals(today)
    for line in finals:
        typer.echo(line)
    if not (said or due or finals):
        typer.echo(f"Ngày {today:%d/%m/%Y}: không có việc gì đến hạn.")
    return 0


def list_reminders(period: str | None, out: Path | None) -> int:
    """List the units with open reports and the drafts in the outbox.

    Args:
        period: the quarter; None takes those that the calendar watches now.
        out: also write fresh drafts for the listed units here.

    Raises:
        UserError: not a quarter, or not in the calendar.
    """
    from dagster_project import daily_tick
    from dagster_project.refresh_calendar import watched_periods
    from dagster_project.reminders import written_stages
    from ingest.ledgers.ledger import open_ledger
    from ingest.submissions.open_reports import open_reports

    today = daily_tick.local_today()
    asked = parse_period(period)
    for one in [asked] if asked else watched_periods(today):
        try:
            with open_ledger() as book:
                reports = open_reports(book, one)
        except LookupError as error:
            raise UserError(str(error), 64) from None
        _print_open(one, reports, today)
        if out is not None and reports:
            from dagster_project.reminders import write_reminders

            units = write_reminders(out / one, reports, today)
            typer.echo(f"  Đã ghi công văn và tin nhắn của {units} đơn vị vào {out / one}.")
        for stage in written_stages(one):
            typer.echo(f"  Trong hộp thư đi: {stage.folder} ({stage.units} đơn vị)")
    return 0


def _print_open(period: str, reports: list, today: date) -> None:
    from dagster_project.reminder_letter import state_words
    from ingest.submissions.open_reports import form_title

    units = len({one.owed.agency.agency_code for one in reports})
    if not reports:
        typer.echo(f"{period}: mọi đơn vị đã báo cáo đủ.")
        return
    typer.echo(f"{period}: {units} đơn vị còn {len(reports)} biểu chưa được nhận.")
    for one in reports:
        errors = f", {len(one.errors)} lỗi" if one.errors else ""
        typer.echo(
            f"  {one.owed.agency.name}: {form_title(one.owed.form)}, hạn "
            f"{one.owed.due_on:%d/%m/%Y}, {state_words(one, today)}{errors}"
        )
