"""Charts of the briefing as data: what is drawn, its title as a finding, its words."""

from dashboards.app.format_vi import lower_first
from dashboards.briefing.blocks import NBSP, Chart, Figure, Sentence, Series
from dashboards.briefing.facts import PROVINCE, Facts
from dashboards.briefing.layout import layout
from dashboards.briefing.sentences import MERGER, say

MOST_QUARTERS = 2  # that a sentence names for one number
MONEY = {"unit": "triệu đồng", "divisor": 1_000_000, "decimals": 1}


def make_chart(facts: Facts, chart_id: str) -> Chart | None:
    """One chart of `report.yml`; None where nothing of it is known."""
    plan = layout()["charts"][chart_id]
    if plan["kpi"] not in facts.kpis:
        return None
    maker = {"map": commune_map, "bars": highest_communes}.get(plan["kind"], over_quarters)
    return maker(facts, chart_id, plan)


def trend(facts: Facts, kpi_id: str) -> tuple[list[dict], Series] | None:
    """An indicator of the province through the quarters up to the reported one, oldest first.

    Returns:
        The rows of `kpi_series.sql` and the figures; None where no quarter has a number.
    """
    asked = {"kpi": kpi_id, "span": "quarter", "area": PROVINCE, "kind": ""}
    rows = [row for row in facts.run("kpi_series", **asked) if row["period"] <= facts.period]
    first = next((at for at, row in enumerate(rows) if row["value"] is not None), None)
    if first is None:
        return None
    rows = rows[first:][
        -layout()["chart_quarters"] :
    ]  # quarters before the first number say nothing
    kpi = facts.kpis[kpi_id]
    form = MONEY if kpi["unit"] == "đồng" else {"unit": kpi["unit"], "decimals": kpi["decimals"]}
    figures = tuple(
        facts.figure(
            "kpi_series",
            asked,
            {"period": row["period"]},
            "value",
            row,
            kpi_id=kpi_id,
            period=row["period"],
            span="quarter",
            **{"divisor": 1, **form},
        )
        for row in rows
    )
    return rows, Series(kpi["short_name"], figures)


def over_quarters(facts: Facts, chart_id: str, plan: dict) -> Chart | None:
    """An indicator of the province over the quarters; None where only one of them has a number."""
    known = trend(facts, plan["kpi"])
    if known is None:
        return None
    rows, series = known
    if sum(figure.value is not None for figure in series.figures) < 2:
        return None
    kpi = facts.kpis[plan["kpi"]]
    before = [place for place, row in enumerate(rows) if row["starts_on"] < MERGER]
    labels = [row["label"] for row in rows]
    said = "; ".join(
        f"{lower_first(label)}: {figure.with_unit}"
        for label, figure in zip(labels, series.figures, strict=True)
    )
    unit = series.figures[0].unit
    break_after = before[-1] if before and before[-1] < len(rows) - 1 else None
    drawn = "đường" if plan["kind"] == "line" else "cột"
    return Chart(
        chart_id,
        plan["kind"],
        say(facts, plan["title"]),
        f"{kpi['name']} · {unit} · toàn tỉnh · {_reach(labels)}",
        highest_and_lowest(rows, series, kpi, broken=break_after is not None),
        f"Biểu đồ {drawn}: {lower_first(kpi['name'])}, {said}.",
        tuple(label.removeprefix("Quý ") for label in labels),
        (series,),
        unit,
        series.figures[0].decimals,
        break_after,
        _provisional_from(facts, rows),
    )


def _reach(labels: list[str]) -> str:
    first, last = lower_first(labels[0]), lower_first(labels[-1])
    return first if first == last else f"{first} đến {last}"


def _provisional_from(facts: Facts, rows: list[dict]) -> int | None:
    """Where the run of provisional quarters at the end begins; None where there is none."""
    start = None
    for place in range(len(rows) - 1, -1, -1):
        status = facts.periods.get(rows[place]["period"], {}).get("release_status")
        if status != "tạm tính":
            break
        start = place
    return start


def highest_and_lowest(rows: list[dict], series: Series, kpi: dict, *, broken: bool) -> Sentence:
    """Return one sentence on the highest and lowest quarter, so that nobody needs the picture.

    Args:
        rows: the quarters.
        series: a figure of each.
        kpi: the indicator.
        broken: the quarters lie on both sides of the merger.
    """
    known = [
        (figure, lower_first(row["label"]))
        for row, figure in zip(rows, series.figures, strict=True)
        if figure.value is not None
    ]
    high = max((figure for figure, _ in known), key=lambda figure: figure.value)
    low = min((figure for figure, _ in known), key=lambda figure: figure.value)
    name = kpi["short_name"]
    if high.value == low.value:
        unit = f"{NBSP}{high.unit}" if high.unit else ""
        parts = (f"{name} không đổi qua các quý có số liệu: ", high, f"{unit}.")
    else:
        parts = (
            *(f"{name} cao nhất ", *_in_quarters(known, high)),
            *(", thấp nhất ", *_in_quarters(known, low)),
            "; so sánh qua mốc 01/7/2025 là hạn chế." if broken else ".",
        )
    return Sentence(parts, "cao-nhat-thap-nhat", (kpi["kpi_id"],))


def _in_quarters(known: list[tuple[Figure, str]], figure: Figure) -> tuple[str | Figure, ...]:
    """A number with the quarters that show it: one that others share is not laid to the first."""
    unit = f"{NBSP}{figure.unit}" if figure.unit else ""
    quarters = [label for other, label in known if other.text == figure.text]
    if len(quarters) > MOST_QUARTERS:
        return figure, f"{unit} (nhiều quý)"
    return f"{' và '.join(quarters)} (", figure, f"{unit})"


def highest_communes(facts: Facts, chart_id: str, plan: dict) -> Chart | None:
    """The communes where an indicator is highest, as bars; None where none is above zero."""
    kpi_id = plan["kpi"]
    rows = [row for row in _in_communes(facts, kpi_id) if row["value"]]
    rows = sorted(rows, key=lambda row: -row["value"])[: layout()["chart_bars"]]
    if not rows:
        return None
    kpi = facts.kpis[kpi_id]
    series = Series(kpi["short_name"], tuple(_figure(facts, kpi, row) for row in rows))
    names = tuple(row["commune_name"] for row in rows)
    said = "; ".join(
        f"{name}: {figure.with_unit}" for name, figure in zip(names, series.figures, strict=True)
    )
    return Chart(
        chart_id,
        "bars",
        say(facts, plan["title"]),
        f"{kpi['name']} · {kpi['unit']} · các xã, phường cao nhất · "
        f"{lower_first(facts.quarter['label'])}",
        _extremes(facts, kpi),
        f"Biểu đồ thanh: {lower_first(kpi['name'])}, {said}.",
        names,
        (series,),
        series.figures[0].unit,
        series.figures[0].decimals,
        provisional_from=0 if facts.quarter["release_status"] == "tạm tính" else None,
    )


def commune_map(facts: Facts, chart_id: str, plan: dict) -> Chart | None:
    """An indicator in every commune; None where no commune has a number."""
    kpi_id = plan["kpi"]
    rows = _in_communes(facts, kpi_id)
    if not any(row["value"] is not None for row in rows):
        return None
    kpi = facts.kpis[kpi_id]
    words = _extremes(facts, kpi)
    name = lower_first(kpi["name"])
    series = Series(kpi["short_name"], tuple(_figure(facts, kpi, row) for row in rows))
    return Chart(
        chart_id,
        "map",
        say(facts, plan["title"]),
        f"{kpi['name']} · {kpi['unit']} · {lower_first(facts.quarter['label'])}",
        words,
        f"Bản đồ xã, phường: {name}. {words.text} Số của từng nơi ở Phụ lục 02.",
        tuple(row["commune_code"] for row in rows),
        (series,),
        series.figures[0].unit,
        series.figures[0].decimals,
    )


def _in_communes(facts: Facts, kpi_id: str) -> list[dict]:
    rows = facts.run("communes_in_quarter", period=facts.period)
    return [row for row in rows if row["kpi_id"] == kpi_id]


def _figure(facts: Facts, kpi: dict, row: dict) -> Figure:
    form = MONEY if kpi["unit"] == "đồng" else {"unit": kpi["unit"], "decimals": kpi["decimals"]}
    code = row["commune_code"]
    return facts.figure(
        "communes_in_quarter",
        {"period": facts.period},
        {"kpi_id": kpi["kpi_id"], "commune_code": code},
        "value",
        row,
        kpi_id=kpi["kpi_id"],
        area_code=code,
        span="quarter",
        **{"divisor": 1, **form},
    )


def _extremes(facts: Facts, kpi: dict) -> Sentence:
    """Where an indicator is highest, how many communes have none of it or told nothing."""
    asked = {"kpi": kpi["kpi_id"], "period": facts.period}
    row = next(iter(facts.run("commune_extremes", **asked)), {})

    def of(column: str, **form: object) -> Figure:
        about = {"kpi_id": kpi["kpi_id"], "area_code": None, "span": "quarter"}
        return facts.figure("commune_extremes", asked, {}, column, row, **about, **form)

    counted = {"unit": "", "decimals": 0, "divisor": 1}
    parts: list[str | Figure] = []
    if row.get("highest"):
        highest = of("highest", unit=kpi["unit"], decimals=kpi["decimals"])
        value = (highest, f"{NBSP}{highest.unit}")
        if row["highest_communes"] <= 3:
            parts += [f"Cao nhất: {row['highest_names']} (", *value, ")"]
        else:
            parts += ["Cao nhất ", *value, ", tại ", of("highest_communes", **counted)]
            parts.append(f"{NBSP}xã, phường")
        if row["zeros"]:
            parts += ["; ", of("zeros", **counted), f"{NBSP}xã, phường bằng 0"]
    elif row.get("zeros"):
        parts += ["Cả ", of("zeros", **counted), f"{NBSP}xã, phường có số liệu đều bằng 0"]
    else:
        parts.append("Chưa có số liệu theo xã, phường")
    if row.get("not_reported"):
        parts += ["; ", of("not_reported", **counted), f"{NBSP}xã, phường chưa có số liệu"]
    return Sentence((*parts, "."), "cao-nhat-o-dau", (kpi["kpi_id"],))
