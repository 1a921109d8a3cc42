"""On time or late: what the sender is told of each form and quarter in a file."""

from datetime import date

from ingest import reference
from ingest.contracts.contract import load_forms
from ingest.ledgers import ledger
from ingest.submissions.due_days import days_late, due_day
from ingest.submissions.submission import Delivery, SubmissionResult

_ROMAN = ("I", "II", "III", "IV")


def timeliness(delivery: Delivery, result: SubmissionResult) -> list[str]:
    """Say of each form and quarter in a file whether it came on time.

    Args:
        delivery: what was handed in.
        result: what came of it.

    Returns:
        Sentences in Vietnamese, one for each due day and lateness; none when nothing was accepted,
        when the sender is unknown or when a quarter has no due day.
    """
    agency = reference.agencies().get(result.agency_code or "")
    if agency is None:
        return []
    received_at = ledger.wall_time(delivery.received_at or ledger.now())
    titles: dict[tuple[date, str], list[str]] = {}
    for table in result.tables:
        if table.status != "accepted":
            continue
        form = load_forms()[table.form]
        for period in table.periods:
            try:
                due = due_day(form.id, period, agency.kind, form.calendar)
            except LookupError:
                continue
            named = titles.setdefault((due, period), [])
            if form.number not in named:
                named.append(form.number)
    return [
        f"{_said(days_late(received_at, due))}: quý {_ROMAN[int(period[5]) - 1]}/{period[:4]}, "
        f"biểu {', '.join(numbers)} (nhận {received_at:%d/%m/%Y}, hạn {due:%d/%m/%Y})."
        for (due, period), numbers in titles.items()
    ]


def _said(late: int) -> str:
    return f"Chậm {late} ngày" if late else "Đúng hạn"
