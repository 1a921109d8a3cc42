"""Drawer "Nguồn số liệu" of one event: the row of the register that it was read from."""

from dash import html

from dashboards.app.format_vi import day
from dashboards.app.original_files import Originals
from dashboards.app.parts.pieces import icon, source_button
from dashboards.release_reader import Release

EVENT = "su-kien"


def event_trace(event: dict) -> str:
    """Return what the row of an event says to open its source (see ``pieces.trace``).

    Args:
        event: has ``event_id`` and ``period``.
    """
    return f"{EVENT}|{event['event_id']}|{event['period']}|quarter"


def event_body(release: Release, event_id: str) -> tuple[dict | None, list]:
    """Return the event's row, named as ``source_drawer.source_title`` wants it, and the content.

    Args:
        release: the release that published the event, as the viewer may see it.
        event_id: of the event.
    """
    found = release.run("event_source", event=event_id)
    if not found:
        text = "Bản phát hành hiện hành không có dòng này. Tải lại trang để xem số mới."
        return None, [html.P(text, className="empty")]
    row, originals = found[0], Originals(release)
    when = day(row["happened_on"]) or "không ghi ngày"
    facts = (
        ("Tệp", row["file_name"] or "–"),
        ("Trang tính", row["sheet"] or "–"),
        ("Dòng", row["row"] if row["row"] is not None else "–"),
        ("Ô", html.Code(row["cell"]) if row["cell"] else "–"),
        ("Mã băm của tệp", f"{row['file_sha256'][:12]}…" if row["file_sha256"] else "–"),
        ("Lần nạp", (row["load_id"] or "–")[:12]),
    )
    counted = source_button(
        [icon("arrow-back-up"), f"{row['short_name']} · {row['area_name']}"],
        *(row["kpi_id"], row["commune_code"] or "province", row["period"]),
        f"Chỉ tiêu đếm dòng này: {row['short_name']}",
        "way-up",
    )
    return {"short_name": row["kind"], "area_name": row["area_name"]}, [
        html.Div(
            [
                html.P(f"{row['kind']}, {row['area_name']}", className="measure"),
                html.P(f"{when} · {row['period_label']}", className="formula"),
            ],
            className="drawer-summary",
        ),
        html.H3("Dòng trong sổ gốc"),
        html.Section(
            [
                html.Table(
                    html.Tbody([html.Tr([html.Th(name), html.Td(value)]) for name, value in facts]),
                    className="cells event-source",
                ),
                originals.offer(row["load_id"]),
            ],
            className="file-block",
        ),
        html.P(originals.note, className="fine"),
        html.P(["Chỉ tiêu đếm dòng này: ", counted]),
        html.P(
            f"Bản phát hành {release.release_id}. Tệp gốc được giữ nguyên, không sửa.",
            className="fine",
        ),
    ]
