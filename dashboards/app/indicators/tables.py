"""The tables behind the page's cards, for the grids and for the files."""

from dataclasses import replace
from functools import partial

from dashboards.app.format_vi import coverage, exact, lower_first, state_words, value_in_words
from dashboards.app.indicators.areas import in_order
from dashboards.app.indicators.facts import ADDRESS, Facts
from dashboards.app.indicators.wording import short_measure
from dashboards.app.parts.pieces import trace
from dashboards.app.parts.table import Column, Table, table

COMPARISON_WORDS = {"được": "so sánh được", "hạn chế": "so sánh hạn chế"}


def measures(row: dict, kpi: dict, area: str, period: str, span: str) -> dict:
    """The number of one row with what it is made of, raw and as text.

    Args:
        row: has ``value``, ``numerator``, ``denominator``, ``value_state`` and the interval.
        kpi: ``kpi_id``, ``unit``, ``decimals``.
        area: area code.
        period: the quarter.
        span: what the value covers.
    """
    money = kpi["unit"] == "đồng" and row["value"] is not None
    words = exact(row["value"]) if money else value_in_words(row, "", kpi["decimals"]).strip()
    made = {
        "value": row["value"],
        "value_text": words,
        "state": state_words(row),
        "trace": trace(kpi["kpi_id"], area, period, span),
        "small": "mẫu số nhỏ" if row.get("is_small_number") else "",
    }
    for name in ("numerator", "denominator", "wilson_low", "wilson_high"):
        made[name] = row.get(name)
    return made


def number_columns(kpi: dict, rows: list[dict]) -> list[Column]:
    """Value, fraction and interval, the last two where any row has them."""
    columns = [Column("value", f"{kpi['short_name']} ({kpi['unit']})", "source", 160)]
    if any(row["denominator"] not in (None, 1) for row in rows):
        columns += [
            Column("numerator", "Tử số", "number", 100),
            Column("denominator", "Mẫu số", "number", 100),
        ]
    if any(row["wilson_low"] is not None for row in rows):
        title = f"95 %, {{}} ({kpi['unit']})"
        columns += [
            Column("wilson_low", title.format("từ"), "number", 105, decimals=kpi["decimals"]),
            Column("wilson_high", title.format("đến"), "number", 105, decimals=kpi["decimals"]),
        ]
    return columns


def _make(facts: Facts, name: str, place: str, columns: list[Column], rows: list[dict]) -> Table:
    beside = {
        "file_period": facts.period["label"],
        "file_status": facts.period["release_status"],
        "file_unit": facts.kpi["unit"],
    }
    for row in rows:
        row |= {key: text for key, text in beside.items() if key not in row}
    return Table(
        short_measure(facts, place),
        columns,
        rows,
        f"{name}-{facts.kpi_id}-{facts.period_id}",
        (
            Column("file_unit", "Đơn vị"),
            Column("file_period", "Quý"),
            Column("file_status", "Trạng thái số liệu", width=150),
        ),
        (facts.kpi["name"], facts.kpi["definition"], facts.kpi["caveat"] or ""),
    )


def by_commune(search: str) -> Table:
    """One row a commune."""
    facts = Facts.of_address(search)
    rows = [
        measures(row, facts.kpi, row["commune_code"], facts.period_id, facts.span)
        | {
            "name": row["commune_name"],
            "rank": row["province_rank"],
            "band": f"{row['band_rank']}/{row['band_size']} ({row['band_label']})"
            if row["band_rank"]
            else "",
            "why": row["unranked_reason"] or "",
            "quarter": row["quarter_label"] or "",
            "year": row["year_label"] or "",
            "district": row["principal_former_district"] or "",
            "code": row["commune_code"],
        }
        for row in facts.communes
    ]
    columns = [
        Column("name", "Xã, phường", width=170, pinned=True),
        *number_columns(facts.kpi, rows),
        Column("rank", "Thứ hạng", "number", 95, decimals=0),
        Column("band", "Trong nhóm cùng quy mô", width=190),
        Column("quarter", "So với quý trước", width=180),
        Column("year", "So với cùng kỳ", width=180),
        Column("state", "Tình trạng", width=135),
        Column("small", "Lưu ý", width=110),
        Column("why", "Vì sao không xếp hạng", width=220),
        Column("district", "Huyện cũ (chính)", width=160),
        Column("code", "Mã", width=85),
    ]
    return _make(facts, "chi-tieu-xa-phuong", "từng xã, phường", columns, rows)


def by_commune_before(search: str) -> Table | None:
    """One row a commune of the second quarter; None where none is chosen."""
    base = Facts.of_address(search).base_id
    if base is None:
        return None
    return by_commune(ADDRESS.search(**ADDRESS.read(search) | {"ky": base, "so_quy": None}))


def by_area(search: str) -> Table:
    """One row a former district, province or zone."""
    facts = Facts.of_address(search)
    known = in_order(facts.areas, True)
    rest = [row for row in facts.areas if row not in known]
    rows = [
        measures(row, facts.kpi, row["area_code"], facts.period_id, facts.span)
        | {
            "name": row["area_name"],
            "coverage": coverage(row),
            "comparability": COMPARISON_WORDS.get(row["comparability"], "không so sánh được"),
        }
        for row in [*known, *rest]
    ]
    columns = [
        Column("name", "Địa bàn", width=200, pinned=True),
        *number_columns(facts.kpi, rows),
        Column("coverage", "Có số liệu", width=110),
        Column("state", "Tình trạng", width=135),
        Column("comparability", "So sánh", width=150),
        Column("small", "Lưu ý", width=110),
    ]
    return _make(facts, "chi-tieu-dia-ban", "các địa bàn", columns, rows)


def by_quarter(search: str) -> Table:
    """The shown area, one row a quarter."""
    facts = Facts.of_address(search)
    return _series_table(facts, "chi-tieu-dien-bien", {facts.area_code: facts.series})


def by_panel(search: str) -> Table:
    """Every area of the small multiples, one row a quarter."""
    facts = Facts.of_address(search)
    return _series_table(facts, "chi-tieu-nhieu-dia-ban", facts.panels)


def _series_table(facts: Facts, name: str, panels: dict[str, list[dict]]) -> Table:
    rows = [
        measures(row, facts.kpi, code, row["period"], facts.span)
        | {
            "area": facts.area_names.get(code, ""),
            "label": row["label"],
            "file_period": row["label"],
            "coverage": coverage(row),
            "comparability": COMPARISON_WORDS.get(row["comparability"], "không so sánh được"),
        }
        for code, series in panels.items()
        for row in series
    ]
    columns = [
        Column("area", "Địa bàn", width=190, pinned=True),
        Column("label", "Quý", width=120),
        *number_columns(facts.kpi, rows),
        Column("coverage", "Có số liệu", width=110),
        Column("comparability", "So sánh", width=150),
        Column("state", "Tình trạng", width=135),
    ]
    return _make(facts, name, "qua các quý", columns, rows)


def by_two_quarters(search: str, areas: bool = False) -> Table | None:
    """One row a place with both quarters and the change; None where no second one is chosen.

    Args:
        search: query string of the page.
        areas: the roll-ups instead of the communes.
    """
    facts = Facts.of_address(search)
    if facts.base_id is None:
        return None
    kpi = facts.kpi
    rows = []
    for row in facts.area_pairs if areas else facts.commune_pairs:
        base = {"value": row["base_value"], "value_state": row["base_state"]}
        base |= {"value_reason": row["base_reason"]}
        made = measures(
            row | {"wilson_low": None, "wilson_high": None},
            *(kpi, row["area_code"], facts.period_id, facts.span),
        )
        before = measures(base, kpi, row["area_code"], facts.base_id, facts.span)
        rows.append(
            made
            | {
                "name": row["area_name"],
                "base": before["value"],
                "base_text": before["value_text"],
                "base_state": before["state"],
                "change": row["pair_label"],
                "change_abs": row["pair_abs"],
                "change_pct": row["pair_pct"],
                "comparability": COMPARISON_WORDS.get(
                    row["pair_comparability"], "không so sánh được"
                ),
            }
        )
    unit = "điểm %" if kpi["unit"] == "%" else kpi["unit"]
    now, base = facts.period["label"], facts.base_label
    columns = [
        Column("name", "Địa bàn" if areas else "Xã, phường", width=170, pinned=True),
        Column("base", f"{base} ({kpi['unit']})", "number", 130),
        Column("value", f"{now} ({kpi['unit']})", "source", 130),
        Column("change", "Thay đổi", width=230),
        Column("change_abs", f"Chênh lệch ({unit})", "number", 125, decimals=kpi["decimals"]),
        Column("change_pct", "Chênh lệch (%)", "number", 115, decimals=1),
        Column("comparability", "So sánh", width=150),
        Column("small", "Lưu ý", width=110),
        Column("state", f"Tình trạng {now}", width=140),
        Column("base_state", f"Tình trạng {base}", width=140),
    ]
    place = "các địa bàn" if areas else "từng xã, phường"
    name = f"chi-tieu-hai-quy-{'dia-ban' if areas else 'xa-phuong'}-so-{facts.base_id}"
    made = _make(facts, name, place, columns, rows)
    return replace(made, caption=f"{made.caption} so với {lower_first(base)}")


def register() -> None:
    """Register the tables under the names of their cards."""
    for name in ("chi-tieu-ban-do", "chi-tieu-xep-hang", "chi-tieu-phan-bo"):
        table(name)(by_commune)
    table("chi-tieu-dia-ban")(by_area)
    table("chi-tieu-hai-quy")(by_two_quarters)
    table("chi-tieu-hai-quy-dia-ban")(partial(by_two_quarters, areas=True))
    table("chi-tieu-ban-do-ky-goc")(by_commune_before)
    table("chi-tieu-dien-bien")(by_quarter)
    table("chi-tieu-nhieu-dia-ban")(by_panel)
