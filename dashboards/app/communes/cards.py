"""The cards of a commune's page, and the list of communes that leads to them."""

from dash import html

from dashboards.app.ask import ask
from dashboards.app.communes import tables
from dashboards.app.communes.facts import UNDONE, Facts
from dashboards.app.communes.profile import profile_table
from dashboards.app.communes.todo import todo
from dashboards.app.format_vi import day, lower_first, number
from dashboards.app.parts.chart_card import chart_card
from dashboards.app.parts.list_card import list_card

# letters in the order of the Vietnamese alphabet, marks and all
ALPHABET = (
    "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ"
)
_ORDER = {letter: place for place, letter in enumerate(ALPHABET, 1)}


def alphabetical(name: str) -> list[int]:
    """Key that sorts names as a Vietnamese dictionary does (Đ after D)."""
    return [_ORDER.get(letter, 0) for letter in name.lower()]


def measure_line(facts: Facts) -> str:
    """Line 2 of the title: where the commune is, how large, which quarter."""
    area, period = facts.area, facts.period
    band = next((row["band_label"] for row in facts.profile if row["band_label"]), None)
    workers = next((row["own_workers"] for row in facts.neighbours), None)
    size = f"{number(workers)} lao động" if workers is not None else None
    parts = [
        area["former_district_name"],
        area["former_province_name"],
        size or (f"nhóm {band}" if band else None),
        f"{lower_first(period['label'])}, đến {day(period['ends_on'])}",
        f"hạn nộp {day(period['commune_deadline'])}",
    ]
    return " · ".join(part for part in parts if part)


def body(facts: Facts) -> list:
    """All cards of a commune."""
    return [
        todo(facts),
        profile_card(facts),
        _events(facts),
        html.Div([_submissions(facts), _findings(facts)], className="stacked"),
        _neighbours(facts),
    ]


def profile_card(facts: Facts) -> html.Section:
    """The sparkline table of all indicators."""
    known = sum(1 for row in facts.profile if row["value_state"] == "value")
    moved = [row["quarter_assessment"] for row in facts.profile]
    good, bad = moved.count("good"), moved.count("bad")
    return chart_card(
        "xa-phuong-chi-tieu",
        title=f"{good} chỉ tiêu tốt lên, {bad} chỉ tiêu xấu đi so với quý trước",
        subtitle=f"{len(facts.profile)} chỉ tiêu cấp xã · {_where(facts)}",
        words=f"{known} chỉ tiêu có số liệu. Thứ 1 là tốt nhất, hoặc lớn nhất khi không rõ chiều.",
        body=profile_table(facts),
        pictures=True,
        note=(
            "*: mẫu số nhỏ, không xếp hạng. Dấu –: không có đối tượng để tính hay không xếp hạng; "
            "lý do có trong “Bảng”. Cột kẻ sọc: so sánh hạn chế. Bấm số để xem nguồn, bấm tên để "
            "xem bản đồ và diễn biến."
        ),
    )


def _where(facts: Facts) -> str:
    return f"{facts.area['area_name']} · {lower_first(facts.period['label'])}"


def _events(facts: Facts) -> html.Section:
    rows = facts.events
    counts: dict[str, int] = {}
    for row in rows:
        counts[row["kind_name"]] = counts.get(row["kind_name"], 0) + 1
    words = "; ".join(f"{lower_first(kind)}: {count}" for kind, count in counts.items())
    return list_card(
        "xa-phuong-su-viec",
        tables.events(facts),
        title=f"{len(rows)} sự việc được ghi trong quý"
        if rows
        else "Không có sự việc nào trong quý",
        subtitle=f"Từng vụ, cuộc, quyết định · {_where(facts)}",
        words=f"Gồm {words}." if words else "",
        empty="Không vụ tranh chấp, ngừng việc, cuộc kiểm tra hay xử phạt nào được ghi từng dòng.",
    )


def _submissions(facts: Facts) -> html.Section:
    made = tables.submissions(facts)
    undone = sum(1 for row in facts.reports if row["status"] in UNDONE)
    title = f"Còn {undone} biểu chưa xong" if undone else "Các biểu của quý đã được nhận"
    return list_card(
        "xa-phuong-lan-nop",
        made,
        title=title,
        subtitle=f"Các lần nộp · {_where(facts)}",
        words=f"{len(facts.submissions)} lần nộp.",
        empty="Chưa nộp biểu nào cho quý này.",
    )


def _findings(facts: Facts) -> html.Section:
    made = tables.findings(facts)
    still = sum(row["open_findings"] for row in facts.findings)
    title = (
        f"Còn {number(still)} lỗi, cảnh báo đang mở" if still else "Không còn lỗi, cảnh báo nào mở"
    )
    return list_card(
        "xa-phuong-phat-hien",
        made,
        title=title,
        subtitle=f"Kiểm tra tự động các biểu đã nộp · {_where(facts)}",
        empty="Các biểu đã nộp không có lỗi hay cảnh báo.",
    )


def _neighbours(facts: Facts) -> html.Section:
    rows = facts.neighbours
    links = [
        html.Li(
            html.A(
                [
                    html.B(row["commune_name"]),
                    html.Span(f"{number(row['workers'])} lao động", className="fine"),
                ],
                href=commune_link(row["commune_code"], facts.period_id),
                className="span-link",
            )
        )
        for row in rows
    ]
    compare = ",".join([facts.code, *(row["commune_code"] for row in rows[:7])])
    inside = [
        html.H2("Xã, phường cùng quy mô"),
        html.P(
            f"Gần nhất về số lao động, cùng nhóm trước · {lower_first(facts.period['label'])}",
            className="card-measure",
        ),
    ]
    if rows:
        href = f"/chi-tieu?chi_tieu=OE-03&ky={facts.period_id}&dia_ban={facts.code}&so={compare}"
        inside += [
            html.Ul(links, className="span-links"),
            html.A("So sánh các nơi này trên trang Chỉ tiêu", href=href, className="more-link"),
        ]
    else:
        text = "Chưa biết số lao động, hoặc bạn chỉ được xem số liệu của xã, phường mình."
        inside.append(html.P(text, className="empty"))
    return html.Section(inside, className="card plain-card")


def commune_link(code: str, period: str) -> str:
    """Address of a commune's page in a quarter."""
    return f"/xa-phuong/{code}?ky={period}&xa={code}"


def index(period: str) -> list:
    """All communes in alphabetical order below their former district, with what they still owe."""
    owed: dict[str, int] = {}
    for row in ask("late_or_missing", period=period):
        if row["status"] in UNDONE and row["commune_code"]:
            owed[row["commune_code"]] = owed.get(row["commune_code"], 0) + 1
    groups = {row["area_name"]: [] for row in ask("areas", kind="former_district")}
    for area in ask("areas", kind="commune"):
        groups.setdefault(area["former_district_name"] or "Các xã, phường", []).append(area)
    return [
        html.Section(
            [
                html.H2([heading, html.Span(number(len(areas)), className="count")]),
                html.Ul(
                    [
                        html.Li(_index_link(area, owed.get(area["area_code"], 0), period))
                        for area in sorted(areas, key=lambda area: alphabetical(area["short_name"]))
                    ],
                    className="commune-links",
                ),
            ],
            className="card commune-group",
        )
        for heading, areas in groups.items()
        if areas
    ]


def _index_link(area: dict, owed: int, period: str) -> html.A:
    badge = html.Span(f"còn {owed} biểu", className="chip bad") if owed else None
    return html.A([area["area_name"], badge], href=commune_link(area["area_code"], period))


def index_title(period: dict) -> str:
    """The finding over all communes."""
    reported, expected = period["reported_units"] or 0, period["expected_units"] or 0
    if reported == expected:
        return f"{number(expected)} xã, phường đã gửi báo cáo {lower_first(period['label'])}"
    return (
        f"{number(expected - reported)} xã, phường chưa gửi báo cáo {lower_first(period['label'])}"
    )
