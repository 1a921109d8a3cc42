"""Findings by kind, revisions with the loads behind them, and whom to remind."""

from dash import html

from dashboards.app.ask import ask
from dashboards.app.format_vi import agency_short, day, exact, moment, number
from dashboards.app.parts.pieces import icon, trace

SPAN_WORDS = {
    "quarter": "trong quý",
    "year_to_date": "lũy kế từ đầu năm",
    "rolling_4_quarters": "bốn quý gần nhất",
    "year": "cả năm",
}
SEVERITY_LOOKS = {
    "error": ("circle-x", "returned"),
    "warning": ("alert-triangle", "late"),
    "note": ("info-circle", "plain"),
}
MOST_FINDINGS = 12
MOST_REVISIONS = 500


def findings_sentence(rows: list[dict]) -> str:
    """What the findings of a quarter come to, in one sentence."""
    if not rows:
        return "Chưa có điểm nào được ghi cho quý này."
    errors = [row for row in rows if row["severity"] == "error"]
    warnings = [row for row in rows if row["severity"] == "warning"]
    still = sum(row["open_findings"] or 0 for row in errors)
    return (
        f"Máy đã chỉ ra {_sum(errors)} lỗi và {_sum(warnings)} lưu ý; "
        f"{number(still)} lỗi còn trong tệp gửi sau cùng của đơn vị."
    )


def _sum(rows: list[dict]) -> str:
    return number(sum(row["findings"] for row in rows))


def findings_list(rows: list[dict]) -> html.Div | html.P:
    """Draw the findings of a quarter, gravest first, with bars from zero.

    Args:
        rows: of queries/findings_by_kind.sql.
    """
    if not rows:
        return html.P("Quý này chưa có điểm kiểm tra nào được ghi lại.", className="empty")
    most = max(row["findings"] for row in rows)
    lines = []
    for row in rows[:MOST_FINDINGS]:
        symbol, look = SEVERITY_LOOKS.get(row["severity"], SEVERITY_LOOKS["note"])
        still = row["open_findings"] or 0
        words = f"{number(row['findings'])} lần · {number(row['agencies'])} đơn vị"
        words += f" · {number(still)} chưa sửa" if still and row["severity"] != "note" else ""
        lines.append(
            html.Li(
                [
                    html.Span([icon(symbol), row["severity_name"]], className=f"state {look}"),
                    html.Span(row["title"] or "Điểm khác", className="finding-title"),
                    html.Span(
                        html.Span(
                            className=f"finding-bar {look}",
                            style={"width": f"{100 * float(row['findings']) / float(most):.1f}%"},
                        ),
                        className="finding-track",
                    ),
                    html.Span(words, className="finding-count"),
                ],
                **{"data-tip": f"{row['title']}\n{row['form_names'] or 'Về cả tệp'}"},
            )
        )
    more = len(rows) - MOST_FINDINGS
    return html.Div(
        [
            html.Ul(lines, className="finding-list"),
            html.P(f"và {more} loại khác trong bảng.", className="fine") if more > 0 else None,
        ]
    )


def revision_rows(period: str) -> list[dict]:
    """Return published numbers of a quarter that changed, each with the files behind the change.

    Args:
        period: quarter.
    """
    rows = ask("revisions", period=period, kpi="", area="")[:MOST_REVISIONS]
    files = {row["load_id"]: row for row in ask("revision_files", period=period)} if rows else {}
    return [revision_words(row | {"period": period}, files) for row in rows]


def load_ids(row: dict) -> list[str]:
    """The loads that a revision names (up to three, blanks between)."""
    return (row["load_ids"] or "").split()


def revision_words(row: dict, files: dict[str, dict]) -> dict:
    """A revision as a row of the table.

    Args:
        row: of queries/revisions.sql, with its quarter.
        files: load id -> row of queries/revision_files.sql; a load of somebody whom the viewer may
            not see is not there.
    """
    known = [files[load] for load in load_ids(row) if load in files]
    behind = "; ".join(f"{one['file_name']} ({one['agency_name']})" for one in known[:3])
    more = max(0, (row["loads"] or 0) - len(known[:3]))
    if more:
        behind = f"{behind} và {more} lần nạp khác" if behind else f"{more} lần nạp"
    return {
        "name": row["short_name"] or row["kpi_id"],
        "area": row["area_name"] or row["area_code"],
        "span": SPAN_WORDS.get(row["period_span"], ""),
        "unit": row["unit"],
        "old": row["old_value"],
        "old_text": exact(row["old_value"]) or "không có số",
        "new": row["new_value"],
        "new_text": exact(row["new_value"]) or "không có số",
        "change": row["change_abs"],
        "change_text": signed(row["change_abs"]),
        "kind": row["change_kind"],
        "cause": row["cause"],
        "behind": behind or "–",
        "when": moment(row["published_at"]),
        "release": row["release_id"],
        "signed": "đã ký duyệt trước đó" if row["was_approved"] else "",
        "trace": trace(row["kpi_id"], row["area_code"], row["period"], row["period_span"]),
    }


def signed(change: float | None) -> str:
    """A difference with its sign; a dash where there is none."""
    if change is None:
        return "–"
    return f"+{exact(change)}" if change > 0 else exact(change)


def revisions_sentence(rows: list[dict], label: str) -> str:
    """What was revised, in one sentence.

    Args:
        rows: of ``revision_rows``.
        label: the quarter in words.
    """
    if not rows:
        return f"Chưa con số nào của {label} đổi sau khi công bố."
    releases = len({row["release"] for row in rows})
    areas = len({row["area"] for row in rows})
    after = sum(1 for row in rows if row["signed"])
    words = f"{number(len(rows))} con số của {areas} địa bàn đổi qua {releases} bản phát hành"
    return f"{words}, trong đó {number(after)} số đã ký duyệt." if after else f"{words}."


def reminder_rows(period: str) -> list[dict]:
    """Return whom to remind about a quarter."""
    return [
        {
            "name": agency_short(row["agency_name"]),
            "code": row["agency_code"],
            "open": row["open_forms"],
            "returned": row["returned_forms"],
            "missing": row["open_forms"] - row["returned_forms"],
            "due": day(row["due_on"]),
            "forms": row["form_names"],
        }
        for row in ask("units_to_remind", period=period)
    ]
