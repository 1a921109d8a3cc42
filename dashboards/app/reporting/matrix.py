"""Who sent which form of a quarter: agencies down, forms across, one word a cell."""

from dataclasses import dataclass

from dash import html

from dashboards.app.format_vi import agency_short, day, moment
from dashboards.app.parts.grid import grid

# status -> (CSS class, icon, word of the cell)
LOOKS = {
    "đúng hạn": ("on-time", "check", "đúng hạn"),
    "chậm": ("late", "clock", "chậm"),
    "trả lại": ("returned", "arrow-back-up", "trả lại"),
    "chưa nộp": ("missing", "mail-off", "chưa nộp"),
}
OPEN = ("chưa nộp", "trả lại")
VIEWS = {
    "tat-ca": "Tất cả",
    "con-no": "Còn nợ",
    "cham": "Nộp chậm",
}
GRID_ID = "bao-cao-luoi"
NOT_OWED = "không phải nộp"


@dataclass(frozen=True)
class Matrix:
    """The matrix of one quarter.

    Attributes:
        forms: (id, name) of each form that anybody owes, most obliged agencies first.
        agencies: (code, name, commune code or None), communes in their order, then departments.
        cells: (agency code, form id) -> row of queries/reporting_status.sql.
    """

    forms: list[tuple[str, str]]
    agencies: list[tuple[str, str, str | None]]
    cells: dict[tuple[str, str], dict]

    def count(self, form: str, status: str) -> int:
        """How many agencies have a status for a form."""
        return sum(
            1 for (_, of), row in self.cells.items() if of == form and row["status"] == status
        )


def build_matrix(rows: list[dict], view: str = "tat-ca") -> Matrix:
    """Put the obligations of a quarter into a grid.

    Args:
        rows: of queries/reporting_status.sql, communes in their order first.
        view: a key of ``VIEWS``: all agencies, those that owe, those with a late form.
    """
    cells = {(row["agency_code"], row["form"]): row for row in rows}
    names: dict[str, str] = {}
    owed: dict[str, int] = {}
    agencies: dict[str, tuple[str, str, str | None]] = {}
    wanted: set[str] = set()
    for row in rows:
        names[row["form"]] = row["form_name"]
        owed[row["form"]] = owed.get(row["form"], 0) + 1
        code = row["agency_code"]
        agencies[code] = (code, row["agency_name"], row["commune_code"])
        if (
            view not in ("con-no", "cham")
            or (view == "con-no" and row["status"] in OPEN)
            or (view == "cham" and row["status"] == "chậm")
        ):
            wanted.add(code)
    return Matrix(
        sorted(names.items(), key=lambda form: (-owed[form[0]], form[1])),
        [agency for code, agency in agencies.items() if code in wanted],
        cells,
    )


def commune_states(rows: list[dict]) -> dict[str, int]:
    """Count communes by the gravest status among their forms.

    Args:
        rows: of queries/reporting_status.sql.

    Returns:
        A count for each key of ``LOOKS``.
    """
    gravest: dict[str, int] = {}
    order = list(LOOKS)
    for row in rows:
        if row["commune_code"]:
            place = order.index(row["status"])
            gravest[row["commune_code"]] = max(place, gravest.get(row["commune_code"], 0))
    return {
        status: sum(1 for found in gravest.values() if found == place)
        for place, status in enumerate(order)
    }


def finding(rows: list[dict], own: bool = False) -> str:
    """The page's title: what the quarter's reporting comes to, in at most twelve words.

    Args:
        rows: of queries/reporting_status.sql.
        own: the rows are those of one officer's communes.
    """
    states = commune_states(rows)
    total = sum(states.values())
    if not total:
        return "Quý này chưa xã, phường nào có nghĩa vụ báo cáo"
    owing = states["chưa nộp"] + states["trả lại"]
    if own:
        open_forms = sum(1 for row in rows if row["status"] in OPEN)
        if not open_forms:
            return "Đơn vị đã nộp đủ báo cáo của quý"
        return f"Đơn vị còn {open_forms} biểu chưa nộp hoặc phải sửa"
    if not owing:
        return f"Cả {total} xã, phường đã nộp đủ, {states['chậm']} nơi nộp chậm"
    return f"{owing}/{total} xã, phường còn nợ báo cáo, {states['chậm']} nơi nộp chậm"


def sentence(rows: list[dict]) -> str:
    """The matrix in one sentence."""
    counts = {status: sum(1 for row in rows if row["status"] == status) for status in LOOKS}
    return (
        f"Trong {len(rows)} lượt biểu phải nộp: {counts['đúng hạn']} đúng hạn, "
        f"{counts['chậm']} chậm, {counts['trả lại']} bị trả lại chờ gửi lại, "
        f"{counts['chưa nộp']} chưa nộp."
    )


def matrix_grid(made: Matrix) -> object:
    """Draw the matrix: head and first column stay in sight, a word and an icon in every cell.

    An AG Grid and not a table of Dash's components: 1,500 of those take a browser seconds.
    """
    if not made.agencies:
        return html.P("Không có đơn vị nào trong nhóm này: không ai còn vướng.", className="empty")
    return html.Div(
        grid(
            GRID_ID,
            grid_columns(made),
            [_line(made, agency) for agency in made.agencies],
            height="600px",
            rowHeight=34,
            rowBuffer=200,
            suppressColumnVirtualisation=True,
            pinnedBottomRowData=[_owing(made)],
        ),
        className="matrix-box",
        style={"--rows": len(made.agencies)},
    )


def grid_columns(made: Matrix) -> list[dict]:
    """Return AG Grid's columns: the agency, then a column a form."""
    text = {"function": "foldVi(params.value)"}
    name = {
        "field": "name",
        "headerName": "Đơn vị",
        "pinned": "left",
        "width": 160,
        "cellRenderer": "AgencyLink",
        "getQuickFilterText": text,
    }
    forms = [
        {
            "field": form,
            "headerName": title,
            "width": 122,
            "minWidth": 112,
            "cellRenderer": "ReportState",
            "autoHeaderHeight": True,
            "headerTooltip": title,
        }
        for form, title in made.forms
    ]
    return [name, *forms]


def _line(made: Matrix, agency: tuple[str, str, str | None]) -> dict:
    code, name, commune = agency
    line: dict = {"name": agency_short(name)}
    if commune:
        line["link"] = f"/xa-phuong/{commune}"
    for form, title in made.forms:
        row = made.cells.get((code, form))
        if row:
            line[form] = row["status"]
            line[f"{form}_tip"] = _tip(line["name"], title, row)
    return line


def _tip(agency: str, form_name: str, row: dict) -> str:
    extra = " · không phát sinh" if row["is_nil_return"] else ""
    tip = [f"{agency}: {row['status']}{extra}", form_name, f"Hạn nộp {day(row['due_on'])}"]
    if row["first_received_at"]:
        tip.append(f"Nhận lần đầu {moment(row['first_received_at'])}")
    if row["first_accepted_at"]:
        tip.append(f"Được chấp nhận {moment(row['first_accepted_at'])}")
    if (row["submissions"] or 0) > 1:
        tip.append(f"Đã gửi {row['submissions']} lần")
    return "\n".join(tip)


def _owing(made: Matrix) -> dict:
    """The last line: how many of those who owe a form still do."""
    line: dict = {"name": "Còn nợ / phải nộp"}
    for form, _ in made.forms:
        owed = sum(made.count(form, status) for status in LOOKS)
        line[form] = f"{sum(made.count(form, status) for status in OPEN)}/{owed}"
    return line
