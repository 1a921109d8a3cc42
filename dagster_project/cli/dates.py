"""Days as they are written on the command line."""

from datetime import date, datetime

from dagster_project.user_error import UserError


def parse_date(text: str | None) -> date | None:
    """Read `2025-06-30` or `30/06/2025`; None passes through.

    Raises:
        UserError: not a day.
    """
    if text is None:
        return None
    for pattern in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(text.strip(), pattern).date()
        except ValueError:
            continue
    raise UserError(f"“{text}” không phải là ngày. Viết như 2025-06-30 hoặc 30/06/2025.", 64)
