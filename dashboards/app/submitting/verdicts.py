"""What a check said: the board of all files, and one file with its cells and findings."""

import re
from collections.abc import Callable

from dash import html

from dashboards.app.ask import ask
from dashboards.app.parts.grid import grid
from dashboards.app.parts.pieces import icon
from dashboards.app.submitting.handing_in import ACCEPTED

VERDICTS = {
    "accepted": ("on-time", "circle-check", "được nhận"),
    "accepted_with_warnings": ("late", "alert-triangle", "được nhận, có lưu ý"),
    "rejected": ("returned", "arrow-back-up", "bị trả lại"),
    "refused": ("missing", "ban", "không đọc được"),
}
STRAY = ("missing", "lock", "không phải của đơn vị")
SEVERITIES = {
    "error": ("returned", "circle-x", "Lỗi"),
    "warning": ("late", "alert-triangle", "Lưu ý"),
    "note": ("plain", "info-circle", "Ghi chú"),
}
MOST_FINDINGS = 60
_CELL = re.compile(r"([A-Z]{1,3})([0-9]+)")


def pill(look: str, symbol: str, words: str) -> html.Span:
    """A state in a word and an icon."""
    return html.Span([icon(symbol), words], className=f"state {look}")


def verdict_of(item: dict) -> tuple[str, str, str]:
    """Look, icon and words of a file's verdict."""
    return STRAY if item["stray"] else VERDICTS[item["result"]["outcome"]]


def summary(items: list[dict]) -> str:
    """What became of all files, in one sentence."""
    good = sum(1 for i in items if not i["stray"] and i["result"]["outcome"] in ACCEPTED)
    stray = sum(1 for i in items if i["stray"])
    wrong = len(items) - good - stray
    if good == len(items):
        return f"{'Tệp' if good == 1 else f'Cả {good} tệp'} được nhận, có thể nộp ngay"
    if wrong == len(items):
        return f"{wrong} tệp chưa nhận được: xem ô sai và cách sửa"
    counts = ((good, "được nhận"), (wrong, "phải sửa"), (stray, "của đơn vị khác, không nhận"))
    return ", ".join(f"{count} tệp {words}" for count, words in counts if count)


def counts(result: dict) -> str:
    """How many errors and warnings a file has, in words."""
    errors = sum(1 for one in result["findings"] if one["severity"] == "error")
    warnings = sum(1 for one in result["findings"] if one["severity"] == "warning")
    parts = [f"{errors} lỗi" if errors else "", f"{warnings} lưu ý" if warnings else ""]
    return ", ".join(part for part in parts if part) or "không có lỗi"


def form_names() -> dict[str, str]:
    """Names of the forms by id."""
    return {row["form"]: row["form_name"] for row in ask("forms")}


def board(items: list[dict], submission: Callable[[dict], html.Span]) -> html.Div:
    """Draw all files of an upload, one a line.

    Args:
        items: of ``handing_in.check_tray``.
        submission: draws how far a file is on its way into the books.
    """
    names = form_names()
    heads = ("Tệp", "Kết quả", "Biểu", "Quý", "Đơn vị gửi", "Điểm kiểm tra", "Nộp")
    lines = []
    for item in items:
        result = item["result"]
        forms = sorted({names.get(table["form"], "Biểu khác") for table in result["tables"]})
        periods = sorted({table["period"] for table in result["tables"] if table["period"]})
        cells = (
            html.B(result["file"]),
            pill(*verdict_of(item)),
            ", ".join(forms) if len(forms) < 3 else f"{len(forms)} biểu",
            ", ".join(map(quarter_words, periods)) or "–",
            (result["agency"] or {}).get("name") or "–",
            "–" if item["stray"] else counts(result),
            submission(item),
        )
        named = zip(heads, cells, strict=True)
        parts = [html.Td(cell, role="cell", **{"data-head": head}) for head, cell in named]
        lines.append(html.Tr(parts, role="row"))
    columns = [html.Th(head, scope="col", role="columnheader") for head in heads]
    # roles in so many words: on a phone the lines are cards, which would make it no table
    return html.Div(
        html.Table(
            [
                html.Thead(html.Tr(columns, role="row"), role="rowgroup"),
                html.Tbody(lines, role="rowgroup"),
            ],
            className="cells board",
            role="table",
        ),
        className="board-box",
        tabIndex=0,
        role="region",
        **{"aria-label": "Bảng các tệp, cuộn ngang được"},
    )


def quarter_words(period: str) -> str:
    """``2026Q3`` as readers say it: Quý III/2026."""
    year, _, quarter = period.partition("Q")
    return f"Quý {('I', 'II', 'III', 'IV')[int(quarter) - 1]}/{year}"


def findings_list(item: dict) -> html.Ul | html.P:
    """Draw what was found in a file: where, what, what is allowed, what to do."""
    if item["stray"]:
        return html.P(item["stray"], className="note-line")
    order = list(SEVERITIES)
    found = sorted(item["result"]["findings"], key=lambda one: order.index(one["severity"]))
    if not found:
        return html.P("Không có điểm nào phải xem lại.", className="empty")
    shown = [_finding(one) for one in found[:MOST_FINDINGS]]
    if more := len(found) - MOST_FINDINGS:
        more > 0 and shown.append(
            html.Li(f"và {more} điểm khác, đủ trong bảng tính đã đánh dấu.", className="fine")
        )
    return html.Ul(shown, className="check-list")


def told(finding: dict) -> str:
    """What was found, without what to do about it, which is said beside it."""
    return finding["message"].removesuffix(finding.get("advice") or "").strip()


def _finding(one: dict) -> html.Li:
    place = ", ".join(
        part
        for part in (
            f"trang “{one['sheet']}”" if one["sheet"] else "",
            f"ô {one['cell']}" if one["cell"] else "",
        )
        if part
    )
    facts = [
        (word, one.get(key))
        for word, key in (("Đang ghi", "found"), ("Cho phép", "allowed"), ("Cách sửa", "advice"))
    ]
    return html.Li(
        [
            html.Div(
                [pill(*SEVERITIES[one["severity"]]), html.B(place[:1].upper() + place[1:])],
                className="check-place",
            ),
            html.P(told(one)),
            html.Dl(
                [part for word, text in facts if text for part in (html.Dt(word), html.Dd(text))]
            ),
        ]
    )


def marked_cells(findings: list[dict], sheet: str) -> dict[tuple[int, str], dict]:
    """Return the single cells of a sheet that a finding marks: (row, column) -> finding.

    Args:
        findings: of the check; ranges and whole rows mark no single cell.
        sheet: name of the sheet.
    """
    found: dict[tuple[int, str], dict] = {}
    for one in findings:
        match = _CELL.fullmatch(one["cell"] or "")
        if one["sheet"] == sheet and match and one["severity"] != "note":
            found.setdefault((int(match[2]), match[1]), one)
    return found


def column_letters(number: int) -> str:
    """0 is A, 25 is Z, 26 is AA."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def sheet_grid(rows: list[list[str]], findings: list[dict], sheet: str) -> object:
    """Draw a sheet as it was sent, wrong cells marked in place.

    Args:
        rows: of ``command.sheet_rows``.
        findings: of the check.
        sheet: name of the sheet.
    """
    width = max((len(row) for row in rows), default=0)
    wrong = marked_cells(findings, sheet)
    lines = []
    for number, row in enumerate(rows, 1):
        line: dict = {"row": number}
        for place, text in enumerate(row):
            column = column_letters(place)
            line[column] = text
            if (number, column) in wrong:
                one = wrong[number, column]
                line[f"{column}_wrong"] = f"{column}{number}\n{one['message']}"
        lines.append(line)
    letters = [column_letters(place) for place in range(width)]
    defs = [
        {"field": "row", "headerName": "", "pinned": "left", "width": 58, "sortable": False}
    ] + [
        {
            "field": column,
            "headerName": column,
            "width": 118,
            "sortable": False,
            "cellRenderer": "SheetCell",
        }
        for column in letters
    ]
    made = grid("nop-bieu-luoi", defs, lines, height="420px", rowHeight=32)
    if wrong:  # the first wrong cell is in sight
        row, column = min(wrong)
        if row <= len(lines) and column in letters:
            made.scrollTo = {"rowIndex": row - 1, "rowPosition": "middle", "column": column}
    return made
