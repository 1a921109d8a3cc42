"""The strip that is always in sight: how far the shown numbers may be trusted, and since when."""

from dash import html

from dashboards.app.format_vi import moment, number
from dashboards.release_reader import Release


def status_strip(period: dict, release: Release) -> list:
    """Return status of the quarter, coverage, time of the release and its name.

    Args:
        period: the shown quarter (queries/periods.sql).
        release: the release in force.
    """
    manifest = release.manifest
    reported, expected = period["reported_units"], period["expected_units"]
    status = period["release_status"]
    share = reported / expected * 100 if expected else 0
    made_up = html.Span("số liệu giả lập", className="status-word made-up")
    return [
        made_up if manifest.get("made_up") else None,
        html.Span(
            [html.Span(className="status-dot"), status],
            className="status-word official" if status == "chính thức" else "status-word",
        ),
        html.A(
            [
                html.Span(
                    html.Span(className="meter-fill", style={"width": f"{share:.0f}%"}),
                    className="meter",
                    **{"aria-hidden": "true"},
                ),
                html.B(f"{number(reported)}/{number(expected)}"),
                " xã, phường đã gửi",
            ],
            href="#chua-gui",
            className="status-part",
        ),
        html.Span(
            f"cập nhật {moment(manifest.get('created_at'))}", className="status-part updated"
        ),
        html.Span(
            ["bản phát hành ", html.Code(release.release_id)], className="status-part release"
        ),
    ]
