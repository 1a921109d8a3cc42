"""Who has not reported, was late, or had a report returned: names, not only counts."""

from dash import html

from dashboards.app.format_vi import agency_short, day, number
from dashboards.app.overview.view import View
from dashboards.app.parts.chart_card import file_links
from dashboards.app.parts.pieces import card_head
from dashboards.app.viewer import current_viewer

GROUPS = (
    ("chưa nộp", "missing", "Chưa nộp"),
    ("trả lại", "returned", "Bị trả lại, chờ gửi lại"),
    ("chậm", "late", "Nộp chậm"),
)
DEPARTMENTS = "sở, ngành"
NOBODY = "Không có cơ quan nào chậm hoặc thiếu báo cáo."
NO_NAMES = "Bản công bố ra ngoài không nêu tên đơn vị chậm hoặc thiếu báo cáo."


def group_by_agency(rows: list[dict]) -> dict[str, list[dict]]:
    """Put every agency under its gravest status, with the forms concerned.

    Args:
        rows: forms late, returned or missing (queries/late_or_missing.sql).

    Returns:
        For each status a list of communes, ``{agency_name, status, forms, due_on,
        first_received_at}``, and under ``DEPARTMENTS`` the departments, whatever their status.
    """
    agencies: dict[str, dict[str, list[dict]]] = {}
    for row in rows:
        agencies.setdefault(row["agency_code"], {}).setdefault(row["status"], []).append(row)
    groups: dict[str, list[dict]] = {status: [] for status, _, _ in GROUPS} | {DEPARTMENTS: []}
    for by_status in agencies.values():
        status = next((status for status, _, _ in GROUPS if status in by_status), None)
        if status is None:
            continue
        forms = by_status[status]
        group = status if forms[0]["commune_code"] else DEPARTMENTS
        groups[group].append(
            {
                "agency_name": forms[0]["agency_name"],
                "status": status,
                "forms": [row["form_name"] for row in forms],
                "due_on": forms[0]["due_on"],
                "first_received_at": max(
                    (row["first_received_at"] for row in forms if row["first_received_at"]),
                    default=None,
                ),
            }
        )
    return groups


def reporting(view: View) -> list:
    """Return heading and the three lists of names.

    Args:
        view: the facts of the page.
    """
    period = view.period
    groups = group_by_agency(view.unfinished)
    silent = period["expected_units"] - period["reported_units"]
    text = (
        f"{silent} trong {period['expected_units']} xã, phường chưa có đủ báo cáo được nhận."
        if silent
        else f"Cả {period['expected_units']} xã, phường đã gửi đủ báo cáo."
    )
    title = "Chưa gửi báo cáo"
    outside = current_viewer().scope.audience == "external"
    lists = [
        html.Div(
            [
                html.H3(
                    [
                        html.Span(className=f"dot {look}"),
                        title,
                        html.Span(number(len(groups[status])), className="count"),
                    ]
                ),
                html.Ul([_name(entry) for entry in groups[status]], className="names"),
            ],
            className="name-group",
        )
        for status, look, title in (*GROUPS, (DEPARTMENTS, "department", "Sở, ngành"))
        if groups[status]
    ]
    return [
        card_head(title, text, table="bao-cao", files=file_links("bao-cao", title)),
        html.Div(
            lists or html.P(NO_NAMES if outside else NOBODY, className="empty"),
            className="name-groups",
            tabIndex=0,
            role="region",
            **{"aria-label": "Danh sách chưa gửi báo cáo"},
        ),
    ]


def _name(entry: dict) -> html.Li:
    count = len(entry["forms"])
    detail = f"{count} biểu"
    if entry["status"] == "chậm" and entry["first_received_at"]:
        detail = f"nhận {day(entry['first_received_at'])}"
    tip = [entry["agency_name"], f"Hạn nộp {day(entry['due_on'])}", *entry["forms"]]
    return html.Li(
        [
            html.Span(agency_short(entry["agency_name"])),
            html.Span(detail, className="name-detail"),
        ],
        **{"data-tip": "\n".join(tip)},
    )
