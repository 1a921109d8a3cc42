"""An indicator's entry in the dictionary, and the list of those found."""

from urllib.parse import urlencode

from dash import html

from dashboards.app.dictionary.entries import columns_of, entries, group_of
from dashboards.app.parts.pieces import icon


def result_list(found: list[str], words: str, chosen: str | None) -> html.Div | html.P:
    """Draw the found indicators by field, each a link that keeps the search.

    Args:
        found: ids in the order to show.
        words: the search.
        chosen: the id that is open.
    """
    if not found:
        return html.P(
            "Không có chỉ tiêu nào chứa các từ này. Thử ít từ hơn, không cần gõ dấu.",
            className="empty",
        )
    groups: dict[str, list[str]] = {}
    for kpi_id in found:
        groups.setdefault(group_of(kpi_id), []).append(kpi_id)
    return html.Div(
        [
            html.Div(
                [
                    html.H3(group),
                    html.Ul([_link(kpi_id, words, kpi_id == chosen) for kpi_id in members]),
                ]
            )
            for group, members in groups.items()
        ],
        className="entry-list",
    )


def _link(kpi_id: str, words: str, is_chosen: bool) -> html.Li:
    query = {"chi_tieu": kpi_id} | ({"tim": words} if words else {})
    return html.Li(
        html.A(
            [html.Code(kpi_id), entries()[kpi_id]["short_name"]],
            href=f"/tu-dien?{urlencode(query)}",
            **({"aria-current": "true"} if is_chosen else {}),
        )
    )


def entry_card(kpi_id: str) -> html.Section:
    """Draw all that the dictionary says of an indicator."""
    entry = entries()[kpi_id]
    facts = [
        ("Định nghĩa", entry["definition"]),
        ("Công thức", entry["formula"]),
        ("Tử số", (entry["numerator"] or {}).get("text")),
        ("Mẫu số", (entry["denominator"] or {}).get("text")),
        ("Đơn vị tính", entry["unit"]),
        ("Chiều tốt xấu", entry["direction"]),
        ("Cộng gộp", entry["additivity"]),
        ("Kỳ báo cáo", entry["calendar"]),
        ("Cấp nhỏ nhất", entry["lowest_area"]),
        ("Khi không có đối tượng", entry["no_population"]),
        ("Khi ít trường hợp", entry["small_numbers"]),
        ("Công bố ra ngoài", entry["disclosure"]),
        ("So sánh theo thời gian", "; ".join(entry["comparability"])),
        ("Ngưỡng, chỉ tiêu phấn đấu", _lines(entry["thresholds"]) + _lines(entry["targets"])),
        ("Căn cứ pháp lý", entry["legal_source"]),
        ("Chuẩn quốc tế", entry["international"]),
        ("Chỉ tiêu ILO", entry["ilo_indicator"]),
    ]
    return html.Section(
        [
            html.Div(
                [
                    html.Div(
                        [
                            html.P(f"{kpi_id} · {group_of(kpi_id)}", className="eyebrow"),
                            html.H2(entry["name"]),
                        ],
                        className="grow",
                    ),
                    html.A(
                        [icon("chart-line"), "Xem số liệu"],
                        href=f"/chi-tieu?chi_tieu={kpi_id}",
                        className="button-link",
                    ),
                ],
                className="card-head",
            ),
            html.Dl(
                [part for name, text in facts if text for part in (html.Dt(name), html.Dd(text))],
                className="entry-facts",
            ),
            html.P([html.B("Lưu ý khi đọc: "), entry["caveat"]], className="caveat")
            if entry["caveat"]
            else None,
            html.H3("Lấy từ cột nào của biểu nào", className="entry-sub"),
            _columns(entry),
        ],
        className="card entry",
    )


def _lines(found: list) -> str:
    return "; ".join(
        item if isinstance(item, str) else ", ".join(str(part) for part in item.values() if part)
        for item in found
    )


def _columns(entry: dict) -> html.Div | html.P:
    columns = columns_of(entry)
    if not columns:
        return html.P(
            entry["without_columns"] or "Tính từ sổ tiếp nhận, không lấy từ cột nào của biểu.",
            className="card-text",
        )
    heads = ("Biểu", "Nhãn cột trên biểu", "Nghĩa", "Dùng cho")
    return html.Div(
        html.Table(
            [
                html.Thead(html.Tr([html.Th(head, scope="col") for head in heads])),
                html.Tbody(
                    [
                        html.Tr(
                            [
                                html.Td([html.B(one["number"]), html.Br(), one["title"]]),
                                html.Td(" · ".join(f"“{label}”" for label in one["labels"])),
                                html.Td(
                                    one["means"] + (f" ({one['unit']})" if one["unit"] else "")
                                ),
                                html.Td(", ".join([*one["sides"], one["used_when"]]).rstrip(", ")),
                            ]
                        )
                        for one in columns
                    ]
                ),
            ],
            className="cells",
        ),
        className="entry-columns",
        tabIndex=0,
        role="region",
        **{"aria-label": "Cột của các biểu, cuộn ngang được"},
    )
