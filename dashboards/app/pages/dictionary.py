"""Page 10, "Từ điển chỉ tiêu": what each indicator means and which columns it is made of."""

import dash
import dash_mantine_components as dmc
from dash import Input, Output, State, callback, html

from dashboards.app import address
from dashboards.app.dictionary.entries import WARNINGS, columns_of, entries, find, group_of
from dashboards.app.dictionary.show import entry_card, result_list
from dashboards.app.parts.page_frame import page_frame
from dashboards.app.parts.pieces import icon
from dashboards.app.parts.table import Column, Table, table
from dashboards.app.viewer import current_viewer


def _entries() -> dict[str, dict]:
    """The entries that the viewer may read: outsiders get nothing about warning scores."""
    if current_viewer().scope.audience != "external":
        return entries()
    return {kpi_id: one for kpi_id, one in entries().items() if group_of(kpi_id) != WARNINGS}


def _find(words: str) -> list[str]:
    allowed = _entries()
    return [kpi_id for kpi_id in find(words) if kpi_id in allowed]


ADDRESS = address.Address(
    address.text("tim"), address.Parameter("chi_tieu", lambda: list(_entries()), None)
)
dash.register_page(
    __name__, path="/tu-dien", name="Từ điển chỉ tiêu", order=10, icon="book-2", needs_release=False
)


def layout(**query: str) -> html.Div:
    """Return the page for the search and the indicator of its address."""
    shown = ADDRESS.check(**query)
    found = _find(shown["tim"] or "")
    chosen = shown["chi_tieu"] or (found[0] if found else None)
    return page_frame(
        "Từ điển chỉ tiêu",
        f"{len(_entries())} chỉ tiêu: nghĩa là gì, tính thế nào, lấy từ cột nào",
        text="Gõ một từ có trên biểu, trong tên hay định nghĩa; không cần dấu.",
        controls=[
            dmc.TextInput(
                id="tu-dien-search",
                label="Tìm",
                value=shown["tim"] or "",
                debounce=250,
                placeholder="ví dụ: dinh cong, so luot nguoi",
                leftSection=icon("search"),
                w="min(300px, 100%)",
            ),
            html.A(
                [icon("file-type-xls"), "Tải Excel"],
                href="/tai-ve/tu-dien-chi-tieu.xlsx",
                download="",
                className="button-link",
            ),
        ],
        body=html.Div(
            [
                html.Nav(
                    result_list(found, shown["tim"] or "", chosen),
                    id="tu-dien-list",
                    className="card entry-nav",
                    **{"aria-label": "Các chỉ tiêu tìm thấy"},
                ),
                html.Div(entry_card(chosen) if chosen else None, id="tu-dien-entry"),
            ],
            className="entry-page",
        ),
    )


ADDRESS.follow(tim="tu-dien-search")


@callback(
    Output("tu-dien-list", "children"),
    Output("tu-dien-entry", "children"),
    Input("tu-dien-search", "value"),
    State("address", "data"),
    prevent_initial_call=True,
)
def search(words: object, where: dict | None) -> tuple:
    """List what holds the words; the open indicator stays where it is among them."""
    asked = ADDRESS.check(tim=words)["tim"] or ""
    found = _find(asked)
    opened = ADDRESS.read(str((where or {}).get("search") or ""))["chi_tieu"]
    chosen = opened if opened in found else (found[0] if found else opened)
    return result_list(found, asked, chosen), entry_card(chosen) if chosen else None


@table("tu-dien-chi-tieu")
def all_entries(_search: str) -> Table:
    """Make the dictionary as a sheet."""
    rows = [
        {
            "kpi_id": kpi_id,
            "name": entry["name"],
            "group": group_of(kpi_id),
            "unit": entry["unit"],
            "definition": entry["definition"],
            "formula": entry["formula"],
            "columns": "; ".join(
                f"{one['number']}: {', '.join(one['labels'])}" for one in columns_of(entry)
            ),
            "legal": entry["legal_source"],
            "caveat": entry["caveat"],
        }
        for kpi_id, entry in _entries().items()
    ]
    columns = [
        Column("kpi_id", "Mã", width=70, pinned=True),
        Column("name", "Chỉ tiêu", width=260),
        Column("group", "Lĩnh vực", width=140),
        Column("unit", "Đơn vị", width=90),
        Column("definition", "Định nghĩa", width=480),
        Column("formula", "Công thức", width=300),
        Column("columns", "Nhãn cột trên biểu", width=420),
        Column("legal", "Căn cứ pháp lý", width=260),
        Column("caveat", "Lưu ý", width=420),
    ]
    return Table("Từ điển chỉ tiêu quan hệ lao động tỉnh Lào Cai", columns, rows, "tu-dien")
